"""The headline: as the reader sees it, without site name or kicker."""

import pytest

from newscrawl import extract_article

URL = "https://gazette.example/2026/03/14/bridge"


def read(body, head=""):
    page = f"<html><head>{head}</head><body>{body}<p>Some text of the story.</p></body></html>"
    return extract_article(page.encode(), URL)


def meta(title):
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    ("body", "head", "headline"),
    [
        ("<h1>Bridge reopens</h1>", "", "Bridge reopens"),
        ("<h1>The Gazette</h1><h1>Bridge reopens</h1>", meta("Bridge reopens"), "Bridge reopens"),
        (
            "<h1>Bridge <em>reopens</em> at last</h1>",
            meta("Old bridge in town: reopens after months"),
            "Bridge reopens at last",
        ),
        (
            '<h1><a href="/">The Gazette</a></h1><h2>Bridge reopens</h2>',
            "<title>Bridge reopens | The Gazette</title>",
            "Bridge reopens",
        ),
        (
            "<h1>The Gazette</h1><h2>Bridge reopens</h2>",
            '<meta property="og:site_name" content="The Gazette"><title>The Gazette: Bridge reopens'
            "</title>" + meta("Bridge reopens"),
            "Bridge reopens",
        ),
        (
            '<a href="/"><b class="site-title">The Gazette</b></a><h2>Bridge reopens</h2>',
            "<title>Bridge reopens - The Gazette</title>",
            "Bridge reopens",
        ),
        (
            '<h1 class="brand-title">Bridge reopens to the sound of a band</h1>',
            meta("Bridge: it reopens"),
            "Bridge reopens to the sound of a band",
        ),
        ('<h1 class="site-title">Old Times</h1><h1>Bridge reopens</h1>', "", "Bridge reopens"),
        ("", "<title>Bridge reopens today | The Gazette</title>", "Bridge reopens today"),
        ("", meta("Bridge reopens"), "Bridge reopens"),
    ],
)
def test_headline(body, head, headline):
    assert read(body, head).headline == headline


@pytest.mark.parametrize(
    "body",
    [
        '<h1><span class="kicker">Traffic</span> <span>Bridge reopens at last</span></h1>',
        "<h1><span>Traffic:</span> <span>Bridge reopens at last</span></h1>",
        '<h1><small class="topline">Traffic - </small>Bridge reopens at last</h1>',
    ],
)
def test_kicker_in_the_heading_is_parted_from_it(body):
    found = read(body, meta("Bridge reopens at last"))
    assert (found.headline, found.kicker) == ("Bridge reopens at last", "Traffic")


def test_kicker_that_the_page_declares_with_the_headline_stays():
    found = read(
        '<h1><span class="kicker">Traffic:</span> Bridge reopens</h1>',
        meta("Traffic: Bridge reopens"),
    )
    assert found.headline == "Traffic: Bridge reopens"


def test_kicker_above_the_heading():
    found = read('<div><p class="kicker">Traffic</p><h1>Bridge reopens</h1></div>')
    assert (found.headline, found.kicker) == ("Bridge reopens", "Traffic")


def test_headline_is_no_part_of_the_body():
    found = read("<h1>Bridge reopens</h1><h2>Bridge reopens</h2>")
    assert [section.heading for section in found.body] == [None]


def test_provenance_names_the_winner():
    found = read("", meta("Bridge reopens"))
    (mark,) = (each for each in found.provenance if each.field == "headline")
    assert (mark.source, mark.rule) == ("opengraph", "og:title")
