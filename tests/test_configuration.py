"""What is wrong with a setting is said with its name, and nothing is fetched."""

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from newscrawl import settings as project
from newscrawl.configuration import NEEDED, NUMBERS, check, check_parts
from newscrawl.errors import ConfigurationError


def given(**values):
    """Return the project's settings with these on the command line."""
    found = Settings()
    found.setmodule(project, priority="project")
    found.setdict(values, priority="cmdline")
    return found


def test_the_defaults_are_right():
    check(given())
    check(Settings())


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["many", "", None, "-1", -1, "nan", "inf", float("inf"), [2]])
def test_a_wrong_number_is_refused_with_its_name_and_value(name, value):
    with pytest.raises(ConfigurationError) as error:
        check(given(**{name: value}))
    assert str(error.value).startswith(f"{name} is {value!r}; write a ")


@pytest.mark.parametrize("name", NUMBERS)
def test_the_least_and_the_most_are_allowed(name):
    number = NUMBERS[name]
    check(given(**{name: str(number.kind(number.least))}))
    check(given(**{name: number.kind(min(number.most, 10**12))}))


@pytest.mark.parametrize("value", [1.5, "1.5", 36_501])
def test_days_are_whole_and_no_more_than_a_century(value):
    with pytest.raises(ConfigurationError, match="at most 36500, for example 3"):
        check(given(NEWSCRAWL_DISCOVER_SITEMAP_DAYS=value))


def test_every_number_of_our_own_is_in_the_table():
    own = {name: value for name, value in vars(project).items() if name.startswith("NEWSCRAWL_")}
    numeric = {
        name for name, value in own.items() if isinstance(value, int | float) and value is not False
    }
    assert {name for name in NUMBERS if name.startswith("NEWSCRAWL_")} == numeric


def test_an_unknown_name_of_our_own_is_refused():
    with pytest.raises(ConfigurationError, match="Did you mean NEWSCRAWL_ARCHIVE_DIR"):
        check(given(NEWSCRAWL_ARCHIVE_DRI="/tmp/archive"))
    with pytest.raises(ConfigurationError, match="There are NEWSCRAWL_ARCHIVE_DIR, "):
        check(given(NEWSCRAWL_QQQQQQQQQQ=1))
    check(given(SOMEBODY_ELSES=-1))


@pytest.mark.parametrize("value", ["", "  ", None])
def test_an_empty_archive_is_refused_on_the_command_line_only(value):
    with pytest.raises(ConfigurationError, match="NEWSCRAWL_ARCHIVE_DIR is empty"):
        check(given(NEWSCRAWL_ARCHIVE_DIR=value))


@pytest.mark.parametrize("value", ["localhost", ["a"], [127], 127, True, {}])
def test_what_is_no_network_is_refused(value):
    with pytest.raises(ConfigurationError, match="NEWSCRAWL_FETCH_ALLOWED_NETWORKS"):
        check(given(NEWSCRAWL_FETCH_ALLOWED_NETWORKS=value))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("JOBDIR", "jobs", "JOBDIR is not used"),
        ("FEEDS", {"x.json": {"format": "json"}}, "FEEDS .* 'newscrawl export'"),
        ("TWISTED_REACTOR", "nope", "TWISTED_REACTOR is 'nope'; newscrawl needs twisted"),
        ("FORCE_CRAWLER_PROCESS", True, "FORCE_CRAWLER_PROCESS is True; newscrawl needs False"),
        ("DNS_RESOLVER", "nope", "DNS_RESOLVER is 'nope', which cannot be imported"),
        ("ASYNCIO_EVENT_LOOP", "no.such.Loop", "ASYNCIO_EVENT_LOOP is 'no.such.Loop'"),
        ("NEWSCRAWL_ARCHIVE_DIR", "~nosuchuser/x", "~nosuchuser/x names no folder"),
    ],
)
def test_what_would_end_a_run_in_its_middle_is_refused(name, value, told):
    with pytest.raises(ConfigurationError, match=told):
        check(given(**{name: value}))


@pytest.mark.parametrize("name", ["EXTENSIONS", "ITEM_PIPELINES"])
def test_what_archives_has_to_be_there(name):
    check_parts(given())
    check_parts(given(**{name: {load_object(part): 1 for part in getattr(project, name)}}))
    part, *_ = NEEDED[name]
    for value in ({}, {**getattr(project, name), part: None}):
        with pytest.raises(ConfigurationError, match=f"{name} lacks {part}"):
            check_parts(given(**{name: value}))


def test_a_clock_that_tells_no_time_is_refused(monkeypatch):
    monkeypatch.setenv("NEWSCRAWL_CLOCK_START", "x")
    with pytest.raises(ConfigurationError, match="NEWSCRAWL_CLOCK_START is 'x'"):
        check(given())


def test_a_crawl_with_a_wrong_setting_fetches_nothing(newspaper, crawls):
    gazette = newspaper({})
    code, said = crawls.any(gazette.url, DOWNLOAD_DELAY="slowly")
    assert (code, gazette.log) == (1, [])
    assert said == ("DOWNLOAD_DELAY is 'slowly'; write a number, at least 0, for example 1.0.\n")
    assert not crawls.root.exists()
