"""Each kind of damage is found, with file and line."""

import gzip
import json
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from archive.faulty_system import run_in_child
from archive.small_runs import SITE, crawl, fetch_one, killed_run, opened, run

from newscrawl.archive import reader, verify_month, verify_months
from newscrawl.archive.compact import compact
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError, ConfigurationError

FOLDER = f"site={SITE}/date=2026-03-14"
ARTICLES = f"articles/{FOLDER}/r1.jsonl.gz"
FETCHES = f"fetches/{FOLDER}/r1.jsonl.gz"
CAPTURES = f"captures/{FOLDER}/r1.warc.gz"
RUN = f"runs/{FOLDER}/r1.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    crawl(tmp_path, "r1", range(5))
    return tmp_path


def found(root: Path) -> list[str]:
    return [str(problem) for problem in verify(root).problems]


def rewrite(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(change(lines)), mtime=0))


def test_whole_archive_is_well(root: Path) -> None:
    read = []
    report = verify(root, progress=read.append)
    assert report.is_clean
    assert (report.runs, report.files, report.articles, report.fetches) == (1, 5, 5, 5)
    assert (report.front_pages, report.captures) == (1, 5)
    assert sum(read) == report.bytes
    assert report.bytes == sum(path.stat().st_size for path in root.rglob("r1.*"))
    assert "all is well" in str(report)


