"""Which blocks belong to a story though they look other than it, by length, position or sentence
end, and which do not though they look like it.

The limits were read off 7,900 blocks of the pages of ``benchmarks/extraction.py``.
"""

import re
from collections import Counter
from functools import cached_property
from itertools import takewhile

from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract.blocks import Block
from newscrawl.extract.lines import HALF, ends_sentence, is_link
from newscrawl.extract.looks import RUNNING, Look, home_of, look_of
from newscrawl.extract.text import has_full_stop, weight

_LOUD = (
    "a", "button", "input", "select", "form", "iframe", "img", "picture", "video", "audio", "small",
)  # fmt: skip
"""What stands in boxes that are none of the story."""
_LONG, _SENTENCE = 200, 25
"""Letters of a text that earns its place by length, and of the shortest lead."""


class Sieve:
    """Decides of each block whether it belongs to the story, in page order."""

    def __init__(self, found: list[Block], own: list[bool], running: list[int], url: str) -> None:
        self.found = found
        self.url = url
        self.own = own
        """Of each block, whether it stands in the story's look."""
        self.first, self.last = running[0], running[-1]
        self.lists = _link_lists(found)
        top = list(takewhile(lambda block: block.tag == "li", found))
        self.top_list = len(top)
        """Items of the list that the page begins with."""
        told_above = (n for n in range(len(top) - 1, -1, -1) if ends_sentence(top[n].text))
        self.told_in_list = next(told_above, -1)
        """The place of the last sentence among them."""
        told = [found[place] for place in running]
        self.homes = {home_of(b) for b in told} | {b.element for b in told if b.element.tag != "p"}
        """What the story's paragraphs stand in; without <p> they are text between breaks."""
        self.quiet: dict[Element, bool] = {}
        self.last = self.last_with_rows()
        inside = found[self.first : self.last]
        plain = Counter(look_of(b.element) for b in told if b.tag == "p")
        self.plain = max(plain, key=plain.__getitem__, default=None)
        """The look of most of the story's paragraphs themselves."""
        self.summaries = _summaries(found[: self.first], own)
        self.headings = {_heading_look(block) for block in inside if block.level is not None}

    def last_with_rows(self) -> int:
        """Return the place of the last block of the lists and tables directly below the story, as
        recipes and results are; of the last paragraph where they are short, or links. Short ones
        have a heading and stand in a box that leads nowhere."""
        last, size = self.last, 0
        for place in range(self.last + 1, len(self.found)):
            block = self.found[place]
            if block.level is None:
                if block.tag not in _ROWS or block.linked >= HALF * len(block.text):
                    break
                size += weight(block.text)
                last = place
        if size >= _LONG:
            return last
        headed = size > 0 and self.found[self.last + 1].level is not None
        return (
            last if headed and self.is_quiet(self.box_of(self.found[last].element)) else self.last
        )

    def kept(self) -> list[Block]:
        """Return the blocks that belong to the story."""
        return [block for place, block in enumerate(self.found) if self.belongs(place, block)]

    def belongs(self, place: int, block: Block) -> bool:
        """Return whether a block belongs to the story; asked of each in turn."""
        if block.element.getparent() in self.lists:
            return False
        if is_link(block) and not (self.own[place] and _opens(self.found, place, self.url)):
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
            return self.told_in_list < place <= self.top_list
        return is_dateline(block)

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
            return not linked and (inside or (place < self.first and self.is_summary(block)))
        if place < self.first:
            return _is_lead(block)
        if inside and self.stands_beside(block):
            return True
        next_to = inside or place == self.last + 1
        return next_to and (_is_long(block) or self.stands_among(block))

    def heads_lines(self, place: int) -> bool:
        """Return whether a heading below the last long paragraph stands above a line that looks
        like the story, as in a list of winners, or above a sentence that may follow the story."""
        if not self.last < place < len(self.found) - 1:
            return False
        below = self.found[place + 1]
        if self.own[place + 1]:
            return below.level is None and not is_link(below)
        return below.level is None and place == self.last + 1 and self.stands_among(below)

    def stands_beside(self, block: Block) -> bool:
        """Return whether a sentence stands in the story's element itself, between breaks and
        beside paragraphs, or a paragraph beside such text."""
        home = home_of(block) if block.element.tag == "p" else block.element
        return home in self.homes and ends_sentence(block.text)

    def stands_among(self, block: Block) -> bool:
        """Return whether a sentence looks like the story's paragraphs and stands in a box among
        them that asks for nothing, leads nowhere and shows nothing: a column, a step, an answer."""
        if block.linked or block.element.tag != "p" or look_of(block.element) != self.plain:
            return False
        return has_full_stop(block.text) and self.is_quiet(self.box_of(block.element))

    def box_of(self, element: Element) -> Element:
        """Return the outermost element around ``element`` that holds none of the story's own
        paragraphs."""
        box = element
        for outer in element.iterancestors():
            if outer in self.around:
                break
            box = outer
        return box

    @cached_property
    def around(self) -> set[Element]:
        """What the story's paragraphs stand in, up to the page."""
        found: set[Element] = set()
        for home in self.homes:
            step = home
            while step is not None and step not in found:
                found.add(step)
                step = step.getparent()
        return found

    def is_quiet(self, box: Element) -> bool:
        """Return whether ``box`` holds no link, control, frame, picture or film."""
        if box not in self.quiet:
            self.quiet[box] = next(box.iter(*_LOUD), None) is None
        return self.quiet[box]

    def is_summary(self, block: Block) -> bool:
        """Return whether an item above the story is one of its main points."""
        return _is_point(block) and _list_of(block) in self.summaries


