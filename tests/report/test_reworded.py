import pytest
from report.made_up import HOME, SPORT, article, at, fetch, look, url

from newscrawl.report.reworded import reworded


def told(found):
    return [(one.article_id, one.after, one.at, one.title_before, one.title) for one in found]


def own(found):
    return [(one.own_headline_before, one.own_headline, one.own_changed) for one in found]


ONE_TO_UNO = (look(0, a="One"), look(60, a="Uno"))


class TestOnThePage:
    def test_says_what_changed_and_between_which_looks(self):
        (one,) = reworded(ONE_TO_UNO)
        assert told([one]) == [("a", at(0), at(60), "One", "Uno")]
        assert (one.site, one.front_page, one.url) == ("gazette", HOME, url("a"))

    def test_there_and_back_again_are_two(self):
        found = reworded([*ONE_TO_UNO, look(120, a="One")])
        assert told(found) == [
            ("a", at(0), at(60), "One", "Uno"),
            ("a", at(60), at(120), "Uno", "One"),
        ]

    def test_unchanged_looks_between_move_the_last_time_of_the_old_words(self):
        first = look(0, a="One")
        found = reworded([first, look(30, same_as=first), look(60, a="Uno")])
        assert told(found) == [("a", at(30), at(60), "One", "Uno")]

    @pytest.mark.parametrize(
        "looks",
        [
            [look(0, a="One"), look(30, b="Two"), look(60, a="Uno")],
            [look(0, a="One"), look(60, a="One", b="Two")],
            [look(0, a="One two"), look(60, a="One\u00a0two")],
            [look(0, a="One"), look(60, page=SPORT, a="Uno")],
            [look(0, a="One", b="Two"), look(60, b="Two", a="One")],
            [],
        ],
        ids=["came back", "another entered", "typesetting", "another page", "moved", "no look"],
    )
    def test_is_no_rewording(self, looks):
        assert reworded(looks) == ()

    def test_a_moved_article_is_reworded_too(self):
        looks = [look(0, a="One", b="Two"), look(60, b="Two", a="Uno")]
        assert told(reworded(looks)) == [("a", at(0), at(60), "One", "Uno")]

    def test_the_order_of_the_lines_does_not_matter(self):
        looks = [*ONE_TO_UNO, look(10, page=SPORT, a="One"), look(30, page=SPORT, a="Eins")]
        found = reworded(looks)
        assert found == reworded(looks[::-1])
        assert [(one.front_page, one.at) for one in found] == [(SPORT, at(30)), (HOME, at(60))]

    def test_an_alias_is_the_same_article(self):
        looks = [look(0, x="One"), look(60, a="Uno")]
        assert reworded(looks) == ()
        found = reworded(looks, fetches=[fetch("x", 1, "new", "a")])
        assert told(found) == [("a", at(0), at(60), "One", "Uno")]


class TestOwnHeadline:
    first = article("a", 1, "One")

    def test_changed_too(self):
        second = article("a", 61, "Uno", 2)
        assert own(reworded(ONE_TO_UNO, [self.first, second])) == [("One", "Uno", True)]

    def test_changed_later(self):
        """The article is not read at every look."""
        second = article("a", 900, "Uno", 2)
        assert own(reworded(ONE_TO_UNO, [second, self.first])) == [("One", "Uno", True)]

    @pytest.mark.parametrize("outcome", ["unchanged", "not_modified"])
    def test_stayed_as_it_was(self, outcome):
        found = reworded(ONE_TO_UNO, [self.first], [fetch("a", 61, outcome)])
        assert own(found) == [("One", "One", False)]

    def test_stayed_though_the_text_was_revised(self):
        second = article("a", 61, "One", 2)
        assert own(reworded(ONE_TO_UNO, [self.first, second])) == [("One", "One", False)]

    @pytest.mark.parametrize(
        "fetches",
        [
            [],
            [fetch("a", 1, "new")],
            [fetch("a", 61, "unreachable")],
            [fetch("b", 61, "unchanged")],
        ],
        ids=["no request", "read before", "no answer", "another article"],
    )
    def test_is_not_known_until_the_article_is_read_again(self, fetches):
        assert own(reworded(ONE_TO_UNO, [self.first], fetches)) == [("One", None, None)]

    def test_is_not_known_of_an_article_read_only_since(self):
        found = reworded(ONE_TO_UNO, [article("a", 61, "Uno")])
        assert own(found) == [(None, "Uno", None)]

    def test_is_read_under_an_alias_too(self):
        fetches = [fetch("x", 1, "alias", "a"), fetch("x", 61, "not_modified")]
        assert own(reworded(ONE_TO_UNO, [self.first], fetches)) == [("One", "One", False)]

    def test_belongs_to_the_words_that_stood_when_it_changed(self):
        looks = [*ONE_TO_UNO, look(120, a="Eins"), look(180, a="Eins")]
        articles = [self.first, article("a", 121, "Eins", 2)]
        found = reworded(looks, articles, [fetch("a", 61, "unchanged")])
        assert own(found) == [("One", "One", False), ("One", "Eins", True)]

    def test_read_between_other_words_says_nothing_of_the_first(self):
        looks = [*ONE_TO_UNO, look(120, a="Eins")]
        found = reworded(looks, [self.first, article("a", 121, "Eins", 2)])
        assert own(found) == [("One", None, None), ("One", "Eins", True)]

    def test_is_not_cut_short_by_another_article_or_another_page(self):
        looks = [
            look(0, a="One", b="Two"),
            look(60, a="Uno", b="Two"),
            look(120, a="Uno", b="Due"),
            look(0, page=SPORT, a="One"),
            look(120, page=SPORT, a="Ein"),
        ]
        found = reworded(looks, [self.first, article("a", 130, "Uno", 2)])
        assert own(found)[0] == ("One", "Uno", True)
