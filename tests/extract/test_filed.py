# ruff: noqa: RUF001, E501  # the marks of many scripts are meant as they stand; a case is one line
"""Section, tags, access, language, address and pictures as systems declare them; broken JSON-LD."""

import json

import pytest

from tests.extract.printed import HEADLINE, STORY, URL, bare, ld, read

ARTICLE = {"@type": "NewsArticle", "headline": HEADLINE}
GOOD = json.dumps({**ARTICLE, "author": "Ann Lee", "datePublished": "2026-03-14"})

BROKEN = [
    ("trailing comma", GOOD[:-1] + ",}"),
    ("comma missing", '{"@type": "NewsArticle"\n"headline": "x",\n"author": "Ann Lee",\n"datePublished": "2026-03-14"}'),
    ("comma doubled", '{"@type": "NewsArticle",, "author": "Ann Lee", "datePublished": "2026-03-14"}'),
    ("line break in a string", GOOD.replace("Old bridge", "Old\n bridge")),
    ("tab in a string", GOOD.replace("Old bridge", "Old\tbridge")),
    ("line comment", GOOD.replace('"author"', '// who\n"author"')),
    ("comment behind a value", '{"@type": "NewsArticle", // kind\n"author": "Ann Lee", "datePublished": "2026-03-14"}'),
    ("block comment", GOOD.replace('"author"', '/* who */ "author"')),
    ("CDATA", f"<![CDATA[{GOOD}]]>"), ("CDATA in comments", f"/*<![CDATA[*/{GOOD}/*]]>*/"), ("CDATA behind slashes", f"//<![CDATA[\n{GOOD}\n//]]>"),
    ("HTML comment", f"<!--{GOOD}-->"), ("semicolon", GOOD + ";"), ("byte order mark", "\ufeff" + GOOD),
    ("quotes inside a string", GOOD.replace("Old bridge", 'The "old" bridge')),
    ("quotes at the end of a string", GOOD.replace("nine months", '"nine months"')),
    ("mark-up inside a string", GOOD.replace("Old bridge", '<a href="/x" class="y">Old</a> bridge')),
    ("single quotes", "{'@type': 'NewsArticle', 'author': 'Ann Lee', 'datePublished': '2026-03-14'}"),
    ("one string in single quotes", GOOD.replace('"Ann Lee"', "'Ann Lee'")),
    ("names without quotes", '{@type: "NewsArticle", author: "Ann Lee", datePublished: "2026-03-14"}'),
    ("values without quotes", '{"@type": "NewsArticle", "author": Ann Lee, "datePublished": 2026-03-14}'),
    ("value missing", '{"@type": "NewsArticle", "headline": , "author": "Ann Lee", "datePublished": "2026-03-14"}'),
    ("undefined", '{"@type": "NewsArticle", "headline": undefined, "author": "Ann Lee", "datePublished": "2026-03-14"}'),
    ("NaN", GOOD[:-1] + ', "wordCount": NaN, "x": Infinity}'),
    ("lone surrogate", GOOD.replace("Old bridge", "Old \\ud83d bridge")),
    ("wrong escape", GOOD.replace("Old bridge", "Old\\'s \\x bridge")),
    ("wrong unicode escape", GOOD.replace("Old bridge", "Old \\u12 bridge")),
    ("HTML escapes", GOOD.replace('"', "&quot;")),
    ("two objects", '{"@type": "Organization", "name": "x"}\n' + GOOD), ("two objects with a comma", '{"@type": "Organization"},' + GOOD),
    ("cut at the end", GOOD[:-1]), ("cut in a later string", GOOD[:-1] + ', "description": "The bridge is'),
    ("bracket too many", GOOD + "}"), ("bracket missing inside", GOOD[:-1] + ', "image": {"url": "/a.jpg", "width": 1}'),
    ("template left", GOOD[:-1] + ', "image": {{ image }}}'),
    ("quotes of a typesetter", GOOD.replace("Old bridge", "“Old” bridge")),
    ("control characters", GOOD.replace("Old bridge", "Old\x0b\x1f bridge")),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in BROKEN], ids=[name for name, _ in BROKEN])
