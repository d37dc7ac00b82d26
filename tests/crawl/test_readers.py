"""Pages are read in a process of their own: what they do to it, and what becomes of it."""

import asyncio
import json
import logging
import os
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from newspapers import article, front

from newscrawl.archive.files import Files
from newscrawl.archive.lock import is_held
from newscrawl.archive.reader import articles, fetches, runs
from newscrawl.archive.verify import verify
from newscrawl.crawl import readers
from newscrawl.crawl.reader import ReadingFailed
from newscrawl.crawl.readers import NoReader, NotRead
from newscrawl.crawl.reading_room import ReadingRoom
from newscrawl.items import Article, Author, FrontPageSnapshot, Section, Teaser
from newscrawl.layout import Layout

STORIES = [f"/2026/03/a-story-about-number-{number}" for number in range(4)]
SLOW, FATAL = STORIES[1], STORIES[2]

SITE = """
import os, time
from pathlib import Path
from newscrawl.spider import *

def section(page):
    told = page.css("h1::text").get()
    if told == {slow!r}:
        Path({marker!r}).write_text(str(os.getpid()))
        time.sleep(60)
    if told == {fatal!r}:
        os.abort()
    return ["Harbour"]

class Site(NewsSpider):
    name = "site"
    discover = (FrontPage({url!r}),)
    layouts = (Layout(section=section),)
"""
"""A newspaper of which one page takes for ever to read, and one ends whoever reads it."""


@pytest.fixture
def gazette(newspaper):
    return newspaper({"/": front(*STORIES), **{path: article(path) for path in STORIES}})


@pytest.fixture
def start(gazette, crawls, tmp_path):
    """A function that starts a crawl; ``tmp_path / "pid"`` tells the reader's process id when it
    is at the slow page."""
    marker = str(tmp_path / "pid")

    def started(slow="", fatal="", **settings):
        site = SITE.format(slow=slow, fatal=fatal, marker=marker, url=gazette.url)
        (tmp_path / "site_of_test.py").write_text(site)
        path = {"PYTHONPATH": str(tmp_path)}
        given = {"SPIDER_MODULES": "site_of_test", "NEWSCRAWL_EXTRACT_PROCESSES": 1}
        return crawls.start("site", environment=path, **given, **settings)

    return started


def wait_until(claim, seconds=40.0):
    ends = time.monotonic() + seconds
    while not (found := claim()):
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)
    return found


def reader_of(tmp_path):
    """Return the process id that the slow page told."""
    marker = tmp_path / "pid"
    return int(wait_until(lambda: marker.exists() and marker.read_text()))


