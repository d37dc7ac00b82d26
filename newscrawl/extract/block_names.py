"""The heading of the block of a page that a card stands in: "Latest", "Sport", "Most read"."""

from itertools import islice
from typing import Final

from lxml.etree import _Element as Element

from newscrawl.extract.cards import Card
from newscrawl.extract.wording import raw_text, words

_LEVELS: Final = 3
"""Levels a heading may stand below the block that it names: a heading, a link and a bar."""
_CARD_LEVELS: Final = 8
_TOO_LARGE: Final = frozenset({"html", "body", "main"})
"""What these hold is the page: a heading right below them names the newspaper."""
_LAST: Final = 4
"""Headings before a card that are tried; with one more no label on the bench changes."""
_MOST_WORDS: Final = 8


class BlockNames:
    """Names the blocks of one page.

    Args:
        headings: Each heading that is no headline, with the number of links before it; an h1
            names the page.
        cards: The page's cards; a heading inside one names no block.
    """

    def __init__(self, headings: list[tuple[int, Element]], cards: list[Card]) -> None:
        roots = {card.root for card in cards}
        self._headings = [
            item
            for item in headings
            if item[1].tag != "h1"
            and roots.isdisjoint(islice(item[1].iterancestors(), _CARD_LEVELS))
        ]
        self._known: dict[tuple[Element | None, int], str | None] = {}
        self._passed = 0

    def of(self, card: Card) -> str | None:
        """Return the heading over ``card``; asked for cards in document order."""
        ahead = self._headings
        while self._passed < len(ahead) and ahead[self._passed][0] <= card.first:
            self._passed += 1
        place = (card.root.getparent(), self._passed)
        if place not in self._known:
            self._known[place] = self._over(card.root)
        return self._known[place]

    def _over(self, root: Element) -> str | None:
        if not self._passed:
            return None
        above = {up for up in root.iterancestors() if up.tag not in _TOO_LARGE}
        for _, heading in reversed(self._headings[max(0, self._passed - _LAST) : self._passed]):
            if not above.isdisjoint(islice(heading.iterancestors(), _LEVELS)):
                text = " ".join(raw_text(heading).split())
                return text if text and words(text) <= _MOST_WORDS else None
        return None
