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
from newscrawl.extract.lines import BOLD, ends_sentence, is_link, without_captions
from newscrawl.extract.looks import RUNNING, core_looks, home_of, look_of
from newscrawl.extract.sieve import Sieve, is_dateline
from newscrawl.extract.text import key, last_letter, weight
from newscrawl.extract.words import ADVERTISEMENT

_DIGITS = re.compile(r"\d+")
_SENTENCE = 25
"""Letters of the shortest quote that is looked for in the story."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The blocks of a story, in page order."""

    blocks: list[Block]
    running: list[Block]
    """Its paragraphs of running text in the story's own look."""


def story(found: list[Block], url: str) -> Kept:
    """Return the blocks that belong to the story on the page of ``url``."""
    found = with_headings(_without_repeats(without_captions(found)))
    looks = [look_of(home_of(block)) for block in found]
    core = core_looks(found, looks)
    own = [one in core for one in looks]
    running = [
        place
        for place, block in enumerate(found)
        if own[place]
        and block.level is None
        and weight(block.text) > RUNNING
        and not is_dateline(block)
    ]
    if not running:
        rest = [block for block in found if not is_link(block)]
        return Kept(_headed(found, rest), [b for b in rest if b.level is None])
    kept = _without_quotes(Sieve(found, own, running, url).kept())
    return Kept(_headed(found, kept), [found[n] for n in running if not is_link(found[n])])


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
    if below is None or block.level is not None or block.tag != "p" or len(block.text) >= RUNNING:
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


def _without_quotes(kept: list[Block]) -> list[Block]:
    """Leave out the quotes that repeat words of the story, as pull quotes do: each in an element
    for quotes, or a sentence in another element than most paragraphs."""
    tags = Counter(b.element.tag for b in kept if b.tag == "p" and b.level is None)
    main = tags.most_common(1)[0][0] if tags else "p"
    odd = (b for b in kept if b.element.tag != main or b.tag == "blockquote")
    apart = {id(b): b for b in odd if _is_apart(b)}
    if not 0 < len(apart) <= _MOST_QUOTES:
        return kept
    text = "\n".join(key(b.text) for b in kept if id(b) not in apart)
    return [b for b in kept if id(b) not in apart or key(b.text) not in text]


def _is_apart(block: Block) -> bool:
    if block.tag not in ("blockquote", "p"):
        return False
    if weight(block.text) <= _SENTENCE or (block.tag == "p" and not ends_sentence(block.text)):
        return False
    return block.level is None or last_letter(block.text) not in _ASKING


_ASKING = frozenset("?？؟")
"""Ends of headings that ask what the story says in the same words."""
_MOST_QUOTES = 100
"""Quotes on a page that are looked for in its story: each is a search in all of its text."""

_OFTEN = 3


def _without_repeats(found: list[Block]) -> list[Block]:
    """Leave out short blocks that stand on the page again and again, as "Share" does or "Picture
    3", and those that say "Advertisement". What is written in a plain paragraph may be said again.
    """
    found = [b for b in found if not (len(b.text) < RUNNING and ADVERTISEMENT.fullmatch(b.text))]
    short = Counter(_label(b) for b in found if b.level is None and len(b.text) < RUNNING)
    return [
        b
        for b in found
        if b.level is not None
        or len(b.text) >= RUNNING
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