@pytest.fixture
def months(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of several months, as large as processes need to be worth their start."""
    monkeypatch.setattr(verify_months, "_WORTH_PROCESSES", 0)
    crawl(root, "r2", range(3), site="echo")
    crawl(root, "r3", range(20, 23), site="tide")
    return root


def test_several_processes_find_what_one_finds(months: Path) -> None:
    path = months / "articles/site=echo/date=2026-03-14/r2.jsonl.gz"
    rewrite(path, lambda lines: lines[:2])
    (months / FETCHES).write_bytes(b"no gzip")
    alone, read = verify(months), []
    together = verify(months, progress=read.append, workers=2)
    assert together == alone
    assert len(together.problems) > 3
    assert sum(read) == together.bytes


def test_a_failure_in_one_of_several_processes_is_told(months: Path) -> None:
    (months / "tombstones.jsonl").write_bytes(b"{}\n")
    with pytest.raises(ArchiveError, match="Put it back from a copy"):
        verify(months, workers=2)


def die(_month: object) -> None:
    os._exit(9)


def test_a_killed_process_is_told(months: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_months, "_check", die)
    with pytest.raises(ArchiveError, match="--workers 1"):
        verify(months, workers=2)


def test_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="There is no archive"):
        verify(tmp_path / "nothing")


def test_a_folder_without_an_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Nothing here yet.")
    with pytest.raises(ConfigurationError, match=f"{tmp_path} holds no archive"):
        verify(tmp_path)


@pytest.mark.parametrize("path", [ARTICLES, FETCHES, CAPTURES, RUN])
def test_flipped_bits_are_found_in_their_file(root: Path, path: str) -> None:
    whole = (root / path).read_bytes()
    for place in random.Random(path).sample(range(len(whole)), 20):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        (root / path).write_bytes(damaged)
        assert any(line.startswith(path) for line in found(root)), place
    (root / path).write_bytes(whole)
    assert found(root) == []


@pytest.mark.parametrize("path", [ARTICLES, FETCHES, CAPTURES, RUN])
def test_cut_file_is_found(root: Path, path: str) -> None:
    whole = (root / path).read_bytes()
    for length in (0, 5, len(whole) // 2, len(whole) - 1):
        (root / path).write_bytes(whole[:length])
        assert any(line.startswith(path) for line in found(root)), length


def test_bytes_behind_the_committed_captures_are_found(root: Path) -> None:
    with (root / CAPTURES).open("ab") as file:
        file.write(b"more")
    assert any("were committed" in line for line in found(root))


@pytest.mark.parametrize("path", [ARTICLES, FETCHES, CAPTURES, RUN])
def test_missing_file_is_found(root: Path, path: str) -> None:
    (root / path).unlink()
    assert f"{path}: is gone" in found(root)


def test_flipped_bit_in_a_capture_names_the_line_that_cites_it(root: Path) -> None:
    with gzip.open(root / ARTICLES) as lines:
        capture = json.loads(lines.readlines()[2])["capture"]
    path = root / CAPTURES
    damaged = bytearray(path.read_bytes())
    damaged[capture["warc_offset"] + capture["warc_length"] // 2] ^= 4
    path.write_bytes(damaged)
    problems = sorted(found(root))
    assert problems[0].startswith(f"{ARTICLES}, line 3: {CAPTURES}: the record at byte")
    assert problems[1].startswith(f"{CAPTURES}: SHA-256")
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda line: line[:-9] + b"\n", "line 2: no JSON"),
        (lambda line: line.replace(b'"kicker":null,', b""), "line 2: lacks kicker"),
        (lambda line: line.replace(b'"kicker":null', b'"kicker":1'), "line 2: kicker is '1'"),
        (lambda line: line.replace(b'"run_id":"r1"', b'"run_id":"r9"'), "line 2: is of site"),
        (lambda line: line.replace(b'"status":200', b'"status":200.0'), "line 2: capture.status"),
        (lambda line: line.replace(b'"revision":1', b'"revision":2'), "line 2: revision"),
        (lambda line: line + line, "line 3: revision"),
        (lambda _: b"", "is it"),
        (lambda line: line.replace(b'"sha256":"', b'"sha256":"0'), "line 2: cites capture"),
    ],
)
def test_changed_line_is_found(root: Path, change: Callable[[bytes], bytes], said: str) -> None:
    rewrite(root / ARTICLES, lambda lines: [lines[0], change(lines[1]), *lines[2:]])
    assert any(said in line for line in found(root)), found(root)
    assert any(line.startswith(f"{ARTICLES}: SHA-256") for line in found(root))


def test_request_with_two_lines_is_found(root: Path) -> None:
    rewrite(root / FETCHES, lambda lines: [*lines, lines[3].replace(b"0.1", b"0.2")])
    assert any(f"{FETCHES}, line 6: request" in line for line in found(root))


def test_file_beside_the_runs_is_found(root: Path) -> None:
    for name in ("r2.jsonl.gz", "r2.jsonl.part", "r2.jsonl.gz.tmp", "notes.txt"):
        (root / "articles" / FOLDER / name).write_bytes(b"")
    assert len(found(root)) == 4
    assert all("no file of a run" in line for line in found(root))


def test_manifest_is_compared(root: Path) -> None:
    path = root / "manifest.jsonl"
    first, second, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([second, *rest]))
    assert found(root) == [f"{ARTICLES}: is not in the manifest"]
    path.write_bytes(b"".join([first, second, second, *rest]))
    assert found(root) == [f"manifest.jsonl, line 3: {CAPTURES} stands there twice"]
    path.write_bytes(b"".join([first, second[:20] + b"\n", *rest]))
    assert found(root)[0].startswith("manifest.jsonl, line 2: no JSON")
    stranger = first.replace(b"r1", b"r7")
    path.write_bytes(b"".join([first, second, *rest, stranger]))
    assert found(root) == [
        f"{ARTICLES.replace('r1', 'r7')}: is in the manifest, but not in the catalogue"
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM revisions WHERE revision = 1", "is not in the catalogue"),
        ("UPDATE revisions SET content_id = 'x'", "differs from the catalogue"),
        ("UPDATE articles SET revision_id = 'x'", "as its newest, but no such revision"),
        ("UPDATE revisions SET revision = 2", "has an older one as its newest"),
        ("DELETE FROM articles", "which is not there"),
        ("DELETE FROM urls", "has no URL"),
        ("DELETE FROM segments WHERE path LIKE 'fetches%'", "is no file of a run"),
        ("UPDATE segments SET committed = committed + 1", "the catalogue"),
        ("UPDATE segments SET sealed = 0", "disagree"),
        ("DELETE FROM runs", "which is not there"),
        ("UPDATE runs SET record = replace(record, 'fine', 'well')", "differs from the record"),
        ("INSERT INTO revisions VALUES ('z', 's', 'a', 1, NULL, 't', 'r1')", "no line is it"),
    ],
)
def test_catalogue_is_compared(root: Path, statement: str, said: str) -> None:
    connection = sqlite3.connect(root / "catalogue.sqlite3")
    with connection:
        connection.execute(statement)
    connection.close()
    assert any(said in line for line in found(root)), found(root)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_user_who_may_not_write_can_check(root: Path) -> None:
    root.chmod(0o755)
    before = sorted(root.rglob("*"))
    assert as_nobody(root) == []
    writer = opened(root, "r2")
    fetch_one(writer, 7, "r2")
    writer.flush()
    assert as_nobody(root) == []
    writer.seal(run("r2"))
    assert as_nobody(root) == []
    assert set(before) <= set(root.rglob("*"))


def as_nobody(root: Path) -> list[str]:
    said = root.parent / (root.name + ".said")
    said.touch(0o666)
    said.chmod(0o666)

    def work() -> None:
        os.setuid(65534)
        said.write_text("\n".join(found(root)))

    assert run_in_child(work) == 0
    text = said.read_text()
    said.unlink()
    return text.splitlines()


def test_missing_catalogue_is_told(root: Path) -> None:
    for path in root.glob("catalogue*"):
        path.unlink()
    (said,) = found(root)
    assert said.startswith("catalogue.sqlite3: is gone; run 'newscrawl repair'")


def test_run_that_goes_on_is_checked_up_to_its_last_commit(root: Path) -> None:
    writer = opened(root, "r2")
    for number in range(5, 9):
        fetch_one(writer, number, "r2")
    writer.flush()
    fetch_one(writer, 9, "r2")
    for segment in writer._segments.values():
        segment.write()  # in the file, not committed
    part = root / "articles" / FOLDER / "r2.jsonl.part"
    part.write_bytes(part.read_bytes() + b'{"half a li')
    report = verify(root)
    assert report.problems == ()
    assert (report.runs, report.articles) == (2, 9)
    whole = part.read_bytes()
    part.write_bytes(whole.replace(b"Headline 6", b"Headlin\xff 6"))
    assert found(root)[0].startswith(f"articles/{FOLDER}/r2.jsonl.gz, line 2: no JSON in UTF-8")
    part.write_bytes(whole)
    assert found(root) == []
    writer.abandon()


def test_run_that_seals_while_it_is_checked_is_no_problem(root: Path) -> None:
    writer = opened(root, "r2")
    fetch_one(writer, 7, "r2")
    writer.flush()
    sealed = []

    def seal_now(_count: int) -> None:
        if not sealed:
            sealed.append(True)
            fetch_one(writer, 8, "r2")
            writer.seal(run("r2"))
            crawl(root, "r3", [8, 9], site="echo")

    assert verify(root, progress=seal_now).problems == ()
    assert sealed
    assert verify(root).problems == ()


def test_runs_may_come_and_go_meanwhile(root: Path) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            for number in range(8):
                crawl(root, f"next{number}", range(20), version=number % 3)
        finally:
            os._exit(0)
    times = 0
    while not os.waitpid(pid, os.WNOHANG)[0]:
        assert found(root) == []
        times += 1
    assert times
    assert verify(root).runs == 9


@pytest.mark.parametrize("path", [ARTICLES, FETCHES, CAPTURES, RUN])
def test_every_byte_counts(root: Path, path: str) -> None:
    """A flip at every k-th byte of a sealed file is found in it, and the others stay readable."""
    crawl(root, "r2", range(20, 23))
    whole = (root / path).read_bytes()
    step = max(1, len(whole) // 25)
    for place in range(0, len(whole), step):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        (root / path).write_bytes(damaged)
        told = found(root)
        assert any(line.startswith(f"{path}: SHA-256") for line in told), place
        assert not any("/r2." in line for line in told), place


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((b'"previous_revision_id":"', b'"previous_revision_id":"0'), "is not named after what"),
        ((b'"previous_revision_id":"', b'"previous_revision_id":"0'), "which is not revision 1"),
        ((b'"revision":2', b'"revision":1'), "revision 1 follows"),
        ((b'"revision":2', b'"revision":3'), "which is not revision 2"),
    ],
)
def test_the_chain_of_revisions_is_followed(
    root: Path, change: tuple[bytes, bytes], said: str
) -> None:
    crawl(root, "r2", [1], version=2)
    rewrite(
        root / ARTICLES.replace("r1", "r2"), lambda lines: [line.replace(*change) for line in lines]
    )
    assert any(said in line for line in found(root)), found(root)


def test_damage_in_a_joined_file_is_found_in_it(root: Path) -> None:
    crawl(root, "r2", range(20, 23))
    assert list(compact(root, SITE, before="2026-04-01", killed_run=killed_run))
    (path,) = reader.sealed(root, "articles")
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 25)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        path.write_bytes(damaged)
        assert any(line.startswith(str(path.relative_to(root))) for line in found(root)), place
    path.write_bytes(whole)
    rewrite(path, lambda lines: lines[1:])
    told = found(root)
    assert any("no line is it" in line for line in told)
    assert any("the catalogue 8 of" in line for line in told)


def test_a_citation_of_a_file_that_is_not_there_is_found(root: Path) -> None:
    rewrite(
        root / FETCHES, lambda lines: [line.replace(b"/r1.warc", b"/r0.warc") for line in lines]
    )
    told = [line for line in found(root) if "which is no file of the archive" in line]
    assert [line.split(":")[0] for line in told] == [f"{FETCHES}, line {n}" for n in range(1, 6)]


def test_a_line_that_is_too_long_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_month, "LONGEST_BYTES", 2000)
    assert any("line 1: is longer than 2000 bytes" in line for line in found(root))
