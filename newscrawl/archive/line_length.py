"""A line is at most 16 MiB long; what is longer is cut by one rule, and marked.

Only a record whose line would be longer is touched. Then each of its fields keeps what fits into
its share, from the beginning: of a list whole entries and a part of the last, of a text its
characters. ``text`` follows ``body``; ids, word count and captures are those of the whole page.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from newscrawl.archive.lines import encode
from newscrawl.archive.records import LineRecord
from newscrawl.errors import ArchiveError
from newscrawl.items import LINE_TOO_LONG, Article

LONGEST_BYTES = 1 << 24
"""Of a line with its line feed. DuckDB reads no longer one unless told (``maximum_object_size``
of ``read_json``, 16,777,216 by default), and a reader's memory has a bound."""

_SHARES: Mapping[str, int] = {"body": 5 << 20, "teasers": 3 << 20}
_SHARE = 1 << 16
"""Bytes of JSON that a field keeps. With ``text`` as long as ``body``, and 40 others, a line stays
under 16 MiB. The largest body among 30,000 pages of newspapers has 0.4 MB."""
_CHARACTER_BYTES = 6
"""The most that one takes in JSON."""

Value = TypeVar("Value")
_Record = TypeVar("_Record", bound=LineRecord)


def line_of(record: LineRecord) -> bytes:
    """Return a record as one line, cut if it would be too long.

    Raises:
        ArchiveError: It is too long all the same.
    """
    line = encode(record)
    if len(line) <= LONGEST_BYTES:
        return line
    line = encode(fitted(record))
    if len(line) > LONGEST_BYTES:
        message = f"{record.url[:200]!a} makes a line of {len(line)} bytes, over {LONGEST_BYTES}."
        raise ArchiveError(message)
    return line


def fitted(record: _Record) -> _Record:
    """Return a record each field of which is cut to its share; an article is marked."""
    cut = {
        field.name: _cut(getattr(record, field.name), _SHARES.get(field.name, _SHARE))[0]
        for field in fields(record)
        if field.name != "text"
    }
    shorter = replace(record, **cut)
    if not isinstance(shorter, Article):
        return shorter
    text = None if shorter.text is None else _text(shorter)
    problems = (*(name for name in shorter.problems if name != LINE_TOO_LONG), LINE_TOO_LONG)
    return replace(shorter, text=text, problems=problems)


def _text(article: Article) -> str:
    parts = ((section.heading, *section.paragraphs) for section in article.body)
    return "\n\n".join(part for some in parts for part in some if part)


def _cut(value: Value, room: int) -> tuple[Value, int]:
    """Return the beginning of a value that fits into so many bytes of JSON, and what is left."""
    kept: Any = value
    if isinstance(value, str):
        if len(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")) > room:
            kept = value[: max(0, room) // _CHARACTER_BYTES]
        room -= len(json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"))
    elif isinstance(value, tuple):
        kept = []
        for item in value:
            if room <= 0:
                break
            shorter, room = _cut(item, room - 1)
            kept.append(shorter)
            if shorter != item:
                break
        kept = tuple(kept)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            room -= len(field.name) + 4
            changed[field.name], room = _cut(getattr(value, field.name), room)
        kept = replace(value, **changed)
    else:
        room -= 25  # no number is longer, nor are null, true and false
    return kept, room
