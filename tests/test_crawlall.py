"""Many newspapers in one process, by the logs of their servers."""

import signal
import threading
import time
from contextlib import ExitStack
from itertools import pairwise

import pytest
from newspapers import Crawls, article, front, page, serve_pages

from newscrawl.archive.files import Files
from newscrawl.archive.lock import SiteLock
from newscrawl.archive.reader import articles, runs
from newscrawl.archive.verify import verify

STORIES = [f"/2026/03/a-story-about-number-{number}" for number in range(4)]
LATE = 0.03
DELAYS = {"alba": 0.1, "bora": 0.3, "cima": 0.5, "duna": 0.9, "etna": 0.2}


def newspaper_of(delay, **more):
    stories = {path: article(path) for path in STORIES}
    rules = page(f"User-agent: *\nCrawl-delay: {delay}\n")
    return {"/": front(*STORIES), **stories, "/robots.txt": rules, **more}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("all")
    crawls, servers = Crawls(folder / "archive"), {}
    with ExitStack() as stack:
        for number, (name, delay) in enumerate(DELAYS.items(), start=2):
            servers[name], server = serve_pages(newspaper_of(delay), f"127.0.2.{number}")
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        sites = {name: server.url for name, server in servers.items()}
        yield servers, crawls.root, *crawls.all(folder, sites)


class TestFiveNewspapers:
    def test_are_all_read(self, crawled):
        _, root, code, said = crawled
        assert code == 0, said
        assert {run.site for run in runs(root)} == set(DELAYS)
        assert len(list(articles(root))) == len(DELAYS) * len(STORIES)
        assert verify(root).problems == ()

    @pytest.mark.parametrize("name", DELAYS)
    def test_keep_the_delay_of_their_own_host(self, crawled, name):
        servers, *_ = crawled
        gaps = [after - before for before, after in pairwise(servers[name].times)]
        assert min(gaps) >= DELAYS[name] - LATE

    def test_do_not_wait_for_one_another(self, crawled):
        """Each ends in the order of its delay; all began before the first had ended."""
        servers, *_ = crawled
        ends = {name: server.times[-1] for name, server in servers.items()}
        assert max(ends, key=ends.get) == "duna"
        assert max(server.times[0] for server in servers.values()) < min(ends.values()) + 1

    def test_are_told_in_one_table(self, crawled):
        *_, said = crawled
        lines = [line.split() for line in said.splitlines()]
        told = {line[0]: line[1:3] for line in lines if line and line[0] in DELAYS}
        assert told == {name: ["0", "fine"] for name in DELAYS}


def test_a_site_that_fails_stops_no_other_and_the_worst_code_is_returned(
    newspaper, crawls, tmp_path
):
    good, bad = (
        newspaper(newspaper_of(0), "127.0.3.2"),
        newspaper({"/": page("", 404)}, "127.0.3.3"),
    )
    broken, busy = newspaper(newspaper_of(0), "127.0.3.4"), newspaper({}, "127.0.3.5")
    sites = {"good": good.url, "bad": bad.url, "broken": broken.url, "busy": busy.url}
    sites["wrong"] = "https://user:secret@a.example/"
    more = {"broken": ["    def read_article(self, response): raise ZeroDivisionError"]}
    path = crawls.root / "locks" / "site=busy.lock"
    path.parent.mkdir(parents=True)
    lock = SiteLock(Files(), path, site="busy", run_id="r", since="2026-03-14T06:00:00Z")
    names = ("wrong", "busy", "bad", "broken", "nobody", "good")
    code, said = crawls.all(tmp_path, sites, *names, more=more, NEWSCRAWL_FETCH_SITES_AT_ONCE=2)
    lock.release()
    assert code == 70, said
    lines = [line.split() for line in said.splitlines()]
    told = {line[0]: int(line[1]) for line in lines if line and line[0] in names}
    assert told == {"wrong": 1, "busy": 75, "bad": 3, "broken": 70, "nobody": 1, "good": 0}
    assert "secret" not in said
    assert busy.log == []
    assert {one.site for one in articles(crawls.root)} == {"good"}


def test_two_newspapers_on_one_host_ask_it_one_at_a_time(newspaper, crawls, tmp_path):
    paths = {
        name: [f"/{name}/2026/a-story-about-{n}" for n in range(4)] for name in ("left", "right")
    }
    under_way, most, lock = [], [], threading.Lock()

    def slow(handler):
        with lock:
            under_way.append(handler.path)
            most.append(len(under_way))
        time.sleep(0.05)
        with lock:
            under_way.remove(handler.path)
        return article(handler.path)

    pages = {path: slow for found in paths.values() for path in found}
    pages |= {f"/{name}/": front(*found) for name, found in paths.items()}
    host = newspaper(pages)
    sites = {name: f"{host.url}{name}/" for name in paths}
    code, said = crawls.all(tmp_path, sites, DOWNLOAD_DELAY=0.2)
    assert code == 0, said
    gaps = [after - before for before, after in pairwise(host.times)]
    assert min(gaps) >= 0.2 - LATE
    assert max(most) == 1
    stories = [path.split("/")[1] for path in host.paths() if "story" in path]
    changes = sum(one != other for one, other in pairwise(stories))
    assert changes >= len(stories) // 2, "one of them was served before the other"


def test_a_stop_ends_all_and_begins_no_other(newspaper, crawls, tmp_path):
    asked = [newspaper(newspaper_of(0.4), f"127.0.4.{number}") for number in (2, 3, 4)]
    sites = {f"site{number}": one.url for number, one in enumerate(asked)}
    process = crawls.start_all(tmp_path, sites, NEWSCRAWL_FETCH_SITES_AT_ONCE=2)
    ends = time.monotonic() + 40
    while not (len(asked[0].log) > 2 and len(asked[1].log) > 2):
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 6, said
    assert asked[2].log == []
    assert [run.verdict for run in runs(crawls.root)] == ["interrupted", "interrupted"]
    assert "Stopped before its turn" in said
    assert verify(crawls.root).problems == ()


def test_without_any_site_there_is_nothing_to_do(crawls, tmp_path):
    code, said = crawls.all(tmp_path, {})
    assert (code, "There is no site" in said) == (1, True)


@pytest.mark.parametrize("bad", ["alba", "cima"])
def test_a_site_whose_own_code_raises_before_its_crawl_has_its_line(
    newspaper, crawls, tmp_path, bad
):
    names = ("alba", "bora", "cima")
    sites = {
        name: newspaper(newspaper_of(0), f"127.0.5.{n}").url for n, name in enumerate(names, 2)
    }
    own = [
        "    @classmethod",
        "    def update_settings(cls, settings): raise RuntimeError('my own')",
    ]
    code, said = crawls.all(
        tmp_path, sites, *names, more={bad: own}, NEWSCRAWL_FETCH_SITES_AT_ONCE=1
    )
    lines = [line.split() for line in said.splitlines()]
    told = {line[0]: int(line[1]) for line in lines if line and line[0] in names}
    assert told == {name: 70 if name == bad else 0 for name in names}, said
    assert code == 70
    assert "my own" in said


def test_without_names_the_samples_are_left_out_and_it_says_how_many_are_asked(
    newspaper, crawls, tmp_path
):
    asked = newspaper(newspaper_of(0), "127.0.5.2")
    sample = newspaper({}, "127.0.5.3")
    sites = {"alba": asked.url, "ferry_post": sample.url, "harbour_gazette": sample.url}
    code, said = crawls.all(tmp_path, sites)
    assert code == 0, said
    assert "Asking 1 site, at most 8 at once." in said
    assert sample.log == []
