"""Articles whose URLs say nothing, told by the folder they share."""

import pytest

from newscrawl import extract_article
from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers

HOME = "https://www.mill-echo.example/"
TITLES = (
    "Yard hires forty welders", "Ferry stops for the winter", "A prize for the old dairy",
    "Mayor calls the bridge safe", "School gets its roof back",
)  # fmt: skip
IDS = ("bkxqrabc", "cgyrklz", "rjtwpqa", "skvvxyz", "hyzpqrs")
SECTIONS = ("politics", "economy", "sport", "culture", "opinion", "weather")
NAV = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in SECTIONS)
TAGS = "".join(f'<li><a href="/about/{name}">All on {name}</a></li>' for name in SECTIONS)


def cards(card):
    return "".join(
        card.format(id=name, title=title, n=n)
        for n, (name, title) in enumerate(zip(IDS, TITLES, strict=True))
    )


def read(body):
    page = f"<html><body><div><ul>{NAV}</ul></div><main>{body}</main><ul>{TAGS}</ul></body></html>"
    return teasers(read_page(page.encode(), HOME, encoding="utf-8"))


@pytest.mark.parametrize(
    "card",
    [
        '<li><a href="/articles/{id}.html"><span>{title}</span></a></li>',
        '<div><a class="t" href="https://mill-echo.example/read/{id}">{title}</a><p>So.</p></div>',
        '<a href="/articles/{id}/"><img src="/{n}.jpg"><div class="headline">{title}</div></a>',
        '<div><b><a href="/read.php?nr=12{n}">{title}</a></b></div>',
        '<div><b><a href="read/{id}.htm">{title}</a></b></div>',
        '<li><a href="/a/{id}"><img src="/{n}.jpg"></a><a href="/a/{id}">{title}</a></li>',
    ],
    ids=("list", "text", "around the card", "query", "relative", "picture first"),
)
def test_folder_with_long_links_holds_articles(card):
    assert [teaser.title for teaser in read(cards(card))] == list(TITLES)


def test_folder_with_short_links_holds_none():
    assert read(cards('<li><a href="/on/{id}">All on a {n}</a></li>')) == ()


def test_few_long_links_of_a_folder_are_not_enough():
    assert read("".join(cards('<li><a href="/a/{id}">{title}</a></li>').split("<li>")[:5])) == ()


def test_urls_that_say_it_go_before_folders():
    """Where they are there, "All services of the town hall" is no teaser."""
    services = "".join(
        f'<li><a href="/serve/{name}">All that the town hall does for {name}</a></li>'
        for name in SECTIONS
    )
    found = read(services + cards('<li><a href="/2025/05/{id}-of-the-day">{title}</a></li>'))
    assert [teaser.title for teaser in found] == list(TITLES)


def test_host_itself_is_no_folder():
    """Services are there, called in whole sentences."""
    assert read(cards('<li><a href="/{id}">All about {title}</a></li>')) == ()


def test_jump_within_the_page_says_nothing_of_a_folder():
    card = '<div><b><a href="read/{id}.htm">{title}</a></b></div>'
    jump = '<a href="#main">Skip to the content of this page</a>'
    assert [teaser.title for teaser in read(jump + cards(card))] == list(TITLES)


def test_links_of_one_folder_in_a_story_are_the_story():
    """The best restaurants, each with a page of its own."""
    told = "The soup is as good as ever, and the bread comes from the baker next door."
    part = (
        f'<div><p><a href="/places/{{id}}">{{title}}: what we ate</a></p><p>{told} {{n}}.</p></div>'
    )
    page = f"<html><body><article><h1>Where to eat</h1>{cards(part)}</article></body></html>"
    found = extract_article(page.encode(), f"{HOME}2025/05/where-to-eat-this-week")
    assert found.teasers == ()
    assert found.text is not None
    assert found.text.count(told) == len(IDS)
