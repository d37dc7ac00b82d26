import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl import urls

PAGE = "https://a.example/news/today"

SCHEMES = st.sampled_from(["http", "https", "HTTP", "hTTps", "ftp", "javascript", ""])
HOSTS = st.sampled_from(
    [
        *("a.example", "www.a.example", "A.Example.", "m.a.example", "a..example", "..", "", "-"),
        *("127.0.0.1", "127.1", "[::1]", "[::ffff:1.2.3.4]", "[fe80::1%25eth0]", "[::1", "[v1.a]"),
        *(
            "münchen.example",
            "xn--mnchen-3ya.example",
            "\uff41.example",
            "İ.example",
            "中文.example",
        ),
        *("a_b.example", "%61.example", "a b.example", "a\\b.example", "a\u200b.example"),
        *(
            "x" * 64 + ".example",
            "u:p@a.example",
            "@a.example",
            "a\u3000b.example",
            "\ud800.example",
        ),
    ]
)
PORTS = st.sampled_from(
    ["", ":", ":80", ":443", ":8080", ":0080", ":0", ":65536", ":-1", ":٣", ":x"]
)
SEGMENTS = st.sampled_from(
    [
        *("", "a", "amp", "AMP", "index.html", "Default.aspx", "a.amp.html", "index.amp.htm", "."),
        *("..", "%7e", "%2F", "%2f", "%", "%zz", "%C3%A9", "é", "a b", "a\\b", "a;p=1", "\x00"),
        *("%61mp", "\ud83d", "a|b", "[x]", "index.html;x"),
    ]
)
PAIRS = st.sampled_from(
    [
        *(
            "a=1",
            "a=",
            "a",
            "=a",
            "b=2",
            "b=%26",
            "c=%zz",
            "d=+%20",
            "é=ü",
            "utm_source=x",
            "",
            "=",
        ),
        *(
            "UTM_Medium",
            "fbclid=1",
            "%75tm_source=1",
            "ref=%23x",
            "a?b",
            "x==y",
            "%ff=%FF",
            "amp;a=1",
        ),
    ]
)


def _url(scheme, place, path, query, rest):
    """Join parts as they are: the result may be no URL."""
    return f"{scheme}://{place}{path and '/'}{path}{query and '?'}{query}{rest}"


GOOD_OR_BAD = st.builds(
    _url,
    SCHEMES,
    st.builds(str.__add__, HOSTS, PORTS),
    st.lists(SEGMENTS, max_size=5).map("/".join),
    st.lists(PAIRS, max_size=4).map("&".join),
    st.sampled_from(["", "#", "#top", "#!/x", " ", "\n"]),
)
HOSTILE = st.one_of(
    GOOD_OR_BAD,
    st.text(st.characters(), max_size=40),
    st.text(
        st.sampled_from([*"https://a.example", *":@[]%?#&=\\\t\n \x00\ud800\uff0e\u2100"]),
        max_size=40,
    ),
)


