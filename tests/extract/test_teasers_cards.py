"""The parts of one card: headline, excerpt, kicker, category, block, picture, URL."""

import pytest

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers
from newscrawl.items import Teaser

HOME = "https://www.mill-echo.example/"
URL = "/2025/05/yard-hires-forty-welders"
TITLE = "Yard hires forty welders"


def one(card: str) -> Teaser:
    (teaser,) = teasers(read_page(f"<html><body>{card}".encode(), HOME, encoding="utf-8"))
    return teaser


@pytest.mark.parametrize(
    "card",
    [
        f'<h3><a href="{URL}">{TITLE}</a></h3>',
        f'<a href="{URL}"><h3>{TITLE}</h3></a>',
        f'<a href="{URL}">{TITLE}</a>',
        f'<a href="{URL}"><span class="title">{TITLE}</span><span>Anna Mill</span></a>',
        f'<a href="{URL}"><div>{TITLE}</div><div class="date">4 May</div></a>',
        f'<a href="{URL}"><span class="rank">3</span><h3>{TITLE}</h3></a>',
        f'<a href="{URL}"><span>3</span>{TITLE}</a>',
        f'<a href="{URL}"><time>10:15</time> <span>{TITLE}</span></a>',
        f'<h3><a href="{URL}"><b class="sr-only">For all who subscribe now</b> {TITLE}</a></h3>',
        f'<h3><a href="{URL}">Yard hires <em>forty</em> welders</a></h3>',
        f'<h3><a href="{URL}">Yard hires<br>forty   welders</a></h3>',
        f'<h3><a href="{URL}"><svg><title>Camera for moving films</title></svg>{TITLE}</a></h3>',
        f'<h3><a href="{URL}"><span>At last</span><span>{TITLE}</span></a></h3>',
        f'<div><a href="{URL}"><h4 class="kicker">At last</h4><h3>{TITLE}</h3></a></div>',
        f'<div><a href="{URL}"><img src="/i.jpg"></a><h3><a href="{URL}">{TITLE}</a></h3></div>',
        f'<div><h3><a href="{URL}">{TITLE}</a></h3><a href="{URL}"><p>{TITLE}</p></a></div>',
        f'<a href="{URL}" title="{TITLE}"><i class="date">{TITLE}</i><i>By our own desk</i></a>',
        f'<div><a href="{URL}"><span class="label">{TITLE}</span></a></div>',
        f'<a href="{URL}"><h3>Yard hires <span>forty welders</span><span>At last</span></h3></a>',
        f'<a href="{URL}">« {TITLE}</a>',
        f'<a href="{URL}"><h3><span>Yard hires</span> <span>forty welders</span></h3></a>',
        f'<h3><a href="{URL}"><span class="a">At</span> <span class="b">{TITLE}</span></a></h3>',
        f'<div><h4>Read also</h4><a href="{URL}">{TITLE}</a></div>',
        f'<div><h3>{TITLE}</h3><a href="{URL}">Read the whole of it</a></div>',
        f'<div><b class="title">{TITLE}</b><a href="{URL}">Read the whole of it</a></div>',
        f'<a href="{URL}">{TITLE} →</a>',
    ],
)
def test_title_is_the_headline_alone(card: str) -> None:
    assert one(card).title == TITLE


def test_pieces_of_one_headline_are_joined() -> None:
    pieces = '<span class="x">Yard hires</span><span class="x">forty welders</span>'
    found = one(f'<a href="{URL}"><h3>{pieces}</h3></a>')
    assert (found.title, found.kicker) == (TITLE, None)


def test_link_to_elsewhere_in_the_heading_is_no_headline() -> None:
    elsewhere = '<a href="/port/">Everything about harbour and quay</a>'
    assert one(f'<h3>{elsewhere} <a href="{URL}">{TITLE}</a></h3>').title == TITLE


