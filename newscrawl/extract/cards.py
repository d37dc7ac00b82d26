"""A teaser's card: the part of a page that leads to one article, and the texts in it."""

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml.etree import _Element as Element

from newscrawl.extract import labels
from newscrawl.extract.links import Link
from newscrawl.extract.text import fold
from newscrawl.extract.wording import HEADINGS, raw_text

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "canvas", "link", "meta", "source"}
    | {"button", "form", "select", "input", "iframe", "object", "video", "audio", "img", "picture"}
)
_INLINE = frozenset(
    {"abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark"}
    | {"q", "ruby", "rb", "s", "small", "strike", "strong", "sub", "sup", "u", "var", "wbr"}
)
"""Phrasing elements of the HTML standard that do not cut a text; spans are looked at closer."""
_RUNNING = _INLINE | {"span"}
_TELLING = frozenset({"a", "p", "time", *HEADINGS})
"""Elements that say by themselves what their text is."""
_TOPS = frozenset({"html", "body", "main", "section", "aside", "ul", "ol", "dl", "table", "tbody"})
"""Elements that hold several cards: a card is never one of these."""
_MAX_DEPTH = 60
"""Levels below a card that are read; beyond it text counts as one block."""
_MAX_PARAGRAPHS = 2
"""Paragraphs side by side in a card; an element with more is a text."""
_MAX_BETWEEN = 4
"""Elements from one link of a teaser to the next: headline, time, excerpt, "Read more"."""
_BELOW = frozenset({"p", "div", "span", "small", "time", "br", "dd"})
_LONGEST = 600
"""Letters of an excerpt with time and names; what is longer is text."""
_MAX_CLIMB = 8
"""Levels a card may stand above its link; the deepest card on the bench needs 6."""


@dataclass(slots=True)
class Context:
    """What the elements around a text say of it."""

    role: labels.Role
    heading: Element | None
    link: Literal["own", "other", ""]
    """The text is in a link to the card's article, to somewhere else, or in none."""
    paragraph: bool


@dataclass(slots=True)
class Block:
    """A run of text that the page shows in one piece."""

    text: str
    role: labels.Role
    heading: Element | None
    link: Literal["own", "other", ""]
    paragraph: bool
    source: Element
    """The element that the text begins in."""


@dataclass(slots=True)
class Card:
    """The largest element whose candidate links all lead to one article."""

    root: Element
    links: list[Link]
    first: int
    """Index of its first link among the page's links."""
    rest: tuple[Element, ...] = ()
    """What follows ``root`` beside it up to another link to the same article."""
    below: tuple[Element, ...] = ()
    """What follows a headline that stands alone, up to the next teaser: read with it, but no part
    of the card."""

    @property
    def parts(self) -> tuple[Element, ...]:
        """The elements of the card, in page order."""
        return (self.root, *self.rest)


def cards(links: list[Link], headings: list[tuple[int, Element]]) -> list[Card]:
    """Return the cards of a page in document order; a target may have several.

    Args:
        links: The links that may be teasers, in document order.
        headings: The page's headings that are no headline.
    """
    candid = {link.target.key for link in links if link.candid}
    owners = _owners([link for link in links if link.target.key in candid])
    named = _named_blocks(headings)
    found: list[Card] = []
    last: dict[str, Card] = {}
    for index, link in enumerate(links):
        key = link.target.key
        if key not in candid:
            continue
        card = last.get(key)
        if card is None or card.root not in islice(link.element.iterancestors(), _MAX_CLIMB):
            card = Card(_root(link, owners, named), [], index)
            before = found[-1] if found else None
            rest = _between(before, card) if before is not None and last.get(key) is before else ()
            if before is not None and rest:
                before.rest += rest
                card = before
            else:
                found.append(card)
            last[key] = card
        card.links.append(link)
    return found


