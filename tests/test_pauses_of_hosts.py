"""Retry-After, Crawl-delay and refusals in a whole crawl, by the servers' own times."""

import time
from contextlib import ExitStack
from dataclasses import replace
from email.utils import formatdate
from itertools import pairwise

import pytest
from archive.small_runs import crawl, opened, run
from newspapers import Crawls, article, front, page, serve_pages

from newscrawl.archive.reader import fetches, runs
from newscrawl.archive.verify import verify
from newscrawl.cli.main import main
from newscrawl.run_record import HostPoliteness

STORIES = [f"/2026/03/a-story-about-number-{number}" for number in range(3)]
DEFAULT, MOST = 1.0, 5.0
LATE = 0.03
"""What a connection may take longer than the next one, in seconds."""


def busy_once(status=429, **headers):
    """Return the first story's answers: ``status`` and these headers, then the story."""
    asked = []

    def answer(_):
        asked.append(1)
        named = {name: value() if callable(value) else value for name, value in headers.items()}
        return article("Here it is") if len(asked) > 1 else page("busy", status, **named)

    return answer


def date_in(seconds):
    return lambda: formatdate(time.time() + seconds, usegmt=True)


HOSTS = {
    # The first story's answer, and the least and the most pause after it; None: given up.
    "seconds": (busy_once(Retry_After="2"), (2.0, 4.0)),
    "of_503": (busy_once(503, Retry_After="2"), (2.0, 4.0)),
    "zero": (busy_once(Retry_After="0"), (0.0, 0.9)),
    "negative": (busy_once(Retry_After="-5"), (DEFAULT, 3.0)),
    "garbage": (busy_once(Retry_After="soon"), (DEFAULT, 3.0)),
    "missing": (busy_once(), (DEFAULT, 3.0)),
    "past": (busy_once(Retry_After=date_in(-3600)), (0.0, 0.9)),
    "future": (busy_once(Retry_After=date_in(3)), (1.9, 5.0)),
    "huge": (busy_once(Retry_After="86400"), None),
    "far": (busy_once(Retry_After=date_in(86400)), None),
    "refusing": (page("no", 403), None),
    "slow_rules": (article("Here it is"), (0.0, 1.5)),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pauses")
    crawls, servers, sites = Crawls(folder / "archive"), {}, {}
    with ExitStack() as stack:
        for number, (name, (answer, _)) in enumerate(HOSTS.items(), start=2):
            pages = {"/": front(*STORIES), **{path: article(path) for path in STORIES}}
            pages[STORIES[0]] = answer
            if name == "refusing":
                pages |= dict.fromkeys(STORIES, answer)
            if name == "slow_rules":
                pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 0.7\n")
            servers[name], server = serve_pages(pages, f"127.0.1.{number}")
            sites[name] = servers[name].url
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        _, said = crawls.all(
            folder, sites, NEWSCRAWL_FETCH_SITES_AT_ONCE=20, NEWSCRAWL_FETCH_REFUSALS_MAX=2,
            NEWSCRAWL_FETCH_RETRY_AFTER_DEFAULT_SECONDS=DEFAULT,
            NEWSCRAWL_FETCH_RETRY_AFTER_MAX_SECONDS=MOST,
        )  # fmt: skip
        yield servers, crawls.root, said


def run_of(root, name):
    return next(run for run in runs(root) if run.site == name)


@pytest.mark.parametrize("name", [name for name, (_, gap) in HOSTS.items() if gap])
def test_a_pause_is_as_long_as_the_host_asks_and_holds_for_all_of_it(crawled, name):
    servers, root, said = crawled
    server, (least, most) = servers[name], HOSTS[name][1]
    gaps = [after - before for before, after in pairwise(server.times)]
    first = server.paths().index(STORIES[0])
    assert least - LATE <= gaps[first] <= most, said
    assert set(server.paths()) == {"/robots.txt", "/", *STORIES}
    assert run_of(root, name).exit_code == 0


def test_a_crawl_delay_is_kept_between_all_requests(crawled):
    servers, root, _ = crawled
    gaps = [after - before for before, after in pairwise(servers["slow_rules"].times)]
    assert min(gaps) >= 0.7 - LATE
    (host,) = run_of(root, "slow_rules").hosts
    assert [(one.asked_seconds, one.kept_seconds) for one in host.crawl_delays] == [(0.7, 0.7)]
    assert host.smallest_gap_seconds >= 0.69
    assert host.requests == 5


@pytest.mark.parametrize(("name", "asked"), [("huge", 2 + 1), ("far", 2 + 1), ("refusing", 2 + 2)])
def test_a_host_that_wants_to_be_left_alone_is_left_alone_and_the_run_says_so(crawled, name, asked):
    servers, root, _ = crawled
    assert len(servers[name].log) == asked
    run = run_of(root, name)
    counted = {count.name: count.count for count in run.outcomes}
    assert counted["given_up"] == len(STORIES) + 2 - asked
    assert run.exit_code == 3
    assert "it is asked for nothing more in this run" in run.message
    (host,) = run.hosts
    assert host.given_up_at
    assert host.given_up_because in run.message


def test_the_run_record_tells_each_pause(crawled):
    _, root, _ = crawled
    told = {name: run_of(root, name).hosts[0].pauses for name in HOSTS}
    seconds, missing, huge = (told[name][0] for name in ("seconds", "missing", "huge"))
    assert (seconds.status, seconds.asked_seconds, seconds.kept_seconds) == (429, 2.0, 2.0)
    assert (missing.asked_seconds, missing.kept_seconds) == (None, DEFAULT)
    assert (huge.asked_seconds, huge.kept_seconds) == (86400.0, 0.0)
    assert told["of_503"][0].status == 503
    assert told["refusing"] == told["slow_rules"] == ()


def test_no_run_record_holds_the_address_of_an_article(crawled):
    servers, root, _ = crawled
    for name in HOSTS:
        (record,) = (root / "runs" / f"site={name}").rglob("*.json")
        assert f"{servers[name].url}{STORIES[0]}" not in record.read_text()
    (pause,) = run_of(root, "seconds").hosts[0].pauses
    asked = {one.article_id for one in fetches(root, "seconds") if one.url.endswith(STORIES[0])}
    assert {pause.url} == {f"article:{named}" for named in asked}


def test_the_check_afterwards_finds_that_all_was_kept(crawled, capsys):
    _, root, said = crawled
    assert main(["politeness", "--archive", str(root)]) == 0, said
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) == len(HOSTS) + 1
    assert main(["politeness", "seconds", "--json", "--archive", str(root)]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert verify(root).problems == ()
    assert len({fetch.run_id for fetch in fetches(root)}) == len(HOSTS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--archive", "{}/mistyped"), "There is no archive at"),
        (("secnds",), "Did you mean seconds?"),
    ],
)
def test_a_mistyped_archive_or_site_is_told(crawled, capsys, arguments, told):
    _, root, _ = crawled
    given = ["politeness", "--archive", str(root), *(said.format(root) for said in arguments)]
    assert main(given) == 1
    assert told in capsys.readouterr().err


