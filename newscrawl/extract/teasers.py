"""Teasers: the links to articles that a page shows as headlines."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from newscrawl.extract.cards import Block, Card, blocks, cards, images
from newscrawl.extract.links import places, words
from newscrawl.extract.page import Page
from newscrawl.items import Teaser
from newscrawl.layout import Layout
from newscrawl.urls import absolute, article_id, site_of

_LETTER = re.compile(r"[^\W\d_]")
_MIN_WORDS = 4
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[^\s#\\]*")


@dataclass(slots=True)
class Draft:
    """A teaser before it is numbered."""

    url: str
    title: str
    excerpt: str | None = None
    kicker: str | None = None
    section_label: str | None = None
    image: str | None = None


def teasers(page: Page, *, layout: Layout | None = None) -> tuple[Teaser, ...]:
    """Return the teasers of ``page`` in document order, one per target URL."""
    del layout
    site = site_of(page.url)
    found: dict[str, Draft] = {}
    at = places(page)
    for card in cards(at.links):
        draft = _draft(card, page.base)
        if draft is None:
            continue
        first = found.setdefault(card.links[0].target.key, draft)
        if first is not draft:
            first.excerpt = first.excerpt or draft.excerpt
            first.image = first.image or draft.image
    own = article_id(site, page.url)
    return _numbered(site, own, list(found.values()))


def _numbered(site: str, own: str, drafts: list[Draft]) -> tuple[Teaser, ...]:
    seen = {own}
    numbered: list[Teaser] = []
    for draft in drafts:
        target = article_id(site, draft.url)
        if target not in seen:
            seen.add(target)
            numbered.append(
                Teaser(
                    rank=len(numbered) + 1,
                    url=draft.url,
                    article_id=target,
                    title=draft.title,
                    excerpt=draft.excerpt,
                    kicker=draft.kicker,
                    section_label=draft.section_label,
                    image=draft.image,
                )
            )
    return tuple(numbered)


def _draft(card: Card, base: str) -> Draft | None:
    found = blocks(card)
    at = headline(found)
    if at is None:
        return None
    image = next(images(card.root), None)
    if words(found[at].text) < 2 and image is None and len(found) == 1:
        return None
    return Draft(
        url=card.links[0].target.url,
        title=found[at].text,
        excerpt=_excerpt(found, at),
        kicker=_kicker(found, at),
        image=_absolute(image, base) if image else None,
    )


def _absolute(link: str, base: str) -> str | None:
    return link if _PLAIN.fullmatch(link) else absolute(link, base)


def headline(found: list[Block]) -> int | None:
    """Return the index of the block that is the card's headline, or ``None``."""
    best, where = 0.0, None
    for index, block in enumerate(found):
        weight = _headline_weight(block)
        if weight > best:
            best, where = weight, index
    if where is None or found[where].heading is None:
        return where
    same = [i for i, block in enumerate(found) if _beside(block, found[where])]
    return max(same, key=lambda i: len(found[i].text))


def _beside(block: Block, best: Block) -> bool:
    return block.heading is best.heading and (block.role, block.linked) == (best.role, best.linked)


def _headline_weight(block: Block) -> float:
    if block.astray or block.role in {"hidden", "time", "author", "action"}:
        return 0
    if not _LETTER.search(block.text):
        return 0
    weight = 8.0 if block.heading is not None else 0
    weight += 6 if block.role == "title" else 0
    weight += 4 if block.linked else 0
    weight -= 7 if block.role in {"excerpt", "label"} else 0
    if not weight or (not block.linked and weight < 6):
        return 0
    return weight + (2 if words(block.text) >= _MIN_WORDS else 0)


def _excerpt(found: list[Block], at: int) -> str | None:
    for block in found[at + 1 : at + 8]:
        if block.astray or block.heading is not None:
            continue
        if block.role in {"hidden", "time", "author", "action", "label", "title"}:
            continue
        least = 2 if block.role == "excerpt" else 4 if block.paragraph else 8
        if words(block.text) >= least and block.text != found[at].text:
            return block.text
    return None


def _kicker(found: list[Block], at: int) -> str | None:
    for block in found[:at]:
        if block.role in {"label", ""} and _LETTER.search(block.text) and words(block.text) <= 6:
            return block.text
    return None