def look_below(found: list[Card]) -> None:
    """Note what stands below the headlines that are all of their cards, where most of them have
    something below: front pages that set headlines and excerpts side by side, or further links
    below both. In a story its paragraphs would be taken for excerpts."""
    owners = _owners([link for card in found for link in card.links])
    alike: dict[tuple[str, str | None], list[tuple[Card, tuple[Element, ...]]]] = {}
    for card in found:
        last = card.parts[-1]
        if _is_headline(last, card.links[-1]):
            kind = (str(last.tag), last.get("class"))
            alike.setdefault(kind, []).append((card, _following(last, owners)))
    for cards_ in alike.values():
        told = [(card, below) for card, below in cards_ if below]
        if len(told) > 1 and len(told) >= len(cards_) / 2:
            for card, below in told:
                card.below = below


def _is_headline(part: Element, link: Link) -> bool:
    """Return whether a part of a card holds its headline and nothing else."""
    if part.tag == "a" or part.tag in HEADINGS:
        return True
    inner = link.heading if link.heading is not None else link.element
    return len(part) == 1 and raw_text(part).strip() == raw_text(inner).strip()


def _following(last: Element, owners: dict[Element, str]) -> tuple[Element, ...]:
    """Return the texts beside ``last`` up to the next element that leads to an article or holds
    something else; none where they go on, as those of a story do."""
    found: list[Element] = []
    for beside in last.itersiblings("*"):
        if beside in owners or beside.tag not in _BELOW or len(raw_text(beside)) > _LONGEST:
            break
        found.append(beside)
        if len(found) > _MAX_BETWEEN or sum(one.tag == "p" for one in found) > _MAX_PARAGRAPHS:
            return ()
    return tuple(found)


def _between(before: Card, card: Card) -> tuple[Element, ...]:
    """Return what stands between two links to one article side by side, and the second: a teaser
    without an element of its own. Empty where they are further apart."""
    rest = list(islice(before.parts[-1].itersiblings("*"), _MAX_BETWEEN))
    return tuple(rest[: rest.index(card.root) + 1]) if card.root in rest else ()


def _owners(links: list[Link]) -> dict[Element, str]:
    """Return for each ancestor of a link the one target below it, or "" for several."""
    owners: dict[Element, str] = {}
    for link in links:
        up: Element | None = link.element
        key = link.target.key
        while up is not None:
            owner = owners.get(up)
            if owner in {key, ""}:
                break  # what is above is known, too
            owners[up] = key if owner is None else ""
            up = up.getparent()
    return owners


def _named_blocks(headings: list[tuple[int, Element]]) -> set[Element]:
    """Return the elements that hold a heading which is neither a headline nor a kicker."""
    found: set[Element] = set()
    for _, heading in headings:
        names = heading.get("class")
        if not names or labels.role(names) not in {"kicker", "category", "label", "time"}:
            found.update(islice(heading.iterancestors(), 2))
    return found


def _root(link: Link, owners: dict[Element, str], named: set[Element]) -> Element:
    root = link.element
    for up in islice(link.element.iterancestors(), _MAX_CLIMB):
        if owners.get(up) != link.target.key or up.tag in _TOPS:
            break
        if link.heading is not None and up in named:
            break
        if len(up) > _MAX_PARAGRAPHS and len(list(up.iterchildren("p"))) > _MAX_PARAGRAPHS:
            break
        root = up
        if root.tag in {"article", "li"}:
            break
    return root


def blocks(card: Card) -> list[Block]:
    """Return the texts of ``card`` in document order, white space folded, none empty."""
    root = card.root
    inside = next(root.iterancestors(*HEADINGS), None) if root.tag == "a" else None
    reader = _Reader({link.element for link in card.links}, root)
    found = reader.read(root, Context("", inside, "", paragraph=False))
    for part in (*card.rest, *card.below):
        found = reader.read(part, Context("", None, "", paragraph=False))
    return found


