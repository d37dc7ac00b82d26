# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
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


def rule_of(found):
    return next(each.rule for each in found.provenance if each.field == "headline")


STORY = "<p>The bridge was shut for nine months, and the town had to go round by the mill.</p>"


@pytest.mark.parametrize(
    "place",
    [
        '<div class="bt">{}</div>',
        '<p class="subject">{}</p>',
        '<table><tr><td class="font01">{}</td></tr></table>',
        "<center><font size=5><b>{}</b></font></center>",
        "<form><div><story-title>{}</story-title></div></form>",
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "{}_Gazette",
        "{}--Gazette",
        "{}-公报",
        "{}：公报",
        "{} - Gazette",
        "{} · Gazette",
        "{} &lt; News &lt; Gazette",
        "Gazette - {}",
        "公报-{}",
        "{}",
    ],
)
@pytest.mark.parametrize("text", ["Bridge: it reopens after nine months", "老城大桥今年九月底通车"])
def test_headline_in_no_heading_is_found_by_the_title(place, title, text):
    """Whatever the newspaper is called, and whatever its name is joined by."""
    found = read(
        f"<div><a href='/'>Gazette</a></div>{place.format(text)}<p>14.3.2026</p>{STORY}",
        f'<meta charset="utf-8"><title>{title.format(text)}</title>',
    )
    assert found.headline == text
    assert rule_of(found).endswith("of the title's text")
    assert text not in (found.text or text)


@pytest.mark.parametrize(
    "before",
    [
        '<div><a href="/">Start</a> &gt; <a href="/town">Town</a> &gt; <span>{}</span></div>',
        "<ul><li>{}</li></ul>",
        '<div><a href="/2026/03/14/bridge">{}</a></div>',
        "<nav><span>{}</span></nav>",
        '<div style="display:none">{}</div>',
        "<figure><img src='/b.jpg'><figcaption>{}</figcaption></figure>",
    ],
)
def test_title_printed_beside_the_story_is_no_headline(before):
    text = "Bridge: it reopens after nine months"
    found = read(
        f'{before.format(text)}<div class="bt">{text}</div>{STORY}',
        f"<title>{text}_Gazette</title>",
    )
    assert (found.headline, rule_of(found)) == (text, "div of the title's text")
    alone = read(f"{before.format(text)}{STORY}", f"<title>{text}_Gazette</title>")
    assert rule_of(alone) == "title"


def test_kicker_above_a_headline_in_no_heading():
    found = read(
        '<div class="kicker">Traffic</div><div class="bt">Bridge reopens at last</div>',
        "<title>Bridge reopens at last_The Gazette</title>",
    )
    assert (found.headline, found.kicker) == ("Bridge reopens at last", "Traffic")


def test_name_of_the_newspaper_in_front_of_a_short_title_is_no_headline():
    head = "<title>A Word a Day -- maudlin</title>"
    found = read("<div>A Word a Day</div><div>maudlin</div>", head)
    assert rule_of(found) == "title"


def test_boxes_of_one_headline_are_parted_as_the_title_says():
    head = meta("Town book of the week - The mill")
    found = read("<div><div>Town book of the week</div><div>The mill</div></div>", head)
    assert found.headline == "Town book of the week - The mill"


@pytest.mark.parametrize("joint", ["_", "："])
def test_lower_heading_equals_a_title_whatever_the_name_is_joined_by(joint):
    found = read(
        "<h1>All of the town in one paper</h1><h2>Bridge reopens at last</h2>",
        f'<meta charset="utf-8"><title>Bridge reopens at last{joint}Gazette</title>',
    )
    assert found.headline == "Bridge reopens at last"
