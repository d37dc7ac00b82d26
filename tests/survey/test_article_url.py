"""The pattern is learned from URLs alone: it matches articles yet unseen, and no section."""

import re

import pytest

from newscrawl.survey.article_url import learn
from newscrawl.urls import article_id

HOST = "https://newspaper.example"
SLUGS = (
    *("bridge-reopens-after-nine-months", "council-puts-off-vote", "fire-in-rope-lane"),
    *("what-the-storm-left-behind", "in-praise-of-small-boats", "five-things-to-do-in-2026"),
    *("school-opens-on-monday", "the-last-ferry-home", "no-rain-until-friday"),
    *("harbour-master-retires", "lost-dog-found-at-sea", "cup-final-goes-to-penalties"),
)
WORDS = ("news", "sport", "culture", "opinion")
SECTIONS = (
    *("/", "/news/", "/sport/", "/sport/football/", "/culture/", "/opinion/", "/about-us/"),
    *("/contact", "/tag/ferry", "/author/pia-lund/", "/privacy-policy.html", "/search?q=x"),
)
UUIDS = tuple(f"{n:08x}-77aa-4c1e-9d2f-00a1b2c3d4e{n:x}" for n in range(12))
CODES = (
    *("c4nz9q2r8xo", "cx2k7j3wq9o", "c0jq8v1w5po", "cn4x9lz2m7o", "ce8d2r6k1vo", "cq5g3y8h4to"),
    *("c9v1x7w3p2o", "cz6n2m8q4ro", "cy3t5k9j1lo", "c7h4b6g2d8o", "cp1w8s5f3no", "cr2q6z9x4mo"),
)


def number(n):
    return str(1_234_567 + 3119 * n)


SHAPES = {
    "day and slug": lambda n, slug: f"/2026/03/{10 + n}/{slug}",
    "day, section, slug": lambda n, slug: f"/2026/03/{10 + n}/{WORDS[n % 4]}/{slug}.html",
    "day, sections of any depth": lambda n, slug: (
        f"/2026/03/{10 + n}/world{'/europe' if n % 2 else ''}/{slug}.html"
    ),
    "section, month by name": lambda n, slug: f"/{WORDS[n % 4]}/2026/mar/{10 + n}/{slug}",
    "day in one folder": lambda n, slug: f"/2026-03-{10 + n}/{slug}.html",
    "day at the end": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-2026-03-{10 + n}/",
    "number at the end": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-{number(n)}.html",
    "number at the end, sections of any depth": lambda n, slug: (
        f"/{'sport/football' if n % 2 else 'news'}/{slug}-{number(n)}"
    ),
    "number below year and month": lambda n, slug: f"/2026/03/{slug}-{4100 + n}/",
    "number and mark": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-art-{1234 + n}",
    "number and mark with a dot": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-li.{number(n)}",
    "number glued to a mark": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-rcna{number(n)}",
    "two numbers": lambda n, slug: f"/{WORDS[n % 4]}/article/{slug}_{number(n)}_3210.html",
    "number now here, now there": lambda n, slug: (
        f"/sport/{number(n)}" if n % 3 == 0 else f"/{WORDS[n % 4]}/{slug}-{number(n)}-live"
    ),
    "number first": lambda n, slug: f"/{WORDS[n % 4]}/{number(n)}-{slug}.html",
    "number alone": lambda n, _: f"/article/{number(n)}",
    "number in a folder": lambda n, slug: f"/{WORDS[n % 4]}/{number(n)}/{slug}/",
    "number below a press number": lambda n, _: f"/article/001/00{number(n)}",
    "same name for all": lambda n, _: f"/{WORDS[n % 4]}/{number(n)}/story.html",
    "uuid": lambda n, _: f"/article/{UUIDS[n]}",
    "uuid after a slug": lambda n, slug: f"/{WORDS[n % 4]}/{slug}-a-{UUIDS[n]}",
    "hash after a slug": lambda n, slug: f"/article/{slug}-{n:x}f3ab9c0d1e2f3a4b5c6d7e8f9012345",
    "code": lambda n, _: f"/news/articles/{CODES[n]}",
    "short code": lambda n, _: f"/a/AbC{123 + n}",
    "code after a slug": lambda n, slug: f"/{WORDS[n % 4]}/{slug}/ar-AA1{CODES[n][:5].upper()}",
    "parameter": lambda n, _: f"/article.php?id={number(n)}",
    "parameter among others": lambda n, _: f"/read?category=9&id={number(n)}&z={n % 3}",
    "day number, code": lambda n, _: f"/news/html/20260314/k100{number(n)}000.html",
    "slug below article": lambda _, slug: f"/articles/{slug}",
    "slug below sections": lambda n, slug: f"/{WORDS[n % 4]}/{slug}/",
    "slug alone": lambda _, slug: f"/{slug}/",
}  # fmt: skip
NO_ID = {
    name for name in SHAPES if name.startswith(("slug", "day", "section")) and "code" not in name
}


