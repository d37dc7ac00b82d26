import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.fetch.robots import MAX_BYTES, UNREACHABLE, robots

HOST = "https://a.example"
AGENT = "newscrawl"


def allowed(rules, path="/b", agent=AGENT):
    body = rules if isinstance(rules, bytes) else rules.encode()
    return robots(200, body).allows(HOST + path, agent)


FORBID_ALL = b"User-agent: *\nDisallow: /\n"


class TestStatus:
    """RFC 9309, section 2.3.1."""

    @pytest.mark.parametrize("status", [200, 203, 206])
    def test_success_holds_rules(self, status):
        assert not robots(status, FORBID_ALL).allows(HOST + "/b", AGENT)

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
    def test_unavailable_rules_allow_everything(self, status):
        assert robots(status, FORBID_ALL).allows(HOST + "/b", AGENT)
        assert robots(status, FORBID_ALL).crawl_delay(AGENT) is None

    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 520, 599])
    def test_unreachable_rules_forbid_everything(self, status):
        found = robots(status, b"User-agent: *\nAllow: /\n")
        assert found is UNREACHABLE
        assert not found.allows(HOST + "/", AGENT)
        assert found.crawl_delay(AGENT) is None

    @pytest.mark.parametrize("status", [301, 302, 304, 308])
    def test_a_redirect_that_was_not_followed_is_no_rule(self, status):
        assert robots(status, FORBID_ALL).allows(HOST + "/b", AGENT)


class TestRules:
    """RFC 9309, section 2.2."""

    @pytest.mark.parametrize(
        ("rule", "path", "expected"),
        [
            ("Disallow: /b", "/b", False),
            ("Disallow: /b", "/bc", False),
            ("Disallow: /b", "/a", True),
            ("Disallow: /b", "/B", True),
            ("Disallow: /b/", "/b", True),
            ("Disallow:", "/b", True),
            ("Disallow: /", "/", False),
            ("Disallow: /*.pdf", "/b/c.pdf?d", False),
            ("Disallow: /*.pdf$", "/b/c.pdf", False),
            ("Disallow: /*.pdf$", "/b/c.pdf?d", True),
            ("Disallow: /b*d", "/bccd", False),
            ("Disallow: /*?print", "/b?print=1", False),
            ("Disallow: /b$", "/b", False),
            ("Disallow: /b$", "/bc", True),
            ("Disallow: /%7Eb", "/~b", False),
            ("Disallow: /ü", "/%C3%BC", False),
            ("disallow : /b # a comment", "/b", False),
            ("Disallow: /b\nAllow: /b/c", "/b/c", True),
            ("Allow: /b/c\nDisallow: /b", "/b/d", False),
            ("Disallow: /b/c\nAllow: /b", "/b/c", False),
            ("Disallow: /b\nAllow: /b", "/b", True),
            ("Disallow: /*\nAllow: /b$", "/b", True),
            ("Disallow: /b\nCrawl-delay: 3\nDisallow: /c", "/c", False),
            ("Disallow: /robots.txt", "/robots.txt", True),
        ],
    )
    def test_the_longest_match_counts_and_allow_where_two_are_as_long(self, rule, path, expected):
        assert allowed(f"User-agent: *\n{rule}\n", path) is expected

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_end_as_they_like(self, end):
        assert not allowed(end.join(["User-agent: *", "Disallow: /b", ""]))

    def test_without_rules_everything_is_allowed(self):
        assert allowed("")
        assert allowed("<html><body>Disallow: /</body></html>")
        assert allowed("Disallow: /\n")


