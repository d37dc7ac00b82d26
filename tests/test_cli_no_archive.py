"""A folder that is no archive looks green to nobody; an archive in which nothing is yet is fine."""

import shutil
from pathlib import Path

import pytest
from archive.small_runs import crawl, opened, run

from newscrawl.cli import main

ID = "0" * 32
COMMANDS = [
    ["verify"],
    ["status"],
    ["status", "--json"],
    ["status", "--metrics", "metrics"],
    ["compact"],
    ["politeness"],
    ["copies"],
    ["export", "--to", "csv", "--out", "out.csv"],
    ["report"],
    ["forget", ID, "--reason", "x"],
    ["history", ID],
    ["diff", ID],
    ["front", "gazette"],
    ["reworded", "gazette"],
]
NAMES = {
    "photographs": "photographs holds no archive",
    "mistyped": "There is no archive at",
    "circle": "Name the archive's folder with --archive DIR",
    "~nosuchuser/x": "names no folder",
    "x" * 300: "There is no archive at",
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("photographs").mkdir()
    Path("photographs", "gulls.jpg").write_bytes(b"\xff\xd8")
    Path("circle").symlink_to("circle")
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_it_is_refused_in_one_line(here, command, name, capsys):
    before = sorted(here.rglob("*"))
    assert main([*command, "--archive", name]) == 1
    told = capsys.readouterr()
    assert NAMES[name] in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert sorted(here.rglob("*")) == before


NOTHING_TO_SEE = [
    ["verify"], ["status"], ["compact"], ["politeness"], ["copies"],
    ["export", "--to", "csv", "--out", "out.csv"],
]  # fmt: skip


@pytest.mark.parametrize("command", NOTHING_TO_SEE, ids=" ".join)
def test_an_archive_of_runs_that_fetched_nothing_is_fine(here, command, monkeypatch):
    monkeypatch.setenv("NEWSCRAWL_CLOCK_START", "2026-03-14T07:00:00Z")
    opened(here / "new", "r1").seal(run("r1"))
    assert main([*command, "--archive", "new"]) == 0


def test_a_lost_catalogue_is_told_by_its_cure(here, capsys):
    crawl(here / "archive", "r1", [1])
    for path in here.glob("archive/catalogue.sqlite3*"):
        path.unlink()
    shutil.rmtree(here / "archive" / "locks")
    assert main(["forget", ID, "--reason", "x", "--archive", "archive"]) == 1
    told = capsys.readouterr().err
    assert "its catalogue.sqlite3 is lost" in told
    assert "Run 'newscrawl repair'" in told
