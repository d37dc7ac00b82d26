"""What is decided of a newspaper, and the module that says it."""

import ast

import pytest
from survey.made_up import URL, article, published, seen

from newscrawl.items import Teaser
from newscrawl.survey.language import in_words, language_finding
from newscrawl.survey.module import MAX_LINES, Module
from newscrawl.survey.survey import findings, module

SLUGS = ("bridge-reopens", "council-puts-off-vote", "fire-in-rope-lane", "last-ferry-home")
TEASERS = tuple(
    Teaser(rank=n + 1, url=f"{URL}{slug}-{70211 + n}.html", title=slug)
    for n, slug in enumerate(SLUGS)
)


def test_language_is_declared_only_where_pages_declare_none():
    assert language_finding(seen(article(lang="pt"))).value is None
    heard = language_finding(seen(article(lang="")))
    assert (heard.value, heard.doubt is None) == ("en", False)
    silent = language_finding(seen())
    assert (silent.value, silent.doubt is None) == (None, False)


def test_languages_in_words():
    assert in_words(seen(article(lang="pt-BR"), article(lang="pt"), article(lang="tok"))) == (
        "Portuguese and tok"
    )


def test_a_module_says_what_differs_and_no_more():
    what = seen(published("2026-03-14T08:30:00Z"), teasers=TEASERS)
    text = module(findings(what), what).text()
    assert [line for line in text.splitlines() if " = " in line] == [
        '    name = "harbour_gazette"',
        f'    discover = (FrontPage("{URL}"),)',
        r'    article_url = r"-(?P<id>\d+)\.html$"',
    ]
    assert text.startswith('"""www.harbour-gazette.example: English, free to read."""')


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (['"isAccessibleForFree": false'] * 2, "paywalled"),
        (['"isAccessibleForFree": false', '"isAccessibleForFree": true'], "partly paywalled"),
        (['"isAccessibleForFree": true'] * 2, "free to read"),
        (['"keywords": "x"'], "free to read"),
    ],
)
def test_free_or_paywalled(heads, said):
    nodes = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge reopens '
        f'after nine months", {head}}}</script>'
        for head in heads
    )
    told = {one.field: one for one in findings(seen(*map(article, nodes)))}
    assert told["access"].value == said


def test_a_short_text_is_no_proof_that_it_is_free():
    told = {one.field: one for one in findings(seen(article(text="Read on with a subscription.")))}
    assert (told["access"].value, told["access"].doubt is None) == (None, False)


def test_the_largest_module_fits_and_is_sound():
    odd = Module(
        name="harbour-gazette",
        title="The Harbour Gazette",
        about="English " * 30,
        front_pages=('https://x.example/?a="b"',),
        article_url=r'/"\d+\"$',
        language="en",
        timezone="Europe/Lisbon",
        networks=("127.0.0.0/8",),
    )
    assert len(odd.text().splitlines()) <= MAX_LINES
    assert odd.file_name == "harbour_gazette.py"
    body = ast.parse(odd.text()).body[-1].body
    said = {one.targets[0].id: one.value for one in body}
    assert ast.literal_eval(said["article_url"]) == odd.article_url
    assert ast.literal_eval(said["discover"].elts[0].args[0]) == odd.front_pages[0]


def test_doubts_of_the_pattern_are_told():
    astray = Teaser(rank=9, url=f"{URL}weekend/", title="Weekend")
    told = {one.field: one for one in findings(seen(teasers=(*TEASERS, astray)))}
    assert "misses 1 of 5, first " in told["article_url"].doubt
    told = {one.field: one for one in findings(seen(teasers=TEASERS[:2]))}
    assert "learned from 2 URLs only" in told["article_url"].doubt
    told = {one.field: one for one in findings(seen(teasers=(astray,)))}
    assert (told["article_url"].value, told["article_url"].doubt is None) == (None, False)


def test_sections_are_declared_where_they_add_articles():
    def section(name, numbers):
        return f"{URL}{name}/", tuple(f"{URL}{name}-story-of-day-{70300 + n}.html" for n in numbers)

    looked = (
        section("town", range(5)),
        ("https://www.harbour-gazette.example/again/", section("town", range(5))[1]),
        section("few", range(2)),
        ("https://www.harbour-gazette.example/authors/", (f"{URL}authors/ada", f"{URL}authors/bo")),
    )
    what = seen(teasers=TEASERS, sections=looked)
    told = {one.field: one for one in findings(what)}
    assert told["sections"].value == f"{URL}town/"
    text = module(findings(what), what).text()
    assert text.count("FrontPage(") == 2
    assert len(text.splitlines()) <= MAX_LINES