class TestCanonicalUrl:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("http://a.example", "http://a.example/"),
            ("HTTPS://A.Example/B", "https://a.example/B"),
            ("http://a.example:80/", "http://a.example/"),
            ("https://a.example:443/", "https://a.example/"),
            ("https://a.example:80/", "https://a.example:80/"),
            ("https://a.example:/b", "https://a.example/b"),
            ("https://a.example:08080/b", "https://a.example:8080/b"),
            ("https://a.example./b", "https://a.example/b"),
            ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
            ("http://[::0:1]:80/b", "http://[::1]/b"),
            ("https://a.example//b///c", "https://a.example/b/c"),
            ("https://a.example/b/./c/../d", "https://a.example/b/d"),
            ("https://a.example/%7euser/%c3%a9", "https://a.example/~user/%C3%A9"),
            ("https://a.example/b%2Fc", "https://a.example/b%2Fc"),
            ("https://a.example/b#c", "https://a.example/b"),
            ("https://a.example/b?", "https://a.example/b"),
            ("https://a.example/b?z=1&a=2", "https://a.example/b?a=2&z=1"),
            ("https://a.example/b?a=1&a=2", "https://a.example/b?a=1&a=2"),
            ("https://a.example/b?a=1&utm_source=x&UTM_Medium=y", "https://a.example/b?a=1"),
            ("https://a.example/b?fbclid=x", "https://a.example/b"),
            ("https://a.example/b?outputType=amp", "https://a.example/b"),
            ("https://a.example/b?reference=1", "https://a.example/b?reference=1"),
            ("https://a.example/index.html", "https://a.example/"),
            ("https://a.example/b/Default.aspx", "https://a.example/b/"),
            ("https://a.example/b-index.html", "https://a.example/b-index.html"),
            ("https://a.example/b/amp", "https://a.example/b"),
            ("https://a.example/b/AMP/", "https://a.example/b"),
            ("https://a.example/b.amp.html", "https://a.example/b.html"),
            ("https://a.example/b/amp/index.html", "https://a.example/b"),
            ("https://a.example/b/amp/amp", "https://a.example/b"),
            ("https://a.example/b.amp.amp.html", "https://a.example/b.html"),
            ("https://a.example/index.html/amp", "https://a.example/"),
            ("https://a.example/amp", "https://a.example/amp"),
            ("https://a.example/amp/", "https://a.example/amp/"),
            ("https://a.example/champ", "https://a.example/champ"),
        ],
    )
    def test_cleans(self, url, expected):
        assert urls.canonical_url(url) == expected

    @settings(deadline=None)
    @given(GOOD_OR_BAD)
    def test_twice_changes_nothing_and_the_result_is_a_web_url(self, url):
        """RFC 3986, section 6: a normalised URL is its own normal form."""
        try:
            once = urls.canonical_url(url)
        except ValueError:
            return
        assert urls.canonical_url(once) == once
        assert urls.is_web(once)

    @settings(deadline=None)
    @given(HOSTILE)
    def test_takes_what_is_web_and_refuses_the_rest_with_the_url_in_the_message(self, url):
        if urls.is_web(url):
            assert urls.canonical_url(url)
        else:
            with pytest.raises(ValueError, match="is no http or https URL") as refused:
                urls.canonical_url(url)
            assert repr(url) in str(refused.value)

    @pytest.mark.parametrize("piece", ["/amp", ".amp", "/index.html", "a.amp", "//", "/../a"])
    def test_long_repetitions_cost_no_more_than_their_length(self, piece):
        url = "https://a.example/" + piece * 20_000 + ".htmx"
        begin = time.process_time()
        urls.canonical_url(url)
        assert time.process_time() - begin < 1.0


class TestIsWeb:
    @pytest.mark.parametrize(
        "url",
        [
            "http://a.example",
            "HTTPS://a.example/b",
            "https://a_b.a-b.example:8080/",
            "https://a.example./",
            "https://localhost/",
            "http://127.0.0.1:1/",
            "http://[::1]:80/",
            "https://münchen.example/",
        ],
    )
    def test_takes(self, url):
        assert urls.is_web(url)

    @pytest.mark.parametrize(
        "url",
        [
            *("", "a", "/b", "//a.example/b", "a.example/b", "?b", "#b"),
            *(
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@a.example",
            ),
            *("ftp://a.example/", "feed:https://a.example/", "view-source:https://a.example/"),
            *("http:", "http:///b", "http://:80/", "https:/a.example", "https:a.example"),
            *("https://u@a.example/", "https://u:p@a.example/", "https://@a.example/"),
            *("https://a\uff3bb/", "https://a\uff3d/", "https://\ufe47a/"),  # brackets in disguise
            *("https://a.example:0/", "https://a.example:65536/", "https://a.example:-1/"),
            *("https://a.example:x/", "https://a.example:٣/"),
            *("https://[::1/", "https://::1/", "https://[::1]x/", "https://[v1.a]/"),
            *("https://[fe80::1%25eth0]/", "https://[fe80::]1]/", "https://[a.example]/"),
            *("https://../", "https://./", "https://a..example/", "https://.a.example/"),
            *(f"https://{'x' * 64}.example/", "https://a b.example/", "https://%61.example/"),
            *(
                "https://a.example\\.b.example/",
                "https://a.example\uff0fb/",
                "https://a\u3000b.example/",
            ),
            *("https://\ud800.example/", "https://a.example/\ud800", "https://a.example/?\udfff"),
        ],
    )
    def test_refuses(self, url):
        assert not urls.is_web(url)

    @settings(deadline=None)
    @given(HOSTILE)
    def test_never_raises(self, url):
        assert urls.is_web(url) in {True, False}


