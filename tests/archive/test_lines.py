import json
import math
from dataclasses import fields, replace

import pytest
from archive.small_runs import article, run
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.archive.lines import LineError, clean_text, decode, encode, split
from newscrawl.items import (
    Article,
    Author,
    Capture,
    Discovered,
    Fetch,
    FrontPageSnapshot,
    Image,
    Provenance,
    Section,
    Teaser,
)

anything = st.text(st.characters(exclude_categories=()), max_size=30)
ODD = (
    "NUL \x00 ESC \x1b[0m NEL \x85 LS \u2028 PS \u2029 half \ud83d whole \ud83d\ude00 "
    "\\b \\u0007 \x9f"
)


@given(anything)
def test_any_text_comes_back_as_it_is_kept(text: str) -> None:
    """What is read is what was meant, but for what no file may hold."""
    record = replace(article(1), headline=text, tags=(text, text), authors=(Author(name=text),))
    line = encode(record)
    read = decode(line, Article)
    kept = clean_text(text)
    assert (read.headline, read.tags, read.authors[0].name) == (kept, (kept, kept), kept)
    assert encode(read) == line
    assert line.count(b"\n") == 1
    assert min(line[:-1]) >= 0x20


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r\x85")))
def test_good_text_is_not_touched(text: str) -> None:
    assert clean_text(text) == text
    assert decode(encode(replace(article(1), headline=text)), Article).headline == text


def test_odd_characters_follow_the_rule() -> None:
    kept = "NUL  ESC [0m NEL \x85 LS \u2028 PS \u2029 half � whole 😀 \\b \\u0007 "
    assert decode(encode(replace(article(1), headline=ODD)), Article).headline == kept


def test_line_is_json_for_strict_readers() -> None:
    line = encode(replace(article(1), headline=ODD, similarity=math.nan))
    values = json.loads(line.decode(), parse_constant=pytest.fail)
    assert list(values) == [field.name for field in fields(Article)]
    assert values["similarity"] is None
    assert values["headline"].encode()


def test_every_nested_record_comes_back() -> None:
    teaser = Teaser(rank=1, url="https://a.example/1", title="T", image=None)
    capture = Capture(
        capture_id="c", status=200, sha256="0", warc_file="f", warc_offset=0, warc_length=1
    )
    full = replace(
        article(1),
        authors=(Author(name="A"), Author(name="B", url="https://a.example/b")),
        body=(Section(heading="H", level=2, paragraphs=("p", "q")), Section()),
        images=(Image(url="https://a.example/i"),),
        teasers=(teaser,),
        provenance=(Provenance(field="headline", source="layout", rule="h1"),),
        discovered=Discovered(via="feed"),
        capture=capture,
        free_access=False,
        similarity=1.0,
    )
    snapshot = FrontPageSnapshot(site="a", url="u", teasers=(teaser,), newscrawl_version="0")
    fetch = Fetch(
        site="a", url="u", canonical_url="u", via="start", outcome="front_page",
        seconds=0.25, fetched_at="t", run_id="r", capture=capture,
    )  # fmt: skip
    for record in (full, snapshot, fetch, run("r1")):
        assert decode(encode(record), type(record)) == record


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"headline": 3}, "headline is '3', which is not str"),
        ({"revision": True}, "revision is 'True', which is not int"),
        ({"revision": 1.5}, "revision"),
        ({"tags": None}, "tags is 'None', which is not a list"),
        ({"page_kind": "poem"}, "page_kind is 'poem', which is not one of article"),
        ({"authors": [{"name": "A"}]}, "lacks authors.url"),
        ({"extra": 1}, "has 'extra', which is no key"),
        ({"schema": 2}, "schema is '2', which is not 1"),
        ({"body": [[]]}, "body is"),
        ({"headline": "\ud83d"}, "half a character"),
        ({"similarity": 10**400}, "out of range.*similarity"),
        (
            {"discovered": {"via": "letter", "url": None, "rank": None}},
            "discovered.via is 'letter'",
        ),
    ],
)
def test_wrong_line_is_refused_with_its_field(change: dict[str, object], said: str) -> None:
    values = json.loads(encode(article(1))) | change
    with pytest.raises(LineError, match=said.replace("[", r"\[")):
        decode(json.dumps(values).encode(), Article)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"schema":NaN}',
        b"\xff",
        b"[" * 100_000,
        b'{"a":1}{"a":1}',
        b"1e999",
    ],
)
def test_what_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(LineError):
        decode(line, Article)


def test_other_spelling_of_a_line_is_read() -> None:
    """What another program wrote may have spaces, another order, escapes, and 1 for 1.0."""
    line = encode(replace(article(1), headline="\u00e9\U0001f600", similarity=1.0))
    values = {key: json.loads(line)[key] for key in sorted(json.loads(line))} | {"similarity": 1}
    read = decode(json.dumps(values, indent=1).encode(), Article)
    assert encode(read) == line
    assert type(read.similarity) is float


@pytest.mark.parametrize(
    "number", [0.0, -0.0, 1e-4, 9.9e-5, 1e-5, -2.5e-5, 5e-324, 1e15, 1e16, -1.5e300, 1 / 3]
)
def test_numbers_are_written_as_python_writes_them(number: float) -> None:
    line = encode(replace(article(1), similarity=number))
    assert f'"similarity":{number!r},'.encode() in line
    assert repr(decode(line, Article).similarity) == repr(number)


def test_text_of_a_class_of_its_own_is_text() -> None:
    """Strings of lxml know their element."""

    class Smart(str):
        __slots__ = ()

    plain = article(1)
    smart = replace(plain, headline=Smart(plain.headline), tags=(Smart("a"),))
    assert encode(smart) == encode(replace(plain, tags=("a",)))


def test_several_records_in_one_line_come_back() -> None:
    teasers = (Teaser(rank=1, url="u", title="\x07"), Teaser(rank=2, url="v", title=""))
    read = decode(encode(teasers), tuple[Teaser, ...])
    assert read == (replace(teasers[0], title=""), teasers[1])
    with pytest.raises(LineError, match="lacks title"):
        decode(b'[{"rank":1,"url":"u"}]', tuple[Teaser, ...])


def test_missing_key_is_named() -> None:
    values = json.loads(encode(article(1)))
    del values["kicker"]
    with pytest.raises(LineError, match="lacks kicker"):
        decode(json.dumps(values).encode(), Article)


@given(
    st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b""))), st.integers(1, 9)
)
def test_lines_are_cut_at_line_feeds_only(lines: list[bytes], size: int) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert list(split(pieces)) == lines


def test_torn_last_line_is_told() -> None:
    lines = split([b"one\ntw", b"o"])
    assert next(lines) == b"one"
    with pytest.raises(LineError, match="3 bytes after the last line feed"):
        next(lines)
