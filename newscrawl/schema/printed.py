"""The schema as text: what ``newscrawl schema`` prints and what is committed beside this module."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from newscrawl.items import SCHEMA
from newscrawl.schema.codebook import codebook
from newscrawl.schema.json_schema import json_schema
from newscrawl.schema.readers import duckdb
from newscrawl.schema.shape import KINDS, Kind, Shape, folded, record

Form = Literal["json-schema", "arrow", "polars", "duckdb", "features", "codebook"]
FORMS: tuple[Form, ...] = get_args(Form)

COMMITTED = Path(__file__).parent / f"v{SCHEMA}"
"""Folder of what is committed and in the wheel: a JSON Schema a kind, and the codebook."""


class _Names(NamedTuple):
    """How a library is imported, and what it calls its types."""

    imported: str
    schema: str
    scalar: dict[type, str]
    many: str
    record: str


_PYTHON: dict[str, _Names] = {
    "arrow": _Names(
        "import pyarrow as pa",
        "pa.schema({})",
        {str: "pa.string()", int: "pa.int64()", float: "pa.float64()", bool: "pa.bool_()"},
        "pa.list_({})",
        "pa.struct({})",
    ),
    "polars": _Names(
        "import polars as pl",
        "pl.Schema({})",
        {str: "pl.String()", int: "pl.Int64()", float: "pl.Float64()", bool: "pl.Boolean()"},
        "pl.List({})",
        "pl.Struct({})",
    ),
    "features": _Names(
        "from datasets import Features, List, Value",
        "Features({})",
        {
            str: 'Value("string")',
            int: 'Value("int64")',
            float: 'Value("float64")',
            bool: 'Value("bool")',
        },
        "List({})",
        "{}",
    ),
}


def printed(kind: Kind, form: Form) -> str:
    """Return the schema of a kind in a form: JSON, Markdown, SQL's and Python's ``{…}``, or a
    Python module that defines ``schema``."""
    made: dict[str, Callable[[], str]] = {
        "json-schema": lambda: json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n",
        "duckdb": lambda: _mapping({name: repr(type_) for name, type_ in duckdb(kind).items()}),
        "codebook": lambda: codebook([kind]),
    }
    return made[form]() if form in made else _module(kind, _PYTHON[form])


def _module(kind: Kind, names: _Names) -> str:
    columns = {field.name: _type(field.shape, names) for field in record(kind).fields}
    return f"{names.imported}\n\nschema = {names.schema.format(_mapping(columns).strip())}\n"


def _type(shape: Shape, names: _Names) -> str:
    return folded(
        shape, names.scalar, names.many.format, lambda of: names.record.format(_inline(of))
    )


def _inline(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": {type_}' for name, type_ in fields.items()) + "}"


def _mapping(columns: dict[str, str]) -> str:
    rows = (f"    {name!r}: {type_},\n" for name, type_ in columns.items())
    return "{\n" + "".join(rows) + "}\n"


def committed() -> dict[Path, str]:
    """Return the path and the text of every file that is committed."""
    schemas = {COMMITTED / f"{kind}.schema.json": printed(kind, "json-schema") for kind in KINDS}
    return schemas | {COMMITTED / "codebook.md": codebook()}
