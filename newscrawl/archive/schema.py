"""The tables of the catalogue, in SQL that PostgreSQL would take with other type names.

All of it can be derived from the records in the files. Every table has the column ``site``, or
follows one that has: what is known of a site can be made anew, or taken away, without the others.
"""

from typing import Any, NamedTuple

from newscrawl.archive.fingerprints import TABLES as TABLES_OF_TEXTS
from newscrawl.archive.fingerprints import BandRow, FingerprintRow

VERSION = 2
"""``PRAGMA user_version`` of the file: another one is not touched. An older one is made anew by
``newscrawl repair``, for all of it can be derived."""

TABLES = (
    """CREATE TABLE IF NOT EXISTS urls (
        site TEXT NOT NULL,
        article_id TEXT NOT NULL,
        url TEXT NOT NULL,
        canonical_url TEXT NOT NULL,
        alias_of TEXT,
        first_seen TEXT NOT NULL,
        last_looked TEXT NOT NULL,
        outcome TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        PRIMARY KEY (site, article_id)
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS urls_by_age ON urls (site, first_seen)",
    """CREATE TABLE IF NOT EXISTS articles (
        site TEXT NOT NULL,
        article_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        revision_id TEXT NOT NULL,
        content_id TEXT,
        page_kind TEXT NOT NULL,
        headline TEXT,
        field_digests TEXT NOT NULL,
        PRIMARY KEY (site, article_id)
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS revisions (
        revision_id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        article_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        content_id TEXT,
        fetched_at TEXT NOT NULL,
        run_id TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS revisions_by_text ON revisions (content_id)",
    "CREATE INDEX IF NOT EXISTS revisions_by_run ON revisions (run_id)",
    # Earlier ones of the same rows: a tenth of the file, and one page in five that an insert reads.
    "DROP INDEX IF EXISTS revisions_by_content",
    "DROP INDEX IF EXISTS revisions_by_article",
    """CREATE TABLE IF NOT EXISTS front_pages (
        site TEXT NOT NULL,
        page_id TEXT NOT NULL,
        url TEXT NOT NULL,
        snapshot_id TEXT NOT NULL,
        teasers TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT,
        PRIMARY KEY (site, page_id)
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS runs (
        run_id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        started_at TEXT NOT NULL,
        record TEXT
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS runs_by_site ON runs (site, started_at)",
    """CREATE TABLE IF NOT EXISTS segments (
        path TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        run_id TEXT,
        committed INTEGER NOT NULL,
        line_count INTEGER NOT NULL,
        sealed INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX IF NOT EXISTS segments_by_run ON segments (run_id)",
    *TABLES_OF_TEXTS,
)

CONTRADICTIONS = """
    SELECT 'article ' || a.article_id || ' of ' || a.site || ' has revision ' || a.revision
        || ' as its newest, but no such revision'
    FROM articles a
    WHERE NOT EXISTS (
        SELECT 1 FROM revisions r
        WHERE r.revision_id = a.revision_id AND r.site = a.site
            AND r.article_id = a.article_id AND r.revision = a.revision
            AND r.content_id IS NOT DISTINCT FROM a.content_id
    )
    UNION ALL
    SELECT 'revision ' || r.revision_id || ' is revision ' || r.revision || ' of article '
        || r.article_id || ' of ' || r.site || ', which is not there, or has an older one as its '
        || 'newest'
    FROM revisions r
    WHERE NOT EXISTS (
        SELECT 1 FROM articles a
        WHERE a.site = r.site AND a.article_id = r.article_id AND a.revision >= r.revision
    )
    UNION ALL
    SELECT 'article ' || a.article_id || ' of ' || a.site || ' has no URL'
    FROM articles a
    WHERE NOT EXISTS (
        SELECT 1 FROM urls u WHERE u.site = a.site AND u.article_id = a.article_id
    )
    UNION ALL
    SELECT 'file ' || s.path || ' is of run ' || s.run_id || ', which is not there'
    FROM segments s
    WHERE s.run_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.run_id = s.run_id)
    UNION ALL
    SELECT 'file ' || s.path || ' and its run disagree whether they are sealed'
    FROM segments s JOIN runs r ON r.run_id = s.run_id
    WHERE (r.record IS NULL) <> (s.sealed = 0)
"""
"""A query for sentences: what cannot be true of tables that were derived from records."""


class UrlRow(NamedTuple):
    """An article id that was asked for."""

    site: str
    article_id: str
    url: str
    canonical_url: str
    alias_of: str | None
    first_seen: str
    last_looked: str
    outcome: str
    etag: str | None
    last_modified: str | None


class ArticleRow(NamedTuple):
    """The newest revision of an article."""

    site: str
    article_id: str
    revision: int
    revision_id: str
    content_id: str | None
    page_kind: str
    headline: str | None
    field_digests: str
    """``name=digest`` with commas between."""


class RevisionRow(NamedTuple):
    """One revision: an article line in a file of run ``run_id``."""

    revision_id: str
    site: str
    article_id: str
    revision: int
    content_id: str | None
    fetched_at: str
    run_id: str


class FrontPageRow(NamedTuple):
    """The last look at a front page that was read."""

    site: str
    page_id: str
    """``urls.article_id`` of its URL: http and https, with and without ``www.`` are one."""
    url: str
    snapshot_id: str
    teasers: str
    """A JSON list."""
    etag: str | None
    last_modified: str | None


class RunRow(NamedTuple):
    """A run."""

    run_id: str
    site: str
    started_at: str
    record: str | None
    """The run record as JSON; ``None`` until the run is sealed."""


class SegmentRow(NamedTuple):
    """A file of a run, or of many runs."""

    path: str
    """Of the sealed file."""
    site: str
    run_id: str | None
    """``None`` for a file of many runs, which is sealed."""
    committed: int
    """Bytes of the part that are the truth; what is behind them was never acknowledged. Of a
    sealed file: of its lines, uncompressed, or of its captures, compressed."""
    line_count: int
    """Lines, or WARC response records, in them."""
    sealed: int
    """1 once the file has its final form; ``committed`` stays that of the part."""


Row = (
    UrlRow | ArticleRow | RevisionRow | FrontPageRow | RunRow | SegmentRow
    | FingerprintRow | BandRow
)  # fmt: skip

TABLE_OF: dict[type[Any], str] = {
    UrlRow: "urls",
    ArticleRow: "articles",
    RevisionRow: "revisions",
    FrontPageRow: "front_pages",
    RunRow: "runs",
    SegmentRow: "segments",
    BandRow: "bands",
    FingerprintRow: "fingerprints",
}
"""What follows another table comes before it."""
KEYS: dict[type[Any], int] = {
    UrlRow: 2,
    ArticleRow: 2,
    RevisionRow: 1,
    FrontPageRow: 2,
    RunRow: 1,
    SegmentRow: 1,
    FingerprintRow: 1,
    BandRow: 3,
}
"""How many columns, from the left, are the primary key."""


def of_site(kind: type[Any]) -> str:
    """Return the condition, with one mark, that rows are of a site."""
    if "site" in kind._fields:
        return "site = ?"
    return "fingerprint_id IN (SELECT fingerprint_id FROM fingerprints WHERE site = ?)"


def upsert(kind: type[Any]) -> str:
    """Return the statement that writes a row over the one with its key."""
    columns, keys = kind._fields, kind._fields[: KEYS[kind]]
    others = ", ".join(f"{name} = excluded.{name}" for name in columns[KEYS[kind] :])
    then = f"UPDATE SET {others}" if others else "NOTHING"
    marks = ", ".join("?" * len(columns))
    return (
        f"INSERT INTO {TABLE_OF[kind]} ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - names of ours
        f"ON CONFLICT ({', '.join(keys)}) DO {then}"
    )


def select(kind: type[Any]) -> str:
    """Return the beginning of a query for whole rows."""
    return f"SELECT {', '.join(kind._fields)} FROM {TABLE_OF[kind]}"  # noqa: S608 - names of ours
