"""The months of an archive, each checked on its own: in this process, or in several at once."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from newscrawl.archive import manifest, tombstones
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.findings import Findings, Problem, Progress
from newscrawl.archive.lock import is_held
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import Root, file_name
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.archive.tombstones import Forgotten
from newscrawl.archive.verify_month import Gone, MonthCheck
from newscrawl.archive.workers import CONTEXT
from newscrawl.archive.workers import workers as workers_of
from newscrawl.errors import ArchiveError

Month = tuple[str, str]
"""Site, and the month in which runs started."""

_SNAPSHOTS = 100
"""So often one is taken anew because files of it were replaced: as many months at a time."""
_WORTH_PROCESSES = 1 << 27
"""Bytes of files from which on several processes are used: one checks that many in a second or
two, and to start others takes a third of one."""
_LOOK_SECONDS = 0.2
"""How often the progress of the others is looked at."""


class Snapshot:
    """What catalogue and manifest said at one moment.

    Args:
        root: The archive.
        files: To read the manifest with.
    """

    def __init__(self, root: Root, files: Files) -> None:
        self.catalogue = Catalogue.read(root)
        try:
            self.listed, self.damage = listed(root, files)
            self.all_runs = self.catalogue.all_runs()
            self.all_segments = self.catalogue.all_segments()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let others empty the catalogue's log."""
        self.catalogue.close()

    def months(self) -> dict[Month, tuple[dict[str, RunRow], list[SegmentRow]]]:
        """Return the runs and the files of each month, sorted."""
        found: dict[Month, tuple[dict[str, RunRow], list[SegmentRow]]] = {}
        for run in self.all_runs:
            found.setdefault((run.site, run.started_at[:7]), ({}, []))[0][run.run_id] = run
        for segment in self.all_segments:
            name = file_name(segment.path)
            month = segment.site, name.date[:7] if name else ""
            found.setdefault(month, ({}, []))[1].append(segment)
        return dict(sorted(found.items()))


def listed(root: Root, files: Files) -> tuple[dict[str, ManifestLine], list[Problem]]:
    """Return the manifest by path, and what is wrong with its lines."""
    found: dict[str, ManifestLine] = {}
    problems = []

    def wrong(number: int, what: str) -> None:
        problems.append(Problem("manifest.jsonl", number, what))

    for number, line in manifest.readable(root, files, wrong):
        if line.path in found:
            wrong(number, f"{line.path} stands there twice")
        found[line.path] = line
    return found, problems


class Checker:
    """Checks months by a snapshot that is taken anew when files of it were replaced.

    Args:
        root: The archive.
        progress: Told how many bytes were read.
    """

    def __init__(self, root: Root, progress: Progress | None) -> None:
        self._root = root
        self._files = Files()
        self._progress = progress
        self._snapshots = 0
        self._take()

    def _take(self) -> None:
        self._snapshot = Snapshot(self._root, self._files)
        self._months = self._snapshot.months()

    def close(self) -> None:
        """Let go of the snapshot."""
        self._snapshot.close()

    def sizes(self) -> dict[Month, int]:
        """Return how many bytes were committed in each month."""
        return {
            month: sum(segment.committed for segment in segments)
            for month, (_, segments) in self._months.items()
        }

    def check(self, month: Month) -> Findings:
        """Return what is found in a month; nothing if it is no more.

        Raises:
            ArchiveError: Its files change faster than they can be read.
        """
        while self._snapshots < _SNAPSHOTS:
            try:
                return self._check(month)
            except Gone:
                self._snapshots += 1
                self.close()
                self._take()
        message = (
            f"The files of {self._root.path} change faster than they can be read. Try again later."
        )
        raise ArchiveError(message)

    def _check(self, month: Month) -> Findings:
        runs, segments = self._months.get(month, ({}, []))
        found = Findings(self._progress)
        MonthCheck(
            self._root,
            self._files,
            self._snapshot.catalogue,
            self._snapshot.listed,
            found,
            month[0],
            runs,
            segments,
            self._forgotten(month[0]),
        ).check()
        found.runs = len(runs)
        return found

    def _forgotten(self, site: str) -> Forgotten:
        """Return what no line of a site may tell of."""
        if is_held(self._files, self._root.site_lock(site)):  # it may be taken down just now
            return Forgotten([], site)
        stones = tombstones.read(self._root, self._files)
        # The same text under another id is a copy, which the operator was told of.
        return Forgotten([replace(stone, content_ids=()) for stone in stones], site)


def check_months(root: Root, progress: Progress | None, workers: int) -> Findings:
    """Return what is found in all months.

    Args:
        root: The archive.
        progress: Called with the number of bytes read since the last call.
        workers: Processes that may work at once.

    Raises:
        ArchiveError: The archive cannot be read, or a process was killed.
    """
    with closing(Checker(root, progress)) as checker:
        sizes = checker.sizes()
        if min(workers, len(sizes)) <= 1 or sum(sizes.values()) < _WORTH_PROCESSES:
            return _all(checker.check(month) for month in sizes)
    found = _side_by_side(root, sizes, progress, min(workers, len(sizes)))
    return _all(found[month] for month in sizes)


def _all(found: Iterable[Findings]) -> Findings:
    every = Findings(None)
    for one in found:
        every.take(one)
    return every


# --- several processes --------------------------------------------------------------------------


def _side_by_side(
    root: Root, sizes: dict[Month, int], progress: Progress | None, workers: int
) -> dict[Month, Findings]:
    with _pool(root, workers) as (pool, count):
        # The largest first, so that none is left alone at the end.
        largest = sorted(sizes, key=lambda month: -sizes[month])
        tasks = {pool.submit(_check, month): month for month in largest}
        told = 0
        for _ in _until_done(tasks):
            now = int(count.value)
            if progress and now > told:
                progress(now - told)
            told = now
        try:
            return {month: task.result() for task, month in tasks.items()}
        except BrokenProcessPool as error:
            message = "A process that checked files was killed. Run it again with --workers 1."
            raise ArchiveError(message) from error


@contextmanager
def _pool(root: Root, workers: int) -> Iterator[tuple[ProcessPoolExecutor, Any]]:
    count = CONTEXT.Value("Q", 0)
    pool = workers_of(workers, _begin, root, count)
    try:
        yield pool, count
    finally:
        pool.shutdown(cancel_futures=True)


def _until_done(tasks: dict[Future[Findings], Month]) -> Iterator[None]:
    """Yield now and then, and once at the end; end early where a task failed."""
    left = set(tasks)
    while left:
        done, left = wait(left, _LOOK_SECONDS, FIRST_COMPLETED)
        yield
        if any(task.exception() for task in done):
            return


_CHECKER: list[Checker] = []
"""That of this process, if it is one of several."""


def _begin(root: Root, count: Any) -> None:
    def read(size: int) -> None:
        with count.get_lock():
            count.value += size

    _CHECKER.append(Checker(root, read))


def _check(month: Month) -> Findings:
    found = Findings(None)  # that of the checker cannot leave the process: it tells of progress
    found.take(_CHECKER[0].check(month))
    return found
