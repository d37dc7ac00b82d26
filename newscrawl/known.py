"""What is known of an article or a front page from earlier looks: values, no files."""

from dataclasses import dataclass

from newscrawl.items import Outcome, PageKind, Teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """An article id that was asked for before, archived or not."""

    site: str
    article_id: str
    """After aliases are resolved."""
    url: str
    """As last fetched."""
    canonical_url: str
    first_seen: str
    """Time of the first request; RFC 3339, UTC."""
    last_looked: str
    """Time of the last request that the server answered for good: read, unchanged or vanished."""
    outcome: Outcome
    """Of the last request."""
    etag: str | None = None
    last_modified: str | None = None
    """Both of the last answer that was read."""
    revision: int = 0
    """The newest; 0 where nothing of it is archived."""
    revision_id: str | None = None
    content_id: str | None = None
    page_kind: PageKind | None = None
    headline: str | None = None
    field_digests: tuple[tuple[str, str], ...] = ()
    """Field name and digest of its value in the newest revision, sorted by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFrontPage:
    """The last look at a front page that was read."""

    site: str
    url: str
    snapshot_id: str
    """Of the line that holds the teasers."""
    teasers: tuple[Teaser, ...]
    etag: str | None = None
    last_modified: str | None = None
