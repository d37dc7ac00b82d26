# ruff: noqa: RUF001, E501, Q000  # the marks of many scripts are meant as they stand; a case is one line
"""Headlines as newspapers print and declare them."""

import pytest

from tests.extract.printed import STORY, bare, ld

T = "Old bridge over the Wend reopens after nine months"
NAME = '<meta property="og:site_name" content="The Gazette">'


def read(body, head="", lang="en"):
    found = bare(f"{body}<div>{STORY}</div>", head, lang=lang)
    return found.headline


SEPARATORS = [" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " • ", " / ", " ~ ", "|", " ❘ ", " ｜ ", "ㅣ", " ｰ ",
              " ‹ ", " < ", " &#124; ", " &raquo; ", " &lt; ", ": ", "_", " ⋆ ", " ▷ ", " > ", " ∣ ", " │ "]  # fmt: skip


@pytest.mark.parametrize("mark", SEPARATORS)
def test_site_name_behind_the_title(mark):
    head = f"<title>{T}{mark}The Gazette</title>{NAME}"
    assert read("", head) == T
    assert read("", f'<meta property="og:title" content="{T}{mark}The Gazette">{NAME}') == T


@pytest.mark.parametrize("mark", [" | ", " - ", ": ", " » ", " — "])
def test_site_name_before_the_title(mark):
    assert read("", f"<title>The Gazette{mark}{T}</title>{NAME}") == T


@pytest.mark.parametrize(
    "title",
    ["Old bridge - new stones - same river", "Wend: the old bridge is open", "Old bridge | what you must know",
     "Tom Birk: “Nobody believed it”", "Bridge 2:0 River", "The bridge/river question", "Bridge – and then?"],
)  # fmt: skip
def test_marks_inside_a_headline_stay(title):
    assert read(f"<h1>{title}</h1>", f"<title>{title} | The Gazette</title>{NAME}") == title
    assert read("", f"<title>{title} | The Gazette</title>{NAME}") == title


def test_section_and_site_behind_the_title():
    assert read("", f"<title>{T} | Town | The Gazette</title>{NAME}") == T
    assert read("", f"<title>{T} - Town - The Gazette</title>{NAME}") == T
    assert read("", f"<title>{T} - The Gazette, Hill Valley</title>{NAME}") == T


