"""Where output goes that somebody named: a file, replaced whole, or a pipe, written into."""

import os
import re
import stat
from pathlib import Path

from newscrawl.errors import ConfigurationError


def destination(out: Path) -> Path:
    """Return what ``out`` names, absolute: symbolic links to files and folders are followed.

    It need not be there. What is neither file nor folder keeps its name (``is_stream``): behind
    ``/dev/stdout`` and the like stands no name that could be opened.

    Raises:
        ConfigurationError: It is a link that leads in a circle, or cannot be looked at.
    """
    try:
        path = out.expanduser().absolute()
        return path if is_stream(path) else path.resolve()
    except (OSError, RuntimeError) as error:
        message = f"{out} cannot be written to: {error}. Choose another one."
        raise ConfigurationError(message) from error


def is_stream(path: Path) -> bool:
    """Return whether ``path`` is there and neither file nor folder but a pipe or a device, or a
    name of something that is open (``/dev/stdout``): it is written into, and never replaced."""
    if _is_open(path):
        return True
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_open(path: Path) -> bool:
    for _ in range(_LINKS):
        if _DESCRIPTOR.fullmatch(str(path)):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return False


_DESCRIPTOR = re.compile(r"/dev/(?:std(?:in|out|err)|fd/\d+)|/proc/[^/]+/fd/\d+")
_LINKS = 40
"""Links that Linux follows (path_resolution(7))."""


def beside(path: Path) -> Path:
    """Return the name under which ``path`` is written before it takes its place: short, for a
    name that is as long as a disk allows has none behind it."""
    return path.with_name(f".newscrawl.{os.getpid()}.tmp")


def write_whole(out: Path, text: str) -> None:
    """Write a file whole or not at all, for somebody may be reading the one before; into a pipe or
    a device as it is.

    Raises:
        ConfigurationError: It cannot be written.
    """
    path = destination(out)
    if path.is_dir():
        message = f"{out} is a folder. Name a file."
        raise ConfigurationError(message)
    try:
        _write(path, text)
    except OSError as error:
        message = f"{out} cannot be written: {error}. Name another file."
        raise ConfigurationError(message) from error


def _write(path: Path, text: str) -> None:
    if is_stream(path):
        with path.open("a", encoding="utf-8") as stream:  # behind it may be a file: ">> file"
            stream.write(text)
        return
    temporary = beside(path)
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
