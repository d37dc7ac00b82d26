import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.deduplicate.identity import (
    BODY_MIN_BYTES,
    content_id,
    identified,
    identified_front_page,
    normalised,
    revision_id,
)
from newscrawl.items import Article, FrontPageSnapshot, Section, Teaser
from newscrawl.known import COMPARED, field_digests
from newscrawl.urls import article_id

WORDS = "The harbour froze over in the night. " * 8
STORY = Article(
    site="",
    url="https://www.a.example/42/harbour-freezes?utm_source=x",
    canonical_url="https://www.a.example/42/harbour-freezes",
    article_id="",
    page_kind="article",
    headline="Harbour freezes",
    standfirst="Ships wait",
    body=(Section(paragraphs=(WORDS, "More.")),),
    newscrawl_version="0",
)
PATTERN = re.compile(r"/(?P<id>\d+)/")


def test_site_and_ids_are_filled_in() -> None:
    teaser = Teaser(rank=1, url="https://a.example/7/x", title="T")
    named = identified(replace(STORY, teasers=(teaser,)), "a", PATTERN)
    assert named.site == "a"
    assert named.article_id == article_id("a", "http://a.example/42/another-slug", PATTERN)
    assert named.teasers[0].article_id == article_id("a", teaser.url, PATTERN)
    assert named.content_id == content_id(STORY)
    snapshot = FrontPageSnapshot(site="", url="u", teasers=(teaser,), newscrawl_version="0")
    assert identified_front_page(snapshot, "a", None).teasers[0].article_id == article_id(
        "a", teaser.url
    )


def test_declared_url_names_the_article() -> None:
    declares = replace(STORY, canonical_url="https://www.a.example/43/harbour")
    for pattern in (None, PATTERN):
        named = identified(declares, "a", pattern)
        assert named.canonical_url == declares.canonical_url
        assert named.article_id == article_id("a", declares.canonical_url, pattern)


@pytest.mark.parametrize(
    ("declared", "pattern"),
    [
        ("https://www.a.example/", None),
        ("https://www.a.example/index.html", None),
        ("https://www.a.example/news", PATTERN),
    ],
)
def test_declared_url_that_names_no_article_is_put_aside(
    declared: str, pattern: re.Pattern[str] | None
) -> None:
    named = identified(replace(STORY, canonical_url=declared), "a", pattern)
    assert named.article_id == article_id("a", STORY.url, pattern)
    assert named.canonical_url == "https://www.a.example/42/harbour-freezes"


def test_front_page_that_is_read_as_an_article_keeps_its_id() -> None:
    home = replace(STORY, url="https://a.example/", canonical_url="https://a.example/")
    assert identified(home, "a", PATTERN).article_id == article_id("a", home.url)


@pytest.mark.parametrize(
    "other",
    [
        replace(STORY, url="https://b.example/"),
        replace(STORY, headline="  Harbour\n freezes\u00a0"),
        replace(STORY, body=(Section(paragraphs=(WORDS.replace(" ", "\u2003") + " More.",)),)),
        replace(STORY, body=(Section(paragraphs=(WORDS,)), Section(heading="More.", level=2))),
        replace(STORY, tags=("ice",), byline="By A. Person"),
        replace(STORY, page_kind="live_blog"),
        replace(STORY, headline="\uff28arbour freezes"),
    ],
)  # fmt: skip
def test_same_words_are_the_same_content(other: Article) -> None:
    assert content_id(other) == content_id(STORY) is not None


@pytest.mark.parametrize(
    "other",
    [
        replace(STORY, headline="Harbour Freezes"),
        replace(STORY, headline=None),
        replace(STORY, headline="Harbour freezes Ships wait", standfirst=None),
        replace(STORY, standfirst=None),
        replace(STORY, body=(Section(paragraphs=(WORDS,)),)),
    ],
)
def test_other_words_are_other_content(other: Article) -> None:
    assert content_id(other) not in {content_id(STORY), None}


@pytest.mark.parametrize(
    "other",
    [
        replace(STORY, page_kind="paywall_stub"),
        replace(STORY, page_kind="consent_wall"),
        replace(STORY, page_kind="other"),
        replace(STORY, body=()),
        replace(STORY, body=(Section(paragraphs=("x" * (BODY_MIN_BYTES - 1),)),)),
    ],
)
def test_page_without_a_body_worth_the_name_has_no_content(other: Article) -> None:
    assert content_id(other) is None


def test_minimum_is_in_bytes_so_that_scripts_count_alike() -> None:
    at_minimum = replace(STORY, body=(Section(paragraphs=("x" * BODY_MIN_BYTES,)),))
    assert content_id(at_minimum)
    chinese = replace(STORY, body=(Section(paragraphs=("港" * (BODY_MIN_BYTES // 3 + 1),)),))
    assert content_id(chinese)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_has_a_content_id(text: str) -> None:
    assert content_id(replace(STORY, headline=text))


def test_revision_id_tells_of_the_whole_chain() -> None:
    ids = {
        revision_id("a", None, "c"),
        revision_id("a", None, None),
        revision_id("a", "p", "c"),
        revision_id("b", None, "c"),
    }
    assert len(ids) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)


def test_digests_name_the_fields_that_have_a_value() -> None:
    digests = dict(field_digests(STORY))
    assert list(digests) == ["body", "canonical_url", "headline", "page_kind", "standfirst"]
    assert set(digests) <= set(COMPARED)
    changed = dict(field_digests(replace(STORY, standfirst="Ships go", text="other")))
    assert {name for name in digests if digests[name] != changed[name]} == {"standfirst"}


@pytest.mark.parametrize("space", [" ", "\n\t ", "\u2003", "\x1f"])
def test_a_long_text_is_compared_like_a_short_one(space):
    text = f"{space}o{space}e\ufb00ort{space}" * 40_000
    assert normalised(text) == " ".join(["o", "effort"] * 40_000)
