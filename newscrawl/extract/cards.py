"""A teaser's card: the part of a page that leads to one article, and the texts in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from newscrawl.extract import labels
from newscrawl.extract.links import HEADINGS, Link

_SKIPPED = frozenset(
    "script style noscript template svg button form select iframe object video audio img picture "
    "source input hr link meta canvas".split()
)
_INLINE = frozenset(
    "abbr b bdi bdo big cite code em font i ins kbd mark q ruby rb s small strike strong sub "
    "sup u var wbr".split()
)
_TOPS = frozenset("body main section aside ul ol dl table tbody html".split())
"""Elements that hold several cards: a card is never one of these."""
_MAX_DEPTH = 60
"""Levels below a card that are read; beyond it text counts as one block."""
_MAX_CLIMB = 8
"""Levels a card may stand above its link; the deepest card on the bench needs 6."""


@dataclass(slots=True)
class Block:
    """A run of text that the page shows in one piece."""

    text: str
    role: labels.Role
    heading: HtmlElement | None
    linked: bool
    """Inside a link to the card's article."""
    astray: bool
    """Inside a link to somewhere else."""
    paragraph: bool
    node: HtmlElement
    """The innermost element that says something of the text."""


@dataclass(slots=True)
class Card:
    """The largest element whose candidate links all lead to one article."""

    root: HtmlElement
    links: list[Link]
    first: int
    """Index of its first link among the page's links."""


def cards(links: list[Link]) -> list[Card]:
    """Return the cards of a page in document order; a target may have several."""
    candid = {link.target.key for link in links if link.candid}
    owners = _owners([link for link in links if link.target.key in candid])
    found: dict[HtmlElement, Card] = {}
    for index, link in enumerate(links):
        if link.target.key in candid:
            root = _root(link, owners)
            found.setdefault(root, Card(root, [], index)).links.append(link)
    return list(found.values())


def _owners(links: list[Link]) -> dict[HtmlElement, str]:
    """Return for each ancestor of a link the one target below it, or "" for several."""
    owners: dict[HtmlElement, str] = {}
    for link in links:
        up, key = link.element, link.target.key
        while up is not None:
            owner = owners.get(up)
            if owner is None:
                owners[up] = key
            elif owner == key:
                break
            elif owner == "":
                break
            else:
                key = owners[up] = ""
            up = up.getparent()
        while up is not None and owners.get(up) not in {"", link.target.key}:
            owners[up] = ""
            up = up.getparent()
    return owners


def _root(link: Link, owners: dict[HtmlElement, str]) -> HtmlElement:
    root = link.element
    for _ in range(_MAX_CLIMB):
        up = root.getparent()
        if up is None or owners.get(up) != link.target.key or up.tag in _TOPS:
            break
        if len(up.findall("p")) > 2 and root.tag not in HEADINGS:  # noqa: PLR2004
            break
        root = up
        if root.tag in {"article", "li"}:
            break
    return root


def blocks(card: Card) -> list[Block]:
    """Return the texts of ``card`` in document order, white space folded, none empty."""
    own = {link.element for link in card.links}
    reader = _Reader(own)
    inside = next((a for a in card.root.iterancestors(*HEADINGS)), None)
    reader.element(card.root, Block("", "", inside, False, False, False, card.root), 0)  # noqa: FBT003
    reader.flush()
    return reader.found


class _Reader:
    def __init__(self, own: set[HtmlElement]) -> None:
        self.own = own
        self.found: list[Block] = []
        self._parts: list[str] = []
        self._at: Block | None = None

    def flush(self) -> None:
        if self._parts and self._at is not None:
            text = " ".join("".join(self._parts).split())
            if text:
                at = self._at
                role = at.role or _declared(at.node)
                self.found.append(
                    Block(text, role, at.heading, at.linked, at.astray, at.paragraph, at.node)
                )
        self._parts = []
        self._at = None

    def text(self, text: str | None, at: Block) -> None:
        if not text:
            return
        if self._at is None:
            if text.isspace():
                return
            self._at = at
        self._parts.append(text)

    def element(self, node: HtmlElement, at: Block, depth: int) -> None:
        if depth > _MAX_DEPTH:
            self.text(" ".join(node.itertext()), at)
            return
        here = self._inner(node, at)
        self.text(node.text, here)
        for child in node:
            tag = child.tag
            if tag == "br":
                self.text(" ", here)
            elif tag not in _SKIPPED and isinstance(tag, str) and (len(child) or child.text):
                self._child(child, tag, here, depth)
            if child.tail:
                self.text(child.tail, here)

    def _child(self, child: HtmlElement, tag: str, here: Block, depth: int) -> None:
        inline = tag in _INLINE or (tag == "span" and self._inline(child))
        if inline and labels.role(child.get("class") or "") in {here.role, ""}:
            self.element(child, here, depth + 1)
            return
        if self._parts:
            self.flush()
        self.element(child, here, depth + 1)
        if self._parts:
            self.flush()

    def _inline(self, span: HtmlElement) -> bool:
        """Return whether a span is part of a sentence: text of its parent touches it."""
        if self._parts:
            return True
        if not span.tail or span.tail.isspace():
            return False
        return not (span.text or "").strip().rstrip(".").isdigit()  # the rank in a list

    def _inner(self, node: HtmlElement, at: Block) -> Block:
        names = node.get("class")
        role = (labels.role(names) if names else "") or at.role
        tag = node.tag
        if tag == "time":
            role = "time"
        heading = node if tag in HEADINGS else at.heading
        linked, astray = at.linked, at.astray
        if tag == "a" and node.get("href"):
            linked, astray = (True, False) if node in self.own else (False, True)
        paragraph = tag == "p" or (at.paragraph and tag in _INLINE)
        return Block("", role, heading, linked, astray, paragraph, node)


def _declared(node: HtmlElement) -> labels.Role:
    """Return the role that attributes for machines and tests give, where there is no class."""
    for name in ("itemprop", "data-testid", "data-component"):
        names = node.get(name)
        if names:
            return labels.role(names)
    return ""


def images(root: HtmlElement) -> Iterator[str]:
    """Yield what the pictures of a card name as their files, lazy-loading attributes first."""
    for picture in root.iter("img", "a-img", "amp-img"):
        for name in ("data-src", "data-lazy-src", "data-original", "data-lazy", "src"):
            value = (picture.get(name) or "").strip()
            if value and not value.startswith("data:"):
                yield value
                break
        else:
            several = picture.get("data-srcset") or picture.get("srcset") or ""
            if several.strip() and not several.startswith("data:"):
                yield several.split(",")[0].split()[0]
