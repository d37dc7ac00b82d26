"""The two days of the bundled newspapers, as ``newscrawl demo`` shows them."""

import dataclasses
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from rich.console import Console
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive.reader import articles, fetches, front_pages, runs
from newscrawl.archive.verify import verify
from newscrawl.clock import parse
from newscrawl.demo import _show
from newscrawl.items import Article


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The archive after three calls, and what each printed."""
    root = tmp_path_factory.mktemp("demo") / "archive"
    said = []
    for _ in range(3):
        command = [sys.executable, "-m", "newscrawl.cli", "demo", "--archive", str(root)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        said.append(ended.stdout)
    return root, said


def test_prints_where_the_archive_is_and_an_article(demo):
    root, said = demo
    assert all(f"The archive is {root}" in text for text in said)
    assert all("words" in text and "sections" in text for text in said)


def test_what_it_says_to_do_next_can_be_done(demo):
    _, said = demo
    (command,) = re.findall(r"check it:  (.*)", said[0])
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0, (command, ended.stderr)


def test_day_two_shows_what_changed(demo):
    root, said = demo
    (revised,) = (one for one in articles(root) if one.revision == 2)
    shown = [text.partition("One article of it:\n\n")[2].splitlines()[0] for text in said]
    assert shown[1] == f"  {revised.headline}"
    assert shown[0] != shown[1]


def test_an_unusable_folder_is_told_once(tmp_path):
    root = tmp_path / "file"
    root.write_text("no folder")
    command = [sys.executable, "-m", "newscrawl.cli", "demo", "--archive", str(root)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 1
    assert (ended.stdout + ended.stderr).count(str(root)) == 1, ended.stdout + ended.stderr
    assert "Run it again" not in ended.stdout


def test_a_copy_of_an_article_of_a_third_site_is_told(capsys):
    copy = Article(
        site="ferry_post",
        url="https://post.example/a/",
        canonical_url="https://post.example/a/",
        article_id="1" * 32,
        headline="A story",
        page_kind="article",
        fetched_at="2026-03-15T08:00:00Z",
        duplicate_of="0" * 32,
        duplicate_kind="exact",
        newscrawl_version="0",
    )
    _show([copy], parse("2026-03-14T08:00:00Z"), Console(highlight=False, soft_wrap=True))
    assert "exact copy of another newspaper of the archive" in capsys.readouterr().out


def test_day_two_brings_a_revision(demo):
    root, said = demo
    (revised,) = (one for one in articles(root) if one.revision == 2)
    assert {"headline", "body"} <= set(revised.changed_fields)
    old = next(one for one in articles(root) if one.revision_id == revised.previous_revision_id)
    assert old.article_id == revised.article_id
    assert "Revised:" in said[1]


def test_day_two_brings_a_marked_copy(demo):
    root, said = demo
    (copy,) = (one for one in articles(root) if one.duplicate_of)
    assert (copy.site, copy.duplicate_kind, copy.similarity) == ("ferry_post", "exact", 1.0)
    first = next(one for one in articles(root) if one.article_id == copy.duplicate_of)
    assert (first.site, first.content_id) == ("harbour_gazette", copy.content_id)
    assert "Copied:" in said[1]


def test_unchanged_articles_are_not_stored_again(demo):
    root, _ = demo
    stored = [(one.article_id, one.content_id) for one in articles(root)]
    assert len(stored) == len(set(stored))
    day_two = [one for one in fetches(root) if one.fetched_at.startswith("2026-03-15")]
    assert sum(one.outcome in {"not_modified", "unchanged"} for one in day_two) > 8


def test_the_front_page_changed_and_the_third_look_found_it_unchanged(demo):
    root, _ = demo
    one, two, three = front_pages(root, site="harbour_gazette")
    assert (one.changed, two.changed, three.changed) == (True, True, False)
    assert three.same_as == two.snapshot_id
    assert [t.title for t in one.teasers] != [t.title for t in two.teasers]


def test_the_third_call_says_how_to_start_over(demo):
    assert "start over" in demo[1][2]


def test_every_line_has_every_key_and_cites_the_page_it_was_read_from(demo):
    """By the standard library and warcio alone."""
    root: Path = demo[0]
    keys = [field.name for field in dataclasses.fields(Article)]
    lines = [
        line
        for path in sorted(root.glob("articles/*/*/*.jsonl.gz"))
        for line in gzip.decompress(path.read_bytes()).split(b"\n")
        if line
    ]
    assert len(lines) == len(list(articles(root))) > 15
    for line in lines:
        record = json.loads(line)
        assert list(record) == keys
        capture = record["capture"]
        file = (root / capture["warc_file"]).open("rb")
        with file:
            file.seek(capture["warc_offset"])
            member = file.read(capture["warc_length"])
        (found,) = (entry.content_stream().read() for entry in ArchiveIterator(io.BytesIO(member)))
        assert hashlib.sha256(found).hexdigest() == capture["sha256"]


SAMPLE = Path(__file__).parents[1] / "data" / "sample"
OF_THE_RUN = {
    *("run_id", "fetched_at", "started_at", "finished_at", "seconds", "snapshot_id", "same_as"),
    *(
        "smallest_gap_seconds",
        "newscrawl_version",
        "versions",
        "capture_id",
        "warc_file",
        "warc_offset",
        "warc_length",
    ),
}
"""Keys whose values are another in every run: times, and ids made from them."""


def same_in_every_run(value):
    if isinstance(value, dict):
        return {key: same_in_every_run(one) for key, one in value.items() if key not in OF_THE_RUN}
    return [same_in_every_run(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("read", [articles, front_pages, fetches, runs])
def test_the_sample_in_git_is_what_the_first_two_days_give(demo, read):
    made = sorted(runs(demo[0]), key=lambda run: run.started_at)[:4]
    days = {run.run_id for run in made}
    fresh = [same_in_every_run(asdict(one)) for one in read(demo[0]) if one.run_id in days]
    kept = [same_in_every_run(asdict(one)) for one in read(SAMPLE)]
    assert kept == fresh, "what a crawl keeps has changed: run 'make sample' and commit data/sample"


def test_the_sample_in_git_verifies_once_its_catalogue_is_made(tmp_path):
    root = shutil.copytree(SAMPLE, tmp_path / "sample")
    (root / "catalogue.sqlite3").unlink(missing_ok=True)  # somebody may have made it in place
    ended = [
        subprocess.run(
            [sys.executable, "-m", "newscrawl.cli", command, "--archive", str(root)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        for command in ("repair", "verify")
    ]
    assert [one.returncode for one in ended] == [0, 0], ended
    assert "19 article lines" in ended[1].stdout
    assert "all is well" in ended[1].stdout


def test_the_sample_in_git_is_small():
    """Git keeps every version of it for good."""
    files = [path for path in SAMPLE.rglob("*") if not path.name.startswith("catalogue")]
    assert sum(path.stat().st_size for path in files if path.is_file()) < 170_000


def test_the_archive_verifies(demo):
    assert verify(demo[0]).problems == ()
