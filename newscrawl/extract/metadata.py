"""What a page declares in its ``<meta>`` elements and its ``<link>`` elements."""

from lxml import etree

from newscrawl.extract.page import Page
from newscrawl.extract.text import fold

Declared = dict[str, list[str]]
"""Contents by lower-case name, in page order: ``{"og:title": ["…"]}``."""

_METAS = etree.XPath("//meta[@content]")
_TITLE = etree.XPath("string(/html/head/title | /html/body/title)")


def declared(page: Page) -> Declared:
    """Return the contents of the page's ``<meta>`` elements by property, name or itemprop."""
    found: Declared = {}
    for meta in _METAS(page.root):
        content = fold(meta.get("content"))
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (meta.get(attribute) or "").lower().split():
                found.setdefault(name, []).append(content)
    return found


def title(page: Page) -> str | None:
    """Return the text of ``<title>``."""
    return fold(str(_TITLE(page.root))) or None
