"""Readers that know nothing of newscrawl, on its files: what loads bare, and what needs the schema.

In the first file a column is null in every line that is filled in a later one.
"""

import json
from dataclasses import asdict
from pathlib import Path

import datasets
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from newscrawl import open_archive, schema

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(params=["made up", "sample"])
def both(root, request):
    """The folder of an archive, the files of its articles, and their records."""
    folder = root if request.param == "made up" else SAMPLE
    archive = open_archive(folder)
    files = [str(path) for path in archive.articles().files()]
    return folder, files, [json.loads(json.dumps(asdict(one))) for one in archive.articles()]


def test_a_column_is_null_in_one_file_and_filled_in_another(both):
    _, files, _ = both
    filled = [
        {one["similarity"] is not None for one in map(json.loads, lines(file))} for file in files
    ]
    assert {False} in filled
    assert any(True in some for some in filled)


def lines(file):
    return pd.read_csv(file, sep="\x00", header=None, quoting=3)[0]


def test_pandas_reads_the_bare_files(both):
    _, files, records = both
    frame = pd.concat(
        [pd.read_json(file, lines=True, dtype=False) for file in files],
        ignore_index=True,
    )
    found = [{key: none(value) for key, value in row.items()} for row in frame.to_dict("records")]
    assert found == records


def none(value):
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN


def test_pandas_reads_a_bare_file_without_a_word(both):
    for file in both[1]:
        assert len(pd.read_json(file, lines=True)) > 0


def test_duckdb_reads_the_bare_files(both):
    folder, _, records = both
    found = duckdb.connect().sql(f"from '{folder}/articles/*/*/*.jsonl.gz'")
    assert set(records[0]) | {"date"} == set(found.columns)
    names = ("site", "headline", "revision", "word_count", "tags", "similarity")
    rows = found.select(", ".join(names)).fetchall()
    assert rows == [tuple(one[name] for name in names) for one in records]


def test_duckdb_reads_them_to_the_letter_by_the_schema(both):
    folder, _, records = both
    found = duckdb.connect().read_json(
        f"{folder}/articles/*/*/*.jsonl.gz",
        columns=schema.duckdb("articles"),
        hive_partitioning=False,
    )
    assert found.to_arrow_table().to_pylist() == records


def test_polars_needs_the_schema(both):
    folder, _, records = both
    path = f"{folder}/articles/*/*/*.jsonl.gz"
    with pytest.raises(pl.exceptions.PolarsError):
        pl.read_ndjson(path)
    assert pl.read_ndjson(path, schema=schema.polars("articles")).to_dicts() == records


def test_pyarrow_needs_the_schema(both):
    _, files, records = both
    with pytest.raises(pa.ArrowInvalid):
        ds.dataset(files, format="json").to_table()
    table = ds.dataset(files, schema=schema.arrow("articles"), format="json").to_table()
    assert table.to_pylist() == records


def test_datasets_needs_the_schema_and_rewrites_times(both, tmp_path):
    """It guesses before it asks: texts that look like times to the second are printed anew."""
    _, files, records = both
    arguments = {"path": "json", "data_files": files, "split": "train"}
    with pytest.raises(datasets.exceptions.DatasetGenerationError):
        datasets.load_dataset(**arguments, cache_dir=str(tmp_path / "bare"))
    loaded = datasets.load_dataset(
        **arguments, features=schema.features("articles"), cache_dir=str(tmp_path / "typed")
    )
    assert loaded.features == schema.features("articles")
    times = {"published_at", "published_raw", "modified_at", "fetched_at"}
    found = [{k: v for k, v in row.items() if k not in times} for row in loaded.to_list()]
    assert found == [{k: v for k, v in row.items() if k not in times} for row in records]
