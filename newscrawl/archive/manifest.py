"""The manifest: one line for each sealed file, so that a copy of the archive can be checked.

It says which files count. A file that has a line counts until a later line ``replaces`` it:
``compact`` joins files and ``forget`` writes them without a page, and the old ones are removed
once that line is on the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from newscrawl.archive.files import Files, OpenFile
from newscrawl.archive.lines import LineError, decode, encode, split
from newscrawl.archive.lock import archive_lock
from newscrawl.archive.paths import FileName, Kind, Root
from newscrawl.archive.schema import SegmentRow
from newscrawl.errors import ArchiveError
from newscrawl.items import SCHEMA

_TAIL_BYTES = 1 << 16
"""Looked at before a line is added. One run adds at most five lines of some 400 bytes and saves
them before the lock is free, so whatever a crash left half written is in here. A line that
replaces many files may be longer; it is added alone, and looked at whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLine:
    """A sealed file. It never changes again; a file that replaces others has a name of its own."""

    schema: int = SCHEMA
    kind: Kind
    site: str
    date: str
    """UTC day on which the run started; of a file of many runs, the first of their month."""
    run_id: str | None
    """``None`` for a file of many runs."""
    path: str
    """Relative to the archive."""
    rows: int
    """Lines, or WARC response records, or 1 for a run record."""
    bytes: int
    """Of the file as it is, compressed."""
    length: int
    """Bytes of the lines, uncompressed; of captures and run records, as ``bytes``."""
    sha256: str
    """Of the same bytes, lower-case hex."""
    newscrawl_version: str
    """Which wrote the file."""
    replaces: tuple[str, ...] = ()
    """Paths of the files that no longer count, for what of them is to stay stands in this one."""


def add(root: Root, files: Files, lines: Iterable[ManifestLine], *, again: bool = False) -> None:
    """Append ``lines`` and wait until they are on the disk; a torn end is cut before.

    Args:
        root: The archive.
        files: The file operations.
        lines: Of one run.
        again: An earlier try may have added some of them: those that stand there are left out.

    Raises:
        ArchiveError: They may be written or not.
    """
    with archive_lock(files, root.archive_lock):
        file = files.appending(root.manifest)
        try:
            # Before looking what stands there: behind a torn line nothing does.
            _cut_torn(file)
            missing = _unlisted(root, files, list(lines)) if again else lines
            _append(file, b"".join(map(encode, missing)))
        finally:
            file.close()
        # Also where the file was there: a run that was killed may have made it.
        files.fsync_folder(root.path)


def _append(file: OpenFile, data: bytes) -> None:
    size = file.size()
    try:
        file.append(data)
        file.fsync()
    except ArchiveError:
        # What is not on the disk must not be seen: the next run would take it for written, and
        # the kernel would not write it again. Where this fails too, the first failure is told.
        with suppress(ArchiveError):
            file.truncate(size)
        raise


def _unlisted(root: Root, files: Files, lines: list[ManifestLine]) -> list[ManifestLine]:
    run_ids = {line.run_id for line in lines}
    try:
        listed = {line.path for name in run_ids for _, line in entries(root, files, name)}
    except LineError as error:
        message = f"{root.manifest}: {error}. Run 'newscrawl verify'."
        raise ArchiveError(message) from error
    return [line for line in lines if line.path not in listed]


def _cut_torn(file: OpenFile) -> None:
    size = file.size()
    start, tail = size, b""
    while start and b"\n" not in tail[:-1]:
        start = max(0, size - max(_TAIL_BYTES, 2 * len(tail)))
        tail = _from(file, start)
    # Where the look begins inside a line, the first piece is no line.
    good = tail.index(b"\n") + 1 if start and b"\n" in tail else 0
    while (end := tail.find(b"\n", good)) >= 0 and _is_line(tail[good:end]):
        good = end + 1
    if good < len(tail):
        file.truncate(start + good)


def _from(file: OpenFile, start: int) -> bytes:
    file.seek(start)
    return b"".join(iter(lambda: file.read(_TAIL_BYTES), b""))


def _is_line(line: bytes) -> bool:
    try:
        decode(line, ManifestLine)
    except LineError:
        return False
    return True


def readable(
    root: Root, files: Files, wrong: Callable[[int, str], object]
) -> Iterator[tuple[int, ManifestLine]]:
    """Yield line number (from 1) and line of all that can be read.

    Args:
        root: The archive.
        files: The file operations.
        wrong: Told the number of a damaged line and what is wrong with it. A torn last line is
            of a crash: the next run that is sealed cuts it.
    """
    if not files.has(root.manifest):
        return
    with suppress(LineError):
        for number, text in enumerate(split(files.chunks(root.manifest)), 1):
            try:
                line = decode(text, ManifestLine)
            except LineError as error:
                wrong(number, str(error))
            else:
                yield number, line


def counting(lines: Iterable[ManifestLine]) -> dict[str, ManifestLine]:
    """Return, by path, the files that count, in the order of the manifest."""
    found: dict[str, ManifestLine] = {}
    for line in lines:
        for path in line.replaces:
            found.pop(path, None)
        found[line.path] = line
    return found


def replaced(root: Root, files: Files) -> dict[str, str]:
    """Return, for each path that no longer counts, the path of the file that replaced it.

    Reads only the few lines that replace something. A damaged one among them is left out: a file
    that is there twice is then read twice at worst, and ``verify`` tells.
    """
    found: dict[str, str] = {}
    if not files.has(root.manifest):
        return found
    with suppress(LineError):
        for text in split(files.chunks(root.manifest)):
            if _REPLACES_NOTHING in text:
                continue
            with suppress(LineError):
                line = decode(text, ManifestLine)
                found |= dict.fromkeys(line.replaces, line.path)
    return found


def last(path: str, replaced: Mapping[str, str]) -> str:
    """Return where what a file held is in the end."""
    while path in replaced:
        path = replaced[path]
    return path


_REPLACES_NOTHING = b'"replaces":[]'


def line_of(name: FileName, run_id: str | None, **measured: Any) -> ManifestLine:
    """Return the line of a file; ``measured`` is what reading it says."""
    return ManifestLine(
        kind=name.kind,
        site=name.site,
        date=name.date,
        run_id=run_id,
        path=name.sealed,
        **measured,
    )


def segment_row(line: ManifestLine) -> SegmentRow:
    """Return the catalogue's row of a sealed file."""
    return SegmentRow(line.path, line.site, line.run_id, line.length, line.rows, 1)


def entries(
    root: Root, files: Files, run_id: str | None = None
) -> Iterator[tuple[int, ManifestLine]]:
    """Yield line number (from 1) and line, of one run or of all; a torn last line is left out.

    Raises:
        LineError: A line before it is damaged.
    """
    if not files.has(root.manifest):
        return
    wanted = (run_id or "").encode()
    try:
        for number, line in enumerate(split(files.chunks(root.manifest)), 1):
            if wanted in line:
                entry = decode(line, ManifestLine)
                if run_id in {None, entry.run_id}:
                    yield number, entry
    except LineError as error:
        if not str(error).startswith("ends inside"):
            raise
