"""Which feeds a page announces, and which sitemaps a robots.txt."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.discover import announced
from newscrawl.urls import is_web

URL = "https://gazette.example/"
RSS = "application/rss+xml"


def feeds(head, url=URL, **more):
    body = head if isinstance(head, bytes) else f"<html><head>{head}</head><body>x".encode()
    return list(announced.feeds(body, url, **more))


def link(href, kind=RSS, rel="alternate", title=""):
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


class TestFeeds:
    def test_in_order_absolute_once_each_on_any_host(self):
        head = link("/z.xml") + link("https://feeds.example/a") + link("z.xml#x") + link("/b")
        assert feeds(head, URL) == [URL + "z.xml", "https://feeds.example/a", URL + "b"]

    @pytest.mark.parametrize(
        "kind",
        [
            *(RSS, "application/atom+xml", "application/feed+json", "application/rdf+xml"),
            *("Application/RSS+XML", "application/rss+xml; charset=utf-8", " application/rss+xml "),
        ],
    )
    def test_types_of_feeds(self, kind):
        assert feeds(link("/f", kind)) == [URL + "f"]

    @pytest.mark.parametrize(
        "kind", ["text/html", "application/json", "application/json+oembed", "text/css", ""]
    )
    def test_alternates_of_other_types_are_no_feeds(self, kind):
        assert feeds(link("/wp-json/wp/v2/pages/2", kind)) == []

    def test_plain_json_is_a_feed_where_its_address_says_so(self):
        assert feeds(link("/feed.json", "application/json")) == [URL + "feed.json"]

    @pytest.mark.parametrize(
        ("rel", "is_feed"),
        [("ALTERNATE", True), ("alternate home", True), ("alternates", False), ("self", False)],
    )
    def test_relation(self, rel, is_feed):
        assert bool(feeds(link("/f", rel=rel))) == is_feed

    def test_base_of_the_page(self):
        assert feeds('<base href="/c/">' + link("f")) == [URL + "c/f"]
        assert feeds('<base href="javascript:1">' + link("f")) == [URL + "f"]
        assert feeds('<base href="http://[">' + link("f")) == [URL + "f"]
        assert feeds(f'<base href="/{"x" * 9999}/">' + link("/f") + link("g"))[1:] == [URL + "g"]

    @pytest.mark.parametrize(
        "href", ["", "javascript:1", "file:///etc/passwd", "http://[", "x" * 9999]
    )
    def test_what_is_no_web_address_is_left_out(self, href):
        assert feeds(link(href)) == []

    def test_a_page_without_feeds(self):
        assert feeds("<title>x</title>") == feeds(b"") == feeds(b"\0") == feeds(b"<!--") == []

    def test_encodings(self):
        page = f"<html><head>{link('/ü')}".encode("utf-16")
        assert feeds(page) == [URL + "ü"]
        assert feeds(f"<head>{link('/ü')}".encode("latin-1"), encoding="latin-1") == [URL + "ü"]

    def test_what_stands_beyond_the_head_is_not_read(self):
        page = (link("/a") + "<!--" + "x" * announced.MAX_HEAD + "-->" + link("/b")).encode()
        assert feeds(page) == [URL + "a"]


class TestFeedsOfComments:
    @pytest.mark.parametrize(
        "href",
        ["/comments/feed/", "/?feed=comments-rss2", "/feeds/7/comments/default", "/Comments/Feed"],
    )
    def test_by_the_paths_of_wordpress_and_blogger(self, href):
        assert feeds(link("/feed/") + link(href)) == [URL + "feed/"]

    def test_by_title(self):
        assert feeds(link("/c", title="Gazette &raquo; Comments Feed")) == []

    @pytest.mark.parametrize("title", ["Comment", "Comments and opinion", "Kommentare"])
    def test_opinion_is_no_comment(self, title):
        assert feeds(link("/opinion/comments.xml", title=title)) == [URL + "opinion/comments.xml"]

    def test_below_an_article(self):
        head = link("/feed/") + link("/2026/bridge/feed/") + link("/2026/bridge-b/feed")
        article = '<meta property="og:type" content="article">'
        page = URL + "2026/bridge?x"
        assert feeds(article + head, page) == [URL + "feed/", URL + "2026/bridge-b/feed"]
        assert len(feeds(head, page)) == 3


class TestSitemaps:
    """RFC 9309, section 2.2.4; sitemaps.org, "Specifying the Sitemap location"."""

    def sitemaps(self, text):
        body = text if isinstance(text, bytes) else text.encode()
        return list(announced.sitemaps(body, URL + "robots.txt"))

    @pytest.mark.parametrize(
        "line",
        [
            "Sitemap: https://gazette.example/s.xml",
            "SITEMAP:https://gazette.example/s.xml",
            "  sitemap\t:  https://gazette.example/s.xml  # every story",
            "Sitemap: /s.xml",
            "Site-map: /s.xml",
            "\ufeffSitemap: /s.xml",
        ],
    )
    def test_line(self, line):
        assert self.sitemaps(line) == [URL + "s.xml"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_anywhere_in_order_once_each_on_any_host(self, end):
        lines = ["Sitemap: /z", "User-agent: x", "Sitemap: https://b.example/a", "Sitemap: /z"]
        assert self.sitemaps(end.join(lines)) == [URL + "z", "https://b.example/a"]

    @pytest.mark.parametrize(
        "line",
        ["# Sitemap: /s", "Sitemap:", "Sitemap: # /s", "My-sitemap: /s", "Sitemap: mailto:x"],
    )
    def test_other_lines_are_none(self, line):
        assert self.sitemaps(line + "\n\n") == []

    def test_utf_16(self):
        assert self.sitemaps("Sitemap: /s".encode("utf-16")) == [URL + "s"]

    def test_what_is_cut_is_not_read(self):
        lines = "Sitemap: /s\n" + "#" * (announced.MAX_ROBOTS - 26) + "\nSitemap: /cut-off"
        assert self.sitemaps(lines) == [URL + "s"]


PIECES = st.lists(
    st.sampled_from([link("/a").encode(), b"<base href='//b/'>", b"<link rel=", b"Sitemap:", b"\n"])
    | st.binary(max_size=12)
).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from([None, "utf-16", "utf-7", "hex", "\0"]))
@example(b"\xff\xfe<", None)
def test_any_bytes_give_web_addresses_once_each(body, encoding):
    named = announced.feeds(body, URL, encoding=encoding)
    sitemaps = announced.sitemaps(body, URL)
    assert all(map(is_web, named + sitemaps))
    assert len(set(named)) + len(set(sitemaps)) == len(named) + len(sitemaps)
