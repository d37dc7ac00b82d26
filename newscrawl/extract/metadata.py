"""What a page declares in its ``<meta>`` elements and its ``<link>`` elements."""

import re
from functools import lru_cache

from lxml import etree

from newscrawl.extract.page import Page
from newscrawl.extract.text import fold

Declared = dict[str, list[str]]
"""Contents by name, in page order: ``{"ogtitle": ["…"]}``; see ``name``."""

_REMEMBERED = 2000
"""Names kept per process: those of one newspaper are the same on all its pages."""
_MARKS = re.compile(r"[^a-z0-9]+")
_TITLE = etree.XPath("string(/html/head/title | /html/body/title)")


def declared(page: Page) -> Declared:
    """Return the contents of the page's ``<meta>`` elements by property, name or itemprop."""
    found: Declared = {}
    for meta in page.root.iter("meta"):
        said = dict(meta.items())
        content = fold(said.get("content", ""))
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            label = said.get(attribute)
            if label:
                found.setdefault(name(label), []).append(content)
    return found


@lru_cache(maxsize=_REMEMBERED)
def name(label: str) -> str:
    """Return the name of a ``<meta>`` as it is looked up: letters and digits, lower case.

    ``article:published_time`` is written with every mix of colons, dots, dashes and underscores.

    >>> name("article:published-time") == name("article.published_time")
    True
    """
    return _MARKS.sub("", label.lower())


def title(page: Page) -> str | None:
    """Return the text of ``<title>``."""
    return fold(str(_TITLE(page.root))) or None
