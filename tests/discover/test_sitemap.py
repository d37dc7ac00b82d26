"""What sitemaps lead to, and what of it is new."""

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.discover import safe_xml, sitemap
from newscrawl.discover.sitemap import Listed, Sitemap, SitemapLink, moment, newest
from newscrawl.urls import canonical_url, is_web

URL = "https://gazette.example/sitemap.xml"
HOME = "https://gazette.example"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def read(body):
    return sitemap.read(body if isinstance(body, bytes) else body.encode(), URL)


def urlset(*pages, more=""):
    joined = "".join(f"<url>{page}</url>" for page in pages)
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{xmlns}" {more}>{joined}</urlset>'


def index(*sitemaps):
    joined = "".join(f"<sitemap>{each}</sitemap>" for each in sitemaps)
    return f"<sitemapindex>{joined}</sitemapindex>"


def locs(*paths):
    return [f"<loc>{HOME}{path}</loc>" for path in paths]


def urls(body):
    return [page.url.removeprefix(HOME) for page in read(body).pages]


class TestUrlset:
    def test_pages_with_their_dates_in_order(self):
        given = urlset("<loc> /b </loc><lastmod>2026-03-14</lastmod>", "<loc>/a</loc>")
        assert read(given) == Sitemap(
            pages=(
                Listed(url=HOME + "/b", rank=1, lastmod="2026-03-14"),
                Listed(url=HOME + "/a", rank=2),
            )
        )

    def test_news(self):
        """Google, "Create a news sitemap"."""
        page = (
            "<loc>/b</loc><news:news><news:publication><news:name>Gazette</news:name>"
            "</news:publication><news:publication_date>2026-03-14T09:00Z</news:publication_date>"
            "<news:title>Fish &amp; chips</news:title></news:news>"
        )
        expected = ("Fish & chips", "2026-03-14T09:00Z")
        for more in (NEWS, ""):  # declared, and not
            (found,) = read(urlset(page, more=more)).pages
            assert (found.title, found.published_at) == expected

    def test_address_of_a_picture_is_no_page(self):
        image = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
        page = "<image:image><image:loc>/p.jpg</image:loc></image:image><image:loc>/q</image:loc>"
        assert urls(urlset(page + "<loc>/a</loc>", page, more=image)) == ["/a"]

    def test_one_of_each_target(self):
        assert urls(urlset(*locs("/a", "/a?utm_source=x", "/b", "/a#c"))) == ["/a", "/b"]

    @pytest.mark.parametrize(
        "xmlns", ["http://www.google.com/schemas/sitemap/0.84", "https://www.sitemaps.org/x", ""]
    )
    def test_other_namespaces(self, xmlns):
        given = urlset(*locs("/a")).replace("http://www.sitemaps.org/schemas/sitemap/0.9", xmlns)
        assert urls(given) == ["/a"]

    def test_bare_ampersand_and_cdata(self):
        assert urls(urlset("<loc>/a?x=1&y=2</loc>", "<loc><![CDATA[/b?x=1&y=2]]></loc>")) == [
            "/a?x=1&y=2",
            "/b?x=1&y=2",
        ]


class TestIndex:
    def test_sitemaps_with_their_dates(self):
        given = index("<loc>/s1.xml.gz</loc><lastmod>2026-03</lastmod>", "<loc>/s2.xml</loc>")
        assert read(given) == Sitemap(
            sitemaps=(
                SitemapLink(url=HOME + "/s1.xml.gz", lastmod="2026-03"),
                SitemapLink(url=HOME + "/s2.xml"),
            )
        )

    def test_pages_and_sitemaps_in_one(self):
        found = read(urlset(*locs("/a")).replace("</urlset>", index(*locs("/s"))))
        assert (len(found.pages), len(found.sitemaps)) == (1, 1)


class TestOtherFormats:
    """sitemaps.org, "Other Sitemap formats"."""

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_one_address_a_line(self, end, mark):
        assert urls(mark + end.join([f"{HOME}/a", f" {HOME}/b?x=ä ", "", f"{HOME}/a"])) == [
            "/a",
            "/b?x=ä",
        ]

    def test_a_feed(self):
        given = "<rss><channel><item><title>T</title><link>/a</link></item></channel></rss>"
        assert read(given).pages == (Listed(url=HOME + "/a", rank=1, title="T"),)

    @pytest.mark.parametrize(
        "body", ["", "Not found", "<html><url><loc>/a</loc></url></html>", "see https://a.example/"]
    )
    def test_what_is_none_is_said(self, body):
        assert read(body) == Sitemap(problems=("no_sitemap",))


