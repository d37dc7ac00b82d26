"""The reader gets every sample article right; the typical page has a test of its own.

``expected.json`` was written from the printed page, not by the reader.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl import extract_article
from newscrawl.deduplicate.identity import content_id
from newscrawl.sample import ferry_post, harbour_gazette

GAZETTE, POST = "http://127.0.0.1:8701", "http://127.0.0.1:8702"
PIANO = "/2026/03/the-night-the-ferry-carried-a-piano-4103/"
REPRINT = "/2026-03-15/the-night-the-ferry-carried-a-piano.html"

EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))


def read(site, day, path):
    paper, base = {
        "harbour_gazette": (harbour_gazette, GAZETTE),
        "ferry_post": (ferry_post, POST),
    }[site]
    return extract_article(paper.answers(day, base)[path].body, base + path)


def names(expected):
    return [f"{one['site']}/{one['path'].strip('/').rpartition('/')[2]}" for one in expected]


@pytest.fixture(scope="module", params=EXPECTED, ids=names(EXPECTED))
def case(request):
    expected = request.param
    return expected, read(expected["site"], expected["day"], expected["path"])


@pytest.mark.parametrize("field", ["headline", "standfirst", "language", "page_kind"])
def test_field(case, field):
    expected, article = case
    assert getattr(article, field) == expected[field]


def test_authors(case):
    expected, article = case
    assert [author.name for author in article.authors] == expected["authors"]


def test_published_at(case):
    expected, article = case
    stated, read_as = expected["published_at"], article.published_at
    assert len(read_as) == 10 if len(stated) == 10 else len(read_as) > 10
    assert datetime.fromisoformat(read_as) == datetime.fromisoformat(stated)


def test_published_precision(case):
    expected, article = case
    by_length = {10: "day", 22: "minute", 25: "second"}
    assert article.published_precision == by_length[len(expected["published_at"])]


def test_tags(case):
    expected, article = case
    assert list(article.tags) == expected["tags"]


def test_headings(case):
    expected, article = case
    first, *headed = [section.heading for section in article.body]
    assert first is None
    assert headed == expected["headings"]


def test_paragraphs(case):
    expected, article = case
    # The times of a live blog's entries may be read as paragraphs or not.
    paragraphs = [
        words
        for section in article.body
        for words in section.paragraphs
        if expected["page_kind"] != "live_blog" or len(words) > len("16:05")
    ]
    assert paragraphs[0] == expected["first"]
    assert paragraphs[-1] == expected["last"]
    assert len(paragraphs) == expected["paragraphs"]


def test_photo_keeps_caption_and_credit():
    path = "/2026/03/volunteers-count-1200-lapwings-on-the-salt-marsh-4101/"
    images = {image.url: image for image in read("harbour_gazette", 1, path).images}
    photo = images[f"{GAZETTE}/pictures/lapwings-at-low-water.png"]
    assert photo.caption.startswith("Lapwings over the eastern creek on Sunday morning.")
    assert "Pia Lund" in (photo.credit or photo.caption)


def test_paywall_is_declared():
    path = "/2026/03/inside-the-accounts-of-the-harbour-trust-4106/"
    assert read("harbour_gazette", 1, path).free_access is False


def test_reprint_is_the_same_article_in_another_frame():
    original, copy = read("harbour_gazette", 1, PIANO), read("ferry_post", 2, REPRINT)
    for field in ("headline", "standfirst", "body", "text", "word_count"):
        assert getattr(copy, field) == getattr(original, field), field
    assert content_id(copy) == content_id(original) is not None
    assert copy.article_id != original.article_id
    assert [author.name for author in copy.authors] == ["The Harbour Gazette"]


def test_revision_changes_headline_and_body_only():
    before = read("harbour_gazette", 1, "/2026/03/council-puts-off-vote-on-fish-market-roof-4108/")
    after = read(
        "harbour_gazette", 2, "/2026/03/council-votes-for-a-slate-roof-on-the-fish-market-4108/"
    )
    assert before.headline != after.headline
    assert before.body[0] != after.body[0]
    assert before.body[1:] == after.body[1:]
    assert before.published_at == after.published_at
    assert before.standfirst == after.standfirst
    assert content_id(before) != content_id(after)
