"""Which text of a teaser's card is its headline, excerpt, kicker or category."""

import re
from typing import Final

from newscrawl.extract.cards import Block
from newscrawl.extract.wording import LETTER, words

_MIN_WORDS: Final = 4
_MOST_LABEL_WORDS: Final = 6
"""Kickers and categories are short; the longest on the bench has 6 words."""
_REACH: Final = 8
"""Blocks after the headline in which the excerpt is looked for."""
_LEFT: Final = frozenset("\u2190\u2039\u00ab")
_RIGHT: Final = frozenset("\u2192\u203a\u00bb")
"""Arrows and angle quotation marks: alone, such a mark is no quotation."""
_DIGIT = re.compile(r"\d")
_SILENT: Final = frozenset({"hidden", "time", "author", "action"})
"""Roles of texts that are never a headline."""
_LEAST: Final = {"excerpt": 2, "paragraph": 4, "": 8}
"""Words an excerpt has at least: in an element called so, in a ``p``, in anything else."""


def headline(found: list[Block], titles: frozenset[str] = frozenset()) -> int | None:
    """Return the index of the block that is the card's headline, or ``None``.

    A heading counts most, then a name that says so, then being linked; of what is equal the
    first. Where a heading holds several texts the longest is the headline: the others are its
    kicker or its badge.

    Args:
        found: The card's texts.
        titles: What the ``title`` attributes of the card's links say.
    """
    best, where = 0, None
    for index, block in enumerate(found):
        weight = _weight(block, titles)
        if weight > best:
            best, where = weight, index
    if where is None:
        return _first_long(found)
    if found[where].heading is None:
        return where
    same = [i for i, block in enumerate(found) if _beside(block, found[where])]
    return max(same, key=lambda i: len(found[i].text))


def title(found: list[Block], at: int) -> str:
    """Return the headline whose longest part is at index ``at``.

    A heading may set one headline in several pieces: elements side by side with the same class,
    or with none and a blank between. Kicker and headline differ in class, or stand close.
    """
    text = found[at].text
    if found[at].heading is None:
        return without_arrow(text)
    for step in (-1, 1):
        index = at + step
        while 0 <= index < len(found) and _is_piece(found[index], found[index - step], step):
            text = " ".join((found[index].text, text)[::-step])
            index += step
    return without_arrow(text)


def _is_piece(block: Block, beside: Block, step: int) -> bool:
    one, other = block.source, beside.source
    if not _beside(block, beside) or one.getparent() is not other.getparent() or one is other:
        return False
    names = one.get("class")
    gap = (one if step < 0 else other).tail
    return names == other.get("class") and bool(names or (gap and gap.isspace()))


def without_arrow(title: str) -> str:
    """Return a headline without the arrow of a link to the article before or after.

    >>> without_arrow("« Ferry returns"), without_arrow("« Ferry » returns")
    ('Ferry returns', '« Ferry » returns')
    """
    if title[:1] in _LEFT and _RIGHT.isdisjoint(title):
        return title[1:].lstrip() or title
    if title[-1:] in _RIGHT and _LEFT.isdisjoint(title):
        return title[:-1].rstrip() or title
    return title


def _weight(block: Block, titles: frozenset[str]) -> int:
    """Return how much a block looks like a headline; 0 for not at all.

    The weights only order the signs: heading (8) over name (6) over link (4), the length of a
    headline (3, in a link 5) as tie-break; a name adds little (1) to a heading. So a linked
    heading goes before one that is not, and a long link before a short heading without one.
    """
    if block.link == "other" or block.role == "hidden":
        return 0
    named = block.role == "title" or block.text in titles
    if block.role in _SILENT and not named:
        return 0
    weight = 8 if block.heading is not None else 0
    weight += 4 if block.link else 0
    if named:
        weight += 1 if block.heading is not None else 6
    elif block.role:
        weight -= 7
    if weight <= 0 or not LETTER.search(block.text):
        return 0
    if words(block.text) < _MIN_WORDS:
        return weight
    return weight + (5 if block.link else 3)


def _beside(block: Block, best: Block) -> bool:
    return block.heading is best.heading and (block.role, block.link) == (best.role, best.link)


def _first_long(found: list[Block]) -> int | None:
    """Return the first linked text of a headline's length, whatever it is called; where no text is
    linked, below a link laid over the card, the first that is called nothing."""
    linked = any(block.link for block in found)
    for index, block in enumerate(found):
        fit = block.link == "own" and block.role != "hidden"
        if not linked:
            fit = not (block.role or _DIGIT.search(block.text))  # no date
        if fit and words(block.text) >= _MIN_WORDS:
            return index
    return None


def excerpt(found: list[Block], at: int) -> str | None:
    """Return the summary below the headline at index ``at``, or ``None``."""
    whole = found[at].text
    for block in found[at + 1 : at + 1 + _REACH]:
        if block.link == "other" or block.heading is not None or block.role not in {"", "excerpt"}:
            continue
        least = _LEAST[block.role or ("paragraph" if block.paragraph else "")]
        if block.text != whole and words(block.text) >= least:
            return block.text
    return None


def kicker(found: list[Block], at: int) -> str | None:
    """Return the short line above the headline at index ``at``, or ``None``."""
    for block in reversed(found[:at]):
        named = block.role == "kicker"
        beside = block.role == "" and block.link != "other" and block.heading is found[at].heading
        if (named or beside) and _short(block) and block.text not in title(found, at):
            return block.text
    return None


def category(found: list[Block]) -> str | None:
    """Return the section that the card names, or ``None``."""
    return next((block.text for block in found if block.role == "category" and _short(block)), None)


def _short(block: Block) -> bool:
    return words(block.text) <= _MOST_LABEL_WORDS and bool(LETTER.search(block.text))
