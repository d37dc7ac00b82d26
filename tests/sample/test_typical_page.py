"""A page as most newspapers serve them: the story is the smaller part of it.

A menu stands before it, the headline is there twice, an advertisement and a list of other stories
stand between its paragraphs, and a second story follows. The record holds the story alone.
"""
# ruff: noqa: RUF001 - the story has its own apostrophes

from dataclasses import replace

import pytest

from newscrawl import extract_article
from newscrawl.deduplicate.identity import content_id
from newscrawl.items import Section
from newscrawl.sample import harbour_gazette

BASE = "http://127.0.0.1:8701"
PATH = "/2026/03/how-exampleton-plans-to-keep-its-old-lighthouse-lit-4107/"


def sections(printed):
    """Return what a reader must make of text with ``##`` headings and empty lines between."""
    found = []
    for part in printed.strip().split("\n\n"):
        words = " ".join(part.split())
        if words.startswith("## "):
            found.append(Section(heading=words.removeprefix("## "), level=2))
        else:
            last = found.pop() if found else Section()
            found.append(replace(last, paragraphs=(*last.paragraphs, words)))
    return tuple(found)


BODY = sections("""
The lamp on Gull Head has turned every night since 1868, and for most of that time nobody in
Exampleton asked what it cost. On Thursday evening 140 people climbed the hill to the old signal
station to hear the answer, and to vote on what should become of it.

## A light the charts no longer need

Ships have not steered by Gull Head for years. The coastal authority took the lighthouse off its
list of required lights last autumn, after a survey found that every vessel over twelve metres
calling at Exampleton now carries two satellite receivers and a plotter.

“On paper we are a decoration,” said Edmund Farrow, who has looked after the lamp for the Harbour
Trust since his father retired from the job. “But I have had three men in my kitchen this winter
whose plotters had gone dark, and all three of them came in on the light.”

## What the survey found under the paint

An engineer’s report, read out at the meeting, was kinder to the tower than most had feared. The
granite is sound. The lantern room is not: two of its sixteen bronze frames have cracked, and rain
has reached the gearing beneath the lens.

Repairs would come to 212,000 crowns, of which nearly half is for scaffolding. The report puts the
yearly running cost at 9,400 crowns once the lamp itself has been replaced.

## Three ways to pay for it

The trust laid three proposals on the table and asked for a show of hands on each. Its chair,
Odile Brandt, said none of them was meant to exclude the others.

Open the gallery to visitors from May to September, at four crowns a climb.

Let the keeper’s cottage to walkers, two nights at the least.

Ask each berth in the marina for an extra eleven crowns a year.

All three were carried. The marina charge passed by nine votes only, and those who moor there have
until the end of April to object.

## When the scaffolding goes up

Work is due to begin on 7 September, after the terns have left the ledge below the gallery. The
light will stay on throughout, hung from a temporary mast that the lifeboat crew has offered to
lend.

Mr Farrow has asked for one night without it. “I should like to see what the bay looks like,” he
said, “and then I should like never to see it again.”
""")
"""As printed: a lead, four headed sections, no list of other stories."""


def cards(printed):
    """Return title, path and excerpt of each card; the excerpt may run over lines."""
    rows = (part.split("\n", 2) for part in printed.strip().split("\n\n"))
    return [(title, path, " ".join(excerpt.split())) for title, path, excerpt in rows]


LATEST = cards("""
Council puts off vote on fish market roof
/2026/03/council-puts-off-vote-on-fish-market-roof-4108/
Stallholders must work another month under buckets after councillors asked for a second estimate.

The night the ferry carried a piano to Saltmere
/2026/03/the-night-the-ferry-carried-a-piano-4103/
It took six deckhands, one mattress and a calm sea to bring a concert grand across the sound, and
it arrived in tune.

School orchestra borrows a foghorn for its spring concert
/2026/03/school-orchestra-borrows-a-foghorn-4102/
The orchestra of Exampleton’s upper school will play its spring concert on 28 March with an
instrument that none of its members can carry: ...

Inside the accounts of the Harbour Trust
/2026/03/inside-the-accounts-of-the-harbour-trust-4106/
Fifty years of ledgers, a cupboard nobody had opened, and a sum that was not missing after all.

Watch: The harbour crane lifts the Mary Anvil
/2026/03/watch-the-crane-lifts-the-mary-anvil-4104/
The trawler Mary Anvil, 38 tonnes, came out of the water on Thursday for the first time in six
years. Our film shows the ...

O relojoeiro que dá horas à torre
/2026/03/o-relojoeiro-que-da-horas-a-torre-4099/
Há quarenta anos que Amadeu Vilar sobe 112 degraus todas as sextas-feiras. O relógio atrasa-se na
mesma.
""")
"""Each story in THE LATEST NEWS, top to bottom."""


