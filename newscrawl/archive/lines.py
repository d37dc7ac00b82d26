"""Records as lines: JSON that every reader takes (RFC 8259, UTF-8), one record a line.

What must not be in a file is put right here, and only here:

- A lone surrogate becomes U+FFFD; a pair of them, the character it stands for.
- Control characters are removed, save tab, line feed, carriage return and U+0085: those that
  XML 1.0 (2.2, "Characters") forbids or advises against. JSON writes the three below U+0020
  as escapes, so that a line has no byte below 0x20 but its last.
- NaN and the infinities become ``null``.

A line ends at the byte 0x0A and nowhere else: U+2028, U+2029 and U+0085 are text.

msgspec does the work: for an article's line of 7 kB, in a quarter of the time that ``json`` with
dictionaries takes out, and in two fifths in. It fills in keys that are missing and passes over
those that it does not know, so a line is taken at once only where its record makes the same bytes
again; any other is looked at by ``json``, which finds what is wrong, or merely spelled otherwise.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
Json = Any
"""What ``json`` reads and writes: None, bool, int, float, str, list, dict."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_CONTROLS = re.compile(f"[{_CONTROL}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# In UTF-8. U+0080 to U+009F begin with 0xC2.
_LATE_CONTROLS = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
# In JSON text the controls below U+0020 are escapes. They are found in 'C:\\bin' too, which
# costs a second look and changes nothing.
_EARLY_CONTROLS = re.compile(rb"\\(?:u00|b|f)")
# msgspec writes 0.00001 and 1e16, Python 1e-05 and 1e+16, as lines always had it.
_FAR_NUMBERS = re.compile(rb'":-?(?:0\.0000|[\d.]+e)')


class LineError(ValueError):
    """A line is not what newscrawl writes; the text says where and how."""


def encode(record: Any) -> bytes:
    """Return ``record`` as one line with its line feed; every field is a key, in order.

    Args:
        record: An instance of a dataclass of ``items``, or a tuple of them.
    """
    try:
        line = _fast(record)
    except (ValueError, TypeError):  # a lone surrogate, or a text of a class of its own
        return _written(_clean(record))
    # One regular expression for all of it takes three times as long.
    if (
        b"\x7f" in line
        or _EARLY_CONTROLS.search(line)
        or _LATE_CONTROLS.search(line)
        or _FAR_NUMBERS.search(line)
    ):
        return _written(_clean(record))
    return line + b"\n"


def decode(line: bytes, cls: type[T]) -> T:
    """Return the record of type ``cls`` that ``line`` holds, with or without its line feed.

    Args:
        line: One line.
        cls: A dataclass of ``items``, or a tuple of so many of them as there are.

    Raises:
        LineError: It is no JSON, is no valid Unicode, lacks a key, has one too many, or a
            value has the wrong type.
    """
    try:
        record: T = _decoder(cast("Any", cls)).decode(line)
        if _fast(record) == line.removesuffix(b"\n") and _is_of_schema(record):
            return record
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        _refuse(line, cls)
        message = str(error)
        raise LineError(message) from error
    # Keys are missing, or too many: msgspec fills in and leaves out. Or it is spelled otherwise.
    _refuse(line, cls)
    return record


def split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream of bytes into lines, each without its line feed.

    Raises:
        LineError: The last line has none: it is torn.
    """
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        message = f"ends inside a line, {len(rest)} bytes after the last line feed"
        raise LineError(message)


def clean_text(text: str) -> str:
    r"""Return ``text`` without what must not be in a file.

    >>> clean_text("a\x1b[0m b\ud83d\ude00 c\ud83d")
    'a[0m b😀 c�'
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", text)


_fast = msgspec.json.Encoder().encode


@cache
def _decoder(cls: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(cls)


# --- out, what msgspec writes otherwise ---------------------------------------------------------


def _clean(value: Any) -> Json:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value):
        return {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value


def _written(value: Json) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


# --- in, what msgspec refuses or does not look at -----------------------------------------------


@cache
def _schema(cls: Any) -> Any:
    """Return the number of a record's layout; ``MISSING`` where it bears none."""
    names = {field.name: field.default for field in fields(cls)} if is_dataclass(cls) else {}
    return names.get("schema", MISSING)


def _is_of_schema(record: Any) -> bool:
    schema = _schema(cast("Any", type(record)))
    return schema is MISSING or record.schema == schema


def _refuse(line: bytes, cls: Any) -> None:
    """Say what is wrong with a line, in our own words.

    Raises:
        LineError: Something is.
    """
    try:
        value = json.loads(line.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        message = f"no JSON in UTF-8: {error}"
        raise LineError(message) from error
    if _SURROGATES.search(json.dumps(value, ensure_ascii=False)):
        message = "holds half a character (a lone surrogate)"
        raise LineError(message)
    for wrong in _wrongs(value, cls, ""):
        raise LineError(wrong)


def _no_number(name: str) -> Json:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _wrongs(value: Json, hint: Any, where: str) -> Iterator[str]:
    """Yield in words where a value is not of the type ``hint``."""
    arguments = get_args(hint)
    if is_dataclass(hint):
        yield from _wrong_keys(value, hint, where)
    elif get_origin(hint) is tuple:
        if type(value) is not list:
            yield _is_not("a list", value, where)
            return
        for item in value:
            yield from _wrongs(item, arguments[0], where)
    elif get_origin(hint) in {Union, UnionType}:
        some = next(kind for kind in arguments if kind is not NoneType)
        yield from () if value is None else _wrongs(value, some, where)
    elif get_origin(hint) is Literal:
        if value not in arguments:
            yield _is_not(f"one of {', '.join(sorted(arguments))}", value, where)
    elif type(value) is not hint and (hint, type(value)) != (float, int):
        yield _is_not(hint.__name__, value, where)


def _wrong_keys(value: Json, cls: Any, where: str) -> Iterator[str]:
    if type(value) is not dict:
        yield _is_not("an object", value, where)
        return
    inside = f"{where}." if where else ""
    hints, schema = get_type_hints(cls), _schema(cls)
    if schema is not MISSING and value.get("schema", schema) != schema:
        yield _is_not(str(schema), value["schema"], f"{inside}schema")
    lacks = [f"lacks {inside}{name}" for name in sorted(hints.keys() - value.keys())]
    extra = sorted(value.keys() - hints.keys())
    if lacks or extra:
        yield ", ".join(lacks + [f"has {inside}{name!a}, which is no key" for name in extra])
    for name, hint in hints.items():
        if name in value:
            yield from _wrongs(value[name], hint, inside + name)


def _is_not(expected: str, value: Json, where: str) -> str:
    return f"{where or 'the line'} is {str(value)[:60]!a}, which is not {expected}"