class TestGzip:
    BODY = urlset(*locs(*[f"/2026/{number * 7919}" for number in range(4000)])).encode()

    def test_whole(self):
        assert read(gzip.compress(self.BODY)) == read(self.BODY)
        assert len(read(self.BODY).pages) == 4000

    def test_in_two_members_and_padding(self):
        half = len(self.BODY) // 2
        packed = gzip.compress(self.BODY[:half]) + gzip.compress(self.BODY[half:]) + b"\0" * 9
        assert read(packed) == read(self.BODY)

    def test_truncated_gzip(self):
        packed = gzip.compress(self.BODY)
        found = read(packed[: len(packed) // 2])
        assert found.problems == ("gzip_damaged", "xml_damaged")
        assert 1000 < len(found.pages) < 3000
        assert set(found.pages) <= set(read(self.BODY).pages)

    def test_broken_gzip(self):
        packed = bytearray(gzip.compress(self.BODY))
        packed[len(packed) // 2] ^= 0xFF
        found = read(bytes(packed))
        assert "gzip_damaged" in found.problems
        assert len(found.pages) > 1000

    def test_packed_twice_is_no_sitemap(self):
        assert "no_sitemap" in read(gzip.compress(gzip.compress(self.BODY))).problems

    def test_bomb_is_read_up_to_the_limit(self, monkeypatch):
        monkeypatch.setattr(sitemap, "MAX_BYTES", 1 << 20)
        packed = gzip.compress(urlset(*locs("/a")).encode()[:-9] + b" " * (8 << 20))
        found = read(packed)
        assert (urls(packed), found.problems) == (["/a"], ("too_large", "xml_damaged"))
        assert "too_large" in read(b" " * (1 << 21)).problems

    def test_a_member_that_begins_at_the_limit_is_not_read(self, monkeypatch):
        monkeypatch.setattr(sitemap, "MAX_BYTES", 100)
        packed = gzip.compress(b" " * 100) + gzip.compress(f"{HOME}/a".encode())
        assert read(packed) == Sitemap(problems=("too_large", "no_sitemap"))

    def test_many_empty_members_are_too_large(self):
        assert "too_large" in read(gzip.compress(b"") * 100_000).problems

    def test_limits_are_those_of_the_protocol(self):
        assert sitemap.MAX_BYTES == 52_428_800
        assert sitemap.MAX_ENTRIES == 50_000


class TestLimits:
    @pytest.mark.parametrize(
        "body", [urlset(*locs("/a", "/b", "/c")), f"{HOME}/a\n{HOME}/b\n{HOME}/c"]
    )
    def test_no_more_entries_than_allowed(self, monkeypatch, body):
        monkeypatch.setattr(sitemap, "MAX_ENTRIES", 2)
        assert (urls(body), read(body).problems) == (["/a", "/b"], ("too_large",))
        monkeypatch.setattr(sitemap, "MAX_ENTRIES", 3)
        assert (urls(body), read(body).problems) == (["/a", "/b", "/c"], ())

    def test_no_more_elements_than_are_worth_it(self, monkeypatch):
        monkeypatch.setattr(safe_xml, "MAX_ELEMENTS", 10)
        monkeypatch.setattr(safe_xml, "_CHUNK", 100)
        found = read(urlset(*locs("/a"), *["<x/>" * 90] * 9, *locs("/b")))
        assert ([page.url for page in found.pages], found.problems) == (
            [HOME + "/a"],
            ("xml_damaged",),
        )

    def test_a_full_sitemap_is_read_whole(self):
        dated = "<loc>/2026/03/14/story-number-{}</loc><lastmod>2026-03-14</lastmod>"
        found = read(urlset(*[dated.format(number) for number in range(50_000)]))
        assert len(found.pages) == 50_000


class TestDamage:
    def test_truncated_xml_gives_no_half_address(self):
        whole = urlset(*locs("/a", "/bridge"))
        found = read(whole[: whole.index("/bridge") + 3])
        assert [page.url for page in found.pages] == [HOME + "/a"]
        assert found.problems == ("xml_damaged",)

    def test_entry_that_does_not_end(self):
        assert urls(urlset(*locs("/a", "/b")).replace("</url>", "")) == ["/a", "/b"]

    def test_wrong_encoding_declared(self):
        given = urlset(*locs("/ü")).replace('"1.0"', '"1.0" encoding="utf-16"')
        assert urls(given) == ["/ü"]

    def test_lol_and_xxe(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("secret")
        dtd = f'<!DOCTYPE urlset [<!ENTITY a "lol"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        given = urlset("<loc>/&a;&x;</loc>").replace("<urlset", dtd + "<urlset")
        assert urls(given) == ["/&a;&x;"]


class TestNewest:
    GIVEN = Sitemap(
        pages=(
            Listed(url=HOME + "/unknown", rank=1, lastmod="yesterday"),
            Listed(url=HOME + "/old", rank=2, lastmod="2026-03-12"),
            Listed(url=HOME + "/news", rank=3, published_at="2026-03-14T09:00+01:00"),
            Listed(url=HOME + "/changed", rank=4, published_at="2020", lastmod="2026-03-15"),
        ),
        sitemaps=(
            SitemapLink(url=HOME + "/2026-01.xml"),
            SitemapLink(url=HOME + "/authors.xml"),
            SitemapLink(url=HOME + "/2026_02.xml"),
            SitemapLink(url=HOME + "/dated.xml", lastmod="2025"),
            SitemapLink(url=HOME + "/new.xml", lastmod="2026-03-15T00:00:00Z"),
        ),
    )

    def paths(self, *given, **more):
        found = newest(self.GIVEN, *given, **more)
        return [
            [each.url.removeprefix(HOME) for each in kind] for kind in (found.pages, found.sitemaps)
        ]

    def test_newest_first_then_what_has_no_date(self):
        pages, sitemaps = self.paths()
        assert pages == ["/changed", "/news", "/old", "/unknown"]
        assert sitemaps == [
            *("/new.xml", "/dated.xml", "/2026_02.xml", "/2026-01.xml", "/authors.xml")
        ]

    def test_what_is_older_is_left_out_and_what_may_be_newer_is_not(self):
        pages, sitemaps = self.paths(datetime(2026, 3, 14, 8, 0, tzinfo=UTC))
        assert pages == ["/changed", "/news", "/unknown"]
        assert sitemaps == ["/new.xml", "/2026_02.xml", "/2026-01.xml", "/authors.xml"]

    def test_a_bare_day_lasts_to_its_end(self):
        assert "/old" in self.paths(datetime(2026, 3, 12, 23, 0, tzinfo=UTC))[0]
        assert "/old" not in self.paths(datetime(2026, 3, 13, tzinfo=UTC))[0]

    def test_no_more_sitemaps_than_asked_for(self):
        assert self.paths(max_sitemaps=1)[1] == ["/new.xml"]
        many = Sitemap(sitemaps=tuple(SitemapLink(url=f"{HOME}/{n}") for n in range(50)))
        assert len(newest(many).sitemaps) == sitemap.MAX_SITEMAPS

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026", "2026-12-31T23:59:59Z"),
            ("2024-02", "2024-02-29T23:59:59Z"),
            ("2026-12", "2026-12-31T23:59:59Z"),
            ("2026-03-14", "2026-03-14T23:59:59Z"),
            ("2026-03-14T09:00+01:00", "2026-03-14T08:00:00Z"),
            ("2026-03-14T09:00:00", "2026-03-14T09:00:00Z"),
            ("2026-03-14T09:00:00.5Z", "2026-03-14T09:00:00.500000Z"),
        ],
    )
    def test_dates_of_the_w3c(self, text, expected):
        assert moment(text).isoformat().replace("+00:00", "Z") == expected

    @pytest.mark.parametrize(
        "text", ["", "soon", "2026-13", "2026-02-30", "0000", "0001-01-01T00:00+14:00"]
    )
    def test_what_is_no_date_is_none(self, text):
        assert moment(text) is None

    def test_a_time_without_zone_is_utc_wherever_it_is_read(self, monkeypatch):
        with monkeypatch.context() as patched:
            patched.setenv("TZ", "Asia/Tokyo")
            time.tzset()
            assert moment("2026-03-14T09:00").isoformat() == "2026-03-14T09:00:00+00:00"
        time.tzset()

    @given(st.text(max_size=30) | st.from_regex(r"\A\d{4}(-\d\d){0,2}(T\d\d:\d\d)?\Z"))
    @example("9999-12-31T23:59-14:00")
    @example("9999-12")
    def test_any_text_is_a_moment_or_none(self, text):
        found = moment(text)
        assert found is None or found.tzinfo == UTC


SAMPLES = (
    urlset(*locs("/a", "/b")).encode(),
    index(*locs("/s")).encode(),
    gzip.compress(urlset(*locs("/a")).encode()),
    f"{HOME}/a\n{HOME}/b".encode(),
    b"<rss><item><link>/a</link></item>",
    zlib.compress(b"x"),
)
PIECES = st.lists(
    st.tuples(st.sampled_from(SAMPLES), st.integers(0, 200), st.integers(0, 200)).map(
        lambda piece: piece[0][piece[1] : piece[1] + piece[2]]
    )
    | st.binary(max_size=9)
)


@settings(max_examples=300, deadline=None)
@given(PIECES.map(b"".join) | PIECES.map(b"".join).map(gzip.compress))
@example(b"\x1f\x8b")
@example(gzip.compress(b"")[:-1])
def test_any_bytes_give_web_addresses_once_each(body):
    found = read(body)
    assert [page.rank for page in found.pages] == list(range(1, len(found.pages) + 1))
    for kind in (found.pages, found.sitemaps):
        assert all(is_web(each.url) for each in kind)
        assert len({canonical_url(each.url) for each in kind}) == len(kind)
    assert set(newest(found).pages) == set(found.pages)
