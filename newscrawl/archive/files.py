"""Every file operation of the archive, so that each can be recorded, or made to fail, in one place.

``Files`` retries what POSIX asks to retry (EINTR, short writes) and turns every other ``OSError``
into an ``ArchiveError`` for people. Below it stands a ``System``: the kernel, or in a test
something that records the calls or breaks the k-th one.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from newscrawl.archive.system import Kernel, System
from newscrawl.errors import ArchiveError

T = TypeVar("T")

CHUNK_BYTES = 1 << 20
"""Read at a time: memory stays flat, and a system call's cost vanishes beside 1 MiB of work."""

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CURES = {
    errno.ENOSPC: "The disk is full. Free some space and start again.",
    errno.EDQUOT: "The disk quota is used up. Free some space and start again.",
    errno.EFBIG: "The file may not grow further. Raise the limit (ulimit -f) and start again.",
    errno.EROFS: "The disk is mounted read-only. Mount it for writing or choose another archive.",
    errno.EACCES: "This user may not. Give it the right, or choose another archive.",
    errno.EPERM: "This user may not. Give it the right, or choose another archive.",
    errno.EIO: "The disk failed. Check it, then run 'newscrawl verify'.",
    errno.ELOOP: "A symbolic link stands in its place. Remove the link.",
    errno.ENOENT: "It is not there. Run 'newscrawl verify'.",
    errno.EMFILE: "Too many files are open. Raise the limit (ulimit -n) or run fewer sites.",
}


class OpenFile:
    """A file that is open for appending, or for reading."""

    def __init__(self, system: System, path: Path, fd: int) -> None:
        self._system = system
        self.path = path
        self.fd = fd
        self._closed = False

    def append(self, data: bytes) -> None:
        """Write all of ``data`` at the end.

        Raises:
            ArchiveError: Some of it may be written, some not.
        """
        rest = memoryview(data)
        while rest:
            rest = rest[self._write(rest) :]

    def _write(self, data: memoryview) -> int:
        return _call("write to", self.path, lambda: self._system.write(self.fd, data))

    def read(self, length: int) -> bytes:
        """Return at most ``length`` bytes; none at the end of the file."""
        return _call("read", self.path, lambda: self._system.read(self.fd, length))

    def seek(self, position: int) -> None:
        """Move to ``position`` bytes from the start."""
        _call("read", self.path, lambda: self._system.lseek(self.fd, position, os.SEEK_SET))

    def size(self) -> int:
        """Return the file's length in bytes."""
        return _call("read", self.path, lambda: self._system.lseek(self.fd, 0, os.SEEK_END))

    def truncate(self, length: int) -> None:
        """Cut the file to ``length`` bytes."""
        _call("cut", self.path, lambda: self._system.ftruncate(self.fd, length))

    def fsync(self) -> None:
        """Wait until what was written is on the disk.

        Raises:
            ArchiveError: It may not be there. A second try would claim success, for the kernel
                has dropped the pages (Rebello et al., "Can Applications Recover from fsync
                Failures?", USENIX ATC 2020): nobody may try.
        """
        # EINTR is no failure: POSIX lets fsync stop for a signal before it has done its work.
        _call("save", self.path, lambda: self._system.fsync(self.fd))

    def lock(self, how: int) -> bool:
        """Take the ``flock`` that ``how`` says; return whether it was free."""
        try:
            _call("lock", self.path, lambda: self._system.flock(self.fd, how))
        except ArchiveError as error:
            if isinstance(error.__cause__, BlockingIOError):
                return False
            raise
        return True

    def close(self) -> None:
        """Close the file; a second time changes nothing."""
        if not self._closed:
            self._closed = True
            # Linux has released the descriptor even where close fails: never close it twice.
            _once("close", self.path, self._let_go)

    def _let_go(self) -> None:
        with suppress(InterruptedError):  # what was promised was synced before: nothing is lost
            self._system.close(self.fd)


