"""Headings that are none in HTML: bold paragraphs, and paragraphs that only a class tells apart."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from newscrawl.extract.blocks import Block
from newscrawl.extract.text import FULL_STOPS, last_letter, weight

_LONGEST = 120
"""Letters of a paragraph that may be a heading; 99 % of the bench's headings are shorter."""
_RUNNING = 60
"""Letters from which on a paragraph counts as running text."""
_TEXT = 250
"""Letters from which on an ``h2`` is text set large."""
_MARKS = FULL_STOPS | frozenset(",;:")
"""What no heading ends with."""


def with_headings(found: list[Block]) -> list[Block]:
    """Return ``found`` with a level for each block that is a heading to the eye, and none for
    text set as a heading.
    """
    large = _set_large(found)
    found = [_as_text(block, large) for block in found]
    if _is_parted(found):
        return found
    level = (
        min((b.level for b in found if b.level and b.level > 1 and b.left_out is None), default=1)
        + 1
    )
    looks, marks = _heading_looks(found), _heading_marks(found)
    return [
        replace(block, level=min(level, 6))
        if (_class(block) in looks and _is_above(found, place))
        or (_may_be(found, place) and (block.text[0] in marks or _is_bold_beside(found, place)))
        else block
        for place, block in enumerate(found)
    ]


def _is_parted(found: list[Block]) -> bool:
    """Return whether headings stand above paragraphs of the story: a page with headings needs no
    bold lines for them. A box's own heading tells nothing."""
    looks = Counter(_look(b) for b in found if b.level is None and weight(b.text) > _RUNNING)
    if not looks:
        return False
    ((main, _),) = looks.most_common(1)
    places = [n for n, b in enumerate(found) if weight(b.text) > _RUNNING and _look(b) == main]
    inside = found[places[0] : places[-1] + 1]
    return any(_heads(b, after) and _look(after) == main for b, after in pairwise(inside))


def _heads(block: Block, after: Block) -> bool:
    """Return whether a heading stands above text, not above links or something left out."""
    if block.level is None or block.level == 1 or block.left_out is not None:
        return False
    return not (_is_linked(block) or _is_linked(after))


def _is_linked(block: Block) -> bool:
    return block.linked > 0.5 * len(block.text)


def _set_large(found: list[Block]) -> set[int]:
    """Return the levels at which more is told in sentences than in all paragraphs: some editors
    set the whole story as headings."""
    told: Counter[int] = Counter()
    for block in found:
        sentence = block.level is None or (
            last_letter(block.text) in _MARKS and not _is_linked(block)
        )
        if sentence and (size := weight(block.text)) > _RUNNING:
            told[block.level or 0] += size
    return {level for level, size in told.items() if level > 1 and size > told[0]}


def _is_told(text: str) -> bool:
    return last_letter(text) in _MARKS


def _as_text(block: Block, large: set[int]) -> Block:
    if block.level and (block.level in large or weight(block.text) > _TEXT):
        return replace(block, level=None)
    return block


def _may_be(found: list[Block], place: int) -> bool:
    """Return whether a short line without a full stop stands above running text."""
    return _is_above(found, place) and not _is_told(found[place].text)


def _is_above(found: list[Block], place: int) -> bool:
    """Return whether a short line stands above running text."""
    block = found[place]
    if block.level is not None or block.tag != "p" or weight(block.text) > _LONGEST:
        return False
    if block.linked or block.text[0] in "(\uff08" or not any(c.isalpha() for c in block.text):
        return False
    after = found[place + 1] if place + 1 < len(found) else None
    return (
        after is not None
        and after.level is None
        and not _is_bold(after)
        and (weight(after.text) > len(block.text) or after.tag == "li")
    )


def _is_bold_beside(found: list[Block], place: int) -> bool:
    """Return whether a bold block stands in the same element as the next, or in one that looks
    alike."""
    after = found[place + 1]
    return _is_bold(found[place]) and (after.tag == "li" or _look(found[place]) == _look(after))


def _look(block: Block) -> str | None:
    """Return the class of what the block stands in."""
    parent = block.element.getparent()
    return None if parent is None else parent.get("class")


def _is_bold(block: Block) -> bool:
    return block.bold >= 0.9 * len(block.text)


def _class(block: Block) -> str:
    return f"{block.element.tag!r} {block.element.get('class') or ''}"


def _heading_looks(found: list[Block]) -> set[str]:
    """Return the looks that only short lines above running text have, twice at least: one in three
    may be a single word or a question."""
    members: dict[str, list[bool]] = defaultdict(list)
    sure: Counter[str] = Counter()
    texts: dict[str, set[str]] = defaultdict(set)
    for place, block in enumerate(found):
        if block.level is None and block.element.get("class"):
            look = _class(block)
            members[look].append(_is_above(found, place))
            sure[look] += _may_be(found, place) and (" " in block.text or not block.text.isascii())
            texts[look].add(block.text)
    return {
        look
        for look, may in members.items()
        if sure[look] > 1 and all(may) and len(texts[look]) == len(may) <= _SURE * sure[look]
    }


_SURE = 1.5
"""Lines of a look for each that is one of several words and no question."""


def _heading_marks(found: list[Block]) -> set[str]:
    """Return the marks that only lines above running text begin with, twice at least, as headings
    in East Asia do."""
    led = [n for n, b in enumerate(found) if b.level is None and b.text[0] in _LEADS]
    marks: dict[str, list[bool]] = defaultdict(list)
    for place in led:
        marks[found[place].text[0]].append(_may_be(found, place) and place + 1 not in led)
    return {mark for mark, may in marks.items() if len(may) > 1 and all(may)}


_LEADS = frozenset("■□◆◇●○◎▼▽▲△▶▷★☆【")
"""Geometric shapes, and the bracket of headings."""
