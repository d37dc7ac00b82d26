# ruff: noqa: E501  # a page in one line is read best
"""Laws of the article reader, for any page."""

import html
import re
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import extract_article
from newscrawl.extract.text import fold, key

URL = "https://gazette.example/2026/03/14/bridge"

TAGS = ["p", "div", "h1", "h2", "h3", "ul", "li", "a", "b", "span", "table", "tr", "td", "article",
        "section", "aside", "figure", "figcaption", "blockquote", "br", "form", "time", "header"]  # fmt: skip
CLASSES = [
    "",
    "article-body",
    "related",
    "caption",
    "author",
    "date",
    "teaser",
    "kicker",
    "lead",
    "x1",
]

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12)
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)


@st.composite
def elements(draw, depth=3):
    tag = draw(st.sampled_from(TAGS))
    inside = [html.escape(draw(texts))]
    if depth:
        inside += draw(st.lists(elements(depth=depth - 1), max_size=4))
    label = draw(st.sampled_from(CLASSES))
    return f'<{tag} class="{label}">{" ".join(inside)}</{tag}>'


pages = st.lists(elements(), max_size=6).map(lambda parts: f"<h1>Bridge</h1>{''.join(parts)}")
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif hasattr(value, "__dataclass_fields__"):
        for item in fields(value):
            yield from strings(getattr(value, item.name))


@given(st.binary(max_size=3000), st.sampled_from([None, "utf-8", "utf-16", "hex", "utf-7", "x"]))
@slow
def test_any_bytes_give_a_record(body, encoding):
    found = extract_article(body, URL, encoding=encoding)
    for text in strings(found):
        text.encode()


@given(pages)
@slow
def test_every_paragraph_comes_from_the_page_white_space_folded(page):
    found = extract_article(page.encode(), URL)
    # Tags go without a trace, as in the page's own text; a caption within a line may be left out.
    whole = key(fold(html.unescape(re.sub(r"<[^>]*>", " ", page))))
    for section in found.body:
        for text in section.paragraphs:
            assert text == fold(text) != ""
            assert all(word in whole for word in map(key, text.split()))


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=30, unique=True))
@slow
def test_order_is_kept(numbers):
    told = [
        f"Paragraph {n} of the story tells what happened on that day in the town." for n in numbers
    ]
    page = "<h1>Bridge</h1><div>" + "".join(f"<p>{text}</p>" for text in told) + "</div>"
    found = extract_article(page.encode(), URL)
    assert [text for section in found.body for text in section.paragraphs] == told


def rendered(found):
    parts = [f"<h1>{html.escape(found.headline)}</h1><div>"]
    for section in found.body:
        if section.heading:
            parts.append(f"<h{section.level}>{html.escape(section.heading)}</h{section.level}>")
        parts += [f"<p>{html.escape(text)}</p>" for text in section.paragraphs]
    return "".join(parts) + "</div>"


sentences = st.integers(0, 10**6).map(
    lambda n: f"In year {n} somebody said that the bridge over the Wend would never be finished."
)
sections = st.lists(
    st.tuples(
        st.integers(0, 10**6).map(lambda n: f"Chapter {n}"),
        st.lists(sentences, min_size=1, max_size=4),
    ),
    max_size=4,
)


@given(st.lists(sentences, min_size=2, max_size=5, unique=True), sections)
@slow
def test_own_output_is_read_as_it_is(lead, rest):
    page = "<h1>Bridge</h1><div>" + "".join(f"<p>{text}</p>" for text in lead)
    for heading, told in rest:
        page += f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in told)
    once = extract_article(f"{page}</div>".encode(), URL)
    twice = extract_article(rendered(once).encode(), URL)
    assert twice.body == once.body
    assert twice.headline == once.headline


@pytest.mark.parametrize(
    "body",
    [
        b"<p>" * 3000,
        b"<b>" * 2000 + b"a long text that stands very deep in the page indeed",
        b"<h1>x</h1>" + b"<div>" * 1900 + b"a long text that stands very deep in the page",
        b'<a href="' + b"x" * 1_000_000 + b'">y</a><h1>z</h1>',
        b'<h1 class="' + b"author " * 100_000 + b'">z</h1>',
        b'<script type="application/ld+json">' + b"[" * 50_000,
        b"<h1>x</h1>" * 500,
        b"&#xd800;&#0;&#27;<h1>\xed\xa0\x80</h1>",
        b"<table>" + b"<tr><td>x" * 2000,
    ],
    ids=["p", "b", "div", "attribute", "class", "json", "h1", "characters", "table"],
)
def test_page_meant_to_hurt_gives_a_record(body):
    assert extract_article(body, URL).site == "gazette_example"
