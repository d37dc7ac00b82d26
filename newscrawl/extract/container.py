"""Where on a page the story stands: the element that holds its body."""

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.page import Page
from newscrawl.extract.text import weight

_LONG = etree.XPath(
    "/html/body//text()[string-length(normalize-space(.)) > 20]"
    "[not(parent::script or parent::style or parent::noscript or parent::textarea"
    " or parent::template or parent::option or parent::button or parent::title)]"
)
_ASIDE_TAGS = {
    "nav": 0.0, "footer": 0.0, "aside": 0.0, "form": 0.1, "button": 0.0, "figure": 0.0, "figcaption": 0.0,
    "select": 0.0, "a": 0.1, "label": 0.0, "dialog": 0.0, "noscript": 0.0,
}  # fmt: skip


class Masses:
    """How much text of a story each element of a page holds."""

    def __init__(self, page: Page) -> None:
        self.mass: dict[Element, float] = {}
        self.factor: dict[Element, float] = {}
        self.total = 0.0
        own: dict[Element, float] = {}
        for text in _LONG(page.root):
            parent = text.getparent()
            if text.is_tail:
                parent = parent.getparent()
            size = weight(str(text).strip())
            own[parent] = own.get(parent, 0.0) + size
        for element, size in own.items():
            self._add(element, size)

    def _add(self, element: Element, size: float) -> None:
        path = [element, *element.iterancestors()]
        factor = 1.0
        for step in reversed(path):
            known = self.factor.get(step)
            if known is None:
                known = factor * _own_factor(step)
                self.factor[step] = known
            factor = known
        if not factor:
            return
        size *= factor
        for step in path:
            self.mass[step] = self.mass.get(step, 0.0) + size


def _own_factor(element: Element) -> float:
    tag = element.tag
    factor = _ASIDE_TAGS.get(tag, 1.0) if isinstance(tag, str) else 0.0
    if tag in ("body", "html", "main", "article"):
        return factor
    label = hints.names(element)
    if hints.is_body(label) or element.get("itemprop") == "articleBody":
        return factor * 1.5
    if hints.is_aside(label):
        return factor * 0.2
    style = element.get("style")
    if style and "display:none" in style.replace(" ", ""):
        return factor * 0.3
    return factor


_SHARE = 0.7
"""A child that holds this share of its parent's text holds the story."""


def container(page: Page) -> Element:
    """Return the smallest element that holds most of the page's running text."""
    masses = Masses(page).mass
    here: Element = page.root.find("body")
    while True:
        best = max(
            (child for child in here if child in masses),
            key=lambda child: masses[child],
            default=None,
        )
        if best is None or masses[best] < _SHARE * masses[here] or best.tag in ("p", "blockquote"):
            return here
        here = best
