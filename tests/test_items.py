import ast
import dataclasses
import inspect
import typing
from types import NoneType, UnionType

import pytest

from newscrawl import items, run_record

BODY = [*ast.parse(inspect.getsource(items)).body, *ast.parse(inspect.getsource(run_record)).body]
CLASSES = {node.name: node for node in BODY if isinstance(node, ast.ClassDef)}
RECORDS = [getattr(items, name, None) or getattr(run_record, name) for name in CLASSES]
LINES = [items.Article, items.FrontPageSnapshot, items.Fetch, run_record.Run]
"""Records that are a line of their own; the others stand inside one."""

SAME_EVERYWHERE = {"schema", "newscrawl_version"}
"""Fields that the module's docstring explains once for all records."""

KEYS = {
    items.Article: """
        schema site url canonical_url article_id revision revision_id previous_revision_id
        content_id changed_fields page_kind headline kicker standfirst authors byline published_at
        published_precision published_raw published_zone_assumed modified_at language section tags
        body text word_count images teasers free_access provenance problems discovered duplicate_of
        duplicate_kind similarity fetched_at capture run_id newscrawl_version
    """,
    items.FrontPageSnapshot: """
        schema site url snapshot_id fetched_at changed same_as teasers capture run_id
        newscrawl_version
    """,
    items.Teaser: "rank url article_id title excerpt kicker section_label image",
    items.Fetch: """
        schema site url canonical_url article_id via rank outcome reason status alias_of revision_id
        etag
        last_modified sha256 capture bytes seconds fetched_at run_id
    """,
    items.Author: "name url",
    items.Section: "heading level paragraphs",
    items.Image: "url caption credit",
    items.Provenance: "field source rule",
    items.Discovered: "via url rank",
    items.Capture: """
        capture_id status etag last_modified sha256 warc_file warc_offset warc_length
    """,
    run_record.Count: "name count",
}


def by_name(record):
    return record.__name__


@pytest.mark.parametrize(
    ("record", "keys"), KEYS.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_record_has_the_keys_that_readers_were_promised_in_their_order(record, keys):
    """A key that goes, or takes another's place, breaks programs that read old archives."""
    assert [field.name for field in dataclasses.fields(record)] == keys.split()


@pytest.mark.parametrize("record", RECORDS, ids=by_name)
def test_a_record_is_frozen_with_slots_and_keywords_only(record):
    params = record.__dataclass_params__
    assert params.frozen
    assert "__slots__" in vars(record)
    assert all(field.kw_only for field in dataclasses.fields(record))


@pytest.mark.parametrize("record", LINES, ids=by_name)
def test_a_line_says_first_that_it_is_of_schema_1(record):
    first = dataclasses.fields(record)[0]
    assert (first.name, first.default) == ("schema", 1)


def explained(class_):
    """Return the fields of a class that a docstring follows, as editors read them."""
    pairs = zip(class_.body, class_.body[1:], strict=False)
    return {
        field.target.id: after.value.value
        for field, after in pairs
        if isinstance(field, ast.AnnAssign)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }


@pytest.mark.parametrize("record", RECORDS, ids=by_name)
def test_every_field_is_explained(record):
    """The module is the codebook that researchers read."""
    said = explained(CLASSES[record.__name__])
    names = {field.name for field in dataclasses.fields(record)}
    assert names - said.keys() - SAME_EVERYWHERE == set()
    assert all(text.strip().endswith(".") for text in said.values())


def test_what_is_the_same_everywhere_is_explained_once():
    assert all(f"``{name}``" in items.__doc__ for name in SAME_EVERYWHERE)


@pytest.mark.parametrize(
    "name", ["PageKind", "Via", "Outcome", "Source", "DuplicateKind", "Precision"]
)
def test_every_list_of_words_is_explained(name):
    places = {
        node.targets[0].id: place
        for place, node in enumerate(BODY)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    after = BODY[places[name] + 1]
    assert isinstance(after, ast.Expr)
    assert isinstance(after.value, ast.Constant)


def test_every_outcome_is_explained():
    said = inspect.getsource(items).partition("Outcome = Literal")[2].partition("Source =")[0]
    assert [word for word in typing.get_args(items.Outcome) if f"``{word}``" not in said] == []


def leaves(hint):
    """Return what a type is made of: unions and tuples opened."""
    if typing.get_origin(hint) in {typing.Union, UnionType, tuple}:
        inner = (leaves(argument) for argument in typing.get_args(hint) if argument is not Ellipsis)
        return {leaf for found in inner for leaf in found}
    return {"word"} if typing.get_origin(hint) is typing.Literal else {hint}


@pytest.mark.parametrize("record", RECORDS, ids=by_name)
def test_values_are_plain_records_or_tuples_of_them_never_maps(record):
    """Readers infer the type of a map badly: its keys become columns."""
    plain = {str, int, float, bool, NoneType, "word", *RECORDS}
    for name, hint in typing.get_type_hints(record).items():
        assert leaves(hint) <= plain, name


@pytest.mark.parametrize("record", RECORDS, ids=by_name)
def test_a_list_is_never_absent_only_empty(record):
    hints = typing.get_type_hints(record)
    for field in dataclasses.fields(record):
        hint = hints[field.name]
        inside = {typing.get_origin(argument) for argument in typing.get_args(hint)}
        assert tuple not in inside, field.name
        assert typing.get_origin(hint) is not tuple or field.default == (), field.name


def test_only_pages_that_can_be_read_are_compared():
    assert set(typing.get_args(items.PageKind)) > items.READABLE
