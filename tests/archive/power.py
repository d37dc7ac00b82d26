"""A disk that loses its power: what may be left of a recorded run.

The model: bytes are safe once their file was synced, names once their folder was. Of the rest
anything may be there: each write whole, in part, as zeros or not at all, a later one without an
earlier one; a file's cut done or not; of a folder's changes of names any. Where an fsync failed,
the bytes it was for are seen by every process and reach the disk never (Rebello et al., "Can
Applications Recover from fsync Failures?", USENIX ATC 2020). A commit of SQLite is trusted: with
``synchronous=FULL`` it is there once it returned, with less it is there or not.
"""

import errno
import os
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from archive.faulty_system import Counting

SECTOR = 512
"""Bytes a disk writes whole or not at all (smallest logical block of SATA and NVMe)."""
FULL = 2
"""``PRAGMA synchronous``."""
ARCHIVE = "archive"
"""The archive's folder on the disk: its own name may be lost too."""

Step = tuple[Any, ...]
State = dict[str, bytes | None]
"""What every name stands for; ``None`` for a folder."""


# --- what is lost -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Loss:
    """What a power cut leaves of what was not synced."""

    name: str
    keeps_name: Callable[[], bool]
    keeps_cut: Callable[[], bool]
    left: Callable[[bytes], bytes | None]
    """Of a write: its bytes, fewer, some of them zeros; ``None``: nothing, not even its length."""


