"""When nobody looked at a site: "not seen" is not "not looked"."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from newscrawl import clock
from newscrawl.report.verdict import FELL, FINE
from newscrawl.run_record import Count, Run

MISSED = 2.5
"""A gap is longer than so many usual intervals: two looks in a row are missing, not one late."""

_PAGES = frozenset({"front_page", "feed", "sitemap"})


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody saw the site's front pages or feeds."""

    begin: str
    """The last look before it: UTC, RFC 3339."""
    end: str
    """The first look after it, or now."""
    hours: float
    """How long it lasted."""
    is_open: bool
    """True where nobody has looked since."""
    verdicts: tuple[Count, ...]
    """Of the runs within that saw nothing; none: no run was started."""


def gaps(runs: Iterable[Run], now: datetime) -> tuple[Gap, ...]:
    """Return the gaps between the looks of a site's runs, oldest first.

    What is usual is the median interval between looks: the schedule is nowhere written down.

    Args:
        runs: Of one site, in any order.
        now: Aware; the end of a gap that is still open.
    """
    ordered = sorted(runs, key=lambda run: run.started_at)
    looks = [_time(run) for run in ordered if saw(run)]
    usual = usual_interval(looks)
    if usual is None:
        return ()
    blind = [(_time(run), run.verdict) for run in ordered if not saw(run)]
    return tuple(
        Gap(
            begin=clock.text(begin),
            end=clock.text(end),
            hours=round((end - begin) / timedelta(hours=1), 2),
            is_open=begin == looks[-1],
            verdicts=_within(blind, begin, end),
        )
        for begin, end in pairwise([*looks, now])
        if end - begin > usual * MISSED
    )


def usual_interval(looks: Sequence[datetime]) -> timedelta | None:
    """Return the median of the intervals between looks; ``None`` for fewer than three looks."""
    between = [(after - before).total_seconds() for before, after in pairwise(looks)]
    return timedelta(seconds=median(between)) if len(between) > 1 else None


def saw(run: Run) -> bool:
    """Return whether a run saw a front page or a feed, whatever came of it then."""
    return run.exit_code in {FINE, FELL} or any(count.name in _PAGES for count in run.outcomes)


def _within(
    blind: Sequence[tuple[datetime, str]], begin: datetime, end: datetime
) -> tuple[Count, ...]:
    found = Counter(verdict for at, verdict in blind if begin < at < end)
    return tuple(Count(name=name, count=count) for name, count in found.most_common())


def _time(run: Run) -> datetime:
    return clock.parse(run.started_at, name="started_at")
