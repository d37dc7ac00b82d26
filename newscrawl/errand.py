"""Why a URL is asked for: the words that travel with a request."""

from dataclasses import dataclass

from newscrawl.items import Via

META_KEY = "newscrawl_errand"
"""The key of a request's ``meta`` that holds its ``Errand``."""

SECONDS_KEY = "newscrawl_seconds"
"""The key of a request's ``meta`` that holds how long its download took."""

ENDED_KEY = "newscrawl_ended"
"""The key of a request's ``meta`` that holds when its download ended: UTC, RFC 3339."""

RULES_KEY = "newscrawl_rules"
"""The key of a request's ``meta`` that marks the request for a host's robots.txt; its value: the
bytes that came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One URL to ask for, and how newscrawl came to it."""

    url: str
    via: Via
    found_on: str | None = None
    """The front page, feed or sitemap that named it."""
    rank: int | None = None
    """The place there; 1 is first."""
    article_id: str | None = None
    """``None`` for front pages and robots.txt."""