class TestAbsolute:
    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            ("", PAGE),
            ("b", "https://a.example/news/b"),
            ("/b", "https://a.example/b"),
            ("//b.example/c", "https://b.example/c"),
            ("?b=1", PAGE + "?b=1"),
            ("#top", PAGE),
            (" \n\t/b\u00a0 ", "https://a.example/b"),
            ("/b\n\tc", "https://a.example/bc"),
            ("http://b.example/b\nc", "http://b.example/bc"),
            ("ht\ntps://b.example/", "https://b.example/"),
            ("/b #c", "https://a.example/b"),
            ("/b#c?d", "https://a.example/b"),
            ("\\b\\c", "https://a.example/b/c"),
            ("\\\\b.example\\c", "https://b.example/c"),
            ("https:\\\\b.example", "https://b.example"),
            ("/b?path=c:\\d", "https://a.example/b?path=c:\\d"),
            ("/../../b", "https://a.example/b"),
            ("javascript:void(0)", None),
            ("java\nscript:void(0)", None),
            ("JavaScript:void(0)", None),
            ("mailto:a@a.example", None),
            ("tel:+123", None),
            ("file:///etc/passwd", None),
            ("//u:p@b.example/", None),
            ("//a.example:0/", None),
            ("//a.example:x/", None),
            ("//[::1", None),
            ("https://[::1]bad/", None),
            ("//..a.example/", None),
            ("//b\u2100.example/", None),
            ("/\ud800", None),
        ],
    )
    def test_resolves_as_browsers_do(self, link, expected):
        assert urls.absolute(link, PAGE) == expected

    @settings(deadline=None)
    @given(HOSTILE, st.one_of(st.just(PAGE), HOSTILE))
    def test_gives_a_web_url_or_none_whatever_stands_in_a_page(self, link, base):
        found = urls.absolute(link, base)
        assert found is None or (urls.is_web(found) and "#" not in found)

    @settings(deadline=None)
    @given(HOSTILE)
    def test_of_an_absolute_url_is_itself(self, link):
        found = urls.absolute(link, PAGE)
        if found is not None:
            assert urls.absolute(found, PAGE) == found


class TestArticleId:
    SAME = (
        "https://www.a.example/b/c?x=1",
        "http://www.a.example/b/c?x=1",
        "https://a.example/b/c?x=1",
        "https://m.a.example/b/c?x=1",
        "https://amp.a.example/b/c?x=1",
        "https://www2.a.example/b/c?x=1",
        "https://mobile.a.example/b/c?x=1",
        "https://www.a.example/b/c/?x=1",
        "https://www.a.example:443/b//c/amp/?x=1&utm_source=y#z",
    )

    @pytest.mark.parametrize("url", SAME)
    def test_is_the_same_for_every_spelling(self, url):
        assert urls.article_id("x", url) == urls.article_id("x", self.SAME[0])

    @pytest.mark.parametrize(
        "url",
        [
            "https://sport.a.example/b/c?x=1",
            "https://www.a.example:8080/b/c?x=1",
            "https://www.a.example/b/C?x=1",
            "https://www.a.example/b?x=1",
            "https://www.a.example/b/c?x=2",
            "https://www.a.example/b/c",
        ],
    )
    def test_differs_for_another_page(self, url):
        assert urls.article_id("x", url) != urls.article_id("x", self.SAME[0])

    def test_differs_between_sites(self):
        assert urls.article_id("x", PAGE) != urls.article_id("y", PAGE)

    def test_leaves_a_domain_of_two_labels_whole(self):
        assert urls.article_id("x", "https://m.example/") != urls.article_id(
            "x", "https://example/"
        )

    def test_by_the_papers_own_id_outlives_a_new_slug(self):
        own = re.compile(r"-(?P<id>\d+)$")
        first = urls.article_id("x", "https://a.example/old-words-17", own)
        assert urls.article_id("x", "https://b.example/new-words-17?y=1&utm_id=2", own) != first
        assert urls.article_id("x", "https://b.example/new-words-17?utm_id=2", own) == first
        assert urls.article_id("x", "https://a.example/old-words-18", own) != first

    def test_is_that_of_the_first_pattern_that_matches(self):
        before, now = re.compile(r"/story/[a-z]+$"), re.compile(r"/(?P<id>[a-z]+)$")
        both = urls.FirstOf((before, now))
        for url, alone in (("https://a.example/story/b", before), ("https://a.example/b", now)):
            assert urls.article_id("x", url, both) == urls.article_id("x", url, alone)
        assert urls.article_id("x", "https://a.example/story/b", now) != urls.article_id(
            "x", "https://a.example/story/b", both
        )
        assert both.search("https://a.example/7") is None

    @pytest.mark.parametrize(
        "pattern", [r"/\d+$", r"/(?P<slug>\w+)$", r"/b(?P<id>\d+)?", r"/z(?P<id>\d)"]
    )
    def test_is_of_the_url_where_the_pattern_gives_no_id(self, pattern):
        url = "https://a.example/b"
        assert urls.article_id("x", url, re.compile(pattern)) == urls.article_id("x", url)

    @settings(deadline=None)
    @given(GOOD_OR_BAD.filter(urls.is_web))
    def test_comes_from_the_canonical_url_alone(self, url):
        named = urls.article_id("x", url)
        assert re.fullmatch(r"[0-9a-f]{32}", named)
        assert named == urls.article_id("x", urls.canonical_url(url))

    def test_of_no_web_url_is_an_error(self):
        with pytest.raises(ValueError, match="is no http or https URL"):
            urls.article_id("x", "javascript:alert(1)")


