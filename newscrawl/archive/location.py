"""Where the archive is."""

import os
from pathlib import Path

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
    """
    named = explicit or os.environ.get(VARIABLE) or setting
    return Path(named).expanduser().resolve() if named else _project() / "data"


def present(root: Path) -> Path:
    """Return ``root``, the folder of an archive that is to be read.

    Raises:
        ConfigurationError: There is no such folder.
    """
    if not root.is_dir():
        message = (
            f"There is no archive at {root}. Name its folder with --archive DIR, or make one "
            "with 'newscrawl demo'."
        )
        raise ConfigurationError(message)
    return root


def _project() -> Path:
    here = Path.cwd()
    return next((path for path in (here, *here.parents) if (path / "scrapy.cfg").is_file()), here)
