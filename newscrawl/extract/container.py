"""Where on a page the story stands: the element that holds its body."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element
from lxml.etree import _ElementUnicodeResult as TextNode

from newscrawl.extract import hints
from newscrawl.extract.text import weight

_SHORT = 20
"""Letters of a text that is none of a story."""
_LONG_AND_TOPS = {
    tag: etree.XPath(
        f"/html/body/descendant::text()[string-length(normalize-space(.)) > {_SHORT}]"
        f" | /html/body/descendant::{tag}"
    )
    for tag in ("h1", "h2")
}
"""The longer texts with the headings of a level, in page order."""
_SILENT = frozenset(
    {"script", "style", "noscript", "textarea", "template", "option", "button", "title", "svg"}
)

_TAGS = {
    "nav": 0.0, "footer": 0.0, "aside": 0.1, "form": 0.3, "button": 0.0, "figure": 0.0,
    "figcaption": 0.0, "select": 0.0, "a": 0.1, "label": 0.2, "dialog": 0.0, "noscript": 0.0,
    "h1": 0.2, "h2": 0.3, "h3": 0.3, "h4": 0.3, "li": 0.7, "amp-sidebar": 0.0, "template": 0.0,
}  # fmt: skip
"""What a letter counts that stands in such an element."""
_NAMED, _BESIDE_STORY, _UNSEEN = 1.5, 0.1, 0.3
"""The same for elements that are named as a body, named as an aside, or not shown."""

Parents = dict[Element, Element | None]
"""Elements with their parents, outer ones first."""

Trust = Literal["names", "elements", "nothing"]
"""What is believed of a page: class names and elements, elements only, or neither."""

HELD_BACK = frozenset({"noscript", "figure", "figcaption", "caption"})
"""Elements that hold no story, but on pages that hold it nowhere else: for readers without
scripts, in the captions of a slide show."""

_SHARE = 0.78
"""A child that holds this share of its parent's text holds the story."""


class Masses:
    """How much running text each element of a page holds, in letters that count."""

    def __init__(
        self,
        root: Element,
        headline: Element | None,
        cards: AbstractSet[Element] = frozenset(),
        *,
        trust: Trust = "names",
    ) -> None:
        self.cards = cards
        """The teasers of lists: they hold no story."""
        self.above: set[Element] = (
            {headline, *headline.iterancestors()} if headline is not None else set()
        )
        self.trust = trust
        self.home = _outermost_article(headline)
        silent = _SILENT - HELD_BACK if trust == "nothing" else _SILENT
        own = _own(root, headline, silent)
        parents = _parents(own)
        self.own = own
        """The elements with long texts of their own, and how long."""
        self.raw = _summed(own, parents)
        self.total = self.raw.get(root, 0.0)
        if self.home is not None and self.raw.get(self.home, 0.0) < _HOME * self.total:
            self.home = None
        self.others = _others(root, self.home)
        """Each ``<article>`` beside the one with the headline."""
        factors = self._factors(parents)
        self.mass = _summed({e: size * f for e, size in own.items() if (f := factors[e])}, parents)

    def running(self, place: Element) -> float:
        """Return the letters of ``place`` without the teasers in it."""
        told = ((card, size) for card in self.cards if (size := self.raw.get(card)))
        inside = (size for card, size in told if place in card.iterancestors())
        return self.raw.get(place, 0.0) - sum(inside)

    def _factors(self, parents: Parents) -> dict[Element, float]:
        """Return of each element what a letter in it counts for all it stands in."""
        factors: dict[Element, float] = {}
        for element, parent in parents.items():
            outer = 1.0 if parent is None else factors[parent]
            factors[element] = outer * self.own_factor(element) if outer else 0.0
        return factors

    def own_factor(self, element: Element) -> float:
        """Return what a letter in ``element`` counts for being there."""
        tag = element.tag
        if element in self.cards:
            return 0.0
        factor = _TAGS.get(tag, 1.0) if isinstance(tag, str) else 0.0
        if self.trust == "nothing" and tag in HELD_BACK:
            factor = 1.0
        if tag in ("body", "html", "main") or element in self.above:
            return max(factor, 0.5)
        said = hints.said(element)
        aside = self.is_aside(element, said)
        if ("body" in said and not aside) or element.get("itemprop") == "articleBody":
            return factor * _NAMED
        if aside:
            return factor * _BESIDE_STORY
        style = element.get("style")
        unseen = style and "display:none" in style.replace(" ", "")
        return (1.0 if tag in _BESIDE else factor) * (_UNSEEN if unseen else 1.0)

    def is_little(self, element: Element, share: float) -> bool:
        """Return whether ``element`` holds less of the page's text than ``share``."""
        return self.raw.get(element, 0.0) < share * self.total

    def is_aside(self, element: Element, said: frozenset[hints.Hint]) -> bool:
        """Return whether ``element`` is something beside the story, by its names or itself."""
        if element in self.above:
            return False
        tag = element.tag
        if tag in _NEVER or element in self.others:
            return True
        if self.trust == "nothing":
            return "comments" in said
        if tag in _BESIDE:
            return self.is_little(element, _TANGENT if tag == "aside" else _ASIDE)
        return "comments" in said or (
            "aside" in said and self.trust == "names" and self.is_little(element, _ASIDE)
        )


