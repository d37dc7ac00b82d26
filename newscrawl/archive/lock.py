"""Who may write: one run a site, one at a time for what all sites share.

The locks are ``flock``: the kernel drops them when a process dies, so none is ever stale. The
files stay when the lock is gone; removing one would let two processes lock two files of one name.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawl.archive.files import Files, OpenFile, is_there
from newscrawl.errors import ArchiveError, SiteBusy

PATIENCE_SECONDS = 0.3
"""How long a held site lock is asked for again: ``is_held`` takes it for a moment to look."""
_PAUSE_SECONDS = 0.02


class SiteLock:
    """The lock of one site, held until ``release``.

    Args:
        files: The file operations.
        path: Of the lock's file; its folder exists.
        site: For the message.
        run_id: Of the run that wants the lock.
        since: When the run started, as text.

    Raises:
        SiteBusy: Another process has it.
    """

    def __init__(self, files: Files, path: Path, *, site: str, run_id: str, since: str) -> None:
        self._file = files.appending(path)
        try:
            _take(self._file, site)
            self._sign({"pid": os.getpid(), "run_id": run_id, "since": since})
        except BaseException:
            self._file.close()
            raise

    def _sign(self, holder: dict[str, int | str]) -> None:
        self._file.truncate(0)
        self._file.append(json.dumps(holder).encode() + b"\n")

    def release(self) -> None:
        """Let others have it; a second time changes nothing."""
        self._file.close()


def is_held(files: Files, path: Path) -> bool:
    """Return whether a process holds the lock file ``path``."""
    if not is_there(path):
        return False
    with files.reading(path) as file:
        return not file.lock(fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextmanager
def archive_lock(files: Files, path: Path) -> Iterator[None]:
    """Hold the lock of what all sites share; waits for it. Held for milliseconds."""
    files.make_folders(path.parent)
    file = files.appending(path)
    try:
        file.lock(fcntl.LOCK_EX)
        yield
    finally:
        file.close()


def _take(file: OpenFile, site: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.lock(fcntl.LOCK_EX | fcntl.LOCK_NB):
        if time.monotonic() > deadline:
            message = _who(file, site)
            raise SiteBusy(message)
        time.sleep(_PAUSE_SECONDS)


def _who(file: OpenFile, site: str) -> str:
    busy = f"Another run of {site} is going on"
    try:
        file.seek(0)
        holder = json.loads(file.read(1000))
        busy += f": {holder['run_id']}, process {holder['pid']}, since {holder['since']}"
    except (ArchiveError, ValueError, KeyError, TypeError):
        pass  # it has the lock, and has not signed yet
    return f"{busy}. This run ends; start it again when the other one is done."
