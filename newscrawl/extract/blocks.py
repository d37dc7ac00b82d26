"""The blocks of a part of a page: paragraphs and headings in page order, one walk."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.text import fold, has_full_stop

SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "button", "input", "select", "textarea", "audio", "video", "canvas", "map", "picture",
        "img",
        "head", "dialog", "amp-ad", "figcaption", "link", "meta", "source", "track", "wbr", "hr",
        "title", "caption", "amp-list", "amp-iframe", "datalist", "amp-sidebar", "rp", "rt",
    }
)  # fmt: skip
"""Elements without a word of the story in them; what they hold is not walked."""

INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "rb", "ruby", "s", "samp",
        "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "o:p", "st1",
    }
)  # fmt: skip

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_DEEPEST = 200
"""Levels walked below the container, three calls each: Python's own stack ends at 1,000."""

_BOLD = frozenset({"b", "strong"})
_NAMED = frozenset({"span", "em", "i", "small"})
"""Inline elements that editorial systems set captions in."""

Beside = Literal["control", "picture"]
"""A button, a field, a player or a frame of another site; a picture."""


@dataclass(slots=True)
class Block:
    """A run of text between two breaks."""

    text: str
    element: Element
    """The innermost block element around it."""
    level: int | None = None
    """Of the heading it stands in; ``None`` for a paragraph."""
    linked: int = 0
    """Letters inside links."""
    leads: tuple[str, ...] = ()
    """Where its links lead, as written."""
    bold: int = 0
    """Letters inside bold elements."""
    tag: str = "p"
    """``li``, ``blockquote``, ``tr``, ``pre`` or ``dt`` where it stands in one, else ``p``."""
    beside: frozenset[Beside] = frozenset()
    """What stands in the same run, or before it with no text between."""
    left_out: Element | None = None
    """The teaser or form that was left out behind it."""


def blocks(
    root: Element,
    left_out: Callable[[Element], bool],
    cards: AbstractSet[Element] = frozenset(),
    skipped: AbstractSet[str] = SKIPPED,
) -> list[Block]:
    """Return the blocks of ``root`` in page order, none empty.

    Args:
        root: Where the walk begins.
        left_out: Says of an element whether the walk passes it by.
        cards: Those of them that are teasers: they leave a gap.
        skipped: Names of elements that are not walked.
    """
    walk = _Walk(left_out, cards, skipped)
    walk.enter(root, None, "p", 0)
    walk.flush(root, None, "p")
    return walk.found


_BESIDE: dict[str, Beside] = {
    "button": "control", "input": "control", "select": "control", "textarea": "control",
    "audio": "control", "video": "control", "iframe": "control", "img": "picture",
    "picture": "picture",
}  # fmt: skip

_FILMS = frozenset({"audio", "video", "iframe"})
"""Of them those that a heading may name; a button beside one prints what stands below."""
_SHOWS = etree.XPath(
    "boolean(descendant-or-self::*[self::audio or self::video or self::form or self::input"
    " or self::p] or .//a[string-length(normalize-space(.)) > 30])"
)
"""A film, a field, a text or a title of another story: what "Share" and "Print" lack. A picture may
stand below the heading of the story's next section."""

_NOTHING: frozenset[Beside] = frozenset()
_LONGEST_EMPTY = 5
_EMPTY = re.compile(r"[\W_]+")
"""A rule drawn with dashes, a lone full stop."""

_KINDS = {"li": "li", "blockquote": "blockquote", "tr": "tr", "pre": "pre", "dt": "dt", "dd": "dd"}


