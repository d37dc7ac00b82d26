"""A disk that loses its power: what may be left of a recorded run.

The model: bytes are safe once their file was synced, names once their folder was. Of the rest
each write may be there, be gone (its place then holds zeros) or be torn; of a folder's changes of
names a beginning is there. A commit of SQLite is trusted: it is there or not.
"""

import os
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.faulty_system import Counting


@dataclass
class Inode:
    safe: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes of a write; ``None`` for a cut at the offset."""

    def content(self, chance: random.Random | None) -> bytes:
        """Return all of it, or with ``chance`` what a power cut leaves."""
        data = bytearray(self.safe)
        for offset, written in self.pending:
            if written is None:
                if chance is None or chance.random() < 0.5:
                    del data[offset:]
                continue
            kept = len(written) if chance is None else _kept(len(written), chance)
            data[len(data) :] = bytes(max(0, offset + len(written) - len(data)))
            data[offset : offset + kept] = written[:kept]
            if chance and kept < len(written) and chance.random() < 0.5:
                del data[offset + kept :]
        return bytes(data)


def _kept(length: int, chance: random.Random) -> int:
    return chance.choice([0, chance.randrange(length + 1), length])


class Disk:
    """Inodes, and two lists of names: as processes see them, and as the disk has them."""

    def __init__(self) -> None:
        self.names: dict[str, Inode | None] = {}
        self.safe_names: dict[str, Inode | None] = {}
        self.pending: dict[str, list[tuple[str, Inode | None, bool]]] = {}
        """Of a folder: name, what it names (``None``: a folder), whether it goes."""
        self.catalogue: bytes | None = None
        self.acknowledged = 0

    def name(self, path: str, inode: Inode | None, *, gone: bool = False) -> None:
        self.pending.setdefault(str(Path(path).parent), []).append((path, inode, gone))
        _apply(self.names, path, inode, gone)

    def do(self, step: tuple[Any, ...]) -> None:
        """Follow one recorded step."""
        what, *details = step
        getattr(self, "do_" + what)(*details)

    def do_mkdir(self, path: str) -> None:
        self.name(path, None)

    def do_create(self, path: str) -> None:
        if path not in self.names:
            self.name(path, Inode())

    def do_write(self, path: str, data: bytes) -> None:
        inode = self.names[path]
        inode.pending.append((len(inode.content(None)), data))

    def do_cut(self, path: str, length: int) -> None:
        self.names[path].pending.append((length, None))

    def do_fsync(self, path: str) -> None:
        inode = self.names.get(path)
        if inode is None:
            for change in self.pending.pop(path, []):
                _apply(self.safe_names, *change)
        else:
            inode.safe, inode.pending = inode.content(None), []

    def do_rename(self, source: str, target: str) -> None:
        inode = self.names[source]
        # One change of names, not two: it is there or not.
        change = (source, (target, inode), True)
        self.pending.setdefault(str(Path(source).parent), []).append(change)
        _apply(self.names, *change)

    def do_unlink(self, path: str) -> None:
        if path in self.names:
            self.name(path, self.names[path], gone=True)

    def do_commit(self, image: bytes) -> None:
        self.catalogue = image

    def do_acknowledge(self, count: int) -> None:
        self.acknowledged = count

    def after_power_cut(self, root: Path, chance: random.Random) -> None:
        """Make the archive that is found when the power is back."""
        names = dict(self.safe_names)
        for changes in self.pending.values():
            for change in changes[: chance.randrange(len(changes) + 1)]:
                _apply(names, *change)
        root.mkdir(parents=True)
        for path in sorted(names):
            # A name in a folder that is not there itself is gone with it.
            if not (root / path).parent.is_dir():
                continue
            inode = names[path]
            if inode is None:
                (root / path).mkdir(exist_ok=True)
            else:
                (root / path).write_bytes(inode.content(chance))
        if self.catalogue is not None:
            (root / "catalogue.sqlite3").write_bytes(self.catalogue)


def _apply(names: dict[str, Any], path: str, inode: Any, gone: bool) -> None:  # noqa: FBT001
    if gone:
        names.pop(path, None)
    if isinstance(inode, tuple):
        names[inode[0]] = inode[1]
    elif not gone:
        names[path] = inode


class Recording(Counting):
    """The ``os`` module; writes down what is done below ``root``."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self.steps: list[tuple[Any, ...]] = []
        self.paths: dict[int, str] = {}

    def open(self, path: Path, flags: int, mode: int = 0o644) -> int:
        fd = os.open(path, flags, mode)
        self.paths[fd] = self.relative(path)
        if flags & os.O_CREAT:
            self.note("create", self.paths[fd])
        if flags & os.O_TRUNC:
            self.note("cut", self.paths[fd], 0)
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        self.note("write", self.paths[fd], bytes(data))
        return os.write(fd, data)

    def ftruncate(self, fd: int, length: int) -> None:
        self.note("cut", self.paths[fd], length)
        os.ftruncate(fd, length)

    def fsync(self, fd: int) -> None:
        self.note("fsync", self.paths[fd])

    def rename(self, source: Path, target: Path) -> None:
        self.note("rename", self.relative(source), self.relative(target))
        source.rename(target)

    def unlink(self, path: Path) -> None:
        path.unlink()
        self.note("unlink", self.relative(path))

    def mkdir(self, path: Path, mode: int = 0o755) -> None:
        path.mkdir(mode)
        self.note("mkdir", self.relative(path))

    def relative(self, path: Path) -> str:
        inside = path.is_relative_to(self.root)
        return str(path.relative_to(self.root)) if inside else str(path)

    def note(self, what: str, *details: Any) -> None:
        if not str(details[0]).startswith(("/", "locks")) and details != (".",):
            self.steps.append((what, *details))
        elif details == (".",):
            self.steps.append((what, "."))
