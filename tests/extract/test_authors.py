# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
# ruff: noqa: ISC004  # a page in one line is read best
"""Authors: persons or agencies, without "By", role, place or address."""

import json

import pytest

from newscrawl import extract_article
from newscrawl.extract.names import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Von Ann Lee, Bo Ek und Cy Poe", ["Ann Lee", "Bo Ek", "Cy Poe"]),
        ("Ann Lee (Reuters)", ["Ann Lee"]),
        ("Ann Lee, Frankfurt", ["Ann Lee"]),
        ("Ann Lee, dpa", ["Ann Lee", "dpa"]),
        ("Ann Lee | Political editor", ["Ann Lee"]),
        ("Ann Lee - ann@gazette.example", ["Ann Lee"]),
        ("View all posts by Ann Lee", ["Ann Lee"]),
        ("신현주 기자", ["신현주"]),
        ("srf/hosb", ["srf/hosb"]),
        ("https://gazette.example/ann", []),
        ("14 March 2026", []),
        ("", []),
        ("word " * 30, []),
    ],
)
def test_names(text, expected):
    assert names(text) == expected


def read(body="", head="", node=None):
    script = "" if node is None else json.dumps({"@type": "NewsArticle", **node})
    page = (
        f'<html><head>{head}<script type="application/ld+json">{script}</script></head><body>'
        f"<div><h1>Bridge reopens</h1>{body}</div><p>Text of the story.</p></body></html>"
    )
    found = extract_article(page.encode(), "https://www.gazette.example/a")
    return [author.name for author in found.authors]


@pytest.mark.parametrize(
    "author",
    [
        "Ann Lee",
        {"name": "Ann Lee"},
        [{"@type": "Person", "name": "Ann Lee"}],
        {"name": ["Ann Lee"]},
        [[{"name": " Ann  Lee "}], {"name": "ann lee"}],
    ],
)
def test_json_ld_of_every_shape(author):
    assert read(node={"author": author}) == ["Ann Lee"]


def test_author_by_reference():
    script = json.dumps(
        {
            "@graph": [
                {"@type": "Person", "@id": "#ann", "name": "Ann Lee", "url": "/ann"},
                {"@type": "NewsArticle", "headline": "x", "author": {"@id": "#ann"}},
            ]
        }
    )
    page = f'<script type="application/ld+json">{script}</script><h1>Bridge reopens</h1>'
    (author,) = extract_article(page.encode(), "https://gazette.example/a").authors
    assert (author.name, author.url) == ("Ann Lee", "https://gazette.example/ann")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", '<meta name="author" content="Ann Lee">'),
        ("", '<meta property="article:author" content="Ann Lee">'),
        ("", '<meta name="twitter:label1" content="Written by">'
             '<meta name="twitter:data1" content="Ann Lee">'),
        ('<span itemprop="author"><span itemprop="name">Ann Lee</span></span>', ""),
        ('<a rel="author" href="/ann">Ann Lee</a>', ""),
        ('<div class="byline">By <a href="/ann">Ann Lee</a></div>', ""),
        ('<div class="x"><span>By</span> <span>Ann Lee</span></div>', ""),
        ('<div class="x">Submitted by <span>Ann Lee</span> on Saturday</div>', ""),
        ('<div class="x">14 March 2026 | By Ann Lee | Town</div>', ""),
    ],
)  # fmt: skip
def test_each_source(body, head):
    assert read(body, head) == ["Ann Lee"]


@pytest.mark.parametrize(
    "line", ["来源：河谷日报　作者：李安　编辑：王博", "기자명 이안 기자 입력"]
)
def test_line_in_a_script_without_capitals(line):
    assert read(f"<p>{line}</p>")[0][:2] in {"李安", "이안"}


def test_own_name_signs_only_what_nobody_else_does():
    node = {"author": {"name": "The Gazette"}, "publisher": {"name": "The Gazette"}}
    assert read(node=node) == ["The Gazette"]
    assert read("<p>By Ann Lee</p>", node=node) == ["Ann Lee"]
    both = {"author": [{"name": "Ann Lee"}, {"name": "gazette.example"}]}
    assert read(node=both) == ["Ann Lee"]


def test_byline_without_by_goes_before_the_newspaper():
    node = {"author": {"name": "The Gazette"}, "publisher": {"name": "The Gazette"}}
    byline = "<div class='byline'><span>Ann Lee</span></div>"
    assert read(f"<div>{byline}</div>", node=node) == ["Ann Lee"]


def test_authors_of_other_stories_and_comments_are_not_taken():
    comments = '<div id="comments"><a rel="author" href="/x">Troll</a></div>'
    assert read(body='<p><a rel="author" href="/ann">Ann Lee</a></p>' + comments) == ["Ann Lee"]
