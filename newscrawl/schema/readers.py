"""The schema as the readers of data frames want it.

Every column may be null: Parquet, Features and DuckDB's ``columns`` cannot say otherwise in the
same way. Which values are never null stands in the JSON Schema.
"""

from typing import Any

from newscrawl.schema.packages import package
from newscrawl.schema.shape import Kind, folded, record

_DUCKDB = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def arrow(kind: Kind) -> Any:
    """Return the ``pyarrow.Schema`` of a kind.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    pa = package("pyarrow")
    scalar = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    struct = folded(record(kind), scalar, pa.list_, lambda fields: pa.struct(fields.items()))
    return pa.schema(list(struct))


def polars(kind: Kind) -> Any:
    """Return the ``polars.Schema`` of a kind.

    Raises:
        ConfigurationError: polars is not installed.
    """
    pl = package("polars")
    scalar = {str: pl.String(), int: pl.Int64(), float: pl.Float64(), bool: pl.Boolean()}
    return pl.Schema(folded(record(kind), scalar, pl.List, pl.Struct).to_schema())


def features(kind: Kind) -> Any:
    """Return the ``datasets.Features`` of a kind.

    Raises:
        ConfigurationError: datasets is not installed.
    """
    hf = package("datasets")
    names = {str: "string", int: "int64", float: "float64", bool: "bool"}
    scalar: dict[type, Any] = {type_: hf.Value(name) for type_, name in names.items()}
    return hf.Features(folded(record(kind), scalar, hf.List, dict))


def duckdb(kind: Kind) -> dict[str, str]:
    """Return the type of each column of a kind, as ``read_json(…, columns={…})`` takes them."""
    return {
        field.name: folded(field.shape, _DUCKDB, "{}[]".format, _duckdb_struct)
        for field in record(kind).fields
    }


def _duckdb_struct(fields: dict[str, str]) -> str:
    inside = ", ".join(f'"{name}" {type_}' for name, type_ in fields.items())
    return f"STRUCT({inside})"
