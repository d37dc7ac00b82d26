import pytest
from report.made_up import HOME, SPORT, look, teaser

from newscrawl.report.look import looks, named, placed, same_words


def titles(teasers):
    return [one.title for one in teasers]


def seen(*snapshots):
    return {url: [one.seen for one in made] for url, made in looks(snapshots, titles).items()}


def test_an_unchanged_look_shows_the_teasers_of_the_look_it_is_the_same_as():
    first = look(0, a="One")
    second = look(60, a="Two")
    assert seen(first, second, look(120, same_as=second)) == {HOME: [["One"], ["Two"], ["Two"]]}


def test_the_order_of_the_lines_does_not_matter():
    first = look(0, a="One")
    second = look(60, same_as=first)
    third = look(120, a="Three")
    assert seen(third, second, first) == seen(first, second, third)


def test_a_look_refers_to_one_made_later_by_the_clock():
    """The clock was set back between the two."""
    held = look(60, a="One")
    assert seen(held, look(0, same_as=held)) == {HOME: [["One"], ["One"]]}


def test_a_look_that_found_no_teaser_is_left_out():
    wall = look(60)
    assert seen(look(0, a="One"), wall, look(120, same_as=wall)) == {HOME: [["One"]]}


def test_an_unchanged_look_whose_teasers_are_not_given_is_left_out():
    assert seen(look(60, same_as=look(0, a="One"))) == {}


def test_each_front_page_has_its_own_looks_the_first_looked_at_first():
    found = seen(look(60, page=SPORT, b="Goal"), look(0, a="One"), look(30, a="Two"))
    assert list(found.items()) == [(HOME, [["One"], ["Two"]]), (SPORT, [["Goal"]])]


def test_looks_of_several_sites_are_refused():
    with pytest.raises(ValueError, match=r"\(gazette, post\)"):
        looks([look(0, a="One"), look(0, site="post", a="One")], titles)


@pytest.mark.parametrize("missing", ["snapshot_id", "fetched_at"])
def test_a_page_that_no_run_fetched_has_no_place_in_time(missing):
    snapshot = look(0, a="One")
    object.__setattr__(snapshot, missing, None)
    with pytest.raises(ValueError, match=missing):
        looks([snapshot], titles)


def test_a_teaser_is_joined_by_its_article_aliases_resolved():
    assert named(teaser(1, "x", "One"), {"x": "a"}) == "a"


def test_a_teaser_without_id_is_joined_by_its_url():
    one = teaser(1, None, "One")
    assert named(one, {}) == one.url


def test_of_two_teasers_of_an_article_the_first_counts():
    found = placed([teaser(1, "x", "One"), teaser(2, "a", "Two")], {"x": "a"})
    assert [(key, one.rank) for key, one in found.items()] == [("a", 1)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("A b", "A\u00a0b", True),
        ("A  b ", "A b", True),
        ("e\ufb00ort", "effort", True),
        (None, None, True),
        ("US", "us", False),
        ("“A”", '"A"', False),
        ("A: b", "A, b", False),
        (None, "A", False),
    ],
)
def test_typesetting_is_no_rewording(a, b, same):
    assert same_words(a, b) == same_words(b, a) == same