def test_broken_json_ld_is_read(text):
    found = read(head=ld(text))
    assert [author.name for author in found.authors] == ["Ann Lee"]
    assert found.published_at == "2026-03-14"
    assert found.headline == HEADLINE


@pytest.mark.parametrize(
    "kind",
    [
        "application/ld+json",
        "application/ld+json; charset=utf-8",
        "Application/LD+JSON",
        " application/ld+json ",
    ],
)
def test_script_of_json_ld_by_any_spelling(kind):
    assert read(head=f'<script type="{kind}">{GOOD}</script>').authors[0].name == "Ann Lee"
    assert read(body=f'<script type="{kind}">{GOOD}</script>').authors[0].name == "Ann Lee"


SECTIONS = [
    (ld({**ARTICLE, "articleSection": "Town"}), "Town"), (ld({**ARTICLE, "articleSection": ["Town", "Traffic"]}), "Town"),
    (ld({**ARTICLE, "articleSection": "Arts &amp; Life"}), "Arts & Life"), (ld({**ARTICLE, "articleSection": "Arts &amp;amp; Life"}), "Arts & Life"),
    (ld({**ARTICLE, "articleSection": ""}), None), (ld({**ARTICLE, "articleSection": None}), None), (ld({**ARTICLE, "articleSection": {"name": "Town"}}), "Town"),
    (ld({**ARTICLE, "articleSection": "https://www.gazette.example/town"}), None),
    ('<meta property="article:section" content="Town">', "Town"), ('<meta name="parsely-section" content="Town">', "Town"),
    ('<meta name="cXenseParse:recs:category" content="Town">', "Town"), ('<meta name="cXenseParse:section" content="Town">', "Town"),
    ('<meta name="section" content="Town">', "Town"), ('<meta property="og:article:section" content="Town">', "Town"), ('<meta name="sailthru.section" content="Town">', "Town"),
    ('<meta name="dable:section" content="Town">', "Town"), ('<meta name="article:section" content="https://x.example/town">', None),
    ('<meta name="category" content="Town">', "Town"), ('<meta itemprop="articleSection" content="Town">', "Town"),
    (ld({"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Home"}, {"position": 2, "name": "Town"}]}), "Town"),
    (ld({"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "item": {"name": "Home", "@id": "/"}}, {"position": 2, "item": {"name": "Town", "@id": "/town"}}, {"position": 3, "item": {"name": HEADLINE}}]}), "Town"),
    (ld({"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Town"}, {"position": 2, "name": HEADLINE}]}), None),
    (ld({"@graph": [ARTICLE, {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"name": "News"}, {"name": "Town"}, {"name": HEADLINE}]}]}), "Town"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), SECTIONS)
def test_section(head, expected):
    assert read(head=head).section == expected


