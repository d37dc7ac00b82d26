"""What an exit code says where Scrapy's own would be 0, and what a run says of its limits."""

import json
import shlex
import subprocess
from collections import Counter

import pytest
from newspapers import PROJECT, article, front

from newscrawl import settings
from newscrawl.archive.files import Files
from newscrawl.archive.lock import is_held
from newscrawl.archive.reader import fetches, runs
from newscrawl.archive.verify import verify

STORIES = [f"/2026/03/a-story-about-number-{number}" for number in range(4)]
PIPELINES = {**settings.ITEM_PIPELINES, "no.such.Pipeline": 1}
RAISE = "raise ZeroDivisionError('of this test')"


@pytest.fixture
def gazette(newspaper):
    return newspaper({"/": front(*STORIES), **{path: article(path) for path in STORIES}})


def outcomes(root):
    return Counter(fetch.outcome for fetch in fetches(root))


@pytest.mark.parametrize(
    ("lines", "fetched"),
    [
        ([f"def __init__(self, *args, **kwargs): {RAISE}"], False),
        (["async def start(self):", f"    {RAISE}", "    yield"], False),
        ([f"def read_front_page(self, response, page): {RAISE}"], True),
        ([f"def _article(self, response, errand): {RAISE}"], True),
        ([f"custom_settings = {{'ITEM_PIPELINES': {PIPELINES}}}"], False),
        (["custom_settings = {'SCHEDULER': 'no.such.Scheduler'}"], False),
    ],
    ids=["__init__", "start", "front page", "article", "pipeline", "scheduler"],
)
def test_70_wherever_something_raises(gazette, crawls, tmp_path, lines, fetched):
    code, said = crawls.module(tmp_path, f"discover = (FrontPage('{gazette.url}'),)", *lines)
    assert code == 70, said
    assert bool(gazette.log) == fetched
    assert all(run.verdict == "defect" for run in runs(crawls.root))
    assert not crawls.root.exists() or verify(crawls.root).problems == ()
    assert not is_held(Files(), crawls.root / "locks" / "site=site.lock")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LOG_LEVEL", "x", "LOG_LEVEL is 'x'. Write one of DEBUG, INFO, "),
        ("ROBOTSTXT_OBEY", "maybe", "ROBOTSTXT_OBEY is 'maybe'; write True or False."),
        ("NEWSCRAWL_FETCH_REFUSALS_MAX", "-1", "write a whole number, at least 0"),
        ("JOBDIR", "jobs", "JOBDIR is not used: a run that was stopped is taken up by the next"),
        (
            "NEWSCRAWL_ARCHIVE_DIR",
            "/proc/x",
            "folder /proc/x cannot be made: No such",
        ),
        ("ITEM_PIPELINES", "{}", "ITEM_PIPELINES lacks newscrawl.crawl.pipelines."),
    ],
)
def test_1_for_a_wrong_setting_told_in_one_line(gazette, crawls, name, value, told):
    code, said = crawls.any(gazette.url, **{name: value})
    assert (code, gazette.log, crawls.root.exists()) == (1, [], False)
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("address", ["https://ada:s3cret@a.example/", "ada:s3/cret@a.example"])
def test_1_for_a_password_in_an_address_which_nobody_repeats(crawls, address):
    code, said = crawls.any(address, LOG_LEVEL="DEBUG")
    assert code == 1
    assert "s3" not in said
    assert "without a user name and a password" in said


class TestBudgets:
    def test_requests_beyond_the_limit_are_counted_and_left_to_the_next_run(self, gazette, crawls):
        code, said = crawls.any(gazette.url, NEWSCRAWL_FETCH_REQUESTS_MAX=4)
        assert code == 0, said
        assert len(gazette.log) == 4
        assert outcomes(crawls.root)["over_budget"] == 2
        assert "This run's 4 requests" in next(runs(crawls.root)).message
        assert crawls.any(gazette.url)[0] == 0
        assert outcomes(crawls.root)["new"] == len(STORIES)

    def test_so_are_seconds(self, gazette, crawls):
        code, said = crawls.any(gazette.url, NEWSCRAWL_FETCH_RUN_MAX_SECONDS=3, DOWNLOAD_DELAY=1.3)
        assert code == 0, said
        assert outcomes(crawls.root)["over_budget"] > 0
        assert "This run's 3 seconds" in next(runs(crawls.root)).message


def test_json_is_all_that_a_run_prints_where_it_is_asked_for(gazette, crawls):
    gazette.pages[STORIES[0]] = (302, {"Location": f"{gazette.url}x?token=s3cret"}, b"")
    code, said = crawls.any(gazette.url, NEWSCRAWL_LOG_JSON=True, LOG_LEVEL="DEBUG")
    assert code == 0
    lines = [json.loads(line) for line in said.splitlines()]
    assert lines[-1]["verdict"] == "fine"
    assert {"time", "level", "message"} <= set(lines[0])
    assert "s3cret" not in said


def test_json_is_all_that_is_printed_where_nothing_could_be_asked_for(crawls):
    for clock, settings_ in (("x", {}), (None, {"NEWSCRAWL_NIX": 1})):
        process = crawls.start("any", clock=clock, NEWSCRAWL_LOG_JSON=True, **settings_)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 1
        assert "NEWSCRAWL_" in json.loads(said)["message"]


@pytest.mark.parametrize(
    ("ending", "given"),
    [(">/dev/full", {}), (">&-", {"NEWSCRAWL_LOG_JSON": True}), ("| true", {})],
    ids=["full", "closed", "nobody"],
)
def test_the_exit_code_is_of_the_run_whatever_standard_output_takes(gazette, crawls, ending, given):
    command = shlex.join(crawls.command("any", "-a", f"url={gazette.url}", **given))
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} {ending}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "fine" in done.stderr


def test_a_log_that_takes_standard_output_leaves_the_summary_there(gazette, crawls):
    code, said = crawls.any(gazette.url, LOG_STDOUT=True)
    assert (code, f"archive: {crawls.root}" in said) == (0, True), said


def test_a_limit_that_is_reached_at_once_is_no_fault_of_the_disk(gazette, crawls):
    limit = {"MEMUSAGE_LIMIT_MB": 1, "MEMUSAGE_CHECK_INTERVAL_SECONDS": 0.05}
    code, said = crawls.any(gazette.url, **limit)
    assert (code, "Traceback" in said, "disk" in said) == (6, False, False), said
    assert verify(crawls.root).problems == ()


def test_robots_txt_is_left_aside_only_where_the_run_says_so(gazette, crawls):
    code, _ = crawls.any(gazette.url, ROBOTSTXT_OBEY=False)
    assert (code, "/robots.txt" in gazette.paths()) == (0, False)
    assert next(runs(crawls.root)).robots_obeyed is False
