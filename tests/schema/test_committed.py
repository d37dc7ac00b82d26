"""What is committed is what the dataclasses give; every form says the same."""

import ast
import json
import sys
from dataclasses import fields, is_dataclass
from typing import get_args

import duckdb
import pytest

from newscrawl import items, run_record, schema
from newscrawl.errors import ConfigurationError
from newscrawl.schema.packages import package
from newscrawl.schema.printed import COMMITTED, committed, printed
from newscrawl.schema.shape import KINDS, RECORD_OF

PYTHON = ("arrow", "polars", "features")
kinds = pytest.mark.parametrize("kind", KINDS)


def test_what_is_committed_is_what_the_dataclasses_give():
    found = {path: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert found == committed(), "the records changed: run 'make schema' and commit the files"


@kinds
def test_every_key_of_a_record_is_required_and_explained(kind):
    made = json.loads(printed(kind, "json-schema"))
    names = [field.name for field in fields(RECORD_OF[kind])]
    assert list(made["properties"]) == made["required"] == names
    objects = [made, *made["$defs"].values()]
    assert all(one["description"] for one in objects)
    assert all(said["description"] for one in objects for said in one["properties"].values())
    assert not any(one["additionalProperties"] for one in objects)


def test_null_and_words_are_allowed_where_the_dataclass_allows_them():
    made = schema.json_schema("articles")["properties"]
    assert made["site"]["type"] == "string"
    assert made["similarity"]["type"] == ["number", "null"]
    assert made["page_kind"]["enum"] == list(get_args(items.PageKind))
    assert made["duplicate_kind"]["enum"] == ["exact", "near", None]
    assert made["schema"]["const"] == 1
    assert made["capture"]["anyOf"] == [{"$ref": "#/$defs/Capture"}, {"type": "null"}]
    assert made["teasers"]["items"] == {"$ref": "#/$defs/Teaser"}


@kinds
@pytest.mark.parametrize("form", PYTHON)
def test_printed_python_defines_what_the_function_returns(kind, form):
    space = {}
    exec(printed(kind, form), space)
    assert space["schema"] == getattr(schema, form)(kind)


@kinds
def test_printed_columns_are_those_of_duckdb_in_python_and_in_sql(kind):
    text = printed(kind, "duckdb")
    assert ast.literal_eval(text) == schema.duckdb(kind)
    nothing = duckdb.connect()
    nothing.execute(f"create table t as from read_json('/dev/null', columns={text})")
    types = {name: type_ for name, type_, *_ in nothing.sql("describe t").fetchall()}
    assert types.keys() == schema.duckdb(kind).keys()


@kinds
def test_all_readers_have_the_same_columns_of_the_same_types(kind):
    arrow = schema.arrow(kind)
    assert schema.polars(kind) == package("polars").from_arrow(arrow.empty_table()).schema
    assert schema.features(kind).arrow_schema.remove_metadata() == arrow
    columns = duckdb.connect().from_arrow(arrow.empty_table())
    plain = {name: type_.replace('"', "") for name, type_ in schema.duckdb(kind).items()}
    found = zip(columns.columns, map(str, columns.types), strict=True)
    assert {name: type_.replace('"', "") for name, type_ in found} == plain


def test_the_codebook_explains_every_field_and_every_word():
    text = (COMMITTED / "codebook.md").read_text(encoding="utf-8")
    for module in (items, run_record):
        for cls in filter(is_dataclass, vars(module).values()):
            names = [field.name for field in fields(cls)]
            assert all(f"| `{name}` |" in text for name in names)
    for words in (items.PageKind, items.Outcome, items.Via, items.Source):
        assert all(f"`{word}`" in text for word in get_args(words))
    assert "``" not in text
    assert "None" not in text


def test_a_package_that_is_missing_is_told_with_its_cure(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ConfigurationError, match=r"polars is not.*newscrawl\[analysis\]"):
        schema.polars("articles")
