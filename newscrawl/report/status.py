"""All sites at a glance: how each one's last run went, and whether one is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newscrawl import clock
from newscrawl.report.gaps import Gap, gaps
from newscrawl.report.verdict import BUSY, FINE, STORAGE
from newscrawl.run_record import Run

TREND = 10
"""Runs that a trend shows."""

MARKS = {0: ".", 4: "~", 3: "!", 6: "-", 75: "-", None: "x"}
"""How a run stands in a trend, by exit code; all others are ``X``."""

UNREADABLE = "unreadable record"
"""The verdict on a site of which a run record is damaged."""

_NEW = frozenset({"new", "revised"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site stands."""

    site: str
    verdict: str
    """Of the last run; ``UNREADABLE`` where a record is damaged."""
    exit_code: int | None
    """Of the last run; ``None`` if it was killed; ``STORAGE`` where a record is damaged."""
    message: str | None
    """Of the last run: what happened and what to do."""
    last_run: str | None
    """When it started: UTC, RFC 3339. ``None`` where no record can be read."""
    hours_ago: float | None
    """``None`` as for ``last_run``."""
    trend: str
    """The last runs, oldest first: ``.`` fine, ``~`` fell, ``!`` not read, ``-`` interrupted,
    ``x`` killed, ``X`` anything worse."""
    runs: int
    """In the time looked at, as the rest."""
    articles: int
    """New and revised."""
    gaps: tuple[Gap, ...]
    """Times when nobody saw the site."""
    is_overdue: bool
    """Whether looks are missing up to now."""
    is_fine: bool
    """Whether nobody has to do anything."""


@dataclass(frozen=True, slots=True)
class Books:
    """What an archive holds of a site's runs."""

    recent: tuple[Run, ...]
    """In the time looked at, in any order."""
    last: Run | None = None
    """The last one before, where ``recent`` is empty."""
    damage: tuple[str, ...] = ()
    """What is said of each record that cannot be read."""


def of_books(site: str, books: Books, now: datetime) -> Standing | None:
    """Return how a site stands; one without a run in the time looked at is overdue.

    Returns:
        ``None`` where there is neither a run nor a damaged record.
    """
    found = standing(site, books.recent, now) or _long_ago(site, books.last, now)
    return _unreadable(site, books.damage, found) if books.damage else found


def _long_ago(site: str, last: Run | None, now: datetime) -> Standing | None:
    found = standing(site, [last], now) if last else None
    return replace(found, runs=0, articles=0, is_overdue=True, is_fine=False) if found else None


def _unreadable(site: str, damage: Sequence[str], found: Standing | None) -> Standing:
    more = f" and {len(damage) - 1} more" if len(damage) > 1 else ""
    return Standing(
        site=site,
        verdict=UNREADABLE,
        exit_code=STORAGE,
        message=f"{damage[0]}{more}",
        last_run=found.last_run if found else None,
        hours_ago=found.hours_ago if found else None,
        trend=found.trend if found else "",
        runs=found.runs if found else 0,
        articles=found.articles if found else 0,
        gaps=found.gaps if found else (),
        is_overdue=bool(found and found.is_overdue),
        is_fine=False,
    )


def standing(site: str, runs: Iterable[Run], now: datetime) -> Standing | None:
    """Return how a site stands.

    Args:
        site: Its name.
        runs: Its runs, in any order; what they are summed over.
        now: Aware.

    Returns:
        ``None`` where there is no run.
    """
    ordered = sorted(runs, key=lambda run: run.started_at)
    if not ordered:
        return None
    last = ordered[-1]
    ago = now - clock.parse(last.started_at, name="started_at")
    found = gaps(ordered, now)
    is_overdue = bool(found) and found[-1].is_open
    return Standing(
        site=site,
        verdict=last.verdict,
        exit_code=last.exit_code,
        message=last.message,
        last_run=last.started_at,
        hours_ago=round(ago / timedelta(hours=1), 2),
        trend=trend(ordered),
        runs=len(ordered),
        articles=sum(_archived(run) for run in ordered),
        gaps=found,
        is_overdue=is_overdue,
        is_fine=last.exit_code in {FINE, BUSY} and not is_overdue,
    )


def trend(runs: Sequence[Run]) -> str:
    """Return the last runs as marks, oldest first."""
    return "".join(MARKS.get(run.exit_code, "X") for run in runs[-TREND:])


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    """Return the standings, those that need somebody first, then by name."""
    return sorted(standings, key=lambda one: (one.is_fine, one.site))


def _archived(run: Run) -> int:
    return sum(count.count for count in run.outcomes if count.name in _NEW)
