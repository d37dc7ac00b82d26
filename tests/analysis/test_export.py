"""What is exported is what was archived, whole or not at all."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import datasets
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from analysis.made_up import FIRST, SECOND
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import open_archive, schema
from newscrawl.analysis import parquet, target
from newscrawl.analysis.coverage import gaps
from newscrawl.analysis.export import export
from newscrawl.analysis.spreadsheet import neutral, restored
from newscrawl.errors import ArchiveError, ConfigurationError

KINDS = ("articles", "front_pages", "fetches", "runs")
kinds = pytest.mark.parametrize("kind", KINDS)


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "newscrawl.cli", "export", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@kinds
def test_one_parquet_file_holds_the_records(archive, tmp_path, kind):
    selection = getattr(archive, kind)()
    out = tmp_path / "all.parquet"
    told = []
    count = export(selection, "parquet", out, progress=lambda *done: told.append(done))
    table = pq.ParquetFile(out).read()
    assert (table.num_rows, table.schema) == (count, schema.arrow(kind))
    assert table.equals(selection.to_arrow())
    assert told[-1] == (3, 3)


@kinds
def test_a_folder_holds_the_records_by_site_and_month(archive, tmp_path, kind):
    selection = getattr(archive, kind)()
    out = tmp_path / "folder"
    export(selection, "parquet", out)
    found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.parquet"))
    assert found == [
        f"site={FIRST}/month=2026-03/part-0.parquet",
        f"site={FIRST}/month=2026-04/part-0.parquet",
        f"site={SECOND}/month=2026-03/part-0.parquet",
    ]
    wanted = sorted(map(in_order, selection.to_arrow().to_pylist()))
    for frame in (
        pl.read_parquet(out, try_parse_hive_dates=False).to_arrow(),
        pa.Table.from_pandas(pd.read_parquet(out, dtype_backend="pyarrow"), preserve_index=False),
        duckdb.read_parquet(f"{out}/*/*/*.parquet", hive_partitioning=True).to_arrow_table(),
    ):
        months = frame["month"].to_pylist()
        rows = frame.drop_columns(["month"]).to_pylist()
        assert sorted(map(in_order, rows)) == wanted
        assert set(months) == {"2026-03", "2026-04"}


def in_order(row):
    return json.dumps(row, sort_keys=True)


def test_a_month_that_comes_back_gets_a_second_part(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "OPEN_PARTITIONS", 1)
    batches = list(archive.articles().batches())
    rows = parquet.write_partitions(
        batches + batches, schema.arrow("articles"), tmp_path / "out", "fetched_at"
    )
    found = list((tmp_path / "out").rglob("*.parquet"))
    assert {path.name for path in found} == {"part-0.parquet", "part-1.parquet"}
    assert sum(pq.ParquetFile(path).metadata.num_rows for path in found) == rows == 12


def test_memory_holds_a_row_group_at_most(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("newscrawl.analysis.selection.BATCH_BYTES", 1)
    monkeypatch.setattr(parquet, "ROW_GROUP_BYTES", 1)
    export(archive.articles(), "parquet", tmp_path / "a.parquet")
    assert pq.ParquetFile(tmp_path / "a.parquet").metadata.num_row_groups == 6


@kinds
def test_a_csv_file_holds_the_records_and_no_formula(archive, tmp_path, kind):
    selection = getattr(archive, kind)()
    out = tmp_path / "all.csv"
    export(selection, "csv", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells(rows))
    found = selection.to_arrow().to_pylist()
    assert [list(row) for row in rows] == [schema.arrow(kind).names] * len(found)
    assert [
        [as_archived(row[name], value) for name, value in whole.items()]
        for row, whole in zip(rows, found, strict=True)
    ] == [
        [value or None if isinstance(value, str) else value for value in whole.values()]
        for whole in found
    ]


def cells(rows):
    return (cell for row in rows for cell in row.values())


def as_archived(cell, value):
    if not cell:
        return None
    return restored(cell) if isinstance(value, str) else json.loads(cell)


@given(st.text() | st.text("=+-@\t\r\n'a", max_size=4))
def test_a_cell_is_never_a_formula_and_can_be_restored(text):
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert restored(neutral(text)) == text


@kinds
def test_datasets_loads_the_folder_without_network(archive, tmp_path, kind, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(parquet, "SHARD_BYTES", 1)
    monkeypatch.setattr("newscrawl.analysis.selection.BATCH_BYTES", 1)
    selection = getattr(archive, kind)()
    out = tmp_path / "hf"
    count = export(selection, "hf", out)
    assert len(list((out / kind).glob("*.parquet"))) == count > 1
    loaded = datasets.load_dataset(str(out), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.features == schema.features(kind)
    assert loaded.to_list() == selection.to_arrow().to_pylist()


def test_the_card_tells_coverage_dates_gaps_and_whose_the_texts_are(archive, tmp_path):
    export(archive.articles(since="2026-03-01"), "hf", tmp_path / "hf")
    text = (tmp_path / "hf" / "README.md").read_text(encoding="utf-8")
    assert "| `similarity` | 4 | 66.7% |" in text
    assert "| `tags` | 4 | 66.7% |" in text
    assert f"| {SECOND} | 2 | 2026-03-15T06:20:00.000000Z | 2026-03-15T06:30:00.000000Z |" in text
    assert f"- {FIRST}: 2026-03-16 to 2026-04-01.\n- {SECOND}: none." in text
    assert "Chosen: since 2026-03-01T00:00:00.000000Z." in text
    assert "belong to their publishers" in text
    assert "| `tags` | list of text |" in (tmp_path / "hf" / "CODEBOOK.md").read_text("utf-8")


def test_a_dataset_of_nothing_can_be_loaded(archive, tmp_path):
    assert export(archive.articles(site=[]), "hf", tmp_path / "hf") == 0
    table = pq.read_table(tmp_path / "hf" / "articles" / "00000.parquet")
    assert (table.num_rows, table.schema) == (0, schema.arrow("articles"))


@pytest.mark.parametrize("days", [[], ["2026-03-14"], ["2026-03-15", "2026-03-14"]])
def test_there_is_no_gap_between_neighbours(days):
    assert gaps(days) == []


FORMS = {"a.parquet": "parquet", "folder": "parquet", "a.csv": "csv", "hf": "hf"}


@pytest.mark.parametrize("name", FORMS)
def test_what_ends_in_an_error_leaves_nothing(archive, tmp_path, name):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(archive.articles(), FORMS[name], tmp_path / name, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMS)
def test_what_is_there_stays_unless_it_may_be_replaced(archive, tmp_path, name):
    out, form = tmp_path / name, FORMS[name]
    export(archive.articles(site=FIRST), form, out)
    before = sorted(out.rglob("*")) or out.read_bytes()
    with pytest.raises(ConfigurationError, match=r"is there already.*--overwrite"):
        export(archive.articles(site=SECOND), form, out)
    assert (sorted(out.rglob("*")) or out.read_bytes()) == before
    export(archive.articles(site=SECOND), form, out, overwrite=True)
    assert (out.is_dir() and name == "hf") or (sorted(out.rglob("*")) or out.read_bytes()) != before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def notes(out):
    out.mkdir()
    (out / "a.md").write_text("thesis")


def dataset_with_a_note(out):
    export(open_archive(out.parent / "archive").articles(), "hf", out)
    (out / "articles" / "a.md").write_text("thesis")


def table_of_others(out):
    (out / "articles").mkdir(parents=True)
    pq.write_table(pa.table({"a": [1]}), out / "articles" / "00000.parquet")


def card_alone(out):
    out.mkdir()
    (out / "README.md").write_text("thesis")


def folder_in_it(out):
    (out / "drafts").mkdir(parents=True)


def link_in_it(out):
    (out.parent / "there").mkdir()
    out.mkdir()
    (out / "articles").symlink_to(out.parent / "there")


def csv_of_others(out):
    out.write_text("schema,thesis\n")


def parquet_of_others(out):
    pq.write_table(pa.table({"a": [1]}), out)


def torn_parquet(out):
    out.write_bytes(b"PAR1 torn")


STRANGE = {
    notes: "a.md",
    dataset_with_a_note: "articles/a.md",
    table_of_others: "articles/00000.parquet",
    card_alone: "README.md",
    folder_in_it: "drafts",
    link_in_it: "articles",
    csv_of_others: None,
    parquet_of_others: None,
    torn_parquet: None,
}


@pytest.mark.parametrize("make", STRANGE)
def test_what_no_export_wrote_is_not_replaced(root, archive, tmp_path, make):
    (tmp_path / "archive").symlink_to(root)
    out, odd = tmp_path / "out", STRANGE[make]
    make(out)
    before = everything(out)
    told = f"holds {odd}, which is nothing" if odd else "out is nothing that an export wrote"
    for form in ("csv", "hf", "parquet"):
        with pytest.raises(ConfigurationError, match=told):
            export(archive.articles(), form, out, overwrite=True)
    assert everything(out) == before


def everything(out):
    return {path: path.is_file() and path.read_bytes() for path in [out, *out.rglob("*")]}


@pytest.mark.parametrize("form", ["csv", "hf", "parquet"])
def test_the_current_folder_is_not_replaced(archive, tmp_path, monkeypatch, form):
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    for out in (".", ".."):
        with pytest.raises(ConfigurationError, match="is the folder you are in, or holds it"):
            export(archive.articles(), form, Path(out), overwrite=True)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_may_take_the_place_of_another_and_of_nothing(archive, tmp_path, name):
    out = tmp_path / name
    for form in ("csv", "hf"):
        export(archive.runs(), form, out, overwrite=True)
        export(archive.runs(), FORMS[name], out, overwrite=True)
    for empty in (out.mkdir, out.touch):
        target._remove(out)
        empty()
        export(archive.runs(), FORMS[name], out, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_link_is_followed(archive, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "a.csv")
    export(archive.articles(), "csv", tmp_path / "link")
    export(archive.articles(), "csv", tmp_path / "link", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "a.csv").read_bytes().startswith(b"schema,")
    assert len(list(tmp_path.rglob("*"))) == 3


def test_a_pipe_is_written_into(root, tmp_path):
    out = tmp_path / "out"
    out.symlink_to("/proc/self/fd/1")
    ended = command("--archive", root, "--to", "csv", "--out", out, "--kind", "runs")
    assert (ended.returncode, ended.stderr) == (0, f"3 lines of runs in {out}\n")
    assert len(list(csv.reader(ended.stdout.splitlines()))) == 4
    assert out.is_symlink()
    refused = command("--archive", root, "--to", "hf", "--out", out)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "is no file: only csv can be written there" in refused.stderr


@pytest.mark.parametrize("name", FORMS)
def test_a_name_may_be_as_long_as_the_disk_allows(archive, tmp_path, name):
    end = Path(name).suffix
    export(archive.runs(), FORMS[name], tmp_path / ("x" * (255 - len(end)) + end))
    with pytest.raises(ConfigurationError, match="File name too long"):
        export(archive.runs(), FORMS[name], tmp_path / ("x" * 256 + end))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("where", ["", "articles/x.csv", ".."])
def test_the_archive_is_never_written_to(archive, where):
    with pytest.raises(ConfigurationError, match=r"is in the archive .*, or holds it"):
        export(archive.articles(), "parquet", archive.root / where, overwrite=True)


def test_the_folder_above_must_be_there(archive, tmp_path):
    with pytest.raises(ConfigurationError, match="There is no folder"):
        export(archive.articles(), "csv", tmp_path / "no" / "a.csv")


def test_a_full_disk_is_told(tmp_path):
    with (
        pytest.raises(ArchiveError, match="The disk is full"),
        target.whole(tmp_path / "a.csv") as path,
        path.open("wb"),
    ):
        raise OSError(28, os.strerror(28))
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_what_its_filters_choose(root, tmp_path):
    out = tmp_path / "a.csv"
    ended = command(
        *("--archive", root, "--to", "csv", "--out", out, "--site", FIRST, "--latest"),
        *("--page-kind", "article", "--since", "2026-03-15"),
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"3 lines of articles in {out}\n"
    assert len(list(open_archive(root).articles(site=FIRST, latest=True))) == 3
    assert command("--archive", root, "--to", "csv", "--out", out).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--to", "xml", "--out", "x"], 2, "invalid choice"),
        (["--to", "csv"], 2, "--out"),
        (["--to", "csv", "--out", "x", "--kind", "runs", "--latest"], 2, "--latest chooses"),
        (["--to", "csv", "--out", "x", "--latest", "--as-of", "2026-03-14"], 2, "not allowed"),
        (["--to", "csv", "--out", "x", "--site", "gazete"], 1, "Did you mean gazette?"),
        (["--to", "csv", "--out", "x", "--since", "soon"], 1, "since is 'soon', which is no time"),
    ],
)
def test_the_command_says_what_is_wrong(root, arguments, code, said):
    ended = command("--archive", root, *arguments)
    assert (ended.returncode, said in ended.stderr) == (code, True), ended.stderr
