"""The lines of a site in the order in which its runs wrote them, whatever files they stand in."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from newscrawl.archive.compression import unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.lines import split
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import Root

_RUN_ID = b'"run_id":"'

Lines = Iterator[bytes]


def order_of_runs(lines: Iterable[ManifestLine]) -> dict[str, int]:
    """Return the place of each run in the manifest: runs of one site are sealed one by one, so
    this is the order in which they ran, whatever the clock said."""
    ids = (line.run_id for line in lines if line.kind == "runs" and line.run_id)
    return {run_id: place for place, run_id in enumerate(dict.fromkeys(ids))}


def by_run(
    counting: Iterable[ManifestLine],
    order: Mapping[str, int],
    lines_of: Callable[[ManifestLine], Lines],
) -> Iterator[tuple[str, Lines]]:
    """Yield each run and its lines, in the order of the runs; take the lines before the next run.

    Args:
        counting: Files of lines of one site and kind.
        order: The place of each run.
        lines_of: Reads the lines of a file.
    """
    own, joined = [], []
    for line in counting:
        if line.run_id is None:
            joined.append(_groups(lines_of(line)))
        else:
            own.append((line.run_id, line))
    own.sort(key=lambda one: (order.get(one[0], len(order)), one[1].path))
    single = ((run_id, lines_of(line)) for run_id, line in own)
    yield from heapq.merge(single, *joined, key=lambda one: order.get(one[0], len(order)))


class Stream:
    """The lines of one kind, of which each run takes its own in turn."""

    def __init__(self, runs: Iterator[tuple[str, Iterator[bytes]]]) -> None:
        self._runs = runs
        self._next = next(runs, None)

    def of(self, run_id: str | None) -> Iterator[bytes]:
        """Yield the lines of a run, if it is its turn."""
        while self._next and self._next[0] == run_id:
            yield from self._next[1]
            self._next = next(self._runs, None)


def lines(root: Root, files: Files, path: str) -> Lines:
    """Yield the lines of a sealed file, each without its line feed.

    Raises:
        LineError, DamagedError: It is damaged, or torn.
    """
    return split(unpacked(files.chunks(root.inside(path))))


def run_id_of(line: bytes) -> str:
    r"""Return the id of the run that wrote a line, without reading the rest of it.

    >>> run_id_of(b'{"text":"so \\"run_id\\":\\"no\\"","run_id":"r1","x":1}')
    'r1'
    """
    # In a text the quotes are escaped; a line has one such key.
    start = line.rfind(_RUN_ID) + len(_RUN_ID)
    return line[start : line.find(b'"', start)].decode("utf-8", "replace")


def _groups(lines: Lines) -> Iterator[tuple[str, Lines]]:
    yield from groupby(lines, run_id_of)
