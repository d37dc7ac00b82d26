from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.made_up import SPORT, article, at, fetch, look, url

from newscrawl import clock
from newscrawl.report.history import history
from newscrawl.report.revision import revisions


def gaps(found):
    return [(gap.after, gap.until, gap.minutes) for gap in found.gaps]


def wordings(stand):
    return [(one.title, one.since, one.until, one.looks) for one in stand.wordings]


class TestTime:
    def test_is_between_consecutive_looks_that_both_show_it(self):
        looks = [
            look(0, b="Two"),
            look(30, a="One"),
            look(60, a="One"),
            look(100, a="One"),
            look(130, b="Two"),
        ]
        found = history("a", looks)
        assert (found.minutes, found.gaps) == (70.0, ())
        assert (found.first_seen, found.last_seen) == (at(30), at(100))
        assert not found.front_pages[0].is_there

    def test_one_look_is_no_time(self):
        found = history("a", [look(0, a="One")])
        assert (found.minutes, found.front_pages[0].looks) == (0.0, 1)
        assert found.front_pages[0].is_there

    def test_an_unchanged_look_shows_it_too(self):
        first = look(0, a="One")
        found = history("a", [first, look(60, same_as=first)])
        assert (found.minutes, found.front_pages[0].looks) == (60.0, 2)

    def test_leaving_and_coming_back_is_not_counted(self):
        looks = [
            look(0, a="One"),
            look(60, a="One"),
            look(120, b="Two"),
            look(180, a="One"),
            look(190, a="One"),
        ]
        found = history("a", looks)
        assert (found.minutes, found.gaps) == (70.0, ())

    def test_two_hours_between_looks_count(self):
        found = history("a", [look(0, a="One"), look(120, a="One")])
        assert (found.minutes, found.gaps) == (120.0, ())

    def test_more_than_two_hours_are_unknown_and_said(self):
        looks = [look(0, a="One"), look(121, a="One"), look(151, a="One"), look(400, a="One")]
        found = history("a", looks)
        assert found.minutes == 30.0
        assert gaps(found) == [(at(0), at(121), 121.0), (at(151), at(400), 249.0)]

    def test_a_gap_after_which_it_was_gone_is_neither(self):
        found = history("a", [look(0, a="One"), look(500, b="Two")])
        assert (found.minutes, found.gaps) == (0.0, ())

    def test_a_wall_is_as_if_nobody_had_looked(self):
        found = history("a", [look(0, a="One"), look(60), look(120, a="One")])
        assert found.minutes == 120.0

    def test_the_order_of_the_lines_does_not_matter(self):
        looks = [look(0, a="One"), look(60, b="Two"), look(90, a="Uno"), look(110, a="Uno")]
        assert history("a", looks[::-1]) == history("a", looks)
        assert history("a", looks).minutes == 20.0


class TestRank:
    def test_the_best_is_the_smallest_and_when_it_was_first_had(self):
        looks = [
            look(0, b="2", a="1"),
            look(10, a="1"),
            look(20, a="1", b="2"),
            look(30, b="2", c="3", a="1"),
        ]
        (stand,) = history("a", looks).front_pages
        assert (stand.best_rank, stand.best_rank_at) == (1, at(10))


class TestWordings:
    def test_there_and_back_again_are_three(self):
        looks = [look(0, a="One"), look(30, a="One"), look(60, a="Uno"), look(90, a="One")]
        assert wordings(history("a", looks).front_pages[0]) == [
            ("One", at(0), at(30), 2),
            ("Uno", at(60), at(60), 1),
            ("One", at(90), at(90), 1),
        ]

    def test_one_that_left_and_came_back_is_listed_again(self):
        looks = [look(0, a="One"), look(30, b="Two"), look(60, a="One")]
        assert wordings(history("a", looks).front_pages[0]) == [
            ("One", at(0), at(0), 1),
            ("One", at(60), at(60), 1),
        ]

    def test_typesetting_is_no_other_wording(self):
        looks = [look(0, a="One two"), look(30, a="One\u00a0two")]
        assert wordings(history("a", looks).front_pages[0]) == [("One two", at(0), at(30), 2)]