def test_link_to_elsewhere_is_no_excerpt() -> None:
    below = '<p><a href="/author/anna">Anna Mill, who writes on the port</a></p>'
    assert one(f'<article><h3><a href="{URL}">{TITLE}</a></h3>{below}</article>').excerpt is None


def test_card_holds_every_spelling_of_its_url() -> None:
    found = one(
        f"""<h2>Latest</h2><div><h3><a href="{URL}">{TITLE}</a></h3>
        <a href="http://mill-echo.example{URL}/?utm_source=x"><img src="/i.jpg"></a></div>
        <div><h3><a href="{URL}">{TITLE}</a></h3></div>"""
    )
    assert found.image == HOME + "i.jpg"


def test_headline_beside_an_empty_link() -> None:
    """The link lies over the card; a second card keeps the first apart."""
    cards = "".join(
        f'<div class="card"><a class="overlay" href="{url}"></a><h3>{title}</h3><p>{text}</p></div>'
        f'<ul><li><a href="{url}">{title}</a></li></ul>'
        for url, title, text in [
            (URL, TITLE, "The yard has more work than hands."),
            ("/2025/05/bees-settle-in-town", "Bees settle in town", "They came on a warm day."),
        ]
    )
    found = teasers(read_page(f"<html><body>{cards}".encode(), HOME))
    assert [(teaser.title, teaser.excerpt) for teaser in found] == [
        (TITLE, "The yard has more work than hands."),
        ("Bees settle in town", "They came on a warm day."),
    ]
    assert [teaser.section_label for teaser in found] == [None, None]


@pytest.mark.parametrize(
    "below",
    [
        "<p>The yard has more work than hands.</p>",
        '<p class="byline">By Anna Mill of our desk</p><p>The yard has more work than hands.</p>',
        '<div class="summary">The yard has more work than hands.</div>',
        '<p class="date">Sunday the fourth of May</p><p>The yard has more work than hands.</p>',
        '<p><a href="/author/anna">Anna Mill</a></p><p>The yard has more work than hands.</p>',
        f'<p>The yard has more work than hands. <a href="{URL}">Read on</a></p>',
    ],
)
def test_excerpt_is_the_summary_in_the_card(below: str) -> None:
    assert one(f'<article><h3><a href="{URL}">{TITLE}</a></h3>{below}</article>').excerpt == (
        "The yard has more work than hands."
    )


def test_headline_again_is_no_excerpt() -> None:
    assert one(f'<article><h3><a href="{URL}">{TITLE}</a></h3><p>{TITLE}</p>').excerpt is None


def test_name_of_the_list_on_each_card_is_no_headline() -> None:
    cards = "".join(
        f'<div><a href="/2025/05/{n}"><h5>Latest</h5><em>1h ago</em><span>Ship {n} comes in now'
        "</span></a></div>"
        for n in (1001, 1002, 1003)
    )
    found = teasers(read_page(f"<html><body>{cards}".encode(), HOME))
    assert [(teaser.title, teaser.kicker) for teaser in found] == [
        (f"Ship {n} comes in now", "Latest") for n in (1001, 1002, 1003)
    ]


def test_same_long_headline_of_several_articles_stays() -> None:
    cards = "".join(
        f'<article><h3><a href="/2025/05/{n}">{TITLE}</a></h3><p>Part {n} of what we know.</p>'
        "</article>"
        for n in (1001, 1002, 1003)
    )
    found = teasers(read_page(f"<html><body>{cards}".encode(), HOME))
    assert [teaser.title for teaser in found] == [TITLE] * 3


@pytest.mark.parametrize(
    "around",
    [
        "<div><article>{}</article><p>This stands below the card and is none of it.</p></div>",
        "<ul><li>{}</li><p>This stands below the card and is none of it.</p></ul>",
        "<div><p>One.</p><p>Two.</p>{}<p>This stands below and is the text of a page.</p></div>",
    ],
)
def test_text_outside_the_card_is_no_excerpt(around: str) -> None:
    assert one(around.format(f'<h3><a href="{URL}">{TITLE}</a></h3>')).excerpt is None


