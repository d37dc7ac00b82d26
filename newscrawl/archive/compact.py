"""Many small files joined into one per kind, site and month.

Lines are moved as they are, in the order of the runs. Captures and run records stay as they are:
the lines cite captures by file and place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from newscrawl.archive import manifest
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.compression import DamagedError, packed_small
from newscrawl.archive.files import Files
from newscrawl.archive.findings import Progress
from newscrawl.archive.lines import LineError
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import Root, derived
from newscrawl.archive.records import RECORDS
from newscrawl.archive.recover import KilledRun
from newscrawl.archive.replacement import counting, in_hand, made_from, settle, written
from newscrawl.archive.sequence import by_run, lines, order_of_runs
from newscrawl.errors import ArchiveError

LARGEST_BYTES = 1_000_000_000
"""A joined file stays under 1 GB: that much is copied, read again after a fault, or held by object
storage in one piece."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One file made of many."""

    path: str
    files: int
    """How many it replaces."""
    before: int
    """Their bytes."""
    after: int


def compact(
    root: Path,
    site: str,
    *,
    before: str,
    month: str | None = None,
    killed_run: KilledRun,
    files: Files | None = None,
    progress: Progress | None = None,
) -> Iterator[Joined]:
    """Join the files of a site, and yield each file that was made.

    Whatever was finished before an interruption stays; a second time there is nothing to do.

    Args:
        root: The archive's folder.
        site: Whose files; no run of it may go on.
        before: Only files of runs that started before this day, ``YYYY-MM-DD``.
        month: Only files of runs that started in this month, ``YYYY-MM``.
        killed_run: Makes the record of a dead run.
        files: The file operations.
        progress: Called with the number of bytes read since the last call.

    Raises:
        SiteBusy: A run of the site is going on.
        ArchiveError: A file is damaged, or the disk failed: the files it would have replaced stay.
    """
    at, files = Root.at(root), files or Files()
    with in_hand(at, files, site, killed_run, "compact") as catalogue:
        counts = counting(at, files, site).values()
        wanted = [
            line
            for line in counts
            if line.kind in RECORDS and line.date < before and line.date.startswith(month or "")
        ]
        wanted.sort(key=lambda line: (line.kind, line.date[:7]))
        order = order_of_runs(counts)
        for _, of_month in groupby(wanted, key=lambda line: (line.kind, line.date[:7])):
            for some in _portions(list(of_month)):
                yield _joined(at, files, catalogue, some, order, progress)


def _portions(found: Sequence[ManifestLine]) -> Iterator[list[ManifestLine]]:
    """Yield lists of at least two files that are under 1 GB together."""
    some: list[ManifestLine] = []
    for line in found:
        if some and sum(one.bytes for one in some) + line.bytes > LARGEST_BYTES:
            if len(some) > 1:
                yield some
            some = []
        some.append(line)
    if len(some) > 1:
        yield some


def _joined(
    root: Root,
    files: Files,
    catalogue: Catalogue,
    some: list[ManifestLine],
    order: dict[str, int],
    progress: Progress | None,
) -> Joined:
    first, month = some[0], some[0].date[:7]
    name = derived(first.kind, first.site, f"{month}-01", month, made_from(some, "join"))
    line = written(
        root,
        files,
        name,
        packed_small(_lines(some, order, _reader(root, files, progress))),
        run_id=None,
        rows=sum(one.rows for one in some),
        length=sum(one.length for one in some),
        replaces=[one.path for one in some],
    )
    manifest.add(root, files, [line])
    settle(root, files, catalogue, first.site)
    return Joined(line.path, len(some), sum(one.bytes for one in some), line.bytes)


def _lines(
    some: list[ManifestLine], order: dict[str, int], read: Callable[[str], Iterator[bytes]]
) -> Iterator[bytes]:
    """Yield every line with its line feed.

    Raises:
        ArchiveError: There are more or less than the files are said to hold.
    """
    count = 0
    for _, of_run in by_run(some, order, lambda one: read(one.path)):
        for line in of_run:
            count += 1
            yield line + b"\n"
    expected = sum(one.rows for one in some)
    if count != expected:
        message = f"{some[0].path} and others hold {count} lines, not {expected}. Verify them."
        raise ArchiveError(message)


def _reader(
    root: Root, files: Files, progress: Progress | None
) -> Callable[[str], Iterator[bytes]]:
    def read(path: str) -> Iterator[bytes]:
        try:
            for line in lines(root, files, path):
                if progress:
                    progress(len(line))
                yield line
        except (LineError, DamagedError) as error:
            message = f"{path}: {error}. Run 'newscrawl verify' and restore it from a copy."
            raise ArchiveError(message) from error

    return read