def _others(root: Element, home: Element | None) -> set[Element]:
    if home is None:
        return set()
    return {
        one for one in root.iter("article") if one is not home and home not in one.iterancestors()
    }


def _parents(elements: Iterable[Element]) -> Parents:
    """Return ``elements`` and all they stand in, each with its parent and behind it."""
    parents: Parents = {}
    for element in elements:
        path = []
        step: Element | None = element
        while step is not None and step not in parents:
            path.append(step)
            step = step.getparent()
        for inner in reversed(path):
            parents[inner] = step
            step = inner
    return parents


def _summed(own: dict[Element, float], parents: Parents) -> dict[Element, float]:
    """Return the sizes of all elements, each with what stands in it, from those with text."""
    sums = dict(own)
    for element, parent in reversed(parents.items()):
        if parent is not None and element in sums:
            sums[parent] = sums.get(parent, 0.0) + sums[element]
    return sums


_HOME = 0.2
"""The headline's ``<article>`` holds at least this share of the page's text, else it is a head."""


def _outermost_article(headline: Element | None) -> Element | None:
    found = None
    for step in headline.iterancestors("article") if headline is not None else ():
        found = step
    return found


_NEVER = frozenset({"nav", "footer", "menu"})
"""Elements that hold no story."""
_BESIDE = frozenset({"aside", "form", "label", "figure"})
"""Elements that HTML means for what stands beside the story."""

_ASIDE, _TANGENT = 0.4, 0.8
"""An element with more of the page's text than this is no aside, whatever its name; an ``<aside>``
may say more than a short story does."""


def _own(root: Element, headline: Element | None, silent: frozenset[str]) -> dict[Element, float]:
    """Return each element with long text of its own, and its weight; up to the next post."""
    sizes: dict[Element, float] = {}
    after, seen = 0.0, headline is None
    items = _items(root, headline)
    if items is None:
        return _every(root)
    for item in items:
        if isinstance(item, TextNode):
            parent = item.getparent()
            if parent is not None and item.is_tail:
                parent = parent.getparent()
            if parent is not None and parent.tag not in silent:
                size = weight(item.strip())
                after += size if seen else 0
                sizes[parent] = sizes.get(parent, 0.0) + size
        elif item is headline:
            seen = True
        elif seen and _is_post(item, headline, sizes, after):
            break
    return sizes


def _every(root: Element) -> dict[Element, float]:
    """Return each element with long text of its own, and its weight, on a page with one post.

    A walk in Python: XPath takes as long to find the texts that may be long, most of them blank.
    """
    sizes: dict[Element, float] = {}
    body = root.find("body")
    for element in body.iter() if body is not None else ():
        text = element.text if element.tag not in _SILENT else None
        tail = element.tail
        if text and len(text) > _SHORT and (size := _size(text)):
            sizes[element] = sizes.get(element, 0.0) + size
        if tail and len(tail) > _SHORT and element is not body and (size := _size(tail)):
            holder = element.getparent()
            if holder is not None and holder.tag not in _SILENT:
                sizes[holder] = sizes.get(holder, 0.0) + size
    return sizes


def _size(text: str) -> int:
    """Return the weight of a text with more than 20 letters, runs of white space counted as one;
    0 for a shorter one."""
    text = text.strip()
    if len(text) <= _SHORT:
        return 0
    start = text[: _SHORT + 1]
    if not (start.isprintable() and "  " not in start):  # else there is nothing to fold in it
        start = " ".join(text.split(None, _SHORT))[: _SHORT + 1]
    return weight(text) if len(start) > _SHORT else 0


