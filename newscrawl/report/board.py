"""One day of a front page: which headline stood where, look by look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newscrawl.items import FrontPageSnapshot, Teaser
from newscrawl.report.look import NO_ALIASES, Look, looks, placed

ROWS = 20
"""Headlines shown: those that stood highest."""

COLUMNS = 24
"""Looks shown: of more, every n-th, first and last among them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One headline."""

    title: str
    """In its last wording."""
    url: str
    wordings: int
    """How many there were."""
    ranks: tuple[int | None, ...]
    """At each look; ``None`` where it was not there."""


@dataclass(frozen=True, slots=True)
class Board:
    """One front page on one day."""

    site: str
    url: str
    day: date
    times: tuple[datetime, ...]
    """Of the looks shown; aware, UTC."""
    looks: int
    """How many there were."""
    rows: tuple[Row, ...]
    """By best rank, then by time."""


def board(
    snapshots: Iterable[FrontPageSnapshot],
    day: date,
    aliases: Mapping[str, str] = NO_ALIASES,
) -> Board | None:
    """Return the day of the front page that was looked at first; ``None`` where nobody looked.

    Args:
        snapshots: Of one site, in any order; with those of some days before, for an unchanged
            page leaves its teasers to an earlier line.
        day: In UTC.
        aliases: As ``alias.aliases`` returns them.
    """
    snapshots = list(snapshots)
    for url, made in looks(snapshots, lambda teasers: placed(teasers, aliases)).items():
        todays = [look for look in made if look.at.date() == day]
        if todays:
            shown = _some(todays)
            times = tuple(look.at for look in shown)
            return Board(snapshots[0].site, url, day, times, len(todays), _rows(shown))
    return None


def last_day(snapshots: Iterable[FrontPageSnapshot], now: datetime) -> date:
    """Return the last whole day on which somebody looked; today if there is none."""
    days = {snapshot.fetched_at[:10] for snapshot in snapshots if snapshot.fetched_at}
    whole = sorted(day for day in days if day < now.date().isoformat())
    return date.fromisoformat(whole[-1]) if whole else now.date()


def _some(made: list[Look[dict[str, Teaser]]]) -> list[Look[dict[str, Teaser]]]:
    if len(made) <= COLUMNS:
        return made
    step = (len(made) - 1) / (COLUMNS - 1)
    return [made[round(number * step)] for number in range(COLUMNS)]


def _rows(shown: list[Look[dict[str, Teaser]]]) -> tuple[Row, ...]:
    every = dict.fromkeys(name for look in shown for name in look.seen)
    rows = [_row([look.seen.get(name) for look in shown]) for name in every]
    return tuple(sorted(rows, key=_highest)[:ROWS])


def _row(stands: list[Teaser | None]) -> Row:
    there = [teaser for teaser in stands if teaser]
    return Row(
        title=there[-1].title or "",
        url=there[-1].url,
        wordings=len({teaser.title for teaser in there}),
        ranks=tuple(teaser.rank if teaser else None for teaser in stands),
    )


def _highest(row: Row) -> tuple[int, int]:
    ranks = [rank for rank in row.ranks if rank]
    best = min(ranks)
    return best, row.ranks.index(best)


DAYS_BEFORE = timedelta(days=7)
"""How far back the line is sought that holds the teasers of an unchanged page."""
