"""The codebook: every field with its type and its meaning, as Markdown."""

import inspect
from collections.abc import Iterable

from newscrawl import items
from newscrawl.items import SCHEMA
from newscrawl.schema import explained
from newscrawl.schema.shape import KINDS, Kind, Many, Record, Scalar, Shape, record, records_in
from newscrawl.schema.shape import words_in as words_of

_TYPES = {str: "text", int: "integer", float: "number", bool: "true or false"}


def codebook(kinds: Iterable[Kind] = KINDS) -> str:
    """Return the codebook of some kinds; what stands inside of several is told once."""
    kinds = tuple(kinds)
    lines = [record(kind) for kind in kinds]
    inside = {name: one for line in lines for name, one in records_in(line).items()}
    words = {name: one for line in lines for name, one in words_of(line).items()}
    return "\n".join(
        [
            f"# Codebook of newscrawl, schema {SCHEMA}",
            "",
            *(_code(inspect.getdoc(items) or "").splitlines()[4:]),
            "",
            *(text for kind in kinds for text in _table(f"`{kind}/`: ", record(kind))),
            *(text for one in inside.values() if one not in lines for text in _table("", one)),
            *(text for name in words for text in _words(name, words[name])),
        ]
    )


def _table(folder: str, shape: Record) -> list[str]:
    rows = [
        f"| `{field.name}` | {_type(field.shape)}{' or null' if field.nullable else ''} "
        f"| {_cell(field.said)} |"
        for field in shape.fields
    ]
    head = [f"## {folder}{shape.name}", "", _code(shape.said), ""]
    return [*head, "| field | type | meaning |", "| --- | --- | --- |", *rows, ""]


def _type(shape: Shape) -> str:
    if isinstance(shape, Many):
        return f"list of {_type(shape.of)}"
    if isinstance(shape, Record):
        return f"[{shape.name}](#{shape.name.lower()})"
    if shape.constant is not None:
        return f"{shape.constant}"
    if shape.words_name:
        return f"[{shape.words_name}](#{shape.words_name.lower()})"
    return _TYPES[shape.type]


def _words(name: str, shape: Scalar) -> list[str]:
    listed = ", ".join(f"`{word}`" for word in shape.words)
    return [f"## {name}", "", f"One of {listed}.", "", _code(explained.of_words()[name]), ""]


def _cell(text: str) -> str:
    return _code(text).replace("\n", " ").replace("|", "\\|")


def _code(text: str) -> str:
    return text.replace("``None``", "`null`").replace("``", "`")
