"""Spans of time: what is known, and what nobody saw."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

UNKNOWN_AFTER = timedelta(hours=2)
"""Two looks further apart say nothing of the time between: a front page changes several times
in two hours, and an hourly crawl may fail once without losing the thread."""


class Span(NamedTuple):
    """From one time to a later one; both aware."""

    begin: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.begin


def is_known(span: Span) -> bool:
    """Return whether the looks at both ends tell of the time between.

    >>> begin = datetime(2026, 3, 14)
    >>> is_known(Span(begin, begin + UNKNOWN_AFTER))
    True
    """
    return span.length <= UNKNOWN_AFTER


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the same time in as few spans as possible, in order.

    Spans that touch are one.
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.begin <= found[-1].end:
            found[-1] = Span(found[-1].begin, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(spans: Iterable[Span], known: Iterable[Span]) -> list[Span]:
    """Return what is left of ``spans`` when the time of ``known`` is taken out, in order."""
    taken = joined(known)
    return [rest for span in joined(spans) for rest in _rest(span, taken)]


def _rest(span: Span, taken: list[Span]) -> Iterator[Span]:
    begin = span.begin
    for other in taken:
        if begin < min(other.begin, span.end):
            yield Span(begin, min(other.begin, span.end))
        begin = max(begin, other.end)
    if begin < span.end:
        yield Span(begin, span.end)


def minutes(spans: Iterable[Span]) -> float:
    """Return how long ``spans``, which must not overlap, last together."""
    return sum((span.length for span in spans), timedelta()) / timedelta(minutes=1)
