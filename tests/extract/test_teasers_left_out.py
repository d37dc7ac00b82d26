"""What looks like a teaser and is none: menus, lists of people, ads, sentences, the page itself."""

import pytest

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers

HOME = "https://www.mill-echo.example/"
CARD = '<div class="card"><h3><a href="/2025/05/ferry-returns">Ferry returns at last</a></h3></div>'
"""A real teaser, so that an empty answer is no success."""


def titles(body: str, url: str = HOME) -> list[str]:
    page = read_page(f"<html><body>{CARD}{body}</body></html>".encode(), url, encoding="utf-8")
    return [teaser.title for teaser in teasers(page)][1:]


@pytest.mark.parametrize(
    "body",
    [
        '<nav><ul><li><a href="/2025/a-b-c-d">Letters to the editor today</a></ul></nav>',
        '<div role="navigation"><a href="/2025/a-b-c-d">Letters to the editor today</a></div>',
        '<ul class="main-menu"><li><a href="/2025/a-b-c-d">Letters to the editor today</a></ul>',
        '<div id="hamburger"><a href="/2025/a-b-c-d">Letters to the editor today</a></div>',
        '<div class="mega-menu"><h3><a href="/2025/x-y-z-w">Flood in the old mill</a></h3></div>',
        '<ol class="breadcrumb"><li><a href="/2025/a-b-c-d">News of the lower town</a></ol>',
        '<ul class="social-links"><li><a href="/2025/a-b-c-d">Follow us on the radio</a></ul>',
        '<div class="newsletter"><a href="/2025/a-b-c-d">Our morning letter by mail</a></div>',
        '<div class="pagination"><a href="/2025/a-b-c-d">On to the next page</a></div>',
        '<div class="comments"><a href="/2025/a-b-c-d">A reader wrote last night</a></div>',
    ],
)
def test_menus_and_service_boxes(body: str) -> None:
    assert titles(body) == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tag/floods-and-high-water-2025",
        "/category/news-of-the-lower-town",
        "/author/anna-of-the-old-mill",
        "/page/20250",
        "/2025/05/",
        "/?cat=12345",
        "/search?q=floods-of-the-2025-spring",
        "/files/minutes-of-the-2025-council.pdf",
        "mailto:desk@mill-echo.example",
        "javascript:void(2025)",
        "#top-of-the-page-2025",
    ],
)
def test_targets_that_are_no_article(path: str) -> None:
    assert titles(f'<h3><a href="{path}">Six words stand in this heading</a></h3>') == []


@pytest.mark.parametrize(
    "body",
    [
        '<div class="sponsored"><h3><a href="/2025/loans">Best loans of all May</a></h3></div>',
        '<div class="ad"><h3><a href="/2025/best-loans">Best loans of all May</a></h3></div>',
        '<h3><a href="https://loans.example/2025/best">The best loans of May</a></h3>',
        '<h3><a href="https://jobs.mill-echo.example/2025/1">Welder wanted by the yard</a></h3>',
    ],
)
def test_ads_and_foreign_sites(body: str) -> None:
    assert titles(body) == []


def test_section_names_in_headings() -> None:
    assert (
        titles('<h2><a href="/sport">Sport</a></h2><h2><a href="/town">The lower town</a></h2>')
        == []
    )


def test_lone_word_with_a_number_in_its_url() -> None:
    assert titles('<h2><a href="/series/100234">Notices</a></h2>') == []


def test_links_in_running_text() -> None:
    body = """<p>The yard said on Monday that <a href="/2025/05/yard-hires-forty-welders">it would
        hire forty welders</a> before the winter, which the union welcomed.</p><div>Last year
        <a href="/2024/05/ferry-broke-down-in-fog">the ferry broke down in fog</a> twice.</div>"""
    assert titles(body) == []


def test_link_at_the_start_of_a_sentence() -> None:
    body = """<p><a href="/2025/05/yard-hires-forty-welders">Forty welders will be hired</a> by the
        yard before the winter, said its owner on Monday, and the union welcomed it.</p>"""
    assert titles(body) == []


def test_link_in_a_paragraph_of_a_script_without_case() -> None:
    body = """<p><a href="/2025/05/yard-hires-forty-welders">대만서 무기 구매 반대 시위</a> 라고
        조선소 사장은 월요일에 말했고 노동조합은 이를 환영한다고 곧바로 밝혔다 한다.</p>"""
    assert titles(body) == []


def test_word_beside_a_headline_makes_no_sentence() -> None:
    url = "/2025/05/yard-hires-forty-welders"
    title = "Yard hires forty welders"
    assert titles(f'<h3>Port <a href="{url}">{title}</a></h3>') == [title]
    assert titles(f'<li><a href="{url}">{title}</a>, by Anna</li>') == [title]


def test_article_below_the_path_of_its_list() -> None:
    body = '<h3><a href="/news/1234567">Yard hires forty welders</a></h3>'
    assert titles(body, HOME + "news") == ["Yard hires forty welders"]


def test_short_headline_needs_its_picture() -> None:
    title = '<h3><a href="/this-is-me">Here I am</a></h3>'
    assert titles(f"<div>{title}</div>") == []
    assert titles(f'<div><a href="/this-is-me"><img src="/i.jpg"></a>{title}</div>') == [
        "Here I am"
    ]


def test_picture_makes_no_headline_of_a_section() -> None:
    body = '<a href="/sport"><img src="/i.jpg"></a><h3><a href="/sport">Sport</a></h3>'
    assert titles(f"<div>{body}</div>") == []


def test_link_to_a_section_beside_its_heading() -> None:
    body = '<h3><a href="/port">Port news</a></h3><a href="/port">All the news of our port</a>'
    assert titles(f"<div>{body}</div>") == []


