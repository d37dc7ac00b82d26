"""The body of an article: headings with their paragraphs."""

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import core, hints
from newscrawl.extract.blocks import Block, blocks
from newscrawl.extract.container import Masses, container
from newscrawl.extract.headline import Headline
from newscrawl.extract.page import Page
from newscrawl.extract.text import key
from newscrawl.items import Section

_LINKED_HEADINGS = etree.XPath(
    ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
    "[(ancestor::a or .//a) and not(ancestor::nav or ancestor::aside)]"
)
_LINK_LENGTH = etree.XPath("string-length(normalize-space(.//a))")
_LENGTH = etree.XPath("string-length(normalize-space(.))")


def sections(page: Page, headline: Headline | None) -> tuple[Section, ...]:
    """Return the story's sections in page order; empty where the page has no story."""
    return assembled(core.story(raw_blocks(page, headline)))


def raw_blocks(page: Page, headline: Headline | None) -> list[Block]:
    """Return the blocks of the story's container, below the headline."""
    masses = Masses(page.root, headline.element if headline else None)
    root = container(page.root, masses)
    cards = _cards(root)

    def left_out(element: Element) -> bool:
        if masses.is_other(element):
            return True
        label = hints.names(element)
        if len(label) > 1 and (masses.is_aside(element, label) or hints.is_caption(label)):
            return True
        return element in cards

    found = blocks(root, left_out)
    return _after_headline(found, headline)


def _cards(root: Element) -> set[Element]:
    """Return the teasers inside ``root``: elements whose heading links to another page."""
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
        while (parent := card.getparent()) is not None and counts.get(parent, 9) < 2 and _LENGTH(parent) < 600:
            card = parent
        cards.add(card)
    return cards


def _is_linked(heading: Element) -> bool:
    for step in heading.iterancestors("a"):
        return (step.get("href") or "#")[0] != "#"
    links = heading.xpath(".//a[@href][not(starts-with(@href, '#'))]")
    return bool(links) and sum(_LENGTH(a) for a in links) >= 0.9 * _LENGTH(heading)


def _after_headline(found: list[Block], headline: Headline | None) -> list[Block]:
    if headline is None:
        return found
    own = key(headline.text)
    for place in range(len(found) - 1, -1, -1):
        block = found[place]
        if (block.element is headline.element or (headline.element is not None and headline.element in block.element.iterancestors())):
            before = sum(len(b.text) for b in found[:place])
            after = sum(len(b.text) for b in found[place + 1 :])
            if after > before:
                found = found[place + 1 :]
            break
    return [b for b in found if key(b.text) != own]


def assembled(found: Iterable[Block]) -> tuple[Section, ...]:
    """Return blocks as sections: each heading with what stands below it."""
    result: list[Section] = []
    heading: str | None = None
    level: int | None = None
    paragraphs: list[str] = []
    for block in found:
        if block.level is None:
            paragraphs.append(block.text)
            continue
        if paragraphs:
            result.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
        heading, level, paragraphs = block.text, max(block.level, 2), []
    if paragraphs:
        result.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
    return tuple(result)
