"""The standfirst: the summary between headline and body."""

import re
from dataclasses import dataclass
from itertools import islice, takewhile

from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.blocks import Block
from newscrawl.extract.lines import ends_sentence, is_link
from newscrawl.extract.text import fold, key, weight
from newscrawl.items import Source


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A standfirst and the blocks it was printed in."""

    text: str
    source: Source
    rule: str
    blocks: tuple[Block, ...] = ()


_LEAST, _MOST, _SENTENCE, _HEADING = 25, 1200, 40, 60
"""Letters of a standfirst: the shortest on the bench has 38, the longest 870."""


def standfirst(
    found: list[Block], at: int, running: list[Block], descriptions: list[str]
) -> Standfirst | None:
    """Return the standfirst among the blocks between headline and body.

    Args:
        found: The blocks from the headline on.
        at: The place among them of the first paragraph of the body.
        running: The first paragraphs of the body; the first may be the standfirst if the page
            declares it or sets it apart.
        descriptions: What the page declares as its summary.
    """
    above = found[:at]
    usable = [b for b in above if _LEAST <= weight(b.text) <= _MOST and not is_link(b)]
    for rule, test, rank in (
        ("as declared", lambda b: _is_declared(b, descriptions), _length),
        ("class says standfirst", _is_named, _length),
        ("sentence above the body", _is_sentence, _is_paragraph),
    ):
        chosen = max((b for b in usable if test(b)), key=rank, default=None)
        if chosen is not None:
            return _of(_with_like(found, _run(above, chosen)), rule)
    lead = _with_like(found, running[:1])
    rest = [block for block in running if block not in lead]
    if lead and weight(lead[0].text) <= _MOST and _is_apart(lead[0], rest):
        return _of(lead, "first paragraph, set apart")
    return None


def _of(run: list[Block], rule: str) -> Standfirst:
    return Standfirst(fold(" ".join(b.text for b in run)), "rule", rule, tuple(run))


def _with_like(found: list[Block], run: list[Block]) -> list[Block]:
    """Return ``run`` with the few blocks directly below it that look like it, as each line of a
    standfirst does. Where more do, or nothing stands below them, it looks like the body."""
    at = next((n for n, b in enumerate(found) if run and b is run[-1]), len(found))
    like = list(islice(takewhile(lambda b: _look(b) == _look(run[-1]), found[at + 1 :]), _LINES))
    is_rest = at + 1 + len(like) == len(found)
    told = is_rest or len(like) == _LINES or any(weight(b.text) >= _LONGEST_LINE for b in like)
    return run if told else [*run, *like]


_LINES, _LONGEST_LINE = 4, 200
"""Lines below the first one, and letters of a line, from which on they are paragraphs."""


def _look(block: Block) -> tuple[object, ...]:
    element = block.element
    return (element.tag, element.get("class"), element.getparent(), block.level, _is_bold(block))


def _length(block: Block) -> int:
    return len(block.text)


def _is_paragraph(block: Block) -> int:
    return int(block.level is None)


def _run(above: list[Block], chosen: Block) -> list[Block]:
    """Return the blocks that stand beside ``chosen`` in its list or element of that name."""
    home = _named(chosen) if chosen.tag != "li" else chosen.element.getparent()
    if home is None:
        return [chosen]
    inside = [b for b in above if home in (b.element, *b.element.iterancestors())]
    return [b for b in inside if weight(b.text) <= _MOST and not is_link(b)]


def _named(block: Block) -> Element | None:
    element: Element | None = block.element
    for _ in range(3):
        if element is None:
            return None
        if "standfirst" in hints.said(element):
            return element
        element = element.getparent()
    return None


def _is_named(block: Block) -> bool:
    return _named(block) is not None and not _is_dateline(block, most=_DATED)


def _is_dateline(block: Block, most: int = 0) -> bool:
    """Return whether a line is one of date, place or credit; with a year and more than ``most``
    letters beside what is a number, it tells of that year."""
    if len(block.text) >= _DATELINE:
        return False
    if _MARKS.search(block.text) and not (most and ends_sentence(block.text)):
        return True
    told = weight(_NUMBERS.sub("", block.text))
    return _YEAR.search(block.text) is not None and not 0 < most < told


_MARKS = re.compile(r"[/\uff0f|•·©@]")
"""What datelines and picture credits are written with."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERS = re.compile(r"[\d\W_]+")
_DATED = 30
"""Letters of what stands beside the numbers of a date: "Veröffentlicht am", "Uhr", a month's and a
day's name."""
_DATELINE = 90
"""Letters of the longest."""


def _is_declared(block: Block, descriptions: list[str]) -> bool:
    own = key(block.text)
    return any(_alike(own, key(text)) for text in descriptions)


def _alike(own: str, other: str) -> bool:
    least = min(len(own), len(other))
    return least > _LEAST and (
        own.startswith(other[: max(40, least // 2)]) or other.startswith(own)
    )


def _is_sentence(block: Block) -> bool:
    size = weight(block.text)
    if block.level is not None:
        return size >= _HEADING
    told = block.tag == "p" and size >= _SENTENCE and ends_sentence(block.text)
    return told and not _is_dateline(block)


def _is_apart(first: Block, rest: list[Block]) -> bool:
    """Return whether the first paragraph is set apart: bold, or in an element that looks other."""
    home = _named(first)
    if home is first.element or (home is not None and rest and not _holds(home, rest)):
        return True
    if len(rest) <= 1:
        return False
    if _is_bold(first):
        return not _is_bold(rest[0])
    looks = [b.element.get("class") for b in rest if b.tag == "p"]
    own = first.element.get("class")
    apart = own is not None and own not in looks and len(set(looks)) == 1
    return apart and not _DROP_CAP.search(hints.names(first.element))


def _holds(home: Element, blocks: list[Block]) -> bool:
    return any(home in block.element.iterancestors() for block in blocks)


_DROP_CAP = re.compile(r"drop|cap\b|first|speakable", re.IGNORECASE)
"""Names of a first paragraph that is set apart by its initial only."""


def _is_bold(block: Block) -> bool:
    return block.bold >= 0.9 * len(block.text)
