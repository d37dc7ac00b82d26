"""What feeds lead to, in every format and in the state they are really in."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.discover import feed
from newscrawl.discover.found import MAX_URL, Found
from newscrawl.urls import canonical_url, is_web

URL = "https://gazette.example/news/feed.xml"
STORY = "https://gazette.example/2026/03/14/bridge"


def read(body, url=URL, **more):
    return feed.read(body if isinstance(body, bytes) else body.encode(), url, **more)


def rss(*items):
    joined = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{joined}</channel></rss>'


def atom(*entries, more=""):
    joined = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{more}>{joined}</feed>'


def json_feed(*items, version="https://jsonfeed.org/version/1.1"):
    return json.dumps({"version": version, "items": items})


def urls(*given, **more):
    return [found.url for found in read(*given, **more)]


def title(text):
    (found,) = read(text)
    return found.title


FORMATS = {
    "rss-2.0.xml": rss(
        "<title>The bridge reopens</title><link> /2026/03/14/bridge </link>"
        "<pubDate>Sat, 14 Mar 2026 09:00:00 +0100</pubDate>"
    ),
    "rss-0.91.xml": '<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    '<rss version="0.91"><channel><title>Gazette</title><link>https://gazette.example/</link>'
    f"<item><title>The bridge reopens</title><link>{STORY}</link></item></channel></rss>",
    "rss-0.90.xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><link>/</link></channel>'
    f"<item><title>The bridge reopens</title><link>{STORY}</link></item></rdf:RDF>",
    "rss-1.0.xml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<channel rdf:about="/"><items><rdf:Seq/></items></channel>'
    f'<item rdf:about="{STORY}"><title>The bridge reopens</title>'
    "<dc:date>2026-03-14</dc:date></item></rdf:RDF>",
    "atom-1.0.xml": atom(
        f'<title>The bridge reopens</title><link href="{STORY}"/><id>tag:x,2026:1</id>'
        "<published>2026-03-14T09:00:00+01:00</published><updated>2026-03-15</updated>"
    ),
    "atom-0.3.xml": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>'
    f'<title mode="escaped">The bridge reopens</title><link rel="alternate" href="{STORY}"/>'
    "<issued>2026-03-14T09:00</issued></entry></feed>",
    "json-feed-1.1.json": json_feed(
        {"url": STORY, "title": "The bridge reopens", "date_published": "2026-03-14T09:00:00Z"}
    ),
}
DATES = {
    "rss-2.0.xml": "Sat, 14 Mar 2026 09:00:00 +0100",
    "rss-1.0.xml": "2026-03-14",
    "atom-1.0.xml": "2026-03-14T09:00:00+01:00",
    "atom-0.3.xml": "2026-03-14T09:00",
    "json-feed-1.1.json": "2026-03-14T09:00:00Z",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_by_its_content(name):
    expected = Found(url=STORY, rank=1, title="The bridge reopens", published_at=DATES.get(name))
    assert read(FORMATS[name]) == (expected,)


class TestLink:
    def test_order_is_that_of_the_document_and_no_rank_is_left_out(self):
        found = read(rss("<link>/z</link>", "<title>nowhere</title>", "<link>/a</link>"))
        assert [(each.rank, each.url[-2:]) for each in found] == [(1, "/z"), (2, "/a")]

    def test_one_of_each_target_and_the_first_wins(self):
        given = rss("<link>/a</link>", "<link>/a?utm_source=rss</link>", "<link>/a#top</link>")
        assert urls(given) == ["https://gazette.example/a"]

    def test_where_feedburner_leads_in_the_end(self):
        item = (
            "<link>https://feeds.example/~r/1</link><feedburner:origLink>/a</feedburner:origLink>"
        )
        declared = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
        assert urls(rss(item).replace("<rss", f"<rss {declared}")) == ["https://gazette.example/a"]
        assert urls(rss(item)) == ["https://gazette.example/a"]

    @pytest.mark.parametrize(
        ("guid", "expected"),
        [
            (f"<guid>{STORY}</guid>", [STORY]),
            (f'<guid isPermaLink="true">{STORY}</guid>', [STORY]),
            (f'<guid isPermaLink="false">{STORY}</guid>', []),
            ("<guid>5302</guid>", []),
            ("<guid>/2026</guid>", []),
            (f"<guid>{STORY}</guid><link>/a</link>", ["https://gazette.example/a"]),
        ],
    )
    def test_guid_is_an_address_unless_it_says_otherwise(self, guid, expected):
        assert urls(rss(guid)) == expected

    def test_atom_link_in_rss(self):
        item = '<a:link rel="self" href="/self"/><a:link href="/a"/>'
        given = rss(item).replace("<rss", '<rss xmlns:a="http://www.w3.org/2005/Atom"')
        assert urls(given) == ["https://gazette.example/a"]

    @pytest.mark.parametrize(
        ("links", "expected"),
        [
            ('<link rel="edit" href="/e"/><link rel="alternate" href="/a"/>', "/a"),
            ('<link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/>', "/a"),
            ('<link type="application/pdf" href="/p"/><link type="text/html" href="/a"/>', "/a"),
            ("<id>https://gazette.example/a</id>", "/a"),
            ('<id>https://gazette.example/i</id><link href="/a"/>', "/a"),
        ],
    )
    def test_atom_alternate(self, links, expected):
        assert urls(atom(links)) == ["https://gazette.example" + expected]

    @pytest.mark.parametrize("rel", ["self", "enclosure", "replies", "related", "via"])
    def test_atom_links_to_something_else_are_none(self, rel):
        assert urls(atom(f'<link rel="{rel}" href="/a"/>')) == []

    def test_xml_base_of_feed_entry_and_link(self):
        entry = '<link href="c" xml:base="b/"/>'
        given = atom(entry, more=' xml:base="https://other.example/x"')
        given = given.replace("<entry", '<entry xml:base="/a/"')
        assert urls(given) == ["https://other.example/a/b/c"]

    def test_xml_base_ends_with_its_element(self):
        given = atom('<link href="c"/>', '<link href="d"/>').replace(
            "<entry", '<entry xml:base="/a/"', 1
        )
        assert urls(given) == ["https://gazette.example/a/c", "https://gazette.example/news/d"]

    @pytest.mark.parametrize("base", ["javascript:1", "http://[", "x" * MAX_URL * 2])
    def test_xml_base_that_is_no_web_address_is_passed_over(self, base):
        given = atom('<link href="c"/>', more=f' xml:base="{base}"')
        assert urls(given) == ["https://gazette.example/news/c"]

    @pytest.mark.parametrize(
        "link", ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", "http://", ""]
    )
    def test_what_is_no_web_address_is_left_out(self, link):
        assert read(rss(f"<link>{link}</link>")) == ()
        assert read(json_feed({"url": link, "external_url": link})) == ()

    def test_address_of_an_image_or_of_the_channel_is_none_of_an_entry(self):
        channel = "<link>/channel</link><image><link>/image</link></image>"
        given = rss("<m:link xmlns:m='urn:m'>/m</m:link><source><link>/source</link></source>")
        assert read(given.replace("<channel>", "<channel>" + channel)) == ()

    def test_too_long_an_address_is_left_out(self):
        assert urls(rss(f"<link>/{'a' * MAX_URL}</link>", "<link>/b</link>")) == [
            "https://gazette.example/b"
        ]


class TestTitle:
    @pytest.mark.parametrize(
        ("stated", "shown"),
        [
            ("Fish &amp; chips", "Fish & chips"),
            ("Fish &amp;amp; chips", "Fish & chips"),
            ("<![CDATA[Fish &amp; chips]]>", "Fish & chips"),
            ("It&amp;#8217;s &lt;b&gt;late&lt;/b&gt;", "It\u2019s late"),
            ("<![CDATA[A <em class='x'>new</em> pier]]>", "A new pier"),
            ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
            ("&lt;Untitled&gt;", "<Untitled>"),
            ("The tag &amp;lt;b&amp;gt;", "The tag <b>"),
            ("AT&amp;T &amp;copy ", "AT&T &copy"),
            (" two\n  lines ", "two lines"),
            ("", None),
            ("<![CDATA[ ]]>", None),
        ],
    )
    def test_rss_title_is_html(self, stated, shown):
        assert title(rss(f"<title>{stated}</title><link>/a</link>")) == shown

    @pytest.mark.parametrize(
        ("stated", "shown"),
        [
            ("<title>Use &amp;amp;</title>", "Use &amp;"),
            ('<title type="text">a &lt;b&gt;</title>', "a <b>"),
            ('<title type="html">It&amp;#8217;s &lt;b&gt;late&lt;/b&gt;</title>', "It\u2019s late"),
            (
                '<title type="xhtml"><h:div xmlns:h="urn:h">so <b>late</b></h:div></title>',
                "so late",
            ),
        ],
    )
    def test_atom_says_what_its_title_is(self, stated, shown):
        """RFC 4287, section 3.1.1."""
        assert title(atom(f'{stated}<link href="/a"/>')) == shown

    def test_json_title_is_plain(self):
        assert title(json_feed({"url": "/a", "title": "a &amp; <b>"})) == "a &amp; <b>"

    def test_title_of_a_picture_is_not_that_of_the_entry(self):
        item = (
            '<m:title xmlns:m="http://search.yahoo.com/mrss/">Photo</m:title><title>Story</title>'
        )
        assert title(rss(item + "<link>/a</link>")) == "Story"

    @pytest.mark.parametrize(
        "bad", ["\\u001b[31m", "\\u0007", "\\u2028", "\\ud83d", "\\u0085", "\\u009b"]
    )
    def test_nothing_that_steers_a_terminal_or_breaks_a_line(self, bad):
        given = json_feed({"url": "/a", "title": "red X title"}).replace("X", bad)
        assert title(given).isprintable()
        assert title(given).encode()


class TestDate:
    def test_as_stated(self):
        (found,) = read(rss("<link>/a</link><pubDate> 14 mars\n2026 </pubDate>"))
        assert found.published_at == "14 mars 2026"

    def test_an_update_is_no_publication(self):
        (found,) = read(atom('<link href="/a"/><updated>2026-03-14</updated>'))
        assert found.published_at is None

    @pytest.mark.parametrize("times", [20, 200])
    def test_what_is_too_long_is_no_date(self, times):
        (found,) = read(rss(f"<link>/a</link><pubDate>{'2026 ' * times}</pubDate>"))
        assert found.published_at is None


class TestJsonFeed:
    def test_address_of_the_item_then_of_what_it_is_about(self):
        items = ({"id": STORY}, {"id": "7", "external_url": "/b"}, {"url": "/c", "id": STORY})
        assert urls(json_feed(*items)) == [
            STORY,
            "https://gazette.example/b",
            "https://gazette.example/c",
        ]

    def test_items_of_any_kind_do_no_harm(self):
        items = (None, 7, "x", [], {}, {"url": 7, "id": None}, {"url": "/a", "title": ["t"]})
        assert read(json_feed(*items)) == (Found(url="https://gazette.example/a", rank=1),)

    def test_numbers_nobody_could_read(self):
        given = json_feed({"url": "/a", "id": 0}).replace("0}", "9" * 9000 + "}")
        assert urls(given) == ["https://gazette.example/a"]


NOT_FEEDS = {
    "empty": (b"", "empty"),
    "blank": (b" \n\0 ", "empty"),
    "html": (b"<!DOCTYPE html><html><link rel=alternate><item>", "an HTML page"),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "an HTML page"),
    "text": (b"Not found", "no XML"),
    "opml": (b"<opml><body/></opml>", "<opml>"),
    "api.json": (b'{"items": []}', "JSON"),
    "list.json": (b"[1, 2]", "JSON"),
    "items-missing.json": (b'{"version": "https://jsonfeed.org/version/1"}', "JSON"),
    "deep.json": (b"[" * 200_000, "JSON"),
    "cut.json": (json_feed({"url": "/a"}).encode()[:-5], "JSON"),
}


@pytest.mark.parametrize("name", NOT_FEEDS)
def test_what_is_no_feed_is_said(name):
    body, what = NOT_FEEDS[name]
    with pytest.raises(feed.NotAFeed, match=f"{URL}: no feed.*{what}"):
        read(body)


def test_a_feed_without_entries_is_a_feed():
    assert read(rss()) == read(atom()) == read(json_feed()) == ()


class TestDamage:
    """Broken XML is read as far as it goes; half an address is none."""

    def test_truncated_xml(self):
        whole = rss("<title>A</title><link>/a</link>", "<title>B</title><link>/bridge</link>")
        cut = whole[: whole.index("/bridge") + 4]
        assert urls(cut) == ["https://gazette.example/a"]
        rest = whole[: whole.index("</item></channel")]
        assert urls(rest) == ["https://gazette.example/a", "https://gazette.example/bridge"]

    def test_every_truncation_gives_whole_addresses_only(self):
        whole = FORMATS["atom-1.0.xml"] + "\n"
        for end in range(60, len(whole)):
            assert set(urls(whole[:end])) <= {STORY}

    def test_bare_ampersand(self):
        given = rss("<title>Fish & chips</title><link>/a?x=1&y=2&copy=3</link>")
        (found,) = read(given)
        assert (found.url[-17:], found.title) == ("/a?x=1&y=2&copy=3", "Fish & chips")

    def test_ampersand_in_cdata_is_left_alone(self):
        assert urls(rss("<link><![CDATA[/a?x=1&y=2]]></link>")) == [
            "https://gazette.example/a?x=1&y=2"
        ]

    def test_html_entity_in_xml(self):
        assert title(rss("<title>Caf&eacute;&nbsp;Luz</title><link>/a</link>")) == "Café Luz"

    @pytest.mark.parametrize("half", ["xd800", "xDFFF", "x00dabc", "55296", "057343", "56789"])
    def test_half_a_character_loses_nothing_else(self, half):
        given = rss(f"<title>A&#{half};B</title><link>/a</link>", "<link>/c</link>")
        assert [found.title for found in read(given)] == ["A\ufffdB", None]

    @pytest.mark.parametrize("number", ["xd7ff", "xe000", "55295", "57344", "x1f600"])
    def test_whole_characters_are_read(self, number):
        whole = chr(int(number.replace("x", "0x"), 0))
        assert title(rss(f"<title>A&#{number};B</title><link>/a</link>")) == f"A{whole}B"

    def test_entry_that_does_not_end(self):
        given = rss("<title>A</title><link>/a</link>", "<title>B</title><link>/b</link>")
        assert len(urls(given.replace("</item>", ""))) == 2

    def test_tags_that_cross(self):
        given = rss("<i>x</b></i>", "<link>/b</link>")
        assert urls(given) == ["https://gazette.example/b"]

    def test_prefix_that_is_not_declared(self):
        (found,) = read(rss("<link>/a</link><dc:date>2026-03-14</dc:date>"))
        assert found.published_at == "2026-03-14"

    @pytest.mark.parametrize("before", ["\n  ", "<br />\n<b>Warning</b>: x() in y.php\n", "\ufeff"])
    def test_something_before_the_declaration(self, before):
        assert len(read(before + rss("<link>/a</link>"))) == 1

    def test_control_characters(self):
        assert title(rss("<title>a\0b\x1b\x08c</title><link>/a</link>")) == "abc"


class TestEncoding:
    BODY = rss("<title>Über Łódź</title><link>/a</link>")

    @pytest.mark.parametrize(
        ("body", "header"),
        [
            (BODY.encode(), None),
            (BODY.encode(), "iso-8859-1"),
            (BODY.replace("?>", ' encoding="iso-8859-1"?>').encode(), None),
            (BODY.encode("utf-16"), None),
            (BODY.encode("utf-16-le"), None),
            (BODY.encode("utf-16-be"), "utf-8"),
            (BODY.encode("iso-8859-2"), "iso-8859-2"),
            (BODY.replace("?>", ' encoding="iso-8859-2"?>').encode("iso-8859-2"), None),
            (BODY.replace("?>", ' encoding="iso-8859-2"?>').encode("iso-8859-2"), "no such codec"),
            (BODY.replace("?>", ' encoding="iso-8859-2"?>').encode("iso-8859-2"), "rot13"),
        ],
    )
    def test_by_what_the_bytes_are(self, body, header):
        (found,) = read(body, encoding=header)
        assert found.title == "Über Łódź"

    def test_wrong_encoding_declared(self):
        body = rss("<title>Über</title><link>/a</link>").encode("latin-1")
        assert read(body, encoding="utf-8")[0].title == "Über"

    def test_utf_8_is_told_by_its_bytes_and_japanese_by_its_name(self):
        given = rss("<title>Über 東京</title><link>/a</link>")
        assert read(given, encoding="latin-1")[0].title == "Über 東京"
        assert read(given.replace("東京", ""), encoding="latin-1")[0].title == "Über"
        japanese = given.replace("Über ", "").encode("iso-2022-jp")
        assert read(japanese, encoding="iso-2022-jp")[0].title == "東京"

    def test_one_broken_character_spoils_no_other(self):
        body = self.BODY.encode().replace("ź".encode(), b"\xc5")
        assert read(body)[0].title == "Über Łód\ufffd"


LOL = (
    '<!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
XXE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "{}"> %p;]>'


class TestAttack:
    """Nothing is expanded, nothing is loaded."""

    def test_lol_xml(self):
        given = LOL + rss("<title x='&j;'>&j;</title><link>/a</link>").partition("\n")[2]
        assert title(given) == "&j;"

    def test_xxe_xml(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("<!ENTITY b 'secret'>")
        given = XXE.format(secret.as_uri()) + rss("<title>&a;&b;</title><link>/a</link>")[22:]
        assert title(given) == "&a;&b;"

    def test_a_document_type_in_several_pieces(self):
        given = '<!DOCTYPE x><!DOCTYPE r [<!ENTITY a "]>">]>' + rss("<title>&a;</title>")[22:]
        with pytest.raises(feed.NotAFeed):
            read(given)

    def test_deep_nesting_is_harmless(self):
        deep = "<x>" * 5000
        assert urls(rss("<link>/a</link>", deep)) == ["https://gazette.example/a"]

    def test_sections_that_never_end_hold_nothing(self):
        assert read(rss("<![CDATA[" * 300_000)) == ()

    def test_entries_are_counted(self, monkeypatch):
        monkeypatch.setattr(feed, "MAX_ENTRIES", 2)
        assert len(read(rss(*[f"<link>/{i}</link>" for i in range(5)]))) == 2
        assert len(read(json_feed(*[{"url": f"/{i}"} for i in range(5)]))) == 2


def mutated(samples):
    def cut_and_joined(pieces):
        return b"".join(body[start : start + size] for body, start, size in pieces)

    piece = st.tuples(st.sampled_from(samples), st.integers(0, 600), st.integers(0, 300))
    return st.lists(piece | st.tuples(st.binary(max_size=9), st.just(0), st.just(9))).map(
        cut_and_joined
    )


class TestProperties:
    SAMPLES = (*(text.encode() for text in FORMATS.values()), LOL.encode(), b"<![CDATA[", b"&")

    @settings(max_examples=300, deadline=None)
    @given(st.binary(max_size=200) | mutated(SAMPLES), st.sampled_from([None, "utf-16", "hex"]))
    @example(b"<rss>\xff\xfe\0", "utf-7")
    def test_any_bytes_give_web_addresses_or_not_a_feed(self, body, encoding):
        try:
            found = read(body, encoding=encoding)
        except feed.NotAFeed:
            return
        assert [each.rank for each in found] == list(range(1, len(found) + 1))
        assert all(is_web(each.url) for each in found)
        assert len({canonical_url(each.url) for each in found}) == len(found)
        assert all(str(each).encode() for each in found)
