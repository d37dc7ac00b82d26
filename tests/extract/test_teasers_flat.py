"""Teasers whose parts stand side by side, without an element around each."""

import pytest

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import shown, teasers

HOME = "https://www.mill-echo.example/"
TITLES = (
    "Yard hires forty welders", "Ferry stops for the winter", "A prize for the old dairy",
    "Mayor calls the bridge safe",
)  # fmt: skip
WORDS = "It says what came of it, and who paid for it."
HEAD = '<h3><a href="/2025/05/a-story-of-number-{n}">{title}</a></h3>'
PICTURE = '<a href="/2025/05/a-story-of-number-{n}"><img src="/{n}.jpg"></a>'
FURTHER = '<ul><li><a href="/2025/05/more-on-the-story-of-{n}">More on what was told on day {n}</a>'


def page(card, below=""):
    cards = "".join(card.format(n=n, title=title) for n, title in enumerate(TITLES))
    body = f"<html><body><main>{cards}{below}</main></body></html>"
    return read_page(body.encode(), HOME, encoding="utf-8")


def read(card, below=""):
    return [teaser for teaser in teasers(page(card, below)) if teaser.title in TITLES]


@pytest.mark.parametrize(
    "card",
    [
        f"{HEAD}<p>{WORDS}</p>",
        f"{HEAD}<time>10:15</time><br><p>{WORDS}</p>",
        f"{PICTURE}{HEAD}<p>{WORDS}</p>",
        f"<div>{HEAD}</div><div>{WORDS}</div>",
        f"<dl><dt>{HEAD}</dt><dd>{WORDS}</dd></dl>",
        f"<div>{HEAD}<p>{WORDS}</p>{FURTHER}</ul></div>",
    ],
    ids=("heading", "time", "picture", "elements", "terms", "further link"),
)
def test_text_below_a_headline_is_its_excerpt(card):
    found = read(card)
    assert [(teaser.title, teaser.excerpt) for teaser in found] == [(t, WORDS) for t in TITLES]


def test_text_below_the_last_of_a_list_is_no_excerpt():
    found = read(f"<div>{HEAD}</div>", below=f"<p>{WORDS}</p>")
    assert {teaser.excerpt for teaser in found} == {None}


def test_texts_that_go_on_are_no_excerpt():
    """Reviews in full, each below its linked title."""
    told = "".join(f"<p>{WORDS} That was sheet {n}.</p>" for n in range(4))
    assert {teaser.excerpt for teaser in read(HEAD + told)} == {None}


def test_text_below_a_link_in_a_story_is_no_excerpt():
    story = page(f"{HEAD}<p>{WORDS}</p>")
    assert {teaser.excerpt for teaser in teasers(story, shown(story))} == {None}


def test_picture_in_an_element_of_its_own_is_the_teasers():
    card = f"<article><div>{PICTURE}</div><div>{HEAD}<p>{WORDS}</p>{FURTHER}</ul></div></article>"
    assert [teaser.image for teaser in read(card)] == [f"{HOME}{n}.jpg" for n in range(4)]
