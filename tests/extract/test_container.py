# ruff: noqa: E501  # a page in one line is read best
"""Where the story stands, on pages whose names tell nothing."""

import pytest

from newscrawl import extract_article
from tests.extract.test_body import LAST, LEAD, MORE, OTHER, URL, p, paragraphs

STORY = (LEAD, MORE, LAST, LEAD[:-1] + ", they say.", MORE[:-1] + " again.")
NOTICE = (
    "We and our partners keep small files in your browser to count the readers of each page and to remember what you chose.",
    "You may allow all of them or only those that are needed, and you may change your mind at any later time in the settings.",
)


def read(body):
    return extract_article(f"<html lang=en><body>{body}</body></html>".encode(), URL)


def post(content, name="kapo"):
    return f"<div class='{name}'><h1>Bridge reopens</h1><div class='keno'>{content}</div></div>"


@pytest.mark.parametrize("notice", [p(*NOTICE), f"<h2>Your choice</h2>{p(*NOTICE)}"])
def test_notice_beside_the_post_is_none_of_it(notice):
    found = read(post(p(*STORY)) + f"<div class='kivu'><div class='kuma'>{notice}</div></div>")
    assert paragraphs(found) == list(STORY)


def test_paragraph_beside_the_post_is_the_story():
    found = read(f"<div>{post(p(*STORY))}{p(*NOTICE)}</div>")
    assert paragraphs(found) == [*STORY, *NOTICE]


def test_head_with_a_lead_is_not_the_story():
    head = f"<div class='kapo'><h1>Bridge reopens</h1>{p(OTHER)}</div>"
    assert paragraphs(read(f"<div>{head}<div class='keno'>{p(*STORY)}</div></div>")) == list(STORY)


def test_head_with_a_lead_and_a_note_is_not_the_story():
    head = f"<div class='kapo'><h1>Bridge reopens</h1>{p(OTHER)}<div>{p(NOTICE[0])}</div></div>"
    parts = f"<div class='keno'>{p(*STORY[:3])}</div><div class='kivu'>{p(*STORY[3:])}</div>"
    assert paragraphs(read(f"<div>{head}{parts}</div>"))[-5:] == list(STORY)


def test_aside_may_say_more_than_the_story():
    """The stories of the week beside a short one, in an element that says what it is."""
    beside = "".join(f"<li><b>Of week {n}</b>{p(*NOTICE)}</li>" for n in range(4))
    head = "<header><h1>Bridge reopens</h1></header>"
    parts = f"<aside><ul>{beside}</ul></aside><div><section>{p(*STORY)}</section></div>"
    assert paragraphs(read(f"<div>{head}<article>{parts}</article></div>")) == list(STORY)


def test_rows_with_a_number_each_are_one_story():
    """As page builders name them."""
    told = [[f"{text[:-1]}, says sheet {n}." for text in NOTICE] for n in range(1, 4)]
    rows = (f"<div class='row row_{n}'>{p(*told[n - 1])}</div>" for n in range(2, 4))
    found = read(f"<div>{post(p(*STORY, *told[0]), 'row row_1')}{''.join(rows)}</div>")
    assert paragraphs(found) == [*STORY, *told[0], *told[1], *told[2]]


def test_paragraphs_in_a_wrapper_each_are_read_as_without():
    def wrapped(*texts):
        return "".join(f"<div>{p(text)}</div>" for text in texts)

    for told in (p, wrapped):
        head = f"<h1>Bridge reopens</h1><div class='kapo'>{told(OTHER)}</div>"
        found = read(f"<main>{head}<div class='keno'>{told(*STORY)}</div></main>")
        assert (found.standfirst, paragraphs(found)) == (OTHER, list(STORY))
