import gzip
import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from archive.small_runs import (
    SITE,
    STARTED,
    article,
    at,
    crawl,
    fetch_one,
    look_at_front_page,
    opened,
    run,
)

from newscrawl.archive import reader
from newscrawl.archive.paths import Root
from newscrawl.archive.verify import verify
from newscrawl.archive.warc import read_payload
from newscrawl.archive.writer import BATCH_APPENDS, BATCH_BYTES, Writer
from newscrawl.errors import ArchiveError, ConfigurationError, SiteBusy

DAY = f"site={SITE}/date=2026-03-14"


def test_second_run_archives_only_what_is_new(tmp_path: Path) -> None:
    assert crawl(tmp_path, "r1", range(30)) == ["new"] * 30
    assert crawl(tmp_path, "r2", range(33)) == ["unchanged"] * 30 + ["new"] * 3
    assert len(list(reader.articles(tmp_path))) == 33
    assert len(list(reader.fetches(tmp_path))) == 63
    assert [run.run_id for run in reader.runs(tmp_path)] == ["r1", "r2"]
    assert verify(tmp_path).problems == ()


def test_changed_article_is_the_next_revision(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(2))
    assert crawl(tmp_path, "r2", range(2), version=2) == ["revised"] * 2
    first, second = (a for a in reader.articles(tmp_path) if a.headline == "Headline 1")
    assert (second.revision, second.previous_revision_id) == (2, first.revision_id)
    assert second.changed_fields == ("body",)


def test_copy_on_another_site_is_kept_and_marked(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", [1])
    crawl(tmp_path, "r2", [1], site="echo")
    (copy,) = reader.articles(tmp_path, "echo")
    assert copy.duplicate_of == article(1).article_id
    assert (copy.duplicate_kind, copy.similarity) == ("exact", 1.0)


def test_files_of_a_run_are_where_the_manifest_says_with_rows_bytes_and_digest(
    tmp_path: Path,
) -> None:
    crawl(tmp_path, "r1", range(5))
    lines = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_bytes().splitlines()]
    rows = {line["path"]: line["rows"] for line in lines}
    assert rows == {
        f"articles/{DAY}/r1.jsonl.gz": 5,
        f"captures/{DAY}/r1.warc.gz": 5,
        f"fetches/{DAY}/r1.jsonl.gz": 5,
        f"front_pages/{DAY}/r1.jsonl.gz": 1,
        f"runs/{DAY}/r1.json": 1,
    }
    for line in lines:
        written = (tmp_path / line["path"]).read_bytes()
        assert line["bytes"] == len(written)
        assert line["sha256"] == hashlib.sha256(written).hexdigest()
    assert not list(tmp_path.rglob("*.part"))
    assert not list(tmp_path.rglob("*.tmp"))


def test_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        crawl(tmp_path / name, "r1", range(25))
    sealed = [path for path in (tmp_path / "one").rglob("r1.*") if path.is_file()]
    assert len(sealed) == 5
    for path in sealed:
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