def test_kicker_in_a_heading_of_its_own() -> None:
    heading = f'<div><h3><a href="{URL}">{TITLE}</a></h3></div>'
    assert one(f'<div><h4 class="kicker">At last</h4>{heading}</div>').kicker == "At last"


def test_kicker_stands_above_the_headline() -> None:
    found = one(f'<article><p class="kicker">At last</p><h3><a href="{URL}">{TITLE}</a></h3>')
    assert (found.kicker, found.title) == ("At last", TITLE)
    found = one(f'<h3><a href="{URL}"><span>At last</span><span>{TITLE}</span></a></h3>')
    assert found.kicker == "At last"


def test_category_of_the_card_goes_before_the_heading_of_its_block() -> None:
    found = one(
        f"""<section><h2>Latest</h2><article><a class="category" href="/port/">Port</a>
        <h3><a href="{URL}">{TITLE}</a></h3></article></section>"""
    )
    assert found.section_label == "Port"
    found = one(f'<section><h2>Latest</h2><article><h3><a href="{URL}">{TITLE}</a></h3></article>')
    assert found.section_label == "Latest"


@pytest.mark.parametrize(
    "card",
    [
        f'<h4 class="title">For friends of the house</h4><a href="{URL}"><h2>{TITLE}</h2></a>',
        f'<h4>Only</h4><a href="{URL}"><img src="/i"></a><h2><a href="{URL}">{TITLE}</a></h2>',
    ],
)
def test_heading_over_a_lone_card_is_no_headline(card: str) -> None:
    assert one(f'<div class="block">{card}</div>').title == TITLE


def test_heading_over_a_lone_card_names_its_block() -> None:
    card = f'<h4 class="title">For friends</h4><a href="{URL}"><h2>{TITLE}</h2></a>'
    assert one(f'<div class="block">{card}</div>').section_label == "For friends"


def test_name_of_the_newspaper_labels_nothing() -> None:
    page = f'<div><h1>Mill Echo</h1><article><h3><a href="{URL}">{TITLE}</a></h3></article></div>'
    assert one(page).section_label is None


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/i/yard.jpg">',
        '<img src="data:image/gif;base64,R0" data-src="/i/yard.jpg">',
        '<img data-src="data:image/gif;base64,R0" src="/i/yard.jpg">',
        '<img data-original="//www.mill-echo.example/i/yard.jpg" src="data:,">',
        '<img srcset="/i/yard.jpg 1x, /i/yard-2.jpg 2x">',
        '<img src="/badge.svg"><img src="https://www.mill-echo.example/i/yard.jpg">',
        '<picture><source srcset="/i/yard.webp"><img src="i/yard.jpg"></picture>',
    ],
)
def test_image_is_absolute_and_no_placeholder(picture: str) -> None:
    found = one(f'<article><a href="{URL}">{picture}</a><h3><a href="{URL}">{TITLE}</a></h3>')
    assert found.image == "https://www.mill-echo.example/i/yard.jpg"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (URL, "https://www.mill-echo.example" + URL),
        ("2025/05/yard", "https://www.mill-echo.example/2025/05/yard"),
        ("//port.mill-echo.example/2025/05/yard", "https://port.mill-echo.example/2025/05/yard"),
        ("/x/../2025/05/yard#part", "https://www.mill-echo.example/2025/05/yard"),
        (" /2025/05/yard?a=1 ", "https://www.mill-echo.example/2025/05/yard?a=1"),
    ],
)
def test_url_is_absolute_as_linked(href: str, url: str) -> None:
    assert one(f'<h3><a href="{href}">{TITLE}</a></h3>').url == url


