"""How the texts of links and cards are taken and counted, in any script."""

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.spaceless import SPACELESS

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LETTER: Final = re.compile(r"[^\W\d_]")
_WIDE = re.compile(f"[{SPACELESS}\u0f00-\u0fff]")
"""Letters of scripts without spaces, and of Tibetan, which parts syllables by a mark of its own."""


def words(text: str) -> int:
    """Return how many words ``text`` has; two characters of a script without spaces are one.

    >>> words("four words or more"), words("東京都で大雨")
    (4, 3)
    """
    found = len(text.split())
    # Such a character is two bytes longer in UTF-8 than as a letter: counted where they may tell.
    if text.isascii() or len(text.encode("utf-8", "replace")) - len(text) <= 4 * found:
        return found
    return max(found, len(_WIDE.findall(text)) // 2)


def raw_text(node: Element) -> str:
    """Return the text inside ``node`` as it stands in the tree: white space, scripts and all."""
    if not len(node):
        return node.text or ""
    # A quarter of the time of "".join(node.itertext()).
    return etree.tostring(node, method="text", encoding="unicode", with_tail=False)
