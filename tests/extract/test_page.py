"""Decoding and parsing as browsers do."""

import pytest

from newscrawl.extract.page import _LEGACY, MAX_TAGS, decoded, read_page

URL = "https://gazette.example/a/b"


@pytest.mark.parametrize(
    ("body", "encoding", "text"),
    [
        (b"\xef\xbb\xbf<p>\xc3\xa4", "latin-1", "<p>ä"),
        ("\ufeff<p>ä".encode("utf-16-le"), "utf-8", "<p>ä"),
        (b'<meta charset="latin-1"><p>\xc3\xa4', "utf-8", '<meta charset="latin-1"><p>ä'),
        (b'<meta charset="iso-8859-2"><p>\xb1', None, '<meta charset="iso-8859-2"><p>ą'),
        ("<p>żółć".encode(), None, "<p>żółć"),
        (b"<p>\x93so\x94", None, "<p>“so”"),
        ('<html lang="ru"><p>да'.encode("windows-1251"), None, '<html lang="ru"><p>да'),
        ('<html lang="ja"><p>東京'.encode("shift_jis"), None, '<html lang="ja"><p>東京'),
        ('<html lang="th"><p>ข่าว'.encode("cp874"), None, '<html lang="th"><p>ข่าว'),
        (b"<p>a\xffb", "utf-8", "<p>a\ufffdb"),
    ],
    ids=[
        "bom",
        "utf-16",
        "header",
        "meta",
        "utf-8",
        "cp1252",
        "russian",
        "japanese",
        "thai",
        "damaged",
    ],
)
def test_order_of_encodings(body, encoding, text):
    assert decoded(body, encoding) == text


@pytest.mark.parametrize("language", sorted(_LEGACY))
def test_every_legacy_encoding_is_known(language):
    assert decoded(f'<html lang="{language}"><p>'.encode() + b"\xaf", None).startswith("<html")


@pytest.mark.parametrize("name", ["rot13", "hex", "undefined", "no such codec", "\0", "idna"])
def test_codec_that_is_none_for_text_is_passed_over(name):
    assert "ä" in read_page("<p>ä</p>".encode(), URL, encoding=name).root.text_content()


def test_control_characters_are_left_out():
    page = read_page(b"<p>a\0b\x1b[31mc\x7f\x08</p>", URL)
    assert page.root.text_content() == "ab[31mc"


def test_text_below_2048_levels_is_flagged_as_cut():
    deep = b"<p>start</p>" + b"<div>" * 2500 + b"end" + b"</div>" * 2500
    page = read_page(deep, URL)
    assert page.problems == ("text_cut",)
    assert "start" in page.root.text_content()
    assert read_page(b"<div>" * 500 + b"end", URL).problems == ()


def test_base_is_obeyed_unless_it_is_no_web_url():
    assert read_page(b'<base href="/c/"><p>x', URL).base == "https://gazette.example/c/"
    assert read_page(b'<base href="javascript:1"><p>x', URL).base == URL
    assert read_page(b'<base href="http://["><p>x', URL).base == URL


@pytest.mark.parametrize("body", [b"", b"\0", b"<", b"<!-- x", b"   ", b"<frameset><frame>"])
def test_nothing_gives_an_empty_page(body):
    assert read_page(body, URL).root.tag == "html"


@pytest.mark.parametrize(
    ("body", "encoding", "text"),
    [
        (b"<p>\x93so\x94 \xe4</p>", None, "“so” ä"),
        (
            b'<meta charset="utf-8"><p>' + b"x" * 70_000 + b"a\xff</p>",
            None,
            "x" * 70_000 + "a\ufffd",
        ),
        (b"<p>a\xe2\x82", "utf-8", "a\ufffd"),
        ("\ufeff<p>ä".encode("utf-16-le"), "utf-8", "ä"),
    ],
    ids=["nothing said", "said in the page", "cut in a letter", "utf-16"],
)
def test_page_that_is_not_the_utf8_it_should_be_is_read_again(body, encoding, text):
    assert read_page(body, URL, encoding=encoding).root.text_content().strip() == text


@pytest.mark.parametrize("encoding", [None, "utf-16-le"])
def test_a_page_of_too_many_tags_is_read_from_its_beginning(encoding):
    page = "<html><body>" + "".join(f"<p>{n}" for n in range(MAX_TAGS - 2))
    whole = read_page(page.encode(encoding or "utf-8"), URL, encoding=encoding)
    more = read_page((page + "<p>more").encode(encoding or "utf-8"), URL, encoding=encoding)
    assert (whole.problems, more.problems) == ((), ("text_cut",))
    last = str(MAX_TAGS - 3)
    assert [read.root.xpath("//p")[-1].text for read in (whole, more)] == [last, last]


def test_a_comment_parts_no_text() -> None:
    page = read_page(
        b"<p>Ferry <!-- react -->returns<?php echo ?> home</p>", "https://news.example/"
    )
    paragraph = page.root.find(".//p")
    assert paragraph is not None
    assert (paragraph.text, len(paragraph)) == ("Ferry returns home", 0)


@pytest.mark.parametrize("attribute", ['shadowrootmode="open"', "shadowroot=closed"])
def test_declarative_shadow_root_is_shown(attribute):
    told = "<p>The bridge over the Wend is open again, and hundreds walked across it at once.</p>"
    page = (
        f"<h1>Bridge</h1><x-story><template {attribute}><div>{told * 1}</div></template></x-story>"
    )
    root = read_page(page.encode(), "https://gazette.example/a").root
    assert root.find(".//template") is None
    assert "The bridge over the Wend" in root.find(".//x-story/div/div/p").text


def test_template_that_nobody_shows_stays_one():
    page = b"<h1>Bridge</h1><template id=card><p>Title</p></template>"
    assert read_page(page, "https://gazette.example/a").root.find(".//template") is not None