TAGS = [
    ('<meta name="keywords" content="bridges, Wend,town hall">', ("bridges", "Wend", "town hall")),
    ('<meta name="keywords" content="bridges; Wend; town hall">', ("bridges", "Wend", "town hall")),
    ('<meta name="keywords" content="bridges|Wend|town hall">', ("bridges", "Wend", "town hall")),
    ('<meta name="keywords" content="桥，河，市政厅">', ("桥", "河", "市政厅")), ('<meta name="keywords" content="橋、川、市役所">', ("橋", "川", "市役所")),
    ('<meta name="keywords" content="جسر، نهر، بلدية">', ("جسر", "نهر", "بلدية")),
    ('<meta name="news_keywords" content="bridges, Wend">', ("bridges", "Wend")), ('<meta name="parsely-tags" content="bridges,Wend">', ("bridges", "Wend")),
    ('<meta name="sailthru.tags" content="bridges, Wend">', ("bridges", "Wend")),
    ('<meta property="article:tag" content="bridges"><meta property="article:tag" content="Wend">', ("bridges", "Wend")),
    ('<meta property="article:tag" content="bridges, Wend">', ("bridges", "Wend")), ('<meta name="keywords" content="">', ()),
    ('<meta name="keywords" content="bridges, Bridges, BRIDGES">', ("bridges",)), ('<meta name="keywords" content="Arts &amp;amp; Life, Wend">', ("Arts & Life", "Wend")),
    (ld({**ARTICLE, "keywords": "bridges, Wend"}), ("bridges", "Wend")), (ld({**ARTICLE, "keywords": ["bridges", "Wend"]}), ("bridges", "Wend")),
    (ld({**ARTICLE, "keywords": [{"@type": "DefinedTerm", "name": "bridges"}, "Wend"]}), ("bridges", "Wend")), (ld({**ARTICLE, "keywords": ["tag:bridges", "Wend"]}), ("Wend",)),
    (ld({**ARTICLE, "keywords": "#bridges #Wend"}), ("bridges", "Wend")), (ld({**ARTICLE, "keywords": None}), ()),
    ('<meta name="keywords" content="#bridges, #Wend">', ("bridges", "Wend")), ('<meta itemprop="keywords" content="bridges, Wend">', ("bridges", "Wend")),
    ('<meta name="cXenseParse:recs:tag" content="bridges"><meta name="cXenseParse:recs:tag" content="Wend">', ("bridges", "Wend")),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), TAGS)
