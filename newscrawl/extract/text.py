# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Text as records hold it: white space folded, no character that shows nothing."""

import re
import unicodedata
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.pieces import folded, pieces
from newscrawl.spaceless import SPACELESS

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Controls, soft hyphen, zero-width space, word joiner, BOM, lone surrogates. The joiners U+200C
and U+200D stay: Persian and Indic scripts are spelled with them."""

_STRING = etree.XPath("string()")
_UNPRINTED = ("script", "style", "template")
_PRINTED = etree.XPath(
    ".//text()[not(parent::script or parent::style or ancestor::template)]", smart_strings=False
)

_SPACELESS = re.compile(f"[{SPACELESS}]")

_WORD = re.compile(_SPACELESS.pattern + r"|[^\W_]+(?:['’\-][^\W_]+|(?<=\d)[.,]\d+)*")

FULL_STOPS = frozenset(".!?…。！？।॥۔؟։።፧။៕។᠃")
"""What sentences end with: Latin, Han, Devanagari, Arabic, Armenian, Ethiopic, Burmese, Khmer and
Mongolian (Unicode's property Sentence_Terminal, those of newspapers)."""
_CLOSING = "\"”“»«’'‘)]」』 \u00a0"
"""What may stand behind them."""
_STOPLESS, _LONG = re.compile("[\u0e00-\u0eff]"), 80
"""Thai and Lao, which end a sentence with a blank; letters of a line that is one or more."""

_REMEMBERED = 1000
"""Texts whose key and weight are remembered: the rules ask for those of one page several times."""

_KEY = re.compile(r"[\W_]+")
_NO_KEY = bytes(code for code in range(128) if not chr(code).isalnum())


def fold(text: str) -> str:
    r"""Return ``text`` on one line: white space folded to single spaces, invisible letters gone.

    >>> fold("  a\u00a0b\n c\u200b ")
    'a b c'
    """
    line = folded(text)
    # What is printable holds nothing invisible: an eighth of the time of looking for it.
    return line if line.isprintable() else folded(_INVISIBLE.sub("", text))


def text_of(element: Element) -> str:
    """Return the folded text of ``element`` and all below it, without scripts and style sheets."""
    text = fold(str(_STRING(element)))
    if "{" in text and next(element.iter(*_UNPRINTED), None) is not None:
        return fold("".join(map(str, _PRINTED(element))))
    return text


def last_letter(text: str) -> str:
    """Return what ``text`` ends with, quotes and brackets aside; empty where there is nothing.

    >>> last_letter('He said: "No."'), last_letter("Read more")
    ('.', 'e')
    """
    return text.rstrip().rstrip(_CLOSING)[-1:]


def has_full_stop(text: str) -> bool:
    """Return whether ``text`` ends with a full stop, or is long in a script that has none.

    >>> has_full_stop("「そうだ。」"), has_full_stop("Read more")
    (True, False)
    """
    last = last_letter(text)
    return last in FULL_STOPS or (len(text) > _LONG and _STOPLESS.match(last) is not None)


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """Return ``text`` for comparing: letters and digits only, compatibility forms and case folded.

    >>> key("“The End” — soon!") == key('"the end" - soon')
    True
    """
    if text.isascii():
        return text.lower().encode().translate(None, _NO_KEY).decode()  # a fiftieth of the time
    return _KEY.sub("", unicodedata.normalize("NFKC", text).casefold())


def word_count(text: str) -> int:
    """Return the number of words; a letter of a script without spaces counts as a word.

    >>> word_count("Don't wait: 東京")
    4
    >>> word_count("212,000 crowns, 3.5 % more")
    4
    """
    return sum(map(_word_count, pieces(text)))


def _word_count(piece: str) -> int:
    if not piece.isascii() and _SPACELESS.search(piece):
        return len(_WORD.findall(piece))
    parts = piece.split()
    # What is letters and digits but for its ends is one word: a third of the time of the regex.
    others = [part for part in parts if not part.strip(_MARKS).isalnum()]
    return len(parts) - len(others) + len(_WORD.findall(" ".join(others)))


_MARKS = ".,;:!?…\"'“”„‘’«»()[]"
"""What stands at the ends of a word."""


_DENSE = re.compile(_SPACELESS.pattern + "|[\uac00-\ud7a3]")
"""These, and the syllables of Hangul."""


def weight(text: str) -> int:
    """Return the length of ``text`` in letters of an alphabet: a Han letter says as much as three,
    a Hangul syllable as two.

    >>> weight("ab東"), weight("ab다")
    (5, 4)
    """
    return len(text) if text.isascii() else len(text) + _further(text)


@lru_cache(maxsize=_REMEMBERED)
def _further(text: str) -> int:
    dense: list[str] = _DENSE.findall(text)
    syllables = sum(1 for letter in dense if "\uac00" <= letter <= "\ud7a3")
    return 2 * len(dense) - syllables
