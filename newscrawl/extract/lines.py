"""What a line of a page is by itself: a sentence, a link, a caption, a note of the newsroom."""

import re

from lxml.etree import _Element as Element

from newscrawl.extract.blocks import Block
from newscrawl.extract.credits import credited
from newscrawl.extract.names import begins_with_credit, is_name
from newscrawl.extract.text import has_full_stop, last_letter, text_of, weight

_ADDRESS = re.compile(r"https?://|\w@\w|www\.")
"""An address in words is text, linked or not; a name with a mark before it (@wend) is none."""
_LABEL = re.compile(r"[^.!?:]{1,40}:\s?\S")
"""How "Read more: a headline" begins, whatever the headline ends with."""

_LINKED = 0.85
"""Share of linked letters from which on a block is a link and no sentence: 6 of 7 such blocks are
"read more" lines."""
HALF = 0.5
"""Share of linked letters from which on a line without a full stop is a link."""
_LINE, _LONGEST_CAPTION = 60, 200
"""Letters below which a text is a line; of the longest caption."""
BOLD = 0.9
"""Share of letters from which on a paragraph is bold, or in italics."""


def is_link(block: Block) -> bool:
    """Return whether a block is one link, or asks the reader to follow one of the newspaper's
    channels."""
    if not block.linked:
        return False
    share = block.linked / len(block.text)
    if share < HALF or _ADDRESS.search(block.text):
        return _is_promotion(block)
    if share >= _LINKED or (block.tag != "li" and _LABEL.match(block.text)):
        return True
    return block.tag == "p" and not ends_sentence(block.text)


def _is_promotion(block: Block) -> bool:
    """Return whether all links of a short text lead to where one follows a newspaper."""
    if not block.leads or len(block.text) >= _LONGEST_PROMOTION or block.level is not None:
        return False
    if not all(map(_CHANNEL.search, block.leads)):
        return False
    # One link to a store may tell of an app; a newspaper names the stores of its own side by side.
    return len(block.leads) > 1 or not any(map(_STORE.search, block.leads))


_LONGEST_PROMOTION = 250
_CHANNEL = re.compile(
    r"//(?:chat\.whatsapp\.com|(?:www\.)?whatsapp\.com/channel|invite\.viber\.com|zalo\.me"
    r"|(?:\w+\.)?line\.me|lin\.ee|news\.google\.com/(?:publications|s)|play\.google\.com/store/apps"
    r"|(?:apps|itunes)\.apple\.com|feedly\.com)/"
    r"|/(?:news-?letters?|subscribe)(?:[/?#.-]|\Z)",
    re.IGNORECASE,
)
_STORE = re.compile(r"//(?:play\.google|(?:apps|itunes)\.apple)\.com/", re.IGNORECASE)
"""Channels of messengers, stores of apps, readers of news, and a newspaper's own pages for that. No
public networks: a story cites what was said there."""


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence does."""
    return has_full_stop(text) or last_letter(text) == ":"


def without_captions(found: list[Block]) -> list[Block]:
    """Leave out the lines that speak of a picture, a button or a player beside them."""
    if not any(block.beside for block in found):
        return found
    following = [*found[1:], None]
    return [b for b, after in zip(found, following, strict=True) if not _is_caption(b, after)]


def without_questions(found: list[Block], fields: set[Element]) -> list[Block]:
    """Leave out what stands beside a box to tick where that is little: what the reader is asked,
    as before a post of another site is shown.

    Args:
        found: The blocks of a page.
        fields: The labels of such boxes.
    """
    if not fields:
        return found
    sizes: dict[Element | None, int] = dict.fromkeys((one.getparent() for one in fields), 0)
    for block in found:
        home = block.element.getparent()
        if home in sizes:
            sizes[home] += weight(block.text)
    return [b for b in found if sizes.get(b.element.getparent(), _QUESTION) >= _QUESTION]


def _is_caption(block: Block, after: Block | None) -> bool:
    """Return whether a line says what a button or a player beside it does, or what a picture
    shows: all in italics or small print, or centred above a line that is not."""
    if not block.beside or block.level is not None or block.tag != "p":
        return False
    size = len(block.text)
    if "control" in block.beside and size < _LINE and not ends_sentence(block.text):
        return True
    if "picture" not in block.beside or size >= _LONGEST_CAPTION:
        return False
    if block.text[0] in _POINTERS or is_name(credited(block.text)):
        return True
    if after is not None and _is_centred(block.element) and not _is_centred(after.element):
        return block.bold < BOLD * size
    return _is_all(block, "em", "i", "small")


_POINTERS = frozenset("▲▼△▽◀▶◄►◁▷←↑→↓")
"""What a caption begins with in East Asia: it points to its picture."""


def _is_centred(element: Element) -> bool:
    style = element.get("style")
    return element.get("align") == "center" or bool(style and _CENTRED.search(style))


_QUESTION = 1000
"""Letters from which on they are no question; the longest on the bench has 635."""

_CENTRED = re.compile(r"text-align\s*:\s*center")


def _is_all(block: Block, *tags: str) -> bool:
    """Return whether a block has its element to itself, and all of it in ``tags``."""
    inside = sum(len(text_of(part)) for part in block.element.iter(*tags))
    return inside >= BOLD * len(block.text) and text_of(block.element) == block.text


def without_notes(kept: list[Block]) -> list[Block]:
    """Return ``kept`` without the newsroom's notes at its end: up to three short paragraphs all in
    italics, or in bold with a link, below one that is not, and lines that say who owns or edited
    the text. Of 60 such in italics on the bench 40 are no part of the story, of 12 in bold 8."""
    last = len(kept) - _LAST
    kept = [
        block
        for block, above, place in zip(kept, [None, *kept], range(len(kept)), strict=False)
        if place < last or not _is_imprint(block, above)
    ]
    end = len(kept)
    while end and len(kept) - end < _NOTES and _is_note(kept[end - 1]):
        end -= 1
    closing = kept[end - 1] if end else None
    return kept if closing is None or closing.level or _is_note(closing) else kept[:end]


def _is_imprint(block: Block, above: Block | None) -> bool:
    """Return whether a line says who owns the text, or who edited it: one of several lines with a
    label, or a list's item, tells something else."""
    if block.level is not None or block.tag != "p" or len(block.text) >= _LONGEST_NOTE:
        return False
    if _COPYRIGHT.match(block.text):
        return True
    is_one_of_many = above is not None and (above.level or _LABEL.match(above.text[:_LINE]))
    return len(block.text) < _LINE and not is_one_of_many and begins_with_credit(block.text)


def _is_note(block: Block) -> bool:
    if block.tag != "p" or block.level is not None or len(block.text) >= _LONGEST_NOTE:
        return False
    if block.linked and block.bold >= BOLD * len(block.text):
        return True
    return _is_all(block, "em", "i")


_COPYRIGHT = re.compile(
    r"[\W_]{0,5}(?:[©ⓒ]|저작권자|(?:\(c\)|copyright)\W*(?:[©ⓒ]|\(c\)|(?:19|20)\d\d|by\b))",
    re.IGNORECASE,
)
_LAST, _NOTES, _LONGEST_NOTE = 4, 3, 400
