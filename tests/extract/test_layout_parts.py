"""Layouts: first for every field, and noticed where they match nothing."""

import pytest

from newscrawl import extract_article
from newscrawl.errors import LayoutChanged
from newscrawl.extract.layout_parts import layout_findings
from newscrawl.layout import Layout, css, xpath

URL = "https://gazette.example/a"
PAGE = b"""<html lang="en"><title>Bridge reopens</title><body>
<h1>Bridge reopens</h1><p class="over">Traffic</p><p class="sum">The town has its bridge back.</p>
<i class="who">By Ann Lee and Bo Ek</i><b class="when">14.03.2026, 06:00</b>
<b class="new" title="2026-03-15">changed</b><u class="part">Town</u><s>bridges</s><s>rivers</s>
<div id="story"><p>First paragraph of the story, as it stands here.</p><h3>Stone</h3>
<p>Second paragraph. <span class="ad">Buy cheese.</span>Here it goes on.</p></div>
<div><p>Another text of the page that is much longer than the story itself, so that the reader on
its own would take it for the story, if the layout did not say otherwise, as it does.</p></div>"""


def marks(found):
    return {each.field: (each.source, each.rule) for each in found.provenance}


def test_each_part_is_first():
    layout = Layout(
        headline=css("title"), kicker=css(".over"), standfirst=css(".sum"), authors=css(".who"),
        byline=css(".who"), published_at=css(".when"), modified_at=css(".new::attr(title)"),
        section=xpath("//u"), tags=css("s"), body=css("#story"), remove=".ad",
    )  # fmt: skip
    found = extract_article(PAGE, URL, layout=layout)
    assert found.kicker == "Traffic"
    assert found.standfirst == "The town has its bridge back."
    assert [author.name for author in found.authors] == ["Ann Lee", "Bo Ek"]
    assert found.byline == "By Ann Lee and Bo Ek"
    assert (found.published_at, found.modified_at) == ("2026-03-14T06:00:00", "2026-03-15")
    assert (found.section, found.tags) == ("Town", ("bridges", "rivers"))
    assert [(section.heading, section.paragraphs) for section in found.body] == [
        (None, ("First paragraph of the story, as it stands here.",)),
        ("Stone", ("Second paragraph. Here it goes on.",)),
    ]
    assert found.problems == ()
    assert {source for field, (source, _) in marks(found).items() if field != "language"} == {
        "layout", "rule",
    }  # fmt: skip
    assert marks(found)["body"] == ("layout", "css('#story')")
    assert marks(found)["headline"] == ("layout", "css('title')")


def test_part_may_be_a_function():
    def body(page):
        return page.css("#story p:first-child::text").getall()

    found = extract_article(PAGE, URL, layout=Layout(body=body))
    assert found.text == "First paragraph of the story, as it stands here."
    assert marks(found)["body"] == ("layout", "body")


@pytest.mark.parametrize("name", ["headline", "published_at", "authors", "section", "body"])
def test_part_that_matches_nothing_is_named_and_filled_in(name):
    found = extract_article(PAGE, URL, layout=Layout(**{name: css(".gone")}))
    assert found.problems == (f"layout_{name}_matched_nothing",)
    if name in marks(found):
        assert marks(found)[name][0] != "layout"
        assert marks(found)[name][1].endswith("for a layout that matched nothing")
    assert found.headline == "Bridge reopens"
    (finding,) = layout_findings(found)
    assert isinstance(finding, LayoutChanged)
    assert URL in str(finding)


def test_function_that_raises_is_named_and_filled_in():
    def headline(page):
        return [page.css("h9")[0].get()]

    found = extract_article(PAGE, URL, layout=Layout(headline=headline))
    assert found.problems == ("layout_headline_failed",)
    assert found.headline == "Bridge reopens"


def test_text_behind_what_is_removed_stays():
    page = (
        b"<h1>Bridge</h1><p>One<i class='x'>no</i> two</p><p><i class='x'>no</i>Three</p>"
        b"<p><b>Four</b><i class='x'>no</i> five</p>"
    )
    found = extract_article(page, URL, layout=Layout(remove=".x", body=css("body")))
    assert "One two" in found.text
    assert "Three" in found.text
    assert "Four five" in found.text
    assert "no" not in found.text
