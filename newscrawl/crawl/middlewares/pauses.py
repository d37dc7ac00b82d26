"""What a host says that wants to be left alone: kept to, counted, and told."""

from typing import TYPE_CHECKING

from scrapy import Request, signals
from scrapy.downloadermiddlewares.retry import RetryMiddleware

from newscrawl import clock
from newscrawl.crawl.downloader import OneAtATimeDownloader
from newscrawl.errand import META_KEY, RULES_KEY, Errand
from newscrawl.fetch.retry_after import asked_pause
from newscrawl.fetch.standing import LONGEST, standing_pauses
from newscrawl.run_record import ARTICLE, Pause
from newscrawl.spider import NewsSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

PAUSES = frozenset({429, 503})
"""Statuses with which a host asks for a pause (RFC 6585, section 4; RFC 9110, section 15.6.4)."""

REFUSALS = frozenset({403, 429})
"""Statuses that say: not you, or not so much."""


class PauseMiddleware(RetryMiddleware):
    """Scrapy's retries, each with a Fetch line of its own, and none before the host allows it."""

    max_pause: float
    default_pause: float
    max_refusals: int

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> RetryMiddleware:  # type: ignore[override]
        """Read the settings; for a spider of somebody else's, return Scrapy's own."""
        if not isinstance(crawler.spider, NewsSpider):
            return RetryMiddleware.from_crawler(crawler)
        middleware = super().from_crawler(crawler)
        settings = crawler.settings
        middleware.max_pause = settings.getfloat("NEWSCRAWL_FETCH_RETRY_AFTER_MAX_SECONDS")
        middleware.default_pause = settings.getfloat("NEWSCRAWL_FETCH_RETRY_AFTER_DEFAULT_SECONDS")
        middleware.max_refusals = settings.getint("NEWSCRAWL_FETCH_REFUSALS_MAX")
        crawler.signals.connect(middleware.remember, signal=signals.spider_opened)
        crawler.signals.connect(middleware.heed, signal=signals.response_downloaded)
        return middleware

    def remember(self) -> None:
        """Leave alone those who asked an earlier run of the site for it, until the time is up."""
        now = clock.now()
        runs = self._spider.run.earlier(since=now - LONGEST)
        for host, until in standing_pauses(runs, now).items():
            seconds = (until - now).total_seconds()
            if seconds <= self.max_pause:
                self._downloader.pause(host, seconds)
            else:
                self._give_up(
                    host,
                    f"{host} asked an earlier run to be left alone until {clock.text(until)}, "
                    f"{self._too_long(seconds)}",
                )

    def heed(self, request: Request, response: "Response") -> None:
        """Note what an answer asks for: before the next request to the host leaves."""
        if response.status in PAUSES:
            self._pause(request, response)
        self._count_refusals(request, response)

    def process_response(  # type: ignore[override]
        self, request: Request, response: "Response"
    ) -> "Request | Response":
        """Return the answer, or the request that tries again after the pause it asks for."""
        if self._downloader.pace(request).given_up:
            return response
        result = super().process_response(request, response)
        if isinstance(result, Request):
            self._spider.run.replace(request, result, "retried", response=response)
        return result

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> "Request | Response | None":
        """Return the request that tries again, if any is left."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            self._spider.run.replace(request, result, "retried")
        return result

    @property
    def _spider(self) -> NewsSpider:
        assert isinstance(self.crawler.spider, NewsSpider)
        return self.crawler.spider

    @property
    def _downloader(self) -> OneAtATimeDownloader:
        assert isinstance(self.crawler.engine.downloader, OneAtATimeDownloader)
        return self.crawler.engine.downloader

    def _pause(self, request: Request, response: "Response") -> None:
        now = clock.now()
        asked = asked_pause(_text(response, "Retry-After"), _text(response, "Date"), now)
        seconds = self.default_pause if asked is None else asked
        is_kept = seconds <= self.max_pause
        host = self._downloader.get_slot_key(request)
        if is_kept:
            self._downloader.pause(host, seconds)
        pause = Pause(
            at=clock.text(now),
            url=_named(request),
            status=response.status,
            asked_seconds=asked,
            kept_seconds=seconds if is_kept else 0.0,
        )
        self._spider.run.tally.politeness.note_pause(host, pause)
        if not is_kept:
            why = f"{host} answered {response.status} and asks for a pause, "
            self._give_up(host, f"{why}{self._too_long(seconds)}")

    def _too_long(self, seconds: float) -> str:
        most = f"NEWSCRAWL_FETCH_RETRY_AFTER_MAX_SECONDS ({self.max_pause:g})"
        return f"which is {seconds:.0f} seconds and longer than {most}"

    def _count_refusals(self, request: Request, response: "Response") -> None:
        if RULES_KEY in request.meta:  # there, 403 means that there are no rules
            return
        is_refusal = response.status in REFUSALS
        refused = self._downloader.pace(request).refused(is_refusal=is_refusal)
        if is_refusal and refused == self.max_refusals:
            host = self._downloader.get_slot_key(request)
            why = (
                f"{host} refused {refused} requests one after the other, the last with "
                f"{response.status} (NEWSCRAWL_FETCH_REFUSALS_MAX)"
            )
            self._give_up(host, why)

    def _give_up(self, host: str, why: str) -> None:
        told = f"{why}: it is asked for nothing more in this run."
        self._downloader.give_up(host, told)
        self._spider.run.tally.politeness.note_given_up(host, clock.text(clock.now()), told)


def _named(request: Request) -> str:
    errand: Errand | None = request.meta.get(META_KEY)
    return f"{ARTICLE}{errand.article_id}" if errand and errand.article_id else request.url


def _text(response: "Response", name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
