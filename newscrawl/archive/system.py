"""The operating system's calls that an archive needs: one place to record, or to break, them."""

import fcntl
import os
from pathlib import Path
from typing import Protocol


class System(Protocol):
    """The calls, as ``os`` and ``fcntl`` have them; each raises ``OSError``."""

    def open(self, path: Path, flags: int, mode: int = ...) -> int:
        """Open a file."""

    def close(self, fd: int) -> None:
        """Close it."""

    def read(self, fd: int, length: int, /) -> bytes:
        """Read at most ``length`` bytes."""

    def write(self, fd: int, data: memoryview, /) -> int:
        """Write some of ``data``; returns how many bytes."""

    def lseek(self, fd: int, position: int, whence: int, /) -> int:
        """Move to a position."""

    def fsync(self, fd: int) -> None:
        """Wait until the file, or the folder's list of names, is on the disk."""

    def ftruncate(self, fd: int, length: int, /) -> None:
        """Cut the file."""

    def rename(self, src: Path, dst: Path) -> None:
        """Move a file over another one."""

    def unlink(self, path: Path) -> None:
        """Remove a name."""

    def mkdir(self, path: Path, mode: int = ...) -> None:
        """Make a folder."""

    def stat(self, path: Path) -> os.stat_result:
        """Say what a name stands for."""

    def listdir(self, path: Path) -> list[str]:
        """Return the names in a folder."""

    def flock(self, fd: int, operation: int, /) -> None:
        """Take or drop a lock."""


class Kernel:
    """The calls themselves."""

    open = staticmethod(os.open)
    close = staticmethod(os.close)
    read = staticmethod(os.read)
    write = staticmethod(os.write)
    lseek = staticmethod(os.lseek)
    fsync = staticmethod(os.fsync)
    ftruncate = staticmethod(os.ftruncate)
    rename = staticmethod(os.rename)
    unlink = staticmethod(os.unlink)
    mkdir = staticmethod(os.mkdir)
    stat = staticmethod(os.stat)
    listdir = staticmethod(os.listdir)
    flock = staticmethod(fcntl.flock)
