# ruff: noqa: E501  # a card in one line is read best
"""Links that show no letter: laid over a card they are its headline's; icons and pictures are none."""

import pytest

from newscrawl import extract_article
from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers

HOME = "https://www.mill-echo.example/"
TITLES = (
    "Yard hires forty welders", "Ferry stops for the winter", "A prize for the old dairy",
    "Mayor calls the bridge safe", "School gets its roof back",
)  # fmt: skip
WORDS = "It says what came of it, and who paid for it."
OVER = '<a class="over" href="/2025/05/a-story-of-number-{n}"></a>'


def read(card):
    cards = "".join(card.format(n=n, title=title) for n, title in enumerate(TITLES))
    body = f"<html><body><header><a href='/'></a></header><main>{cards}</main>"
    return teasers(read_page(body.encode(), HOME, encoding="utf-8"))


@pytest.mark.parametrize(
    "card",
    [
        f'<div>{OVER}<img src="/{{n}}.jpg"><h3>{{title}}</h3><p>{WORDS}</p></div>',
        f'<div><img src="/{{n}}.jpg"><h3>{{title}}</h3><p>{WORDS}</p>{OVER}</div>',
        f'<li><div>{OVER}<img src="/{{n}}.jpg"></div><div>{OVER}<div class="title">{{title}}</div><p>{WORDS}</p></div></li>',
        f"<div>{OVER}<b>{{title}}</b><div>{WORDS}</div></div>",
        f"<article><h3>{OVER}{{title}}</h3><p>{WORDS}</p></article>",
        f"<div>{OVER.replace('></a>', ' aria-label=Read></a>')}<h3>{{title}}</h3><p>{WORDS}</p></div>",
    ],
    ids=("first", "last", "twice", "no heading", "in the heading", "label"),
)
def test_link_over_a_card_is_that_of_its_headline(card):
    found = read(card)
    assert [teaser.title for teaser in found] == list(TITLES)
    assert {teaser.excerpt for teaser in found} == {WORDS}
    assert found[1].url == f"{HOME}2025/05/a-story-of-number-1"


def test_icons_in_a_card_are_no_teasers():
    linked = '<h3><a href="/2025/05/a-story-of-number-{n}">{title}</a></h3>'
    icon = '<a href="/2025/05/a-story-of-number-{n}/print"><i class="p"></i></a>'
    found = read(f"<div>{linked}<p>{WORDS}</p>{icon}</div>")
    assert [(teaser.title, teaser.url[-2:]) for teaser in found] == [
        (title, f"-{n}") for n, title in enumerate(TITLES)
    ]
    assert {teaser.excerpt for teaser in found} == {WORDS}


def test_link_over_a_card_beside_a_linked_headline_is_one_too():
    lead = '<h2><a href="/2025/05/the-lead-of-the-day">The lead of the whole day</a></h2>'
    over = f"<div>{OVER}<h3>{{title}}</h3></div>"
    cards = "".join(over.format(n=n, title=title) for n, title in enumerate(TITLES))
    page = f"<html><body><main><div>{lead}</div>{cards}</main>".encode()
    found = teasers(read_page(page, HOME, encoding="utf-8"))
    assert [teaser.title for teaser in found] == ["The lead of the whole day", *TITLES]


def test_links_around_pictures_are_no_teasers():
    """They lead to the picture in full."""
    linked = '<a href="/2025/05/a-story-of-number-{n}"><img src="/{n}.jpg"></a>'
    assert read(f"<div>{linked}<h3>{{title}}</h3></div>") == ()


def test_date_above_the_title_is_none():
    card = f"<div>{OVER}<div>Saturday, 14 March 2026</div><div>{{title}}</div></div>"
    assert [teaser.title for teaser in read(card)] == list(TITLES)


def test_links_to_the_parts_of_a_story_are_no_teasers():
    """A live blog: each entry has a link to itself."""
    part = '<div><a href="/2025/05/the-day-of-the-yard/entry-100{n}"></a><h3>{n}</h3><p>{told}</p></div>'
    told = [f"{title}, and the yard says more of it at noon." for title in TITLES]
    parts = "".join(part.format(n=n, told=text) for n, text in enumerate(told))
    page = f"<html><body><article><h1>The day of the yard</h1>{parts}</article></body></html>"
    found = extract_article(page.encode(), f"{HOME}2025/05/the-day-of-the-yard")
    assert found.teasers == ()
    assert [text for section in found.body for text in section.paragraphs] == told


def test_texts_below_pictures_with_a_link_over_them_are_the_story():
    """Photographs, each on a page of its own."""
    told = "The view that day, with the yard behind the mist and nobody on the quay at all."
    parts = "".join(
        f'<div class="view"><a href="/photos/20250504-view-of-the-yard-{n}"></a><img src="/{n}.jpg">'
        f"<div>{told} It was number {n}.</div></div>"
        for n in range(4)
    )
    page = f"<html><body><article><h1>The yard in mist</h1><p>{WORDS * 4}</p>{parts}</article>"
    found = extract_article(page.encode(), f"{HOME}2025/05/the-yard-in-mist")
    assert found.text is not None
    assert found.text.count(told) == 4
