"""Teasers of front pages and of boxes beside an article: the cases that must be exactly right."""

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers
from newscrawl.items import Teaser

HOME = "https://www.mill-echo.example/"
STORY = "https://www.mill-echo.example/2025/05/ferry-returns-after-long-repair"

NEWS = [
    ("ferry-returns-after-long-repair", "Ferry returns after long repair"),
    ("council-buys-the-old-tannery", "Council buys the old tannery"),
    ("bees-settle-in-the-town-hall", "Bees settle in the town hall"),
    ("school-choir-sings-in-lisbon", "School choir sings in Lisbon"),
    ("baker-wins-prize-for-rye-bread", "Baker wins prize for rye bread"),
    ("river-path-closed-until-june", "River path closed until June"),
    ("library-stays-open-on-sundays", "Library stays open on Sundays"),
]


def read(body: str, url: str = HOME) -> tuple[Teaser, ...]:
    return teasers(read_page(body.encode(), url, encoding="utf-8"))


def latest_list() -> str:
    """The list a plug-in puts below an article: picture, heading, excerpt and button, one URL."""
    items = "".join(
        f'<div class="item"><a href="/2025/05/{slug}"><img src="/i/{slug}.jpg" alt="{title}"'
        f' title="{title}"></a><h3><a href="/2025/05/{slug}">{title}</a></h3>'
        f"<p>What {number} people said about it on the quay this morning.</p>"
        f'<a class="button" href="/2025/05/{slug}">Read More</a></div>'
        for number, (slug, title) in enumerate(NEWS[1:], 2)
    )
    return f"""<html><body><article><h1>{NEWS[0][1]}</h1>
        <div class="content"><p>The white ferry left the yard on Monday with a new engine, and
        half the town stood at the landing to see it.</p><p>Its captain thanked the welders.</p>
        <h2>THE LATEST NEWS</h2><div class="list">{items}</div></div></article></body></html>"""


def test_latest_news_list_gives_each_article_once_with_its_excerpt() -> None:
    found = read(latest_list(), STORY)
    assert [teaser.title for teaser in found] == [title for _, title in NEWS[1:]]
    assert [teaser.url for teaser in found] == [
        f"https://www.mill-echo.example/2025/05/{slug}" for slug, _ in NEWS[1:]
    ]
    assert [teaser.excerpt for teaser in found] == [
        f"What {number} people said about it on the quay this morning." for number in range(2, 8)
    ]
    assert {teaser.section_label for teaser in found} == {"THE LATEST NEWS"}
    assert found[0].image == "https://www.mill-echo.example/i/council-buys-the-old-tannery.jpg"


def test_ranks_count_from_one_in_document_order() -> None:
    assert [teaser.rank for teaser in read(latest_list(), STORY)] == [1, 2, 3, 4, 5, 6]


def test_tree_is_left_as_it_was() -> None:
    page = read_page(latest_list().encode(), STORY)
    before = [(node.tag, node.text, node.tail) for node in page.root.iter()]
    teasers(page)
    assert [(node.tag, node.text, node.tail) for node in page.root.iter()] == before


def test_reading_twice_gives_the_same() -> None:
    page = read_page(latest_list().encode(), STORY)
    assert teasers(page) == teasers(page)


def zox_card(slug: str, title: str, excerpt: str) -> str:
    """A whole card in one link, as the theme Zox prints it."""
    return f"""<li class="mvp-blog-story-wrap left relative infinite-post">
        <a href="{HOME}{slug}/" rel="bookmark"><div class="mvp-blog-story-out relative">
        <div class="mvp-blog-story-img left relative"><img class="mvp-reg-img lazy"
        src="data:image/gif;base64,R0lGOD" data-src="/i/{slug}-400.jpg">
        <img class="mvp-mob-img lazy" src="/i/{slug}-80.jpg"></div>
        <div class="mvp-blog-story-in"><div class="mvp-blog-story-text left relative">
        <div class="mvp-cat-date-wrap left relative"><span class="mvp-cd-cat left relative">Town
        </span><span class="mvp-cd-date left relative">54 mins ago</span></div>
        <h2>{title}</h2><p>{excerpt}</p></div></div></div></a></li>"""


