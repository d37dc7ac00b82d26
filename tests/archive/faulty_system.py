"""Operating systems that fail on purpose, at the k-th call."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscrawl.archive.system import Kernel

EVERY_STEP = (
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("NEWSCRAWL_EVERY_STEP"), reason="minutes: make steps does it"
    ),
)
"""Marks of a proof that dies at every step, where others die at some."""


class Counting:
    """The kernel; counts the calls and lets ``act`` see each before it is made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real = getattr(Kernel, name)

        def call(*arguments: Any, **named: Any) -> Any:
            self.made.append(name)
            instead = self.act(name, arguments)
            return real(*arguments, **named) if instead is None else instead

        return call

    def act(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Return what the call gives instead of the real one; ``None`` to make the real one."""


class Dying(Counting):
    """The process ends at the k-th call; a write is done by half."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def act(self, name: str, arguments: tuple[Any, ...]) -> None:
        if len(self.made) < self.at:
            return
        if name == "write":
            os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
        os._exit(137)


class Failing(Counting):
    """The k-th call raises ``number``, and so does each after it where the disk stays full."""

    def __init__(self, at: int, number: int) -> None:
        super().__init__()
        self.at = at
        self.number = number

    def act(self, name: str, arguments: tuple[Any, ...]) -> None:
        grows = name in {"write", "mkdir", "open", "fsync", "rename"}
        full = self.number == errno.ENOSPC and len(self.made) > self.at and grows
        if len(self.made) == self.at or full:
            if name == "write":
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 3])
            if name == "close":  # Linux lets go of the file whatever it says
                os.close(arguments[0])
            raise OSError(self.number, os.strerror(self.number))


class Hesitating(Counting):
    """Every second call is interrupted, and a write takes seven bytes at most."""

    def act(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if name == "close" or (name != "mkdir" and len(self.made) % 2):
            if name == "close":
                os.close(arguments[0])
            raise InterruptedError(errno.EINTR, "Interrupted system call")
        return os.write(arguments[0], arguments[1][:7]) if name == "write" else None


def run_in_child(work: Callable[[], object]) -> int:
    """Do ``work`` in a forked process; return its wait status."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - nothing of the child may reach pytest
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def files_below(root: Path) -> dict[str, bytes]:
    """Return what every file of an archive holds, SQLite's and the locks' apart."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "catalogue" not in path.name and path.suffix != ".lock"
    }
