import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from archive.small_runs import SITE, crawl, fetch_one, killed_run, look_at_front_page, opened, run

from newscrawl.archive import reader
from newscrawl.archive.compact import compact
from newscrawl.archive.files import Files
from newscrawl.archive.paths import FileName, Root, derived
from newscrawl.archive.replacement import begin, finish, in_hand, made_from, written
from newscrawl.archive.writer import Writer
from newscrawl.errors import ArchiveError, ConfigurationError
from newscrawl.items import Article

ARTICLES = f"articles/site={SITE}/date=2026-03-14/r1.jsonl.gz"


def test_records_are_read_by_site_and_only_where_they_are_sealed(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(3))
    crawl(tmp_path, "r2", range(2), site="echo")
    writer = opened(tmp_path, "r3")
    fetch_one(writer, 9, "r3")
    writer.flush()
    assert len(list(reader.articles(tmp_path))) == 5
    assert {article.site for article in reader.articles(tmp_path, "echo")} == {"echo"}
    assert len(list(reader.front_pages(tmp_path, SITE))) == 1
    assert [run.run_id for run in reader.runs(tmp_path)] == ["r2", "r1"]
    assert len(list(reader.fetches(tmp_path))) == 5
    writer.abandon()


def test_empty_archive_has_no_records(tmp_path: Path) -> None:
    assert list(reader.articles(tmp_path / "nothing")) == []


@pytest.mark.parametrize("site", ["../x", "*", ""])
def test_what_is_no_site_is_refused(tmp_path: Path, site: str) -> None:
    with pytest.raises(ConfigurationError):
        list(reader.articles(tmp_path, site))


def test_damaged_line_is_named(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(3))
    path = tmp_path / ARTICLES
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    del (values := json.loads(lines[1]))["kicker"]
    path.write_bytes(gzip.compress(b"".join([lines[0], json.dumps(values).encode(), b"\n"])))
    with pytest.raises(ArchiveError, match=r"r1\.jsonl\.gz, line 2: lacks kicker"):
        list(reader.articles(tmp_path))


def test_cut_file_is_told(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(3))
    path = tmp_path / ARTICLES
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ArchiveError, match="ends in the middle"):
        list(reader.articles(tmp_path))


def test_sealed_files_and_their_lines_are_those_of_the_records(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(3))
    crawl(tmp_path, "r2", range(2), site="echo")
    found = [(path, len(list(reader.lines(path)))) for path in reader.sealed(tmp_path, "articles")]
    assert [(path.name, count) for path, count in found] == [
        ("r2.jsonl.gz", 2),
        ("r1.jsonl.gz", 3),
    ]
    assert reader.sealed(tmp_path, "articles", "echo") == [found[0][0]]
    assert reader.sites(tmp_path) == ["echo", SITE]
    (run,) = reader.sealed(tmp_path, "runs", "echo")
    assert len(list(reader.lines(run))) == 1


@pytest.mark.parametrize("times", [0, 2])
def test_a_run_file_holds_one_record(tmp_path: Path, times: int) -> None:
    crawl(tmp_path, "r1", range(3))
    crawl(tmp_path, "r2", range(1))
    path = next(tmp_path.glob("runs/*/*/r1.json"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() * times)
    with pytest.raises(ArchiveError, match=f"holds {times} records, not one"):
        list(reader.runs(tmp_path))
    told: list[ArchiveError] = []
    assert [run.run_id for run in reader.readable_runs(tmp_path, SITE, told.append)] == ["r2"]
    assert len(told) == 1


def test_a_run_record_that_another_took_the_place_of_is_read_there(tmp_path: Path) -> None:
    for number in range(3):
        crawl(tmp_path, f"r{number}", range(3))
    told: list[ArchiveError] = []
    reading = reader.readable_runs(tmp_path, SITE, told.append)
    found = [next(reading)]
    replace_records(tmp_path, ["r1", "r2"])
    assert [run.run_id for run in [*found, *reading]] == ["r0", "r1", "r2"]
    assert told == []


def replace_records(root: Path, run_ids: list[str]) -> None:
    """Let other files take the place of run records, as ``forget`` does."""
    at, files = Root.at(root), Files()
    with in_hand(at, files, SITE, killed_run, "test") as catalogue:
        made = []
        for run_id in run_ids:
            old = FileName("runs", SITE, "2026-03-14", run_id)
            name = derived("runs", SITE, old.date, run_id, made_from([], run_id))
            line = written(
                at, files, name, files.chunks(at.inside(old.sealed)),
                run_id=run_id, rows=1, length=None, replaces=[old.sealed],
            )  # fmt: skip
            made.append(line)
        begin(at, files, SITE, made)
        finish(at, files, catalogue, SITE)


def join(root: Path) -> None:
    assert list(compact(root, SITE, before="2026-04-01", killed_run=killed_run))


ALL_ARTICLES = partial(reader.matching, kind="articles", cls=Article, pattern=re.compile(b"."))


@pytest.mark.parametrize("read", [reader.front_pages, reader.fetches, ALL_ARTICLES])
def test_a_month_that_was_joined_is_read_from_the_day_that_was_meant(
    tmp_path: Path, read: Callable[..., Iterator[object]]
) -> None:
    for number, day in enumerate(("10", "11", "12")):
        started, run_id = f"2026-03-{day}T06:00:00.000000Z", f"202603{day}T060000Z-0a"
        writer = Writer.open(
            tmp_path, SITE, run_id=run_id, started_at=started, killed_run=lambda *_: run("r0")
        )
        look_at_front_page(writer, run_id, [number])
        fetch_one(writer, number, run_id)
        writer.seal(replace(run(run_id), started_at=started))
    since = date(2026, 3, 11)
    before = list(read(tmp_path, since=since))
    assert len(before) == 2
    join(tmp_path)
    assert list(read(tmp_path, since=since)) == before
    assert len(list(read(tmp_path))) == 3


def test_lines_that_match_are_each_found_once_while_files_are_joined(tmp_path: Path) -> None:
    for number in range(3):
        crawl(tmp_path, f"r{number}", range(number, number + 3))
    expected = [one.revision_id for one in reader.articles(tmp_path)]
    for taken in (1, 3, 4):
        reading = ALL_ARTICLES(tmp_path)
        begun = [next(reading).revision_id for _ in range(taken)]
        join(tmp_path)
        assert [*begun, *(one.revision_id for one in reading)] == expected
        crawl(tmp_path, f"more{taken}", [50 + taken])
        expected = [one.revision_id for one in reader.articles(tmp_path)]
