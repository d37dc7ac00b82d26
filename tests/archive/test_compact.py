"""Joined files hold the same lines in the same order, whenever the process dies."""

import gzip
import os
import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from archive.faulty_system import EVERY_STEP, Counting, Dying, run_in_child
from archive.small_runs import SITE, crawl, fetch_one, killed_run, opened, run
from archive.test_repair import tables

from newscrawl.archive import paths, reader, replacement, verify_month
from newscrawl.archive import verify as check
from newscrawl.archive.compact import Joined, compact
from newscrawl.archive.files import Files
from newscrawl.archive.paths import Root
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError, SiteBusy

KINDS = ("articles", "front_pages", "fetches")
SEED = 20260314


def joined(
    root: Path, site: str = SITE, before: str = "2026-04-01", **more: object
) -> list[Joined]:
    made = partial(killed_run, site=site)
    return list(compact(root, site, before=before, killed_run=made, **more))


def lines(root: Path) -> dict[str, bytes]:
    """Return all lines of each kind, as our reader orders them."""
    return {
        kind: b"".join(gzip.decompress(path.read_bytes()) for path in reader.sealed(root, kind))
        for kind in KINDS
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(root: Path) -> Path:
    crawl(root, "r1", range(5))
    crawl(root, "r2", range(4, 8), version=2)
    crawl(root, "e1", [1], site="echo")
    crawl(root, "r3", range(3), version=3)
    return root


def test_the_same_lines_stand_in_one_file_of_each_kind(root: Path) -> None:
    before = lines(root)
    done = joined(root)
    assert [(one.path.split("/")[0], one.files) for one in done] == [
        ("articles", 3), ("fetches", 3), ("front_pages", 3),
    ]  # fmt: skip
    assert lines(root) == before
    for kind in KINDS:
        assert len(list((root / kind).glob(f"site={SITE}/date=*/*"))) == 1
    assert [run.run_id for run in reader.runs(root, SITE)] == ["r1", "r2", "r3"]
    assert verify(root).problems == ()


def test_a_second_time_there_is_nothing_to_do(root: Path) -> None:
    joined(root)
    before = {path: path.stat().st_ino for path in root.rglob("*.gz")}
    assert joined(root) == []
    assert {path: path.stat().st_ino for path in root.rglob("*.gz")} == before


def test_later_runs_are_joined_to_what_was_joined(root: Path) -> None:
    joined(root)
    crawl(root, "r4", range(3), version=4)
    before = lines(root)
    assert [one.files for one in joined(root)] == [2, 2, 2]
    assert lines(root) == before
    crawl(root, "r5", range(20, 23))
    assert verify(root).problems == ()


def test_the_catalogue_made_from_joined_files_is_the_same(root: Path) -> None:
    joined(root)
    crawl(root, "r4", range(3), version=4)
    expected = tables(root)
    repair(root)
    assert tables(root) == expected
    (root / "catalogue.sqlite3").write_bytes(b"")
    repair(root)
    assert tables(root) == expected
    joined(root)
    assert verify(root).problems == ()


@pytest.mark.parametrize(
    "more", [{"before": "2026-03-14"}, {"month": "2026-02"}, {"site": "echo"}], ids=str
)
def test_what_is_not_meant_is_left(root: Path, more: dict[str, str]) -> None:
    assert joined(root, **more) == []


def test_a_site_that_is_crawled_is_left(root: Path) -> None:
    writer = opened(root, "r4")
    with pytest.raises(SiteBusy):
        joined(root)
    writer.abandon()


def test_a_dead_run_is_sealed_first(root: Path) -> None:
    writer = opened(root, "r4")
    fetch_one(writer, 40, "r4")
    writer.flush()
    writer.abandon()
    assert [one.files for one in joined(root)] == [4, 4, 3]
    assert "killed" in {run.verdict for run in reader.runs(root)}
    assert verify(root).problems == ()


def test_a_joined_file_stays_under_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [path.stat().st_size for path in reader.sealed(root, "articles", SITE)]
    monkeypatch.setattr("newscrawl.archive.compact.LARGEST_BYTES", sum(sizes[:2]) + 1)
    before = lines(root)
    done = joined(root)
    assert done[0].files == 2
    assert lines(root) == before
    assert verify(root).problems == ()


def test_a_damaged_file_is_not_replaced(root: Path) -> None:
    path = reader.sealed(root, "articles", SITE)[1]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 8
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=f"{path.name}: "):
        joined(root)
    assert path.read_bytes() == data
    assert len(reader.sealed(root, "articles", SITE)) == 3


def test_joined_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        root = made(tmp_path / name)
        joined(root)
        (path,) = reader.sealed(root, "articles", SITE)
        found.append((path.name, path.read_bytes()))
    assert found[0] == found[1]
    assert found[0][1][4:8] == b"\0\0\0\0"