class _Reader:
    """Collects the texts of one card, a block for each run that no boundary cuts."""

    def __init__(self, own: set[Element], root: Element) -> None:
        self.own = own
        self.found: list[Block] = []
        self._parts: list[str] = []
        self._at: Context | None = None
        self._node = root

    def read(self, root: Element, around: Context) -> list[Block]:
        """Return the blocks of ``root``."""
        self.element(root, str(root.tag), root.text, around, 0)
        if self._at is not None:
            self._flush(self._at)
        return self.found

    def _flush(self, at: Context) -> None:
        """End the block that began in ``at``."""
        text = fold("".join(self._parts))
        if text:
            role = at.role or _declared(self._node)
            self.found.append(Block(text, role, at.heading, at.link, at.paragraph, self._node))
        self._parts, self._at = [], None

    def text(self, text: str, at: Context, node: Element) -> None:
        if self._at is None:
            self._at, self._node = at, node
        self._parts.append(text)

    def element(
        self, node: Element, tag: str, text: str | None, outer: Context, depth: int
    ) -> None:
        """Read ``node``, whose own ``text`` is at hand: a tenth of a front page's time."""
        names = node.get("class")
        role = labels.role(names) if names else ""
        here = self._context(node, tag, outer, role) if role or tag in _TELLING else outer
        if depth > _MAX_DEPTH:
            self.text(raw_text(node), here, node)
            return
        if text and (self._at is not None or not text.isspace()):
            self.text(text, here, node)
        # A copy of the children: a third of the time of iterating over the element.
        for child in node[:] if len(node) else ():
            kind, inner, after = child.tag, child.text, child.tail
            if kind == "br":
                if self._at is not None:
                    self._parts.append(" ")
            elif (inner or len(child)) and kind not in _SKIPPED and isinstance(kind, str):
                apart = kind not in _RUNNING or not self._touches(child, kind, inner, after, here)
                if apart and self._at is not None:
                    self._flush(self._at)
                self.element(child, kind, inner, here, depth + 1)
                if apart and self._at is not None:
                    self._flush(self._at)
            if after and (self._at is not None or not after.isspace()):
                self.text(after, here, node)

    def _touches(
        self, child: Element, tag: str, inner: str | None, after: str | None, here: Context
    ) -> bool:
        """Return whether the text of ``child`` runs on from the text around it."""
        if tag == "span" and not self._joins(child, inner or "", after):
            return False
        names = child.get("class")
        return not names or labels.role(names) in {here.role, ""}

    def _joins(self, span: Element, inner: str, after: str | None) -> bool:
        """Return whether text touches a span; one that would be glued to another is apart."""
        if self._at is not None:
            before = span.getprevious()
            glued = before is not None and not before.tail and not self._parts[-1][-1:].isspace()
            return not (glued and inner[:1].strip())
        if not after or after.isspace():
            return False
        return not inner.strip().rstrip(".").isdigit()  # the rank in a list

    def _context(self, node: Element, tag: str, outer: Context, role: labels.Role) -> Context:
        heading = node if tag in HEADINGS else outer.heading
        link = outer.link
        if tag == "a" and node.get("href"):
            link = "own" if node in self.own else "other"
        role = "time" if tag == "time" else role or outer.role
        return Context(role, heading, link, outer.paragraph or tag == "p")


def _declared(node: Element) -> labels.Role:
    """Return the role that attributes for machines and tests give, where there is no class."""
    for name in ("itemprop", "data-testid", "data-component"):
        names = node.get(name)
        if names:
            return labels.role(names)
    return ""


def image(root: Element) -> str | None:
    """Return what a card's first picture names as its file; lazy-loading attributes first.

    Drawings (SVG) are passed over: in a teaser they are badges and icons.
    """
    for picture in root.iter("img", "a-img", "amp-img"):
        file = _file(picture)
        if file and not file.partition("?")[0].endswith(".svg"):
            return file
    return None


def _file(picture: Element) -> str | None:
    for name in ("data-src", "data-lazy-src", "data-original", "data-lazy", "src"):
        value = (picture.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    several = (picture.get("data-srcset") or picture.get("srcset") or "").split()
    return several[0].rstrip(",") if several and not several[0].startswith("data:") else None
