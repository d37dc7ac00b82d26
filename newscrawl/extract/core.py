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
from itertools import takewhile

from lxml.etree import _Element as Element

from newscrawl.extract.blocks import Block
from newscrawl.extract.headings import with_headings
from newscrawl.extract.lines import BOLD, HALF, ends_sentence, is_link, without_captions
from newscrawl.extract.text import key, weight
from newscrawl.extract.words import ADVERTISEMENT

_LISTS = frozenset(
    {"ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "dl",
     "dt", "dd"}
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
_RUNNING = 60
"""Letters from which on a paragraph counts as running text."""
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
    found = with_headings(_without_repeats(without_captions(found)))
    looks = [_look(_home(block)) for block in found]
    core = _core_looks(found, looks)
    own = [look in core for look in looks]
    running = [
        place
        for place, block in enumerate(found)
        if own[place]
        and block.level is None
        and weight(block.text) > _RUNNING
        and not _is_dateline(block)
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
        self.last = self.last_with_rows()
        told = [found[place] for place in running]
        self.homes = {_home(b) for b in told} | {b.element for b in told if b.element.tag != "p"}
        """What the story's paragraphs stand in; without <p> they are text between breaks."""
        inside = found[self.first : self.last]
        self.headings = {_heading_look(block) for block in inside if block.level is not None}

    def last_with_rows(self) -> int:
        """Return the place of the last block of the lists and tables directly below the story, as
        recipes and results are; of the last paragraph where they are short, or links."""
        last, size = self.last, 0
        for place in range(self.last + 1, len(self.found)):
            block = self.found[place]
            if block.level is None:
                if block.tag not in _ROWS or block.linked >= HALF * len(block.text):
                    break
                size += weight(block.text)
                last = place
        return last if size >= _LONG else self.last

    def kept(self) -> list[Block]:
        return [block for place, block in enumerate(self.found) if self.belongs(place, block)]

    def belongs(self, place: int, block: Block) -> bool:
        if block.element.getparent() in self.lists:
            return False
        if is_link(block) and not (self.own[place] and _opens(self.found, place)):
            return False
        if self.own[place]:
            return place >= self.first or not self.is_head(place, block)
        if not self.earns(place, block):
            return False
        self.last = max(self.last, place)
        return True

    def is_head(self, place: int, block: Block) -> bool:
        """Return whether a block above the story that looks like it is none of it: a date, a name
        or the minutes it takes to read, in a line or a list."""
        if block.tag == "li":
            return all(b.tag == "li" for b in self.found[:place]) and self.tells_nothing(place)
        return _is_dateline(block)

    def tells_nothing(self, place: int) -> bool:
        """Return whether no item of a list from ``place`` on is a sentence."""
        items = takewhile(lambda block: block.tag == "li", self.found[place:])
        return not any(ends_sentence(block.text) for block in items)

    def earns(self, place: int, block: Block) -> bool:
        """Return whether a block that looks other than the story belongs to it all the same."""
        inside = self.first < place <= self.last
        if block.level is not None:
            above = place < self.first and _heading_look(block) in self.headings
            return inside or above or self.heads_lines(place)
        if block.tag == "blockquote":
            return inside
        if block.tag in _ROWS:
            linked = block.linked >= HALF * len(block.text)
            return not linked and (inside or (place < self.first and self.is_summary(place)))
        if place < self.first:
            return _is_lead(block)
        if inside and self.stands_beside(block):
            return True
        return _is_long(block) and place <= self.last + 1

    def heads_lines(self, place: int) -> bool:
        """Return whether a heading below the last long paragraph stands above a line that looks
        like the story, as in a list of winners."""
        below = place + 1
        if not self.last < place < len(self.found) - 1 or not self.own[below]:
            return False
        return self.found[below].level is None and not is_link(self.found[below])

    def stands_beside(self, block: Block) -> bool:
        """Return whether a sentence stands in the story's element itself, between breaks and
        beside paragraphs, or a paragraph beside such text."""
        home = _home(block) if block.element.tag == "p" else block.element
        return home in self.homes and ends_sentence(block.text)

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
    empty = True
    linked: Element | None = None
    for block in reversed(found):
        if id(block) not in own or _is_label(block, linked):
            empty, linked = True, block.element if is_link(block) else None
            continue
        linked = None
        if block.level is None:
            result.append(block)
            empty = False
        elif not empty and block.left_out is None:
            result.append(block)
    return result[::-1]


def _is_label(block: Block, link: Element | None) -> bool:
    """Return whether a short line speaks of what was left out below it, a ``link`` or a teaser, as
    "Read also" does: in bold, with a colon above a teaser, in one element with it."""
    below = link if block.left_out is None else block.left_out
    if below is None or block.level is not None or block.tag != "p" or len(block.text) >= _RUNNING:
        return False
    if block.bold >= BOLD * len(block.text):
        return True
    if block.left_out is not None and block.text.endswith((":", "：")):
        return True
    return block.element in below.iterancestors() and not ends_sentence(block.text)


def headed(found: list[Block]) -> list[Block]:
    """Return the blocks of a place known to be the story: links and empty headings left out."""
    found = with_headings(found)
    return _headed(found, [block for block in found if not is_link(block)])


def _home(block: Block) -> Element | None:
    """Return the element that the block stands in, lists, tables, quotes and nameless wrappers of
    one paragraph put aside."""
    parent = block.element.getparent()
    while parent is not None and (parent.tag in _LISTS or _is_wrapper(parent)):
        parent = parent.getparent()
    return parent


def _is_wrapper(element: Element) -> bool:
    return len(element) == 1 and element.tag == "div" and not element.get("class")


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
    """Return whether a line above the story is a date, a time or a reading time, or begins with the
    date of publication and goes on with links to a section and topics."""
    if block.level is not None or block.tag != "p" or ends_sentence(block.text):
        return False
    if block.linked and len(block.text) < _LONGEST_DATED and _DATED.match(block.text):
        return True
    digits, size = sum(letter.isdigit() for letter in block.text), weight(block.text)
    return digits >= _DIGITS_OF_DATES * size or (digits > 0 and size < _RUNNING)


def _is_lead(block: Block) -> bool:
    """A look of its own above the story: a lead where it is a sentence, else a date or a name."""
    size = weight(block.text)
    if block.tag != "p" or size < _SENTENCE:
        return False
    digits = sum(letter.isdigit() for letter in block.text)
    return size >= _LONG or (ends_sentence(block.text) and digits < _DIGITS_OF_DATES * size)


_DATED = re.compile(r"\W*(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})\b")
_LONGEST_DATED = 160
"""Letters of a line of date, names, section and topics."""
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
    pulled = {id(b) for b in quotes if weight(b.text) > _SENTENCE and key(b.text) in text}
    return [b for b in kept if id(b) not in pulled]


_OFTEN = 3


def _without_repeats(found: list[Block]) -> list[Block]:
    """Leave out short blocks that stand on the page again and again, as "Share" does or "Picture
    3", and those that say "Advertisement". What is written in a plain paragraph may be said again.
    """
    found = [b for b in found if not (len(b.text) < _RUNNING and ADVERTISEMENT.fullmatch(b.text))]
    short = Counter(_label(b) for b in found if b.level is None and len(b.text) < _RUNNING)
    return [
        b
        for b in found
        if b.level is not None
        or len(b.text) >= _RUNNING
        or short[_label(b)] < _OFTEN
        or ends_sentence(b.text)
        or b.tag in ("tr", "li")
        or (b.element.tag == "p" and not (b.linked or b.element.get("class")))
    ]


def once(kept: list[Block]) -> list[Block]:
    """Leave out the sentences that stand in the story a second time, word for word: boxes are there
    twice, for narrow screens and for wide ones, and now and then a whole story is. Below a heading
    of its own an answer may be the same again."""
    seen: set[str] = set()
    result: list[Block] = []
    for block in kept:
        text = block.text
        if block.tag == "p" and weight(text) >= _TWICE and ends_sentence(text):
            if text in seen and result[-1].level is None:
                continue
            seen.add(text)
        result.append(block)
    return result


_TWICE = 100
"""Letters of what nobody writes twice; lines of a song are shorter, those of a plan no sentences.
"""


def _label(block: Block) -> str:
    return _DIGITS.sub("", key(block.text))


def _link_lists(found: list[Block]) -> set[Element]:
    """Return the lists in which most items are links."""
    items: dict[Element, list[bool]] = {}
    for block in found:
        if block.tag == "li":
            home = block.element.getparent()
            if home is not None:
                items.setdefault(home, []).append(block.linked >= HALF * len(block.text))
    return {home for home, linked in items.items() if sum(linked) >= 0.6 * len(linked)}
