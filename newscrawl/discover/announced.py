"""Which feeds a page announces, and which sitemaps a robots.txt."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.discover import safe_html
from newscrawl.discover.found import link, once

MAX_HEAD = 1 << 20
"""Bytes of a page that are searched: feeds are announced in its head."""

MAX_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, section 2.5)."""

FEED_TYPES = frozenset(
    {
        "application/rss+xml",  # RSS Advisory Board, "RSS Autodiscovery"
        "application/rdf+xml",  # RSS 1.0, as it is announced
        "application/atom+xml",  # RFC 4287, section 7
        "application/feed+json",  # JSON Feed 1.1, "Discovery"
    }
)
_JSON = "application/json"
"""JSON Feed 1.0 was announced so, and WordPress announces its API so: the address decides."""

_COMMENTS_URL = re.compile(r"/comments/(?:feed|default)\b|[?&]feed=comments-", re.IGNORECASE)
"""Where WordPress and Blogger keep the feed of all comments, whatever the language."""

_COMMENTS_TITLE = re.compile(r"\bcomments\s+(?:feed|rss|atom)\b", re.IGNORECASE)

_SITEMAP = re.compile(r"^[ \t]*site-?map[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def feeds(html: bytes, url: str, *, encoding: str | None = None) -> tuple[str, ...]:
    """Return the feeds that a page announces: absolute, in order, each once, on any host.

    Feeds of comments are left out where they can be told: by the paths of WordPress and
    Blogger, by an English title, and on a page that declares itself an article (``og:type``)
    by standing below that page. One that cannot be told is a feed that names articles twice.

    Args:
        html: The page as the server sent it; the first MiB counts.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header.
    """
    page = safe_html.root(html[:MAX_HEAD], encoding)
    if page is None:
        return ()
    base = safe_html.base(page, url)
    articles = (url,) if _is_article(page) else ()
    found = (link(each.get("href"), base) for each in _alternates(page))
    return once(each for each in found if each and not _is_of_comments(each, articles))


def _alternates(page: etree._Element) -> Iterator[etree._Element]:
    for each in page.iter("link"):
        if "alternate" not in safe_html.tokens(each, "rel"):
            continue
        kind = (each.get("type") or "")[:100].partition(";")[0].strip().lower()
        is_json = kind == _JSON and "feed" in (each.get("href") or "").lower()
        titled = _COMMENTS_TITLE.search((each.get("title") or "")[:500])
        if (kind in FEED_TYPES or is_json) and not titled:
            yield each


def _is_article(page: etree._Element) -> bool:
    kinds = (each.get("content") for each in page.iter("meta") if each.get("property") == "og:type")
    return next(kinds, None) == "article"


def _is_of_comments(feed: str, articles: tuple[str, ...]) -> bool:
    below = any(feed.startswith(page.partition("?")[0].rstrip("/") + "/") for page in articles)
    return below or _COMMENTS_URL.search(feed) is not None


def sitemaps(robots_txt: bytes, url: str) -> tuple[str, ...]:
    """Return the sitemaps that a robots.txt names: absolute, in order, each once, on any host.

    Args:
        robots_txt: The file as the server sent it: UTF-8, or UTF-16 with a byte order mark.
            ``Sitemap`` lines stand outside of groups and count for every crawler (RFC 9309,
            section 2.2.4; sitemaps.org, "Specifying the Sitemap location").
        url: Where it was fetched, absolute.
    """
    encoding = "utf-16" if robots_txt.startswith(_UTF_16) else "utf-8-sig"
    text = robots_txt[:MAX_ROBOTS].decode(encoding, "replace").replace("\r", "\n")
    if len(robots_txt) > MAX_ROBOTS:
        text = text[: text.rfind("\n") + 1]
    found = (link(match[1], url) for match in _SITEMAP.finditer(text))
    return once(each for each in found if each)
