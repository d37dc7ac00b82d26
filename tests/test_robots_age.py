"""Rules are asked for again after a day, in a process that lives longer."""

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request

from newscrawl.crawl.middlewares.robots import KEPT_SECONDS, RobotsMiddleware
from newscrawl.crawl.outcomes import NotFetched
from newscrawl.fetch.robots import NO_RULES, robots

FORBID = robots(200, b"User-agent: *\nDisallow: /b\n")
URL = "https://a.example/b"


class Middleware(RobotsMiddleware):
    """Reads rules from a list instead of a network."""

    def __init__(self, *rules):
        self.seconds = 0.0
        self.left = list(rules)
        crawler = SimpleNamespace(engine=SimpleNamespace(downloader=None))
        super().__init__(
            crawler,
            agent="newscrawl",
            max_delay=30.0,
            own_delay=1.0,
            monotonic=lambda: self.seconds,
        )

    async def fetch(self, url):
        assert url == "https://a.example/robots.txt"
        await asyncio.sleep(0)
        return self.left.pop(0)

    def allows(self, url=URL):
        try:
            asyncio.run(self.process_request(Request(url)))
        except NotFetched as refused:
            return refused.outcome != "forbidden"
        return True


def test_rules_are_kept_for_a_day_and_no_longer():
    middleware = Middleware(NO_RULES, FORBID, NO_RULES)
    assert KEPT_SECONDS == 86_400
    found = []
    for middleware.seconds in (0.0, 86_399.9, 86_400.0, 172_799.0, 172_800.0):
        found.append(middleware.allows())
    assert found == [True, True, False, False, True]
    assert middleware.left == []


@pytest.mark.parametrize(
    "url", ["http://a.example/b", "https://a.example:8443/b", "https://b.example/b"]
)
def test_each_scheme_host_and_port_has_rules_of_its_own(url):
    middleware = Middleware(FORBID)
    assert not middleware.allows()
    with pytest.raises(AssertionError):
        middleware.allows(url)


def test_one_that_is_cancelled_while_it_waits_takes_the_rules_from_nobody():
    middleware = Middleware(FORBID)

    async def slowly(_):
        await asyncio.sleep(0.05)
        return FORBID

    middleware.fetch = slowly

    async def three():
        first, left, last = (asyncio.create_task(middleware.rules(Request(URL))) for _ in range(3))
        await asyncio.sleep(0.01)  # all three wait
        left.cancel()
        return await asyncio.gather(first, left, last, return_exceptions=True)

    found = asyncio.run(three())
    assert [found[0], found[2]] == [FORBID, FORBID]
    assert isinstance(found[1], asyncio.CancelledError)


def test_many_that_ask_at_once_ask_the_host_once():
    middleware = Middleware(FORBID)

    async def many():
        asked = (middleware.rules(Request(URL)) for _ in range(5))
        return await asyncio.gather(*asked)

    assert asyncio.run(many()) == [FORBID] * 5