@pytest.mark.parametrize(
    "count",
    [20, pytest.param(60, marks=pytest.mark.slow), pytest.param(None, marks=EVERY_STEP)],
)
def test_process_may_die_at_every_step(tmp_path: Path, count: int | None) -> None:
    system = Counting()
    whole = made(prepared(tmp_path, "whole"))
    expected = lines(whole)
    joined(whole, files=Files(system))
    steps = range(1, len(system.made) + 1)
    for step in random.Random(SEED).sample(steps, count or len(steps)):
        root = made(prepared(tmp_path, f"dies-at-{step}"))
        run_in_child(lambda root=root, step=step: joined(root, files=Files(Dying(step))))
        assert lines(root) == expected, step  # our reader sees each line once at every moment
        assert {name: sorted(map(str, found(root))) for name, found in READERS.items()} == {
            name: sorted(map(str, found(whole))) for name, found in READERS.items()
        }
        joined(root)
        assert lines(root) == expected
        assert verify(root).problems == ()
        crawl(root, "r4", range(3), version=4)
        assert verify(root).problems == ()


READERS = {
    "articles": reader.articles,
    "front_pages": reader.front_pages,
    "fetches": reader.fetches,
}


def prepared(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def test_a_crawl_after_a_death_in_between_harms_nothing(tmp_path: Path) -> None:
    system = Counting()
    joined(made(prepared(tmp_path, "whole")), files=Files(system))
    for step in random.Random(SEED).sample(range(1, len(system.made) + 1), 6):
        root = made(prepared(tmp_path, f"dies-at-{step}"))
        run_in_child(lambda root=root, step=step: joined(root, files=Files(Dying(step))))
        crawl(root, "r4", range(3), version=4)
        joined(root)
        assert verify(root).problems == ()
        assert max(Counter(one.revision_id for one in reader.articles(root)).values()) == 1


def test_a_reader_that_began_before_sees_each_record_once(root: Path) -> None:
    expected = sorted(one.revision_id for one in reader.articles(root, SITE))
    for taken in (0, 1, 5, 6, 9):
        reading = reader.articles(root, SITE)
        begun = [next(reading).revision_id for _ in range(taken)]
        joined(root)
        assert sorted([*begun, *(one.revision_id for one in reading)]) == expected
        crawl(root, f"more{taken}", [50 + taken])
        expected = sorted(one.revision_id for one in reader.articles(root, SITE))


def test_readers_and_verify_may_go_on_meanwhile(root: Path) -> None:
    crawl(root, "r9", range(100, 160))
    expected = sorted(one.revision_id for one in reader.articles(root))
    for number in range(6):
        crawl(root, f"more{number}", [], site=SITE)
        pid = os.fork()
        if pid == 0:
            try:
                joined(root)
            finally:
                os._exit(0)
        while not os.waitpid(pid, os.WNOHANG)[0]:
            assert sorted(one.revision_id for one in reader.articles(root)) == expected
            assert verify(root).problems == ()


def test_a_file_that_goes_while_verify_opens_it_is_no_problem(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def there(path: Path) -> bool:
        found = path.exists()
        if SITE in path.parent.parent.name:
            monkeypatch.undo()
            joined(root)
        return found

    monkeypatch.setattr(verify_month, "is_there", there)
    assert verify(root).problems == ()
    assert len(reader.sealed(root, "articles", SITE)) == 1


def test_files_that_go_while_verify_looks_for_strays_are_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(Files, "unlink", stop)
    with pytest.raises(InterruptedError):
        joined(root)
    monkeypatch.undo()
    listed = list(paths.paths_of_runs(Root.at(root)))

    def before(_: Root) -> list[str]:
        joined(root)
        return listed

    monkeypatch.setattr(check, "paths_of_runs", before)
    assert verify(root).problems == ()
    assert not all((root / path).exists() for path in listed)


def test_what_a_copy_lacks_is_read_from_what_it_has(root: Path) -> None:
    """Without the manifest the files that are there count; without a joined file, the old ones."""
    expected = lines(root)
    kept = {path: path.read_bytes() for path in root.glob("*/*/*/*.jsonl.gz")}
    joined(root)
    (root / "manifest.jsonl").rename(root / "aside")
    assert lines(root) == expected
    (root / "aside").rename(root / "manifest.jsonl")
    for path in root.glob("*/*/*/*--*"):
        path.unlink()
    for path, data in kept.items():
        path.write_bytes(data)
    assert lines(root) == expected


def test_a_step_is_not_forgotten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof above proves something: where old files go first, lines are missing."""

    def first(*_: object) -> Iterator[None]:
        raise AssertionError

    monkeypatch.setattr(replacement.manifest, "add", first)
    with pytest.raises(AssertionError):
        joined(root)
    assert len(reader.sealed(root, "articles", SITE)) == 3
    monkeypatch.undo()
    joined(root)
    opened(root, "r4").seal(run("r4"))
    assert verify(root).problems == ()