class TestIsOwn:
    @pytest.mark.parametrize(
        ("url", "home"),
        [
            ("https://a.example/b", "https://a.example/"),
            ("http://a.example/b", "https://a.example/"),
            ("https://www.a.example/b", "https://a.example/"),
            ("https://a.example/b", "https://www.a.example/"),
            ("https://sport.a.example/b", "https://www.a.example/"),
            ("https://m.sport.a.example/b", "https://a.example/"),
            ("https://A.EXAMPLE./b", "https://a.example/"),
            ("https://a.example:443/b", "https://a.example/"),
            ("https://a.example:8080/b", "https://www.a.example:8080/"),
            ("https://münchen.example/b", "https://xn--mnchen-3ya.example/"),
            ("https://xn--mnchen-3ya.example/b", "https://www.münchen.example/"),
            ("http://127.0.0.1/b", "http://127.0.0.1/"),
            ("http://[::1]:8080/b", "http://[::1]:8080/"),
        ],
    )
    def test_of_the_papers_hosts(self, url, home):
        assert urls.is_own(url, ("https://other.example/", home))

    @pytest.mark.parametrize(
        ("url", "home"),
        [
            ("https://nota.example/b", "https://a.example/"),
            ("https://a.example.evil.example/b", "https://a.example/"),
            ("https://example/b", "https://a.example/"),
            ("https://a.example/b", "https://sport.a.example/"),
            ("https://a.example:8080/b", "https://a.example/"),
            ("https://a.example/b", "https://a.example:8080/"),
            ("http://x.127.0.0.1/b", "http://127.0.0.1/"),
            ("https://evil.example\\.a.example/b", "https://a.example/"),
            ("https://evil.example#.a.example/b", "https://a.example/"),
            ("https://evil.example?.a.example/b", "https://a.example/"),
            ("https://u@a.example/b", "https://a.example/"),
            ("https://..a.example/b", "https://a.example/"),
            ("ftp://a.example/b", "https://a.example/"),
            ("javascript:alert(1)", "https://a.example/"),
            ("https://a.example:x/", "https://a.example/"),
            ("", "https://a.example/"),
            ("https://a.example/", ""),
            ("https://a.example/", "https://[::1"),
        ],
    )
    def test_not_of_others(self, url, home):
        assert not urls.is_own(url, (home,))

    def test_nobody_owns_anything_without_a_home(self):
        assert not urls.is_own(PAGE, ())

    @settings(deadline=None)
    @given(HOSTILE, HOSTILE)
    def test_never_raises_and_own_is_web(self, url, home):
        assert not urls.is_own(url, (home,)) or urls.is_web(url)


