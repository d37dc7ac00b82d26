"""The base of every newspaper: front pages, feeds and sitemaps in, readings out.

A site's module says what differs from the generic reader, and no more; see
``newscrawl/spiders/README.md``.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider

from newscrawl import clock, configuration
from newscrawl.deduplicate.identity import identified_front_page
from newscrawl.discover import announced, feed, sitemap
from newscrawl.discover.found import Found
from newscrawl.discover.links import Lead
from newscrawl.discover.pagination import next_page
from newscrawl.errand import META_KEY, Errand
from newscrawl.errors import SiteError
from newscrawl.extract.front_page import without_teasers
from newscrawl.items import Article, Discovered, FrontPageSnapshot, Outcome, Via
from newscrawl.layout import Layout, css, xpath
from newscrawl.outcomes import NOT_MODIFIED, outcome_of_status
from newscrawl.plan import Plan, Wanted
from newscrawl.reading import CAPTURE_KEY, Reading
from newscrawl.site_reader import charset, read_article, read_front_page
from newscrawl.sources import (
    Announced,
    Feed,
    FrontPage,
    Sitemap,
    Source,
    addresses,
    check,
    check_arguments,
    check_language,
    check_names,
    pattern_of,
    zone_of,
)
from newscrawl.urls import SITE_NAME, article_id, canonical_url, is_own
from newscrawl.version import __version__

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newscrawl.extensions import RunExtension

__all__ = ["Announced", "Feed", "FrontPage", "Layout", "NewsSpider", "Sitemap", "css", "xpath"]


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
    discover: tuple[Source, ...] = ()
    article_url: str | None = None
    """Regular expression that an article's canonical URL matches somewhere; a group named
    ``id`` is the newspaper's own id. ``None`` takes every link for an article's."""
    formerly: tuple[str, ...] = ()
    """What ``article_url`` was before: URLs that one of these matches are articles too, and keep
    the ids they had under it."""
    layouts: tuple[Layout, ...] = ()

    run: "RunExtension"
    """Set before the first request."""
    limit: int
    """Articles a run may ask for."""
    sitemap_days: int
    """Age of the oldest entry of a sitemap that is followed."""
    sitemaps_left: int
    """Sitemaps the run may still ask for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Check the declarations.

        Raises:
            SiteError: One of them is wrong; the message says which, and what to write.
        """
        check_arguments(self.name, kwargs)
        super().__init__(*args, **kwargs)
        if not SITE_NAME.fullmatch(self.site):
            message = f"{self.site!r} is no site name: a-z, 0-9, _ and -, at most 64 characters."
            raise SiteError(message)
        check_names(self.site, type(self), NewsSpider)
        check_language(self.site, self.language)
        check(self.site, self.discover, self.layouts)
        self.pattern = pattern_of(self.site, self.article_url, self.formerly)
        self.zone = zone_of(self.site, self.timezone)
        self.homes = addresses(self.discover)
        self._announced = any(isinstance(source, Announced) for source in self.discover)
        self._sources_asked: set[str] = set()
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Read the settings: what is wrong with any of them is said before all else.

        Raises:
            ConfigurationError: A setting is wrong.
        """
        configuration.check(crawler.settings)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.limit = crawler.settings.getint("NEWSCRAWL_DISCOVER_ARTICLES_MAX")
        spider.sitemap_days = crawler.settings.getint("NEWSCRAWL_DISCOVER_SITEMAP_DAYS")
        spider.sitemaps_left = crawler.settings.getint("NEWSCRAWL_DISCOVER_SITEMAPS_MAX")
        return spider

    @property
    def site(self) -> str:
        """The name in records and paths."""
        return self.name

    @property
    def front_pages(self) -> tuple[str, ...]:
        """The URLs of the front pages."""
        return tuple(page.url for page in self.discover if isinstance(page, FrontPage))

    def stop_asking(self) -> None:
        """Ask for nothing more; what is under way comes to its end."""
        if self.crawler.engine.spider is not None:
            closing = self.crawler.engine.close_spider_async(reason="storage")
            self._closing = asyncio.ensure_future(closing)

    # --- where articles are named ---------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for everything that is declared."""
        self.plan = Plan(
            self.site,
            self.homes,
            self.pattern,
            self.run.writer.catalogue,
            self.run.tally,
            self.limit,
        )
        for source in self.discover:
            if not isinstance(source, Announced):
                for request in self._ask(source, Errand(url=source.url, via="start")):
                    yield request

    def _ask(self, source: FrontPage | Feed | Sitemap, errand: Errand) -> Iterator[Request]:
        """Yield the request for a source, unless the run has asked for it."""
        url = canonical_url(source.url)
        if url in self._sources_asked or not is_own(url, self.homes):
            return
        if isinstance(source, Sitemap):
            if self.sitemaps_left <= 0:
                self.run.tally.skipped["over_limit"] += 1
                return
            self.sitemaps_left -= 1
        self._sources_asked.add(url)
        # A 304 says nothing of what a page or a feed names. Of a front page the teasers are known;
        # where more is wanted of it, and of feeds, the whole answer is asked for each time.
        known = None
        if isinstance(source, FrontPage) and source.pages == 1 and not self._announced:
            known = self.run.writer.catalogue.front_page(self.site, url)
        callback = {
            FrontPage: self.read_front_page,
            Feed: self.read_feed,
            Sitemap: self.read_sitemap,
        }[type(source)]
        yield self._request(
            errand,
            callback,
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
            cb_kwargs={"page": source} if isinstance(source, FrontPage) else {},
        )

    def read_front_page(self, response: "Response", page: FrontPage) -> Iterator[Any]:
        """Yield the snapshot of a front page, then requests for what it leads to."""
        errand: Errand = response.meta[META_KEY]
        snapshot = self._snapshot(response, page)
        if snapshot is None:
            return
        unchanged = response.status == NOT_MODIFIED
        outcome: Outcome = "not_modified" if unchanged else "front_page"
        why = None if snapshot.teasers else without_teasers(response.body, response.url)
        yield Reading(
            response=response, record=snapshot, asked_for=None, outcome=outcome, reason=why
        )
        via: Via = "pagination" if errand.via == "pagination" else "front_page"
        yield from map(self._article_request, self.plan.follow(
            snapshot.teasers, via=via, found_on=page.url))  # fmt: skip
        if not unchanged:
            yield from self._named_by(response, page)
        yield from map(self._article_request, self.plan.look_back())

    def _named_by(self, response: "Response", page: FrontPage) -> Iterator[Request]:
        """Yield requests for the next page and the feeds that a front page names."""
        encoding = _encoding(response)
        if page.pages > 1 and (url := next_page(response.body, response.url, encoding=encoding)):
            errand = Errand(url=url, via="pagination", found_on=response.url)
            yield from self._ask(replace(page, url=url, pages=page.pages - 1), errand)
        if self._announced:
            for url in announced.feeds(response.body, response.url, encoding=encoding):
                errand = Errand(url=url, via="front_page", found_on=response.url)
                yield from self._ask(Feed(url), errand)

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
            read = read_front_page(
                self, response.body, response.url, encoding=_encoding(response), declared=page
            )
        return replace(
            identified_front_page(read, self.site, self.pattern),
            fetched_at=clock.text(clock.now()),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    def read_feed(self, response: "Response") -> Iterator[Request]:
        """Yield requests for the articles that a feed names."""
        if not self._is_new(response):
            return
        try:
            found = feed.read(response.body, response.url, encoding=_encoding(response))
        except feed.NotAFeed as error:
            self._end(response, "unreadable", str(error))
            return
        yield from self._follow_source(response, "feed", found)

    def read_sitemap(self, response: "Response") -> Iterator[Request]:
        """Yield requests for the recent articles that a sitemap names, and for its parts."""
        if not self._is_new(response):
            return
        read = sitemap.read(response.body, response.url)
        if sitemap.NO_SITEMAP in read.problems:
            self._end(response, "unreadable", "It is no sitemap.")
            return
        found = sitemap.newest(read, clock.now() - timedelta(days=self.sitemap_days))
        for part in found.sitemaps:
            errand = Errand(url=part.url, via="sitemap", found_on=response.url)
            yield from self._ask(Sitemap(part.url), errand)
        yield from self._follow_source(response, "sitemap", found.pages)

    def read_robots(self, response: "Response") -> Iterator[Request]:
        """Yield requests for the sitemaps that a robots.txt names."""
        if not self._announced:
            return
        for url in announced.sitemaps(response.body, response.url):
            errand = Errand(url=url, via="robots", found_on=response.url)
            yield from self._ask(Sitemap(url), errand)

    def _is_new(self, response: "Response") -> bool:
        ended = self._answer(response, any_kind=True)
        if ended is not None:
            self._end(response, ended, "")
        return ended is None

    def _follow_source(
        self, response: "Response", kind: Any, found: Iterable[Found]
    ) -> Iterator[Request]:
        assert response.request is not None
        self._count_source()
        capture = response.meta.get(CAPTURE_KEY)
        self.run.settle(response.request, kind, response=response, capture=capture)
        leads = (
            Lead(one.url, one.rank, article_id(self.site, one.url, self.pattern)) for one in found
        )
        wanted = self.plan.follow(leads, via=kind, found_on=response.url)
        yield from map(self._article_request, wanted)
        yield from map(self._article_request, self.plan.look_back())

    def _count_source(self) -> None:
        # A feed stands for the newspaper only where no front page does.
        self.run.tally.other_sources += not self.front_pages

    # --- articles -------------------------------------------------------------------------

    def _article_request(self, wanted: Wanted) -> Request:
        errand, known = wanted.errand, wanted.known
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
        if not self.run.turned_away(response, article):
            yield Reading(response=response, record=article, asked_for=errand.article_id)

    def _article(self, response: "Response", errand: Errand) -> Article:
        now = clock.now()
        read = read_article(
            self, response.body, response.url, encoding=_encoding(response), day=now.date()
        )
        if "partial" in response.flags:  # the connection closed, and nobody said how long it is
            read = replace(read, problems=(*read.problems, "perhaps_cut_short"))
        return replace(
            read,
            discovered=Discovered(via=errand.via, url=errand.found_on, rank=errand.rank),
            fetched_at=clock.text(now),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    # --- answers --------------------------------------------------------------------------

    def _answer(self, response: "Response", *, any_kind: bool = False) -> Outcome | None:
        """Keep the answer; return the outcome if there is nothing to read in it.

        With ``any_kind`` a Content-Type says nothing: feeds come as anything.
        """
        ended = outcome_of_status(response.status)
        if ended == "not_modified":
            return ended
        response.meta[CAPTURE_KEY] = self.run.keep(response)
        kind = (response.headers.get("Content-Type") or b"text/html").lower()
        is_page = b"html" in kind or b"xml" in kind or kind.startswith(b"text/")
        return ended if ended or any_kind or is_page else "unreadable"

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
        """Take note that the download of a request failed."""
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


def _encoding(response: "Response") -> str | None:
    """Return the charset that the Content-Type header declares."""
    return charset((response.headers.get("Content-Type") or b"").decode("latin-1"))
