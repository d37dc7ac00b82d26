"""The standfirst: the summary between headline and body."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.blocks import Block
from newscrawl.extract.core import ends_sentence, is_link
from newscrawl.extract.text import fold, key, weight
from newscrawl.items import Source


@dataclass(frozen=True, slots=True)
class Standfirst:
    """A standfirst and the blocks it was printed in."""

    text: str
    source: Source
    rule: str
    blocks: tuple[Block, ...] = ()


_LEAST, _MOST = 25, 1200
"""Letters of a standfirst: the shortest on the bench has 33, the longest 1,020."""


def standfirst(above: list[Block], first: Block | None, descriptions: list[str]) -> Standfirst | None:
    """Return the standfirst among the blocks between headline and body.

    Args:
        above: The blocks between the headline and the first paragraph of the body.
        first: That paragraph; it may be the standfirst if the page declares or marks it so.
        descriptions: What the page declares as its summary.
    """
    usable = [b for b in above if _LEAST <= weight(b.text) <= _MOST and not is_link(b)]
    for rule, test in (
        ("class says standfirst", _is_named),
        ("as declared", lambda b: _is_declared(b, descriptions)),
        ("sentence above the body", _is_sentence),
    ):
        chosen = [b for b in usable if test(b)]
        if chosen:
            run = _run(above, chosen[0]) if rule.startswith("class") else [chosen[0]]
            return Standfirst(fold(" ".join(b.text for b in run)), "rule", rule, tuple(run))
    if first is not None and weight(first.text) <= _MOST and _is_marked(first, descriptions):
        return Standfirst(first.text, "rule", "first paragraph, marked", (first,))
    return None


def _run(above: list[Block], chosen: Block) -> list[Block]:
    """Return the blocks of the same named element: a standfirst may be a list."""
    home = _named(chosen)
    return [b for b in above if home is not None and _named(b) is home] or [chosen]


def _named(block: Block) -> Element | None:
    element: Element | None = block.element
    for _ in range(3):
        if element is None:
            return None
        if hints.is_standfirst(hints.names(element)):
            return element
        element = element.getparent()
    return None


def _is_named(block: Block) -> bool:
    return _named(block) is not None


def _is_declared(block: Block, descriptions: list[str]) -> bool:
    own = key(block.text)
    return any(_alike(own, key(text)) for text in descriptions)


def _alike(own: str, other: str) -> bool:
    least = min(len(own), len(other))
    return least > _LEAST and (own.startswith(other[: max(40, least // 2)]) or other.startswith(own))


def _is_sentence(block: Block) -> bool:
    return block.tag == "p" and weight(block.text) >= 40 and ends_sentence(block.text)


def _is_marked(block: Block, descriptions: list[str]) -> bool:
    """Return whether the first paragraph is set apart: bold, or in an element of that name."""
    bold = block.bold >= 0.9 * len(block.text)
    named = hints.is_standfirst(hints.names(block.element))
    return named or (bold and _is_declared(block, descriptions))
