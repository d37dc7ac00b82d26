"""Scrapy's downloader and its handler, each with one thing put right.

The downloader keeps to one request at a time per host in every case. The handler has a guard
where a connection has just been made and not one byte sent, so it sees the address that a
redirect, a literal, robots.txt or a name server really led to.
"""

import time
from typing import TYPE_CHECKING, ClassVar

from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
)

from newscrawl.errand import SECONDS_KEY
from newscrawl.fetch.addresses import Network, may_connect, networks
from newscrawl.outcomes import NotFetched

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol


LEAST_DELAY_SECONDS = 0.001
"""Between two requests to a host, whatever is set.

Without any, Scrapy 2.19 sends all requests that wait for a host at once: it counts one as sent
only when its task first runs, after the loop that looks for a free place. With a delay, however
short, it looks again each time, and CONCURRENT_REQUESTS_PER_DOMAIN holds."""


class OneAtATimeDownloader(Downloader):
    """Keeps to CONCURRENT_REQUESTS_PER_DOMAIN also where DOWNLOAD_DELAY is 0."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._delay = max(self._delay, LEAST_DELAY_SECONDS)
        self._delays: dict[str, float] = {}

    def keep_delay(self, host: str, seconds: float) -> None:
        """Pause at least so long between two requests to a host, to the end of the run."""
        self._delays[host] = seconds
        if host in self.slots:
            self.slots[host].delay = max(self.slots[host].delay, seconds)

    def _get_slot(self, request: "Request", spider: "Spider | None" = None) -> tuple[str, Slot]:  # noqa: ARG002
        # Scrapy forgets the slot of a host that was idle for a minute.
        key, slot = super()._get_slot(request)
        slot.delay = max(slot.delay, self._delays.get(key, 0.0))
        return key, slot

    def _process_queue(self, slot: Slot) -> None:
        # Scrapy's graceful stop would fetch all that waits, each after the host's delay.
        if self._is_closing():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(NotFetched("the run ended", outcome="not_sent"))
            return
        super()._process_queue(slot)

    def _is_closing(self) -> bool:
        engine = self.crawler.engine
        return not engine.running or engine._slot is None or bool(engine._slot.closing)  # noqa: SLF001


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Fetches over http and https, but from no private address and no odd port.

    Hooks private parts of Scrapy 2.19 and Twisted (``_pool._factory``); the canary test in
    ``tests/test_addresses.py`` fails when an update moves them.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        allowed = networks(crawler.settings.getlist("NEWSCRAWL_FETCH_ALLOWED_NETWORKS"))

        class Factory(_GuardedFactory):
            networks = allowed

        self._pool._factory = Factory  # noqa: SLF001 - there is no public way

    async def download_request(self, request: "Request") -> "Response":
        """Fetch, and note how long it took, the wait for its turn not counted."""
        began = time.monotonic()
        try:
            return await super().download_request(request)
        finally:
            request.meta[SECONDS_KEY] = round(time.monotonic() - began, 3)


class _GuardedFactory(_LenientHTTP11ClientFactory):
    networks: ClassVar[tuple[Network, ...]] = ()

    def buildProtocol(self, addr: "IAddress | None") -> "HTTP11ClientProtocol":  # noqa: N802
        host, port = getattr(addr, "host", None), getattr(addr, "port", None)
        if host is None or port is None or not may_connect(host, port, self.networks):
            message = (
                f"{host} port {port} is no public web address. If it is yours, allow it with "
                "NEWSCRAWL_FETCH_ALLOWED_NETWORKS, for example 127.0.0.0/8."
            )
            raise NotFetched(message, outcome="refused")
        return super().buildProtocol(addr)
