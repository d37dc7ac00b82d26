from dataclasses import replace
from typing import get_args

import pytest

from newscrawl.items import READABLE, Article, Author, PageKind, Section
from newscrawl.validate import MAX_HEADLINE_LETTERS, problems

GOOD = Article(
    site="harbour_gazette",
    url="https://a.example/b",
    canonical_url="https://a.example/b",
    article_id="0" * 32,
    page_kind="article",
    headline="The bridge reopens",
    authors=(Author(name="Ada Pilot"),),
    published_at="2026-03-14T06:00:00Z",
    modified_at="2026-03-14T07:00:00Z",
    language="en",
    body=(Section(paragraphs=("It is open.",)),),
    word_count=50,
    newscrawl_version="0",
)


def found(*, min_words=50, **changes):
    return problems(replace(GOOD, **changes), min_words=min_words)


@pytest.mark.parametrize("kind", sorted(READABLE))
def test_a_whole_article_has_no_problems(kind):
    assert found(page_kind=kind) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"headline": None}, "no_headline"),
        ({"headline": ""}, "no_headline"),
        ({"body": (), "word_count": None}, "no_body"),
        ({"published_at": None}, "no_published_at"),
        ({"authors": ()}, "no_authors"),
        ({"language": None}, "no_language"),
        ({"headline": "x" * (MAX_HEADLINE_LETTERS + 1)}, "long_headline"),
        ({"word_count": 49}, "short_body"),
        ({"word_count": 1, "page_kind": "live_blog"}, "short_body"),
        ({"modified_at": "2026-03-12"}, "modified_before_published"),
        ({"modified_at": "2025-12-31T23:59:59+14:00"}, "modified_before_published"),
    ],
)
def test_what_is_wanting_is_named(changes, expected):
    assert found(**changes) == (expected,)


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "x" * MAX_HEADLINE_LETTERS},
        {"word_count": 50},
        {"word_count": None},
        {"authors": (), "byline": "By our staff"},
        {"modified_at": None},
        {"modified_at": "2026-03-14"},
        {"modified_at": "2026-03-13T22:30:00-08:00"},  # 06:30 UTC on the 14th
        {"published_at": "2026-03-14T08:00:00+10:00", "modified_at": "2026-03-13T23:00:00Z"},
        {"modified_at": "March 3, 2026"},
        {"published_at": "31.03.2026", "modified_at": "2026-03-14"},
        {"published_at": "9999-12-31", "modified_at": "9999-12-31"},
    ],
)
def test_what_is_no_fault_is_not_named(changes):
    assert found(**changes) == ()


@pytest.mark.parametrize("kind", sorted(set(get_args(PageKind)) - READABLE))
def test_what_is_no_article_is_named_by_its_kind_and_lacks_nothing_else(kind):
    assert found(page_kind=kind, headline=None, body=(), word_count=3) == (f"is_{kind}",)


def test_all_are_listed_those_of_the_reader_first_and_each_once():
    listed = found(
        problems=("text_cut", "no_body"),
        headline=None,
        body=(),
        word_count=None,
        authors=(),
        language=None,
        modified_at="2026-03-01",
    )
    assert listed == (
        "text_cut",
        "no_body",
        "no_headline",
        "no_authors",
        "no_language",
        "modified_before_published",
    )
