"""What a page declares in JSON-LD: the node that describes its article."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from newscrawl.extract.mended import mended
from newscrawl.extract.page import Page
from newscrawl.extract.text import fold

Node = dict[str, Any]

_MAX_NODES = 3000
"""Nodes looked at on one page; the bench's pages have 52 at most."""

_ASIDE = frozenset(
    {
        "itemListElement", "hasPart", "mentions", "about", "isPartOf", "relatedLink", "citation",
        "review", "comment", "publisher", "breadcrumb", "author", "image", "potentialAction",
        "associatedMedia", "video", "liveBlogUpdate",
    }
)  # fmt: skip
"""Properties whose nodes describe something other than the page."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|LiveBlog|Column)$")
_MEDIA = frozenset(
    {"VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "ImageGallery", "MediaGallery"}
)
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage", "CreativeWork"})
_STRAY = re.compile(
    r",\s*(?=[}\]])|^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$|;\s*$"
)
_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


def nodes(page: Page) -> list[Node]:
    """Return every JSON-LD node of ``page``, outermost first, those in ``@graph`` included.

    Broken JSON is repaired, by ``mended`` where small repairs do not help; NaN and Infinity become
    ``None``.
    """
    found: list[Node] = []
    for script in page.root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for value in _values(script.text or ""):
            found.extend(_flat(value))
            if len(found) > _MAX_NODES:
                return found[:_MAX_NODES]
    return found


def loads(text: str) -> Any:
    """Return what the JSON ``text`` holds.

    Raises:
        ValueError: It is no JSON, or nested too deep to be read.
    """
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None, parse_int=_int)
    except RecursionError as error:
        message = "JSON nested too deep"
        raise ValueError(message) from error


def _int(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0  # noqa: PLR2004  nothing real has 20 digits


def _values(text: str) -> Iterator[Any]:
    for attempt in (str, _repaired, lambda raw: _repaired(html.unescape(raw)), mended):
        try:
            yield loads(attempt(text))
        except ValueError:
            continue
        return


def _repaired(text: str) -> str:
    text = _STRAY.sub("", text.strip())
    return _STRAY.sub("", _ESCAPE.sub(r"\\\\", text))


def _flat(value: Any) -> Iterator[Node]:
    queue = [value]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue[:0] = item
        elif isinstance(item, dict) and item:
            yield item
            queue.extend(
                inner
                for name, inner in item.items()
                if isinstance(inner, (dict, list)) and name not in _ASIDE
            )


def types(node: Node) -> list[str]:
    """Return the node's ``@type`` as a list of bare names.

    >>> types({"@type": "https://schema.org/NewsArticle"})
    ['NewsArticle']
    """
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in strings(node.get("@type"))]


def is_article(kind: str) -> bool:
    """Return whether a type is an article's: ``NewsArticle``, ``BlogPosting``, ``Report``."""
    return _ARTICLE.search(kind) is not None


def strings(value: Any) -> list[str]:
    """Return the folded texts in ``value``: itself, its items, their ``name`` or ``@value``."""
    if isinstance(value, str):
        text = fold(html.unescape(value) if "&" in value else value)
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value[:200] for text in strings(item)]
    if isinstance(value, dict):
        return strings(value.get("name") or value.get("@value"))
    return []


def string(value: Any) -> str | None:
    """Return the first text in ``value``."""
    return next(iter(strings(value)), None)


def resolved(node: Node, found: list[Node]) -> Node:
    """Return the node that ``node`` refers to by its ``@id``, itself where it says more."""
    name = node.get("@id")
    if len(node) > 2 or not isinstance(name, str):  # noqa: PLR2004  @id, and perhaps @type
        return node
    return next((n for n in found if n.get("@id") == name and n is not node), node)


def article_node(found: list[Node], addresses: set[str]) -> Node:
    """Return the node that describes the page's article, empty where there is none.

    Args:
        found: What ``nodes`` returned.
        addresses: URLs of this page; among several articles the one that names one of them wins.
    """
    if _is_listing(found, addresses):
        return {}
    ranked = sorted(
        ((_rank(node, addresses), -place) for place, node in enumerate(found)), reverse=True
    )
    if not ranked or ranked[0][0] <= 0:
        return {}
    return found[-ranked[0][1]]


def _is_listing(found: list[Node], addresses: set[str]) -> bool:
    """Return whether the articles among ``found`` are those that a page leads to: several, each of
    an address of its own, none the page's."""
    named = [_own(node) for node in found if any(map(is_article, types(node)))]
    every = {min(own) for own in named if own}
    return len(named) == len(every) >= _LISTED and not any(own & addresses for own in named)


_LISTED = 3


def _own(node: Node) -> set[str]:
    return {
        url for name in ("url", "@id", "mainEntityOfPage") for url in _addresses(node.get(name))
    }


def _rank(node: Node, addresses: set[str]) -> int:
    kinds = types(node)
    if any(is_article(kind) for kind in kinds):
        rank = 4
    elif any(kind in _MEDIA for kind in kinds):
        rank = 2
    elif any(kind in _PAGES for kind in kinds):
        rank = 1
    else:
        return 0
    named = bool(_own(node) & addresses)
    return rank * 4 + 2 * named + ("headline" in node or "datePublished" in node)


def _addresses(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return [value.partition("#")[0].rstrip("/")] if isinstance(value, str) else []