def test_capture_can_be_read_before_and_after_the_seal(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    capture = writer.capture(
        url="https://a.example/", status=200, reason="", headers=[], body=b"\r\n\r\nx",
        fetched_at=at(1), ip=None,
    )  # fmt: skip
    writer.flush()
    assert read_payload(Root.at(tmp_path), capture) == b"\r\n\r\nx"
    writer.seal(run("r1"))
    assert read_payload(Root.at(tmp_path), capture) == b"\r\n\r\nx"


def committed(root: Path, kind: str = "fetches") -> int:
    part = root / kind / DAY / "r1.jsonl.part"
    return part.read_bytes().count(b"\n") if part.exists() else 0


def test_twentieth_append_commits(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    for number in range(BATCH_APPENDS - 1):
        fetch_one(writer, number, "r1")
    assert committed(tmp_path) == 0
    fetch_one(writer, 99, "r1")
    assert committed(tmp_path) == committed(tmp_path, "articles") == BATCH_APPENDS
    writer.abandon()


def test_record_waits_one_second_at_most(tmp_path: Path) -> None:
    seconds = 100.0
    writer = Writer.open(
        tmp_path, SITE, run_id="r1", started_at=STARTED,
        killed_run=lambda *_: run("r1"), monotonic=lambda: seconds,
    )  # fmt: skip
    writer.flush_if_due()
    fetch_one(writer, 1, "r1")
    seconds += 0.99
    writer.flush_if_due()
    assert committed(tmp_path) == 0
    seconds += 0.01
    writer.flush_if_due()
    assert committed(tmp_path) == 1
    seconds += 5
    fetch_one(writer, 2, "r1")
    writer.flush_if_due()
    assert committed(tmp_path) == 1
    writer.abandon()


def waiting_captures(root: Path) -> int:
    part = root / "captures" / DAY / "r1.warc.gz.part"
    return part.stat().st_size if part.exists() else 0


def test_capture_that_no_line_cites_waits_one_second_at_most(tmp_path: Path) -> None:
    seconds = 100.0
    writer = Writer.open(
        tmp_path, SITE, run_id="r1", started_at=STARTED,
        killed_run=lambda *_: run("r1"), monotonic=lambda: seconds,
    )  # fmt: skip
    writer.capture(
        url="https://a.example/", status=200, reason="", headers=[], body=b"x",
        fetched_at=at(1), ip=None,
    )  # fmt: skip
    seconds += 1
    writer.flush_if_due()
    assert waiting_captures(tmp_path)
    writer.abandon()


def test_large_captures_do_not_pile_up_in_memory(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    for number in range(3):
        writer.capture(
            url=f"https://a.example/{number}", status=200, reason="", headers=[],
            body=random.Random(number).randbytes(BATCH_BYTES // 2), fetched_at=at(1), ip=None,
        )  # fmt: skip
    assert waiting_captures(tmp_path) > BATCH_BYTES
    writer.abandon()


def test_run_sees_what_it_has_not_yet_committed(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    assert fetch_one(writer, 1, "r1") == "new"
    assert fetch_one(writer, 1, "r1") == "unchanged"
    assert look_at_front_page(writer, "r1", [1, 2]).changed
    again = look_at_front_page(writer, "r1", [1, 2], second=9)
    assert (again.changed, again.teasers) == (False, ())
    assert committed(tmp_path) == 0
    writer.abandon()


def test_run_without_a_record_leaves_its_run_record(tmp_path: Path) -> None:
    opened(tmp_path, "r1").seal(run("r1"))
    assert [run.run_id for run in reader.runs(tmp_path)] == ["r1"]
    assert verify(tmp_path).problems == ()


def test_second_run_of_the_site_is_told_who_is_there(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from archive.small_runs import opened\n"
        "writer = opened(Path(sys.argv[1]), 'first')\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    here = Path(__file__).parents[1]
    command = [sys.executable, "-c", program, str(tmp_path), str(here), str(here.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout.readline() == b"open\n"
        with pytest.raises(SiteBusy, match=f"first, process {first.pid}, since {STARTED}"):
            opened(tmp_path, "second")
        other = opened(tmp_path, "third", site="echo")
        fetch_one(other, 1, "third", site="echo")
        other.seal(run("third", "echo"))
        assert verify(tmp_path).problems == ()  # while the first goes on
        first.kill()
    with_lock = opened(tmp_path, "second")
    assert with_lock.recovered == ("first",)
    with_lock.seal(run("second"))


def test_record_of_another_run_or_site_is_refused(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    with pytest.raises(ArchiveError, match="not of this run"):
        writer.append(article(1, "r2"))
    writer.abandon()


def test_article_that_was_never_judged_is_refused(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    with pytest.raises(ArchiveError, match="no revision"):
        writer.append(article(1, "r1"))
    with pytest.raises(ArchiveError, match="no revision"):
        writer.flush()
    writer.abandon()


def test_record_of_another_run_cannot_seal(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    with pytest.raises(ArchiveError, match="r2 of gazette cannot seal r1"):
        writer.seal(run("r2"))
    writer.abandon()


def test_part_that_somebody_else_made_is_not_written_to(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    part = tmp_path / "fetches" / DAY / "r1.jsonl.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x")
    fetch_one(writer, 1, "r1")
    with pytest.raises(ArchiveError, match="is there already"):
        writer.flush()
    assert part.read_bytes() == b"x"
    writer.abandon()


def test_closed_writer_says_so(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    writer.seal(run("r1"))
    writer.abandon()
    with pytest.raises(ArchiveError, match="closed"):
        writer.flush()


def test_run_id_is_used_once(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", [1])
    with pytest.raises(ArchiveError, match="before"):
        opened(tmp_path, "r1")
    crawl(tmp_path, "r2", [1])  # the lock was released


@pytest.mark.parametrize(
    ("site", "run_id"), [("../x", "r"), ("a/b", "r"), ("a", "../r"), ("a", "")]
)
def test_site_and_run_cannot_lead_out_of_the_archive(
    tmp_path: Path, site: str, run_id: str
) -> None:
    root = tmp_path / "archive"
    with pytest.raises(ConfigurationError):
        opened(root, run_id, site=site)
    assert not root.exists()


def test_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="file"):
        opened(tmp_path / "file" / "archive", "r1")


def test_symbolic_link_inside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "archive"
    root.mkdir()
    (root / "articles").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveError, match="symbolic link"):
        crawl(root, "r1", [1])
    assert not list((tmp_path / "elsewhere").iterdir())


def test_lines_are_what_the_newest_python_reads(tmp_path: Path) -> None:
    crawl(tmp_path, "r1", range(3))
    with gzip.open(tmp_path / "articles" / DAY / "r1.jsonl.gz") as lines:
        assert [json.loads(line)["headline"] for line in lines] == [
            "Headline 0",
            "Headline 1",
            "Headline 2",
        ]
