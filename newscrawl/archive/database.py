"""The SQLite file of the catalogue: made, opened, and refused where it cannot be trusted."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newscrawl.archive.files import Files, is_there
from newscrawl.archive.lock import archive_lock, is_held
from newscrawl.archive.paths import Root, paths_of_runs
from newscrawl.archive.schema import TABLE_OF, TABLES, VERSION, of_site
from newscrawl.errors import ArchiveError

BUSY_SECONDS = 60.0
"""How long a transaction waits for another site's. One takes milliseconds; a checkpoint of a
large log on a slow disk may take seconds."""

_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def opened(root: Root, files: Files) -> sqlite3.Connection:
    """Open the catalogue of ``root`` for writing, in autocommit mode; make it if the archive is
    new.

    Raises:
        ArchiveError: It is lost while files of runs are there: a run would read all as new. It is
            damaged, or another version made it, or the disk failed.
    """
    path = str(root.catalogue)
    with archive_lock(files, root.archive_lock), explained(path):
        if not files.has(root.catalogue):
            _refuse_without(root)
        connection = _connected(path)
        try:
            _prepare(connection, root)
        except BaseException:
            connection.close()
            raise
        # Also where it was there: a run that was killed may have made it.
        files.fsync_folder(root.path)
        return connection


def snapshot(root: Root) -> sqlite3.Connection:
    """Open the catalogue of ``root`` as it stands now; later commits are not seen.

    Raises:
        ArchiveError: It is not there, or cannot be read.
    """
    if not is_there(root.catalogue):
        _refuse_without(root)
    with explained(str(root.catalogue)):
        try:
            return _snapshot(root, "mode=ro")
        except sqlite3.OperationalError:
            # A reader that may not write cannot make the file that readers share. If it is
            # not there, nobody writes.
            if os.access(root.path, os.W_OK):
                raise
            return _snapshot(root, "immutable=1")


def made(path: Path) -> sqlite3.Connection:
    """Make a catalogue at ``path`` that only this process uses, fast: a crash may damage it."""
    with explained(str(path)):
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        _make_tables(connection)
        return connection


def is_sound(root: Root) -> bool:
    """Return whether the catalogue is there and every page of it can be read."""
    if not is_there(root.catalogue):
        return False
    try:
        with closing(snapshot(root)) as connection:
            said: tuple[str] = connection.execute("PRAGMA quick_check(1)").fetchone()
            return said == ("ok",)
    except (ArchiveError, sqlite3.Error):
        return False


def emptied_log(root: Root) -> bool:
    """Write what stands in the catalogue's log into its file; return whether all of it is there.

    Nobody may write meanwhile. Where somebody reads, some stays in the log.
    """
    with explained(str(root.catalogue)), closing(_connected(str(root.catalogue))) as connection:
        busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return busy == 0


def put_site(root: Root, new: Path, site: str, *, runs: int) -> None:
    """Replace all that the catalogue of ``root`` knows of a site by what ``new`` knows of it, in
    one transaction.

    Raises:
        ArchiveError: ``new`` does not hold that many ``runs`` of the site, or those of others.
    """
    with explained(str(root.catalogue)), closing(_connected(str(root.catalogue))) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("ATTACH ? AS new", (str(new),))
        found = connection.execute("SELECT site, count(*) FROM new.runs GROUP BY site").fetchall()
        if found != ([(site, runs)] if runs else []):
            message = f"{new} holds the runs {found}, not {runs} of {site}. Do it again."
            raise ArchiveError(message)
        connection.execute("BEGIN IMMEDIATE")
        for kind, table in TABLE_OF.items():
            connection.execute(f"DELETE FROM main.{table} WHERE {of_site(kind)}", (site,))  # noqa: S608 - names of ours
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")  # noqa: S608 - names of ours
        connection.execute("COMMIT")


def scrubbed(root: Root, files: Files) -> bool:
    """Leave nothing in the catalogue's files that was deleted; return whether that could be done.

    What is deleted is overwritten at once (``secure_delete``); this also gives back every freed
    page and empties the log. No run may go on: it would wait longer than a run waits.
    """
    with archive_lock(files, root.archive_lock), explained(str(root.catalogue)):
        locks = [name for name in files.names(root.archive_lock.parent) if "site=" in name]
        if any(is_held(files, root.inside(f"locks/{name}")) for name in locks):
            emptied_log(root)  # what stood in it before is gone, unless somebody reads just now
            return False
        with closing(_connected(str(root.catalogue))) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
        return emptied_log(root)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn the errors of SQLite into an ``ArchiveError`` for people."""
    try:
        yield
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
        cure = (
            "It is damaged. Run 'newscrawl repair', which makes it anew from the files."
            if damaged
            else "What was acknowledged is safe. Look at the disk (full? read-only? damaged?), "
            "then start again; the next run recovers."
        )
        message = f"The catalogue {path} failed: {error}. {cure}"
        raise ArchiveError(message) from error


def _connected(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, root: Root) -> None:
    version = _version(connection)
    if (
        version == 0
    ):  # nothing is in it: it was being made when a process died, or is cut to nothing
        _refuse_without(root)
    else:
        _check(version, str(root.catalogue))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: a page that was taken down stays in no free corner.
    connection.execute("PRAGMA secure_delete = ON")
    _make_tables(connection)


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _refuse_without(root: Root) -> None:
    found = next(paths_of_runs(root), None)
    if found is not None:
        message = (
            f"{root.path} has files of runs, {found} for one, but its catalogue.sqlite3 is lost. "
            "Without it everything would be stored again. Run 'newscrawl repair', which makes it "
            "anew from the files, then start again."
        )
        raise ArchiveError(message)


def _snapshot(root: Root, how: str) -> sqlite3.Connection:
    uri = f"{root.catalogue.as_uri()}?{how}"
    connection = sqlite3.connect(uri, BUSY_SECONDS, isolation_level=None, uri=True)
    try:
        _check(_version(connection), str(root.catalogue))
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM segments LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(found: int, path: str) -> None:
    if found > VERSION:
        message = f"{path} has version {found}, this newscrawl knows {VERSION}. Upgrade newscrawl."
        raise ArchiveError(message)
    if found < VERSION:
        message = f"{path} has version {found}, this newscrawl {VERSION}. Run 'newscrawl repair'."
        raise ArchiveError(message)
