# ruff: noqa: E501  # a page in one line is read best
"""What a fetched page turned out to be."""

import json

import pytest

from newscrawl import extract_article

URL = "https://gazette.example/2026/bridge"
STORY = "".join(
    f"<p>Paragraph {n} of the story tells of the bridge and of its stones.</p>" for n in range(30)
)
STUB = "<p>The bridge over the Wend opened again on Saturday after nine months of repairs, and</p>"


def kind(body, head="", node=None, url=URL):
    script = "" if node is None else json.dumps(node)
    page = f'{head}<script type="application/ld+json">{script}</script>{body}'
    found = extract_article(page.encode(), url)
    (mark,) = (each for each in found.provenance if each.field == "page_kind")
    assert mark.rule
    return found.page_kind


ARTICLE = {"@type": "NewsArticle", "headline": "Bridge reopens"}


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        ("article", {"body": f"<h1>Bridge reopens</h1>{STORY}"}),
        ("article", {"body": f"<h1>Bridge reopens</h1>{STORY}", "node": ARTICLE}),
        ("article", {"body": f"<h1>Bridge reopens</h1>{STUB}", "node": ARTICLE}),
        ("live_blog", {"body": f"<h1>Bridge</h1>{STORY}", "node": {"@type": "LiveBlogPosting"}}),
        (
            "live_blog",
            {
                "body": f"<h1>Bridge</h1>{STORY}",
                "node": {"@graph": [{"@type": "NewsArticle"}, {"@type": "LiveBlogPosting"}]},
            },
        ),
        (
            "live_blog",
            {"body": f'<div><h1>Bridge</h1><div class="live">{"<time>9:00</time>" * 4}{STORY}</div>'},
        ),
        ("video", {"body": f"<h1>Bridge</h1>{STUB}", "node": {"@type": "VideoObject"}}),
        ("video", {"body": f"<h1>A</h1>{STUB}", "head": '<meta property="og:type" content="video.other">'}),
        ("audio", {"body": f"<h1>Bridge</h1>{STUB}", "node": {"@type": "PodcastEpisode"}}),
        ("gallery", {"body": f"<h1>Bridge</h1>{STUB}", "node": {"@type": "ImageGallery"}}),
        (
            "gallery",
            {"body": "<div><h1>Bridge</h1>" + "<figure><img src=/a.jpg></figure>" * 9 + STUB + "</div>"},
        ),
        (
            "paywall_stub",
            {"body": f"<h1>Bridge</h1>{STUB}", "node": {**ARTICLE, "isAccessibleForFree": "False"}},
        ),
        ("paywall_stub", {"body": f'<h1>Bridge</h1>{STUB}<div class="paywall">Subscribe</div>'}),
        ("article", {"body": f"<h1>A</h1>{STORY}", "node": {**ARTICLE, "isAccessibleForFree": False}}),
        ("consent_wall", {"body": "<h1>We value your privacy</h1><p>We use cookies.</p>"}),
        ("consent_wall", {"body": "<p>Accept</p>", "head": "<title>Cookie consent</title>"}),
        ("block_page", {"body": "<p>Checking</p>", "head": "<title>Just a moment...</title>"}),
        ("block_page", {"body": '<script src="https://geo.captcha-delivery.com/c.js"></script>'}),
        ("soft_404", {"body": "<h1>Page not found</h1><p>Sorry.</p>"}),
        ("soft_404", {"body": "<p>Leider.</p>", "head": "<title>Seite nicht gefunden</title>"}),
        ("other", {"body": f"<h1>The Gazette</h1>{STORY}", "url": "https://gazette.example/"}),
        ("other", {"body": ""}),
        ("other", {"body": "<h1>Bridge</h1>"}),
    ],
)  # fmt: skip
def test_kind(expected, page):
    assert kind(**page) == expected


def test_story_about_cookies_is_an_article():
    assert kind(f"<h1>How cookie consent failed</h1>{STORY}", node=ARTICLE) == "article"


@pytest.mark.parametrize(
    ("node", "head", "expected"),
    [
        ({"isAccessibleForFree": True}, "", True),
        ({"isAccessibleForFree": "False"}, "", False),
        ({}, '<meta property="article:content_tier" content="metered">', False),
        ({}, '<meta property="article:content_tier" content="free">', True),
        ({}, "", None),
        ({"isAccessibleForFree": ["x"]}, "", None),
    ],
)
def test_free_access_is_what_the_page_declares(node, head, expected):
    script = json.dumps({**ARTICLE, **node})
    page = f'{head}<script type="application/ld+json">{script}</script><h1>Bridge</h1>{STORY}'
    assert extract_article(page.encode(), URL).free_access is expected


PAID = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid, #more"}
TOLD = f"<h1>Bridge</h1>{STORY[:900]}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{TOLD}<div class='x paid'>{STORY[:990]}</div>", "article"),
        (f"{TOLD}<div id=more>{STORY[:990]}</div>", "article"),
        (f"{TOLD}<div class=paid></div>", "paywall_stub"),
        (f"{TOLD}<div class=paid><p>{STUB}</p></div>", "paywall_stub"),
        (f"{TOLD}{STORY[:900]}<div class=paid><script>{'x' * 90}</script></div>", "paywall_stub"),
        (TOLD, "paywall_stub"),
        (f"<h1>Bridge</h1>{STORY * 2}<div class=paid></div>", "article"),
    ],
)
def test_part_that_is_declared_as_paid_tells_whether_the_story_is_whole(body, expected):
    node = {**ARTICLE, "isAccessibleForFree": "False", "hasPart": PAID}
    assert kind(body, node=node) == expected


@pytest.mark.parametrize("selector", ["div > p", "*", "", ".a.b", "//p", None, ["."], {"x": 1}])
def test_selector_that_is_none_of_ours_is_passed_over(selector):
    part = {**PAID, "cssSelector": selector}
    assert kind(TOLD, node={**ARTICLE, "hasPart": [part, None]}) == "paywall_stub"
