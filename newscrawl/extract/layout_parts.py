"""The parts that a newspaper's layout declares, read from one page."""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element
from parsel import Selector

from newscrawl.errors import LayoutChanged
from newscrawl.extract.page import Page
from newscrawl.extract.text import fold
from newscrawl.items import Article
from newscrawl.layout import Layout, Part, Query

NOTHING = "layout_{}_matched_nothing"
"""The problem of a part that found nothing on a page."""
FAILED = "layout_{}_failed"
"""The problem of a part whose function raised."""


@dataclass(slots=True)
class LayoutParts:
    """What the parts of a layout found on a page."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    """The texts found, by field; only parts that found some."""
    elements: dict[str, list[Element]] = field(default_factory=dict)
    """The elements found, for parts that are selectors."""
    problems: list[str] = field(default_factory=list)
    """A name for each part that found nothing."""
    rules: dict[str, str] = field(default_factory=dict)
    """Each part as text, for provenance."""

    def missed(self, name: str) -> bool:
        """Return whether the layout declares the part ``name`` and it found nothing."""
        return name in self.rules and name not in self.texts and name not in self.elements


def layout_parts(page: Page, layout: Layout) -> LayoutParts:
    """Take out of ``page`` what the layout says, and return what its parts find in the rest."""
    found = LayoutParts()
    selector = Selector(root=page.root, type="html")
    if layout.remove:
        for taken in selector.css(layout.remove):
            _remove(taken.root)
    for name, part in layout.parts().items():
        found.rules[name] = (
            str(part) if isinstance(part, Query) else getattr(part, "__name__", "function")
        )
        try:
            _read(found, name, part, selector)
        except Exception:  # noqa: BLE001  a site's own function; the page must still be archived
            found.problems.append(FAILED.format(name))
            continue
        if found.missed(name):
            found.problems.append(NOTHING.format(name))
    return found


def _read(found: LayoutParts, name: str, part: Part, selector: Selector) -> None:
    if isinstance(part, Query):
        roots = [node.root for node in part.select(selector)]
        elements = [root for root in roots if isinstance(root, Element)]
        if elements:
            found.elements[name] = elements
    texts = [text for text in map(fold, part(selector)) if text]
    if texts:
        found.texts[name] = texts
    elif name != "body":
        found.elements.pop(name, None)


def _remove(root: object) -> None:
    """Take an element out of its tree; the text behind it stays."""
    if not isinstance(root, Element):
        return
    parent = root.getparent()
    if parent is None:
        return
    before = root.getprevious()
    if root.tail:
        if before is not None:
            before.tail = (before.tail or "") + root.tail
        else:
            parent.text = (parent.text or "") + root.tail
    parent.remove(root)


def layout_findings(article: Article) -> tuple[LayoutChanged, ...]:
    """Return a finding for each part of the layout that matched nothing in ``article``."""
    return tuple(
        LayoutChanged(
            f"{article.site}: {problem.replace('_', ' ')} in {article.url}. The generic reader "
            "filled in. Look at the page: a new look is a new Layout, and the old one gets until=."
        )
        for problem in article.problems
        if problem.startswith("layout_")
    )
