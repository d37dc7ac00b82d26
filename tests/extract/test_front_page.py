"""One look at a front page, as a record."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.extract.front_page import extract_front_page
from newscrawl.layout import Layout
from newscrawl.urls import article_id
from newscrawl.version import __version__

HOME = "https://www.mill-echo.example/"
PAGE = """<html><body><h3><a href="/2025/05/fähre">Die Fähre fährt wieder</a></h3>
    <div class="t"><a href="/bees">Bees settle</a></div></body></html>"""
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("NEWSCRAWL_SHARED", ROOT.parent / "shared"))


def test_snapshot_holds_what_the_page_shows_and_nothing_of_a_run() -> None:
    found = extract_front_page(PAGE.encode(), HOME, encoding="utf-8")
    assert (found.site, found.url, found.newscrawl_version) == (
        "www_mill-echo_example",
        HOME,
        __version__,
    )
    assert [teaser.title for teaser in found.teasers] == ["Die Fähre fährt wieder"]
    of_a_run = (found.snapshot_id, found.fetched_at, found.same_as, found.capture, found.run_id)
    assert (of_a_run, found.changed) == ((None,) * 5, True)


def test_teasers_join_their_articles() -> None:
    (teaser,) = extract_front_page(PAGE.encode(), HOME, encoding="utf-8").teasers
    assert teaser.article_id == article_id("www_mill-echo_example", HOME + "2025/05/f%C3%A4hre")


def test_encoding_of_the_header_counts() -> None:
    found = extract_front_page(PAGE.encode("latin-1"), HOME, encoding="latin-1")
    assert found.teasers[0].title == "Die Fähre fährt wieder"


def test_layout_is_obeyed() -> None:
    found = extract_front_page(PAGE.encode(), HOME, layout=Layout(teasers=".t"))
    assert [teaser.title for teaser in found.teasers] == ["Bees settle"]


def test_empty_page() -> None:
    assert extract_front_page(b"", HOME).teasers == ()


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "bench/fronts").is_dir(), reason="the shared pages are missing")
def test_figures_on_real_pages_are_at_their_floors(tmp_path: Path) -> None:
    file = tmp_path / "predictions.jsonl"
    command = [sys.executable, str(ROOT / "benchmarks/fronts.py"), str(SHARED / "bench/fronts")]
    command += ["--guard", "--rounds", "3", "--predictions", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(json.loads(line)["teasers"] for line in file.read_text("utf-8").splitlines())
