import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.made_up import HOME, SPORT, at, look, moment, url

from newscrawl.report.front import Move, Place, Rewording, difference, page_at, pages_at


def page(minute=0, **titles):
    return page_at([look(minute, **titles)], moment(minute))


class TestPageAt:
    first = look(0, a="One", b="Two")
    unchanged = look(60, same_as=first)
    last = look(120, b="Two")
    looks = (first, unchanged, last)

    @pytest.mark.parametrize(
        ("minute", "looked", "shown"),
        [
            (0, 0, "ab"),
            (59, 0, "ab"),
            (60, 60, "ab"),
            (119, 60, "ab"),
            (120, 120, "b"),
            (9999, 120, "b"),
        ],
    )
    def test_the_newest_look_at_or_before_the_time_is_in_force(self, minute, looked, shown):
        found = page_at(self.looks, moment(minute))
        assert found.looked_at == at(looked)
        assert "".join(one.article_id for one in found.teasers) == shown

    def test_nobody_had_looked(self):
        assert page_at(self.looks, moment(-1)) is None

    def test_the_teasers_are_as_archived(self):
        assert page_at(self.looks, moment(0)).teasers == self.first.teasers

    def test_says_how_old_the_look_is_and_where_its_teasers_stand(self):
        found = page_at(self.looks, moment(90))
        assert (found.at, found.age_seconds) == (at(90), 1800.0)
        assert (found.snapshot_id, found.changed) == (self.unchanged.snapshot_id, False)
        assert found.same_as == self.first.snapshot_id

    def test_a_changed_look_is_the_same_as_none(self):
        found = page_at(self.looks, moment(120))
        assert (found.changed, found.same_as) == (True, None)

    def test_the_order_of_the_lines_does_not_matter(self):
        assert page_at(self.looks[::-1], moment(90)) == page_at(self.looks, moment(90))

    def test_a_wall_does_not_empty_the_page(self):
        assert page_at([*self.looks, look(180)], moment(200)).looked_at == at(120)


class TestSeveralFrontPages:
    looks = (look(0, a="One"), look(1, page=SPORT, b="Goal"), look(60, page=SPORT, c="Foul"))

    def test_all_are_given_as_of_their_own_looks(self):
        found = pages_at(self.looks, moment(30))
        assert [(one.url, one.looked_at) for one in found] == [(HOME, at(0)), (SPORT, at(1))]

    def test_one_that_nobody_had_looked_at_is_left_out(self):
        assert [one.url for one in pages_at(self.looks, moment(0))] == [HOME]

    @pytest.mark.parametrize("spelling", [SPORT, "http://www.gazette.example/sport/"])
    def test_a_url_chooses_by_any_spelling(self, spelling):
        assert page_at(self.looks, moment(30), url=spelling).url == SPORT

    def test_a_url_that_is_none_chooses_nothing(self):
        assert page_at(self.looks, moment(30), url="sport") is None

    def test_without_it_the_choice_is_named(self):
        with pytest.raises(ValueError, match=f"{HOME}, {SPORT}"):
            page_at(self.looks, moment(30))


class TestDifference:
    def test_says_what_entered_and_left(self):
        found = difference(page(0, a="One", b="Two"), page(60, c="Three", a="One"))
        assert found.entered == (Place(article_id="c", url=url("c"), rank=1, title="Three"),)
        assert found.left == (Place(article_id="b", url=url("b"), rank=2, title="Two"),)

    def test_says_what_moved(self):
        found = difference(page(0, a="One", b="Two", c="3"), page(60, b="Two", a="One", c="3"))
        assert found.moved == (
            Move(article_id="b", url=url("b"), title="Two", rank_before=2, rank=1),
            Move(article_id="a", url=url("a"), title="One", rank_before=1, rank=2),
        )

    def test_says_what_was_reworded(self):
        found = difference(page(0, a="One"), page(60, a="Uno"))
        wording = Rewording(article_id="a", url=url("a"), rank=1, title_before="One", title="Uno")
        assert (found.reworded, found.moved) == ((wording,), ())

    def test_is_between_the_looks_in_force(self):
        found = difference(page(0, a="One"), page(60, a="One"))
        assert (found.looked_at_before, found.looked_at) == (at(0), at(60))

    def test_an_alias_is_the_same_article(self):
        before, after = page(0, x="One"), page(60, a="One")
        assert difference(before, after).entered
        found = difference(before, after, {"x": "a"})
        assert (found.entered, found.left, found.moved) == ((), (), ())

    def test_there_and_back_again_is_no_difference(self):
        """A headline that changed and changed back between the two times."""
        looks = [look(0, a="One"), look(60, a="Uno"), look(120, a="One")]
        found = difference(page_at(looks, moment(0)), page_at(looks, moment(120)))
        assert found.reworded == ()


PAGES = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from(["One", "Two", "Three"]), min_size=1
).map(lambda titles: page(**titles))


class TestLaws:
    @given(PAGES)
    def test_a_page_does_not_differ_from_itself(self, one):
        found = difference(one, one)
        assert (found.entered, found.left, found.moved, found.reworded) == ((), (), (), ())

    @given(PAGES, PAGES)
    def test_backwards_what_entered_has_left(self, one, two):
        there, back = difference(one, two), difference(two, one)
        assert (there.entered, there.left) == (back.left, back.entered)
        assert {m.article_id for m in there.moved} == {m.article_id for m in back.moved}

    @given(PAGES, PAGES)
    def test_every_teaser_of_both_pages_is_accounted_for(self, one, two):
        found = difference(one, two)
        stayed = {t.article_id for t in one.teasers} - {place.article_id for place in found.left}
        entered = {place.article_id for place in found.entered}
        assert stayed | entered == {t.article_id for t in two.teasers}
        assert not stayed & entered
