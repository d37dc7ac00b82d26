"""robots.txt: asked for once a host and day, and kept to."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from newscrawl import clock
from newscrawl.crawl.downloader import OneAtATimeDownloader
from newscrawl.crawl.outcomes import NotFetched
from newscrawl.errand import META_KEY, RULES_KEY, Errand
from newscrawl.fetch.robots import MAX_BYTES, NO_RULES, UNREACHABLE, Robots, robots
from newscrawl.run_record import CrawlDelay
from newscrawl.spider import NewsSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

KEPT_SECONDS = 24 * 3600.0
"""How long rules are kept before they are asked for again (RFC 9309, section 2.4)."""


@dataclass(frozen=True, slots=True)
class _Asked:
    at: float
    rules: "asyncio.Future[Robots]"


class RobotsMiddleware:
    """Asks each host for its robots.txt and keeps to it.

    Unlike Scrapy's own, it is closed when in doubt: rules that could not be read forbid
    everything (RFC 9309, section 2.3.1.4), and it keeps the host's Crawl-delay.

    Args:
        crawler: That it works for.
        agent: The name that rules are looked up by.
        max_delay: The longest Crawl-delay that is kept, in seconds.
        own_delay: The pause that the settings say, in seconds.
        monotonic: Seconds, for the age of the rules.
    """

    def __init__(
        self,
        crawler: "Crawler",
        *,
        agent: str,
        max_delay: float,
        own_delay: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.crawler = crawler
        self.agent = agent
        self.max_delay = max_delay
        self.own_delay = own_delay
        self.monotonic = monotonic
        self._asked: dict[str, _Asked] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "Self | RobotsTxtMiddleware":
        """Read the settings; for a spider of somebody else's, return Scrapy's own.

        Raises:
            NotConfigured: ROBOTSTXT_OBEY is false.
        """
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        if not isinstance(crawler.spider, NewsSpider):
            return RobotsTxtMiddleware.from_crawler(crawler)
        middleware = cls(
            crawler,
            agent=settings["ROBOTSTXT_USER_AGENT"],
            max_delay=settings.getfloat("NEWSCRAWL_FETCH_CRAWL_DELAY_MAX_SECONDS"),
            own_delay=settings.getfloat("DOWNLOAD_DELAY"),
        )
        crawler.signals.connect(middleware.stop_at_limit, signal=signals.bytes_received)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Let pass what robots.txt allows.

        Raises:
            NotFetched: It forbids the URL, or could not be read.
        """
        if RULES_KEY in request.meta:
            return
        rules = await self.rules(request)
        if not rules.allows(request.url, self.agent):
            why = "could not be read" if rules is UNREACHABLE else "forbids it"
            message = f"robots.txt of {urlsplit(request.url).netloc} {why}"
            raise NotFetched(message, outcome="forbidden")

    async def rules(self, request: Request) -> Robots:
        """Return the rules for a request; they are at most a day old."""
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}"
        known, now = self._asked.get(place), self.monotonic()
        if known is not None and now - known.at < KEPT_SECONDS:
            # Who is cancelled while it waits cancels itself, not the rules of the others.
            return await asyncio.shield(known.rules)
        asked = _Asked(now, asyncio.get_running_loop().create_future())
        self._asked[place] = asked
        rules = UNREACHABLE
        try:
            rules = await self.fetch(f"{place}/robots.txt")
            self._keep_delay(rules, request, place)
        finally:  # whatever happens, nobody waits for ever
            asked.rules.set_result(rules)
        return rules

    async def fetch(self, url: str) -> Robots:
        """Return the rules that ``url`` states."""
        run = self._spider.run
        errand = Errand(url=url, via="robots")
        meta = {META_KEY: errand, RULES_KEY: 0}
        request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        run.ask(request)
        try:
            response = await self.crawler.engine.download_async(request)
            capture = run.keep(response)
        except Exception as error:  # noqa: BLE001 - whatever it is, the rules are unknown
            run.fail(Failure(), run.open_request(errand))  # type: ignore[no-untyped-call]
            return NO_RULES if _went_round(error) else UNREACHABLE
        run.settle(run.open_request(errand), "robots", response=response, capture=capture)
        for wanted in self._spider.read_robots(response):
            self.crawler.engine.crawl(wanted)
        return robots(response.status, response.body)

    def stop_at_limit(self, data: bytes, request: Request) -> None:
        """Read no more of a robots.txt than is parsed.

        Raises:
            StopDownload: There is enough.
        """
        if RULES_KEY in request.meta:
            request.meta[RULES_KEY] += len(data)
            if request.meta[RULES_KEY] > MAX_BYTES:
                raise StopDownload(fail=False)

    @property
    def _spider(self) -> NewsSpider:
        assert isinstance(self.crawler.spider, NewsSpider)
        return self.crawler.spider

    def _keep_delay(self, rules: Robots, request: Request, place: str) -> None:
        downloader = self.crawler.engine.downloader
        if not isinstance(downloader, OneAtATimeDownloader):
            return
        asked = rules.crawl_delay(self.agent)
        pace = downloader.pace(request)
        pace.ask_delay(place, None if asked is None else min(asked, self.max_delay))
        if asked is not None:
            now = clock.text(clock.now())
            kept = max(pace.delay, self.own_delay)
            delay = CrawlDelay(at=now, asked_seconds=asked, kept_seconds=kept)
            self._spider.run.tally.politeness.note_delay(downloader.get_slot_key(request), delay)


def _went_round(error: Exception) -> bool:
    """Return whether redirects led on and on: "the crawler MAY assume that the robots.txt file is
    unavailable" (RFC 9309, section 2.3.1.2), which allows everything."""
    return isinstance(error, NotFetched) and error.too_many_redirects
