from dataclasses import replace

import pytest
from report.made_up import article, at

from newscrawl.report.copies import clusters


def line(named, minute, *, site="gazette", of=None, kind="near", similarity=0.8, revision=1):
    made = article(named, minute, f"Headline of {named}", revision=revision)
    if of is None:
        return replace(made, site=site)
    return replace(made, site=site, duplicate_of=of, duplicate_kind=kind, similarity=similarity)


FIRST = line("a", 0)
FOLLOWS = line("b", 30, site="echo", of="a")
EXACT = line("c", 20, site="post", of="a", kind="exact", similarity=1.0)
OF_A_COPY = line("d", 90, site="news", of="b", similarity=0.6)
TWICE = line("e", 95, of="a")
OTHER = line("x", 5)
LINES = [OF_A_COPY, FOLLOWS, OTHER, EXACT, FIRST, TWICE]


def found(lines, **options):
    return clusters(lambda: iter(lines), **options)


def test_who_was_first_who_followed_and_how_long_after():
    (one,) = found(LINES)
    assert one.headline == "Headline of a"
    assert one.sites == ("gazette", "post", "echo", "news")
    assert (one.first.article_id, one.first.copy_of, one.first.seconds_after) == ("a", None, 0.0)
    assert [
        (copy.article_id, copy.kind, copy.similarity, copy.copy_of, copy.seconds_after / 60)
        for copy in one.copies
    ] == [
        ("c", "exact", 1.0, "a", 20),
        ("b", "near", 0.8, "a", 30),
        ("d", "near", 0.6, "b", 90),
        ("e", "near", 0.8, "a", 95),
    ]
    assert one.lost == ()


@pytest.mark.parametrize(
    ("kind", "members"), [("exact", ["c"]), ("near", ["b", "d", "e"]), (None, ["c", "b", "d", "e"])]
)
def test_only_copies_of_a_kind_count(kind, members):
    (one,) = found(LINES, kind=kind)
    assert [copy.article_id for copy in one.copies] == members


def test_what_one_newspaper_has_twice_is_told_only_when_asked_for():
    assert found([FIRST, TWICE]) == ()
    (one,) = found([FIRST, TWICE], one_site=True)
    assert one.sites == ("gazette",)


def test_stories_come_by_the_time_of_the_first():
    early = [line("p", -60), line("q", -10, site="echo", of="p")]
    assert [one.first.article_id for one in found([*LINES, *early])] == ["p", "a"]


def test_first_line_of_each_counts_and_the_first_that_was_marked():
    lines = [
        line("a", 50, revision=2),
        FIRST,
        line("b", 10, site="echo"),
        line("b", 30, site="echo", of="a", revision=2),
        line("b", 60, site="echo", of="a", revision=3),
    ]
    (one,) = found(lines)
    assert (one.first.fetched_at, one.copies[0].fetched_at) == (at(0), at(30))


def test_original_that_is_not_in_the_archive_is_told():
    (one,) = found([FOLLOWS])
    assert (one.first.article_id, one.first.copy_of, one.copies) == ("b", "a", ())
    assert one.lost == ("a",)


def test_articles_that_took_from_each_other_are_one_story():
    lines = [line("a", 0, of="b"), line("b", 10, site="echo", of="a")]
    (one,) = found(lines)
    assert (one.first.article_id, [copy.article_id for copy in one.copies]) == ("a", ["b"])


def test_nothing_copied_is_no_story():
    assert found([FIRST, OTHER]) == ()
