# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Which blocks of the container are the story's own: told by the company they keep.

The paragraphs of one story stand in elements that look alike. The look that carries most text is
the core; what looks different must earn its place by length, position or sentence end. The limits
below were read off 7,900 blocks of the pages of ``benchmarks/extraction.py``.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.extract.blocks import Block
from newscrawl.extract.headings import with_headings
from newscrawl.extract.text import key, text_of, weight
from newscrawl.extract.words import ADVERTISEMENT

_LISTS = frozenset(
    {"ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "dl",
     "dt", "dd"}
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟:][\"”“»«’'‘)\]」』]*$")
_ADDRESS = re.compile(r"https?://|\S@\S|www\.")
"""An address in words is text, linked or not."""
_LABEL = re.compile(r"[^.!?:]{1,40}:\s?\S")
"""How "Read more: a headline" begins, whatever the headline ends with."""

_RUNNING = 60
"""Letters from which on a paragraph counts as running text."""
_LINKED = 0.85
"""Share of linked letters from which on a block is a link and no sentence: 6 of 7 such blocks are
"read more" lines."""
_HALF = 0.5
"""Share of linked letters from which on a line without a full stop is a link."""
_LONG, _SENTENCE = 200, 25
"""Letters of a text that earns its place by length, and of the shortest lead."""
_SECOND = 0.35
"""A second look with this share of the first one's text is core too."""

_REMEMBERED = 2000
"""Classes kept per process: a story's paragraphs have few."""

Look = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The blocks of a story, in page order."""

    blocks: list[Block]
    running: list[Block]
    """Its paragraphs of running text in the story's own look."""


def story(found: list[Block]) -> Kept:
    """Return the blocks that belong to the story."""
    found = with_headings(_without_repeats(found))
    looks = [_look(_home(block)) for block in found]
    core = _core_looks(found, looks)
    own = [look in core for look in looks]
    running = [
        place
        for place, block in enumerate(found)
        if own[place] and block.level is None and weight(block.text) > _RUNNING
    ]
    if not running:
        rest = [block for block in found if not is_link(block)]
        return Kept(_headed(found, rest), [b for b in rest if b.level is None])
    kept = _without_quotes(_Sieve(found, own, running).kept())
    return Kept(_headed(found, kept), [found[n] for n in running if not is_link(found[n])])


class _Sieve:
    """Decides of each block whether it belongs to the story, in page order."""

    def __init__(self, found: list[Block], own: list[bool], running: list[int]) -> None:
        self.found = found
        self.own = own
        """Of each block, whether it stands in the story's look."""
        self.first, self.last = running[0], running[-1]
        self.lists = _link_lists(found)
        inside = found[self.first : self.last]
        self.headings = {_heading_look(block) for block in inside if block.level is not None}

    def kept(self) -> list[Block]:
        return [block for place, block in enumerate(self.found) if self.belongs(place, block)]

    def belongs(self, place: int, block: Block) -> bool:
        if block.element.getparent() in self.lists:
            return False
        if is_link(block) and not (self.own[place] and _opens(self.found, place)):
            return False
        if self.own[place]:
            return place >= self.first or not _is_dateline(block)
        if not self.earns(place, block):
            return False
        self.last = max(self.last, place)
        return True

    def earns(self, place: int, block: Block) -> bool:
        """Return whether a block that looks other than the story belongs to it all the same."""
        inside = self.first < place < self.last
        if block.level is not None:
            above = place < self.first and _heading_look(block) in self.headings
            return inside or above
        if block.tag == "blockquote":
            return inside
        if block.tag in _ROWS:
            linked = block.linked >= _HALF * len(block.text)
            return not linked and (inside or (place < self.first and self.is_summary(place)))
        if place < self.first:
            return _is_lead(block)
        return _is_long(block) and place <= self.last + 1

    def is_summary(self, place: int) -> bool:
        """Return whether a list above the story is part of it: in a box it has the box's heading
        above it, in the box's look."""
        if self.found[place].tag != "li" or weight(self.found[place].text) < _RUNNING:
            return False
        above = place
        while above and self.found[above].tag == "li":
            above -= 1
        return self.found[above].level is None or self.own[above]


def _heading_look(block: Block) -> tuple[Look, Look]:
    return _look(block.element), _look(_home(block))


_ROWS = frozenset({"li", "tr", "pre", "dd", "dt"})
"""Blocks of lists, tables and code: inside a story they are its own, whatever they look like."""


def _opens(found: list[Block], place: int) -> bool:
    """Return whether a linked line stands between a heading and its text, as the line with the
    price in a test of goods does: 14 of 15 such lines are the story's."""
    if not 0 < place < len(found) - 1:
        return False
    before, block, after = found[place - 1 : place + 2]
    return (
        block.tag == "p"
        and before.level is not None
        and after.level is None
        and _home(block) is _home(after)
        and not is_link(after)
    )


def _headed(found: list[Block], kept: list[Block]) -> list[Block]:
    """Return ``kept`` without the headings whose text was left out or is none."""
    own = set(map(id, kept))
    result: list[Block] = []
    empty, linked = True, False
    for block in reversed(found):
        label = (linked and _is_label(block)) or (block.gap and _is_label(block, ":："))
        if id(block) not in own or label:
            empty, linked = True, is_link(block)
            continue
        linked = False
        if block.level is None:
            result.append(block)
            empty = False
        elif not empty and not block.gap:
            result.append(block)
    return result[::-1]


