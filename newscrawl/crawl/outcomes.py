"""How a request ended, from what Scrapy says of it."""

import zlib
from gzip import BadGzipFile

import brotli
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError

from newscrawl.items import Outcome, Reason


class NotFetched(IgnoreRequest):
    """newscrawl decides not to ask, or not to go on asking; raised by its downloader parts."""

    def __init__(
        self,
        message: str,
        *,
        outcome: Outcome,
        status: int | None = None,
        reason: Reason | None = None,
        too_many_redirects: bool = False,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.reason = reason
        self.status = status
        self.too_many_redirects = too_many_redirects


_OUTCOMES: tuple[tuple[tuple[type[BaseException], ...], Outcome], ...] = (
    (
        (
            CannotResolveHostError,
            DownloadConnectionRefusedError,
            DownloadTimeoutError,
            DownloadFailedError,
            ConnectError,
        ),
        "unreachable",
    ),
    ((UnsupportedURLSchemeError,), "refused"),
    # IgnoreRequest: Scrapy's own, for a body too large once decompressed.
    (
        (
            DownloadCancelledError,
            ResponseDataLossError,
            BadGzipFile,
            EOFError,
            zlib.error,
            brotli.error,
            IgnoreRequest,
        ),
        "damaged",
    ),
)


def outcome_of(error: BaseException) -> Outcome:
    """Return how a request ended whose download raised ``error``.

    What no rule knows is a ``defect``: somebody should look.
    """
    if isinstance(error, NotFetched):
        return error.outcome
    if type(error).__name__ == "ZstdError":  # backports.zstd and compression.zstd alike
        return "damaged"
    return next((outcome for types, outcome in _OUTCOMES if isinstance(error, types)), "defect")


def reason_of(error: BaseException) -> Reason | None:
    """Return why no answer came, where the outcome does not say it all."""
    if isinstance(error, NotFetched):
        return error.reason
    if isinstance(error, CannotResolveHostError):
        return "dns"
    if isinstance(error, DownloadTimeoutError):
        return "timeout"
    return "connection" if outcome_of(error) == "unreachable" else None


GOOD = 200
NOT_MODIFIED = 304
VANISHED = frozenset({404, 410})


def outcome_of_status(status: int) -> Outcome | None:
    """Return how a request ended by its HTTP status; ``None`` where there is a page to read."""
    if status == NOT_MODIFIED:
        return "not_modified"
    if status in VANISHED:
        return "vanished"
    return None if status == GOOD else "http_error"


def let_go(error: BaseException | None) -> None:
    """Forget where an error was raised: the frames hold the answer, megabytes of it, in a circle
    that stays until the garbage collector comes by."""
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__
