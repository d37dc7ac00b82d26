from collections import Counter
from typing import get_args

import pytest

from newscrawl.items import (
    Article,
    Author,
    Fetch,
    FrontPageSnapshot,
    Outcome,
    Provenance,
    Section,
    Teaser,
)
from newscrawl.report.tally import FIELDS, NOT_SENT, Tally, counts
from newscrawl.run_record import Count, FillRate, RuleHits, Share

TEASER = Teaser(rank=1, url="https://a.example/b", title="Title")


def article(**fields):
    url = "https://a.example/b"
    return Article(
        site="a", url=url, canonical_url=url, article_id="0", newscrawl_version="0", **fields
    )


def snapshot(**fields):
    return FrontPageSnapshot(site="a", url="https://a.example/", newscrawl_version="0", **fields)


def fetch(outcome, *, article_id="0", size=None):
    url = "https://a.example/b"
    return Fetch(
        site="a",
        url=url,
        canonical_url=url,
        article_id=article_id,
        via="front_page",
        outcome=outcome,
        bytes=size,
        fetched_at="2026-03-14T06:00:00.000000Z",
        run_id="r",
    )


def tally(*records):
    found = Tally()
    for record in records:
        found.add(record)
    return found


def test_a_run_that_did_nothing_counts_nothing():
    found = tally()
    assert (found.requests, found.bytes, found.readable, found.front_pages) == (0, 0, 0, 0)
    assert found.fill() == tuple(FillRate(field=name, filled=0, of=0) for name in FIELDS)
    assert found.rule_hits() == ()


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_is_counted(outcome):
    found = tally(fetch(outcome), fetch(outcome, article_id=None))
    assert found.outcomes == {outcome: 2}
    assert found.article_outcomes == {outcome: 1}


def test_requests_are_those_that_went_to_the_network():
    sent = [outcome for outcome in get_args(Outcome) if tally(fetch(outcome)).requests]
    assert {
        *("repeated", "forbidden", "refused"),
        *("given_up", "over_budget", "not_sent"),
    } == NOT_SENT
    assert set(sent) == set(get_args(Outcome)) - NOT_SENT


def test_bytes_are_those_of_the_answers_that_came():
    assert tally(fetch("new", size=100), fetch("unreachable"), fetch("robots", size=5)).bytes == 105


def test_front_pages_are_counted_and_those_whose_teasers_are_known():
    found = tally(
        snapshot(teasers=(TEASER,)), snapshot(), snapshot(changed=False, same_as="0" * 32)
    )
    assert (found.front_pages, found.pages_with_teasers) == (3, 2)


def test_articles_are_counted_by_kind_problem_and_copy():
    found = tally(
        article(page_kind="article", problems=("no_authors", "no_language")),
        article(page_kind="article", problems=("no_authors",), duplicate_kind="exact"),
        article(page_kind="video", duplicate_kind="near"),
    )
    assert found.readable == 2
    assert found.page_kinds == {"article": 2, "video": 1}
    assert found.problems == {"no_authors": 2, "no_language": 1}
    assert found.duplicates == {"exact": 1, "near": 1}
    assert found.requests == 0


def test_the_fill_rate_is_how_often_a_field_had_a_value():
    found = tally(
        article(
            page_kind="article", headline="Title", body=(Section(paragraphs=("x",)),), language="en"
        ),
        article(page_kind="live_blog", headline="Title", authors=(Author(name="Ada"),)),
        article(page_kind="article", headline=""),
        article(page_kind="video", headline="No body is expected of it"),
    )
    filled = {rate.field: rate.filled for rate in found.fill() if rate.filled}
    assert filled == {"headline": 2, "body": 1, "language": 1, "authors": 1}
    assert {rate.of for rate in found.fill()} == {3}
    assert tuple(rate.field for rate in found.fill()) == FIELDS


def test_what_can_be_compared_of_a_run_is_told_as_shares():
    found = tally(
        article(page_kind="article"),
        article(page_kind="consent_wall"),
        snapshot(teasers=(TEASER, TEASER)),
        snapshot(changed=False, same_as="0" * 32),
        fetch("new"),
        fetch("vanished"),
        fetch("http_error"),
        fetch("retried"),
        fetch("front_page", article_id=None),
    )
    found.skipped["no_article"] = 3
    found.fitting = 7
    assert found.shares() == (
        Share(name="articles", count=1, of=2),
        Share(name="fetched", count=2, of=3),
        Share(name="article_links", count=7, of=10),
        Share(name="teasers https://a.example/", count=2, of=1),
    )
    assert tally().shares() == ()


def test_a_rule_hits_once_an_article_and_the_most_frequent_stands_first():
    h1 = Provenance(field="headline", source="rule", rule="h1")
    og = Provenance(field="headline", source="opengraph", rule="og:title")
    story = Provenance(field="body", source="layout", rule="css('#story')")
    found = tally(
        article(provenance=(og, story, og)), article(provenance=(h1,)), article(provenance=(h1,))
    )
    assert found.rule_hits() == (
        RuleHits(field="body", source="layout", rule="css('#story')", count=1),
        RuleHits(field="headline", source="rule", rule="h1", count=2),
        RuleHits(field="headline", source="opengraph", rule="og:title", count=1),
    )


def test_the_order_of_records_does_not_count():
    records = [
        article(page_kind="article", problems=("no_authors",)),
        snapshot(teasers=(TEASER,)),
        fetch("new", size=3),
        fetch("robots", article_id=None),
    ]
    one, other = (vars(tally(*found)) for found in (records, reversed(records)))
    assert one.pop("politeness").hosts() == other.pop("politeness").hosts()
    assert one == other


def test_counts_stand_most_frequent_first_then_by_name_and_none_is_zero():
    found = counts(Counter({"b": 2, "a": 2, "c": 3, "d": 0}))
    assert found == (Count(name="c", count=3), Count(name="a", count=2), Count(name="b", count=2))
