"""Which files can hold lines of a time, told from the days in their paths: the others stay shut.

A file bears the day on which its run began, so nothing in it was fetched before. Nothing in it was
fetched after the next run of the site began either: there is one at a time. A file that joins
those of a month bears the month's first day.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path


def within(
    files: Iterable[Path], runs: Iterable[Path], since: datetime | None, until: datetime | None
) -> Iterator[Path]:
    """Yield the files of one site that can hold lines from ``since`` to ``until``.

    Args:
        files: Sealed files of any kind.
        runs: The sealed run records of the same site.
        since: Aware, in UTC; ``None`` for the beginning.
        until: The same; ``None`` for the end.
    """
    last = until.date().isoformat() if until else "~"
    first = _first(runs, since.date().isoformat()) if since else ""
    for path in files:
        day = _day(path)
        if day <= last and (day >= first or day == f"{first[:7]}-01"):
            yield path


def _first(runs: Iterable[Path], day: str) -> str:
    """Return the last day up to ``day`` on which a run began; empty if none did."""
    return max((began for began in map(_day, runs) if began <= day), default="")


def _day(path: Path) -> str:
    return path.parent.name.removeprefix("date=")
