"""Teasers on an article's page: they hold no word of the story."""

from itertools import islice, takewhile

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract.blocks import INLINE
from newscrawl.extract.cards import Card
from newscrawl.extract.text import text_of

_LINKED_HEADINGS = etree.XPath(
    " | ".join(
        f"descendant::h{level}[(ancestor::a or .//a) and not(ancestor::nav or ancestor::aside)]"
        for level in range(1, 7)
    )
)
"""By name, six walks take a sixth of the time of one that tests each element for six names."""
_LENGTH = etree.XPath("string-length(normalize-space(.))")

LARGEST = 600
"""Letters of a teaser at most; what is longer is text."""
_LIST = 3
"""Teasers of a list at least."""
_RUNS_ON = 60
"""Letters beside a link from which on it stands in a sentence: a time, a section's name and a
rank are shorter."""


def in_lists(cards: list[Card], headline: Element | None) -> set[Element]:
    """Return the elements of those ``cards`` that stand in a list: three and more that look alike,
    or side by side. What holds the ``headline`` is none of them."""
    above = set() if headline is None else {headline, *headline.iterancestors()}
    lists: dict[object, list[Card]] = {}
    for card in cards:
        if card.root not in above:
            lists.setdefault(_kind(card.root), []).append(card)
    found: set[Element] = set()
    for alike in lists.values():
        listed = _listed(alike) if len(alike) >= _LIST else {}
        if len(listed) >= _LIST:
            found.update(part for card in listed.values() for part in card.parts)
    return found


def _listed(alike: list[Card]) -> dict[Element, Card]:
    return {card.root: card for card in alike if not _is_text(card)}


def _kind(root: Element) -> object:
    """Return what teasers of one list have in common: tag and class, without one their list."""
    name = root.get("class")
    return (root.tag, name or next(islice(root.iterancestors(), 1, None), None))


def _is_text(card: Card) -> bool:
    """Return whether a card is a text with a link in it, and none above it that is a title."""
    if sum(map(_LENGTH, card.parts)) >= LARGEST:
        return True
    return any(_beside(link.element) > _RUNS_ON for link in card.links if link.candid)


def _beside(link: Element) -> int:
    """Return the letters that stand in one run with ``link``, or on the lines above it."""
    part, around = link, link.getparent()
    while around is not None and around.tag in INLINE:
        part, around = around, around.getparent()
    if around is None:
        return 0
    letters = _after(link) if part is link else _letters(part) - len(text_of(link))
    for child in part.itersiblings(preceding=True):
        if child.tag != "br" and not _runs_on(child):
            letters += _after(child)
            break
        letters += _letters(child)
    else:
        letters += len(around.text or "")
    return letters + sum(map(_letters, takewhile(_runs_on, part.itersiblings())))


def _runs_on(child: Element) -> bool:
    return child.tag in INLINE and child.tag != "a"


def _letters(child: Element) -> int:
    """Return the letters in ``child`` and behind it, up to the next element."""
    return len(text_of(child)) + _after(child)


def _after(child: Element) -> int:
    return len((child.tail or "").strip())


def headed(root: Element) -> set[Element]:
    """Return the elements inside ``root`` whose heading links to another page, whichever it is."""
    cards = set()
    headings = [h for h in _LINKED_HEADINGS(root) if h.getparent() is not None and _is_linked(h)]
    counts: dict[Element, int] = {}
    for heading in headings:
        for step in heading.iterancestors():
            counts[step] = counts.get(step, 0) + 1
            if step is root:
                break
    for heading in headings:
        card = heading
        while (
            (parent := card.getparent()) is not None
            and parent is not root
            and counts.get(parent, 9) < 2  # noqa: PLR2004
            and _LENGTH(parent) < LARGEST
        ):
            card = parent
        cards.add(card)
    return cards


def _is_linked(heading: Element) -> bool:
    for step in heading.iterancestors("a"):
        return (step.get("href") or "#")[0] != "#"
    links = heading.xpath(".//a[@href][not(starts-with(@href, '#'))]")
    return bool(links) and sum(_LENGTH(a) for a in links) >= 0.9 * _LENGTH(heading)