class TestAgents:
    """RFC 9309, section 2.2.1: a crawler obeys the group that names it, else that of ``*``."""

    RULES = "User-agent: *\nDisallow: /\n\nUser-agent: NewsCrawl\nDisallow: /b\n"

    @pytest.mark.parametrize("agent", ["newscrawl", "NEWSCRAWL", "newscrawl/1.0"])
    def test_a_named_group_counts_alone(self, agent):
        assert not allowed(self.RULES, "/b", agent)
        assert allowed(self.RULES, "/c", agent)

    @pytest.mark.parametrize("agent", ["news", "mynewscrawl", "other"])
    def test_others_obey_the_group_of_all(self, agent):
        assert not allowed(self.RULES, "/c", agent)

    def test_groups_of_one_name_are_one(self):
        rules = "User-agent: newscrawl\nDisallow: /b\n\nUser-agent: newscrawl\nDisallow: /c\n"
        assert [allowed(rules, path) for path in ("/b", "/c", "/d")] == [False, False, True]

    def test_one_group_can_have_several_names(self):
        rules = "User-agent: other\nUser-agent: newscrawl\nDisallow: /b\n"
        assert not allowed(rules, "/b")
        assert not allowed(rules, "/b", "other")
        assert allowed(rules, "/b", "third")


class TestCrawlDelay:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [("5", 5.0), ("0.5", 0.5), ("0", 0.0), ("3 # please", 3.0), ("86400", 86400.0)],
    )
    def test_is_in_seconds(self, value, seconds):
        assert (
            robots(200, f"User-agent: *\nCrawl-delay: {value}\n".encode()).crawl_delay(AGENT)
            == seconds
        )

    @pytest.mark.parametrize("value", ["", "soon", "-1", "nan", "inf", "1,5", "1s"])
    def test_that_is_no_number_of_seconds_is_none(self, value):
        assert (
            robots(200, f"User-agent: *\nCrawl-delay: {value}\n".encode()).crawl_delay(AGENT)
            is None
        )

    def test_is_that_of_the_own_group(self):
        rules = robots(
            200, b"User-agent: *\nCrawl-delay: 9\n\nUser-agent: newscrawl\nCrawl-delay: 2\n"
        )
        assert (rules.crawl_delay(AGENT), rules.crawl_delay("other")) == (2.0, 9.0)


class TestBytes:
    def test_a_byte_order_mark_does_not_hide_the_first_line(self):
        assert not allowed(b"\xef\xbb\xbf" + FORBID_ALL)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_read_where_it_says_so(self, encoding):
        assert not allowed(("\ufeff" + FORBID_ALL.decode()).encode(encoding))

    def test_bytes_that_are_no_text_do_not_hide_the_lines_around_them(self):
        assert not allowed(b"\xff\xfa\x00\n" + FORBID_ALL + b"\xc3\n")
        assert not allowed("User-agent: *\n# café\nDisallow: /b\n".encode("latin-1"))

    def test_what_is_beyond_500_kib_is_not_read(self):
        start = b"User-agent: *\nDisallow: /b\n"
        filling = b"#" * (MAX_BYTES - len(start) - 1) + b"\n"
        body = start + filling + b"Disallow: /c\n"
        assert not allowed(body, "/b")
        assert allowed(body, "/c")

    @pytest.mark.parametrize("end", [b"\n", b"\r"])
    def test_a_line_cut_at_500_kib_is_dropped(self, end):
        """Half of ``Disallow: /private`` would forbid more than it says."""
        start = b"User-agent: *" + end + b"Disallow: /b" + end
        cut = b"Disallow: /"
        filling = b"#" * (MAX_BYTES - len(start) - len(end) - len(cut)) + end
        body = start + filling + cut + b"private" + end
        assert len(start + filling + cut) == MAX_BYTES
        assert [allowed(body, path) for path in ("/b", "/c", "/private")] == [False, True, True]

    def test_a_body_of_500_kib_is_read_whole(self):
        filling = b"#" * (MAX_BYTES - len(FORBID_ALL)) + b"\n"
        body = filling + FORBID_ALL.rstrip()
        assert len(body) == MAX_BYTES
        assert not allowed(body)

    @settings(deadline=None)
    @given(st.binary(max_size=200), st.sampled_from([200, 404, 500]))
    def test_no_body_raises(self, body, status):
        found = robots(status, body)
        assert found.allows(HOST + "/b", AGENT) in {True, False}
        assert (found.crawl_delay(AGENT) or 0.0) >= 0.0
