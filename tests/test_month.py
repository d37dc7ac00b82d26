"""A newspaper whose front page changes every hour, looked at every hour for nine or thirty days."""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from dry_crawl import dry_run

from newscrawl.archive.reader import articles, fetches, front_pages, runs
from newscrawl.archive.verify import verify
from newscrawl.spider import FrontPage, NewsSpider

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
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
LOOKS_REVISED = (0, 1, 6, 8, 24, 72, 168)
"""The same where the look after six hours found a revision: a quarter of its age later, at the next
full hour, it is asked for once more."""
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


class Month:
    """An archive after so many days, and the server that was asked."""

    def __init__(self, root, days):
        self.root = root
        self.hours = days * 24
        self.server = HourlyServer()
        for hour in range(self.hours):
            self.server.hour = hour
            ended = dry_run(Hourly, self.server, root, BEGIN + timedelta(hours=hour))
            assert ended.exit_code == 0, ended

    @property
    def numbers(self):
        return range(self.hours // EVERY)

    def due(self, number):
        """Return the ages at which an article should be asked for."""
        looks = LOOKS_REVISED if number % REVISED == 0 else LOOKS
        return [age for age in looks if number * EVERY + age < self.hours]

    def is_removed(self, number):
        return number % REMOVED == 0 and any(age >= REMOVED_AFTER for age in self.due(number))

    def is_revised(self, number):
        seen = [age for age in self.due(number) if age >= REVISED_AFTER]
        if number % REMOVED == 0:
            seen = [age for age in seen if age < REMOVED_AFTER]
        return number % REVISED == 0 and bool(seen)


@pytest.fixture(scope="module", params=[9, pytest.param(30, marks=pytest.mark.slow)])
def month(tmp_path_factory, request):
    return Month(tmp_path_factory.mktemp("month") / "archive", request.param)


def test_each_article_is_asked_for_by_the_schedule_and_not_once_more(month):
    asked = month.server.asked
    assert dict(asked) == {number: len(month.due(number)) for number in month.numbers}
    told = Counter(asked.values())
    sys.stdout.write(f"\nrequests per article, how many articles: {dict(sorted(told.items()))}\n")


def test_there_are_exactly_the_lines_there_should_be(month):
    revisions = Counter(one.url.rpartition("-")[2] for one in articles(month.root))
    assert revisions == {str(number): 1 + month.is_revised(number) for number in month.numbers}
    assert len(list(front_pages(month.root))) == len(list(runs(month.root))) == month.hours


def test_every_look_at_an_article_has_its_outcome(month):
    found = Counter(fetch.outcome for fetch in fetches(month.root))
    removed = [number for number in month.numbers if number % REMOVED == 0]
    assert found == {
        "front_page": month.hours,
        "new": len(month.numbers),
        "revised": sum(map(month.is_revised, month.numbers)),
        "vanished": sum(age >= REMOVED_AFTER for number in removed for age in month.due(number)),
        "not_modified": sum(month.server.conditional.values()),
    }
    assert sum(found.values()) == month.hours + sum(month.server.asked.values())


def test_what_was_taken_down_stays_in_the_archive(month):
    stored = {int(one.url.rpartition("-")[2]) for one in articles(month.root)}
    removed = {number for number in month.numbers if month.is_removed(number)}
    assert removed
    assert removed <= stored


def test_a_front_page_that_did_not_change_says_so(month):
    looks = list(front_pages(month.root))
    assert [look.changed for look in looks[:2]] == [True, False]  # one article in the first hours
    assert all(look.changed for look in looks[EVERY:])


def test_the_archive_verifies(month):
    assert verify(month.root).problems == ()