def urls(name):
    return [HOST + SHAPES[name](n, slug) for n, slug in enumerate(SLUGS)]


@pytest.fixture(params=SHAPES)
def shape(request):
    return request.param


@pytest.fixture
def others():
    return [HOST + path for path in SECTIONS]


def test_matches_every_article_and_no_section(shape, others):
    learned = learn(urls(shape), others)
    assert (learned.missed, learned.admitted) == ((), ())


def test_matches_articles_it_was_not_shown(shape, others):
    shown, unseen = urls(shape)[:9], urls(shape)[9:]
    learned = learn(shown, others)
    assert [url for url in unseen if not re.search(learned.pattern, url)] == []
    assert [url for url in others if re.search(learned.pattern, url)] == []


def test_id_outlives_the_headline(shape, others):
    pattern = re.compile(learn(urls(shape), others).pattern)
    ids = {article_id("x", url, pattern) for url in urls(shape)}
    assert len(ids) == len(SLUGS)
    named = [pattern.search(url).groupdict().get("id") for url in urls(shape)]
    assert (None in named) == (shape in NO_ID), pattern.pattern
    assert len(set(named)) == len(named) or shape in NO_ID


def test_pattern_is_short_enough_to_be_read(shape, others):
    assert len(learn(urls(shape), others).pattern) <= 90


def test_links_that_went_astray_are_missed_and_told_of(others):
    astray = [f"{HOST}/weekend/", f"{HOST}/specials/the-great-storm"]
    learned = learn([*urls("number at the end"), astray[0]], others)
    assert learned.missed == (astray[0],)
    assert learned.pattern == r"-(?P<id>\d+)\.html$"


def test_two_ways_of_writing_are_two_patterns_and_one_id(others):
    videos = [f"{HOST}/video/{number(n)}" for n in range(5)]
    learned = learn([*urls("slug below sections"), *videos], others)
    assert (learned.missed, learned.admitted) == ((), ())
    assert learned.pattern.count("?P<id>") == 1


def test_spellings_with_and_without_a_slash_are_one_way(others):
    both = [url.rstrip("/") if n % 2 else url for n, url in enumerate(urls("slug alone"))]
    learned = learn(both, others)
    assert learned.missed == ()
    assert learned.pattern.endswith("/?$")


def test_years_at_the_end_of_headlines_are_no_ids(others):
    named = [f"{HOST}/2026/03/films-of-the-year-{year}/" for year in range(2001, 2009)]
    assert "?P<id>" not in learn(named, others).pattern


def test_an_article_that_stands_in_two_sections_keeps_its_id(others):
    named = [*urls("number at the end"), f"{HOST}/sport/again-{number(0)}.html"]
    assert "?P<id>" in learn(named, others).pattern


def test_names_of_sections_that_look_like_headlines_are_kept_out():
    section = f"{HOST}/news/house-and-garden/"
    learned = learn(urls("slug below sections")[:2] + urls("slug below sections")[4:6], [section])
    assert learned.admitted == ()


@pytest.mark.parametrize("named", [[], [HOST], [f"{HOST}/a/", f"{HOST}/b/", f"{HOST}/c/"]])
def test_no_pattern_where_nothing_tells_articles_from_sections(named, others):
    learned = learn(named, others)
    assert learned.pattern is None


def test_any_urls_give_a_pattern_that_compiles_and_matches_what_it_says():
    odd = [f"{HOST}/%E4%B8%AD/(a)+[b]-{n}1234.html?x=[{n}" for n in range(5)]
    learned = learn(odd, [f"{HOST}/(a)+/"])
    matched = [url for url in odd if learned.pattern and re.search(learned.pattern, url)]
    assert len(matched) + len(learned.missed) == len(odd) or learned.pattern is None


def test_words_that_hold_sections_too_are_not_enough(others):
    below = [f"{HOST}/articles/{slug}" for slug in SLUGS]
    section = f"{HOST}/articles/politics"
    assert learn(below, others).pattern == r"/articles/[^/?]+$"
    assert learn(below, [*others, section]).admitted == ()


def test_an_article_among_the_other_links_does_not_narrow_a_day(others):
    unknown = f"{HOST}/2026/03/15/five-boats-at-sea-and-one-more"
    learned = learn(urls("day and slug"), [*others, unknown])
    assert learned.pattern == r"/\d{4}/\d{2}/\d{2}/[^/?]+$"
    assert learned.admitted == (unknown,)
