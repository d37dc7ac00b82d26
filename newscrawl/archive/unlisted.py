"""Sealed files that the manifest lost: told by the files themselves, so that they can be listed.

A run record is written when all other files of its run have their names, so a run that has one is
whole. A file that was made from others is listed if it is the only one that holds a run; else
what it was made from counts still.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newscrawl.archive import manifest
from newscrawl.archive.captures import records
from newscrawl.archive.compression import DamagedError
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Kind, Root, file_name, is_derived, paths_of_runs
from newscrawl.archive.records import RECORDS
from newscrawl.archive.seal import listed, written_run
from newscrawl.archive.sequence import lines, run_id_of
from newscrawl.errors import ArchiveError
from newscrawl.run_record import Run
from newscrawl.version import __version__

_Has = tuple[Kind, str]
"""A kind of files, and a run that one of them holds."""


def holds(root: Root, files: Files, name: FileName) -> frozenset[str]:
    """Return the ids of the runs of which a sealed file holds something.

    Raises:
        ArchiveError: It is damaged; the message names it.
    """
    if name.kind not in RECORDS:
        return frozenset({name.stem})
    try:
        return frozenset(map(run_id_of, lines(root, files, name.sealed)))
    except (LineError, DamagedError) as error:
        message = f"{name.sealed}: {error}. Put it back from a copy."
        raise ArchiveError(message) from error


def held(root: Root, files: Files, counting: Iterable[ManifestLine]) -> Iterator[_Has]:
    """Yield what the files that count, and are there, hold; those of many runs are read.

    Raises:
        ArchiveError: One is damaged.
    """
    for line in counting:
        if not files.has(root.inside(line.path)):
            continue
        name = file_name(line.path)
        if line.run_id is not None:
            yield line.kind, line.run_id
        elif name:
            yield from ((line.kind, run_id) for run_id in holds(root, files, name))


@dataclass
class Unlisted:
    """What the manifest should say of a site, and does not."""

    root: Root
    files: Files
    site: str
    listed: list[ManifestLine]
    """What it does say."""
    problems: list[str] = field(default_factory=list)
    """Of files that cannot be read, in words."""

    def lines(self) -> list[ManifestLine]:
        """Return the lines that are to be added, run after run, then those of joined files."""
        known = {path for line in self.listed for path in (line.path, *line.replaces)}
        every = {path: name for path in paths_of_runs(self.root, self.site)
                 if (name := file_name(path))}  # fmt: skip
        names = [name for path, name in sorted(every.items()) if path not in known]
        if not names:
            return []
        self._days = {name.run_id: name.date for name in every.values() if name.kind == "runs"}
        pending = self._pending()
        joined = [name for name in names if is_derived(name)]
        plain = list(self._plain([name for name in names if not is_derived(name)]))
        counting = manifest.counting([*self.listed, *plain, *pending])
        return [*plain, *pending, *self._orphans(joined, counting)]

    def _pending(self) -> list[ManifestLine]:
        """Return what was begun, and counts from then on."""
        path = self.root.pending(self.site)
        if not self.files.has(path):
            return []
        listed = {line.path for line in self.listed}
        begun = manifest.begun(self.files, path)
        return [line for line in begun if line.path not in listed]

    def _plain(self, names: list[FileName]) -> Iterator[ManifestLine]:
        of_run: dict[str, list[FileName]] = {}
        for name in names:
            of_run.setdefault(name.run_id, []).append(name)
        runs = [run for run_id in of_run if (run := self._run(run_id))]
        for run in sorted(runs, key=lambda run: (run.started_at, run.run_id)):
            for name in sorted(of_run[run.run_id], key=lambda name: name.kind == "runs"):
                yield from self._line(name, run.run_id, run.newscrawl_version)

    def _run(self, run_id: str) -> Run | None:
        if run_id not in self._days:
            return None
        name = FileName("runs", self.site, self._days[run_id], run_id)
        try:
            return written_run(self.root, self.files, name)
        except ArchiveError as error:
            self.problems.append(str(error))
            return None

    def _orphans(
        self, joined: list[FileName], counting: dict[str, ManifestLine]
    ) -> Iterator[ManifestLine]:
        if not joined:
            return
        found = [(self._held_by(name), name) for name in joined if name.sealed not in counting]
        there = set(held(self.root, self.files, counting.values()))
        for run_ids, name in sorted(found, key=lambda one: (-len(one[0]), one[1].sealed)):
            mine = {(name.kind, run_id) for run_id in run_ids}
            if mine <= there:
                continue
            there |= mine
            once = [
                FileName(name.kind, self.site, self._days[run_id], run_id).sealed
                for run_id in sorted(run_ids & self._days.keys())
            ]
            run_id = name.stem if name.stem in self._days else None
            yield from self._line(name, run_id, __version__, replaces=tuple(once))

    def _held_by(self, name: FileName) -> frozenset[str]:
        try:
            return holds(self.root, self.files, name)
        except ArchiveError as error:
            self.problems.append(str(error))
            return frozenset()

    def _line(
        self, name: FileName, run_id: str | None, version: str, **more: Any
    ) -> Iterator[ManifestLine]:
        try:
            rows, length = self._counted(name)
        except (LineError, DamagedError, ArchiveError) as error:
            self.problems.append(f"{name.sealed}: {error}")
            return
        # Whoever renamed it may have died before this.
        self.files.fsync_folder(self.root.inside(name.sealed).parent)
        yield listed(
            self.root,
            self.files,
            name,
            run_id,
            rows=rows,
            length=length,
            newscrawl_version=version,
            **more,
        )

    def _counted(self, name: FileName) -> tuple[int, int | None]:
        """Return rows, and bytes if they are of lines."""
        pieces = self.files.chunks(self.root.inside(name.sealed))
        if name.kind == "captures":
            return sum(record.kind == "response" for record in records(pieces)), None
        if name.kind == "runs":
            return 1, None
        sizes = [len(line) + 1 for line in lines(self.root, self.files, name.sealed)]
        return len(sizes), sum(sizes)
