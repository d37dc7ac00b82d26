"""The base of every newspaper: front pages in, readings out.

A site's module says what differs from the generic reader, and no more; see
``newscrawl/spiders/README.md``.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapy import Request, Spider

from newscrawl import clock
from newscrawl.deduplicate.identity import identified, identified_front_page
from newscrawl.discover.links import links
from newscrawl.errand import META_KEY, Errand
from newscrawl.errors import ConfigurationError, SiteError
from newscrawl.extract.article import extract_article
from newscrawl.extract.declared import with_language, with_zone
from newscrawl.extract.front_page import extract_front_page
from newscrawl.fetch.addresses import networks
from newscrawl.fetch.revisit import is_due, oldest
from newscrawl.items import Article, Capture, Discovered, FrontPageSnapshot, Outcome, Teaser
from newscrawl.known import KnownArticle
from newscrawl.layout import Layout, css, layout_for, xpath
from newscrawl.outcomes import NOT_MODIFIED, outcome_of_status
from newscrawl.reading import CAPTURE_KEY, Reading
from newscrawl.urls import SITE_NAME, canonical_url, is_web
from newscrawl.version import __version__

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newscrawl.extensions import RunExtension

__all__ = ["FrontPage", "Layout", "NewsSpider", "css", "xpath"]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page whose teasers lead to articles: the home page, or a section's."""

    url: str
    teasers: str | None = None
    """CSS of one teaser's card, where the generic reader needs help."""
    title: str | None = None
    """CSS of the headline within the card."""
    excerpt: str | None = None


