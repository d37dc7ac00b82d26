# ruff: noqa: E501, ISC004  # a page in one line is read best
"""What a page declares: JSON-LD, meta elements, canonical URL, topics, language, pictures."""

import json

import pytest

from newscrawl import extract_article
from newscrawl.extract import json_ld, language
from newscrawl.extract.page import read_page

URL = "https://www.gazette.example/town/bridge?id=7"


def read(head="", body="", url=URL, lang=""):
    page = f"<html {lang}><head>{head}</head><body><div><h1>Bridge reopens</h1>{body}</div></body>"
    return extract_article(page.encode(), url)


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "Bridge reopens"}',
        '[{"@type": "Organization"}, {"@type": "NewsArticle", "headline": "Bridge reopens"}]',
        '{"@graph": [{"@type": ["NewsArticle"], "headline": "Bridge reopens"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Bridge reopens"}}',
        '{"@type": "https://schema.org/Article", "headline": "Bridge reopens"}',
        '{"@type": "NewsArticle", "headline": "Bridge\n reopens",}',
        '<!-- {"@type": "NewsArticle", "headline": "Bridge reopens"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Bridge reopens"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Bridge reopens", "wordCount": NaN};',
        '{"@type": "NewsArticle", "headline": "Bridge reopens", "x": "it\\\'s"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Bridge reopens&quot;}",
        '{"@type": "Organization"} {"@type": "NewsArticle", "headline": "Bridge reopens"}',
        '{"@type": "NewsArticle", "headline": "Bridge reopens \\ud83d"}',
    ],
)
def test_json_ld_of_every_shape(text):
    page = read_page(ld(text).encode(), URL)
    node = json_ld.article_node(json_ld.nodes(page), {URL})
    assert json_ld.string(node["headline"]) == "Bridge reopens"


@pytest.mark.parametrize("text", ["", "{", "nonsense", "[" * 100_000, '{"a": ' * 5000, "1" * 5000])
def test_json_ld_beyond_repair_is_nothing(text):
    assert json_ld.nodes(read_page(ld(text).encode(), URL)) == []


def test_among_several_articles_the_page_s_own_is_taken():
    nodes = [
        {
            "@type": "NewsArticle",
            "headline": "Cheese wins",
            "url": "https://gazette.example/cheese",
        },
        {"@type": "NewsArticle", "headline": "Bridge reopens", "url": URL},
    ]
    found = json_ld.article_node(nodes, {URL})
    assert found["headline"] == "Bridge reopens"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.gazette.example/town/bridge-7", "https://www.gazette.example/town/bridge-7"),
        ("/town/bridge-7?utm_source=x", "https://www.gazette.example/town/bridge-7"),
        ("https://m.gazette.example/town/bridge-7", "https://m.gazette.example/town/bridge-7"),
        ("https://www.gazette.example/", URL),
        ("/", URL),
        ("/town/", URL),
        ("https://other.example/town/bridge-7", URL),
        ("javascript:1", URL),
        ("http://[", URL),
        ("", URL),
    ],
)
def test_canonical_url_only_where_it_can_be_true(link, expected):
    assert read(f'<link rel="canonical" href="{link}">').canonical_url == expected
    assert read(f'<meta property="og:url" content="{link}">').canonical_url == expected


def test_article_id_follows_the_canonical_url():
    one = read('<link rel="canonical" href="/town/b">')
    two = read(url="https://www.gazette.example/town/b")
    assert one.article_id == two.article_id
    assert one.site == "www_gazette_example"


@pytest.mark.parametrize("url", ["", "ftp://a.example/", "https://", "/a", "mailto:a@b.example"])
def test_url_that_is_none_is_an_error(url):
    with pytest.raises(ValueError, match="no http or https URL"):
        extract_article(b"<h1>x</h1>", url)


@pytest.mark.parametrize(
    ("head", "section", "tags"),
    [
        (
            '<meta property="article:section" content="Town">'
            '<meta property="article:tag" content="bridges"><meta property="article:tag" content="Wend">',
            "Town",
            ("bridges", "Wend"),
        ),
        (
            ld('{"@type": "NewsArticle", "articleSection": ["Town"], "keywords": ["bridges", "Wend"]}'),
            "Town",
            ("bridges", "Wend"),
        ),
        ('<meta name="keywords" content="bridges, Wend, bridges">', None, ("bridges", "Wend")),
        (
            ld('{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"name": "Town"},'
               '{"name": "Bridge reopens"}]}'),
            "Town",
            (),
        ),
        ("", None, ()),
    ],
)  # fmt: skip
def test_section_and_tags(head, section, tags):
    found = read(head)
    assert (found.section, found.tags) == (section, tags)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("en", "en"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("EN-us.UTF-8", "en-US"),
     ("English", None), ("", None), (None, None), ("und", None)],
)  # fmt: skip
def test_language_tag(text, expected):
    assert language.tag(text) == expected


def test_language_order():
    meta = '<meta property="og:locale" content="de_AT">'
    assert read(meta, lang='lang="fr"').language == "fr"
    assert read(meta).language == "de-AT"
    assert read(ld('{"@type": "NewsArticle", "inLanguage": "it"}') + meta).language == "it"


def test_language_is_heard_where_none_is_declared():
    text = "Die alte Brücke über die Wend ist am Samstag nach neun Monaten wieder geöffnet worden."
    assert read(body=f"<p>{text}</p>").language == "de"
    assert read(body="<p>kurz</p>").language is None


def test_pictures_with_caption_and_credit():
    found = read(
        '<meta property="og:image" content="/lead-1200x630.jpg">',
        '<p>Text.</p><figure><img data-src="/arch.jpg" src="data:image/gif;base64,x">'
        '<figcaption>The middle arch <span class="credit">Photo: Bo Ek</span></figcaption></figure>'
        '<img src="/pixel.gif" width="1"><img src="/logo.svg"><div class="related"><img src="/r.jpg">'
        '</div><img src="/lead.jpg">',
    )
    assert [
        (image.url.rsplit("/", 1)[-1], image.caption, image.credit) for image in found.images
    ] == [
        ("arch.jpg", "The middle arch", "Photo: Bo Ek"),
        ("lead.jpg", None, None),
    ]


def test_declared_picture_is_first_where_the_story_has_it_not():
    found = read(
        f'<meta property="og:image" content="https://cdn.example/lead.jpg?{json.dumps(1)}">'
    )
    assert [image.url for image in found.images] == ["https://cdn.example/lead.jpg?1"]


def test_fields_that_only_a_run_knows_stay_empty():
    found = read(body="<p>Text.</p>")
    assert (found.revision, found.capture, found.run_id, found.fetched_at) == (None,) * 4
    assert (found.content_id, found.duplicate_of, found.discovered) == (None,) * 3
    assert found.changed_fields == ()


def test_text_that_was_cut_is_a_problem():
    assert "text_cut" in extract_article(b"<h1>x</h1>" + b"<div>" * 2500, URL).problems
