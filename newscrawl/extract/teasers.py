"""Teasers: the links to articles that a page shows as headlines."""

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extract.page import Page
from newscrawl.items import Teaser
from newscrawl.layout import Layout
from newscrawl.urls import absolute, article_id, site_of

_LINKS = etree.XPath(
    "//a[@href and not(ancestor::nav or ancestor::footer"
    " or ancestor::header[not(ancestor::article)])]"
)
_HEADING = etree.XPath("(.//h1|.//h2|.//h3|.//h4|.//h5|.//h6)[1]")
_IN_HEADING = etree.XPath("boolean(ancestor::h1|ancestor::h2|ancestor::h3|ancestor::h4)")
_MIN_WORDS = 4
"""Same-site links of four words or more are teasers nine times in ten (benchmarks/fronts.py)."""


def teasers(page: Page, *, layout: Layout | None = None) -> tuple[Teaser, ...]:
    """Return the teasers of ``page`` in document order, one per target URL."""
    del layout
    site = site_of(page.url)
    found: dict[str, Teaser] = {}
    own = article_id(site, page.url)
    for link in _LINKS(page.root):
        url = absolute(link.get("href"), page.base)
        title = _title(link)
        if url is None or title is None or site_of(url) != site:
            continue
        target = article_id(site, url)
        if target != own and target not in found:
            found[target] = Teaser(rank=len(found) + 1, url=url, article_id=target, title=title)
    return tuple(found.values())


def _title(link: HtmlElement) -> str | None:
    heading = _HEADING(link)
    text = " ".join((heading[0] if heading else link).text_content().split())
    headed = bool(heading) or _IN_HEADING(link)
    return text if text and (headed or len(text.split()) >= _MIN_WORDS) else None
