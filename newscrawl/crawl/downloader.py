"""Scrapy's downloader, made polite: each host is asked at its own pace, whoever asks."""

import math
import time
from functools import partial
from typing import TYPE_CHECKING

from scrapy.core.downloader import Downloader, Slot
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import _schedule_coro

from newscrawl.crawl.ending import is_ending
from newscrawl.crawl.outcomes import NotFetched
from newscrawl.fetch.budget import Budget
from newscrawl.fetch.pace import Hosts, Pace

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred

HOSTS = Hosts()
"""One for the process: two newspapers that it crawls at once may live on one host."""

LOOK_SECONDS = 0.5
"""How often those who wait for their turn look whether the run has ended meanwhile: a Crawl-delay
or a pause may be long, and a stop must not wait for it."""

BEHIND_SECONDS = 0.05
"""How often it is looked whether the pages that came are read, where too many wait for it."""


class OneAtATimeDownloader(Downloader):
    """Asks each host at its own ``Pace``: delays, pauses, and so many requests at once as
    CONCURRENT_REQUESTS_PER_DOMAIN says.

    Replaces ``_process_queue`` of Scrapy 2.19, which counts a request as sent only when its task
    first runs, and so sends all that wait at once where there is no delay.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self.budget = Budget(
            requests=self.settings.getint("NEWSCRAWL_FETCH_REQUESTS_MAX"),
            seconds=self.settings.getfloat("NEWSCRAWL_FETCH_RUN_MAX_SECONDS"),
            began=time.monotonic(),
        )

    def pace(self, request: "Request") -> Pace:
        """Return the pace of the host that ``request`` asks."""
        return HOSTS.pace(self.get_slot_key(request))

    def pause(self, host: str, seconds: float) -> None:
        """Ask ``host`` for nothing for so long."""
        HOSTS.pace(host).pause(time.monotonic(), seconds)

    def give_up(self, host: str, why: str) -> None:
        """Ask ``host`` for nothing more; what waits for it ends now."""
        HOSTS.pace(host).given_up = why
        slot = self.slots.get(host)
        if slot:
            self._process_queue(slot)

    def _process_queue(self, slot: Slot) -> None:
        while slot.queue:
            request, waiting = slot.queue[0]
            pace = self.pace(request)
            if refusal := self._refusal(pace):
                slot.queue.popleft()
                waiting.errback(refusal)
            elif slot.latercall or not self._is_turn(slot, pace):
                return
            else:
                self._send(slot, pace)

    def _refusal(self, pace: Pace) -> NotFetched | None:
        """Return why nothing is asked of a host (any more)."""
        if is_ending(self.crawler):  # a graceful stop of Scrapy's would fetch all that waits
            return NotFetched("the run ended", outcome="not_sent")
        if spent := self.budget.spent(time.monotonic()):
            return NotFetched(spent, outcome="over_budget")
        if pace.given_up:
            return NotFetched(pace.given_up, outcome="given_up")
        return None

    def _is_turn(self, slot: Slot, pace: Pace) -> bool:
        if self._is_behind():
            slot.latercall = call_later(BEHIND_SECONDS, self._latercall, slot)
            return False
        wait = pace.wait(time.monotonic(), slot.download_delay(), slot.concurrency)
        if wait == 0:
            return True
        if math.isinf(wait):
            pace.queue(slot, partial(self._take_turn, slot))
        slot.latercall = call_later(min(wait, LOOK_SECONDS), self._latercall, slot)
        return False

    def _is_behind(self) -> bool:
        """Return whether the pages that wait to be read are many bytes: more than Scrapy's limit,
        which it does not hold for requests that have a place here."""
        assert self.crawler.engine is not None
        scraping = self.crawler.engine.scraper.slot
        return scraping is not None and scraping.needs_backout()

    def _take_turn(self, slot: Slot) -> None:
        slot.close()  # stops the look that is due later
        self._process_queue(slot)

    def _send(self, slot: Slot, pace: Pace) -> None:
        request, waiting = slot.queue.popleft()
        slot.lastseen = time.monotonic()
        pace.send(slot.lastseen)
        self.budget.sent += 1
        _schedule_coro(self._wait_for_download(slot, request, waiting))

    async def _wait_for_download(
        self, slot: Slot, request: "Request", queue_dfd: "Deferred[Response]"
    ) -> None:
        try:
            await super()._wait_for_download(slot, request, queue_dfd)
        finally:
            self.pace(request).answered(time.monotonic())
