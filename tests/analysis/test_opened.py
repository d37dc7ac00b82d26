"""Five readers, one archive: the same values, of the same types, row by row."""

import gzip
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from analysis import made_up
from analysis.made_up import FIRST, HOSTILE, SECOND
from archive.small_runs import SITE, crawl, killed_run, opened
from hypothesis import given
from hypothesis import strategies as st

import newscrawl
from newscrawl import clock, open_archive, schema
from newscrawl.analysis.days import within
from newscrawl.analysis.export import export
from newscrawl.analysis.mark import mark
from newscrawl.archive import reader
from newscrawl.archive.compact import compact
from newscrawl.archive.lines import encode
from newscrawl.errors import ArchiveError, ConfigurationError
from newscrawl.items import Article, Teaser

CHOICES = {
    "all articles": ("articles", {}, 6),
    "one site": ("articles", {"site": SECOND}, 2),
    "two sites": ("articles", {"site": [SECOND, FIRST]}, 6),
    "no site": ("articles", {"site": []}, 0),
    "since a day": ("articles", {"since": "2026-03-15"}, 6),
    "since a time": ("articles", {"since": "2026-03-15T01:20:00+01:00"}, 5),
    "until a day": ("articles", {"until": date(2026, 3, 15)}, 4),
    "until a time": ("articles", {"until": datetime(2026, 3, 15, 0, 10, tzinfo=UTC)}, 1),
    "a page kind": ("articles", {"page_kind": "block_page"}, 1),
    "page kinds": ("articles", {"page_kind": ["block_page", "article"]}, 6),
    "no page kind": ("articles", {"page_kind": []}, 0),
    "newest": ("articles", {"latest": True}, 5),
    "as of a day": ("articles", {"as_of": "2026-03-31"}, 4),
    "as of a time": ("articles", {"as_of": "2026-03-15T00:15:00Z"}, 1),
    "newest, of a time": ("articles", {"latest": True, "until": "2026-03-31"}, 3),
    "looks": ("front_pages", {}, 3),
    "looks of a site": ("front_pages", {"site": FIRST, "since": "2026-04-01"}, 1),
    "requests": ("fetches", {}, 6),
    "requests until": ("fetches", {"until": "2026-03-14"}, 0),
    "runs": ("runs", {}, 3),
    "runs since": ("runs", {"since": "2026-03-15"}, 2),
}


@pytest.fixture(params=CHOICES.values(), ids=CHOICES)
def choice(archive, request):
    kind, arguments, count = request.param
    return kind, getattr(archive, kind)(**arguments), count


def rows(selection):
    return [plain(asdict(record)) for record in selection]