def _items(root: Element, headline: Element | None) -> list[Any] | None:
    """Return the long texts with the headings among them where there is a second one like the
    headline, else ``None``."""
    if headline is None or headline.tag not in _LONG_AND_TOPS:
        return None
    name = headline.get("class")
    alike = sum(1 for top in root.iter(headline.tag) if top.get("class") == name)
    return list(_LONG_AND_TOPS[headline.tag](root)) if alike > 1 else None


def _is_post(
    top: Element, headline: Element | None, sizes: dict[Element, float], after: float
) -> bool:
    """Return whether another post begins with ``top``, a heading like the headline: in an element
    like the one that holds headline and story, or far below it and not among paragraphs, as a
    section's heading is."""
    if headline is None or top.get("class") != headline.get("class"):
        return False
    if top.get("class") and _is_twin(top, headline, sizes):
        return True
    before = top.getprevious()
    far = headline.tag == "h1" and after > _POST
    return far and (before is None or before not in sizes)


def _is_twin(top: Element, headline: Element, sizes: dict[Element, float]) -> bool:
    """Return whether ``top`` stands in an element beside that of ``headline``, of the same name and
    class, and the latter holds a story."""
    own = [headline, *headline.iterancestors()]
    other = [top, *top.iterancestors()]
    while own and other and own[-1] is other[-1]:
        own.pop()
        other.pop()
    if len(own) < 2 or not other:  # noqa: PLR2004  the heading itself is no post
        return False
    post, next_post = own[-1], other[-1]
    if (post.tag, post.get("class")) != (next_post.tag, next_post.get("class")):
        return False
    return sum(size for e, size in sizes.items() if post in e.iterancestors()) > _STORY


_POST, _STORY = 800, 300
"""Letters below a headline from which on a heading like it begins another post; letters of a story
in an element of its own."""


_LEAVES = frozenset(
    {"p", "blockquote", "ul", "ol", "li", "dl", "dd", "dt", "pre", "h1", "h2", "h3"}
)
"""Elements that are part of a story, not its place."""


def container(root: Element, masses: Masses) -> Element:
    """Return the smallest element that holds most of the page's running text."""
    mass = masses.mass
    body = root.find("body")
    here = root if body is None else body
    while True:
        children = [child for child in here if child in mass]
        best = max(children, key=lambda child: mass[child], default=None)
        if best is None or best.tag in _LEAVES:
            return here
        if mass[best] < _SHARE * mass[here]:
            best = _post_alone(here, children, masses)
            if best is None:
                return here
        if best.get("class") and any(_is_further(child, best, mass) for child in children):
            return here
        here = best


def _post_alone(here: Element, children: list[Element], masses: Masses) -> Element | None:
    """Return the child of ``here`` that holds the headline, a good part of the text and
    several paragraphs: what stands beside it, a notice on cookies, readers' comments, news in
    brief, is no part of the story, unless it is a paragraph of its own."""
    post = next((child for child in children if child in masses.above), None)
    if post is None or masses.mass[post] < _PART * masses.mass[here]:
        return None
    if any(child is not post and child.tag in _LEAVES for child in children):
        return None
    told = [
        size
        for element, size in masses.own.items()
        if size > _FURTHER and masses.mass.get(element) and post in element.iterancestors()
    ]
    return post if len(told) >= _TEXTS or sum(told) > _BREAKS else None


_PART = 0.15
"""Share of a text: on the bench none of its stories is read worse with it than with a half, and
pages that say more beside the story than in it are read right."""
_TEXTS, _BREAKS = 4, 600
"""Texts of a story, or letters of one between breaks: a head with a standfirst and notes on a
picture has fewer (``benchmarks/robustness.py``: with two texts a story was lost for its head)."""


def _is_further(child: Element, best: Element, mass: dict[Element, float]) -> bool:
    """Return whether ``child`` is a further part of the story that ``best`` holds most of:
    editorial systems set a story in blocks that look alike, some with a number each."""
    if child is best or child.tag != best.tag or mass[child] <= _FURTHER:
        return False
    return _look(child) == _look(best)


def _look(element: Element) -> str:
    return _DIGITS.sub("", element.get("class") or "")


_DIGITS = re.compile(r"\d+")
_FURTHER = 60
"""Letters of a paragraph."""