def _is_label(block: Block, marks: str = "") -> bool:
    """Return whether a line is short, and bold or ends in one of ``marks``, as "Read also" above
    links is."""
    if block.level is not None or block.tag != "p" or len(block.text) >= _RUNNING:
        return False
    return block.bold >= _BOLD * len(block.text) or block.text.endswith(tuple(marks))


def without_notes(kept: list[Block]) -> list[Block]:
    """Return ``kept`` without the newsroom's notes at its end: up to three short paragraphs all in
    italics, below one that is not. Of 60 such on the bench 40 are no part of the story."""
    end = len(kept)
    while end and len(kept) - end < _NOTES and _is_note(kept[end - 1]):
        end -= 1
    closing = kept[end - 1] if end else None
    return kept if closing is None or closing.level or _is_note(closing) else kept[:end]


def _is_note(block: Block) -> bool:
    if block.level is None and len(block.text) < _LONGEST_NOTE and _COPYRIGHT.match(block.text):
        return True
    if block.tag != "p" or block.level is not None or len(block.text) >= _LONGEST_NOTE:
        return False
    italic = sum(len(text_of(part)) for part in block.element.iter("em", "i"))
    return italic >= _BOLD * len(block.text) and text_of(block.element) == block.text


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b|저작권자)", re.IGNORECASE)
_NOTES, _LONGEST_NOTE = 3, 400
_BOLD = 0.9
"""Share of letters from which on a paragraph is bold, or in italics."""


def headed(found: list[Block]) -> list[Block]:
    """Return the blocks of a place known to be the story: links and empty headings left out."""
    found = with_headings(found)
    return _headed(found, [block for block in found if not is_link(block)])


def is_link(block: Block) -> bool:
    """Return whether a block is one link."""
    share = block.linked / len(block.text)
    if share < _HALF or _ADDRESS.search(block.text):
        return False
    sentence = ends_sentence(block.text) and not _LABEL.match(block.text)
    return share >= _LINKED or (block.tag == "p" and not sentence)


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def _home(block: Block) -> Element | None:
    """Return the element that the block stands in, lists, tables and quotes put aside."""
    parent = block.element.getparent()
    while parent is not None and parent.tag in _LISTS:
        parent = parent.getparent()
    return parent


def _look(element: Element | None) -> Look:
    if element is None:
        return ("", "")
    return (str(element.tag), _dress(element.get("class") or ""))


@lru_cache(maxsize=_REMEMBERED)
def _dress(label: str) -> str:
    return " ".join(sorted(_DIGITS.sub("", label).split())[:3])


def _core_looks(found: list[Block], homes: list[Look]) -> set[Look]:
    sizes: Counter[Look] = Counter()
    for block, home in zip(found, homes, strict=True):
        size = weight(block.text)
        if block.level is None and size > _RUNNING and not is_link(block):
            sizes[home] += size
    if not sizes:
        return set()
    most = max(sizes.values())
    return {look for look, size in sizes.items() if size >= _SECOND * most}


def _is_dateline(block: Block) -> bool:
    """Return whether a line above the story is a date, a time or a reading time."""
    return (
        block.level is None
        and block.tag == "p"
        and weight(block.text) < _RUNNING
        and not ends_sentence(block.text)
        and any(letter.isdigit() for letter in block.text)
    )


def _is_lead(block: Block) -> bool:
    """A look of its own above the story: a lead where it is a sentence, else a date or a name."""
    size = weight(block.text)
    if block.tag != "p" or size < _SENTENCE:
        return False
    digits = sum(letter.isdigit() for letter in block.text)
    return size >= _LONG or (ends_sentence(block.text) and digits < _DIGITS_OF_DATES * size)


_DIGITS_OF_DATES = 0.2
"""Share of digits from which on a line is a date."""


def _is_long(block: Block) -> bool:
    return block.tag == "p" and weight(block.text) >= _LONG


def _without_quotes(kept: list[Block]) -> list[Block]:
    """Leave out the quotes that repeat words of the story, as pull quotes do."""
    quotes = [b for b in kept if b.tag == "blockquote"]
    if not quotes:
        return kept
    text = "\n".join(key(b.text) for b in kept if b.tag != "blockquote")
    pulled = {id(b) for b in quotes if key(b.text) in text}
    return [b for b in kept if id(b) not in pulled]


_OFTEN = 3


def _without_repeats(found: list[Block]) -> list[Block]:
    """Leave out short blocks that stand on the page again and again, as "Share" does, and those
    that say "Advertisement". What is written in a plain paragraph may be said again."""
    found = [b for b in found if not (len(b.text) < _RUNNING and ADVERTISEMENT.fullmatch(b.text))]
    short = Counter(key(b.text) for b in found if b.level is None and len(b.text) < _RUNNING)
    return [
        b
        for b in found
        if b.level is not None
        or len(b.text) >= _RUNNING
        or short[key(b.text)] < _OFTEN
        or ends_sentence(b.text)
        or b.tag in ("tr", "li")
        or (b.element.tag == "p" and not (b.linked or b.element.get("class")))
    ]


def _link_lists(found: list[Block]) -> set[Element]:
    """Return the lists in which most items are links."""
    items: dict[Element, list[bool]] = {}
    for block in found:
        if block.tag == "li":
            home = block.element.getparent()
            if home is not None:
                items.setdefault(home, []).append(block.linked >= _HALF * len(block.text))
    return {home for home, linked in items.items() if sum(linked) >= 0.6 * len(linked)}
