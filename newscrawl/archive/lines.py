"""Records as lines: JSON that every reader takes (RFC 8259, UTF-8), one record a line.

What must not be in a file is put right here, and only here:

- A lone surrogate becomes U+FFFD; a pair of them, the character it stands for.
- Control characters are removed, save tab, line feed, carriage return and U+0085: those that
  XML 1.0 (2.2, "Characters") forbids or advises against. JSON writes the three below U+0020
  as escapes, so that a line has no byte below 0x20 but its last.
- NaN and the infinities become ``null``.

A line ends at the byte 0x0A and nowhere else: U+2028, U+2029 and U+0085 are text.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

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
_ESCAPES = (b"\\u00", b"\\b", b"\\f", b"\x7f")


class LineError(ValueError):
    """A line is not what newscrawl writes; the text says where and how."""


def encode(record: Any) -> bytes:
    """Return ``record`` as one line with its line feed; every field is a key, in order.

    Args:
        record: An instance of a dataclass of ``items``.
    """
    values = _dumper(cast("Any", type(record)))(record)
    try:
        line = _written(values).encode()
    except ValueError:  # NaN, or a lone surrogate
        return _written(_clean(values)).encode() + b"\n"
    # One regular expression for all of it takes four times as long.
    if any(escape in line for escape in _ESCAPES) or _LATE_CONTROLS.search(line):
        line = _written(_clean(values)).encode()
    return line + b"\n"


def decode(line: bytes, cls: type[T]) -> T:
    """Return the record of type ``cls`` that ``line`` holds, with or without its line feed.

    Raises:
        LineError: It is no JSON, is no valid Unicode, lacks a key, has one too many, or a
            value has the wrong type.
    """
    try:
        values = _DECODER.decode(line.decode())
    except (ValueError, RecursionError) as error:
        message = f"no JSON in UTF-8: {error}"
        raise LineError(message) from error
    if (
        b"\\u" in line
        and b"\\ud" in line.lower()
        and _SURROGATES.search(json.dumps(values, ensure_ascii=False))
    ):
        message = "holds half a character (a lone surrogate)"
        raise LineError(message)
    loaded: T = _loader(cast("Any", cls))(values, "")
    return loaded


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


def _no_number(name: str) -> Json:
    message = f"{name} is no JSON"
    raise ValueError(message)


_DECODER = json.JSONDecoder(parse_constant=_no_number)
_written = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value


def clean_text(text: str) -> str:
    r"""Return ``text`` without what must not be in a file.

    >>> clean_text("a\x1b[0m b\ud83d\ude00 c\ud83d")
    'a[0m b😀 c�'
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", text)


# --- out: a function per type, made once; dataclasses.asdict takes ten times as long ----------


@cache
def _dumper(cls: Any) -> Callable[[Any], Json]:
    hints = get_type_hints(cls)
    plain = {field.name: _dumped(hints[field.name]) for field in fields(cls)}
    # Compiled like dataclasses' own methods: a loop over names costs three times as much.
    items = (
        f"{name!r}: r.{name}" if dump is None else f"{name!r}: d_{name}(r.{name})"
        for name, dump in plain.items()
    )
    scope = {f"d_{name}": dump for name, dump in plain.items() if dump}
    dumper: Callable[[Any], Json] = eval(f"lambda r: {{{', '.join(items)}}}", scope)  # noqa: S307 - field names of ours
    return dumper


def _dumped(hint: Any) -> Callable[[Any], Json] | None:
    """Return what turns a value of type ``hint`` into JSON; ``None`` where ``json`` can."""
    if is_dataclass(hint):
        made: Callable[[Any], Json] = _dumper(cast("Any", hint))
        return made
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        inner = _dumped(arguments[0])
        return (lambda values: [inner(value) for value in values]) if inner else None
    optional = [dump for dump in map(_dumped, arguments) if dump] if _is_union(hint) else []
    if not optional:
        return None
    some = optional[0]
    return lambda value: None if value is None else some(value)


# --- in: the same, checking ------------------------------------------------------------------

_Load = Callable[[Json, str], Any]


