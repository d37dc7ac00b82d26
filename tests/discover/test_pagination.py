"""Where a section goes on."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.discover.pagination import next_page
from newscrawl.urls import canonical_url, is_web

HOME = "https://gazette.example"
URL = HOME + "/politics/"


def after(body, url=URL, **more):
    """Return the path of the next page."""
    page = next_page(body if isinstance(body, bytes) else body.encode(), url, **more)
    assert page is None or page.startswith(HOME + "/")
    return page and page.removeprefix(HOME)


def number(value, href=None, more=""):
    return f'<a href="{href}" {more}>{value}</a>' if href else f"<span {more}>{value}</span>"


def block(*numbers):
    return "<h1>Politics</h1><ul>" + "".join(f"<li>{each}</li>" for each in numbers) + "</ul>"


class TestDeclared:
    """WHATWG HTML, "Link type next"."""

    @pytest.mark.parametrize(
        "element",
        [
            '<link rel="next" href="/politics/page/2/">',
            '<link href="page/2/" rel="nofollow NEXT">',
            '<a href="/politics/page/2/" rel="next">Older</a>',
            '<a rel=next href="page/2/">Older</a> ... <a rel=next href="page/2/#top">Older</a>',
            '<link rel=next href="page/2/"><a rel=next href="/politics/page/3/">Older</a>',
            '<base href="/politics/page/"><link rel=next href="2/">',
        ],
    )
    def test_in_link_then_in_a(self, element):
        assert after(element) == "/politics/page/2/"

    def test_by_a_cursor(self):
        assert after('<a rel=next href="?after=x9z">More</a>') == "/politics/?after=x9z"

    @pytest.mark.parametrize(
        ("href", "url"),
        [
            ("", URL),
            ("/politics/", URL),
            ("/politics/index.html?utm_source=x#top", URL),
            ("/politics/", URL + "page/2/"),
            ("/politics/page/2/", URL + "page/3/"),
            ("?page=9", URL + "?page=10"),
            ("https://other.example/politics/page/2/", URL),
            ("javascript:next()", URL),
            ("http://[", URL),
        ],
    )
    def test_never_itself_nor_one_before_nor_elsewhere(self, href, url):
        assert after(f'<link rel="next" href="{href}">', url) is None

    def test_slides_that_all_have_a_next_one_are_in_doubt(self):
        assert after('<a rel=next href="/g/1">More</a><a rel=next href="/g/2">More</a>') is None

    def test_prev_is_not_next(self):
        assert after('<link rel="prev" href="/politics/page/2/">') is None


class TestNumbers:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            (number(1), number(2, "/politics/page/2/")),
            (number(1, "/p/", 'aria-current="page"'), number(2, "page/2/")),
            (number(1, "/politics/", 'class="page-numbers current"'), number(2, "page/2/")),
            (number(1, "/politics/"), number(2, "/politics/page/2/")),
            (number("Page 1"), number("<i>Page</i> 2", "/politics/page/2/")),
            (number("<b>1</b>"), number("<b> 2\n</b>", "/politics/page/2/")),
            (number(1), f"<span>{number(2, 'page/2/')}</span>"),
        ],
        ids=["no link", "aria", "class", "itself", "word", "nested", "wrapped"],
    )
    def test_the_one_after_the_current(self, one, two):
        rest = [number(3, "/politics/page/3/"), "…", number(9, "/politics/page/9/")]
        assert after(block(one, two, *rest)) == "/politics/page/2/"

    def test_class_on_the_list_item(self):
        items = "".join(
            f'<li class="{"active" if n == 2 else ""}"><a href="?p={n}">{n}</a></li>'
            for n in (1, 2, 3)
        )
        assert after(f"<ul>{items}</ul>", URL + "?x=1") is None  # not pages of this address
        assert after(f"<ul>{items}</ul>", URL + "?p=2") == "/politics/?p=3"

    @pytest.mark.parametrize(
        ("url", "first", "second", "third"),
        [
            ("/politics?page=2", "/politics", "/politics?page=2", "/politics?page=3"),
            ("/politics?page=1", "/politics", "/politics?page=1", "/politics?page=2"),
            ("/politics?start=20", "/politics", "/politics?start=20", "/politics?start=40"),
            ("/p/19.html", "/p/18.html", "/p/19.html", "/p/20.html"),
            ("/politics-2.html", "/politics.html", "/politics-2.html", "/politics-3.html"),
            ("/p/index_2.html", "/p/", "/p/index_2.html", "/p/index_3.html"),
            ("/p?page=2&sort=new", "/p?sort=new", "/p?page=2&sort=new", "/p?page=3&sort=new"),
            ("/2026/page/2/", "/2026/", "/2026/page/2/", "/2026/page/3/"),
        ],
    )
    def test_forms_of_addresses(self, url, first, second, third):
        start = 18 if "19" in url else 1
        in_row = [number(start, first), number(start + 1), number(start + 2, third)]
        assert after(block(*in_row), HOME + url) == third
        on_first = [number(start), number(start + 1, second), number(start + 2, third)]
        assert after(block(*on_first), HOME + first) == second

    def test_a_mark_counts_more_than_the_address(self):
        numbers = [number(1, "/politics/"), number(2, "?p=2", "class=current"), number(3, "?p=3")]
        assert after(block(*numbers)) == "/politics/?p=3"

    def test_the_same_block_above_and_below(self):
        numbers = block(number(1), number(2, "page/2/"))
        assert after(numbers + "<p>Stories</p>" * 50 + numbers) == "/politics/page/2/"

    def test_last_page_has_none(self):
        assert after(block(number(1, "/politics/"), number(2)), URL + "page/2/") is None

    def test_the_next_number_must_be_there(self):
        assert after(block(number(1), number(3, "page/3/"))) is None

    @pytest.mark.parametrize(
        "body",
        [
            block(number(1), number(2), number(3, "page/3/")),
            block(number(1), number(2, "/2026/03/14/bridge-2")),
            block(number(1), number(2, "https://other.example/politics/page/2/")),
            block(number(1), number(2, "javascript:go(2)")),
            block(number(1), number(2, "page/2/"), number(7)),
            block(number(3), number(4, "page/7/")),
            number(1) + number(2, "page/2/") + "<p>x</p>" * 200,
            block(number(0), number(1, "page/1/")),
            "<p>" + number(1) + number(2, "page/2/") + "<p>" + number(1) + number(2, "?p=2"),
            number(1) + "<p>x</p>" * 200 + number(2, "page/2/"),
        ],
        ids=[
            *(
                "which",
                "story",
                "elsewhere",
                "script",
                "ends",
                "count",
                "loose",
                "zero",
                "two",
                "far",
            )
        ],
    )
    def test_doubt_gives_none(self, body):
        assert after(body) is None

    def test_calendar_counts_no_pages(self):
        days = "<table><tr>" + "".join(
            f"<td>{each}</td>" for each in (number(5), number(6, "/2026/03/06/"))
        )
        assert after(days, HOME + "/2026/03/") is None
        months = block(number(5), number(6, "/2026/06/"))
        assert after(months, HOME + "/2026/") is None

    def test_counts_of_comments_are_no_pages(self):
        stories = "".join(
            f'<article><h2>Story</h2><i>{n}</i><a href="/2026/story-{n}#c">{n + 1}</a></article>'
            for n in range(1, 9)
        )
        assert after(stories) is None


class TestAnything:
    def test_none_on_a_page_without_links(self):
        assert after("") is None
        assert after("<p>1 2 3") is None
        assert after(b"\0\xff") is None

    def test_encodings(self):
        page = '<a rel="next" href="/politics/ü">x</a>'
        assert after(page.encode("utf-16")) == "/politics/ü"
        assert after(page.encode("latin-1"), encoding="latin-1") == "/politics/ü"

    PIECES = st.lists(
        st.sampled_from(
            [
                *(b"<ul>", b"</ul>", b"<li class=active>", b"<span>1</span>", b"<a href='?p=2'>2"),
                *(
                    b"<link rel=next href=",
                    b"<a rel=next href='page/",
                    b"3'>",
                    b"<base href='/x/'>",
                ),
                *(b"<a href='/politics/page/3/'>3</a>", b"<td>0</td>", b"<a href='?p=1'>1</a>"),
            ]
        )
        | st.binary(max_size=9)
    ).map(b"".join)

    @settings(max_examples=300, deadline=None)
    @given(PIECES, st.sampled_from([URL, URL + "page/2/", HOME]), st.sampled_from([None, "hex"]))
    @example(b"<a href='?p=1'>1</a><b>0</b>", URL, None)
    @example("<b>1</b><a href='?p=²'>²</a>".encode(), URL, None)
    @example("<b>\u0661</b><a href='?p=\u0662'>\u0662</a>".encode(), URL, None)
    def test_any_bytes_give_another_page_of_the_host_or_none(self, body, url, encoding):
        page = next_page(body, url, encoding=encoding)
        if page is not None:
            assert is_web(page)
            assert page.startswith((HOME + "/", HOME + "?"))
            assert canonical_url(page) != canonical_url(url)
