"""What a feed leads to: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed.

Recognised by content, since feeds come with any content type.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from newscrawl.discover.decoding import utf8
from newscrawl.discover.found import MAX_URL, Found, Named, folded, link, stated_date, targets
from newscrawl.discover.safe_xml import Entries, Entry, Part
from newscrawl.errors import NewscrawlError
from newscrawl.urls import is_web

__all__ = ["Found", "NotAFeed", "read"]

MAX_ENTRIES = 10_000
"""Entries read of one feed; the longest a newspaper keeps have some hundreds."""

ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
"""Root elements in lower case: RSS 2.0, RSS 1.0 (RDF), Atom, and RSS 1.1."""

_ENTRIES = frozenset({"item", "entry"})
_PUBLISHED = ("pubDate", "published", "issued", "dc:date", "dcterms:issued", "date", "created")
_ORIGINAL = frozenset({"feedburner:origLink", "origLink"})
_PARTS = frozenset({"title", "link", "guid", "id", *_ORIGINAL, *_PUBLISHED})

_ALTERNATE = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
"""Relations of a link to the page itself; none stated means this one (RFC 4287, 4.2.7.2)."""

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|em|font|h[1-6]|i|img|mark|p|q|s|small|span|strong|sub|sup|u"
    r"|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
"""Markup that titles have; ``<Untitled>`` is none."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,31});")


class NotAFeed(NewscrawlError, ValueError):
    """What was read is no feed: correct its address, or do without. Other feeds go on."""


def read(body: bytes, url: str, *, encoding: str | None = None) -> tuple[Found, ...]:
    """Return the pages that the feed in ``body`` names, each target once; at most 10,000.

    Args:
        body: The feed as the server sent it, decompressed. What is cut off or broken is read
            as far as it goes.
        url: Where it was fetched, absolute: relative links are resolved against it and
            against ``xml:base``.
        encoding: Any Python codec name, as if from the HTTP header.

    Returns:
        In document order. Titles are without markup; dates are those of publication only,
        as stated; what only says when it was updated has none.

    Raises:
        NotAFeed: ``body`` is an HTML page, JSON or XML of another kind, or nothing.
    """
    first = targets(named(utf8(body, encoding), url))
    return tuple(
        Found(url=each.url, rank=rank, title=each.title, published_at=each.published_at)
        for rank, each in enumerate(first, start=1)
    )


def named(data: bytes, url: str) -> Iterable[Named]:
    """Return every link of a feed that is clean UTF-8; raises and is bounded as ``read``."""
    data = data.strip()
    return _in_json(data, url) if data.startswith((b"{", b"[")) else _in_xml(data, url)


def _in_xml(data: bytes, url: str) -> Iterable[Named]:
    entries = Entries(data, entries=_ENTRIES, parts=_PARTS)
    root = (entries.root or "").lower()
    if root not in ROOTS:
        raise NotAFeed(_what_else(data, root, url))
    is_atom = root == "feed"
    return (each for entry in islice(entries, MAX_ENTRIES) for each in _of(entry, url, is_atom))


def _what_else(data: bytes, root: str, url: str) -> str:
    if not data:
        what = "empty"
    elif root == "html":
        what = "an HTML page"
    else:
        what = f"markup that begins with <{ascii(root[:40])[1:-1]}>" if root else "no XML"
    return f"{url}: no feed: the answer is {what}. Give the address of an RSS, Atom or JSON feed."


def _of(entry: Entry, url: str, is_atom: bool) -> Iterator[Named]:  # noqa: FBT001
    page = next(filter(None, _addresses(entry, url)), None)
    if page:
        titles = (_title(part, is_atom) for part in entry.parts if part.name == "title")
        yield Named(page, next(filter(None, titles), None), _published(entry))


def _addresses(entry: Entry, url: str) -> Iterator[str | None]:
    """Yield what may be the page's address, the best first.

    FeedBurner's ``origLink`` is where its own link leads in the end. ``guid`` is an address
    unless it says that it is none (RSS 2.0, "guid"); ``rdf:about`` should be the link (RSS
    1.0, 5.5); an Atom ``id`` may be one (RFC 4287, 4.2.6).
    """
    links = [part for part in entry.parts if part.name == "link"]
    yield from (_resolved(part, part.text, url) for part in entry.parts if part.name in _ORIGINAL)
    yield from (_resolved(part, part.text, url) for part in links if "href" not in part.attributes)
    pages = [part for part in links if _is_page(part.attributes)]
    pages.sort(key=lambda part: "html" not in part.attributes.get("type", "html"))
    yield from (_resolved(part, part.attributes["href"], url) for part in pages)
    yield from (_itself(part.text) for part in entry.parts if _is_permanent(part))
    yield from (_itself(entry.attributes[name]) for name in entry.attributes if "about" in name)


def _is_page(attributes: Mapping[str, str]) -> bool:
    rel = attributes.get("rel", "").strip().lower()
    return "href" in attributes and rel in _ALTERNATE


def _is_permanent(part: Part) -> bool:
    stated = part.attributes.get("isPermaLink", "true").strip().lower()
    return part.name in {"guid", "id"} and stated != "false"


def _itself(text: str) -> str | None:
    """Return an identifier that is an address by itself."""
    return link(text, "")


def _resolved(part: Part, text: str, url: str) -> str | None:
    base = url
    for more in part.bases:
        if len(more) <= MAX_URL:
            base = _joined(base, more.strip())
    return link(text, base)


def _joined(base: str, more: str) -> str:
    try:
        joined = urljoin(base, more)
    except ValueError:
        return base
    return joined if is_web(joined) and len(joined) <= MAX_URL else base


def _title(part: Part, is_atom: bool) -> str | None:  # noqa: FBT001
    """Return a title without markup.

    Atom says whether a title is HTML (RFC 4287, 3.1.1); RSS does not, and nearly all is.
    """
    is_html = "html" in part.attributes.get("type", "") if is_atom else True
    if not is_html or part.attributes.get("type", "").lower() == "xhtml":
        return folded(part.text)
    text = _TAG.sub("", part.text)
    return folded(_ENTITY.sub(lambda match: html.unescape(match[0]), text))


def _published(entry: Entry) -> str | None:
    for name in _PUBLISHED:
        for part in entry.parts:
            if part.name == name and (date := stated_date(part.text)):
                return date
    return None


def _in_json(data: bytes, url: str) -> Iterator[Named]:
    """Return what a JSON Feed names (jsonfeed.org, version 1.1)."""
    feed = _json(data)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version"))[:MAX_URL]:
        message = f"{url}: no feed: the answer is JSON, but no JSON Feed. Give a feed's address."
        raise NotAFeed(message)
    return (each for item in items[:MAX_ENTRIES] for each in _of_item(item, url))


def _json(data: bytes) -> Any:
    try:
        # No number is needed, and one of 5,000 digits would be an error.
        return json.loads(data, strict=False, parse_int=_unread, parse_float=_unread)
    except (ValueError, RecursionError):
        return None


def _unread(_number: str) -> None:
    """Stand for a number."""


def _of_item(item: Any, url: str) -> Iterator[Named]:
    if not isinstance(item, dict):
        return
    said = {key: value for key, value in item.items() if isinstance(value, str)}
    own = link(said.get("url"), url) or _itself(said.get("id", ""))
    page = own or link(said.get("external_url"), url)
    if page:
        yield Named(page, folded(said.get("title")), stated_date(said.get("date_published")))
