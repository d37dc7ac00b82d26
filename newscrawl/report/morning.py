"""What the morning report says: values alone, in the order in which they are read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nlargest

from newscrawl import clock
from newscrawl.items import Fetch
from newscrawl.report.drift import TEASERS
from newscrawl.report.status import Books, Standing, of_books, worst_first
from newscrawl.report.tally import FIELDS
from newscrawl.run_record import Run

MOST = 10
"""Rows of a list of the slowest or the largest."""

_NEW = frozenset({"new", "revised"})


@dataclass(frozen=True, slots=True)
class Day:
    """What the runs of one site did on one day."""

    day: date
    """In UTC, when the runs started."""
    runs: int
    articles: int
    """New and revised."""
    teasers: float | None
    """A look, on average; ``None`` where no look found any change."""
    fill: Mapping[str, float | None]
    """By field, 0 to 1; ``None`` where nothing was read."""


@dataclass(frozen=True, slots=True)
class Site:
    """One site."""

    standing: Standing
    days: tuple[Day, ...]
    """Every day of the time looked at, oldest first."""
    last: Run | None
    """``None`` where no record can be read."""


@dataclass(frozen=True, slots=True)
class Morning:
    """All sites over some days."""

    now: datetime
    days: tuple[date, ...]
    sites: tuple[Site, ...]
    """Those that need somebody first."""
    slowest: tuple[Fetch, ...]
    largest: tuple[Fetch, ...]

    @property
    def articles(self) -> list[int]:
        """Return the articles of each day, all sites together."""
        every = (site.days for site in self.sites)
        return [sum(day.articles for day in days) for days in zip(*every, strict=True)]

    @property
    def troubled(self) -> list[Site]:
        """Return the sites that need somebody."""
        return [site for site in self.sites if not site.standing.is_fine]


def morning(
    books: Mapping[str, Books], fetches: Iterable[Fetch], now: datetime, days: int
) -> Morning:
    """Return what the report says.

    Args:
        books: By site, of the days looked at. A site without a run in them stands there too.
        fetches: Those among which the slowest and the largest are sought; read once.
        now: Aware.
        days: How many, today included.
    """
    dates = tuple(now.date() - timedelta(days=ago) for ago in range(days - 1, -1, -1))
    found = (_site(name, held, now, dates) for name, held in books.items())
    sites = {site.standing.site: site for site in found if site}
    ordered = worst_first(site.standing for site in sites.values())
    slowest, largest = _extremes(fetches)
    return Morning(
        now=now,
        days=dates,
        sites=tuple(sites[one.site] for one in ordered),
        slowest=slowest,
        largest=largest,
    )


def _site(name: str, books: Books, now: datetime, dates: tuple[date, ...]) -> Site | None:
    found = of_books(name, books, now)
    if found is None:
        return None
    ordered = sorted(books.recent, key=lambda run: run.started_at)
    by_day: dict[date, list[Run]] = {day: [] for day in dates}
    for run in ordered:
        by_day.setdefault(clock.parse(run.started_at, name="started_at").date(), []).append(run)
    last = ordered[-1] if ordered else books.last
    return Site(found, tuple(_day(day, by_day[day]) for day in dates), last)


def _day(day: date, runs: Sequence[Run]) -> Day:
    filled: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for rate in (rate for run in runs for rate in run.fill):
        filled[rate.field] += rate.filled
        of[rate.field] += rate.of
    looks = [share for run in runs for share in run.shares if share.name.startswith(TEASERS)]
    seen = sum(share.of for share in looks)
    return Day(
        day=day,
        runs=len(runs),
        articles=sum(c.count for run in runs for c in run.outcomes if c.name in _NEW),
        teasers=sum(share.count for share in looks) / seen if seen else None,
        fill={name: filled[name] / of[name] if of[name] else None for name in FIELDS},
    )


def _extremes(fetches: Iterable[Fetch]) -> tuple[tuple[Fetch, ...], tuple[Fetch, ...]]:
    sent = [fetch for fetch in fetches if fetch.seconds is not None]
    slowest = nlargest(MOST, sent, key=lambda fetch: fetch.seconds or 0)
    largest = nlargest(MOST, sent, key=lambda fetch: fetch.bytes or 0)
    return tuple(slowest), tuple(fetch for fetch in largest if fetch.bytes)
