"""What the README says of reading the archive is run, on the sample."""

import re
from pathlib import Path

import datasets
import pytest

ROOT = Path(__file__).parents[1]
CHAPTER = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Read the archive\n")[2]
BLOCKS = re.findall(
    r"^```python\n(.*?)^```$", CHAPTER.partition("\n## ")[0], re.MULTILINE | re.DOTALL
)


def test_there_is_code_for_each_reader():
    code = "\n".join(BLOCKS)
    readers = ("open_archive", "read_json", "duckdb.sql", "pl.read_ndjson", "load_dataset")
    assert [one for one in readers if one not in code] == []


def test_the_code_runs_in_its_order(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    space = {}
    for block in BLOCKS:
        exec(compile(block, "README.md", "exec"), space)
    assert "Volunteers count 1,200 lapwings on the salt marsh" in capsys.readouterr().out
    count = len(space["articles"])
    assert count == len(space["frame"]) == len(space["table"]) == len(space["loaded"]["train"])
    assert len(space["newest"]) < count


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_a_line_of_code_fits_a_page(block):
    assert max(map(len, block.splitlines())) <= 100
