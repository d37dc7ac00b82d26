"""Where each part of an article stands on a newspaper's pages, for what the generic reader misses.

A part is a function from a page to a list of strings; ``css()`` and ``xpath()`` make one, a hard
case is a plain function in the site's module.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from parsel import Selector

Part = Callable[[Selector], list[str]]
"""A part as a function: the page's selector in, the texts found in page order out."""


@dataclass(frozen=True, slots=True)
class Query:
    """A part as a selector. Called with a page it gives the texts it selects; the extractor can
    also ask for the elements themselves with ``select``."""

    kind: Literal["css", "xpath"]
    query: str

    def select(self, page: Selector) -> list[Selector]:
        """Return what the query selects on ``page``, in page order."""
        return list(page.css(self.query) if self.kind == "css" else page.xpath(self.query))

    def __call__(self, page: Selector) -> list[str]:
        """Return the text of each selected node, white space folded, none empty."""
        texts = (_text(node) for node in self.select(page))
        return [text for text in texts if text]

    def __str__(self) -> str:
        return f"{self.kind}({self.query!r})"


def _text(node: Selector) -> str:
    # string(.) of a text node or an attribute is the node itself.
    found = node.xpath("string(.)").get() if node.type != "text" else node.get()
    return " ".join((found if found is not None else node.get() or "").split())


def css(query: str) -> Query:
    """Return the part that a CSS selector finds; ``::text`` and ``::attr()`` as in parsel.

    Raises:
        ValueError: The selector cannot be read.
    """
    return _checked(Query("css", query))


def xpath(query: str) -> Query:
    """Return the part that an XPath 1.0 expression finds.

    Raises:
        ValueError: The expression cannot be read.
    """
    return _checked(Query("xpath", query))


_EMPTY = Selector(text="<html></html>")


def _checked(query: Query) -> Query:
    try:
        query.select(_EMPTY)
    except Exception as error:
        message = f"{query} cannot be read: {error}"
        raise ValueError(message) from error
    return query


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One look of a newspaper's article pages. Declare only what the generic reader misses."""

    until: date | None = None
    """The last day of this look; ``None`` for the present one. Old captures are read with it."""
    headline: Part | None = None
    kicker: Part | None = None
    standfirst: Part | None = None
    authors: Part | None = None
    byline: Part | None = None
    published_at: Part | None = None
    modified_at: Part | None = None
    section: Part | None = None
    tags: Part | None = None
    body: Part | None = None
    """The element that holds the body (or several); a plain function gives its paragraphs."""
    teasers: str | None = None
    """CSS of one teaser's card."""
    teaser_title: str | None = None
    """CSS within the card."""
    teaser_excerpt: str | None = None
    remove: str | None = None
    """CSS of what is taken out of the page before it is read."""

    def parts(self) -> dict[str, Part]:
        """Return the declared parts by the name of the record's field."""
        named = ((item.name, getattr(self, item.name)) for item in fields(self))
        return {name: part for name, part in named if callable(part)}


def layout_for(layouts: tuple[Layout, ...], day: date) -> Layout | None:
    """Return the layout in force on ``day``: the one whose ``until`` ends first, on it or later."""
    ended = [layout for layout in layouts if layout.until is not None and day <= layout.until]
    if ended:
        return min(ended, key=lambda layout: layout.until or date.max)
    return next((layout for layout in layouts if layout.until is None), None)
