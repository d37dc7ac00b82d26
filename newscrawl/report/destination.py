"""Where output goes that somebody named: a file, replaced whole, or a pipe, written into."""

import os
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
    """Return whether ``path`` is there and neither file nor folder but a pipe or a device: it is
    written into, and never replaced."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


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
        path.write_text(text, encoding="utf-8")
        return
    temporary = beside(path)
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
