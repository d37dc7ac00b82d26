"""Looking after an archive that real crawls wrote, with the commands as people call them."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from newspapers import article, front, page

from newscrawl.archive.reader import articles, fetches, front_pages, runs
from newscrawl.archive.verify import verify

PATHS = ("/2026/03/a-quiet-day-at-the-harbour-1", "/2026/03/the-ferry-is-late-again-2")
SECRET = "The mayor was seen feeding the gulls behind the customs house. "


def newscrawl(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscrawl.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def gazette(newspaper):
    pages = {"/": front(*PATHS), "/robots.txt": page("User-agent: *\nAllow: /\n")}
    return newspaper(
        pages | {PATHS[0]: article("A quiet day"), PATHS[1]: article("Gulls are fed", SECRET)}
    )


def bytes_of(root: Path) -> bytes:
    found = []
    for path in root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [data, gzip.decompress(data) if path.suffix == ".gz" else b""]
    return b"\n".join(found)


def test_what_was_taken_down_is_neither_asked_for_nor_stored_again(gazette, crawls):
    assert crawls.any(gazette.url, clock="2026-03-14T06:00:00Z")[0] == 0
    url = gazette.url.rstrip("/") + PATHS[1]
    told = newscrawl("forget", url, "--reason", "asked to", "--archive", crawls.root)
    assert (told.returncode, told.stderr[-200:]) == (0, told.stderr[-200:])
    assert "is forgotten" in told.stdout
    assert SECRET.strip().encode() not in bytes_of(crawls.root)
    assert PATHS[1].encode() not in bytes_of(crawls.root)
    assert verify(crawls.root).problems == ()

    gazette.log.clear()
    gazette.pages["/moved-here-3"] = (301, {"Location": PATHS[1]}, b"")
    gazette.pages["/2026/03/gulls-again-and-again-4"] = article("Gulls are fed", SECRET)
    gazette.pages["/"] = front(*PATHS, "/moved-here-3", "/2026/03/gulls-again-and-again-4")
    code, said = crawls.any(gazette.url, clock="2026-03-15T06:00:00Z")
    assert code == 0, said
    assert PATHS[1] not in gazette.paths()
    assert [one.url for one in articles(crawls.root)] == [gazette.url.rstrip("/") + PATHS[0]]
    last = list(runs(crawls.root))[-1]
    assert {one.name: one.count for one in last.skipped}["forgotten"] == 1
    refused = [one.url for one in fetches(crawls.root) if one.outcome == "refused"]
    assert [url.rpartition("-")[2] for url in refused] == ["3", "4"]
    assert SECRET.strip().encode() not in bytes_of(crawls.root)
    (shown,) = [
        teaser
        for look in list(front_pages(crawls.root))[-1:]
        for teaser in look.teasers
        if teaser.url.startswith("forgotten:")
    ]
    assert (shown.rank, shown.title) == (2, "")
    assert verify(crawls.root).problems == ()


def test_compact_joins_months_and_repair_makes_a_lost_catalogue_anew(gazette, crawls):
    for day in (14, 15):
        assert crawls.any(gazette.url, clock=f"2026-03-{day}T06:00:00Z")[0] == 0
    before = [one.url for one in fetches(crawls.root)]
    told = newscrawl("compact", "--archive", crawls.root)
    assert told.returncode == 0, told.stderr
    assert "2 files of" in told.stdout
    assert [one.url for one in fetches(crawls.root)] == before
    assert verify(crawls.root).problems == ()

    for path in crawls.root.glob("catalogue*"):
        path.unlink()
    gazette.log.clear()
    code, said = crawls.any(gazette.url)
    assert code == 1, said
    assert "newscrawl repair" in said
    assert gazette.log == []
    told = newscrawl("repair", "--archive", crawls.root)
    assert told.returncode == 0, told.stderr
    assert "records of 2 runs of 127_0_0_1_" in told.stdout
    assert verify(crawls.root).problems == ()
    told = newscrawl("forget", "f" * 32, "--reason", "x", "--archive", crawls.root)
    assert (told.returncode, told.stdout) == (1, "")
    assert "Nothing is known by the name" in told.stderr


def test_verify_may_run_while_a_crawl_goes_on(newspaper, crawls):
    paths = [f"/2026/03/a-story-about-number-{number}" for number in range(60)]
    pages = {"/": front(*paths), "/robots.txt": page("User-agent: *\nAllow: /\n")}
    gazette = newspaper(pages | {path: article(f"What happened at {path}") for path in paths})
    crawl = crawls.start("any", "-a", f"url={gazette.url}")
    times = 0
    while crawl.poll() is None:
        if (crawls.root / "catalogue.sqlite3").exists() and len(gazette.log) > 3:
            assert verify(crawls.root).problems == ()
            times += 1
    said, _ = crawl.communicate()
    assert crawl.returncode == 0, said
    assert times
    assert verify(crawls.root).problems == ()


@pytest.mark.parametrize(
    "wrong",
    [
        ["forget", "https://paper.example/1"],
        ["compact", "--month", "2026-13"],
        ["compact", "--older-than", "-1"],
    ],
    ids=str,
)
def test_wrong_use_is_told(wrong):
    assert newscrawl(*wrong).returncode == 2
