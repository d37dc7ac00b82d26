"""What a run does first: finish what a dead run of the same site left.

Under the site's lock no other run of the site lives, so every run of it that is not sealed is
dead. Doing it twice changes nothing, and a crash in the middle is finished by the next run.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.paths import KINDS, FileName, Root
from newscrawl.archive.records import LineRecord, record_type
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.archive.seal import named, seal, written_run
from newscrawl.errors import ArchiveError
from newscrawl.run_record import Run

KilledRun = Callable[[str, str, Iterator[LineRecord]], Run]
"""Makes the record of a dead run from its id, its start and its committed records."""


def recover(
    root: Root, files: Files, catalogue: Catalogue, site: str, killed_run: KilledRun
) -> tuple[str, ...]:
    """Seal the dead runs of ``site``, whose lock the caller holds; return their ids.

    Raises:
        ArchiveError: A file is shorter than what was committed, or the disk failed.
    """
    dead = catalogue.open_runs(site)
    for run in dead:
        segments = catalogue.segments(run.run_id)
        for segment in segments:
            _cut(root, files, segment)
        seal(root, files, catalogue, _record(root, files, run, segments, killed_run), again=True)
    _sweep(root, files, site)
    return tuple(run.run_id for run in dead)


def _cut(root: Root, files: Files, segment: SegmentRow) -> None:
    part = root.inside(named(segment.path).part)
    if not files.has(part):
        return
    file = files.appending(part)
    try:
        size = file.size()
        if size < segment.committed:
            message = (
                f"{part} has {size} bytes, but {segment.committed} were committed: the disk lost "
                "them. Check the disk, and put the file back from a copy."
            )
            raise ArchiveError(message)
        if size > segment.committed:
            file.truncate(segment.committed)
        # Also where nothing is cut: who cut it before may have died before this.
        file.fsync()
    finally:
        file.close()


def _record(
    root: Root, files: Files, run: RunRow, segments: list[SegmentRow], killed_run: KilledRun
) -> Run:
    # A run that died while it was sealed has said itself how it ended.
    said = written_run(root, files, FileName("runs", run.site, run.started_at[:10], run.run_id))
    return said or killed_run(run.run_id, run.started_at, _committed(root, files, segments))


def _committed(root: Root, files: Files, segments: list[SegmentRow]) -> Iterator[LineRecord]:
    for segment in segments:
        name = named(segment.path)
        cls = record_type(name.kind)
        if cls is None:
            continue
        part = root.inside(name.part)
        try:
            for line in split(files.chunks(part, segment.committed)):
                yield decode(line, cls)
        except LineError as error:
            message = f"{part}: a committed line {error}. Run 'newscrawl verify'."
            raise ArchiveError(message) from error


def _sweep(root: Root, files: Files, site: str) -> None:
    """Remove parts and temporary files of ``site``: no run of it lives, none is unsealed."""
    for kind in KINDS:
        folder = root.inside(f"{kind}/site={site}")
        for day in files.names(folder):
            if day.startswith("date="):
                _sweep_day(files, folder / day)


def _sweep_day(files: Files, folder: Path) -> None:
    for name in files.names(folder):
        if name.endswith((".part", ".tmp")):
            files.unlink(folder / name)
