"""Teasers: the links to articles that a page shows as headlines."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.extract import card_parts, layout_cards
from newscrawl.extract.block_names import BlockNames
from newscrawl.extract.cards import Block, Card, blocks, cards, image, look_below
from newscrawl.extract.folders import article_folders
from newscrawl.extract.links import places
from newscrawl.extract.page import Page
from newscrawl.extract.targets import Targets
from newscrawl.extract.wording import words
from newscrawl.items import Teaser
from newscrawl.layout import Layout
from newscrawl.urls import article_id, is_web, site_of

_OFTEN = 3
"""Articles with the same words on their cards from which these are no headline of theirs."""
_MOST_LABEL_WORDS = 3
_FEW = 3
"""Cards of a front page below which its links are looked at again, by their folders."""
_REMEMBERED = 20_000
"""Article ids kept per process (about 6 MB): every page of a newspaper shows its latest ones."""


@dataclass(slots=True)
class Shown:
    """The cards of a page's teasers, before they are read."""

    cards: list[Card]
    headings: list[tuple[int, Element]]
    """The headings between them, each with the number of links before it."""
    targets: Targets


@dataclass(slots=True)
class Draft:
    """A teaser before it is numbered."""

    card: Card
    title: str
    excerpt: str | None
    kicker: str | None
    section_label: str | None
    image: str | None


def shown(page: Page, *, layout: Layout | None = None, front: bool = False) -> Shown:
    """Return the cards of ``page``, which the reader of a story passes by.

    Structure decides: a card is the largest element whose candidate links all lead to one
    article. Links in sentences, menus and ads are passed over, and so are targets that look like
    lists, people or services.

    Args:
        page: The page; its tree is not changed.
        layout: What its ``teasers`` select comes before the rule above, which holds again where
            they select nothing; what ``remove`` selects is passed over.
        front: It is a front page, where more is taken for a teaser than beside a story.

    Raises:
        ValueError: A selector of the layout cannot be read.
    """
    layout = layout or Layout()
    targets = Targets(page)
    removed = layout_cards.select(page.root, layout.remove) if layout.remove else []
    each = layout_cards.cards(page, targets, layout.teasers, removed) if layout.teasers else []
    if each:
        return Shown(each, [], targets)
    at = places(page, targets, removed, front=front)
    found = cards(at.links, at.headings)
    if not front:
        return Shown(found, at.headings, targets)
    if len(found) < _FEW and (folders := article_folders(page, targets)):
        targets.trust(folders)
        at = places(page, targets, removed, front=True)
        found = cards(at.links, at.headings)
    look_below(found)
    return Shown(found, at.headings, targets)


def teasers(
    page: Page, at: Shown | None = None, *, layout: Layout | None = None
) -> tuple[Teaser, ...]:
    """Return the teasers of ``page`` in document order, one per target URL.

    A card's headline is the heading in or around the link, else what a name calls so, else the
    link's own text.

    Args:
        page: The page; its tree is not changed.
        at: The cards of an article's page; without them it is a front page.
        layout: ``teasers``, ``teaser_title`` and ``teaser_excerpt`` come before the rules above.

    Returns:
        ``rank`` counts from 1, ``title`` is never empty. Where a target has several cards the
        first gives rank and title, the others what it lacks of excerpt and image.

    Raises:
        ValueError: A selector of the layout cannot be read.
    """
    layout = layout or Layout()
    at = at or shown(page, layout=layout, front=True)
    names = BlockNames(at.headings, at.cards)
    found: dict[str, Draft] = {}
    pictures: dict[str, str] = {}
    for card in at.cards:
        key = card.links[0].target.key
        first = found.get(key)
        if first is not None and _adds_nothing(card, first):
            continue
        draft = _draft(card, at.targets, layout)
        if draft.image:
            pictures.setdefault(key, draft.image)
        if draft.title:
            draft.section_label = draft.section_label or names.of(card)
            first = found.setdefault(key, draft)
            first.excerpt = first.excerpt or draft.excerpt
            first.image = first.image or pictures.get(key)
    drafts = list(found.values())
    if not layout.teaser_title:
        drafts = _retitled(drafts)
    return _numbered(page, drafts)


def _adds_nothing(card: Card, first: Draft) -> bool:
    """Return whether a further card of a target has neither text nor picture for its teaser."""
    if first.excerpt and first.image:
        return True
    inside = card.root.iterdescendants("p", "div", "img", "a-img")
    return not card.rest and next(inside, None) is None


def _retitled(drafts: list[Draft]) -> list[Draft]:
    """Look again where several articles have one title: it is the name of their list."""
    often = Counter(draft.title for draft in drafts)
    for draft in drafts:
        if often[draft.title] >= _OFTEN and words(draft.title) <= _MOST_LABEL_WORDS:
            rest = [block for block in blocks(draft.card) if block.text != draft.title]
            at = card_parts.headline(rest)
            if at is not None:
                draft.kicker, draft.title = draft.title, rest[at].text
                draft.excerpt = card_parts.excerpt(rest, at)
    return drafts


def _numbered(page: Page, drafts: list[Draft]) -> tuple[Teaser, ...]:
    site = site_of(page.url)
    seen = {article_id(site, page.url)} if is_web(page.url) else set()
    numbered: list[Teaser] = []
    for draft in drafts:
        url = draft.card.links[0].target.url
        target = _article_id(site, url)
        if target is not None and target not in seen:
            seen.add(target)
            numbered.append(
                Teaser(
                    rank=len(numbered) + 1,
                    url=url,
                    article_id=target,
                    title=draft.title,
                    excerpt=draft.excerpt,
                    kicker=draft.kicker,
                    section_label=draft.section_label,
                    image=draft.image,
                )
            )
    return tuple(numbered)


@lru_cache(maxsize=_REMEMBERED)
def _article_id(site: str, url: str) -> str | None:
    try:
        return article_id(site, url)
    except ValueError:  # a port or a host that no browser would open
        return None


def _draft(card: Card, targets: Targets, layout: Layout) -> Draft:
    """Return what a card says; its title is empty where it has none."""
    found = blocks(card)
    titles = frozenset([link.element.get("title") or "" for link in card.links] + _alts(card))
    at = card_parts.headline(found, titles)
    picture = next((file for part in card.parts if (file := image(part))), None)
    draft = Draft(card, "", None, None, card_parts.category(found), None)
    draft.image = targets.resolved(picture) if picture else None
    if at is not None and (layout.teasers or not _section_name(found, at, picture)):
        draft.title = card_parts.title(found, at)
        draft.excerpt = card_parts.excerpt(found, at)
        draft.kicker = card_parts.kicker(found, at)
    if layout.teaser_title:
        draft.title = layout_cards.text(card.root, layout.teaser_title) or draft.title
    if layout.teaser_excerpt:
        draft.excerpt = layout_cards.text(card.root, layout.teaser_excerpt) or draft.excerpt
    return draft


def _alts(card: Card) -> list[str]:
    """Return what the pictures of a card are called: often its headline once more."""
    return [picture.get("alt") or "" for part in card.parts for picture in part.iter("img")]


def _section_name(found: list[Block], at: int, picture: str | None) -> bool:
    """Return whether a headline is one word in a heading, with nothing beside it."""
    headed = found[at].heading is not None
    return headed and picture is None and len(found) == 1 and words(found[at].text) == 1
