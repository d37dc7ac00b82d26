"""What a feed or a sitemap leads to: web addresses in document order, each target once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newscrawl.urls import absolute, canonical_url

MAX_URL = 2048
"""Characters of the longest address that is taken: a sitemap's may have fewer than that
(sitemaps.org, "XML tag definitions"), and browsers and caches agree on little more."""

MAX_DATE = 64
"""Characters of the longest text that is taken for a date; RFC 5322 dates have some 40."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that a feed or a sitemap names."""

    url: str
    """Absolute, http or https, as linked but for its fragment."""
    rank: int
    """1 is the first in document order; no number is left out."""
    title: str | None = None
    """As stated, without markup, white space folded."""
    published_at: str | None = None
    """When the page was first published, as stated there, in whatever format."""


@dataclass(frozen=True, slots=True)
class Named:
    """A link and what is said of it, before duplicates are left out."""

    url: str
    """Absolute, http or https."""
    title: str | None = None
    published_at: str | None = None
    lastmod: str | None = None


def link(text: str | None, base: str) -> str | None:
    """Return ``text`` as an absolute web address, or ``None`` where it is none.

    What is longer than ``MAX_URL`` is none; ``base`` is that of the document.
    """
    text = (text or "").strip()
    if not text or len(text) > MAX_URL:
        return None
    return absolute(text, base)


def targets(named: Iterable[Named]) -> list[Named]:
    """Return the first of ``named`` for every canonical URL, in order."""
    first: dict[str, Named] = {}
    for each in named:
        first.setdefault(canonical_url(each.url), each)
    return list(first.values())


def once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the first of ``addresses`` for every canonical URL, in order."""
    first: dict[str, str] = {}
    for each in addresses:
        first.setdefault(canonical_url(each), each)
    return tuple(first.values())


def folded(text: str | None) -> str | None:
    """Return ``text`` in one line without characters that steer terminals; ``None`` if empty."""
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text or "").split()
    return " ".join(words).encode("utf-8", "ignore").decode() or None


def stated_date(text: str | None) -> str | None:
    """Return a date as it is stated, in one line; ``None`` where it is too long to be one."""
    if text is None or len(text) > 2 * MAX_DATE:
        return None
    date = folded(text)
    return date if date and len(date) <= MAX_DATE else None
