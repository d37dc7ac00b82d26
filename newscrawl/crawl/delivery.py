"""What a command prints at its end, whatever standard output takes.

The exit code tells of the run: a reader that has gone (``| head``), a full disk or a closed
descriptor behind standard output changes nothing in the archive, and so nothing in it.
"""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from rich.console import Console


def escape_what_is_lacking() -> None:
    """Let a locale that lacks a newspaper's letters show them escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError):  # a stream that tells no place cannot be set anew
                stream.reconfigure(errors="backslashreplace")


def deliver(show: Callable[[TextIO], object], out: TextIO | None) -> None:
    """Let ``show`` print on standard output; where that takes nothing, on standard error.

    Args:
        show: Prints all there is to say.
        out: Standard output; ``None`` where there is none.
    """
    if not _takes(show, out):
        _takes(show, sys.stderr)


def write_line(line: bytes, out: TextIO) -> None:
    """Write a line of JSON, in UTF-8 whatever the locale says."""
    if isinstance(out, io.TextIOWrapper):
        out.flush()
        out.buffer.write(line)
    else:
        out.write(line.decode())


class OpenConsole(Console):
    """A console that says when nobody reads it; rich's own ends the process, with exit code 1."""

    def on_broken_pipe(self) -> None:
        """Tell who prints."""
        raise BrokenPipeError


def _takes(show: Callable[[TextIO], object], out: TextIO | None) -> bool:
    if out is None:
        return False
    try:
        show(out)
        out.flush()
    except (OSError, ValueError):  # ValueError: it is closed
        _empty(out)
        return False
    return True


def _empty(out: TextIO) -> None:
    """Lead to nowhere what is left in the buffer: Python would fail on it when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
