"""The manifest: one line for each sealed file, so that a copy of the archive can be checked.

It says which files count. A file that has a line counts until a later line ``replaces`` it:
``compact`` joins files and ``forget`` writes them without a page, and the old ones are removed
once that line is on the disk.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.files import Files, OpenFile
from newscrawl.archive.lines import LineError, decode, encode, split
from newscrawl.archive.lock import archive_lock
from newscrawl.archive.paths import Kind, Root
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
    """Append ``lines`` and wait until they are on the disk; what a crash tore is cut before.

    Args:
        root: The archive.
        files: The file operations.
        lines: Of one run.
        again: An earlier try may have added some of them: those that stand there are left out.

    Raises:
        ArchiveError: They may be written or not. Or a line was damaged, and not by a crash: then
            nothing is written.
    """
    with archive_lock(files, root.archive_lock):
        # Before looking what stands there: what is torn does not.
        _cut_torn(root, files)
        file = files.appending(root.manifest)
        try:
            missing = _unlisted(root, files, list(lines)) if again else lines
            _append(file, b"".join(map(encode, missing)))
        finally:
            file.close()
        # Also where the file was there: a run that was killed may have made it.
        files.fsync_folder(root.path)


def write_anew(root: Root, files: Files, more: Iterable[ManifestLine]) -> str | None:
    """Write the manifest without its damaged lines and with ``more``, on the disk.

    Returns:
        The name under which a damaged one is kept.
    """
    with archive_lock(files, root.archive_lock):
        damaged: list[int] = []
        good = [line for _, line in readable(root, files, lambda n, _: damaged.append(n))]
        kept_as = None
        if damaged:
            time = clock.text(clock.now()).replace(":", "")
            kept_as = f"{root.manifest.name}.broken-{time}"
            files.write_whole(root.inside(kept_as), files.chunks(root.manifest))
        files.write_whole(root.manifest, map(encode, [*good, *more]))
        return kept_as


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


def mend(root: Root, files: Files) -> None:
    """Take away what a crash left of lines that were being added, as ``add`` does first.

    Raises:
        ArchiveError: A line was damaged, and not by a crash.
    """
    with archive_lock(files, root.archive_lock):
        if files.has(root.manifest):
            _cut_torn(root, files)


def _cut_torn(root: Root, files: Files) -> None:
    file = files.appending(root.manifest)
    try:
        start, tail = _tail(file)
        *whole, torn = tail.split(b"\n")
        good = list(_sound(whole, root))
        if whole[: len(good)] == good:
            if torn or len(whole) > len(good):
                file.truncate(start + sum(len(text) + 1 for text in good))
            return
    finally:
        file.close()
    before = files.chunks(root.manifest, start)
    files.write_whole(root.manifest, chain(before, (text + b"\n" for text in good)))


def _tail(file: OpenFile) -> tuple[int, bytes]:
    """Return where the last lines begin, and all from there."""
    size = file.size()
    start, tail = size, b""
    while start and b"\n" not in tail[:-1]:
        start = max(0, size - max(_TAIL_BYTES, 2 * len(tail)))
        tail = _from(file, start)
    # Where the look begins inside a line, the first piece is no line.
    skipped = tail.index(b"\n") + 1 if start and b"\n" in tail else 0
    return start + skipped, tail[skipped:]


def _from(file: OpenFile, start: int) -> bytes:
    file.seek(start)
    return b"".join(iter(lambda: file.read(_TAIL_BYTES), b""))


def _is_line(line: bytes) -> bool:
    try:
        decode(line, ManifestLine)
    except LineError:
        return False
    return True


def _sound(
    lines: Iterable[bytes], root: Root, is_sound: Callable[[bytes], bool] = _is_line
) -> Iterator[bytes]:
    """Yield the lines that can be read; refuse damage that no crash leaves.

    Of lines that were being added when the power went, the last ones may be odd bytes, and any of
    them may have zeros in it where a sector was not written, also before others that are whole:
    those are of the same site. All else was on the disk once, and is not to be cut.

    Raises:
        ArchiveError: A line was whole once.
    """
    torn: list[bytes] = []
    of_sites: set[bytes] = set()
    for line in lines:
        if not is_sound(line):
            torn.append(line)
            of_sites |= set(_SITE.findall(line))
            if line.startswith(b"{") and line.endswith(b"}") and b"\0" not in line:
                raise _damaged(root, line)
            continue
        if torn:
            of_sites |= set(_SITE.findall(line))
            if len(of_sites) > 1 or not all(b"\0" in one for one in torn):
                raise _damaged(root, torn[0])
        yield line


def _damaged(root: Root, line: bytes) -> ArchiveError:
    begun = line[:80].decode("utf-8", "replace")
    message = (
        f"{root.manifest} is damaged: a line that begins {begun!r} cannot be read. Put the file "
        "back from a copy, or run 'newscrawl repair' for all sites, which lists every file anew."
    )
    return ArchiveError(message)


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

    Reads only the few lines that replace something.

    Raises:
        ArchiveError: One of them is damaged: nobody knows what counts.
    """
    found: dict[str, str] = {}
    if not files.has(root.manifest):
        return found

    def is_sound(text: bytes) -> bool:
        return _REPLACES_NOTHING in text or _is_line(text)

    with suppress(LineError):  # of a torn last line
        for text in _sound(split(files.chunks(root.manifest)), root, is_sound):
            if _REPLACES_NOTHING not in text:
                found |= replaced_by([decode(text, ManifestLine)])
    return found


def replaced_by(lines: Iterable[ManifestLine]) -> dict[str, str]:
    """Return the same as ``lines`` say it."""
    return {path: line.path for line in lines for path in line.replaces}


def last(path: str, replaced: Mapping[str, str]) -> str:
    """Return where what a file held is in the end."""
    while path in replaced:
        path = replaced[path]
    return path


_REPLACES_NOTHING = b'"replaces":[]'
_SITE = re.compile(rb'"site":"([^"]+)"')


def begun(files: Files, path: Path) -> list[ManifestLine]:
    """Return the lines that wait at ``path`` to be added together.

    Raises:
        LineError: One is damaged.
    """
    return [decode(line, ManifestLine) for line in split(files.chunks(path))]


def segment_row(line: ManifestLine) -> SegmentRow:
    """Return the catalogue's row of a sealed file."""
    return SegmentRow(line.path, line.site, line.run_id, line.length, line.rows, 1)


def entries(
    root: Root, files: Files, run_id: str | None = None, *, site: str | None = None
) -> Iterator[tuple[int, ManifestLine]]:
    """Yield line number (from 1) and line, of one run, of one site or of all; a torn last line is
    left out. Lines of other runs and sites are not looked at.

    Raises:
        LineError: A line before it is damaged.
    """
    if not files.has(root.manifest):
        return
    wanted = (run_id or "").encode()
    of_site = f'"site":"{site}"'.encode() if site else b""
    try:
        for number, line in enumerate(split(files.chunks(root.manifest)), 1):
            if wanted in line and of_site in line:
                entry = decode(line, ManifestLine)
                if run_id in {None, entry.run_id} and site in {None, entry.site}:
                    yield number, entry
    except LineError as error:
        if not str(error).startswith("ends inside"):
            raise