def _summaries(found: list[Block], own: list[bool]) -> set[Element | None]:
    """Return the lists with sentences enough to be part of the story they stand above: in a box
    they have the box's heading above them, in the box's look.

    Args:
        found: What stands above the story.
        own: Of each block, whether it stands in the story's look.
    """
    told: Counter[Element | None] = Counter()
    headed = False
    for block, is_own in zip(found, own, strict=False):
        if block.tag != "li":
            headed = block.level is not None and not is_own
        elif not headed and _is_point(block):
            told[_list_of(block)] += weight(block.text)
    return {home for home, size in told.items() if size >= RUNNING}


def _is_point(block: Block) -> bool:
    """Return whether an item says something: running text or a sentence."""
    return block.tag == "li" and (weight(block.text) >= RUNNING or ends_sentence(block.text))


def _list_of(block: Block) -> Element | None:
    return next(block.element.iterancestors("ul", "ol"), None)


def _heading_look(block: Block) -> tuple[Look, Look]:
    return look_of(block.element), look_of(home_of(block))


_ROWS = frozenset({"li", "tr", "pre", "dd", "dt"})
"""Blocks of lists, tables and code: inside a story they are its own, whatever they look like."""


def _opens(found: list[Block], place: int, url: str) -> bool:
    """Return whether a linked line stands between a heading and its text and leads to another
    site, as the line with the price in a test of goods does: 14 of 15 such lines are the story's.
    One to the newspaper itself, below "Read also", is none."""
    if not 0 < place < len(found) - 1:
        return False
    before, block, after = found[place - 1 : place + 2]
    return (
        block.tag == "p"
        and before.level is not None
        and after.level is None
        and home_of(block) is home_of(after)
        and not is_link(after)
        and not any(_is_own(link.get("href") or "", url) for link in block.element.iter("a"))
    )


def _is_own(href: str, url: str) -> bool:
    return urls.is_own(urls.absolute(href, url) or "", (url,))


def is_dateline(block: Block) -> bool:
    """Return whether a line above the story is a date, a time or a reading time, or begins with the
    date of publication and goes on with links to a section and topics."""
    if block.level is not None or block.tag != "p" or ends_sentence(block.text):
        return False
    if block.linked and len(block.text) < _LONGEST_DATED and _DATED.match(block.text):
        return True
    digits, size = sum(letter.isdigit() for letter in block.text), weight(block.text)
    return digits >= _DIGITS_OF_DATES * size or (digits > 0 and size < RUNNING)


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


def _link_lists(found: list[Block]) -> set[Element]:
    """Return the lists in which most items are links."""
    items: dict[Element, list[bool]] = {}
    for block in found:
        if block.tag == "li":
            home = block.element.getparent()
            if home is not None:
                items.setdefault(home, []).append(block.linked >= HALF * len(block.text))
    return {home for home, linked in items.items() if sum(linked) >= 0.6 * len(linked)}