def plain(value):
    """Return a value as readers have it: their lists are lists."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def typed(found):
    """Return rows so that 1 and 1.0 and True differ."""
    return repr(found)


def test_a_choice_has_so_many_records(choice):
    _, selection, count = choice
    assert len(rows(selection)) == count
    assert len(rows(selection)) == count, "it can be read again"


def test_arrow_holds_the_records(choice):
    kind, selection, _ = choice
    table = selection.to_arrow()
    assert table.schema == schema.arrow(kind)
    assert typed(table.to_pylist()) == typed(rows(selection))


def test_pandas_holds_the_records(choice):
    kind, selection, _ = choice
    frame = selection.to_pandas()
    assert [type_.pyarrow_dtype for type_ in frame.dtypes] == schema.arrow(kind).types
    assert pa.Table.from_pandas(frame, preserve_index=False).equals(selection.to_arrow())


def test_polars_holds_the_records(choice):
    kind, selection, _ = choice
    frame = selection.to_polars()
    assert frame.schema == schema.polars(kind)
    assert typed(frame.to_dicts()) == typed(rows(selection))


def test_datasets_holds_the_records(choice):
    kind, selection, _ = choice
    dataset = selection.to_dataset()
    assert dataset.features == schema.features(kind)
    assert typed(dataset.to_list()) == typed(rows(selection))


def test_duckdb_holds_the_records(choice):
    kind, selection, _ = choice
    relation = selection.to_duckdb()
    names, types = schema.arrow(kind).names, schema.arrow(kind).types
    assert list(relation.columns) == names
    table = relation.to_arrow_table()
    assert table.schema.types == types
    found, wanted = table.to_pylist(), rows(selection)
    if selection.wanted.newest:  # in no order
        found.sort(key=repr)
        wanted.sort(key=repr)
    assert typed(found) == typed(wanted)
    assert relation.count("*").fetchall() == [(len(wanted),)], "it can be asked again"


def test_two_relations_on_one_connection_do_not_meet(archive):
    one = duckdb.connect()
    newest = archive.articles(latest=True).to_duckdb(one)
    old = archive.articles(as_of="2026-03-31").to_duckdb(one)
    assert (newest.shape[0], old.shape[0]) == (5, 4)


def test_batches_hold_the_records_in_pieces(archive, monkeypatch):
    monkeypatch.setattr("newscrawl.analysis.selection.BATCH_BYTES", 1)
    told = []
    batches = list(archive.articles().batches(lambda *done: told.append(done)))
    assert [batch.num_rows for batch in batches] == [1] * 6
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("arguments", "runs"),
    [
        ({}, ["r1", "r3", "r2"]),
        ({"since": "2026-03-15"}, ["r1", "r3", "r2"]),  # r1 ran past midnight
        ({"since": "2026-04-02"}, ["r3", "r2"]),  # nothing says that r2 had ended
        ({"since": "2026-04-02", "site": FIRST}, ["r3"]),
        ({"until": "2026-03-14"}, ["r1"]),
        ({"until": "2026-03-14", "latest": True}, ["r1", "r3", "r2"]),
    ],
)
def test_files_of_another_time_stay_shut(archive, arguments, runs):
    files = archive.articles(**arguments).files()
    assert [path.name.partition(".")[0] for path in files] == runs


def test_files_that_join_a_month_are_opened_for_any_day_of_it():
    joined = Path("articles/site=a/date=2026-03-01/2026-03--0123.jsonl.gz")
    later = Path("articles/site=a/date=2026-04-01/2026-04--0123.jsonl.gz")
    runs = [Path(f"runs/site=a/date=2026-{day}/r.json") for day in ("03-02", "03-30", "04-02")]
    for since, found in {"2026-03-31": [joined, later], "2026-04-03": [later]}.items():
        assert (
            list(within([joined, later], runs, clock.moment(since, "", end=False), None)) == found
        )


def test_as_of_is_the_revision_that_was_newest(archive):
    def versions(**arguments):
        return {
            one.article_id: one.revision
            for one in archive.articles(site=FIRST, **arguments)
            if one.headline == "Headline 1"
        }

    assert list(versions(as_of="2026-03-31").values()) == [1]
    assert list(versions(latest=True).values()) == [2]


def test_what_a_run_has_not_sealed_is_not_read(tmp_path):
    writer = opened(tmp_path, "r9")
    assert rows(open_archive(tmp_path).articles()) == []
    assert open_archive(tmp_path).articles().to_arrow().num_rows == 0
    assert open_archive(tmp_path).articles(latest=True).to_duckdb().shape[0] == 0
    writer.abandon()


def test_a_line_longer_than_a_block_is_read(tmp_path):
    long = "x" * (5 << 20)
    made_up.run(tmp_path, FIRST, "r1", "2026-03-14T06:00:00.000000Z", {1: 1, 2: 1, 4: 1}, text=long)
    selection = open_archive(tmp_path).articles()
    assert [len(text) for text in selection.to_arrow()["text"].to_pylist()] == [len(long)] * 3
    assert selection.to_duckdb().filter("length(text) = 5242880").shape[0] == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"site": "gazete"}, "Did you mean gazette"),
        ({"site": "../x"}, "There is no site"),
        ({"since": "yesterday"}, "since is 'yesterday', which is no time"),
        ({"until": datetime(2026, 3, 15)}, "until is .* which has no zone"),  # noqa: DTZ001
        ({"since": "2026-03-15", "until": "2026-03-14"}, "is after until"),
        ({"page_kind": "story"}, "'story' is no page kind. They are: article,"),
    ],
)
def test_what_is_wrong_is_told_at_once(archive, arguments, said):
    with pytest.raises(ConfigurationError, match=said):
        archive.articles(**arguments)


def test_there_must_be_an_archive(tmp_path):
    with pytest.raises(ConfigurationError, match="There is no archive at"):
        open_archive(tmp_path / "nothing")


def test_the_package_has_no_other_names():
    with pytest.raises(AttributeError, match="no attribute 'open_archives'"):
        newscrawl.open_archives  # noqa: B018


@pytest.mark.parametrize("reader_", ["pyarrow", "polars", "pandas", "duckdb", "datasets"])
def test_a_missing_package_is_told_with_its_cure(archive, monkeypatch, reader_):
    monkeypatch.setitem(sys.modules, reader_, None)
    name = "to_dataset" if reader_ == "datasets" else f"to_{reader_.removeprefix('py')}"
    with pytest.raises(ConfigurationError, match=rf"{reader_} is not .*newscrawl\[analysis\]"):
        getattr(archive.articles(), name)()


def test_a_damaged_line_is_told(tmp_path):
    crawl(tmp_path, "r1", range(1))
    (path,) = reader.sealed(tmp_path, "articles")
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b":null", b":{}")))
    for read in (list, lambda selection: selection.to_arrow()):
        with pytest.raises(ArchiveError, match="newscrawl verify"):
            read(open_archive(tmp_path).articles())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"schema":1,', b'"schema":2,', "schema is '2', which is not 1"),
        (b'"site":', b'"sight":', "lacks site"),
        (b'"kicker":', b'"mood":"gay","kicker":', "mood"),
        (b'"page_kind":"article"', b'"page_kind":"sonnet"', "sonnet"),
    ],
)
def test_a_line_of_another_newscrawl_is_refused_by_all_who_check(tmp_path, old, new, told):
    crawl(tmp_path, "r1", range(2))
    (path,) = reader.sealed(tmp_path, "articles")
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(old, new, 1)))
    selection = open_archive(tmp_path).articles()
    by_csv = partial(export, selection, "csv", tmp_path.with_suffix(".csv"))
    ways = [by_csv, partial(list, selection), partial(list, reader.articles(tmp_path))]
    for read in ways:
        with pytest.raises(ArchiveError, match=rf"{path}, line 1: .*{told}.*newscrawl verify"):
            read()
    if b"schema" in old or b"mood" in new:
        with pytest.raises(ArchiveError, match=rf"{told}|unexpected field"):
            selection.to_arrow()


words = st.text() | st.just(HOSTILE) | st.sampled_from(['"revision":7', '\\"page_kind":"x"'])


@given(words, words, st.none() | st.integers(1, 99), st.none() | st.just("2026-03-14T06:00:00Z"))
def test_a_mark_says_what_the_record_says(headline, url, revision, when):
    """Whatever texts stand before and after."""
    article = Article(
        site=headline,
        url=url,
        canonical_url=url,
        article_id="a" * 32,
        revision=revision,
        revision_id="b" * 32 if revision else None,
        page_kind="video",
        headline=headline,
        teasers=(Teaser(rank=1, url=url, article_id="c" * 32, title=headline),),
        fetched_at=when,
        newscrawl_version="0",
    )
    found = mark(encode(article), "articles")
    assert found == (when, "video", "a" * 32, revision, article.revision_id)


@pytest.mark.parametrize("chosen", [{}, {"latest": True}, {"since": "2026-03-01"}])
def test_lines_are_each_read_once_while_files_are_joined(tmp_path, chosen):
    for number in range(3):
        crawl(tmp_path, f"r{number}", range(number, number + 3))
    selection = open_archive(tmp_path).articles(**chosen)
    expected = [one.revision_id for one in selection]
    reading = iter(selection)
    begun = [next(reading).revision_id, next(reading).revision_id]
    joined = compact(tmp_path, SITE, before="2026-04-01", killed_run=killed_run)
    assert list(joined)
    assert [*begun, *(one.revision_id for one in reading)] == expected
    told = []
    assert len(list(selection.lines(lambda *done: told.append(done)))) == len(expected)
    assert told == [(1, 1)]