class TestSeveralFrontPages:
    looks = (
        look(0, a="One"),
        look(60, a="One"),
        look(30, page=SPORT, c="3", a="Goal"),
        look(90, page=SPORT, a="Goal"),
        look(60, page="https://gazette.example/art", d="4"),
    )

    def test_each_has_its_own_history(self):
        first, second = history("a", self.looks).front_pages
        assert (first.minutes, first.best_rank, first.last_seen) == (60.0, 1, at(60))
        assert (second.url, second.minutes, second.first_seen) == (SPORT, 60.0, at(30))
        assert wordings(second) == [("Goal", at(30), at(90), 2)]

    def test_what_two_show_at_once_counts_once(self):
        found = history("a", self.looks)
        assert (found.minutes, found.first_seen, found.last_seen) == (90.0, at(0), at(90))
        assert found.best_rank == 1

    def test_a_gap_of_one_that_the_other_fills_is_known(self):
        home = [look(0, a="One"), look(180, a="One")]
        sport = [look(minute, page=SPORT, a="One") for minute in (60, 120)]
        found = history("a", home + sport)
        assert found.minutes == 60.0
        assert gaps(found) == [(at(0), at(60), 60.0), (at(120), at(180), 60.0)]
        assert gaps(found.front_pages[0]) == [(at(0), at(180), 180.0)]


class TestAliases:
    looks = (look(0, x="One"), look(60, a="One"))
    fetches = (fetch("x", 1, "new", "a"),)

    @pytest.mark.parametrize("asked", ["a", "x"])
    def test_a_teaser_of_an_alias_is_the_article(self, asked):
        found = history(asked, self.looks, [article("a", 1, "One")], self.fetches)
        assert (found.article_id, found.aliases, found.minutes) == ("a", ("x",), 60.0)
        assert len(found.revisions) == 1

    def test_without_requests_nobody_knows_of_it(self):
        assert history("a", self.looks).minutes == 0.0

    def test_a_url_stands_for_an_article_without_id(self):
        snapshot = look(0, a="One")
        object.__setattr__(snapshot.teasers[0], "article_id", None)
        assert history(url("a"), [snapshot]).first_seen == at(0)


class TestRevisions:
    def test_are_the_article_s_own_in_order(self):
        articles = [
            article("a", 90, "Uno", 2, ("headline",)),
            article("b", 5, "Two"),
            article("a", 1, "One"),
        ]
        found = history("a", [look(0, a="One")], articles).revisions
        assert [
            (one.revision, one.fetched_at, one.headline, one.changed_fields) for one in found
        ] == [
            (1, at(1), "One", ()),
            (2, at(90), "Uno", ("headline",)),
        ]

    def test_of_other_articles_nothing_is_kept(self):
        articles = [article("a", 1, "One"), article("b", 1, "Two")]
        assert revisions(articles, "a").keys() == {"a"}
        assert revisions(articles).keys() == {"a", "b"}

    @pytest.mark.parametrize("missing", ["revision", "revision_id", "fetched_at"])
    def test_a_page_that_no_run_fetched_is_no_revision(self, missing):
        one = article("a", 1, "One")
        object.__setattr__(one, missing, None)
        assert revisions([one]) == {}

    def test_an_article_that_never_stood_on_a_front_page(self):
        found = history("a", [look(0, b="Two")], [article("a", 1, "One")])
        assert (found.front_pages, found.first_seen, found.best_rank) == ((), None, None)
        assert (found.minutes, len(found.revisions)) == (0.0, 1)


LOOKS = st.lists(
    st.tuples(st.integers(1, 200), st.sampled_from(["home", SPORT]), st.booleans()), min_size=1
).map(
    lambda steps: [
        look(minute, page=page, **({"a": "One"} if shown else {"b": "Two"}))
        for minute, (_, page, shown) in zip(
            accumulate(step for step, _, _ in steps), steps, strict=True
        )
    ]
)


class TestLaws:
    @given(LOOKS, st.randoms(use_true_random=False))
    def test_the_minutes_never_exceed_the_time_from_the_first_look_to_the_last(self, looks, random):
        random.shuffle(looks)
        found = history("a", looks)
        times = [clock.parse(one.fetched_at) for one in looks]
        whole = (max(times) - min(times)).total_seconds() / 60
        assert 0 <= found.minutes <= whole
        unknown = sum(gap.minutes for gap in found.gaps)
        if found.first_seen:
            stood = clock.parse(found.last_seen) - clock.parse(found.first_seen)
            assert found.minutes + unknown <= stood.total_seconds() / 60
        for stand in found.front_pages:
            assert stand.minutes <= found.minutes
            assert stand.minutes + sum(gap.minutes for gap in stand.gaps) <= whole

    @given(LOOKS)
    def test_every_look_that_shows_it_has_one_wording(self, looks):
        shown = sum(any(one.article_id == "a" for one in made.teasers) for made in looks)
        stands = history("a", looks).front_pages
        assert sum(stand.looks for stand in stands) == shown
        assert sum(one.looks for stand in stands for one in stand.wordings) == shown
