# ruff: noqa: RUF001  # the digits of many scripts are meant as they stand
"""Times as the page states them."""

import json

import pytest

from newscrawl import extract_article
from newscrawl.extract import datelines
from newscrawl.extract.datelines import shown
from newscrawl.extract.dates import declared


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2026-03-14", "2026-03-14", "day"),
        ("2026-3-4", "2026-03-04", "day"),
        ("20260314", "2026-03-14", "day"),
        ("2026-03-14T06:00Z", "2026-03-14T06:00:00Z", "minute"),
        ("2026-03-14 06:00:07 +0100", "2026-03-14T06:00:07+01:00", "second"),
        ("2026-03-14T06:00:07.000Z", "2026-03-14T06:00:07Z", "second"),
        ("2026-03-14T06:00:07.120+05:30", "2026-03-14T06:00:07.12+05:30", "second"),
        ("2026-03-14T06:00:07+01:00[Europe/Berlin]", "2026-03-14T06:00:07+01:00", "second"),
        ("2026-03-14T06:00:07", "2026-03-14T06:00:07", "second"),
        ("Sat, 14 Mar 2026 06:00:07 GMT", "2026-03-14T06:00:07Z", "second"),
        ("Sat Mar 14 2026 06:00:07 GMT+0100 (CET)", "2026-03-14T06:00:07+01:00", "second"),
        ("1773468007", "2026-03-14T06:00:07Z", "second"),
        ("1773468007000", "2026-03-14T06:00:07Z", "second"),
    ],
)
def test_declared(text, value, precision):
    moment = declared(text)
    assert (moment.value, moment.precision, moment.raw) == (value, precision, text)


@pytest.mark.parametrize("text", ["", "x", "2026-02-30", "0001-01-01", "9999-01-01", "14 March"])
def test_not_declared(text):
    assert declared(text) is None


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("14 March 2026", "en", "2026-03-14"),
        ("Mar. 14, 2026 at 3:05 p.m.", "en", "2026-03-14T15:05:00"),
        ("3/4/2026", "en-US", "2026-03-04"),
        ("3/4/2026", "en-GB", "2026-04-03"),
        ("3.4.2026", "de", "2026-04-03"),
        ("Stand: 14.03.2026, 16:11 Uhr", "de", "2026-03-14T16:11:00"),
        ("14. März 2026", "de", "2026-03-14"),
        ("14 de marzo de 2026", "es", "2026-03-14"),
        ("14 марта 2026", "ru", "2026-03-14"),
        ("14 Şubat 2026 - 13:22", "tr", "2026-02-14T13:22:00"),
        ("2026年3月14日 20:00", "ja", "2026-03-14T20:00:00"),
        ("2026. 3. 14. 14:33", "ko", "2026-03-14T14:33:00"),
        ("14.03.26", "de", "2026-03-14"),
        ("14 มีนาคม 2569", "th", "2026-03-14"),
        ("14/03/2569 08:00", "th", "2026-03-14T08:00:00"),
        ("१४ मार्च २०२६, ०८:००", "hi", "2026-03-14T08:00:00"),
        ("১৪ মার্চ ২০২৬", "bn", "2026-03-14"),
        ("١٤ مارس ٢٠٢٦", "ar", "2026-03-14"),
    ],
)
def test_shown(text, language, value):
    assert shown(text, language).value == value


@pytest.mark.parametrize("text", ["2 months ago", "yesterday", "14 March", "room 12 of 2026", ""])
def test_relative_and_partial_dates_are_not_resolved(text):
    assert shown(text, "en") is None


def read(body="", head="", node=None, url="https://gazette.example/a"):
    script = "" if node is None else json.dumps({"@type": "NewsArticle", **node})
    page = (
        f'<html lang="en"><head>{head}<script type="application/ld+json">{script}</script></head>'
        f"<body><div><h1>Bridge reopens</h1>{body}</div><p>Text of the story.</p></body></html>"
    )
    return extract_article(page.encode(), url)


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ({"node": {"datePublished": "2026-03-14T06:00:00Z"}}, "2026-03-14T06:00:00Z"),
        (
            {"head": '<meta property="article:published_time" content="2026-03-14T06:00Z">'},
            "2026-03-14T06:00:00Z",
        ),
        ({"head": '<meta name="article.published" content="2026-03-14">'}, "2026-03-14"),
        ({"body": '<meta itemprop="datePublished" content="2026-03-14">'}, "2026-03-14"),
        ({"body": '<time datetime="2026-03-14T06:00">today</time>'}, "2026-03-14T06:00:00"),
        ({"body": '<span class="post-date">14 March 2026</span>'}, "2026-03-14"),
        ({"body": "<p>14 March 2026</p>"}, "2026-03-14"),
        ({"head": "<title>Bridge reopens | 14.03.2026</title>"}, "2026-03-14"),
        ({"url": "https://gazette.example/2026/03/14/bridge"}, "2026-03-14"),
        ({"url": "https://gazette.example/news/A2026031408001230001"}, "2026-03-14"),
    ],
    ids=[
        "json-ld",
        "meta",
        "meta, dotted",
        "microdata",
        "time",
        "class",
        "text",
        "title",
        "url",
        "number",
    ],
)
def test_each_source(page, value):
    assert read(**page).published_at == value


def test_json_ld_comes_before_meta():
    found = read(
        node={"datePublished": "2026-03-14T06:00:00Z", "dateModified": "2026-03-15"},
        head='<meta property="article:published_time" content="2026-03-13T06:00Z">',
    )
    assert (found.published_at, found.modified_at) == ("2026-03-14T06:00:00Z", "2026-03-15")
    assert found.published_precision == "second"
    assert found.published_zone_assumed is False


def test_time_nearest_to_the_headline_is_taken():
    found = read(
        body='<time datetime="2026-03-14">x</time>',
        head="",
    )
    page = '<ul><li><time datetime="2026-01-01">x</time></li></ul>'
    assert found.published_at == "2026-03-14"
    text = f'{page}<div><h1>Bridge reopens</h1><time datetime="2026-03-14">x</time></div>'
    assert extract_article(text.encode(), "https://gazette.example/a").published_at == "2026-03-14"


def _with_month(template, number):
    word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")
    return template.replace("%s", f"15 {word} 2026")


@pytest.mark.parametrize(
    "template",
    [
        '<meta property="article:published_time" content="%s">',
        '<meta property="og:title" content="Bridge reopens on %s">',
        '<span class="date">%s</span>',
        "<time>%s</time>",
        '<span itemprop="datePublished">%s</span>',
        "<p>%s",
    ],
)
def test_words_that_are_no_months_are_looked_up_for_a_few_texts_only(template, monkeypatch):
    """Each is looked up in the tables of thirty languages."""
    asked = []
    monkeypatch.setattr(datelines, "month", lambda name, _: asked.append(name))
    page = "<h1>Bridge reopens</h1>" + "".join(_with_month(template, n) for n in range(600))
    assert extract_article(page.encode(), "https://gazette.example/a").published_at is None
    assert len(asked) < 200