def test_link_in_a_sentence_set_as_a_heading() -> None:
    body = """<h4>This is the fourth part of what we know about the old mill and the yard, see
        <a href="/2025/05/the-third-part-of-it">the third part of it</a></h4>"""
    assert titles(body) == []


def test_link_from_which_a_sentence_goes_on() -> None:
    body = """<div><a href="/2025/05/yard-hires-forty-welders">Forty welders come to the yard</a>,
        as its owner said on Monday to everybody who would listen.</div>"""
    assert titles(body) == []


def test_link_in_a_sentence_adds_nothing_to_the_teaser_elsewhere() -> None:
    url = "/2025/05/yard-hires-forty-welders"
    page = f"""<p>The yard said it <a href="{url}">hires forty more welders</a> before the winter
        storms come in.</p><ul><li><a href="{url}">Yard hires welders now</a></li></ul>"""
    (teaser,) = teasers(read_page(page.encode(), HOME))
    assert (teaser.title, teaser.excerpt) == ("Yard hires welders now", None)


def test_further_sheets_of_the_article() -> None:
    url = HOME + "2025/05/yard-hires-forty-welders"
    body = f'<h3><a href="{url}/2">On to the second sheet of this</a></h3>'
    assert titles(body, url) == []


def test_links_to_comments() -> None:
    link = '<a href="/2025/05/yard-hires-forty-welders#comment-41">A reader about the yard</a>'
    assert titles(f"<ul><li>{link}</li></ul>") == []


def test_front_page_seen_from_an_article() -> None:
    body = '<h2><a href="/">Back to all the news of today</a></h2>'
    assert titles(body, HOME + "2025/05/yard-hires-forty-welders") == []


@pytest.mark.parametrize(
    "href", ["http://mill-echo.example:99999/12345", "/2025/\x00", "http://[/2025"]
)
def test_urls_that_no_browser_opens(href: str) -> None:
    body = f'<h3><a href="{href}">Six words stand in this heading</a></h3>'
    assert titles(body) in ([], ["Six words stand in this heading"])


def test_link_that_is_its_whole_paragraph_is_a_teaser() -> None:
    body = '<p><a href="/2025/05/yard-hires-forty-welders">Yard hires forty welders</a></p>'
    assert titles(body) == ["Yard hires forty welders"]


def test_link_after_a_label_is_a_teaser() -> None:
    body = (
        '<div>Next: <a href="/2025/05/yard-hires-forty-welders">Yard hires forty welders</a></div>'
    )
    assert titles(body) == ["Yard hires forty welders"]


def test_the_page_itself() -> None:
    url = HOME + "2025/05/yard-hires-forty-welders"
    body = (
        '<h3><a href="/2025/05/yard-hires-forty-welders/?utm_source=x">Yard hires welders</a></h3>'
    )
    assert titles(body, url) == []


def test_comment_counts_and_read_more_buttons_are_part_of_their_card() -> None:
    url = "/2025/05/yard-hires-forty-welders"
    body = f"""<div class="card"><h3><a href="{url}">Yard hires welders</a></h3>
        <a href="{url}#comments">Forty-one people have commented</a>
        <a href="{url}">Read on about this here</a></div>"""
    assert titles(body) == ["Yard hires welders"]


def test_short_links_of_a_footer() -> None:
    links = "".join(
        f'<li><a href="/guides/all-about-the-{word}">All about {word}</a></li>'
        for word in ("mill and yard", "old town today", "river and port")
    )
    assert titles(f"<footer><ul>{links}</ul></footer>") == []


def test_headlines_in_a_footer() -> None:
    """The most read articles stand in the footer of more than one newspaper."""
    links = "".join(
        f'<li><a href="/2025/05/{number}">Council buys the old tannery for {number} crowns</a></li>'
        for number in (1200, 1300, 1400)
    )
    assert len(titles(f"<footer><ol>{links}</ol></footer>")) == 3


def test_boxes_for_the_previous_and_the_next_article_are_no_menu() -> None:
    body = """<nav class="post-navigation"><div class="nav-previous"><a href="/2025/05/a-b-c-d">
        Yard hires forty welders</a></div></nav><div class="loop-nav"><div class="next">
        <a href="/2025/05/e-f-g-h">Bees in the town hall</a></div></div>"""
    assert titles(body) == ["Yard hires forty welders", "Bees in the town hall"]
    body = '<nav class="post-nav"><a href="/2025/05/a-b-c-d">Yard hires forty welders</a></nav>'
    assert titles(body) == ["Yard hires forty welders"]


def test_frame_with_the_name_of_a_menu_is_the_page() -> None:
    """A common framework wraps the whole page into ``off-canvas-wrapper``."""
    page = read_page(
        f"""<div class="off-canvas-wrapper"><h1>Mill Echo</h1>{CARD}</div>""".encode(), HOME
    )
    assert len(teasers(page)) == 1


def test_other_newspapers_beside_own_teasers_stay() -> None:
    """They are never fetched, yet a reader saw them there."""
    cards = "".join(
        f'<div class="story"><h3><a href="{url}">{title}</a></h3></div>'
        for url, title in [
            ("/2025/05/a", "Yard hires forty welders"),
            ("/2025/05/b", "Bees in the town hall"),
            ("https://other-paper.example/2025/05/c", "What the neighbours think of it"),
            ("https://other-paper.example/2025/05/d?utm_campaign=x", "Buy our lovely calendar now"),
        ]
    )
    assert titles(cards) == [
        "Yard hires forty welders",
        "Bees in the town hall",
        "What the neighbours think of it",
    ]
