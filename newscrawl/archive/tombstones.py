"""What was taken down: so that it stays away, and that it is known why.

A tombstone names a page by its ids and by hashes, and holds nothing of it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, encode, split
from newscrawl.archive.lock import archive_lock
from newscrawl.archive.paths import Root
from newscrawl.archive.records import LineRecord
from newscrawl.errors import ArchiveError
from newscrawl.items import FORGOTTEN, SCHEMA, Article, Fetch, FrontPageSnapshot, Teaser
from newscrawl.urls import canonical_url

_Naming = TypeVar("_Naming", Article, FrontPageSnapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One page that was taken down, under all its addresses."""

    schema: int = SCHEMA
    site: str
    article_ids: tuple[str, ...]
    """The article's own first, then those of the addresses that turned out to name it."""
    url_sha256: tuple[str, ...]
    """Of each canonical URL, lower-case hex."""
    content_ids: tuple[str, ...]
    """Of its revisions: the same text under another address is known by it."""
    reason: str
    """As the operator stated it."""
    forgotten_at: str
    """UTC, RFC 3339."""
    newscrawl_version: str
    """Which took it down."""


def read(root: Root, files: Files) -> tuple[Tombstone, ...]:
    """Return all tombstones of an archive, oldest first.

    Raises:
        ArchiveError: One is damaged. What was taken down must not come back, so nobody goes on.
    """
    path = root.tombstones
    if not files.has(path):
        return ()
    try:
        return tuple(decode(line, Tombstone) for line in split(files.chunks(path)))
    except LineError as error:
        message = f"{path}: {error}. Put it back from a copy: it says what must not come back."
        raise ArchiveError(message) from error


def add(root: Root, files: Files, tombstone: Tombstone) -> None:
    """Put up a tombstone, on the disk; the file is there with it or without it, never torn.

    Raises:
        ArchiveError: It cannot be written.
    """
    with archive_lock(files, root.archive_lock):
        lines = [encode(one) for one in read(root, files)]
        files.write_whole(root.tombstones, iter([*lines, encode(tombstone)]))


def url_sha256(url: str) -> str:
    """Return what a tombstone keeps of a URL."""
    return hashlib.sha256(canonical_url(url).encode()).hexdigest()


def is_of(tombstone: Tombstone, named: str) -> bool:
    """Return whether a page that was taken down is named by an id of it, or by a URL: with or
    without a closing slash, by http or https."""
    if "://" not in named:
        return named in tombstone.article_ids
    _, _, rest = canonical_url(named).rstrip("/").partition("://")
    spellings = (f"{scheme}://{rest}{end}" for scheme in ("https", "http") for end in ("", "/"))
    return any(url_sha256(url) in tombstone.url_sha256 for url in spellings)


class Forgotten:
    """What must not come back to one site.

    Args:
        tombstones: Of any sites.
        site: Whose count.
    """

    def __init__(self, tombstones: Iterable[Tombstone], site: str | None) -> None:
        own = [one for one in tombstones if one.site == site]
        self.article_ids = frozenset(named for one in own for named in one.article_ids)
        self.content_ids = frozenset(named for one in own for named in one.content_ids)

    def holds(self, article_id: str | None, content_id: str | None = None) -> bool:
        """Return whether a page was taken down, by its id or by what it says."""
        return article_id in self.article_ids or content_id in self.content_ids

    def without(self, records: Iterable[LineRecord]) -> Iterator[LineRecord]:
        """Yield what of ``records`` may be kept, without what was taken down."""
        for record in records:
            kept = self.kept(record)
            if kept is not None:
                yield kept

    def kept(self, record: LineRecord) -> LineRecord | None:
        """Return a record without what was taken down; ``None`` if nothing is left of it.

        An article line goes. The line of a request stays, for it is counted, without its address
        and all that tells what was answered. A teaser keeps its place and the id.
        """
        if isinstance(record, Article):
            is_gone = self.holds(record.article_id, record.content_id)
            return None if is_gone else self.named(record)
        if isinstance(record, FrontPageSnapshot):
            return self.named(record)
        return self._request(record)

    def named(self, record: _Naming) -> _Naming:
        """Return a record whose teasers say nothing of what was taken down."""
        if not any(teaser.article_id in self.article_ids for teaser in record.teasers):
            return record
        return replace(record, teasers=tuple(map(self._teaser, record.teasers)))

    def _teaser(self, teaser: Teaser) -> Teaser:
        if teaser.article_id not in self.article_ids:
            return teaser
        url = f"{FORGOTTEN}{teaser.article_id}"
        return Teaser(rank=teaser.rank, url=url, article_id=teaser.article_id, title="")

    def _request(self, fetch: Fetch) -> Fetch:
        named = next((one for one in (fetch.article_id, fetch.alias_of) if self.holds(one)), None)
        if named is None:
            return fetch
        return replace(
            fetch,
            url=f"{FORGOTTEN}{named}",
            canonical_url=f"{FORGOTTEN}{named}",
            revision_id=None,
            etag=None,
            last_modified=None,
            sha256=None,
            capture=None,
        )
