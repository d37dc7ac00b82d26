"""JSON as templates break it, mended so that it can be read."""

import json
import re
from collections import Counter
from typing import Any

_ENDS = (
    r"(?=\s{0,50}(?:[:}\]]|\Z|//|/\*|,\s{0,99}(?:[\"'\[{\]}/<,\-\d]|true|false|null|[@\w]+\s{0,9}:|\Z))"
    r"|[ \t]{0,50}\r?\n\s{0,99}[\"'])"
)
"""What follows the quote that ends a string, and not one inside it."""
_TOKEN = re.compile(
    rf"""(?P<note>//[^\n]*|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?|<!\[CDATA\[|\]\]>|<!--|-->)
    | "(?P<double>(?:\\.|[^\\])*?)"{_ENDS}
    | '(?P<single>(?:\\.|[^\\])*?)'{_ENDS}
    | ["'](?P<torn>.*)
    | (?P<mark>[{{}}\[\],:;])
    | (?P<bare>[^\s{{}}\[\],:;"'][^{{}}\[\],:;\n"']*)""",
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}")
"""What a template should have filled in."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_WORDS = frozenset({"true", "false", "null"})
_CLOSING = {"{": "}", "[": "]"}
_MOST = 20_000
"""Tokens of one script that are read; a real one has some hundred."""


def mended(text: str) -> str:
    r"""Return ``text`` as JSON: an array of the values in it.

    Left out are comments and commas too many; added are commas and brackets too few, quotes around
    bare words, and the escapes of quotes and line breaks inside strings. What it means is guessed:
    only for text that ``json.loads`` does not take.

    >>> mended("{'a': 1, // one")
    '[{"a":1}]'
    >>> mended('{"a": "the "old" bridge",}')
    '[{"a":"the \\"old\\" bridge"}]'
    """
    writer = _Writer()
    for number, match in enumerate(_TOKEN.finditer(_TEMPLATE.sub("null", text))):
        if number > _MOST:
            break
        kind = match.lastgroup
        if kind == "mark":
            writer.mark(match[0])
        elif kind != "note" and kind is not None:
            writer.value(_scalar(kind, match[kind]))
    return writer.whole()


def _scalar(kind: str, text: str) -> str:
    text = text.strip() if kind == "bare" else text
    if kind == "bare" and (text in _WORDS or _NUMBER.match(text)):
        return text
    return json.dumps(_unescaped(text), ensure_ascii=False)


def _unescaped(text: str) -> Any:
    """Return what the inside of a string says, its wrong escapes as they stand."""
    sound = re.sub(r'\\(?!["\\/bfnrtu])', "", re.sub(r'(?<!\\)"', r"\"", text))
    try:
        return json.loads(f'"{sound}"', strict=False)
    except ValueError:
        return text.replace("\\", "")


class _Writer:
    """Writes the values and brackets of a text with the commas and brackets that JSON wants."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []
        self.closing: Counter[str] = Counter()
        """The brackets that would close those that are open."""
        self.wants = "value"
        """``value`` after a bracket, ``named`` after a colon, ``mark`` after a value."""

    def mark(self, mark: str) -> None:
        """Write a bracket; note a comma or a colon, to be written where something follows."""
        if mark in _CLOSING:
            self._before()
            self.out.append(mark)
            self.open.append(mark)
            self.closing[_CLOSING[mark]] += 1
            self.wants = "value"
        elif mark in "}]":
            self._close(mark)
        elif mark == "," and self.wants == "named":
            self.value("null")
        elif mark == ":" and self.wants == "mark" and self.open[-1:] == ["{"]:
            self.out.append(":")
            self.wants = "named"

    def value(self, text: str) -> None:
        """Write a string, a number or a word."""
        self._before()
        self.out.append(text)
        self.wants = "mark"

    def _before(self) -> None:
        if self.wants == "mark":
            self.out.append(",")

    def _close(self, mark: str) -> None:
        while self.closing[mark]:
            if self.wants == "named":
                self.out.append("null")
            closing = _CLOSING[self.open.pop()]
            self.closing[closing] -= 1
            self.out.append(closing)
            self.wants = "mark"
            if closing == mark:
                return

    def whole(self) -> str:
        """Return all that was written, its brackets closed."""
        while self.open:
            self._close(_CLOSING[self.open[-1]])
        return f"[{''.join(self.out)}]"