def test_spellings_of_one_url_are_one_teaser() -> None:
    found = one(
        f"""<h3><a href="{URL}">{TITLE}</a></h3><h3><a href="{URL}/?utm_source=x">Again</a></h3>
        <h3><a href="http://mill-echo.example{URL}#part">And a third time</a></h3>"""
    )
    assert (found.title, found.rank) == (TITLE, 1)


def test_second_card_gives_what_the_first_lacks() -> None:
    found = one(
        f"""<ul><li><a href="{URL}">{TITLE}</a></li></ul><article><img src="/i.jpg">
        <h3><a href="{URL}">Other words for it here</a></h3><p>The yard has much work now.</p>"""
    )
    assert (found.title, found.excerpt) == (TITLE, "The yard has much work now.")
    assert found.image == HOME + "i.jpg"


def test_short_headlines_count_where_longer_ones_stand() -> None:
    items = "".join(
        f'<li><a href="/2025/05/{number}">{title}</a></li>'
        for number, title in enumerate(
            ["Bees settle in the hall", "Fog", "Choir sings in Lisbon today"], 1000
        )
    )
    found = teasers(read_page(f"<html><body><ul>{items}</ul>".encode(), HOME))
    assert [teaser.title for teaser in found][1] == "Fog"


@pytest.mark.parametrize(
    "title",
    [
        "東京都で大雨の警報が続く",
        "대만서 무기 구매 반대 시위",
        "أهالي القرية يزرعون أشجار الزيتون",
        "សាលាស្រុកជួសជុលកំពង់ចម្លង",
        "မြို့နယ်ရုံးကကူးတို့ဆိပ်ကိုပြင်ဆင်",
        "ফেরি ফিরে এলো দীর্ঘ মেরামতের পর",
    ],
)
def test_any_script(title: str) -> None:
    assert one(f'<ul><li><a href="/2025/05/20250504">{title}</a></li></ul>').title == title


@pytest.mark.parametrize("title", ["សាលាស្រុកជួសជុលកំពង់ចម្លង", "မြို့နယ်ရုံးကကူးတို့ဆိပ်ကိုပြင်ဆင်"])
def test_headline_without_spaces_is_one_in_a_list_without_headings(title: str) -> None:
    cards = "".join(
        f'<div class="c"><div><a href="/news/{number}">{title}{number}</a></div>'
        f"<div>{title * 4}</div></div>"
        for number in range(10321, 10325)
    )
    found = teasers(read_page(f"<html><body>{cards}".encode(), HOME))
    assert [(teaser.title, teaser.excerpt) for teaser in found] == [
        (f"{title}{number}", title * 4) for number in range(10321, 10325)
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("sub-title", "subTitle", "slotSubTitle", "sub_title", "sub-tit", "subttl", "sub-heading"),
        *("summery", "sapo", "sumario", "bajada", "copete", "linha-fina"),
    ],
)
def test_line_below_the_headline_is_the_excerpt(name: str) -> None:
    """A title of three words is shorter than the line below it."""
    card = f"""<div class="title"><a href="{URL}">The ferry returns</a></div>
    <div class="{name}"><a href="{URL}">The yard has more work than hands.</a></div>"""
    found = one(f"<article>{card}</article>")
    assert (found.title, found.excerpt) == (
        "The ferry returns",
        "The yard has more work than hands.",
    )


@pytest.mark.parametrize("name", ["pre-title", "over_title", "superTitle", "surtitle"])
def test_line_above_the_headline_is_the_kicker(name: str) -> None:
    card = f"""<div class="{name}">Work on the river</div>
    <div class="title"><a href="{URL}">{TITLE}</a></div>"""
    found = one(f"<article>{card}</article>")
    assert (found.title, found.kicker) == (TITLE, "Work on the river")


def test_deep_nesting_ends() -> None:
    deep = "<div>" * 500 + f"{TITLE}" + "</div>" * 500
    assert one(f'<a href="{URL}">{deep}</a>').title == TITLE
