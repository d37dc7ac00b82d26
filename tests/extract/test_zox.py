# ruff: noqa: E501  # a page in one line is read best
"""A page as WordPress themes of the Zox kind build it: everything that may go wrong at once."""

from newscrawl import extract_article

URL = "https://www.gazette.example/bridge-reopens/"

LEAD = (
    "The old bridge over the Wend opened again on Saturday after nine months of repairs, to music."
)
SECTIONS = {
    "What was done": [
        "Masons took out every stone of the two middle arches, numbered it and put it back again.",
        "The river was led round the piers for five months, and the ferry made the crossing instead.",
    ],
    "What it cost": [
        "Nine million were planned and eight and a half were spent, which the council noted gladly.",
    ],
    "Who may cross": [
        "People on foot and on bicycles may cross at any hour; buses only between six and midnight.",
    ],
    "What comes next": [
        "In the autumn the lamps will be changed, and the toll house becomes a small museum of bridges.",
    ],
}
FURTHER = [
    "The dairy of Unterwald has won the prize for the best mountain cheese for the third time.",
    "The judges praised the long ripening in a cave that belonged to the salt mine until recently.",
    "A wheel weighs eleven kilograms and is turned by hand every second day for fourteen months.",
] * 3


def _teaser(number):
    return (
        f'<li class="item"><a href="/story-{number}/"><img src="/i{number}.jpg" alt="Story {number}'
        f' of the day"></a><h3><a href="/story-{number}/">Story {number} of the day</a></h3>'
        f"<p>In story {number} somebody says something about something that happened somewhere in "
        f'the valley.</p><a class="more" href="/story-{number}/">Read More</a></li>'
    )


def _post(headline, content, feature=""):
    return (
        '<header><h3 class="mvp-post-cat"><a href="/category/town/"><span>Town</span></a></h3>'
        f'<h1 class="mvp-post-title entry-title" itemprop="headline">{headline}</h1>'
        '<div class="mvp-author-info-wrap"><div class="mvp-author-info-text">'
        '<div class="mvp-author-info-date"><p>Published</p> <span class="mvp-post-date">2 months ago'
        '</span> <p>on</p> <span class="mvp-post-date updated"><time class="post-date updated"'
        ' itemprop="datePublished" datetime="2026-03-14">March 14, 2026</time></span></div>'
        '<div class="mvp-author-info-name" itemprop="author"><p>By</p> <span class="author-name">'
        '<a href="/author/ann-lee/" rel="author">Ann Lee</a></span></div></div></div></header>'
        f'<div id="mvp-post-content">{feature}<div id="mvp-content-main">{content}</div>'
        '<div class="mvp-post-tags"><span>Related Topics:</span><a rel="tag" href="/tag/a">Bridges'
        '</a></div><div id="mvp-prev-next-wrap"><a href="/next/"><span>Up Next</span><p>Cheese wins'
        '</p></a></div><div id="mvp-related-posts"><h4>You may like</h4><ul><li><a href="/r/"><p>'
        "Ferry sinks</p></a></li></ul></div></div>"
    )


def page():
    body = f"<p>{LEAD}</p>" + "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)
        for heading, texts in SECTIONS.items()
    )
    latest = (
        "<div class='latest-box'><h2>THE LATEST NEWS</h2><ul>"
        + "".join(map(_teaser, range(1, 7)))
        + "</ul></div>"
    )
    feature = (
        '<div id="mvp-post-feat-img"><img itemprop="image" src="/bridge.jpg" width="1000">'
        '<span class="mvp-feat-caption">Photo: Bo Ek</span></div>'
    )
    further = "".join(f"<p>{text}</p>" for text in FURTHER)
    return (
        '<html lang="en-US"><head><title>Bridge reopens - The Gazette</title>'
        '<meta property="og:title" content="Bridge reopens"><meta property="og:site_name" '
        'content="The Gazette"><link rel="canonical" href="https://www.gazette.example/bridge-reopens/">'
        '</head><body><div id="mvp-fly-wrap"><nav><ul><li><a href="/">Home</a></li></ul></nav>'
        '<div id="mvp-fly-soc-wrap"><span>Connect with us</span><ul><li><a href="https://x.example">X'
        '</a></li></ul></div></div><div id="mvp-site"><header id="mvp-main-head-wrap"><nav>'
        '<h2 class="mvp-logo-title">The Gazette</h2><div class="mvp-drop-nav-title"><h4>Bridge reopens'
        '</h4></div></nav></header><div id="mvp-main-body-wrap"><article id="mvp-article-wrap">'
        f'{_post("Bridge reopens", body + latest, feature)}</article><div id="mvp-post-more-wrap">'
        "<h4><span>Trending</span></h4><ul><li><a href='/t/'><p>Lake frozen</p></a></li></ul></div>"
        '<div id="mvp-post-add-box"><div class="mvp-post-add-story">'
        f"{_post('Cheese wins', further)}</div></div></div><footer><p>Copyright The Gazette</p>"
        "</footer></div></body></html>"
    ).encode()


def test_body_is_the_lead_and_the_sections_and_nothing_else():
    found = extract_article(page(), URL)
    read = [(section.heading, list(section.paragraphs)) for section in found.body]
    assert read == [(None, [LEAD]), *SECTIONS.items()]
    assert found.standfirst is None


def test_headline_date_author_language_kind():
    found = extract_article(page(), URL)
    assert found.headline == "Bridge reopens"
    assert (found.published_at, found.published_precision) == ("2026-03-14", "day")
    assert [(author.name, author.url) for author in found.authors] == [
        ("Ann Lee", "https://www.gazette.example/author/ann-lee/")
    ]
    assert (found.language, found.page_kind) == ("en-US", "article")
    assert found.canonical_url == URL


def test_lead_picture_has_its_credit():
    assert extract_article(page(), URL).images[0].url == "https://www.gazette.example/bridge.jpg"


def test_teasers_are_those_of_the_boxes():
    titles = [teaser.title for teaser in extract_article(page(), URL).teasers]
    assert titles.count("Story 1 of the day") == 1
    assert "Story 6 of the day" in titles
