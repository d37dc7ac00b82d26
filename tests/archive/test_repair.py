"""The catalogue made anew from the files is the one that the runs wrote."""

import gzip
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from archive.faulty_system import Counting, Dying, run_in_child
from archive.small_runs import (
    SITE,
    article,
    at,
    crawl,
    fetch_one,
    killed_run,
    look_at_front_page,
    opened,
    run,
    url,
)

from newscrawl.archive import database, reader
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.compact import compact
from newscrawl.archive.files import Files
from newscrawl.archive.lock import is_held
from newscrawl.archive.paths import Root
from newscrawl.archive.repair import _Repair, repair, site_made_anew
from newscrawl.archive.schema import TABLE_OF, RunRow, of_site
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.revision import judge
from newscrawl.errors import ArchiveError, SiteBusy
from newscrawl.items import Article, Fetch, Outcome

SEED = 20260314


def tables(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in made if not name.startswith("sqlite_")}
        assert names == set(TABLE_OF.values())
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names
        }


def settled(
    writer: Writer, number: int, outcome: Outcome, second: int, *read: Article, **more: object
) -> None:
    values = {"article_id": article(number).article_id} | more
    fetch = Fetch(
        site=SITE,
        url=url(number),
        canonical_url=url(number),
        via="revisit",
        outcome=outcome,
        fetched_at=at(second),
        run_id=writer._run_id,
        **values,
    )
    writer.append(*read, fetch)


def eventful(root: Path) -> None:
    """Runs with revisions, aliases, 304s, vanished pages, copies, and runs that died."""
    crawl(root, "r1", range(8))
    crawl(root, "r2", [1, 2], version=2)
    crawl(root, "e1", [3, 30], site="echo")
    writer = opened(root, "r3")
    look_at_front_page(writer, "r3", range(8), second=5)  # unchanged
    settled(writer, 3, "not_modified", 61, revision_id=None, status=304)
    settled(writer, 4, "vanished", 62, status=404)
    settled(writer, 40, "redirected", 63, alias_of=article(5).article_id)
    settled(writer, 40, "unchanged", 64, alias_of=article(5).article_id)
    settled(writer, 41, "unreachable", 65)
    declared = judge(article(42, "r3"), None, None)  # the page at 43 says that it is 42
    named = {"alias_of": article(42).article_id, "revision_id": declared.revision_id}
    settled(writer, 43, "new", 66, declared.article, **named)
    fetch_one(writer, 50, "r3")  # the same text at another address: an alias
    fetch_one(writer, 6, "r3", version=3)
    writer.flush()
    fetch_one(writer, 7, "r3", version=9)
    writer.abandon()
    crawl(root, "r4", [9])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    eventful(tmp_path)
    return tmp_path