class Files:
    """The file operations of an archive.

    Args:
        system: What makes the calls, one at a time. Without one it is the kernel, which can wait
            for several files at once.
    """

    def __init__(self, system: System | None = None) -> None:
        self._system = system or Kernel()
        self._at_once = system is None
        self._saved: set[Path] = set()
        """Folders whose names are on the disk, as far as this knows."""

    @contextmanager
    def reading(self, path: Path) -> Iterator[OpenFile]:
        """Open ``path`` for reading."""
        file = self._open(path, os.O_RDONLY)
        try:
            yield file
        finally:
            file.close()

    def appending(self, path: Path) -> OpenFile:
        """Open ``path`` for appending; it is made if it is not there."""
        return self._open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)

    def emptied(self, path: Path) -> OpenFile:
        """Open ``path`` for writing from its start; what it held is gone."""
        return self._open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC)

    def chunks(self, path: Path, length: int | None = None) -> Iterator[bytes]:
        """Read ``path`` in pieces of at most ``CHUNK_BYTES``, up to ``length`` bytes in all."""
        with self.reading(path) as file:
            left = length
            while piece := file.read(CHUNK_BYTES if left is None else min(left, CHUNK_BYTES)):
                yield piece
                left = None if left is None else left - len(piece)

    def write_whole(self, path: Path, pieces: Iterator[bytes]) -> None:
        """Write ``path`` so that it is there with all of ``pieces`` or not at all, on the disk.

        The bytes go to ``<path>.tmp``, which is saved and then renamed (Pillai et al., "All File
        Systems Are Not Created Equal", OSDI 2014).
        """
        temporary = path.with_name(path.name + ".tmp")
        file = self.emptied(temporary)
        try:
            for piece in pieces:
                file.append(piece)
            file.fsync()
        finally:
            file.close()
        self.rename(temporary, path)

    def rename(self, source: Path, target: Path) -> None:
        """Move ``source`` over ``target`` in the same folder, for good: on the disk too."""
        _call("rename", source, lambda: self._system.rename(source, target))
        self.fsync_folder(target.parent)

    def unlink(self, path: Path) -> None:
        """Remove ``path`` if it is there. That it is gone need not be on the disk yet."""
        try:
            _call("remove", path, lambda: self._system.unlink(path))
        except ArchiveError as error:
            if not isinstance(error.__cause__, FileNotFoundError):
                raise

    def make_folders(self, folder: Path, *, below: Path | None = None) -> None:
        """Make ``folder`` and what is missing above it, each one's name on the disk.

        Args:
            folder: To be made.
            below: A folder above it that is on the disk. What stands between the two is waited
                for as well, for a run that was killed may have made it; without ``below``, all
                that this user can read of what is above ``folder`` on the same disk.
        """
        wanted = [folder, *self._above(folder, below)]
        for path in reversed(wanted):
            made = self._make_folder(path)
            if made or path.parent not in self._saved:
                self._save_names(path.parent, made=made)

    def _above(self, folder: Path, below: Path | None) -> Iterator[Path]:
        for path in folder.parents:
            if path == below or self._is_mounted(path):
                return
            yield path

    def _is_mounted(self, path: Path) -> bool:
        here, above = self._status(path), self._status(path.parent)
        if here is None or above is None:
            return False
        return path == path.parent or here.st_dev != above.st_dev

    def _save_names(self, folder: Path, *, made: bool) -> None:
        try:
            self.fsync_folder(folder)
        except ArchiveError as error:
            # In a folder that this user may not read, no run of this user has made anything.
            if made or not isinstance(error.__cause__, PermissionError):
                raise
        self._saved.add(folder)

    def _make_folder(self, path: Path) -> bool:
        """Return whether it was not there."""
        if self._is_folder(path):
            return False
        try:
            _call("make the folder", path, lambda: self._system.mkdir(path, _FOLDER_MODE))
        except ArchiveError as error:
            if isinstance(error.__cause__, FileExistsError) and self._is_folder(path):
                return False
            raise
        return True

    def has(self, path: Path) -> bool:
        """Return whether ``path`` exists.

        Raises:
            ArchiveError: Nobody can tell. To a writer that is not the same as "no": it would
                write a second time what is there.
        """
        return self._status(path) is not None

    def names(self, folder: Path) -> list[str]:
        """Return the names in ``folder``, sorted; none where it is not there."""
        if not self._is_folder(folder):
            return []
        return sorted(_call("list", folder, lambda: self._system.listdir(folder)))

    def _is_folder(self, path: Path) -> bool:
        status = self._status(path)
        return status is not None and stat.S_ISDIR(status.st_mode)

    def _status(self, path: Path) -> os.stat_result | None:
        try:
            return _call("look at", path, lambda: self._system.stat(path))
        except ArchiveError as error:
            if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
                return None
            raise

    def fsync_folder(self, folder: Path) -> None:
        """Wait until the list of names in ``folder`` is on the disk."""
        opened = self._open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            opened.fsync()
        finally:
            opened.close()

    def fsync_all(self, opened: Sequence[OpenFile]) -> None:
        """Wait until what was written to each is on the disk, for all at once: the three files of a
        commit take 4 ms where one after the other they take 10 (ext4, measured).

        Raises:
            ArchiveError: As ``OpenFile.fsync``, of any of them.
        """
        if not self._at_once:
            for file in opened:
                file.fsync()
            return
        with ThreadPoolExecutor(len(opened)) as waiting:
            for done in [waiting.submit(file.fsync) for file in opened]:
                done.result()

    def _open(self, path: Path, flags: int) -> OpenFile:
        flags |= os.O_NOFOLLOW | os.O_CLOEXEC
        fd = _call("open", path, lambda: self._system.open(path, flags, _FILE_MODE))
        return OpenFile(self._system, path, fd)


# For readers. A writer asks ``Files.has``.


def is_folder(path: Path) -> bool:
    """Return whether ``path`` is a folder; what cannot be looked at is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder above is closed


def is_there(path: Path) -> bool:
    """Return whether ``path`` exists; what cannot be looked at does not."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def is_link(path: Path | str) -> bool:
    """Return whether ``path`` is a symbolic link."""
    return os.path.islink(path)  # noqa: PTH114 - as above


def _call(verb: str, path: Path, operation: Callable[[], T]) -> T:
    while True:
        try:
            return _once(verb, path, operation)
        except ArchiveError as error:
            if not isinstance(error.__cause__, InterruptedError):
                raise


def _once(verb: str, path: Path, operation: Callable[[], T]) -> T:
    try:
        return operation()
    except OSError as error:
        raise failure(error, verb, path) from error


def failure(error: OSError, verb: str, path: Path) -> ArchiveError:
    """Return the error that tells people what failed, where, and what to do.

    >>> print(failure(OSError(errno.ENOSPC, "No space left"), "write to", Path("a.part")))
    Cannot write to a.part: No space left. The disk is full. Free some space and start again.
    """
    said = error.strerror or str(error) or type(error).__name__
    cure = _CURES.get(error.errno or 0, "Look at the disk and the path, then start again.")
    return ArchiveError(f"Cannot {verb} {path}: {said}. {cure}")
