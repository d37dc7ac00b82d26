"""Which pictures in a story's column are those of teasers that stand there."""

import re
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from newscrawl.extract import labels
from newscrawl.extract.cards import Card
from newscrawl.extract.page import Page
from newscrawl.extract.targets import Target, Targets
from newscrawl.extract.text import text_of

_LONGEST = 600
"""Letters of a card; one with more holds the story, and its link is one of the story's."""
_LEAST = 5
"""Letters of a slug or a number that says by itself which article is meant."""
_PARTS = re.compile(r"[/?&=.]")
_NOWHERE = "?"
"""How no path begins."""


class TeaserPictures:
    """Tells a teaser's picture from the story's own, which may have a link, too: to a larger
    version, to the story's gallery, to a page of the picture's own."""

    def __init__(self, page: Page, cards: list[Card]) -> None:
        self._cards = {part: card for card in cards for part in card.parts}
        self._links = {link.element for card in cards for link in card.links}
        self._targets = Targets(page)
        url = urlsplit(page.url)
        path = url.path.rstrip("/")
        last = path.rpartition("/")[2]
        self._own = frozenset(filter(_tells, _PARTS.split(f"{last}?{url.query}")))
        self._folder = f"{path}/" if path else _NOWHERE

    def has(self, above: list[Element], caption: Element | None) -> bool:
        """Return whether a picture is a teaser's.

        Args:
            above: The elements around the picture, the innermost first, up to the one that holds
                headline and body.
            caption: The element of the picture's caption. In a teaser it is linked.
        """
        if caption is not None and not self._is_linked(caption):
            return False
        card = next((self._cards[step] for step in above if step in self._cards), None)
        link = next((step for step in above if step.tag == "a" and step.get("href")), None)
        target = None if link is None else self._targets.find(link.get("href") or "")
        if link is None or target is None:
            return link is None and card is not None and len(text_of(card.root)) <= _LONGEST
        if not target.articlelike or self._is_gallery(link, target):
            return False
        return target.own or link in self._links

    def _is_linked(self, caption: Element) -> bool:
        """Return whether a caption is in a teaser's link or holds one."""
        links = (*caption.iterancestors("a"), *caption.iter("a"))
        return any(link in self._links for link in links)

    def _is_gallery(self, link: Element, target: Target) -> bool:
        """Return whether a link leads to the story's pictures: its path has the story's own slug or
        number. Of a link without a word more is believed: that it says so, that it leads to a page
        below the story's, or has the number in its query."""
        if not self._own.isdisjoint(_PARTS.split(target.path)):
            return True
        if text_of(link):
            return False
        below = target.path.startswith(self._folder) or not self._own.isdisjoint(
            _PARTS.split(target.query)
        )
        return below or labels.is_gallery(target.path)


def _tells(part: str) -> bool:
    """Return whether a part of a URL tells its page from all others."""
    return len(part) >= _LEAST and ("-" in part or any(letter.isdigit() for letter in part))
