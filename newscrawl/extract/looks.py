"""What the elements look like that blocks stand in, and which look is the story's."""

import re
from collections import Counter
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.extract.blocks import Block
from newscrawl.extract.lines import is_link
from newscrawl.extract.text import weight

RUNNING = 60
"""Letters from which on a paragraph counts as running text."""
_SECOND = 0.35
"""A second look with this share of the first one's text is core too."""
_LISTS = frozenset(
    {"ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "dl",
     "dt", "dd"}
)  # fmt: skip
_NUMBERS = re.compile(r"(?<![^\W_])(?=[a-f]*\d)[0-9a-f]{5,}(?![^\W_])|\d+")
"""Numbers and ids in a class, as page builders write them: ``element-3fa91c2``."""
_REMEMBERED = 2000
"""Classes kept per process: a story's paragraphs have few."""

Look = tuple[str, str]


def home_of(block: Block) -> Element | None:
    """Return the element that the block stands in, lists, tables, quotes and nameless wrappers of
    one paragraph put aside."""
    parent = block.element.getparent()
    while parent is not None and (parent.tag in _LISTS or _is_wrapper(parent)):
        parent = parent.getparent()
    return parent


def _is_wrapper(element: Element) -> bool:
    if element.tag != "div" or element.get("class"):
        return False
    # lxml counts children one by one: asked of each block, a long list would take its square.
    first = next(element.iterchildren(), None)
    return first is not None and first.getnext() is None


def look_of(element: Element | None) -> Look:
    """Return tag and class of ``element``, numbers and ids put aside."""
    if element is None:
        return ("", "")
    return (str(element.tag), _dress(element.get("class") or ""))


@lru_cache(maxsize=_REMEMBERED)
def _dress(label: str) -> str:
    return " ".join(sorted(_NUMBERS.sub("", label).split())[:3])


def core_looks(found: list[Block], homes: list[Look]) -> set[Look]:
    """Return the looks that hold most of the running text; ``homes`` has one for each block."""
    sizes: Counter[Look] = Counter()
    for block, home in zip(found, homes, strict=True):
        size = weight(block.text)
        if block.level is None and size > RUNNING and not is_link(block):
            sizes[home] += size
    if not sizes:
        return set()
    most = max(sizes.values())
    return {look for look, size in sizes.items() if size >= _SECOND * most}
