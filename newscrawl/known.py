"""What is known of an article or a front page from earlier looks: values, no files."""

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from newscrawl.fingerprint import Fingerprint
from newscrawl.items import Article, Outcome, PageKind, Teaser
from newscrawl.urls import digest

ANSWERED: frozenset[Outcome] = frozenset(
    {
        "new",
        "revised",
        "unchanged",
        "not_modified",
        "alias",
        "front_page",
        "robots",
        "redirected",
        "vanished",
        "unreadable",
    }
)
"""Outcomes that say something lasting of a URL, and so count as a look at it. The others pass:
what was not sent, not allowed, not reached, broken on the way or answered by an error says
nothing of the article, and it stays due."""

COMPARED = (
    "canonical_url",
    "page_kind",
    "headline",
    "kicker",
    "standfirst",
    "authors",
    "byline",
    "published_at",
    "modified_at",
    "language",
    "section",
    "tags",
    "body",
    "images",
    "free_access",
)
"""Fields that can stand in ``changed_fields``: what the newspaper says of the article itself.
``text`` and ``word_count`` follow from ``body``; teasers change with every look."""


def field_digests(article: Article) -> tuple[tuple[str, str], ...]:
    """Return name and digest of each field in ``COMPARED`` that has a value, sorted by name.

    32 bits a digest: a change goes unnoticed once in 4 * 10^9, and the catalogue stays small.
    """
    values = ((name, getattr(article, name)) for name in sorted(COMPARED))
    return tuple(
        (name, digest(_written(value))[:8]) for name, value in values if value not in (None, ())
    )


def _values(part: Any) -> list[object]:
    kind: Any = type(part)
    return [getattr(part, name) for name in _names(kind)]


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


# Not repr(): it escapes what this Python's Unicode tables call unprintable.
_written = json.JSONEncoder(default=_values, ensure_ascii=False, check_circular=False).encode


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
    """Time of the last request whose outcome is in ``ANSWERED``; ``first_seen`` before one is."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownText:
    """The text of one revision, as far as it can be compared."""

    site: str
    article_id: str
    fetched_at: str
    fingerprint: Fingerprint
