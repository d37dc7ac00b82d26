import pytest
from report.made_up import HOME, article, fetch, look

from newscrawl.errors import ConfigurationError
from newscrawl.items import Teaser
from newscrawl.report.spelling import Spelling
from newscrawl.urls import article_id

SPELLINGS = [
    "https://gazette.example/a",
    "http://www.gazette.example/a/",
    "https://gazette.example/a?utm_source=x#top",
    "HTTPS://GAZETTE.example:443//a",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_spelling_finds_what_the_lines_tell(spelling):
    """Of a site whose articles have the newspaper's own ids."""
    sought = Spelling("gazette", spelling)
    assert sought.in_fetches([fetch("a", 0, "new"), fetch("b", 0, "new")]) == {"a"}
    assert sought.in_articles([article("a", 0, "One"), article("b", 0, "Two")]) == {"a"}
    assert sought.in_front_pages([look(0, a="One", b="Two")]) == {"a"}


def test_an_id_made_of_the_url_is_found_where_the_url_is_another():
    """The page moved, but its id stayed that of the URL that was linked first."""
    own = article_id("gazette", "https://gazette.example/old")
    sought = Spelling("gazette", "https://gazette.example/old")
    assert sought.in_fetches([fetch(own, 0, "new", asked="https://gazette.example/new")]) == {own}


def test_the_url_that_a_page_declares_finds_it():
    one = article("a", 0, "One")
    object.__setattr__(one, "canonical_url", "https://gazette.example/declared")
    assert Spelling("gazette", "https://gazette.example/declared").in_articles([one]) == {"a"}


def test_a_teaser_is_found_by_a_url_that_is_not_ascii():
    snapshot = look(0, a="One")
    linked = Teaser(rank=1, url="https://gazette.example/maré-alta", article_id="m", title="M")
    object.__setattr__(snapshot, "teasers", (linked,))
    sought = Spelling("gazette", "https://gazette.example/mar%C3%A9-alta")
    assert sought.in_front_pages([snapshot]) == {"m"}


def test_a_teaser_without_id_is_named_by_its_url():
    snapshot = look(0, a="One")
    object.__setattr__(snapshot.teasers[0], "article_id", None)
    assert Spelling("gazette", HOME + "a").in_front_pages([snapshot]) == {HOME + "a"}


def test_lines_without_a_web_url_name_nothing():
    sought = Spelling("gazette", "https://gazette.example/")
    assert sought.in_fetches([fetch("a", 0, "refused", asked="mailto:a@gazette.example")]) == set()


@pytest.mark.parametrize("said", ["", "a", "ftp://gazette.example/a", "0123"])
def test_what_is_no_url_is_said(said):
    with pytest.raises(ConfigurationError, match="32 of the digits"):
        Spelling("gazette", said)
