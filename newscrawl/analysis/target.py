"""A file or a folder that is there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawl.archive.files import Files, failure
from newscrawl.errors import ConfigurationError

_WRITTEN_HERE = (".parquet", ".md")
"""Ends of the names of files in a folder that an export made."""


def checked(out: Path, archive: Path, *, overwrite: bool) -> Path:
    """Return where an export goes, absolute.

    Raises:
        ConfigurationError: It is there already, it stands in the archive or holds it, the folder
            above is missing, or a folder that is to be replaced holds what no export wrote.
    """
    path = out.expanduser().absolute()
    where = path.resolve()
    if where.is_relative_to(archive) or archive.is_relative_to(where):
        message = f"{path} is in the archive {archive}, or holds it. Choose another --out."
        raise ConfigurationError(message)
    if not path.parent.is_dir():
        message = f"There is no folder {path.parent}. Make it, or choose another --out."
        raise ConfigurationError(message)
    if os.path.lexists(path):
        _check_replaceable(path, overwrite=overwrite)
    return path


def _check_replaceable(path: Path, *, overwrite: bool) -> None:
    if not overwrite:
        message = f"{path} is there already. Choose another --out, or replace it with --overwrite."
        raise ConfigurationError(message)
    inside = path.rglob("*") if path.is_dir() else ()
    strange = (one for one in inside if not one.is_dir() and one.suffix not in _WRITTEN_HERE)
    for one in strange:
        message = f"{path} holds {one.name}, which no export wrote. Choose another --out."
        raise ConfigurationError(message)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield a name beside ``path``; what stands there when the block ends well becomes ``path``.

    Where it ends in an error, nothing is left and ``path`` is as it was. A killed process leaves
    ``.<name>.<pid>.tmp``, which may be removed.

    Raises:
        ArchiveError: It cannot be written, for example because the disk is full.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _remove(temporary)
        yield temporary
        _save(temporary)
        _replace(temporary, path)
    except OSError as error:
        raise failure(error, "write", path) from error
    finally:
        _remove(temporary)


def _save(path: Path) -> None:
    """Wait until it is on the disk: a name must not outlive a power cut without its content."""
    files = Files()
    for one in [path, *path.rglob("*")]:
        if one.is_dir():
            files.fsync_folder(one)
        else:
            _fsync(files, one)


def _fsync(files: Files, path: Path) -> None:
    file = files.appending(path)
    try:
        file.fsync()
    finally:
        file.close()


def _replace(temporary: Path, path: Path) -> None:
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    if path.is_dir() or (path.exists() and temporary.is_dir()):  # rename replaces files only
        path.rename(old)
    Files().rename(temporary, path)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