def test_zox_front_page() -> None:
    """The off-canvas menu comes first; every card is one link."""
    cards = "".join(
        zox_card(slug, title, "The mayor spoke of a good day for everybody...")
        for slug, title in NEWS
    )
    found = read(f"""<html><body><div id="mvp-fly-wrap"><div id="mvp-fly-menu-wrap">
        <nav class="mvp-fly-nav-menu"><ul><li><a href="/category/town/">Town and country life</a>
        </li></ul></nav></div><div id="mvp-fly-soc-wrap"><span class="mvp-fly-soc-head">Connect with
        us</span></div></div><div id="mvp-site"><header id="mvp-main-head-wrap"><nav>
        <h1 class="mvp-logo-title">Mill Echo</h1></nav></header><div id="mvp-main-body-wrap">
        <h4 class="mvp-widget-home-title"><span class="mvp-widget-home-title">More News</span></h4>
        <ul class="mvp-blog-story-list">{cards}</ul>
        <a class="mvp-inf-more-but" href="/page/2/">More Posts of this newspaper</a></div></div>
        </body></html>""")
    assert [(teaser.url, teaser.title) for teaser in found] == [
        (f"{HOME}{slug}/", title) for slug, title in NEWS
    ]
    assert {teaser.excerpt for teaser in found} == {
        "The mayor spoke of a good day for everybody..."
    }
    assert {teaser.section_label for teaser in found} == {"Town"}
    assert found[0].image == f"{HOME}i/ferry-returns-after-long-repair-400.jpg"


def test_zox_article_page() -> None:
    """Related posts have their title in a ``p``, the next post too, the tab widget in an h2."""
    found = read(
        f"""<html><body><article id="mvp-article-wrap"><h1>{NEWS[0][1]}</h1>
        <div id="mvp-content-main"><p>The white ferry left the yard on Monday.</p></div>
        <div id="mvp-prev-next-wrap"><div class="mvp-next-post-wrap"><a href="/{NEWS[1][0]}/">
        <div class="mvp-prev-next-cont"><div class="mvp-next-cont-out-r"><div
        class="mvp-prev-next-text left relative"><span class="mvp-prev-next-label">Up Next</span>
        <p>{NEWS[1][1]}</p></div></div></div></a></div></div>
        <div id="mvp-related-posts"><h4 class="mvp-widget-home-title"><span>You may like</span></h4>
        <ul class="mvp-related-posts-list"><li><a href="/{NEWS[2][0]}/"><div
        class="mvp-related-img"><img src="/i/bees.jpg"></div><div class="mvp-related-text"><p>
        {NEWS[2][1]}</p></div></a></li><li><a href="/{NEWS[3][0]}/"><div class="mvp-related-img">
        <img src="/i/choir.jpg"></div><div class="mvp-related-text"><p>{NEWS[3][1]}</p></div></a>
        </li></ul></div></article><div id="mvp-side-wrap"><section class="mvp-side-widget">
        <div id="mvp-tab-col1" class="mvp-feat1-list"><a href="/{NEWS[4][0]}/" rel="bookmark"><div
        class="mvp-feat1-list-cont"><div class="mvp-feat1-list-text"><div class="mvp-cat-date-wrap">
        <span class="mvp-cd-cat">Food</span><span class="mvp-cd-date">3 hours ago</span></div><h2>
        {NEWS[4][1]}</h2></div></div></a></div></section></div></body></html>""",
        HOME + NEWS[0][0] + "/",
    )
    assert [teaser.title for teaser in found] == [title for _, title in NEWS[1:5]]
    assert [teaser.excerpt for teaser in found] == [None] * 4
    assert found[1].section_label == "You may like"
    assert found[3].section_label == "Food"


def test_page_without_links_has_no_teasers() -> None:
    assert read("<p>Nothing today.</p>") == ()
    assert read("") == ()