class NewsSpider(Spider):
    """One newspaper.

    Subclasses set ``name`` and ``discover``; everything else only where the generic reader
    needs help.
    """

    name: str
    language: str | None = None
    """BCP 47; for pages that declare none."""
    timezone: str | None = None
    """IANA name; for clock times that state no zone."""
    discover: tuple[FrontPage, ...] = ()
    article_url: str | None = None
    """Regular expression that an article's canonical URL matches somewhere; a group named
    ``id`` is the newspaper's own id. ``None`` takes every teaser for an article's."""
    layouts: tuple[Layout, ...] = ()

    run: "RunExtension"
    """Set before the first request."""
    limit: int
    """Articles a run may ask for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Check the declarations.

        Raises:
            SiteError: One of them is wrong; the message says which, and what to write.
        """
        super().__init__(*args, **kwargs)
        self.pattern = _checked_pattern(self)
        self.zone = _checked_zone(self)
        _check_name_and_pages(self)
        self.homes = tuple(page.url for page in self.discover)
        self._asked: set[str] = set()
        self._looked_back = False
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Read the settings, those of other parts too: what is wrong is said before all else.

        Raises:
            ConfigurationError: A setting is wrong.
        """
        networks(crawler.settings.getlist("NEWSCRAWL_FETCH_ALLOWED_NETWORKS"))
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.limit = _whole_number(crawler, "NEWSCRAWL_DISCOVER_ARTICLES_MAX")
        return spider

    @property
    def site(self) -> str:
        """The name in records and paths."""
        return self.name

    def stop_asking(self) -> None:
        """Ask for nothing more; what is under way comes to its end."""
        if self.crawler.engine.spider is not None:
            closing = self.crawler.engine.close_spider_async(reason="storage")
            self._closing = asyncio.ensure_future(closing)

    # --- front pages ----------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the front pages."""
        for page in self.discover:
            known = self.run.writer.catalogue.front_page(self.site, canonical_url(page.url))
            yield self._request(
                Errand(url=page.url, via="start"),
                self.read_front_page,
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
                cb_kwargs={"page": page},
            )

    def read_front_page(self, response: "Response", page: FrontPage) -> Iterator[Any]:
        """Yield the snapshot of a front page, then requests for what its teasers lead to."""
        snapshot = self._snapshot(response, page)
        if snapshot is None:
            return
        outcome: Outcome = "not_modified" if response.status == NOT_MODIFIED else "front_page"
        yield Reading(response=response, record=snapshot, asked_for=None, outcome=outcome)
        yield from self._follow(snapshot.teasers, page)
        yield from self._look_back()

    def _snapshot(self, response: "Response", page: FrontPage) -> FrontPageSnapshot | None:
        url = canonical_url(page.url)
        known = self.run.writer.catalogue.front_page(self.site, url)
        ended = self._answer(response)
        if ended == "not_modified" and known is not None:
            read = FrontPageSnapshot(
                site=self.site, url=url, teasers=known.teasers, newscrawl_version=__version__
            )
        elif ended is not None:
            self._end(response, ended, "Is this still the front page's address?")
            return None
        else:
            layout = Layout(
                teasers=page.teasers, teaser_title=page.title, teaser_excerpt=page.excerpt
            )
            read = extract_front_page(
                response.body, response.url, encoding=_encoding(response), layout=layout
            )
        named = identified_front_page(replace(read, url=url), self.site, self.pattern)
        return replace(
            named,
            fetched_at=clock.text(clock.now()),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    def _follow(self, teasers: Iterable[Teaser], page: FrontPage) -> Iterator[Request]:
        now = clock.now()
        catalogue = self.run.writer.catalogue
        known: dict[str, KnownArticle | None] = {}

        def due(article_id: str) -> bool:
            known[article_id] = article = catalogue.article(self.site, article_id)
            if article is None:
                return True
            asked = article.article_id in self._asked  # under another of its URLs
            return not asked and (_never_answered(article) or is_due(article, now))

        found = links(
            teasers,
            homes=self.homes,
            pattern=self.pattern,
            asked=self._asked,
            is_due=due,
            limit=self.limit - len(self._asked),
        )
        self.run.tally.skipped.update(dict(found.skipped))
        for teaser in found.to_fetch:
            errand = Errand(
                url=teaser.url,
                via="front_page",
                found_on=page.url,
                rank=teaser.rank,
                article_id=teaser.article_id,
            )
            yield self._article_request(errand, known.get(teaser.article_id or ""))

    def _look_back(self) -> Iterator[Request]:
        """Yield requests for known articles that are due and stand on no front page now."""
        if self._looked_back:
            return
        self._looked_back = True
        now = clock.now()
        recent = self.run.writer.catalogue.recent(self.site, clock.text(oldest(now)))
        for known in list(recent):
            if len(self._asked) >= self.limit or self._closing:
                return
            if known.article_id not in self._asked and is_due(known, now):
                errand = Errand(url=known.url, via="revisit", article_id=known.article_id)
                yield self._article_request(errand, known)

    # --- articles -------------------------------------------------------------------------

    def _article_request(self, errand: Errand, known: KnownArticle | None) -> Request:
        self._asked.add(errand.article_id or errand.url)
        if known is not None:
            self._asked.add(known.article_id)
        same = known is not None and known.revision > 0 and known.url == errand.url
        return self._request(
            errand,
            self.read_article,
            etag=known.etag if known and same else None,
            last_modified=known.last_modified if known and same else None,
        )

    def read_article(self, response: "Response") -> Iterator[Reading]:
        """Yield what an article's page says."""
        errand: Errand = response.meta[META_KEY]
        ended = self._answer(response)
        if ended is not None:
            self._end(response, ended, "")
            return
        article = self._article(response, errand)
        yield Reading(response=response, record=article, asked_for=errand.article_id)

    def _article(self, response: "Response", errand: Errand) -> Article:
        now = clock.now()
        layout = layout_for(self.layouts, now.date())
        read = extract_article(
            response.body, response.url, encoding=_encoding(response), layout=layout
        )
        if self.zone:
            read = with_zone(read, self.zone)
        if self.language:
            read = with_language(read, self.language)
        return replace(
            identified(read, self.site, self.pattern),
            discovered=Discovered(via=errand.via, url=errand.found_on, rank=errand.rank),
            fetched_at=clock.text(now),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    # --- answers --------------------------------------------------------------------------

    def _answer(self, response: "Response") -> Outcome | None:
        """Keep the answer; return the outcome if there is no page to read in it."""
        ended = outcome_of_status(response.status)
        if ended == "not_modified":
            return ended
        capture: Capture = self.run.keep(response)
        response.meta[CAPTURE_KEY] = capture
        kind = (response.headers.get("Content-Type") or b"text/html").lower()
        if ended is None and not (b"html" in kind or b"xml" in kind or kind.startswith(b"text/")):
            return "unreadable"
        return ended

    def _end(self, response: "Response", outcome: Outcome, hint: str) -> None:
        assert response.request is not None
        if outcome not in {"not_modified", "vanished"} or hint:
            said = f"{response.url} answered {response.status}. {hint}".strip()
            self.run.tally.failures.setdefault(outcome, said)
        errand: Errand = response.meta[META_KEY]
        known = errand.article_id and self.run.writer.catalogue.article(
            self.site, errand.article_id
        )
        self.run.settle(
            response.request,
            outcome,
            response=response,
            capture=response.meta.get(CAPTURE_KEY),
            revision_id=known.revision_id if known and outcome == "not_modified" else None,
        )

    def failed(self, failure: "Failure") -> None:
        """The download of a request failed."""
        self.run.fail(failure, failure.request)  # type: ignore[attr-defined]

    def _request(
        self,
        errand: Errand,
        callback: Any,
        *,
        etag: str | None,
        last_modified: str | None,
        cb_kwargs: dict[str, Any] | None = None,
    ) -> Request:
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return Request(
            errand.url,
            callback=callback,
            errback=self.failed,
            headers={name: value for name, value in headers.items() if value},
            cb_kwargs=cb_kwargs,
            meta={META_KEY: errand},
        )


def _whole_number(crawler: "Crawler", name: str) -> int:
    try:
        return crawler.settings.getint(name)
    except ValueError as error:
        message = f"{name} is {crawler.settings[name]!r}, which is no whole number."
        raise ConfigurationError(message) from error


def _never_answered(known: KnownArticle) -> bool:
    """Whether all that is known of an article is that it could not be fetched."""
    return known.revision == 0 and known.outcome not in {"vanished", "unreadable"}


def _encoding(response: "Response") -> str | None:
    """Return the charset that the Content-Type header declares."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.IGNORECASE)
    return found[1] if found else None


def _checked_pattern(spider: NewsSpider) -> re.Pattern[str] | None:
    if spider.article_url is None:
        return None
    try:
        return re.compile(spider.article_url)
    except re.error as error:
        message = f"{spider.name}: article_url {spider.article_url!r} is no pattern: {error}."
        raise SiteError(message) from error


def _checked_zone(spider: NewsSpider) -> ZoneInfo | None:
    if spider.timezone is None:
        return None
    try:
        return ZoneInfo(spider.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = (
            f"{spider.name}: timezone {spider.timezone!r} is unknown. Write an IANA name, "
            "for example Europe/Lisbon."
        )
        raise SiteError(message) from error


def _check_name_and_pages(spider: NewsSpider) -> None:
    if not SITE_NAME.fullmatch(spider.site):
        message = f"{spider.site!r} is no site name. Use a-z, 0-9, _ and -, at most 64 letters."
        raise SiteError(message)
    if not spider.discover:
        message = (
            f"{spider.site}: nothing to discover. Declare a front page: "
            'discover = (FrontPage("https://…/"),).'
        )
        raise SiteError(message)
    for page in spider.discover:
        if not is_web(page.url):
            message = f"{spider.site}: {page.url!r} is no http or https URL of a front page."
            raise SiteError(message)
