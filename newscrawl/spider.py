"""The base of every newspaper: front pages, feeds and sitemaps in, readings out.

A site's module says what differs from the generic reader, and no more; see
``newscrawl/spiders/README.md``.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from scrapy import Request, Spider

from newscrawl import clock, configuration
from newscrawl.crawl import answers
from newscrawl.crawl.asking import Seen, request
from newscrawl.crawl.outcomes import NOT_MODIFIED
from newscrawl.crawl.plan import Plan, Wanted
from newscrawl.crawl.readers import NotRead
from newscrawl.crawl.reading import CAPTURE_KEY, Reading
from newscrawl.crawl.reading_room import ReadingRoom
from newscrawl.deduplicate.identity import identified_front_page
from newscrawl.discover import announced, feed, sitemap
from newscrawl.discover.found import Found
from newscrawl.discover.links import Lead
from newscrawl.errand import META_KEY, Errand
from newscrawl.errors import SiteError
from newscrawl.fingerprint import remember
from newscrawl.items import Article, Discovered, FrontPageSnapshot, Outcome, Via
from newscrawl.layout import Layout, css, xpath
from newscrawl.site_reader import Declared, Look, look_at, read_and_compare, read_sitemap
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

    from newscrawl.crawl.extensions import RunExtension

T = TypeVar("T")

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
    reading_room: ReadingRoom
    """Where pages are read."""
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
        configuration.check_parts(crawler.settings)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.reading_room = ReadingRoom.from_crawler(crawler)
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
            if self.run.run is not None:  # closed meanwhile: a limit of Scrapy's was reached
                return
            if not isinstance(source, Announced):
                for asked in self._ask(source, Errand(url=source.url, via="start")):
                    yield asked

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
        if isinstance(source, FrontPage):
            yield self._request(errand, self.read_front_page, known, page=source)
        else:
            reads = self.read_feed if isinstance(source, Feed) else self.read_sitemap
            yield self._request(errand, reads, None)

    async def read_front_page(self, response: "Response", page: FrontPage) -> AsyncIterator[Any]:
        """Yield the snapshot of a front page, then requests for what it leads to."""
        look = await self._look(response, page)
        if look is None:
            return
        unchanged = response.status == NOT_MODIFIED
        outcome: Outcome = "not_modified" if unchanged else "front_page"
        yield Reading(
            response=response,
            record=self._snapshot(look.snapshot, response),
            asked_for=None,
            outcome=outcome,
            reason=look.reason,
        )
        errand: Errand = response.meta[META_KEY]
        via: Via = "pagination" if errand.via == "pagination" else "front_page"
        teasers = look.snapshot.teasers
        for wanted in self.plan.follow(teasers, via=via, found_on=page.url):
            yield self._article_request(wanted)
        for asked in self._named_by(look, response.url, page):
            yield asked
        for wanted in self.plan.look_back():
            yield self._article_request(wanted)

    def _named_by(self, look: Look, url: str, page: FrontPage) -> Iterator[Request]:
        """Yield requests for the next page and the feeds that a front page names."""
        if look.next_page:
            errand = Errand(url=look.next_page, via="pagination", found_on=url)
            yield from self._ask(replace(page, url=look.next_page, pages=page.pages - 1), errand)
        for named in look.feeds:
            errand = Errand(url=named, via="front_page", found_on=url)
            yield from self._ask(Feed(named), errand)

    async def _look(self, response: "Response", page: FrontPage) -> Look | None:
        """Return what a front page shows; ``None`` where its request has been settled."""
        url = canonical_url(page.url)
        known = self.run.writer.catalogue.front_page(self.site, url)
        ended = answers.outcome_of(response)
        if ended == "not_modified" and known is not None:
            shown = FrontPageSnapshot(
                site=self.site, url=url, teasers=known.teasers, newscrawl_version=__version__
            )
            named = identified_front_page(shown, self.site, self.pattern)
            return Look(snapshot=named)
        if ended is not None:
            answers.end(self.run, response, ended, "Is this still the front page's address?")
            return None
        return await self._read(response, partial(
            look_at, Declared.by(self), response.body, response.url,
            encoding=answers.encoding(response), declared=page,
        ))  # fmt: skip

    def _snapshot(self, shown: FrontPageSnapshot, response: "Response") -> FrontPageSnapshot:
        return replace(
            shown,
            fetched_at=clock.text(clock.now()),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    async def read_feed(self, response: "Response") -> AsyncIterator[Request]:
        """Yield requests for the articles that a feed names."""
        if not self._is_new(response):
            return
        encoding = answers.encoding(response)
        question = partial(feed.read, response.body, response.url, encoding=encoding)
        try:
            found = await self._read(response, question)
        except feed.NotAFeed as error:
            answers.end(self.run, response, "unreadable", str(error))
            return
        if found is not None:
            for asked in self._follow_source(response, "feed", found):
                yield asked

    async def read_sitemap(self, response: "Response") -> AsyncIterator[Request]:
        """Yield requests for the recent articles that a sitemap names, and for its parts."""
        if not self._is_new(response):
            return
        since = clock.now() - timedelta(days=self.sitemap_days)
        found = await self._read(
            response, partial(read_sitemap, response.body, response.url, since)
        )
        if found is None:
            return
        if sitemap.NO_SITEMAP in found.problems:
            answers.end(self.run, response, "unreadable", "It is no sitemap.")
            return
        for part in found.sitemaps:
            errand = Errand(url=part.url, via="sitemap", found_on=response.url)
            for asked in self._ask(Sitemap(part.url), errand):
                yield asked
        for asked in self._follow_source(response, "sitemap", found.pages):
            yield asked

    def read_robots(self, response: "Response") -> Iterator[Request]:
        """Yield requests for the sitemaps that a robots.txt names."""
        if not self._announced:
            return
        for url in announced.sitemaps(response.body, response.url):
            errand = Errand(url=url, via="robots", found_on=response.url)
            yield from self._ask(Sitemap(url), errand)

    def _is_new(self, response: "Response") -> bool:
        ended = answers.outcome_of(response, any_kind=True)
        if ended is not None:
            answers.end(self.run, response, ended)
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
        return self._request(errand, self.read_article, known if same else None)

    async def read_article(self, response: "Response") -> AsyncIterator[Reading]:
        """Yield what an article's page says."""
        errand: Errand = response.meta[META_KEY]
        if ended := answers.outcome_of(response):
            answers.end(self.run, response, ended)
            return
        article = await self._article(response, errand)
        if article is not None and not self.run.turned_away(response, article):
            yield Reading(response=response, record=article, asked_for=errand.article_id)

    async def _article(self, response: "Response", errand: Errand) -> Article | None:
        now = clock.now()
        found = await self._read(response, partial(
            read_and_compare, Declared.by(self), response.body, response.url,
            encoding=answers.encoding(response), day=now.date(),
        ))  # fmt: skip
        if found is None:
            return None
        read, text = found
        remember(read, text)
        problems = read.problems
        if "partial" in response.flags:  # the connection closed, and nobody said how long it is
            problems = (*problems, "perhaps_cut_short")
        return replace(
            read,
            problems=problems,
            discovered=Discovered(via=errand.via, url=errand.found_on, rank=errand.rank),
            fetched_at=clock.text(now),
            capture=response.meta.get(CAPTURE_KEY),
            run_id=self.run.run_id,
        )

    # --- answers --------------------------------------------------------------------------

    async def _read(self, response: "Response", question: Callable[[], T]) -> T | None:
        """Return what is read in an answer; ``None`` where reading it was given up, and its
        request is settled. The answer is kept after that: a page that turns out to be taken down
        can be taken back while no other one stands behind it."""
        try:
            read = await self.reading_room.read(question)
        except NotRead as error:
            answers.end(self.run, response, "unread", str(error), error.reason)
            return None
        except Exception:
            answers.keep(self.run, response)  # whoever looks for the defect will want it
            raise
        answers.keep(self.run, response)
        return read

    def failed(self, failure: "Failure") -> None:
        """Take note that the download of a request failed."""
        self.run.fail(failure, failure.request)  # type: ignore[attr-defined]

    def _request(
        self, errand: Errand, callback: Callable[..., Any], seen: Seen | None, **arguments: object
    ) -> Request:
        asked = request(errand, callback, self.failed, seen, **arguments)
        if not asked.headers:
            self.reading_room.open()  # a page will come: what reads it starts meanwhile
        return asked