def test_a_run_record_that_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path, capsys):
    crawl(tmp_path, "r1", range(3))
    asked = HostPoliteness(
        host="gazette.example",
        requests=7,
        not_modified=0,
        bytes=9,
        smallest_gap_seconds=1.5,
        given_up_at=None,
        given_up_because=None,
    )
    opened(tmp_path, "r2").seal(replace(run("r2"), hosts=(asked,)))
    (record,) = tmp_path.glob("runs/*/*/r1.json")
    record.write_bytes(b"{}\n")
    assert main(["politeness", "--archive", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "r1.json, line 1: lacks" in said.err
    assert "gazette.example" in said.out


def test_what_a_host_asked_for_holds_for_the_next_run_too(tmp_path):
    busy = page("busy", 503, Retry_After="7200")
    newspaper, server = serve_pages({"/": busy}, "127.0.0.1")
    crawls = Crawls(tmp_path)
    try:
        first, _ = crawls.any(newspaper.url, clock="2026-03-14T10:00:00Z")
        asked = len(newspaper.log)
        second, said = crawls.any(newspaper.url, clock="2026-03-14T11:00:00Z")
        assert len(newspaper.log) == asked == 2  # robots.txt, the front page
        newspaper.pages = {"/": front(*STORIES), **{path: article(path) for path in STORIES}}
        third, _ = crawls.any(newspaper.url, clock="2026-03-14T12:01:00Z")
        assert len(newspaper.log) == asked + 2 + len(STORIES)
    finally:
        server.shutdown()
        server.server_close()
    assert (first, second, third) == (3, 3, 0), said
    assert "127.0.0.1 asked an earlier run to be left alone until 2026-03-14T12:00:0" in said
    told = sorted(runs(tmp_path), key=lambda run: run.started_at)
    assert [run.verdict for run in told] == ["server_error", "blocked", "fine"]
    assert [host.requests for run in told for host in run.hosts] == [2, 0, 5]
    assert verify(tmp_path).problems == ()
    assert main(["politeness", "--archive", str(tmp_path)]) == 0
