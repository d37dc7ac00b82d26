"""SIGTERM in every phase of a run: it ends within time-out and five seconds, nothing is lost."""

import signal
import time
from pathlib import Path

import pytest
from newspapers import article, front, page

from newscrawl.archive.reader import runs
from newscrawl.archive.verify import verify

STORIES = [f"/2026/03/a-story-about-number-{number}" for number in range(4)]
TIMEOUT = 3

SLOW = """
import time
from pathlib import Path
import newscrawl.archive.writer as place
real = {owner}.{name}
def slow(*args, **kwargs):
    marker = Path({marker!r})
    if not marker.exists():
        marker.touch()
        time.sleep(1.5)
    return real(*args, **kwargs)
{owner}.{name} = slow
"""
"""Makes a step of the archive take long enough, once, to be met by a signal."""


def wait_until(claim, seconds=40.0):
    ends = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def stopped(process, claim):
    """Send SIGTERM when ``claim`` holds; return exit code, output, and the seconds it took."""
    try:
        wait_until(lambda: claim() or process.poll() is not None)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, said, time.monotonic() - began


def hang(_):
    time.sleep(20)
    return article("too late")


def slow_body(handler):
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)
    return article("never")


PHASES = {
    "robots": ({"/robots.txt": hang}, "/robots.txt"),
    "front page": ({"/": hang}, "/"),
    "slow body": ({STORIES[1]: slow_body}, STORIES[1]),
    "pause": ({STORIES[1]: page("busy", 429, Retry_After="60")}, STORIES[1]),
    "delay": ({"/robots.txt": page("User-agent: *\nCrawl-delay: 30\n")}, "/robots.txt"),
}


@pytest.mark.parametrize("phase", PHASES)
def test_a_stop_while_a_host_is_asked(newspaper, crawls, phase):
    pages, path = PHASES[phase]
    whole = {"/": front(*STORIES), **{path: article(path) for path in STORIES}}
    asked = []

    def noted(answer):
        return lambda handler: (asked.append(1), answer(handler) if callable(answer) else answer)[1]

    gazette = newspaper({**whole, **pages, path: noted(pages[path])})
    process = crawls.start("any", "-a", f"url={gazette.url}", DOWNLOAD_TIMEOUT=TIMEOUT)
    code, said, took = stopped(process, lambda: asked)
    assert code == 6, said
    assert took <= TIMEOUT + 5
    (run,) = runs(crawls.root)
    assert (run.verdict, run.exit_code) == ("interrupted", 6)
    assert sum(count.count for count in run.outcomes) > 0
    assert verify(crawls.root).problems == ()


def slowed(newspaper, crawls, folder: Path, step: str):
    """Start a crawl whose ``step`` takes long; return the process and the mark of its beginning."""
    gazette = newspaper({"/": front(*STORIES), **{path: article(path) for path in STORIES}})
    marker = folder / "begun"
    owner, _, name = f"place.{step}".rpartition(".")
    lines = SLOW.format(owner=owner, name=name, marker=str(marker))
    site = (
        f"class Site(NewsSpider):\n    name = 'site'\n    discover = (FrontPage('{gazette.url}'),)"
    )
    (folder / "slow_site.py").write_text(f"from newscrawl.spider import *\n{lines}\n{site}\n")
    path = {"PYTHONPATH": str(folder)}
    return crawls.start(
        "site", environment=path, SPIDER_MODULES="slow_site", DOWNLOAD_DELAY=1
    ), marker


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        ("recover", {6}),
        ("Writer._commit", {6}),  # a second into the run, long before its end
        ("seal", {0}),  # all is read and counted: the record says so, and so does the exit code
    ],
)
def test_a_stop_while_the_archive_is_written(newspaper, crawls, tmp_path, step, codes):
    process, marker = slowed(newspaper, crawls, tmp_path, step)
    code, said, took = stopped(process, marker.exists)
    assert code in codes, said
    assert took <= TIMEOUT + 5
    gazette = newspaper({"/": front(*STORIES), **{path: article(path) for path in STORIES}})
    assert crawls.any(gazette.url)[0] == 0  # the archive takes another run
    assert verify(crawls.root).problems == ()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_before_the_run_has_begun(crawls, tmp_path, stop):
    marker = tmp_path / "begun"
    lines = f"import pathlib, time\npathlib.Path({str(marker)!r}).touch()\ntime.sleep(20)\n"
    (tmp_path / "slow_to_import.py").write_text(lines)
    path = {"PYTHONPATH": str(tmp_path)}
    process = crawls.start("any", environment=path, SPIDER_MODULES="slow_to_import")
    wait_until(marker.exists)
    process.send_signal(stop)
    said, _ = process.communicate(timeout=60)
    assert (process.returncode, said) == (6, "")
    assert not crawls.root.exists()
