"""The body of an article: headings with their paragraphs."""

from collections.abc import Iterable

from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.blocks import Block, blocks
from newscrawl.extract.container import container
from newscrawl.extract.page import Page
from newscrawl.items import Section


def sections(page: Page, headline: str | None) -> tuple[Section, ...]:
    """Return the story's sections in page order; empty where the page has no story."""
    root = container(page)
    found = blocks(root, _is_aside)
    return assembled(block for block in found if block.text != headline)


def _is_aside(element: Element) -> bool:
    return hints.is_aside(hints.names(element))


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