def test_tags(head, expected):
    assert read(head=head).tags == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<p><a rel="tag" href="/t/b">bridges</a> <a rel="tag" href="/t/w">Wend</a></p>',
            ("bridges", "Wend"),
        ),
        ('<ul><li><a rel="category tag" href="/c/t">Town</a></li></ul>', ("Town",)),
        ('<p><a rel="tag" href="/t/b">#bridges</a></p>', ("bridges",)),
    ],
)
def test_tags_of_links(body, expected):
    assert read(story=STORY + body).tags == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        *((ld({**ARTICLE, "isAccessibleForFree": value}), False) for value in (False, "False", "false", " FALSE ", "http://schema.org/False", "https://schema.org/False", "No", "no", ["False"], {"@value": False})),
        *((ld({**ARTICLE, "isAccessibleForFree": value}), True) for value in (True, "True", "true", "http://schema.org/True", "Yes")),
        *((ld({**ARTICLE, "isAccessibleForFree": value}), None) for value in (None, "", "maybe", 7)),
        (ld({**ARTICLE, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False"}}), False),
        (ld({**ARTICLE, "hasPart": [{"@type": "WebPageElement", "isAccessibleForFree": False}]}), False),
        (ld({"@type": "WebPage", "isAccessibleForFree": False} ), False),
        ('<meta property="article:content_tier" content="free">', True), ('<meta property="article:content_tier" content="metered">', False), ('<meta property="article:content_tier" content="locked">', False),
        ('<meta itemprop="isAccessibleForFree" content="false">', False), ('<meta name="isAccessibleForFree" content="True">', True),
        ('<meta property="og:article:content_tier" content="locked">', False), ('<meta property="article:opinion" content="false">', None),
    ],
)  # fmt: skip
def test_free_access(head, expected):
    assert read(head=head).free_access is expected


GERMAN = "".join(
    f"<p>Die alte Brücke über die Wend ist am {day} nach neun Monaten wieder geöffnet worden, und viele Leute kamen.</p>"
    for day in ("Samstag", "Sonntag", "Montag", "Dienstag")
)


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [
        ("de", "", "de"), ("de-DE", "", "de-DE"), ("de_AT", "", "de-AT"), ("zh-Hans", "", "zh-Hans"), ("pt-br", "", "pt-BR"), ("", "", "de"),
        ("{{ lang }}", "", "de"), ("und", "", "de"), ("", ld({**ARTICLE, "inLanguage": "de-CH"}), "de-CH"), ("", ld({**ARTICLE, "inLanguage": {"@type": "Language", "alternateName": "de"}}), "de"),
        ("", ld({**ARTICLE, "inLanguage": ["de"]}), "de"), ("", ld({**ARTICLE, "inLanguage": "German"}), "de"), ("", '<meta property="og:locale" content="de_DE">', "de-DE"),
        ("", '<meta http-equiv="content-language" content="de, en">', "de"), ("", '<meta name="dc.language" content="de">', "de"), ("", '<meta name="language" content="Deutsch">', "de"),
        ("en", "", "de"), ("en-US", '<meta property="og:locale" content="en_US">', "de"),
    ],
)  # fmt: skip
def test_language(lang, head, expected):
    assert (
        bare(
            f"<article><h1>Alte Brücke wieder offen</h1>{GERMAN}</article>", head, lang=lang
        ).language
        == expected
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (URL, URL), (URL + "?utm_source=feed&utm_medium=rss", URL), (URL + "?fbclid=x", URL), (URL + "#top", URL), (URL + "/", URL + "/"), ("/town/bridge-reopens", URL),
        ("//www.gazette.example/town/bridge-reopens", URL), ("http://www.gazette.example/town/bridge-reopens", "http://www.gazette.example/town/bridge-reopens"),
        ("https://gazette.example/town/bridge-7", "https://gazette.example/town/bridge-7"), ("https://www.gazette.example/amp/town/bridge-reopens", None),
        ("https://www.gazette.example/", URL), ("https://www.gazette.example", URL), ("https://www.gazette.example/town", URL), ("https://other.example/town/bridge-reopens", URL),
        ("https://cdn.other.example/x", URL), ("null", None), ("undefined", None), ("#", URL), ("about:blank", URL), ("{{ url }}", None), (" " + URL + " ", URL),
        ("https://localhost/town/bridge-reopens", URL), ("https://staging.internal/town/bridge-reopens", URL), ("https://www.gazette.example/404", None), ("https://www.gazette.example/index.html", URL),
    ],
)  # fmt: skip
def test_canonical_url(link, expected):
    found = read(head=f'<link rel="canonical" href="{link}">').canonical_url
    assert found == expected or (
        expected is None and found.startswith("https://www.gazette.example/")
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:image" content="/lead.jpg">', "https://www.gazette.example/lead.jpg"), ('<meta property="og:image:secure_url" content="https://x.example/lead.jpg">', "https://x.example/lead.jpg"),
        ('<meta name="twitter:image" content="/lead.jpg">', "https://www.gazette.example/lead.jpg"), ('<meta name="twitter:image:src" content="/lead.jpg">', "https://www.gazette.example/lead.jpg"),
        (ld({**ARTICLE, "image": "/lead.jpg"}), "https://www.gazette.example/lead.jpg"), (ld({**ARTICLE, "image": ["/lead.jpg", "/b.jpg"]}), "https://www.gazette.example/lead.jpg"),
        (ld({**ARTICLE, "image": {"@type": "ImageObject", "url": "/lead.jpg"}}), "https://www.gazette.example/lead.jpg"), (ld({**ARTICLE, "image": [{"url": "/lead.jpg"}]}), "https://www.gazette.example/lead.jpg"),
        (ld({"@graph": [{**ARTICLE, "image": {"@id": "#i"}}, {"@type": "ImageObject", "@id": "#i", "url": "/lead.jpg"}]}), "https://www.gazette.example/lead.jpg"),
        ('<link rel="image_src" href="/lead.jpg">', "https://www.gazette.example/lead.jpg"), ('<meta property="og:image" content="">', None), ("", None),
    ],
)  # fmt: skip
def test_lead_picture(head, expected):
    assert next((image.url for image in read(head=head).images), None) == expected
