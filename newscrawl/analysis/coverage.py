"""How much of what a selection holds: counted while it streams by."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from newscrawl.schema.packages import package

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class SiteCoverage:
    """What there is of one newspaper."""

    lines: int = 0
    first: str = "~"
    """Time of the first line; after every time as long as there is none."""
    last: str = ""


@dataclass(slots=True)
class Coverage:
    """Counts of the rows that were added."""

    time: str
    """The column that says when."""
    lines: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    """Rows in which a column is neither null nor an empty list."""
    sites: dict[str, SiteCoverage] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)

    def counted(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield batches, and count their rows."""
        for batch in batches:
            self._add(batch)
            yield batch

    def _add(self, batch: Any) -> None:
        self.lines += batch.num_rows
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            self.filled[name] += _filled(column)
        if "language" in batch.schema.names:
            self.languages.update(filter(None, batch.column("language").to_pylist()))
        times = batch.column(self.time).to_pylist()
        for site, when in zip(batch.column("site").to_pylist(), times, strict=True):
            found = self.sites.setdefault(site, SiteCoverage())
            found.lines += 1
            if when:
                found.first, found.last = min(found.first, when), max(found.last, when)


def _filled(column: Any) -> int:
    pa, pc = package("pyarrow"), package("pyarrow.compute")
    here = len(column) - column.null_count
    if not pa.types.is_list(column.type):
        return int(here)
    empty = pc.sum(pc.equal(pc.list_value_length(column), 0)).as_py() or 0
    return int(here - empty)


def gaps(days: Iterable[str]) -> list[tuple[date, date]]:
    """Return the first and the last day of each time without any of ``days``, between them.

    >>> [(str(first), str(last)) for first, last in gaps(["2026-03-14", "2026-03-17"])]
    [('2026-03-15', '2026-03-16')]
    """
    there = sorted({date.fromisoformat(day) for day in days})
    return [
        (before + ONE_DAY, after - ONE_DAY)
        for before, after in pairwise(there)
        if after - before > ONE_DAY
    ]
