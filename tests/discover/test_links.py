import re
from dataclasses import replace

import pytest

from newscrawl.discover.links import links
from newscrawl.items import Teaser
from newscrawl.urls import article_id

HOMES = ("https://www.a.example/", "https://b.example/news")


def teaser(url, rank=1, pattern=None):
    named = article_id("a", url, pattern)
    return Teaser(rank=rank, url=url, article_id=named, title=f"Title {rank}")


def teasers(*urls, pattern=None):
    return [teaser(url, rank, pattern) for rank, url in enumerate(urls, start=1)]


def found(given, *, pattern=None, asked=(), is_due=lambda _: True, limit=100):
    compiled = pattern and re.compile(pattern)
    return links(given, homes=HOMES, pattern=compiled, asked=set(asked), is_due=is_due, limit=limit)


def test_all_teasers_are_fetched_in_the_order_of_the_page():
    given = teasers("https://a.example/z", "https://sport.a.example/a", "https://b.example/m")
    assert found(given).to_fetch == tuple(given)
    assert found(given).skipped == ()
    assert found(reversed(given)).to_fetch == tuple(reversed(given))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://c.example/b", "foreign"),
        ("https://a.example:8080/b", "foreign"),
        ("https://nota.example/b-1", "foreign"),
        ("https://a.example/about", "no_article"),
    ],
)
def test_a_link_is_left_for_a_reason(url, reason):
    own, other = teasers("https://a.example/b-1", url)
    both = found([other, own], pattern=r"-\d+$")
    assert both.to_fetch == (own,)
    assert both.skipped == ((reason, 1),)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example:x/", "", "https://[::1"])
def test_what_is_no_web_url_is_foreign(url):
    bad = Teaser(rank=1, url=url, article_id=None, title="Title")
    assert found([bad], pattern=r".").skipped == (("foreign", 1),)


def test_the_pattern_sees_the_canonical_url():
    given = teasers("https://a.example/b-1/amp?utm_source=x#top")
    assert found(given, pattern=r"^https://a\.example/b-1$").to_fetch


def test_what_the_run_has_asked_for_is_not_asked_again():
    given = teasers("https://a.example/b", "https://a.example/c")
    left = found(given, asked=[given[0].article_id])
    assert left.to_fetch == (given[1],)
    assert left.skipped == (("repeated", 1),)


def test_an_article_under_two_urls_is_asked_for_once():
    pattern = re.compile(r"-(?P<id>\d+)$")
    given = teasers(
        "https://a.example/old-words-1", "https://b.example/new-words-1", pattern=pattern
    )
    assert given[0].article_id == given[1].article_id
    assert found(given).to_fetch == (given[0],)
    assert found(given).skipped == (("repeated", 1),)


def test_a_link_to_another_newspaper_does_not_hide_an_article_with_the_same_id():
    pattern = re.compile(r"-(?P<id>\d+)$")
    foreign, own = teasers("https://c.example/x-1", "https://a.example/y-1", pattern=pattern)
    assert foreign.article_id == own.article_id
    assert found([foreign, own]).to_fetch == (own,)


def test_teasers_without_an_id_are_told_apart_by_their_urls():
    one, other = (replace(each, article_id=None) for each in teasers(*HOMES))
    assert found([one, other, one]).to_fetch == (one, other)
    assert found([one, other, one]).skipped == (("repeated", 1),)


def test_what_is_not_due_is_left_and_only_own_new_articles_are_looked_up():
    given = teasers("https://a.example/b", "https://c.example/d", "https://a.example/e")
    looked_up = []

    def is_due(article):
        looked_up.append(article)
        return article != given[0].article_id

    left = found([*given, given[2]], is_due=is_due)
    assert left.to_fetch == (given[2],)
    assert left.skipped == (("foreign", 1), ("not_due", 1), ("repeated", 1))
    assert looked_up == [given[0].article_id, given[2].article_id]


@pytest.mark.parametrize(("limit", "taken"), [(-1, 0), (0, 0), (1, 1), (2, 2), (3, 3), (4, 3)])
def test_the_first_are_taken_up_to_the_limit_and_the_rest_is_counted(limit, taken):
    given = teasers("https://a.example/b", "https://a.example/c", "https://a.example/d")
    left = found(given, limit=limit)
    assert left.to_fetch == tuple(given[:taken])
    assert left.skipped == ((("over_limit", 3 - taken),) if taken < 3 else ())


def test_the_limit_counts_only_what_is_fetched():
    given = teasers("https://c.example/b", "https://a.example/c", "https://a.example/d")
    assert found(given, limit=2).to_fetch == tuple(given[1:])


def test_the_ids_of_the_run_are_not_changed():
    asked = {"x"}
    links(
        teasers("https://a.example/b"),
        homes=HOMES,
        pattern=None,
        asked=asked,
        is_due=lambda _: True,
        limit=1,
    )
    assert asked == {"x"}


def test_every_teaser_is_fetched_or_counted():
    given = teasers(
        *(f"https://{host}.example/{path}" for host in "abc" for path in ("b-1", "c-2", "d")),
        "https://a.example/b-1",
    )
    left = found(given, pattern=r"\d$", limit=3)
    assert len(left.to_fetch) + sum(count for _, count in left.skipped) == len(given)


def test_no_teasers_lead_nowhere():
    assert found([]).to_fetch == ()
    assert found([]).skipped == ()
