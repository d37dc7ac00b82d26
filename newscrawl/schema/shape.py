"""What a record is made of, read from its dataclass: the one source of every schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from newscrawl.items import SCHEMA, Article, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run
from newscrawl.schema import explained

T = TypeVar("T")

Kind = Literal["articles", "front_pages", "fetches", "runs"]
"""Folders of an archive that hold records."""
KINDS: tuple[Kind, ...] = get_args(Kind)

RECORD_OF: dict[Kind, type[Any]] = {
    "articles": Article,
    "front_pages": FrontPageSnapshot,
    "fetches": Fetch,
    "runs": Run,
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value."""

    type: type
    """``str``, ``int``, ``float`` or ``bool``."""
    words: tuple[str, ...] = ()
    """All that it may be; empty where it is free."""
    words_name: str | None = None
    """The name of the list of words in ``items``."""
    constant: int | None = None
    """What it is in every record; ``None`` where it varies."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list; never null, perhaps empty."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    name: str
    shape: "Shape"
    nullable: bool
    said: str
    """What the codebook says of it."""


@dataclass(frozen=True, slots=True)
class Record:
    """Named values, each key always there."""

    name: str
    said: str
    fields: tuple[Field, ...]


Shape = Scalar | Many | Record


def record(kind: Kind) -> Record:
    """Return the shape of the records of a kind."""
    return shape_of_record(cast("Any", RECORD_OF[kind]))


@cache
def shape_of_record(cls: Any) -> Record:
    """Return the shape of a dataclass of ``items`` or ``run_record``."""
    hints, said = get_type_hints(cls), explained.of_fields(cls)
    made = (_field(field.name, hints[field.name], said[field.name]) for field in fields(cls))
    return Record(cls.__name__, explained.of_class(cls), tuple(made))


def _field(name: str, hint: Any, said: str) -> Field:
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    (inner,) = (option for option in options if option is not NoneType)
    shape = Scalar(int, constant=SCHEMA) if name == "schema" else _shape(inner)
    return Field(name, shape, NoneType in options, said)


def _shape(hint: Any) -> Shape:
    if is_dataclass(hint):
        return shape_of_record(cast("Any", hint))
    if get_origin(hint) is tuple:
        return Many(_shape(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return Scalar(str, get_args(hint), explained.name_of(hint))
    return Scalar(hint)


def folded(
    shape: Shape,
    scalar: Mapping[type, T],
    many: Callable[[T], T],
    of_fields: Callable[[dict[str, T]], T],
) -> T:
    """Return what a shape is in another type system.

    Args:
        shape: Of a record or a value.
        scalar: The type of each Python type.
        many: Makes the type of a list from that of its values.
        of_fields: Makes the type of a record from those of its fields.

    >>> folded(Many(Scalar(str)), {str: "VARCHAR"}, "{}[]".format, str)
    'VARCHAR[]'
    """
    if isinstance(shape, Scalar):
        return scalar[shape.type]
    if isinstance(shape, Many):
        return many(folded(shape.of, scalar, many, of_fields))
    return of_fields(
        {field.name: folded(field.shape, scalar, many, of_fields) for field in shape.fields}
    )


def records_in(shape: Shape) -> dict[str, Record]:
    """Return every record inside a shape by its name, itself first, in the order of the fields."""
    if isinstance(shape, Scalar):
        return {}
    if isinstance(shape, Many):
        return records_in(shape.of)
    found = {shape.name: shape}
    for field in shape.fields:
        found |= records_in(field.shape)
    return found


def words_in(shape: Record) -> dict[str, Scalar]:
    """Return every list of words that a field in a record may hold, by its name."""
    return {
        field.shape.words_name: field.shape
        for inner in records_in(shape).values()
        for field in inner.fields
        if isinstance(field.shape, Scalar) and field.shape.words_name
    }
