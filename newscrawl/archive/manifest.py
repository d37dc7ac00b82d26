"""The manifest: one line for each sealed file, so that a copy of the archive can be checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newscrawl.archive.files import Files, OpenFile, is_there
from newscrawl.archive.lines import LineError, decode, encode, split
from newscrawl.archive.lock import archive_lock
from newscrawl.archive.paths import Kind, Root
from newscrawl.items import SCHEMA

_TAIL_BYTES = 1 << 16
"""Looked at before a line is added. One run adds at most five lines of some 400 bytes and saves
them before the lock is free, so whatever a crash left half written is in here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLine:
    """A sealed file. It never changes again; a file that replaces it has another name."""

    schema: int = SCHEMA
    kind: Kind
    site: str
    date: str
    """UTC day on which the run started."""
    run_id: str
    path: str
    """Relative to the archive."""
    rows: int
    """Lines, or WARC response records, or 1 for a run record."""
    bytes: int
    """Of the file as it is, compressed."""
    sha256: str
    """Of the same bytes, lower-case hex."""
    newscrawl_version: str
    """Which wrote the lines."""


def add(root: Root, files: Files, lines: Iterable[ManifestLine]) -> None:
    """Append ``lines`` and wait until they are on the disk; a torn end is cut before.

    Raises:
        ArchiveError: They may be written or not.
    """
    with archive_lock(files, root.archive_lock):
        new = not is_there(root.manifest)
        file = files.appending(root.manifest)
        try:
            _cut_torn(file)
            file.append(b"".join(map(encode, lines)))
            file.fsync()
        finally:
            file.close()
        if new:
            files.fsync_folder(root.path)


def _cut_torn(file: OpenFile) -> None:
    size = file.size()
    start = max(0, size - _TAIL_BYTES)
    file.seek(start)
    tail = b""
    while piece := file.read(_TAIL_BYTES):
        tail += piece
    # Where the look begins inside a line, the first piece is no line.
    good = tail.index(b"\n") + 1 if start and b"\n" in tail else 0
    while (end := tail.find(b"\n", good)) >= 0 and _is_line(tail[good:end]):
        good = end + 1
    if good < len(tail):
        file.truncate(start + good)


def _is_line(line: bytes) -> bool:
    try:
        decode(line, ManifestLine)
    except LineError:
        return False
    return True


def entries(
    root: Root, files: Files, run_id: str | None = None
) -> Iterator[tuple[int, ManifestLine]]:
    """Yield line number (from 1) and line, of one run or of all; a torn last line is left out.

    Raises:
        LineError: A line before it is damaged.
    """
    if not is_there(root.manifest):
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
