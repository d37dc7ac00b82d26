# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Which blocks of the container are the story's own: told by the company they keep.

The paragraphs of one story stand in elements that look alike. The look that carries most text is
the core; what looks different must earn its place by length, position or sentence end. The limits
below were read off 7,900 blocks of the pages of ``benchmarks/extraction.py``.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml.etree import _Element as Element

from newscrawl.extract.blocks import Block
from newscrawl.extract.headings import with_headings
from newscrawl.extract.text import key, weight

_LISTS = frozenset(
    {"ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "dl",
     "dt", "dd"}
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟:][\"”“»«’'‘)\]」』]*$")

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
    homes = [_look(_home(block)) for block in found]
    core = _core_looks(found, homes)
    running = [
        place
        for place, block in enumerate(found)
        if homes[place] in core and block.level is None and weight(block.text) > _RUNNING
    ]
    if not running:
        rest = [block for block in found if not is_link(block)]
        return Kept(_headed(found, rest), [b for b in rest if b.level is None])
    first, last = running[0], running[-1]
    lists = _link_lists(found)
    kept = [
        block
        for place, block in enumerate(found)
        if not is_link(block)
        and block.element.getparent() not in lists
        and (homes[place] in core or _earns(block, place, first, last))
        and not (place < first and _is_dateline(block))
    ]
    kept = _without_quotes(kept)
    return Kept(_headed(found, kept), [found[n] for n in running if not is_link(found[n])])


def _earns(block: Block, place: int, first: int, last: int) -> bool:
    """Return whether a block that looks other than the story belongs to it all the same."""
    if block.level is not None:
        return first < place < last
    if place < first:
        return _is_lead(block)
    return _is_long(block) or (block.tag == "blockquote" and place < last)


def _headed(found: list[Block], kept: list[Block]) -> list[Block]:
    """Return ``kept`` without the headings whose text was left out or is none."""
    own = set(map(id, kept))
    result: list[Block] = []
    empty = True
    for block in reversed(found):
        if id(block) not in own:
            empty = True
        elif block.level is None:
            result.append(block)
            empty = False
        elif not empty and not block.gap:
            result.append(block)
    return result[::-1]


def headed(found: list[Block]) -> list[Block]:
    """Return the blocks of a place known to be the story: links and empty headings left out."""
    found = with_headings(found)
    return _headed(found, [block for block in found if not is_link(block)])


def is_link(block: Block) -> bool:
    """Return whether a block is one link."""
    share = block.linked / len(block.text)
    return share >= _LINKED or (
        share >= _HALF and block.tag == "p" and not ends_sentence(block.text)
    )


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
    label = _DIGITS.sub("", element.get("class") or "")
    return (str(element.tag), " ".join(sorted(label.split())[:3]))


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
    return block.tag == "p" and (size >= _LONG or (size >= _SENTENCE and ends_sentence(block.text)))


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
    """Leave out short blocks that stand on the page again and again, as "Advertisement" does."""
    short = Counter(key(b.text) for b in found if b.level is None and len(b.text) < _RUNNING)
    return [
        b
        for b in found
        if b.level is not None
        or len(b.text) >= _RUNNING
        or short[key(b.text)] < _OFTEN
        or ends_sentence(b.text)
        or b.tag in ("tr", "li")
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