@cache
def _loader(cls: Any) -> _Load:
    names = frozenset(field.name for field in fields(cls))
    schema = next((f.default for f in fields(cls) if f.name == "schema"), MISSING)
    made = _maker(cls)

    def load(value: Json, where: str) -> Any:
        if not isinstance(value, dict):
            raise _wrong(where, "an object", value)
        try:
            if schema is not MISSING and value["schema"] != schema:
                raise _wrong(where + "schema", str(schema), value["schema"])
            record = made(value, where)
        except KeyError:
            record = None
        if record is None or len(value) != len(names):
            raise LineError(_keys(where, value.keys() - names, names - value.keys()))
        return record

    return load


def _maker(cls: Any) -> _Load:
    """Return what makes a record of JSON that has its keys: most values are as they should be at
    the first look, and only the others are handed to a function. Calling one for each value takes
    three times as long."""
    hints = get_type_hints(cls)
    scope: dict[str, Any] = {"cls": cls, "blank": _unfrozen(cls)}
    steps = ["def made(value, where):", "r = blank()"]
    for field in fields(cls):
        name = field.name
        scope[f"l_{name}"] = _loaded(hints[name])
        look = _first_look(hints[name], f"s_{name}", scope)
        steps.append(f"v = value[{name!r}]")
        steps.append(f"r.{name} = v if {look} else l_{name}(v, where + {name!r})")
    steps += ["r.__class__ = cls", "return r"]
    exec("\n    ".join(steps), scope)  # noqa: S102 - names of ours
    made: _Load = scope["made"]
    return made


def _unfrozen(cls: Any) -> type:
    """Return a class whose objects have the same slots and may be filled, and then be made objects
    of ``cls``. A frozen dataclass fills its own by a call for each: five times as long."""
    assert not hasattr(cls, "__post_init__"), "it would not be called"
    names = tuple(field.name for field in fields(cls))
    return type(f"Unfrozen{cls.__name__}", (), {"__slots__": names})


def _first_look(hint: Any, named: str, scope: dict[str, Any]) -> str:
    """Return the expression that is true where ``v`` can be taken as it is."""
    if _is_union(hint):
        inner = next(kind for kind in get_args(hint) if kind is not NoneType)
        return f"v is None or {_first_look(inner, named, scope)}"
    if get_origin(hint) is Literal:
        scope[named] = frozenset(get_args(hint))
        return f"type(v) is str and v in {named}"
    return f"type(v) is {hint.__name__}" if hint in {str, int, float, bool} else "False"


def _loaded(hint: Any) -> _Load:
    arguments = get_args(hint)
    if is_dataclass(hint):
        inside = _loader(cast("Any", hint))
        return lambda value, where: inside(value, where + ".")
    if get_origin(hint) is tuple:
        return _list_of(_loaded(arguments[0]))
    if _is_union(hint):
        return _maybe(_loaded(next(kind for kind in arguments if kind is not NoneType)))
    if get_origin(hint) is Literal:
        return _one_of(frozenset(arguments))
    return _plain(hint)


def _list_of(inner: _Load) -> _Load:
    def load(value: Json, where: str) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _wrong(where, "a list", value)
        return tuple([inner(item, where) for item in value])

    return load


def _maybe(inner: _Load) -> _Load:
    return lambda value, where: None if value is None else inner(value, where)


def _one_of(allowed: frozenset[Any]) -> _Load:
    def load(value: Json, where: str) -> Any:
        if type(value) is not str or value not in allowed:
            raise _wrong(where, f"one of {', '.join(sorted(allowed))}", value)
        return value

    return load


def _plain(kind: type) -> _Load:
    def load(value: Json, where: str) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise _wrong(where, kind.__name__, value)

    return load


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in {Union, UnionType}


def _wrong(where: str, expected: str, value: Json) -> LineError:
    return LineError(f"{where or 'the line'} is {str(value)[:60]!a}, which is not {expected}")


def _keys(where: str, extra: Iterable[str], missing: Iterable[str]) -> str:
    said = [f"lacks {where}{name}" for name in sorted(missing)]
    return ", ".join(said + [f"has {where}{name!a}, which is no key" for name in sorted(extra)])
