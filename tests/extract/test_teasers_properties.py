"""Laws of teasers that hold on any page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers
from newscrawl.extract.wording import raw_text
from newscrawl.items import Teaser
from newscrawl.urls import article_id, canonical_url, site_of

HOME = "https://www.mill-echo.example/news"
WORDS = st.sampled_from(
    ["Ferry returns at last", "Bees", "10:15", "", "Port", "&amp; so on", "大雨の警報", "Mill" * 40]
)
HREFS = st.sampled_from(
    [
        "/2025/05/a-b-c-d",
        "/2025/05/a-b-c-d/?utm_source=x",
        "http://mill-echo.example/2025/05/a-b-c-d#c",
        "https://www.mill-echo.example:99999/2025",
        "//other.example/2025/1",
        "../2025/0505",
        "\\2025\\0505",
        "/2025/05/\ud800",
        "http://[",
        "?p=1234",
        "/tag/x",
        "/news",
        "#a",
        "",
    ]
)
TAGS = st.sampled_from(
    ["div", "p", "h2", "h3", "li", "ul", "span", "article", "section", "nav", "b"]
)
NAMES = st.sampled_from(["", "title", "card__excerpt", "meta-date", "menu", "kicker", "sr-only"])


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    link = st.builds(lambda href, text: f'<a href="{href}">{text}</a>', HREFS, inner)
    box = st.builds(
        lambda tag, name, text: f'<{tag} class="{name}">{text}</{tag}>', TAGS, NAMES, inner
    )
    row = st.lists(inner, max_size=4).map(" ".join)
    return st.one_of(link, box, row)


PAGES = st.recursive(WORDS, _element, max_leaves=30)


def read(body: str) -> tuple[Teaser, ...]:
    return teasers(read_page(body.encode("utf-8", "surrogatepass"), HOME, encoding="utf-8"))


@given(st.one_of(PAGES, st.text(), st.binary().map(lambda raw: raw.decode("latin-1"))))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_tuple(body: str) -> None:
    assert isinstance(read(body), tuple)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_titles_are_words_of_the_page(body: str) -> None:
    page = read_page(body.encode("utf-8", "surrogatepass"), HOME, encoding="utf-8")
    shown = "".join(raw_text(page.root).split())
    for teaser in teasers(page):
        assert teaser.title
        for text in (teaser.title, teaser.excerpt, teaser.kicker, teaser.section_label):
            assert "".join((text or "").split()) in shown


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_each_article_once_and_ranks_without_gaps(body: str) -> None:
    found = read(body)
    site = site_of(HOME)
    assert [teaser.rank for teaser in found] == list(range(1, len(found) + 1))
    ids = [teaser.article_id for teaser in found]
    assert len(set(ids)) == len(ids) == len({canonical_url(teaser.url) for teaser in found})
    assert ids == [article_id(site, teaser.url) for teaser in found]
    assert article_id(site, HOME) not in ids
