"""Connections to newspapers: which are made, and how much of a header is read.

The guard stands where a connection has just been made and not one byte sent, so it sees the
address that a redirect, a literal, robots.txt or a name server really led to.
"""

import time
from typing import TYPE_CHECKING, ClassVar

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import DownloadFailedError
from twisted.web.client import ResponseFailed

from newscrawl import clock
from newscrawl.crawl.outcomes import NotFetched
from newscrawl.errand import ENDED_KEY, RULES_KEY, SECONDS_KEY
from newscrawl.fetch.addresses import Network, may_connect, networks

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol
    from twisted.web._newclient import Request as SentRequest
    from twisted.web.iweb import IResponse

HEADER_MAX_BYTES = 256 * 1024
"""Of one answer's status line and header, those of 1xx answers before it included: what Chromium
reads (``kMaxHeaderBufSize`` in net/http/http_stream_parser.cc). Without a limit, a server that
never ends its header fills the memory until the time-out."""


class HeaderTooLarge(Exception):
    """An answer's header does not come to an end."""


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Fetches over http and https, but from no private address and no odd port.

    Hooks private parts of Scrapy 2.19 and Twisted (``_pool._factory``); the canary tests in
    ``tests/test_crawl.py`` fail when an update moves them.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        allowed = networks(crawler.settings.getlist("NEWSCRAWL_FETCH_ALLOWED_NETWORKS"))

        class Factory(_GuardedFactory):
            networks = allowed

        self._pool._factory = Factory  # noqa: SLF001 - there is no public way

    async def download_request(self, request: "Request") -> "Response":
        """Fetch, and note how long it took, the wait for its turn not counted.

        Raises:
            NotFetched: The answer's header is too large.
        """
        began = time.monotonic()
        if RULES_KEY in request.meta:  # read as far as RFC 9309 asks for, however long it is
            request.meta.update({"download_maxsize": 0, RULES_KEY: 0})
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            if _is_flood(error):
                message = f"the header has over {HEADER_MAX_BYTES >> 10} KiB"
                raise NotFetched(message, outcome="damaged") from error
            raise
        finally:
            request.meta.pop("download_maxsize", None)
            request.meta[SECONDS_KEY] = round(time.monotonic() - began, 3)
            request.meta[ENDED_KEY] = clock.text(clock.now())


def _is_flood(error: DownloadFailedError) -> bool:
    failed = error.__cause__
    reasons = failed.reasons if isinstance(failed, ResponseFailed) else ()
    return any(reason.check(HeaderTooLarge) for reason in reasons)


class _BoundedParser(_LenientHTTPClientParser):
    header_bytes = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802
        self.header_bytes += len(line) + len(self.delimiter)
        if self.header_bytes > HEADER_MAX_BYTES:
            raise HeaderTooLarge  # the protocol closes the connection at once
        super().lineReceived(line)


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: "SentRequest") -> "Deferred[IResponse]":
        answer = super().request(request)
        assert self._parser is not None
        self._parser.__class__ = _BoundedParser  # as Scrapy does one line above
        return answer


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
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