class _Walk:
    """One walk; holds the block that is open."""

    def __init__(
        self,
        left_out: Callable[[Element], bool],
        cards: AbstractSet[Element],
        skipped: AbstractSet[str],
    ) -> None:
        self.skipped = skipped
        self.left_out = left_out
        self.cards = cards
        self.found: list[Block] = []
        self.pieces: list[str] = []
        self.linked = self.bold = 0
        self.leads: list[str] = []
        self.in_link = self.in_bold = 0
        self.beside: set[Beside] = set()
        self.level = 1
        """Of the last heading."""
        self.texts = 0
        """Blocks found that are no headings."""
        self.passed: tuple[Block, Element] | None = None
        """The last heading below which something was passed by, and what."""

    def enter(self, element: Element, level: int | None, kind: str, depth: int) -> None:
        """Read ``element``'s own text and its children."""
        self.add(element.text)
        breaks = 0
        # A copy of the children: a third of the time of iterating over the element.
        for child in element[:] if len(element) else ():
            tag, tail = child.tag, child.tail
            if tag == "br" or (tag == "span" and _is_break(child)):
                breaks += 1
                if breaks > 1 or (kind == "p" and level is None and self.ends_line()):
                    self.flush(element, level, kind)
                self.add(" ")
            elif isinstance(tag, str) and tag not in self.skipped and depth <= _DEEPEST:
                breaks = 0
                if tag in INLINE and not (tag == "span" and _is_set_apart(child)):
                    self.inline(child, tag, level, kind, depth)
                else:
                    self.outer(child, tag, element, level, kind, depth)
            elif tag in _BESIDE:
                self.beyond(child, str(tag), level, kind, depth)
            if tail and not tail.isspace():
                breaks = 0
                self.add(tail)
            elif tail and self.pieces:
                self.pieces.append(tail)

    def outer(
        self, child: Element, tag: str, parent: Element, level: int | None, kind: str, depth: int
    ) -> None:
        """Read a block element, or pass it by."""
        if not self.left_out(child):
            self.block(child, tag, parent, level, kind, depth)
            return
        self.flush(parent, level, kind)
        if tag == "form" or child in self.cards:
            self.leave_gap(child)
        else:
            self.pass_by(child)

    def leave_gap(self, child: Element) -> None:
        """Note that a teaser or a form was left out."""
        if self.found:
            self.found[-1].left_out = child

    def pass_by(self, child: Element) -> None:
        """Note what was passed by below a heading, unless it is a bar of tools."""
        heading = self.found[-1] if self.found else None
        if heading is not None and heading.level is not None and _SHOWS(child) is True:
            self.passed = heading, child

    def close(self, start: int, texts: int) -> None:
        """Leave a gap where an element ends, begun behind ``start`` blocks and ``texts`` texts,
        that holds nothing but a heading and what was passed by below it."""
        if self.passed is None or texts < self.texts or start == len(self.found):
            return
        heading, child = self.passed
        if heading is self.found[-1]:
            self.leave_gap(child)

    def beyond(self, child: Element, tag: str, level: int | None, kind: str, depth: int) -> None:
        """Note a picture or a control; a button that unfolds what a heading names is its text."""
        if level is not None and _unfolds(child) and depth <= _DEEPEST:
            self.inline(child, tag, level, kind, depth)
            return
        self.beside.add(_BESIDE[tag])
        if tag in _FILMS:
            self.pass_by(child)

    def inline(self, child: Element, tag: str, level: int | None, kind: str, depth: int) -> None:
        """Read an inline element, unless it is not shown."""
        if hints.is_unseen(child) or (tag in _NAMED and self.is_caption(child)):
            return
        if tag in ("sup", "a") and not self.in_bracket() and _is_footnote(child):
            return
        if child in self.cards:
            self.leave_gap(child)
            return
        href = child.get("href") if tag == "a" else None
        link = href is not None and not (level and (href or "#").startswith("#"))
        bold = tag in _BOLD or (tag == "span" and _is_bold(child))
        if link:
            self.leads.append(str(href))
        self.in_link += link
        self.in_bold += bold
        self.enter(child, level, kind, depth + 1)
        self.in_link -= link
        self.in_bold -= bold

    def in_bracket(self) -> bool:
        """Return whether the open block ends with a bracket that begins."""
        return bool(self.pieces) and self.pieces[-1].rstrip()[-1:] in {"(", "["}

    def is_caption(self, child: Element) -> bool:
        """Return whether an inline element that begins a block is a picture's caption."""
        return "caption" in hints.said(child) and not any(piece.strip() for piece in self.pieces)

    def block(
        self, child: Element, tag: str, parent: Element, level: int | None, kind: str, depth: int
    ) -> None:
        """Read a block element: what stands before it ends a block, and so does its own end."""
        if kind == "tr" and tag in ("td", "th"):
            self.add(" ")
            self.enter(child, level, kind, depth + 1)
            self.add(" ")
            return
        self.flush(parent, level, kind)
        own_level = None if tag == "p" else self.level_of(tag, level)
        own_kind = _KINDS.get(tag, kind)
        start, texts = len(self.found), self.texts
        self.enter(child, own_level, own_kind, depth + 1)
        self.flush(child, own_level, own_kind)
        self.close(start, texts)

    def level_of(self, tag: str, outer: int | None) -> int | None:
        """Return the level of what stands in ``tag``: what unfolds a part of a text heads it, one
        level below the heading above."""
        if tag == "summary":
            return min(self.level + 1, 6)
        own = HEADINGS.get(tag)
        self.level = own or self.level
        return own or outer

    def ends_line(self) -> bool:
        """Return whether a break parts the open block from what follows: behind a full stop it
        does, and behind a line all in bold; behind a line of a poem or an address it does not."""
        if not self.pieces:
            return False
        if has_full_stop(self.pieces[-1]):
            return True
        return bool(self.bold) and self.bold >= sum(len(piece.strip()) for piece in self.pieces)

    def add(self, text: str | None) -> None:
        if not text or (not self.pieces and text.isspace()):
            return
        self.pieces.append(text)
        if self.in_link or self.in_bold:
            size = len(text.strip())
            self.linked += size if self.in_link else 0
            self.bold += size if self.in_bold else 0

    def flush(self, element: Element, level: int | None, kind: str) -> None:
        if not self.pieces:
            self.beside.discard("control")
            return
        text = fold("".join(self.pieces))
        if len(text) > _LONGEST_EMPTY or (text and not _EMPTY.fullmatch(text)):
            while element.tag in INLINE and (outer := element.getparent()) is not None:
                element = outer
            beside = frozenset(self.beside) if self.beside else _NOTHING
            leads = tuple(self.leads) if self.leads else ()
            block = Block(text, element, level, self.linked, leads, self.bold, kind, beside)
            self.found.append(block)
            self.texts += level is None
        self.beside.clear()
        self.pieces = []
        self.leads = []
        self.linked = self.bold = 0