def is_there(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def ended(root, gazette):
    return {
        "/" + fetch.url.removeprefix(gazette.url): (fetch.outcome, fetch.reason)
        for fetch in fetches(root)
    }


def test_a_page_that_is_slow_and_one_that_kills_are_unread_and_all_others_read(
    gazette, crawls, start
):
    process = start(SLOW, FATAL, NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS=10)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    found = ended(crawls.root, gazette)
    assert found[SLOW] == ("unread", "too_slow")
    assert found[FATAL] == ("unread", "reader_ended")
    assert found[STORIES[0]] == found[STORIES[3]] == ("new", None)
    assert {one.section for one in articles(crawls.root)} == {"Harbour"}
    kept = {fetch.outcome: fetch.capture for fetch in fetches(crawls.root)}
    assert kept["unread"] is not None
    assert verify(crawls.root).problems == ()
    process = start()  # the module was put right: nothing is lost
    process.communicate(timeout=60)
    found = Counter(one.url for one in articles(crawls.root))
    assert (len(found), set(found.values())) == (len(STORIES), {1})


def test_a_killed_crawl_leaves_no_process_and_no_lock(crawls, start, tmp_path):
    process = start(SLOW, NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS=12)
    reader = reader_of(tmp_path)
    assert is_there(reader)
    held = [str(fd.readlink()) for fd in Path(f"/proc/{reader}/fd").iterdir()]
    assert [name for name in held if name.startswith(str(crawls.root))] == []
    assert sum(name.startswith("socket:") for name in held) == 2  # one, for either direction
    process.kill()
    process.wait()
    assert not is_held(Files(), crawls.root / "locks" / "site=site.lock")
    process.stdout.close()
    wait_until(lambda: not is_there(reader), seconds=20)


def test_a_stop_does_not_wait_for_a_slow_page(gazette, crawls, start, tmp_path):
    """The signal reaches the reader too, as from a terminal or a service manager."""
    process = start(SLOW, NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS=50)
    reader = reader_of(tmp_path)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(reader, number)
    time.sleep(0.2)
    assert is_there(reader)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 6, said
    assert time.monotonic() - began < 8  # it waits for 3 seconds
    assert ended(crawls.root, gazette)[SLOW] == ("unread", "run_ended")
    assert not is_there(reader)
    assert verify(crawls.root).problems == ()
    assert [run.verdict for run in runs(crawls.root)] == ["interrupted"]


# --- the room alone --------------------------------------------------------------------------


def opened(processes=1, seconds=20.0, is_ending=lambda: False):
    return ReadingRoom(processes=processes, seconds=seconds, is_ending=is_ending)


def read(*questions, **arguments):
    """Return what each question led to, all asked at once: a value, or an exception."""

    async def ask():
        room = opened(**arguments)
        try:
            return await asyncio.gather(*map(room.read, questions), return_exceptions=True)
        finally:
            room.close()

    return asyncio.run(ask())


def fail():
    message = "of this test"
    raise json.JSONDecodeError(message, "{", 1)


class Unlike(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def fail_otherwise():
    raise Unlike(1, 2)


def tell():
    logging.getLogger("of.test").warning("a %s", "word")


def read_otherwise(layout):
    return layout.section("page")


def test_values_come_back_in_order():
    assert read(*(partial(max, number, 0) for number in range(30))) == list(range(30))


class Smart(str):
    """As lxml's strings, which know their element."""

    __slots__ = ()


PLAIN = Article(
    site="s", url="u", canonical_url="u", article_id="a", headline="Ferry \U0001f600",
    authors=(Author(name="A"),), body=(Section(paragraphs=("one", "two")),), similarity=1e-5,
    newscrawl_version="0",
)  # fmt: skip
TEASERS = (Teaser(rank=1, url="u", title="T\x07"),)


@pytest.mark.parametrize(
    "record",
    [
        PLAIN,
        replace(PLAIN, headline="half \ud83d"),
        replace(PLAIN, headline=Smart("clever")),
        replace(PLAIN, word_count=2**70),
        FrontPageSnapshot(site="s", url="u", teasers=TEASERS, newscrawl_version="0"),
    ],
)
def test_records_come_back_as_they_were_read(record):
    """Also what no file may hold: the archive puts it right, and ids are made before."""
    assert read(partial(dict, found=(record, None))) == [{"found": (record, None)}]


def test_it_is_another_process():
    (pid,) = read(os.getpid)
    assert pid != os.getpid()
    assert not is_there(pid)


def test_0_is_this_process():
    assert read(os.getpid, processes=0) == [os.getpid()]


def test_there_are_as_many_as_are_asked_for():
    naps = [partial(time.sleep, 0.5)] * 3
    pids = read(*naps, *[os.getpid] * 9, processes=3)[3:]
    assert len(set(pids)) == 3


def test_an_exception_comes_back_with_where_it_was_raised():
    (error, otherwise) = read(fail, fail_otherwise)
    assert isinstance(error, json.JSONDecodeError)
    assert "in fail" in error.__notes__[0]
    assert isinstance(otherwise, ReadingFailed)
    assert str(otherwise) == "Unlike: 1 and 2"


def test_what_is_logged_there_is_logged_here(caplog):
    read(tell)
    assert caplog.record_tuples == [("of.test", logging.WARNING, "a word")]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (partial(time.sleep, 30), "too_slow"),
        (partial(print, end=""), None),
        (os.abort, "reader_ended"),
        (partial(os._exit, 3), "reader_ended"),
        (partial(sys.exit, 3), "reader_ended"),
    ],
    ids=["sleeps", "harmless", "aborts", "exits", "leaves"],
)
def test_one_that_ends_it_is_not_answered_and_all_others_are(question, reason):
    answers = read(*[os.getpid] * 3, question, *[os.getpid] * 3, seconds=2)
    told = answers.pop(3)
    assert (told.reason if isinstance(told, NotRead) else told) == reason
    assert all(isinstance(pid, int) for pid in answers)
    assert len(set(answers)) == 1 + bool(reason)


def test_a_run_that_ends_waits_a_little_and_no_more():
    is_over = SimpleNamespace(yet=False)

    async def ask():
        room = opened(is_ending=lambda: is_over.yet)
        slow = asyncio.ensure_future(room.read(partial(time.sleep, 30)))
        await asyncio.sleep(0.1)
        is_over.yet = True
        began = time.monotonic()
        with pytest.raises(NotRead, match="run ended"):
            await slow
        room.close()
        return time.monotonic() - began

    assert 2.5 < asyncio.run(ask()) < 6


def test_runs_share_it_and_the_last_one_ends_it():
    async def ask():
        one, two = opened(), opened()
        first, second = await one.read(os.getpid), await two.read(os.getpid)
        one.close()
        third = await two.read(os.getpid)
        two.close()
        return first, second, third

    pids = set(asyncio.run(ask()))
    assert len(pids) == 1
    assert not is_there(pids.pop())


def test_a_part_that_cannot_be_sent_is_read_here_and_told(caplog):
    layout = Layout(section=lambda page: [page])
    assert read(partial(read_otherwise, layout)) == [["page"]]
    assert "Make it a function of the site's module" in caplog.text


@pytest.mark.parametrize("program", ["/bin/false", "/no/such/program"])
def test_one_that_does_not_start_is_told(monkeypatch, program):
    monkeypatch.setattr(readers.sys, "executable", program)
    (error,) = read(os.getpid)
    assert isinstance(error, NoReader)
    assert "NEWSCRAWL_EXTRACT_PROCESSES=0" in str(error)
