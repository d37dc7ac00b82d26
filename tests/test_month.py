"""Thirty days of a newspaper whose front page changes every hour, looked at every hour."""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from dry_crawl import dry_run

from newscrawl.archive.reader import articles, fetches, front_pages, runs
from newscrawl.archive.verify import verify
from newscrawl.spider import FrontPage, NewsSpider

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
HOURS = 30 * 24
EVERY = 6
"""Hours between two new articles."""
SHOWN = 24
"""Hours that an article stands on the front page."""
REVISED_AFTER, REVISED = 3, 5
"""Every fifth article is revised three hours after it came."""
REMOVED_AFTER, REMOVED = 48, 7
"""Every seventh is taken down after two days."""
LOOKS = (0, 1, 6, 24, 72, 168)
"""Hours after it came at which an article is asked for."""
COUNT = HOURS // EVERY

WORDS = "The harbour was quiet that morning and the boats came in one after the other. " * 4


class Hourly(NewsSpider):
    name = "hourly"
    discover = (FrontPage("https://hourly.example/"),)
    article_url = r"/story/[a-z-]+-(?P<id>\d+)$"


class HourlyServer:
    """What the newspaper answers at an hour."""

    def __init__(self) -> None:
        self.hour = 0
        self.asked: Counter[int] = Counter()
        self.conditional: Counter[int] = Counter()

    def __call__(self, request):
        path = request.url.removeprefix("https://hourly.example/")
        if not path:
            return 200, {"Content-Type": "text/html"}, self.front_page()
        number = int(path.rpartition("-")[2])
        self.asked[number] += 1
        return self.article(number, request.headers.get("If-None-Match", b"").decode())

    def front_page(self) -> bytes:
        newest = self.hour // EVERY
        shown = [n for n in range(newest, -1, -1) if self.hour - n * EVERY < SHOWN]
        turn = self.hour % len(shown)
        cards = "".join(
            f'<article><h2><a href="/story/the-boats-of-the-day-{n}">The boats of day {n} come '
            f"in</a></h2><p>All of them.</p></article>"
            for n in shown[turn:] + shown[:turn]
        )
        return f"<html lang=en><body><main>{cards}</main></body></html>".encode()

    def article(self, number: int, known: str) -> tuple[int, dict[str, str], bytes]:
        age = self.hour - number * EVERY
        if number % REMOVED == 0 and age >= REMOVED_AFTER:
            return 410, {}, b"gone"
        version = 2 if number % REVISED == 0 and age >= REVISED_AFTER else 1
        etag = f'"{number}-{version}"'
        if known == etag:
            self.conditional[number] += 1
            return 304, {"ETag": etag}, b""
        page = (
            f"<html lang=en><body><article><h1>The boats of day {number}, told {version} times"
            f"</h1><p>Number {number}. {WORDS}</p><p>Version {version}. {WORDS}</p></article>"
        )
        return 200, {"ETag": etag, "Content-Type": "text/html"}, page.encode()


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    root = tmp_path_factory.mktemp("month") / "archive"
    server = HourlyServer()
    for hour in range(HOURS):
        server.hour = hour
        ended = dry_run(Hourly, server, root, BEGIN + timedelta(hours=hour))
        assert ended.exit_code == 0, ended
    return root, server


def due(number: int) -> list[int]:
    """Return the ages at which an article should be asked for within the month."""
    return [age for age in LOOKS if number * EVERY + age < HOURS]


def is_removed(number: int) -> bool:
    return number % REMOVED == 0 and any(age >= REMOVED_AFTER for age in due(number))


def is_revised(number: int) -> bool:
    seen = [age for age in due(number) if age >= REVISED_AFTER]
    if number % REMOVED == 0:
        seen = [age for age in seen if age < REMOVED_AFTER]
    return number % REVISED == 0 and bool(seen)


def test_each_article_is_asked_for_by_the_schedule_and_not_once_more(month):
    _, server = month
    assert dict(server.asked) == {number: len(due(number)) for number in range(COUNT)}
    told = Counter(server.asked.values())
    sys.stdout.write(f"\nrequests per article, how many articles: {dict(sorted(told.items()))}\n")


def test_there_are_exactly_the_lines_there_should_be(month):
    root, _ = month
    revisions = Counter(one.url.rpartition("-")[2] for one in articles(root))
    assert revisions == {str(n): 1 + is_revised(n) for n in range(COUNT)}
    assert len(list(front_pages(root))) == len(list(runs(root))) == HOURS


def test_every_look_at_an_article_has_its_outcome(month):
    root, server = month
    found = Counter(fetch.outcome for fetch in fetches(root))
    vanished = sum(age >= REMOVED_AFTER for n in range(0, COUNT, REMOVED) for age in due(n))
    revised = sum(map(is_revised, range(COUNT)))
    assert found == {
        "front_page": HOURS,
        "new": COUNT,
        "revised": revised,
        "vanished": vanished,
        "not_modified": sum(server.conditional.values()),
    }
    assert sum(found.values()) == HOURS + sum(server.asked.values())


def test_what_was_taken_down_stays_in_the_archive(month):
    root, _ = month
    stored = {int(one.url.rpartition("-")[2]) for one in articles(root)}
    assert {n for n in range(COUNT) if is_removed(n)} <= stored


def test_a_front_page_that_did_not_change_says_so(month):
    root, _ = month
    looks = list(front_pages(root))
    assert [look.changed for look in looks[:2]] == [True, False]  # one article in the first hours
    assert all(look.changed for look in looks[EVERY:])


def test_the_archive_verifies(month):
    assert verify(month[0]).problems == ()
