"""The fingerprints of the texts of the last days, in tables of the catalogue.

Two tables: a row a revision, and a row a band of it, to find it by. Both follow from the Article
line alone, whatever was written before; only old rows are forgotten.
"""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from newscrawl.fingerprint import BANDS, VERSION, Fingerprint, fingerprint
from newscrawl.items import Article
from newscrawl.known import KnownText

TABLES = (
    """CREATE TABLE IF NOT EXISTS fingerprints (
        fingerprint_id INTEGER NOT NULL PRIMARY KEY,
        day INTEGER NOT NULL,
        fetched_at TEXT NOT NULL,
        site TEXT NOT NULL,
        article_id TEXT NOT NULL,
        version TEXT NOT NULL,
        bands BLOB NOT NULL,
        sketch BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS fingerprints_by_day ON fingerprints (day)",
    """CREATE TABLE IF NOT EXISTS bands (
        band INTEGER NOT NULL,
        day INTEGER NOT NULL,
        fingerprint_id INTEGER NOT NULL,
        PRIMARY KEY (band, day, fingerprint_id)
    ) STRICT, WITHOUT ROWID""",
)

CANDIDATES_A_BAND = 32
"""Texts that share a band, the oldest first, are compared up to so many: a phrase that a
newspaper puts into each of its articles must not make every one of them a candidate. A copy has
eleven more bands."""
FORGOTTEN_A_COMMIT = 40
"""Rows beyond the window that go with one commit, at most: twice as many as the articles it
brings, so that the table shrinks to the window while no commit becomes slow."""


_OF_A_BAND = (
    "SELECT * FROM "
    "(SELECT fingerprint_id FROM bands WHERE band = ? AND day >= ? ORDER BY day LIMIT ?)"
)
_SHARING_A_BAND = (
    "SELECT * FROM fingerprints WHERE fingerprint_id IN "  # noqa: S608 - text of ours
    f"({' UNION ALL '.join([_OF_A_BAND] * BANDS)}) ORDER BY fingerprint_id"
)
"""One statement, since each begins and ends a transaction of its own: a third of the time."""

REPAIRED_DAYS = 90
"""Texts that are older, seen from the newest file, are not taken into a catalogue that is made
anew: ``repair`` does not know the window of the runs, and the next run removes what is beyond."""


class FingerprintRow(NamedTuple):
    """The text of one revision."""

    fingerprint_id: int
    """The first 15 hex digits of its ``revision_id``: among a million one is taken twice once in
    2 * 10^6 archives."""
    day: int
    """Of ``fetched_at``, UTC; 1 is the first of January of the year 1."""
    fetched_at: str
    site: str
    article_id: str
    version: str
    """``fingerprint.VERSION``."""
    bands: bytes
    """As little-endian signed 32-bit numbers."""
    sketch: bytes


class BandRow(NamedTuple):
    """A band of the text of one revision, all of it the key: the oldest of a band are together."""

    band: int
    day: int
    fingerprint_id: int


def rows_of_text(article: Article) -> Iterator[FingerprintRow | BandRow]:
    """Yield the rows of an article line; none for a text that is not compared."""
    text = fingerprint(article)
    if text is None or article.revision_id is None or article.fetched_at is None:
        return
    row = FingerprintRow(
        fingerprint_id=int(article.revision_id[:15], 16),
        day=day(article.fetched_at),
        fetched_at=article.fetched_at,
        site=article.site,
        article_id=article.article_id,
        version=VERSION,
        bands=struct.pack(f"<{BANDS}i", *text.bands),
        sketch=text.sketch,
    )
    yield row
    yield from band_rows(row)


def band_rows(row: FingerprintRow) -> Iterator[BandRow]:
    """Yield the rows by which ``row`` is found."""
    return (BandRow(key, row.day, row.fingerprint_id) for key in keys(row))


def keys(row: FingerprintRow) -> tuple[int, ...]:
    """Return the keys of the bands of ``row``."""
    return struct.unpack(f"<{len(row.bands) // 4}i", row.bands)


def day(time: str) -> int:
    """Return the day of a time as records print it.

    >>> day("0001-01-02T06:00:00.000000Z")
    2
    """
    return date.fromisoformat(time[:10]).toordinal()


class Texts:
    """The texts that are known. The catalogue writes their rows, and opens the transactions.

    Args:
        connection: To the catalogue.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.since = ""
        """RFC 3339, UTC: texts that were read on an earlier day are not kept; empty: all are."""

    def keeps(self, fetched_at: str | None) -> bool:
        """Return whether the text of a line that was read then is kept."""
        return fetched_at is not None and fetched_at[:10] >= self.since[:10]

    def like(
        self, text: Fingerprint, since: str, noted: Iterable[FingerprintRow]
    ) -> Iterator[KnownText]:
        """Yield the known texts that share a band with ``text``, read at ``since`` or later.

        Args:
            text: To compare with.
            since: RFC 3339, UTC, as ``clock.text`` writes it.
            noted: Rows that will be written.
        """
        bands = set(text.bands)
        rows = {row.fingerprint_id: row for row in self._stored(text, day(since))}
        rows |= {row.fingerprint_id: row for row in noted if bands.intersection(keys(row))}
        for row in rows.values():
            if row.fetched_at >= since and row.version == VERSION:
                yield KnownText(
                    site=row.site,
                    article_id=row.article_id,
                    fetched_at=row.fetched_at,
                    fingerprint=Fingerprint(keys(row), row.sketch),
                )

    def forget(self) -> None:
        """Remove some of the rows that are too old; inside a transaction."""
        if not self.since:
            return
        found = self._connection.execute(
            "SELECT * FROM fingerprints WHERE day < ? ORDER BY day LIMIT ?",
            (day(self.since), FORGOTTEN_A_COMMIT),
        )
        old = [FingerprintRow(*row) for row in found]
        self._connection.executemany(
            "DELETE FROM bands WHERE band = ? AND day = ? AND fingerprint_id = ?",
            sorted(band for row in old for band in band_rows(row)),
        )
        self._connection.executemany(
            "DELETE FROM fingerprints WHERE fingerprint_id = ?",
            [(row.fingerprint_id,) for row in old],
        )

    def _stored(self, text: Fingerprint, since: int) -> Iterator[FingerprintRow]:
        asked = [said for band in text.bands for said in (band, since, CANDIDATES_A_BAND)]
        for row in self._connection.execute(_SHARING_A_BAND, asked):
            yield FingerprintRow(*row)