def lost(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def torn(path: Path) -> None:
    os.truncate(path, 1000)


def garbled(path: Path) -> None:
    path.write_bytes(random.Random(SEED).randbytes(path.stat().st_size))


def garbled_inside(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = random.Random(SEED).randbytes(len(data) - 4096)
    path.write_bytes(data)


DAMAGES = [lost, emptied, halved, torn, garbled]


def settle_log(root: Path) -> None:
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("damage", [None, *DAMAGES, garbled_inside])
def test_every_row_of_every_table_comes_back(
    root: Path, damage: Callable[[Path], None] | None
) -> None:
    expected = tables(root)
    assert all(expected.values())
    settle_log(root)
    if damage:
        damage(root / "catalogue.sqlite3")
    made = repair(root)
    assert tables(root) == expected
    assert (made.problems, made.cut) == ((), ())
    assert made.sites == ("echo", SITE)
    assert verify(root).problems == ()
    kept = sorted(root.glob("catalogue.sqlite3.broken-*"))
    assert [path.name for path in kept] == ([made.kept_as] if made.kept_as else [])
    assert bool(kept) == (damage not in {None, lost})
    assert set(crawl(root, "r5", range(8), version=1)) <= {"revised", "unchanged"}
    assert verify(root).problems == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_run_refuses_an_archive_whose_catalogue_is_lost(
    root: Path, damage: Callable[[Path], None]
) -> None:
    settle_log(root)
    damage(root / "catalogue.sqlite3")
    before = sorted(root.rglob("*.gz"))
    with pytest.raises(ArchiveError, match="newscrawl repair"):
        opened(root, "r9")
    assert sorted(root.rglob("*.gz")) == before
    repair(root)
    crawl(root, "r9", [1])


def test_a_log_of_the_old_catalogue_is_not_read_into_the_new_one(root: Path) -> None:
    writer = opened(root, "r5")
    fetch_one(writer, 70, "r5")
    writer.flush()
    log = root / "catalogue.sqlite3-wal"
    kept = log.read_bytes()
    assert kept
    writer.abandon()
    log.write_bytes(kept)
    (root / "catalogue.sqlite3").write_bytes(b"garbage" * 1000)
    repair(root)
    assert tables(root)["segments"]
    opened(root, "r6").seal(run("r6"))
    assert verify(root).problems == ()


def test_an_unsealed_run_stays_as_the_old_catalogue_says(root: Path) -> None:
    writer = opened(root, "r5")
    fetch_one(writer, 60, "r5")
    writer.flush()
    fetch_one(writer, 61, "r5")
    for segment in writer._segments.values():
        segment.write()  # in the file, not committed
    writer.abandon()
    expected = tables(root)
    assert repair(root).cut == ()
    assert tables(root) == expected
    opened(root, "r6").seal(run("r6"))
    assert url(60) in {article.url for article in reader.articles(root)}
    assert url(61) not in {article.url for article in reader.articles(root)}
    assert verify(root).problems == ()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_whole_of_an_unsealed_run_is_kept_when_the_catalogue_is_lost(
    root: Path, seed: int
) -> None:
    chance = random.Random(seed)
    writer = opened(root, "r5")
    look_at_front_page(writer, "r5", range(60, 70))
    for number in range(60, 66):
        fetch_one(writer, number, "r5")
    writer.flush()
    sure = set(map(url, range(60, 66)))
    for number in range(66, 70):
        fetch_one(writer, number, "r5")
    waiting = {segment.name.part: segment for segment in writer._segments.values()}
    for part, segment in waiting.items():
        segment.write()
        size, tail = (root / part).stat().st_size, segment._written
        committed = tables(root)["segments"]
        safe = next(row[3] for row in committed if row[0] == segment.name.sealed)
        os.truncate(root / part, chance.randrange(safe, size + 1))
        assert tail == size
    writer.abandon()
    for path in root.glob("catalogue.sqlite3*"):
        path.unlink()
    made = repair(root)
    assert made.problems == ()
    opened(root, "r6").seal(run("r6"))
    stored = {one.url for one in reader.articles(root)}
    assert stored >= sure
    asked = {one.revision_id for one in reader.fetches(root) if one.outcome in {"new", "revised"}}
    assert asked == {one.revision_id for one in reader.articles(root)}
    assert verify(root).problems == ()
    started = {one.run_id: one.started_at for one in reader.runs(root)}
    assert started["r5"] == started["r1"]
    expected = tables(root)
    repair(root)
    assert tables(root) == expected


def test_one_site_is_made_anew_while_another_one_is_crawled(root: Path) -> None:
    expected = tables(root)
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection, connection:
        for kind, table in TABLE_OF.items():
            connection.execute(f"DELETE FROM {table} WHERE {of_site(kind)}", (SITE,))
    writer = opened(root, "e2", site="echo")
    with pytest.raises(SiteBusy):
        repair(root)
    repair(root, site=SITE)
    writer.abandon()
    assert {name: [row for row in rows if SITE in row] for name, rows in expected.items()} == {
        name: [row for row in rows if SITE in row] for name, rows in tables(root).items()
    }
    assert not list(root.glob("*.tmp*"))
    opened(root, "e3", site="echo").seal(run("e3", "echo"))
    assert verify(root).problems == ()


def join(root: Path, site: str = SITE) -> None:
    made = partial(killed_run, site=site)
    list(compact(root, site, before="2026-04-01", killed_run=made))


def newest(root: Path) -> list[str]:
    return sorted(one.revision_id for one in reader.articles(root))


def manifest_lines(root: Path) -> list[bytes]:
    return (root / "manifest.jsonl").read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize("is_joined", [False, True], ids=["as written", "joined"])
def test_a_lost_manifest_is_listed_anew(root: Path, *, is_joined: bool) -> None:
    if is_joined:
        join(root)
        crawl(root, "r5", [1], version=5)
    before, expected = newest(root), tables(root)
    (root / "manifest.jsonl").unlink()
    made = repair(root)
    assert [problem.path for problem in made.problems] == ["manifest.jsonl"]
    assert tables(root) == expected
    assert verify(root).problems == ()
    assert set(crawl(root, "r6", [3, 9])) == {"unchanged"}
    join(root)
    opened(root, "r7").seal(run("r7"))
    assert newest(root) == before
    assert verify(root).problems == ()


def test_a_joined_file_that_the_manifest_lost_is_never_removed(root: Path) -> None:
    join(root)
    (root / "manifest.jsonl").unlink()
    crawl(root, "r5", [70])
    crawl(root, "r6", [71])
    before = sorted(root.rglob("*.gz"))
    with pytest.raises(ArchiveError, match="newscrawl repair"):
        join(root)
    assert sorted(root.rglob("*.gz")) == before
    repair(root)
    join(root)
    assert len(newest(root)) == len(set(newest(root)))
    assert {url(number) for number in (0, 9, 70, 71)} <= {
        one.url for one in reader.articles(root, SITE)
    }
    assert verify(root).problems == ()


@pytest.mark.parametrize("kind", ["articles", "fetches", "front_pages", "captures", "runs"])
@pytest.mark.parametrize("is_joined", [False, True], ids=["as written", "joined"])
def test_a_damaged_line_of_the_manifest_is_told_by_its_file(
    root: Path, kind: str, *, is_joined: bool
) -> None:
    if is_joined:
        join(root)
    before, files = newest(root), sorted(root.rglob("*.gz"))
    lines = manifest_lines(root)
    number = max(
        number
        for number, line in enumerate(lines)
        if f'"kind":"{kind}","site":"{SITE}"'.encode() in line
    )
    lines[number] = lines[number].replace(b'"schema":1', b'"schema":x')
    (root / "manifest.jsonl").write_bytes(b"".join(lines))
    if is_joined and kind not in {"captures", "runs"}:
        with pytest.raises(ArchiveError, match="newscrawl repair"):
            newest(root)
    with pytest.raises(ArchiveError, match="newscrawl repair"):
        join(root)
    with pytest.raises(ArchiveError, match="without --site"):
        repair(root, site="echo")
    made = repair(root)
    assert [(one.path, one.line) for one in made.problems] == [("manifest.jsonl", number + 1)]
    assert sorted(root.rglob("*.gz")) == files
    assert newest(root) == before
    assert verify(root).problems == ()
    assert len(list(root.glob("manifest.jsonl.broken-*"))) == 1
    assert set(crawl(root, "r6", [3, 9])) == {"unchanged"}
    join(root)
    assert newest(root) == before
    assert verify(root).problems == ()


def test_two_sites_are_made_anew_side_by_side(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = tables(root)
    at = Root.at(root)
    real = database.put_site

    def meanwhile(*args: object, **more: object) -> None:
        monkeypatch.setattr(database, "put_site", real)
        site_made_anew(at, Files(), "echo")
        real(*args, **more)

    monkeypatch.setattr(database, "put_site", meanwhile)
    site_made_anew(at, Files(), SITE)
    assert tables(root) == expected


@pytest.mark.parametrize("content", ["nothing", "another site"])
def test_a_site_is_not_replaced_by_something_else(root: Path, content: str) -> None:
    expected = tables(root)
    new = root / "new.sqlite3"
    with closing(Catalogue.made(new)) as made:
        if content == "another site":
            made.commit([row for row in _rows(root) if row.site == "echo"])
    with pytest.raises(ArchiveError, match=f"of {SITE}"):
        database.put_site(Root.at(root), new, SITE, runs=1)
    assert tables(root) == expected


def _rows(root: Path) -> list[RunRow]:
    with closing(Catalogue.read(Root.at(root))) as catalogue:
        return catalogue.all_runs()


def test_what_a_command_needs_anew_is_not_made_of_damaged_files(root: Path) -> None:
    expected = tables(root)
    path = root / f"articles/site={SITE}/date=2026-03-14/r1.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ArchiveError, match="stays as it was"):
        site_made_anew(Root.at(root), Files(), SITE)
    assert tables(root) == expected


def test_no_repair_while_the_first_run_of_a_site_goes_on(root: Path) -> None:
    writer = opened(root, "n1", site="newsite")  # at its robots.txt: no file yet
    with pytest.raises(SiteBusy, match="first run of newsite"):
        repair(root)
    fetch_one(writer, 1, "n1", site="newsite")
    writer.seal(run("n1", "newsite"))
    repair(root)
    assert crawl(root, "n2", [1], site="newsite") == ["unchanged"]
    assert verify(root).problems == ()


def test_others_may_write_the_manifest_while_one_site_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    real = _Repair._fill

    def fill(work: _Repair, new: Catalogue) -> None:
        said.append(is_held(Files(), root / "locks/archive.lock"))
        real(work, new)

    monkeypatch.setattr(_Repair, "_fill", fill)
    repair(root, site=SITE)
    repair(root)
    assert said == [False, True]


def test_a_damaged_file_is_named_and_the_others_are_taken_in(root: Path) -> None:
    path = f"articles/site={SITE}/date=2026-03-14/r1.jsonl.gz"
    data = bytearray((root / path).read_bytes())
    data[len(data) // 2] ^= 8
    (root / path).write_bytes(data)
    made = repair(root)
    assert [problem.path for problem in made.problems] == [path]
    assert len(tables(root)["revisions"]) >= 4


def lines_in(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines(keepends=True)


@pytest.mark.parametrize("is_joined", [False, True])
@pytest.mark.parametrize(
    ("keep", "told"),
    [
        (lambda lines: lines[:0], "has 0 lines, {} were sealed"),
        (lambda lines: lines[:2], "has 2 lines, {} were sealed"),
        (lambda lines: [lines[0], *lines[:-1]], "is not the file that was sealed"),
    ],
)
def test_lines_that_are_gone_from_a_file_are_told(
    root: Path, keep: Callable[[list[bytes]], list[bytes]], told: str, *, is_joined: bool
) -> None:
    if is_joined:
        list(compact(root, SITE, before="2026-04-01", killed_run=killed_run))
    path = max(
        root.glob(f"fetches/site={SITE}/date=*/*.jsonl.gz"), key=lambda one: len(lines_in(one))
    )
    lines = lines_in(path)
    path.write_bytes(gzip.compress(b"".join(keep(lines))))
    made = repair(root)
    (problem,) = made.problems
    assert problem.path == str(path.relative_to(root))
    assert told.format(len(lines)) in problem.what


def test_a_repair_that_fails_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Catalogue, __: object) -> None:
        message = "The disk is full"
        raise ArchiveError(message)

    before = tables(root)
    monkeypatch.setattr(Catalogue, "note", full)
    for site in (None, SITE):
        with pytest.raises(ArchiveError, match="The disk is full"):
            repair(root, site=site)
        assert not list(root.glob("catalogue.sqlite3*tmp*"))
    assert tables(root) == before


def test_an_archive_is_needed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds no archive"):
        repair(tmp_path)
    with pytest.raises(ArchiveError, match="holds no archive"):
        repair(tmp_path / "nowhere")


def test_a_catalogue_that_somebody_reads_is_not_replaced(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    expected = tables(root)
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM runs").fetchall()
        crawl(root, "r5", [80])
        with pytest.raises(ArchiveError, match="is being read"):
            repair(root)
    repair(root)
    assert len(tables(root)["runs"]) == len(expected["runs"]) + 1


@pytest.mark.parametrize("damage", [None, garbled])
def test_process_may_die_at_any_step_of_a_repair(
    tmp_path: Path, damage: Callable[[Path], None] | None
) -> None:
    def prepared(name: str) -> Path:
        root = tmp_path / name
        root.mkdir()
        eventful(root)
        settle_log(root)
        if damage:
            damage(root / "catalogue.sqlite3")
        return root

    whole = prepared("whole")
    system = Counting()
    repair(whole, files=Files(system))
    expected = tables(whole)
    count = len(system.made)
    for step in [*range(count - 12, count + 1), count // 2]:
        root = prepared(f"dies-at-{step}")
        run_in_child(lambda root=root, step=step: repair(root, files=Files(Dying(step))))
        repair(root)
        assert tables(root) == expected
        assert verify(root).problems == ()


def test_the_order_of_runs_is_that_of_the_manifest_whatever_the_clock_said(root: Path) -> None:
    earlier = replace(run("back"), started_at="2026-03-13T06:00:00.000000Z")
    writer = Writer.open(
        root, SITE, run_id="back", started_at=earlier.started_at, killed_run=lambda *_: earlier
    )
    settled(writer, 1, "vanished", 7)
    writer.seal(earlier)
    expected = tables(root)
    repair(root)
    assert tables(root) == expected


def test_a_run_that_could_not_be_listed_is_listed_by_a_repair(root: Path) -> None:
    lines = manifest_lines(root)
    lines[2] = lines[2].replace(b'"schema":1', b'"schema":x')
    (root / "manifest.jsonl").write_bytes(b"".join(lines))
    writer = opened(root, "r5")
    fetch_one(writer, 90, "r5")
    with pytest.raises(ArchiveError, match="newscrawl repair"):
        writer.seal(run("r5"))
    writer.abandon()
    assert len(manifest_lines(root)) == len(lines)
    repair(root)
    assert crawl(root, "r6", [90]) == ["unchanged"]
    assert verify(root).problems == ()
