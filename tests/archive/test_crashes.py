"""What was acknowledged survives: the process dies at every step, and at any moment."""

import errno
import os
import random
import resource
import signal
from collections import Counter
from pathlib import Path

import pytest
from archive.faulty_system import (
    Counting,
    Dying,
    Failing,
    Hesitating,
    files_below,
    run_in_child,
)
from archive.small_runs import SITE, crawl, fetch_one, look_at_front_page, opened, run, url
from proofs.iofaults import Bench
from proofs.mutants import MUTANTS, look
from proofs.writer_kills import kill_all

from newscrawl.archive import reader
from newscrawl.archive.files import Files
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError

PAGES = range(23)  # more than one batch
SEED = 20260314


def acknowledged_run(root: Path, run_id: str, files: Files) -> None:
    """Crawl ``PAGES``; what was committed is noted in a file beside the archive."""
    writer = opened(root, run_id, files=files)
    look_at_front_page(writer, run_id, PAGES)
    for number in PAGES:
        fetch_one(writer, number, run_id)
        if number % 8 == 7:
            writer.flush()
            acknowledge(root, range(number + 1))
    writer.seal(run(run_id))
    acknowledge(root, PAGES)


def acknowledge(root: Path, numbers: range) -> None:
    fd = os.open(str(root) + ".acknowledged", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.write(fd, f"{len(numbers)}\n".encode())
    os.close(fd)


def acknowledged(root: Path) -> int:
    note = Path(str(root) + ".acknowledged")
    return int(note.read_text().split()[-1]) if note.exists() else 0


def assert_whole(root: Path) -> None:
    """All pages are archived, each once, and nothing contradicts anything."""
    stored = Counter(article.url for article in reader.articles(root))
    assert stored == Counter(map(url, PAGES))
    asked = Counter((fetch.run_id, fetch.url) for fetch in reader.fetches(root))
    assert set(asked.values()) == {1}
    assert verify(root).problems == ()


def assert_acknowledged(root: Path, ids: set[str]) -> None:
    """Before anything else is crawled: what a dead run had acknowledged is in its files."""
    stored = {a.url for a in reader.articles(root) if a.run_id in ids}
    assert stored >= {url(number) for number in PAGES[: acknowledged(root)]}


def recovered(root: Path) -> None:
    writer = opened(root, "recovering")
    writer.seal(run("recovering"))
    assert_acknowledged(root, {"r1"})
    assert verify(root).problems == ()
    crawl(root, "last", PAGES)
    assert_whole(root)


def steps(tmp_path: Path) -> int:
    """Return how many calls a whole run makes."""
    system = Counting()
    acknowledged_run(tmp_path / "whole", "r1", Files(system))
    return len(system.made)


def test_process_may_die_at_any_call(tmp_path: Path) -> None:
    count = steps(tmp_path)
    for at in random.Random(SEED).sample(range(1, count + 1), 15):
        root = tmp_path / f"dies-at-{at}"
        status = run_in_child(
            lambda at=at, root=root: acknowledged_run(root, "r1", Files(Dying(at)))
        )
        assert os.waitstatus_to_exitcode(status) == 137
        recovered(root)


@pytest.mark.slow
def test_process_may_die_at_every_call(tmp_path: Path) -> None:
    for at in range(1, steps(tmp_path) + 1):
        root = tmp_path / f"dies-at-{at}"
        run_in_child(lambda at=at, root=root: acknowledged_run(root, "r1", Files(Dying(at))))
        recovered(root)


def left_by_a_dead_run(root: Path) -> None:
    """Leave an archive with committed records and a tail that was not committed."""

    def work() -> None:
        writer = opened(root, "r1")
        look_at_front_page(writer, "r1", PAGES)
        for number in PAGES[:16]:
            fetch_one(writer, number, "r1")
        writer.flush()
        acknowledge(root, PAGES[:16])
        fetch_one(writer, 17, "r1")
        for segment in writer._segments.values():
            segment.write()  # written, not committed
        os._exit(137)

    run_in_child(work)


def test_process_may_die_in_recovery_and_again_in_the_recovery_of_that(tmp_path: Path) -> None:
    system = Counting()
    left_by_a_dead_run(tmp_path / "whole")
    opened(tmp_path / "whole", "r2", files=Files(system)).seal(run("r2"))
    expected = files_below(tmp_path / "whole")
    chosen = random.Random(SEED).sample(range(1, len(system.made) + 1), 12)
    for at in chosen:
        root = tmp_path / f"dies-at-{at}"
        left_by_a_dead_run(root)
        for tries in range(2):
            name = f"try{tries}"
            run_in_child(
                lambda at=at, root=root, name=name: opened(root, name, files=Files(Dying(at)))
            )
        recovered(root)
        found = files_below(root)
        sealed = [path for path in expected if "/r1." in path]
        assert {path: found[path] for path in sealed} == {path: expected[path] for path in sealed}


def test_sigkill_at_any_moment() -> None:
    """``make kills`` kills many more."""
    totals = kill_all(seed=SEED, rounds=12)
    assert totals.bad == []
    assert totals.acknowledged


def test_any_call_may_fail_be_interrupted_or_short(tmp_path: Path) -> None:
    """``make iofaults`` breaks each call."""
    found = Bench(tmp_path).break_all(every=45)
    assert found.bad == []
    assert {"ENOSPC", "EIO", "interrupted"} <= found.ends.keys()


def test_full_catalogue_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    found = Bench(tmp_path).fill_catalogue(range(2, 40, 9))
    assert found.bad == []
    assert found.ends["catalogue full"]


@pytest.mark.parametrize("name", ["folders are never synced", "a short write is not continued"])
def test_error_in_the_protocol_is_noticed(name: str) -> None:
    """``make mutants`` makes them all."""
    number = next(n for n, one in enumerate(MUTANTS) if one.name == name)
    assert look(number, SEED)[1] == MUTANTS[number].first


@pytest.mark.parametrize("limit", [50, 3_000, 8_000, 50_000, 100_000, 150_000])
def test_real_limit_on_the_size_of_files_stops_the_run(tmp_path: Path, limit: int) -> None:
    """The files of SQLite included."""
    root = tmp_path / "archive"

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(ArchiveError):
            endless_run(root)

    assert os.waitstatus_to_exitcode(run_in_child(work)) == 0
    opened(root, "recovering").seal(run("recovering"))
    assert verify(root).problems == ()
    assert set(crawl(root, "last", PAGES)) <= {"new", "unchanged"}
    assert verify(root).problems == ()


def endless_run(root: Path) -> None:
    writer = opened(root, "r1")
    for number in range(5_000):
        fetch_one(writer, number, "r1")


def test_after_a_failure_nothing_is_tried_again(tmp_path: Path) -> None:
    system = Counting()
    writer = opened(tmp_path, "r1", files=Files(system))
    fetch_one(writer, 1, "r1")
    failing = Failing(1, errno.EIO)
    writer._files._system = failing
    with pytest.raises(ArchiveError, match="disk failed"):
        writer.flush()
    calls = len(failing.made)
    for call in (writer.flush, writer.flush_if_due, lambda: writer.seal(run("r1"))):
        with pytest.raises(ArchiveError, match="disk failed"):
            call()
    with pytest.raises(ArchiveError, match="disk failed"):
        fetch_one(writer, 2, "r1")
    assert len(failing.made) == calls
    writer.abandon()
    crawl(tmp_path, "r2", PAGES)
    assert_whole(tmp_path)


def test_interrupted_calls_and_short_writes_change_nothing(tmp_path: Path) -> None:
    acknowledged_run(tmp_path / "calm", "r1", Files())
    acknowledged_run(tmp_path / "hectic", "r1", Files(Hesitating()))
    assert files_below(tmp_path / "hectic") == files_below(tmp_path / "calm")
    assert verify(tmp_path / "hectic").problems == ()


def test_torn_tail_is_cut_and_the_same_run_is_recovered_once(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    left_by_a_dead_run(root)
    parts = list(root.rglob("*.part"))
    assert len(parts) == 4
    for part in parts:
        part.write_bytes(part.read_bytes() + b'{"schema":1,"si')
    assert opened_and_sealed(root, "r2") == ("r1",)
    assert opened_and_sealed(root, "r3") == ()
    assert [(run.run_id, run.verdict) for run in reader.runs(root)] == [
        ("r1", "killed"),
        ("r2", "fine"),
        ("r3", "fine"),
    ]
    assert len(list(reader.articles(root, SITE))) == 16
    assert verify(root).problems == ()


def opened_and_sealed(root: Path, run_id: str) -> tuple[str, ...]:
    writer = opened(root, run_id)
    writer.seal(run(run_id))
    return writer.recovered


def test_committed_bytes_that_the_disk_lost_stop_the_next_run(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    left_by_a_dead_run(root)
    part = next(root.glob("articles/*/*/*.part"))
    part.write_bytes(part.read_bytes()[:100])
    with pytest.raises(ArchiveError, match="100 bytes, but"):
        opened(root, "r2")


def test_unsealed_run_of_another_site_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    left_by_a_dead_run(root)
    crawl(root, "r2", [1], site="echo")
    assert len(list(root.rglob("*.part"))) == 4
    problems = [str(problem) for problem in verify(root).problems]
    assert problems == [
        "catalogue.sqlite3: run r1 of gazette died; the next run of gazette seals its files"
    ]