class TestSiteOf:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("https://www.News.example/x", "www_news_example"),
            ("https://news.example:8080/", "news_example_8080"),
            ("http://[::1]/", "___1_"),
            (f"https://{'x' * 60}.news.example/", "x" * 60 + "_new"),
            ("news", "any"),
            ("", "any"),
        ],
    )
    def test_is_the_host_and_port(self, url, expected):
        assert urls.site_of(url) == expected

    @settings(deadline=None)
    @given(HOSTILE)
    def test_is_always_a_site_name(self, url):
        try:
            site = urls.site_of(url)
        except ValueError:
            assert not urls.is_web(url)
        else:
            assert urls.SITE_NAME.fullmatch(site)


class TestDigest:
    def test_tells_none_from_empty(self):
        assert len({urls.digest(None), urls.digest(""), urls.digest(), urls.digest("", "")}) == 3

    @pytest.mark.parametrize(
        ("one", "other"), [(("a", "b"), ("ab",)), (("a", ""), ("", "a")), (("a", None), ("a", ""))]
    )
    def test_tells_where_the_parts_end(self, one, other):
        assert urls.digest(*one) != urls.digest(*other)

    def test_is_stable(self):
        assert urls.digest("harbour_gazette", "a") == "156bce0a0316cc2dbf41166d0e2ff31c"

    @settings(deadline=None)
    @given(st.lists(st.one_of(st.none(), st.text(st.characters())), max_size=4))
    def test_is_128_bits_in_hex_for_any_text(self, parts):
        assert re.fullmatch(r"[0-9a-f]{32}", urls.digest(*parts))


@pytest.mark.parametrize(
    "name",
    ["utm_source", "fbclid", "GCLID", "mc_cid", "at_medium", "ns_campaign", "ref", "cmp", "xtor"],
)
def test_parameters_that_track(name):
    assert urls.TRACKING.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["id", "p", "page", "article", "story_id", "q", "lang", "reference", "print"]
)
def test_parameters_that_name_a_page(name):
    assert not urls.TRACKING.fullmatch(name)


SEGMENTS = st.lists(
    st.from_regex(
        r"[a-z0-9_-][a-z0-9._~-]{0,9}|amp|index\.html|a\.amp\.html|\.\.?", fullmatch=True
    ),
    min_size=1,
    max_size=4,
)


QUERIES = st.from_regex(
    r"(\?(a|b|id|ref|utm_x)=[a-z0-9.]{1,3}(&(a|c|gclid)=[0-9]){0,2})?", fullmatch=True
)


@given(
    st.sampled_from(["http", "https"]),
    SEGMENTS,
    st.builds(str.__add__, st.sampled_from(["", "/"]), QUERIES),
)
def test_what_passes_for_clean_at_once_is_what_cleaning_makes_of_it(scheme, segments, end):
    url = f"{scheme}://www.news-paper.example/{'/'.join(segments)}{end}"
    clean = urls._cleaned(url)
    assert urls.canonical_url(url) == clean
    assert urls._is_clean(url) <= (clean == url)


@settings(max_examples=500, deadline=None)
@given(
    st.from_regex(r"\Ahttps?://[a-z\d.-]{1,12}(/[\w.~-]{0,5}){1,3}(\?[\w=.&~-]{0,12})?\Z")
    | st.sampled_from(["https://a.example/x?ref=1", "https://a.example/amp/", "http://a.b/./c"])
)
@example("https://a.example/index.html")
@example("https://a.example/a/../b")
@example("https://a.example/./b")
@example("https://a.example/x/AMP")
@example("https://a.example/x/amp/?a=1")
@example("https://a.example/x.amp.html")
@example("https://a.example/x/Default.aspx")
@example("https://a.example/x?amp=1")
@example("https://a.example/x?y=")
@example("https://a.example/x?a=bc=d")
@example("https://a.example/x?b=1&a=2")
@example("https://a.example/x?a=1&utm_source=2")
@example("https://a.example/a//b")
def test_the_quick_way_to_a_canonical_url_is_the_right_one(url):
    if urls.is_web(url):
        assert urls.canonical_url(url) == urls._cleaned(url)
