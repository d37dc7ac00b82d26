"""Teasers where a site's layout says: cards, titles and excerpts by CSS."""

from functools import lru_cache

from lxml.etree import _Element as Element
from parsel import Selector

from newscrawl.extract.cards import Card
from newscrawl.extract.links import Link
from newscrawl.extract.page import Page
from newscrawl.extract.targets import Targets
from newscrawl.extract.wording import HEADINGS, raw_text, words
from newscrawl.layout import Query, css


@lru_cache(maxsize=256)
def _query(selector: str) -> Query:
    return css(selector)


def select(root: Element, selector: str) -> list[Element]:
    """Return the elements that a CSS selector finds in ``root``, in document order.

    Raises:
        ValueError: The selector cannot be read.
    """
    found = _query(selector).select(Selector(root=root, type="html"))
    return [item.root for item in found if isinstance(item.root, Element)]


def text(root: Element, selector: str) -> str | None:
    """Return the first text, not empty, that a CSS selector finds in ``root``.

    Raises:
        ValueError: The selector cannot be read.
    """
    return next(iter(_query(selector)(Selector(root=root, type="html"))), None)


def cards(page: Page, targets: Targets, selector: str, removed: list[Element]) -> list[Card]:
    """Return the cards that a layout selects; those without a link to an article are left out.

    The article is the target of the first link with a heading, else of the first with text, else
    of the first.
    """
    gone = set(removed)
    found: list[Card] = []
    for root in select(page.root, selector):
        if gone and not gone.isdisjoint([root, *root.iterancestors()]):
            continue
        links = [link for node in root.iter("a") if (link := _link(node, targets))]
        if not links and (link := _link(next(root.iterancestors("a"), None), targets)):
            links = [link]
        if links:
            chosen = max(links, key=lambda link: (link.heading is not None, link.words > 0))
            own = [link for link in links if link.target.key == chosen.target.key]
            found.append(Card(root, own, len(found)))
    return found


def _link(node: Element | None, targets: Targets) -> Link | None:
    target = targets.find(node.get("href") or "") if node is not None else None
    if node is None or target is None:
        return None
    heading = next(node.iterancestors(*HEADINGS), None)
    if heading is None:
        heading = next(node.iterdescendants(*HEADINGS), None)
    return Link(node, target, heading, words(raw_text(node)), candid=True)
