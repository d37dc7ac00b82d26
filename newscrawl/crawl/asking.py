"""Requests for what is wanted: with their errand, and conditional where a page is known."""

from collections.abc import Callable
from typing import Any, Protocol

from scrapy import Request

from newscrawl.errand import META_KEY, Errand


class Seen(Protocol):
    """What a server said of a page when it was last fetched."""

    @property
    def etag(self) -> str | None:
        """The ETag header."""

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header."""


def request(
    errand: Errand,
    callback: Callable[..., Any],
    errback: Callable[..., Any],
    seen: Seen | None = None,
    **arguments: object,
) -> Request:
    """Return the request for an errand.

    Args:
        errand: What is wanted, and why.
        callback: What reads the answer.
        errback: What takes note that there is none.
        seen: The page as it is known: if it is still the same, a 304 is enough.
        arguments: Of the callback, beside the answer.
    """
    return Request(
        errand.url,
        callback=callback,
        errback=errback,
        headers=validators(seen),
        cb_kwargs=arguments,
        meta={META_KEY: errand},
    )


def validators(seen: Seen | None) -> dict[str, str]:
    """Return the headers that make a request conditional on what was seen (RFC 9110, 13)."""
    if seen is None:
        return {}
    known = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
    return {name: value for name, value in known.items() if value}