def _is_set_apart(span: Element) -> bool:
    """Return whether a ``<span>`` is a block by its style."""
    style = span.get("style")
    if style is None or not _BLOCK_STYLE.search(style) or "float" in style:
        return False
    return not (span.tail or "")[:1].isalpha()  # an initial, set large


_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)


def _is_footnote(mark: Element) -> bool:
    """Return whether an element is the mark of a footnote: a number that leads to it."""
    link = mark if mark.tag == "a" else next(mark.iterchildren("a"), None)
    if link is None or "#" not in (link.get("href") or ""):
        return False
    raised = mark.tag == "sup" or next(mark.iterchildren("sup"), None) is not None
    wanted = _FOOTNOTE if raised or link.get("role") == "doc-noteref" else _BRACKETED
    return wanted.fullmatch("".join(mark.itertext()).strip()) is not None


_FOOTNOTE, _BRACKETED = re.compile(r"\[?\d{1,3}\]?"), re.compile(r"\[\d{1,3}\]")


def _unfolds(child: Element) -> bool:
    """Return whether a button shows and hides what stands below it (WAI-ARIA, "Accordion")."""
    return child.tag == "button" and child.get("aria-expanded") is not None


def _is_break(span: Element) -> bool:
    """Return whether an empty ``<span class="br">`` stands for a line break."""
    return len(span) == 0 and not span.text and "br" in (span.get("class") or "").lower().split()


def _is_bold(element: Element) -> bool:
    """Return whether a ``<span>`` is bold by its class, ``strong`` or ``bold``, or its style."""
    style = element.get("style")
    if style and _BOLD_STYLE.search(style):
        return True
    return bool(_BOLD_CLASSES.intersection((element.get("class") or "").lower().split()))


_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BOLD_CLASSES = frozenset({"strong", "bold", "font-bold", "fw-bold", "b"})
"""What Bootstrap, Tailwind and editorial systems call bold."""
