"""The standfirst: the summary between headline and body, apart from the body."""

import pytest

from newscrawl import extract_article

SUMMARY = "After nine months of repairs the town has its bridge back, and the ferry its rest."
STORY = "".join(
    f"<p>Paragraph {word} of the story says what happened on the {word} day of the repairs.</p>"
    for word in ("one", "two", "three", "four")
)


def read(body, head=""):
    page = f"<html><head>{head}</head><body><article><h1>Bridge reopens</h1>{body}</article>"
    return extract_article(page.encode(), "https://gazette.example/a")


@pytest.mark.parametrize(
    "body",
    [
        f'<p class="standfirst">{SUMMARY}</p><div>{STORY}</div>',
        f'<header><div class="article-subtitle">{SUMMARY}</div></header><div>{STORY}</div>',
        f'<h2 class="dek">{SUMMARY}</h2><div>{STORY}</div>',
        f"<section><p>{SUMMARY}</p></section><div>{STORY}</div>",
        f"<div><p><b>{SUMMARY}</b></p>{STORY}</div>",
        f'<div><p class="lead">{SUMMARY}</p>{STORY}</div>',
        f'<div><p class="x9">{SUMMARY}</p>{STORY.replace("<p>", "<p class=x8>")}</div>',
        f"<h2>{SUMMARY}</h2><div>{STORY}</div>",
    ],
    ids=lambda body: body[:26],
)
def test_standfirst_is_told_from_the_body(body):
    found = read(body)
    assert found.standfirst == SUMMARY
    assert SUMMARY not in (found.text or "")
    assert len(found.body[0].paragraphs) == 4


def test_standfirst_printed_again_above_the_body_is_none_of_it():
    """Editors that print the summary below the headline and, for a print's sake, above the text."""
    again = f'<div class="text"><div class="m-1">{SUMMARY}</div><div>{STORY}</div></div>'
    found = read(f'<header><div class="dek">{SUMMARY}</div></header>{again}')
    assert found.standfirst == SUMMARY
    assert [len(section.paragraphs) for section in found.body] == [4]
    assert SUMMARY not in (found.text or "")


def test_what_the_page_declares_wins_over_a_name():
    head = f'<meta name="description" content="{SUMMARY}">'
    other = "What else stands in this issue of the paper is told on page four."
    body = f'<p class="intro">{other}</p><section><p>{SUMMARY}</p></section><div>{STORY}</div>'
    assert read(body, head).standfirst == SUMMARY


def test_standfirst_may_be_a_list():
    body = (
        "<ul class='summary'><li>The bridge is open again.</li><li>It cost nine million.</li></ul>"
    )
    assert read(f"{body}<div>{STORY}</div>").standfirst == (
        "The bridge is open again. It cost nine million."
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h2 class=s>{}</h2><h2 class=s>{}</h2><div>{}</div>",
        "<div><p class=x9>{}</p><p class=x9>{}</p>{}</div>",
        "<div><p><b>{}</b></p><p><b>{}</b></p>{}</div>",
    ],
)
def test_standfirst_may_have_lines(body):
    """One below the other, all in a look of their own."""
    lines = (SUMMARY, "The mayor cut the ribbon.")
    found = read(body.format(*lines, STORY.replace("<p>", "<p class=x8>")))
    assert found.standfirst == " ".join(lines)
    assert len(found.body[0].paragraphs) == 4


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{STORY}</div>",
        f"<div class='intro'><p>{SUMMARY}</p><p>{3 * SUMMARY}</p></div><div>{STORY}</div>",
        f'<p class="lead">Ann Lee / 14 March 2026</p><div>{STORY}</div>',
        f"<div>{STORY.replace('<p>', '<p class=drop-cap>', 1)}</div>",
        f"<section><p>Updated on 7 January 2026, 4 min.</p></section><div>{STORY}</div>",
        f'<p><a href="/x">{SUMMARY}</a></p><div>{STORY}</div>',
    ],
)
def test_no_standfirst(body):
    assert read(body).standfirst is None


def test_story_of_a_few_short_lines_is_not_all_standfirst():
    """Where three paragraphs look like the sentence above them, that one alone is it."""
    lines = "".join(
        f"<p>Line {n} says what happened on day {n} of the repairs.</p>" for n in (1, 2, 3)
    )
    found = read(f"<p>The bridge is open again.</p>{lines}")
    assert len(found.body) == 1
    assert len(found.body[0].paragraphs) >= 3


@pytest.mark.parametrize(
    "box",
    [
        "<div class='ai-summary'><p>%</p></div>",
        "<div class='ai-box'><div class='ai-box__summary'>%</div></div>",
        "<section class='summary-ai'><h2>In short</h2><ul><li>%</li></ul></section>",
    ],
)
def test_summary_of_a_machine_is_no_standfirst(box):
    told = "The town has a bridge again, says what a machine has made of the story, in some words."
    found = read(f"{box.replace('%', told)}<p class='dek'>{SUMMARY}</p><div>{STORY}</div>")
    assert found.standfirst == SUMMARY
    assert told not in (found.text or "")
