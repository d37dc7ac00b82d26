"""Where the archive is."""

import os
from pathlib import Path

from newscrawl.archive.files import is_folder, is_there
from newscrawl.archive.paths import Root, paths_of_runs
from newscrawl.errors import ConfigurationError

VARIABLE = "NEWSCRAWL_ARCHIVE_DIR"
"""Environment variable that names the archive's folder."""


def locate(explicit: str | None = None, setting: str | None = None) -> Path:
    """Return the archive's folder, absolute; it need not exist.

    Args:
        explicit: What the command line says.
        setting: What the project's settings say.

    Returns:
        ``explicit``, else the environment variable, else ``setting``, else ``data`` beside the
        nearest ``scrapy.cfg`` at or above the current folder, else ``data`` in the current one.

    Raises:
        ConfigurationError: What is named can be no folder: a user that is not known, links that
            lead in a circle.
    """
    named = explicit or os.environ.get(VARIABLE) or setting
    try:
        return Path(named).expanduser().resolve() if named else _project() / "data"
    except (OSError, RuntimeError) as error:
        message = f"{named} names no folder: {error}. Name the archive's folder with --archive DIR."
        raise ConfigurationError(message) from error


def present(root: Path) -> Path:
    """Return ``root``, the folder of an archive that is to be read.

    Raises:
        ConfigurationError: There is no such folder, or it holds no archive.
    """
    if not is_folder(root):
        message = (
            f"There is no archive at {root}. Name its folder with --archive DIR, or make one "
            "with 'newscrawl demo'."
        )
        raise ConfigurationError(message)
    at = Root.at(root)
    if not is_there(at.catalogue) and not any(paths_of_runs(at)):
        message = (
            f"{root} holds no archive: there is no catalogue.sqlite3 and no file of a run. "
            "Name the archive's folder with --archive DIR."
        )
        raise ConfigurationError(message)
    return root


def _project() -> Path:
    here = Path.cwd()
    return next((path for path in (here, *here.parents) if (path / "scrapy.cfg").is_file()), here)