def _last_sector_gone(data: bytes) -> bytes:
    return data[: (len(data) - 1) // SECTOR * SECTOR]


def _first_sector_zeroed(data: bytes) -> bytes:
    return bytes(min(SECTOR, len(data))) + data[SECTOR:]


def _kept() -> bool:
    return True


def _undone() -> bool:
    return False


LOSSES = (
    Loss("all lost", _undone, _undone, lambda _: None),
    Loss("nothing lost", _kept, _kept, lambda data: data),
    Loss("names lost", _undone, _kept, lambda data: data),
    Loss("bytes lost", _kept, _undone, lambda _: None),
    Loss("bytes zeroed", _kept, _undone, lambda data: bytes(len(data))),
    Loss("cuts undone", _kept, _undone, lambda data: data),
    Loss("last sector lost", _kept, _kept, _last_sector_gone),
    Loss("first sector zeroed", _kept, _kept, _first_sector_zeroed),
    Loss("last byte lost", _kept, _kept, lambda data: data[:-1]),
    Loss("last byte zeroed", _kept, _kept, lambda data: data[:-1] + b"\0"),
)


def random_loss(seed: str) -> Loss:
    """Return a loss that decides of each name, cut, write and sector for itself."""
    chance = random.Random(seed)

    def coin() -> bool:
        return chance.random() < 0.5

    def left(data: bytes) -> bytes | None:
        kind = chance.randrange(5)
        if kind == 0:
            return None
        if kind == 1:
            return data[: chance.randrange(len(data) + 1)]
        if kind == 2:
            return bytes(len(data))
        if kind == 3:
            sectors = (data[at : at + SECTOR] for at in range(0, len(data), SECTOR))
            return b"".join(sector if coin() else bytes(len(sector)) for sector in sectors)
        return data

    return Loss(f"random {seed}", coin, coin, left)


# --- the disk ---------------------------------------------------------------------------------


@dataclass
class Inode:
    seen: bytes = b""
    """What processes read."""
    safe: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes of a write; ``None`` for a cut at the offset."""

    def change(self, offset: int, data: bytes | None) -> None:
        self.seen = _changed(self.seen, offset, data)
        self.pending.append((offset, data))

    def sync(self) -> None:
        for change in self.pending:
            self.safe = _changed(self.safe, *change)
        self.pending = []

    def after(self, loss: Loss) -> bytes:
        content = self.safe
        for offset, data in self.pending:
            if data is None:
                content = _changed(content, offset, None) if loss.keeps_cut() else content
            elif left := loss.left(data):
                content = _changed(content, offset, left)
        return content


def _changed(content: bytes, offset: int, data: bytes | None) -> bytes:
    if data is None:
        return content[:offset].ljust(offset, b"\0")
    return content[:offset].ljust(offset, b"\0") + data + content[offset + len(data) :]


Change = tuple[str | None, str | None, Inode | None]
"""Of a folder: the name that goes, the name that comes, what it stands for."""


class Disk:
    """Inodes, and two lists of names: as processes see them, and as the disk has them."""

    def __init__(self) -> None:
        self.seen: dict[str, Inode | None] = {}
        self.safe: dict[str, Inode | None] = {}
        self.pending: dict[str, list[Change]] = {}
        """By folder."""
        self.catalogue: bytes | None = None
        self.unsafe_catalogue: bytes | None = None
        self.acknowledged: set[str] = set()

    @classmethod
    def holding(cls, state: State, acknowledged: Iterable[str]) -> "Disk":
        """Return a disk with ``state`` on it, all safe."""
        disk = cls()
        disk.acknowledged.update(acknowledged)
        for path, content in state.items():
            if path == f"{ARCHIVE}/catalogue.sqlite3":
                disk.catalogue = disk.unsafe_catalogue = content
            elif path != ".":
                disk.safe[path] = None if content is None else Inode(content, content)
        disk.seen = dict(disk.safe)
        return disk

    def do(self, step: Step) -> None:
        """Follow one recorded step."""
        what, *details = step
        getattr(self, "do_" + what)(*details)

    def do_mkdir(self, path: str) -> None:
        self._rename(path, (None, path, None))

    def do_create(self, path: str) -> None:
        if path not in self.seen:
            self._rename(path, (None, path, Inode()))

    def do_write(self, path: str, data: bytes) -> None:
        inode = self._inode(path)
        inode.change(len(inode.seen), data)

    def do_cut(self, path: str, length: int) -> None:
        self._inode(path).change(length, None)

    def do_fsync(self, path: str) -> None:
        inode = self.seen.get(path)
        if inode is not None:
            inode.sync()
        for change in self.pending.pop(path, []):
            _rename(self.safe, change)

    def do_fsync_failed(self, path: str) -> None:
        inode = self.seen.get(path)
        if inode is not None:
            inode.pending = []

    def do_rename(self, source: str, target: str) -> None:
        self._rename(source, (source, target, self.seen[source]))

    def do_unlink(self, path: str) -> None:
        if path in self.seen:
            self._rename(path, (path, None, None))

    def do_commit(self, image: bytes, synchronous: int) -> None:
        self.unsafe_catalogue = image
        if synchronous >= FULL:
            self.catalogue = image

    def do_acknowledge(self, name: str) -> None:
        self.acknowledged.add(name)

    def _inode(self, path: str) -> Inode:
        inode = self.seen[path]
        assert inode is not None
        return inode

    def _rename(self, path: str, change: Change) -> None:
        self.pending.setdefault(str(Path(path).parent), []).append(change)
        _rename(self.seen, change)

    def after_power_cut(self, loss: Loss) -> State:
        """Return what is found when the power is back."""
        names = dict(self.safe)
        for changes in self.pending.values():
            for change in changes:
                if loss.keeps_name():
                    _rename(names, change)
        found: State = {".": None}
        for path in sorted(names):
            # A name in a folder that is not there itself is gone with it.
            if str(Path(path).parent) in found:
                inode = names[path]
                found[path] = None if inode is None else inode.after(loss)
        self._add_catalogue(found, loss)
        return found

    def _add_catalogue(self, found: State, loss: Loss) -> None:
        image = self.unsafe_catalogue if loss.keeps_name() else self.catalogue
        if ARCHIVE in found and image is not None:
            found[f"{ARCHIVE}/catalogue.sqlite3"] = image


def _rename(names: dict[str, Inode | None], change: Change) -> None:
    source, target, inode = change
    if source is not None:
        names.pop(source, None)
    if target is not None:
        names[target] = inode


def make(state: State, folder: Path) -> Path:
    """Write ``state`` below ``folder``, a new one; return the archive's folder."""
    for path, content in state.items():
        if content is None:
            (folder / path).mkdir(exist_ok=path == ".")
        else:
            (folder / path).write_bytes(content)
    return folder / ARCHIVE


# --- recording --------------------------------------------------------------------------------


class Dead(BaseException):
    """The process was killed."""


class Recording(Counting):
    """The kernel; writes down what is done below ``disk``.

    Args:
        disk: A folder that holds nothing but ``ARCHIVE``.
    """

    def __init__(self, disk: Path) -> None:
        super().__init__()
        self.disk = disk
        self.steps: list[Step] = []
        self.dies_at: int | None = None
        """Number of the call at which the process is killed; a write is done by half."""
        self.breaks_at: int | str | None = None
        """Number of the fsync that fails, or name of the file whose first one does."""
        self.syncs = 0
        self._dead = False
        self._paths: dict[int, str] = {}
        self._connections: list[sqlite3.Connection] = []

    @property
    def archive(self) -> Path:
        return self.disk / ARCHIVE

    def act(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if self._dead and name != "close":
            raise Dead
        if self._dead:
            return ()  # it was closed when the process died
        if len(self.made) == self.dies_at:
            self._die(name, arguments)
        follow = getattr(self, "do_" + name, None)
        return follow(*arguments) if follow else None

    def _die(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "write":
            self.do_write(arguments[0], arguments[1][: len(arguments[1]) // 2])
        self._dead = True
        self._close_all()
        raise Dead

    def _close_all(self) -> None:
        for fd in self._paths:
            os.close(fd)
        self._paths.clear()

    def reborn(self) -> None:
        """Another process begins, on the same disk, with the power still on."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._close_all()
        self._dead, self.dies_at, self.breaks_at = False, None, None

    def do_open(self, path: Path, flags: int, mode: int = 0o644) -> int:
        fd = os.open(path, flags, mode)
        self._paths[fd] = self._inside(path)
        if flags & os.O_CREAT:
            self._note("create", self._paths[fd])
        if flags & os.O_TRUNC:
            self._note("cut", self._paths[fd], 0)
        return fd

    def do_close(self, fd: int) -> None:
        del self._paths[fd]

    def do_write(self, fd: int, data: memoryview) -> int:
        written = os.write(fd, data)
        self._note("write", self._paths[fd], bytes(data[:written]))
        return written

    def do_ftruncate(self, fd: int, length: int) -> tuple[()]:
        os.ftruncate(fd, length)
        self._note("cut", self._paths[fd], length)
        return ()

    def do_fsync(self, fd: int) -> tuple[()]:
        self.syncs += 1
        if self.breaks_at in {self.syncs, Path(self._paths[fd]).name}:
            self.breaks_at = None
            self._note("fsync_failed", self._paths[fd])
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._note("fsync", self._paths[fd])
        return ()

    def do_rename(self, source: Path, target: Path) -> tuple[()]:
        source.rename(target)
        self._note("rename", self._inside(source), self._inside(target))
        return ()

    def do_unlink(self, path: Path) -> tuple[()]:
        path.unlink()
        self._note("unlink", self._inside(path))
        return ()

    def do_mkdir(self, path: Path, mode: int = 0o755) -> tuple[()]:
        path.mkdir(mode)
        self._note("mkdir", self._inside(path))
        return ()

    def acknowledge(self, name: str) -> None:
        self.steps.append(("acknowledge", name))

    def _inside(self, path: Path) -> str:
        return str(path.relative_to(self.disk)) if path.is_relative_to(self.disk) else str(path)

    def _note(self, what: str, path: str, *details: Any) -> None:
        # What a lock's file holds is of the moment: nobody reads it after a power cut.
        if not path.startswith("/") and not (path.endswith(".lock") and what != "create"):
            self.steps.append((what, path, *details))

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Record the commits of every SQLite connection that is made meanwhile."""
        connect = sqlite3.connect
        system = self

        class Recorded(sqlite3.Connection):
            def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
                cursor = super().execute(statement, *values)
                if statement == "COMMIT":
                    full = super().execute("PRAGMA synchronous").fetchone()[0]
                    system.steps.append(("commit", self.serialize(), full))
                return cursor

        def recorded(*arguments: Any, **named: Any) -> sqlite3.Connection:
            connection = connect(*arguments, factory=Recorded, **named)
            self._connections.append(connection)
            return connection

        with mock.patch("sqlite3.connect", recorded):
            yield
