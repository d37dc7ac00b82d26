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
        '<div><b><a href="read-{id}.htm">{title}</a></b></div>',
        '<li><a href="/a/{id}"><img src="/{n}.jpg"></a><a href="/a/{id}">{title}</a></li>',
    ],
    ids=("list", "text", "around the card", "query", "relative", "picture first"),
)
def test_folder_with_long_links_holds_articles(card):
    assert [teaser.title for teaser in read(cards(card))] == list(TITLES)


def test_folder_with_short_links_holds_none():
    assert read("") == ()


def test_few_long_links_of_a_folder_are_not_enough():
    assert read(cards('<li><a href="/{id}/{id}">{title}</a></li>')) == ()


def test_urls_that_say_it_go_before_folders():
    """Where they are there, "All services of the town hall" is no teaser."""
    services = "".join(
        f'<li><a href="/serve/{name}">All that the town hall does for {name}</a></li>'
        for name in SECTIONS
    )
    found = read(services + cards('<li><a href="/2025/05/{id}-of-the-day">{title}</a></li>'))
    assert [teaser.title for teaser in found] == list(TITLES)


def test_teasers_of_such_a_newspaper_are_no_part_of_a_story():
    """A list of the latest stories below a short one."""
    told = "The yard has hired forty welders since the spring, and wants to hire twenty more."
    card = (
        '<li><a href="/articles/{id}">{title}</a><p>What came of it, and who paid for it.</p></li>'
    )
    page = (
        f"<html><body><div><h1>Yard hires</h1><div><p>{told}</p><p>{told[:-1]}, it says.</p></div>"
        f"<div><ul>{cards(card)}</ul></div></div></body></html>"
    )
    found = extract_article(page.encode(), f"{HOME}articles/qweasdz")
    assert [teaser.title for teaser in found.teasers] == list(TITLES)
    assert found.text == f"{told}\n\n{told[:-1]}, it says."
