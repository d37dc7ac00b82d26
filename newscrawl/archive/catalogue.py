"""What is known of everything ever fetched: an SQLite file that answers by key.

Records are noted in memory first and written in one transaction with the committed length of
each file; queries see both. Only the run that holds a site's lock writes rows of that site, so
what it has read cannot change before it writes.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from newscrawl.archive import database, tombstones, transitions
from newscrawl.archive.files import Files
from newscrawl.archive.fingerprints import FingerprintRow, Texts
from newscrawl.archive.lines import decode, encode
from newscrawl.archive.paths import FileName, Root
from newscrawl.archive.schema import (
    CONTRADICTIONS,
    KEYS,
    ArticleRow,
    FrontPageRow,
    RevisionRow,
    Row,
    RunRow,
    SegmentRow,
    UrlRow,
    select,
    upsert,
)
from newscrawl.archive.tombstones import Forgotten, Tombstone
from newscrawl.archive.transitions import AnyRow
from newscrawl.fingerprint import Fingerprint
from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.known import KnownArticle, KnownFrontPage, KnownText
from newscrawl.run_record import Run


class Catalogue:
    """The catalogue of an archive, as one run sees it.

    Args:
        connection: To the SQLite file, in autocommit mode.
        path: For messages.
        site: Of the run. Copies on one site are aliases, copies on another are marked, so a
            copy on this site is found before an older one elsewhere.
        taken_down: The tombstones of the archive.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        site: str | None = None,
        taken_down: Iterable[Tombstone] = (),
    ) -> None:
        self._connection = connection
        self._path = path
        self._site = site
        self._noted: dict[type[Any], dict[tuple[Any, ...], Row]] = {kind: {} for kind in KEYS}
        self._texts = Texts(connection)
        self.forgotten = Forgotten(taken_down, site)
        """What must not come back to the site."""
        self._gone: list[tuple[str, tuple[Any, ...]]] = []
        """Statements that take rows away, for the next commit."""

    @classmethod
    def open(cls, root: Root, files: Files, *, site: str | None = None) -> Self:
        """Open the catalogue of ``root`` for writing; make it if the archive is new.

        Raises:
            ArchiveError: It cannot be opened, it is lost or damaged, or another version of
                newscrawl made it.
        """
        taken_down = tombstones.read(root, files)
        return cls(database.opened(root, files), str(root.catalogue), site, taken_down)

    @classmethod
    def read(cls, root: Root) -> Self:
        """Open the catalogue of ``root`` as it stands now; later commits are not seen.

        Raises:
            ArchiveError: It is not there, or cannot be read.
        """
        return cls(database.snapshot(root), str(root.catalogue))

    @classmethod
    def made(cls, path: Path) -> Self:
        """Make a catalogue at ``path``, for this process alone; a crash may damage it."""
        return cls(database.made(path), str(path))

    def close(self) -> None:
        """Close the file; what was noted and not committed is gone."""
        self._connection.close()

    # --- writing --------------------------------------------------------------------------

    def note(self, record: Article | FrontPageSnapshot | Fetch) -> None:
        """Take in a record that will be written; ``commit`` makes it last.

        Raises:
            ArchiveError: The record lacks what the catalogue needs of it.
        """
        for rule in transitions.RULES[type(record)]:
            for row in rule(record, self):
                self._put(row)

    def commit(self, rows: Iterable[SegmentRow | RunRow] = ()) -> None:
        """Write all that was noted, and ``rows``, in one transaction that survives power loss.

        Raises:
            ArchiveError: Nothing of it is written, or nobody knows: the next run looks.
        """
        for row in rows:
            self._put(row)
        with database.explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for statement, values in self._gone:
                    self._connection.execute(statement, values)
                for kind, noted in self._noted.items():
                    # In key order: pages of the tree are touched once, and two writers of
                    # another database would not wait for each other in a circle.
                    self._connection.executemany(
                        upsert(kind), [noted[key] for key in sorted(noted)]
                    )
                self._texts.forget()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._gone.clear()
        for noted in self._noted.values():
            noted.clear()

    def forget_texts_before(self, since: str) -> None:
        """Keep no fingerprint of a text read before the day of ``since``; of those that are there,
        each commit removes some."""
        self._texts.since = since

    def put_sealed(self, site: str, rows: Iterable[SegmentRow]) -> None:
        """Let the sealed files of a site be exactly ``rows``, in one transaction.

        Raises:
            ArchiveError: As ``commit``.
        """
        now = {row.path: row for row in rows}
        before = {row.path: row for row in self._rows(SegmentRow, "site = ? AND sealed = 1", site)}
        self._gone.extend(
            ("DELETE FROM segments WHERE path = ?", (path,)) for path in before.keys() - now.keys()
        )
        changed = [row for path, row in now.items() if before.get(path) != row]
        if changed or self._gone:
            self.commit(changed)

    # --- asking ---------------------------------------------------------------------------

    def article(self, site: str, article_id: str) -> KnownArticle | None:
        """Return what is known of an id that was asked for before, aliases resolved.

        ``url``, ``etag``, ``last_modified`` and ``outcome`` are of the id asked for, the rest is
        of the article that it names. What was asked for and never archived has revision 0.
        """
        row = self.row(UrlRow, site, article_id)
        return self._known(row) if row else None

    def first_with_content(self, content_id: str) -> tuple[str, str] | None:
        """Return site and article id of the first seen article with this content.

        One of the run's own site goes before all others.
        """
        rows = self._rows(RevisionRow, "content_id = ?", content_id)
        noted = [row for row in self._pending(RevisionRow) if row.content_id == content_id]
        found = min(
            [*rows, *noted],
            key=lambda row: (row.site != self._site, row.fetched_at, row.site, row.article_id),
            default=None,
        )
        return (found.site, found.article_id) if found else None

    def like(self, text: Fingerprint, since: str) -> tuple[KnownText, ...]:
        """Return the texts of any site that may be like ``text``, read at ``since`` or later."""
        with database.explained(self._path):
            return tuple(self._texts.like(text, since, self._pending(FingerprintRow)))

    def front_page(self, site: str, url: str) -> KnownFrontPage | None:
        """Return the last look at a front page that was read, by any spelling of its URL."""
        row = self.row(FrontPageRow, site, transitions.page_id(site, url))
        return transitions.known_front_page(row) if row else None

    def recent(self, site: str, since: str) -> Iterator[KnownArticle]:
        """Yield every article of ``site`` first seen at ``since`` or later, archived or not,
        oldest first; aliases are left out, for what they name is there.

        Args:
            site: Its name.
            since: RFC 3339, UTC, as ``clock.text`` writes it.
        """
        rows = {
            row[:2]: row for row in self._rows(UrlRow, "site = ? AND first_seen >= ?", site, since)
        }
        noted = (
            row for row in self._pending(UrlRow) if row.site == site and row.first_seen >= since
        )
        rows |= {row[:2]: row for row in noted}
        for row in sorted(rows.values(), key=lambda row: (row.first_seen, row.article_id)):
            if len(transitions.chain(row, self)) == 1:
                yield self._known(row)

    def runs(self, site: str) -> tuple[Run, ...]:
        """Return the records of the sealed runs of ``site``, oldest first."""
        rows = self._rows(RunRow, "site = ? AND record IS NOT NULL", site)
        rows.sort(key=lambda row: (row.started_at, row.run_id))
        return tuple(decode((row.record or "").encode(), Run) for row in rows)

    def open_runs(self, site: str | None = None) -> list[RunRow]:
        """Return the runs that are not sealed, of one site or of all, oldest first."""
        rows = self._rows(RunRow, "record IS NULL")
        return sorted(
            (row for row in rows if site in {None, row.site}), key=lambda row: row.started_at
        )

    def run(self, run_id: str) -> RunRow | None:
        """Return the row of a run."""
        return self.row(RunRow, run_id)

    def segments(self, run_id: str) -> list[SegmentRow]:
        """Return the files of a run, by path."""
        return sorted(self._rows(SegmentRow, "run_id = ?", run_id))

    def is_forgotten(self, article_id: str | None, content_id: str | None = None) -> bool:
        """Return whether a page of the run's site was taken down."""
        return self.forgotten.holds(article_id, content_id)

    def ids_of(self, site: str, names: set[str]) -> tuple[UrlRow, ...]:
        """Return the rows of an article under all its addresses, its own first.

        Args:
            site: Its name.
            names: An article id, or a URL as it was asked for and canonical. SQLite looks
                through every row of the site: for the rare case.
        """
        marks = ", ".join("?" * len(names))
        named = f"article_id IN ({marks}) OR url IN ({marks}) OR canonical_url IN ({marks})"
        found = self._rows(UrlRow, f"site = ? AND ({named})", site, *names, *names, *names)
        own = {transitions.chain(row, self)[-1] for row in found}
        every, new = own, own
        while new:
            marks = ", ".join("?" * len(new))
            ids = [row.article_id for row in new]
            aliases = self._rows(UrlRow, f"site = ? AND alias_of IN ({marks})", site, *ids)
            new = {row for row in aliases if transitions.chain(row, self)[-1] in own} - every
            every = every | new
        return tuple(sorted(every, key=lambda row: (row not in own, row.article_id)))

    def with_content(self, content_id: str) -> list[RevisionRow]:
        """Return the revisions, of any site, that say the same."""
        return self._rows(RevisionRow, "content_id = ?", content_id)

    def revision(self, revision_id: str) -> RevisionRow | None:
        """Return the row of a revision."""
        return self.row(RevisionRow, revision_id)

    # --- for verify -----------------------------------------------------------------------

    def all_runs(self) -> list[RunRow]:
        """Return every run, by site and start."""
        rows = self._rows(RunRow, "1 = 1")
        return sorted(rows, key=lambda row: (row.site, row.started_at, row.run_id))

    def sites(self) -> list[str]:
        """Return the names of the sites that had a run, sorted."""
        with database.explained(self._path):
            found = self._connection.execute("SELECT DISTINCT site FROM runs ORDER BY site")
            return [site for (site,) in found]

    def all_segments(self) -> list[SegmentRow]:
        """Return every file, by path."""
        return sorted(self._rows(SegmentRow, "1 = 1"))

    def accounts_for(self, name: FileName) -> bool:
        """Return whether a file is one of those that the catalogue knows."""
        if name.kind != "runs":
            return self.row(SegmentRow, name.sealed) is not None
        run = self.run(name.run_id)
        return run is not None and run.record is not None

    def revisions_of(self, run_id: str) -> list[RevisionRow]:
        """Return the revisions that a run wrote."""
        return self._rows(RevisionRow, "run_id = ?", run_id)

    def contradictions(self) -> Iterator[str]:
        """Yield in words where one table denies another."""
        with database.explained(self._path):
            yield from (row[0] for row in self._connection.execute(CONTRADICTIONS))

    def keeps_text(self, fetched_at: str | None) -> bool:
        """Return whether a text that was read at a time is young enough to be compared with."""
        return self._texts.keeps(fetched_at)

    def _known(self, row: UrlRow) -> KnownArticle:
        own = transitions.chain(row, self)[-1]
        return transitions.known_article(row, own, self.row(ArticleRow, own.site, own.article_id))

    def row(self, kind: type[AnyRow], *key: object) -> AnyRow | None:
        """Return the row with a key, committed or noted."""
        if None in key:
            return None
        noted = self._noted[kind].get(key)
        if noted is not None:
            assert isinstance(noted, kind)
            return noted
        names = kind._fields[: KEYS[kind]]
        return next(
            iter(self._rows(kind, " AND ".join(f"{name} = ?" for name in names), *key)), None
        )

    def _put(self, row: Row) -> None:
        self._noted[type(row)][row[: KEYS[type(row)]]] = row

    def _pending(self, kind: type[AnyRow]) -> Iterator[AnyRow]:
        return (row for row in self._noted[kind].values() if isinstance(row, kind))

    def _rows(self, kind: type[AnyRow], where: str, *values: object) -> list[AnyRow]:
        """Return committed rows."""
        with database.explained(self._path):
            found = self._connection.execute(f"{select(kind)} WHERE {where}", values).fetchall()
        return [kind(*row) for row in found]


def run_row(run: Run) -> RunRow:
    """Return the row of a sealed run."""
    return RunRow(run.run_id, run.site, run.started_at, encode(run).decode().rstrip("\n"))