PAGES = [
    (f"<h1>{T}</h1>", "", T),
    (f"<h1>\n {T}\n </h1>", "", T),
    (f"<h1><a href='/town/bridge-reopens'>{T}</a></h1>", "", T),
    ("<h1><span>Old bridge over the Wend</span> <span>reopens after nine months</span></h1>", "", T),
    ("<h1>Old bridge over the Wend<br>reopens after nine months</h1>", "", T),
    ("<h1>Old bridge over the <em>Wend</em> reopens after nine months</h1>", "", T),
    (f'<h1><a href="/">The Gazette</a></h1><h2>{T}</h2>', f"<title>{T} | The Gazette</title>", T),
    (f'<h1><a href="/"><img src="/logo.png" alt="The Gazette"></a></h1><h2 class="title">{T}</h2>', "", T),
    (f'<h1 class="logo">The Gazette</h1><article><h1>{T}</h1></article>', "", T),
    (f'<div class="logo"><h1>The Gazette</h1></div><article><h2>{T}</h2></article>', f"<title>{T}</title>", T),
    (f"<header><h1>The Gazette</h1></header><main><h1>{T}</h1></main>", "", T),
    (f"<header><h1>The Gazette</h1></header><main><h2>{T}</h2></main>", f"<title>{T} – The Gazette</title>{NAME}", T),
    (f"<header><h1>The Gazette</h1></header><main><h2>{T}</h2></main>", NAME, T),
    (f"<h1>Town</h1><h1>{T}</h1>", f'<meta property="og:title" content="{T}">', T),
    (f"<h1>{T}</h1><aside><h1>Most read</h1></aside>", "", T),
    (f"<article><header><h1>{T}</h1></header></article>", "", T),
    (f'<h1 class="visually-hidden">{T}</h1><div class="title">{T}</div>', "", T),
    (f'<h1 style="display:none">The Gazette</h1><h2>{T}</h2>', f"<title>{T}</title>", T),
    (f'<div class="article-title">{T}</div>', f"<title>{T} | The Gazette</title>", T),
    (f'<p class="headline">{T}</p>', f"<title>{T} | The Gazette</title>", T),
    (f'<span role="heading" aria-level="1">{T}</span>', f"<title>{T} | The Gazette</title>", T),
    (f'<h2 itemprop="headline">{T}</h2>', "", T),
    (f'<h3 class="entry-title">{T}</h3>', "", T),
    (f"<h2>{T}</h2>", "", T),
    (f"<h1>{T}</h1>", '<meta property="og:title" content="Old bridge over the Wend reopens af…">', T),
    (f"<h1>{T}</h1>", '<meta property="og:title" content="Old bridge over the Wend reopens ...">', T),
    ("", '<title>Old bridge over the Wend reopens aft... | The Gazette</title>' + f'<meta property="og:title" content="{T}">', T),
    ("", '<meta property="og:title" content="Old bridge over the Wend…">' + ld({"@type": "NewsArticle", "headline": T}), T),
    ("", ld({"@type": "NewsArticle", "headline": "Old bridge over the Wend…"}) + f'<meta property="og:title" content="{T}">', T),
    ("", ld({"@type": "NewsArticle", "headline": "Bridge &amp;amp; river: it&#8217;s open again"}), "Bridge & river: it’s open again"),
    ("", '<meta property="og:title" content="Bridge &amp;amp; river: it&amp;#8217;s open again">', "Bridge & river: it’s open again"),
    ("", ld({"@type": "NewsArticle", "headline": "<b>Bridge</b> is open again"}), "Bridge is open again"),
    ("", ld({"@type": "NewsArticle", "headline": [T]}), T),
    ("", ld({"@type": "NewsArticle", "name": T}), T),
    ("", ld({"@type": "NewsArticle", "headline": "", "name": T}), T),
    ("", f'<meta name="title" content="{T}">', T),
    ("", f'<meta name="twitter:title" content="{T}">', T),
    ("", f'<meta name="dc.title" content="{T}">', T),
    ("", f'<meta name="parsely-title" content="{T}"><title>The Gazette</title>{NAME}', T),
    ("", f'<meta name="sailthru.title" content="{T}"><title>The Gazette</title>{NAME}', T),
    ("", f'<meta name="cXenseParse:title" content="{T}"><title>The Gazette</title>{NAME}', T),
    ("", f'<meta name="citation_title" content="{T}"><title>The Gazette</title>{NAME}', T),
    (f'<h1><span class="kicker">Traffic</span> {T}</h1>', "", T),
    (f'<h1><span class="kicker">Traffic</span><span>: </span><span class="headline">{T}</span></h1>', f"<title>{T}</title>", T),
    (f'<h1><span class="topline">Traffic</span><span class="hidden">:</span> <span>{T}</span></h1>', "", T),
    (f'<h1><small>Traffic | </small>{T}</h1>', f"<title>{T}</title>", T),
    (f'<p class="kicker">Traffic</p><h1>{T}</h1>', f"<title>Traffic: {T}</title>", T),
    (f'<h2 class="overline">Traffic</h2><h1>{T}</h1>', f"<title>Traffic: {T} | The Gazette</title>{NAME}", T),
    (f"<h2>Traffic</h2><h1>{T}</h1>", "", T),
    (f'<h1>{T}</h1><h2 class="subtitle">The first bus crossed at nine</h2>', "", T),
    (f'<h1>{T}<span class="sr-only"> (opens in a new window)</span></h1>', f"<title>{T}</title>", T),
    (f'<h1>{T}<span class="badge">Premium</span></h1>', f"<title>{T}</title>", T),
    (f'<h1><span class="badge">Live</span> {T}</h1>', f"<title>{T}</title>", T),
    (f"<h1>{T} <sup>+</sup></h1>", f"<title>{T}</title>", T),
    (f"<h1><svg><title>Plus icon</title></svg>{T}</h1>", f"<title>{T}</title>", T),
    (f"<nav><h1>Menu</h1></nav><h1>{T}</h1>", "", T),
    (f'<div role="dialog"><h1>We value your privacy</h1></div><h1>{T}</h1>', f"<title>{T}</title>", T),
    (f'<div class="cookie-banner"><h2>We use cookies</h2></div><h2>{T}</h2>', f"<title>{T}</title>", T),
    ("<h1>四季橋が九か月ぶりに再開</h1>", "<title>四季橋が九か月ぶりに再開：河谷新聞</title>", "四季橋が九か月ぶりに再開"),
    ("", '<title>四季橋が九か月ぶりに再開：河谷新聞</title><meta property="og:site_name" content="河谷新聞">', "四季橋が九か月ぶりに再開"),
    ("", '<title>老桥维修九个月后重新开放_河谷日报</title><meta property="og:site_name" content="河谷日报">', "老桥维修九个月后重新开放"),
    ("", '<title>老桥维修九个月后重新开放 - 河谷日报</title>', "老桥维修九个月后重新开放"),
    ("", '<title>아홉 달 만에 다시 열린 오래된 다리 : 네이버 계곡일보</title><meta property="og:site_name" content="네이버 계곡일보">', "아홉 달 만에 다시 열린 오래된 다리"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "head", "expected"), PAGES)
def test_headline(body, head, expected):
    assert read(body, head) == expected


@pytest.mark.parametrize(
    ("body", "kicker"),
    [
        (f'<div><span class="kicker">Traffic</span><h1>{T}</h1></div>', "Traffic"),
        (f'<header><p class="article__topline">Traffic</p><h1>{T}</h1></header>', "Traffic"),
        (f'<div class="dachzeile">Verkehr</div><h1>{T}</h1>', "Verkehr"),
        (f'<p class="antetitulo">Tráfico</p><h1>{T}</h1>', "Tráfico"),
        (f'<p class="occhiello">Traffico</p><h1>{T}</h1>', "Traffico"),
        (f'<p class="surtitre">Circulation</p><h1>{T}</h1>', "Circulation"),
        (f'<h1><span class="kicker">Traffic:</span> {T}</h1>', "Traffic"),
        (f'<nav class="breadcrumb"><a href="/">Home</a></nav><h1>{T}</h1>', None),
        (f'<p class="date">14 March 2026</p><h1>{T}</h1>', None),
    ],
)  # fmt: skip
def test_kicker(body, kicker):
    found = bare(f"<article>{body}{STORY}</article>", f"<title>{T}</title>")
    assert (found.headline, found.kicker) == (T, kicker)


def test_headline_is_none_where_a_page_has_none():
    assert bare("<p>Text</p>").headline is None
