"""Long texts, a piece at a time: the words of a megabyte, each a string of its own, take ten."""

import re
from collections.abc import Iterator

PIECE_LENGTH = 100_000
"""Characters; all but the texts of hostile pages are one piece."""

_SPACE = re.compile(r"\s")


def pieces(text: str) -> Iterator[str]:
    """Yield ``text`` in pieces that end before white space."""
    begun = 0
    while begun < len(text):
        space = _SPACE.search(text, begun + PIECE_LENGTH)
        end = space.start() if space else len(text)
        yield text[begun:end]
        begun = end


def folded(text: str) -> str:
    r"""Return ``text`` with white space folded to single spaces.

    >>> folded(" a\u00a0 b\n")
    'a b'
    """
    if len(text) <= PIECE_LENGTH:
        return " ".join(text.split())
    return " ".join(filter(None, (" ".join(piece.split()) for piece in pieces(text))))