def page(day):
    return harbour_gazette.answers(day, BASE)[PATH].body


@pytest.fixture(scope="module")
def article():
    return extract_article(page(1), BASE + PATH)


def test_page_has_the_traps():
    """The page is as hard as it claims to be: each of these stands on it."""
    html = page(1).decode()
    order = [
        '<div id="mvp-fly-wrap">',
        "Connect with us",
        'class="mvp-drop-nav-title left"><h4>How Exampleton',
        '<h1 class="mvp-post-title left entry-title" itemprop="headline">How Exampleton',
        "<p>Published</p>",
        "2 hours ago",
        'datetime="2026-03-14">March 14, 2026</time>',
        ">Share</a>",
        'id="mvp-content-main"',
        "<p>The lamp on Gull Head",
        "Advertisement",
        "<h2>THE LATEST NEWS</h2>",
        'alt="Council puts off vote on fish market roof"',
        "Read More</a>",
        'id="mvp-content-bot"',
        "Related Topics:",
        "Up Next",
        "Don't Miss",
        'id="mvp-author-box-wrap"',
        "Continue Reading",
        "You may like",
        'id="comments"',
        'class="mvp-post-add-story',
        '<h1 class="mvp-post-title left">Volunteers count',
        'class="mvp-post-add-main',
        "Continue Reading",
        ">Trending<",
    ]
    place = 0
    for mark in order:
        place = html.find(mark, place)
        assert place >= 0, mark
    assert html.count("Read More</a>") == 6


def test_body_is_lead_and_sections_and_nothing_else(article):
    assert article.body == BODY


def test_text_is_the_body_in_one_piece(article):
    lines = [
        words
        for section in BODY
        for words in (section.heading, *section.paragraphs)
        if words is not None
    ]
    assert article.text == "\n\n".join(lines)
    assert article.word_count == 406


def test_headline(article):
    assert article.headline == "How Exampleton Plans to Keep Its Old Lighthouse Lit"


def test_lead_is_no_standfirst(article):
    """The page prints none; what og:description says is the lead cut short."""
    assert article.standfirst is None


def test_author(article):
    assert [author.name for author in article.authors] == ["Marta Quill"]
    assert article.authors[0].url in {None, f"{BASE}/author/marta-quill/"}


def test_date(article):
    assert article.published_at == "2026-03-14T05:20:00+00:00"
    assert article.published_precision == "second"
    assert article.published_zone_assumed is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page_kind", "article"),
        ("language", "en"),
        ("section", "Harbour"),
        ("tags", ("Lighthouse", "Harbour Trust", "Gull Head")),
        ("canonical_url", BASE + PATH),
    ],
)
def test_field(article, field, value):
    assert getattr(article, field) == value


@pytest.mark.parametrize(("title", "path", "excerpt"), LATEST, ids=[path for _, path, _ in LATEST])
def test_latest_news_gives_a_teaser(article, title, path, excerpt):
    found = [teaser for teaser in article.teasers if teaser.url == BASE + path]
    assert [(teaser.title, teaser.excerpt) for teaser in found] == [(title, excerpt)]


def test_latest_news_keeps_its_order(article):
    latest = [BASE + path for _, path, _ in LATEST]
    assert [teaser.url for teaser in article.teasers if teaser.url in latest] == latest


def test_no_target_has_two_teasers(article):
    targets = [teaser.url for teaser in article.teasers]
    assert len(targets) == len(set(targets))
    assert [teaser.rank for teaser in article.teasers] == list(range(1, len(targets) + 1))
    assert BASE + PATH not in targets


def test_next_day_the_page_differs_and_the_story_does_not(article):
    assert page(1) != page(2)
    again = extract_article(page(2), BASE + PATH)
    assert again.body == article.body == BODY
    assert content_id(again) == content_id(article) is not None
