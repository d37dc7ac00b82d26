"""The records as JSON Schema, draft 2020-12: for those who have neither newscrawl nor Python."""

from typing import Any

from newscrawl.items import SCHEMA
from newscrawl.schema.shape import Field, Kind, Many, Record, Scalar, Shape, record, records_in

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one line of a kind; of a whole file, for ``runs``."""
    line = record(kind)
    inside = {name: one for name, one in records_in(line).items() if name != line.name}
    return {
        "$schema": DRAFT,
        "$id": f"urn:newscrawl:schema:{SCHEMA}:{kind}",
        "title": line.name,
        **_object(line),
        "$defs": {name: _object(one) for name, one in inside.items()},
    }


def _object(shape: Record) -> dict[str, Any]:
    return {
        "description": shape.said,
        "type": "object",
        "properties": {field.name: _property(field) for field in shape.fields},
        "required": [field.name for field in shape.fields],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    value = _value(field.shape)
    return {"description": field.said, **(_or_null(value) if field.nullable else value)}


def _value(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Record):
        return {"$ref": f"#/$defs/{shape.name}"}
    if isinstance(shape, Many):
        return {"type": "array", "items": _value(shape.of)}
    return _scalar(shape)


def _scalar(shape: Scalar) -> dict[str, Any]:
    if shape.constant is not None:
        return {"const": shape.constant}
    if shape.words:
        return {"type": "string", "enum": list(shape.words)}
    return {"type": _TYPES[shape.type]}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in value:
        return {"anyOf": [value, {"type": "null"}]}
    words = {"enum": [*value["enum"], None]} if "enum" in value else {}
    return value | {"type": [value["type"], "null"]} | words
