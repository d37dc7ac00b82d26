from datetime import datetime, timedelta

import pytest

from newscrawl.items import Fetch, FrontPageSnapshot
from newscrawl.report.politeness import STILL_LOOKS, Politeness, breaches, still_pages
from newscrawl.run_record import CrawlDelay, Pause, Run

START = datetime.fromisoformat("2026-03-14T06:00:00+00:00")
HOST = "a.example"


def at(seconds):
    return (START + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def fetch(sent, *, took=0.0, host=HOST, status=200, size=10):
    """Return the line of a request that was sent so many seconds after the start."""
    url = f"https://{host}/{sent}"
    return Fetch(
        site="a", url=url, canonical_url=url, via="start", outcome="new", status=status,
        bytes=size, seconds=took, fetched_at=at(sent + (took or 0)), run_id="r",
    )  # fmt: skip


def run(politeness, *lines, delay=1.0):
    for line in lines:
        politeness.add(line)
    return Run(
        site="a", run_id="r", verdict="fine", exit_code=0, started_at=at(0), finished_at=at(99),
        delay_seconds=delay, hosts=politeness.hosts(), newscrawl_version="0",
    )  # fmt: skip


def early(politeness, *sent, delay=1.0):
    lines = [fetch(one) for one in sent]
    found = breaches(run(politeness, *lines, delay=delay), reversed(lines))
    return [(one.rule, one.asked_seconds, one.kept_seconds) for one in found]


def delay(seconds, asked, kept):
    return CrawlDelay(at=at(seconds), asked_seconds=asked, kept_seconds=kept)


def pause(seconds, asked, kept):
    url = f"https://{HOST}/"
    return Pause(at=at(seconds), url=url, status=429, asked_seconds=asked, kept_seconds=kept)


def test_a_host_is_told_by_its_sums_and_its_smallest_gap():
    lines = [
        fetch(0),
        fetch(1.5, took=1.0),
        fetch(2.75, status=304, size=0),
        fetch(9, host="b.example"),
    ]
    first, second = run(Politeness(), *lines).hosts
    assert (first.host, first.requests, first.not_modified, first.bytes) == (HOST, 3, 1, 20)
    assert first.smallest_gap_seconds == 0.25
    assert (second.host, second.requests, second.smallest_gap_seconds) == ("b.example", 1, None)


def test_what_was_not_sent_has_no_time():
    assert run(Politeness(), fetch(0), fetch(0, took=None)).hosts[0].smallest_gap_seconds is None


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ((0, 1, 2), []),
        ((0, 0.995), []),
        ((0, 0.9), [("delay", 1.0, 0.9)]),
        ((5, 0, 5.5), [("delay", 1.0, 0.5)]),
    ],
)
def test_a_request_sent_before_the_delay_is_over_is_a_breach(sent, found):
    assert early(Politeness(), *sent) == found


def test_a_crawl_delay_holds_from_when_it_was_read_on():
    politeness = Politeness()
    politeness.note_delay(HOST, delay(0.5, 3, 3))
    politeness.note_delay(HOST, delay(20, 600, 30))
    assert early(politeness, 0, 3, 5) == [("delay", 3, 2.0)]
    assert early(politeness, 0, 3, 6, 9, 21, 50) == [("delay", 30, 12.0), ("delay", 30, 29.0)]


def test_a_request_in_a_pause_is_a_breach():
    politeness = Politeness()
    politeness.note_pause(HOST, pause(1, 5, 5))
    politeness.note_pause(HOST, pause(20, 3600, 0))
    assert early(politeness, 0, 6, 21) == []
    assert early(politeness, 0, 4) == [("pause", 5, 3.0)]


def test_a_request_after_a_host_was_given_up_is_a_breach():
    politeness = Politeness()
    politeness.note_given_up(HOST, at(2), "It refused.")
    politeness.note_given_up(HOST, at(9), "Again.")
    assert list(politeness.given_up()) == ["It refused."]
    assert early(politeness, 0, 1, 5) == [("given_up", None, 3.0)]


def test_a_killed_run_knows_of_no_delay_and_breaks_none():
    assert early(Politeness(), 0, 0.1, delay=None) == []


def look(url, changed):
    return FrontPageSnapshot(site="a", url=url, changed=changed, newscrawl_version="0")


def test_a_front_page_that_stands_still_is_told():
    still = [look("https://a.example/", changed=False)] * STILL_LOOKS
    moving = look("https://b.example/", changed=True)
    assert list(still_pages([moving, *still, moving])) == [("https://a.example/", STILL_LOOKS)]
    assert list(still_pages([*still, look("https://a.example/", changed=True)])) == []


def test_requests_that_were_under_way_at_once_count_from_sending_to_sending():
    assert run(Politeness(), fetch(0, took=5), fetch(2)).hosts[0].smallest_gap_seconds == 2.0
