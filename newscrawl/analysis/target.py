"""A file or a folder that is there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawl.analysis.earlier import strange
from newscrawl.archive.files import Files, failure
from newscrawl.errors import ConfigurationError
from newscrawl.report.destination import beside, destination, is_stream


def checked(out: Path, archive: Path, *, overwrite: bool) -> Path:
    """Return where an export goes, as ``destination`` does.

    Raises:
        ConfigurationError: It is there already, it stands in the archive or holds it, the folder
            above is missing, or what is to be replaced is not what an export wrote.
    """
    path = destination(out)
    if path.is_relative_to(archive) or archive.is_relative_to(path):
        message = f"{path} is in the archive {archive}, or holds it. Choose another --out."
        raise ConfigurationError(message)
    if not path.parent.is_dir():
        message = f"There is no folder {path.parent}. Make it, or choose another --out."
        raise ConfigurationError(message)
    if os.path.lexists(path) and not is_stream(path):
        _check_replaceable(path, overwrite=overwrite)
    return path


def _check_replaceable(path: Path, *, overwrite: bool) -> None:
    if Path.cwd().is_relative_to(path):
        message = f"{path} is the folder you are in, or holds it. Choose another --out."
        raise ConfigurationError(message)
    if not overwrite:
        message = f"{path} is there already. Choose another --out, or replace it with --overwrite."
        raise ConfigurationError(message)
    odd = strange(path)
    if odd is not None:
        what = "is" if odd == path else f"holds {odd.relative_to(path)}, which is"
        message = f"{path} {what} nothing that an export wrote. Choose another --out."
        raise ConfigurationError(message)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield a name beside ``path``; what stands there when the block ends well becomes ``path``.

    Where it ends in an error, nothing is left and ``path`` is as it was. A killed process leaves
    ``.newscrawl.<pid>.tmp``, which may be removed. A pipe or a device is yielded itself.

    Raises:
        ArchiveError: It cannot be written, for example because the disk is full.
    """
    if is_stream(path):
        with _explained(path):
            yield path
        return
    temporary = beside(path)
    with _explained(path):
        try:
            _remove(temporary)
            yield temporary
            _save(temporary)
            _replace(temporary, path)
        finally:
            _remove(temporary)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(error, "write", path) from error


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
    old = temporary.with_suffix(".old")
    if path.is_dir() or (path.exists() and temporary.is_dir()):  # rename replaces files only
        path.rename(old)
    Files().rename(temporary, path)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
