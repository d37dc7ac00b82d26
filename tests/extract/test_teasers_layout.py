"""Teasers where a site's layout says."""

import pytest

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers
from newscrawl.items import Teaser
from newscrawl.layout import Layout

HOME = "https://www.mill-echo.example/"
PAGE = """<html><body>
    <div class="t"><b class="top">Port</b><a href="/ferry">More</a><i>Ferry returns</i><u>It has a
    new engine.</u></div>
    <div class="t"><b class="top">Town</b><a href="/bees">More</a><i>Bees settle</i></div>
    <h3><a href="/2025/05/choir-sings-in-lisbon">Choir sings in Lisbon today</a></h3>
    </body></html>"""


def read(layout: Layout, body: str = PAGE) -> tuple[Teaser, ...]:
    return teasers(read_page(body.encode(), HOME), layout=layout)


def test_layout_names_card_title_and_excerpt() -> None:
    found = read(Layout(teasers="div.t", teaser_title="i", teaser_excerpt="u::text"))
    assert [(teaser.rank, teaser.url, teaser.title, teaser.excerpt) for teaser in found] == [
        (1, HOME + "ferry", "Ferry returns", "It has a new engine."),
        (2, HOME + "bees", "Bees settle", None),
    ]


def test_title_of_a_declared_card_without_a_title_selector() -> None:
    body = '<div class="t"><a href="/ferry"><h4>Ferry</h4></a></div>' + PAGE
    assert read(Layout(teasers=".t"), body)[0].title == "Ferry"


def test_card_may_be_the_link_or_stand_in_one() -> None:
    assert read(Layout(teasers="h3 a"))[0].title == "Choir sings in Lisbon today"
    body = '<a href="/ferry"><div class="t"><h4>Ferry</h4></div></a>'
    assert read(Layout(teasers=".t"), body)[0].url == HOME + "ferry"


def test_link_of_the_heading_gives_the_url() -> None:
    body = '<div class="t"><a href="/port">Port news</a><h4><a href="/ferry">Ferry</a></h4></div>'
    assert read(Layout(teasers=".t"), body)[0].url == HOME + "ferry"


def test_layout_that_finds_nothing_leaves_it_to_the_rules() -> None:
    assert [teaser.title for teaser in read(Layout(teasers=".gone"))] == [
        "Choir sings in Lisbon today"
    ]


def test_removed_parts_have_no_teasers() -> None:
    assert read(Layout(remove="h3")) == ()
    assert [
        teaser.title for teaser in read(Layout(teasers=".t", teaser_title="i", remove=".t + .t"))
    ] == ["Ferry returns"]


def test_selector_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read(Layout(teasers="div["))
