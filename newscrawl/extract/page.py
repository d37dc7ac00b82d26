"""A page as the readers see it: decoded once, parsed once."""

import re
from codecs import BOM_UTF8, utf_8_decode
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from newscrawl import urls

_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
"""Characters that XML cannot hold or that steer a terminal; in UTF-8 no other has these bytes."""

_LANG = re.compile(rb"<html[^>]{0,500}\blang\s*=\s*[\"']?\s*([a-zA-Z]{2,3})\b", re.IGNORECASE)

_UTF8 = frozenset({"utf-8", "utf8"})

_LEGACY = {
    "ar": "windows-1256", "ba": "windows-1251", "be": "windows-1251", "bg": "windows-1251",
    "cs": "windows-1250", "el": "iso-8859-7", "et": "windows-1257", "fa": "windows-1256",
    "he": "windows-1255", "hr": "windows-1250", "hu": "iso-8859-2", "ja": "shift_jis",
    "kk": "windows-1251", "ko": "euc-kr", "ku": "windows-1254", "ky": "windows-1251",
    "lt": "windows-1257", "lv": "windows-1257", "mk": "windows-1251", "pl": "iso-8859-2",
    "ru": "windows-1251", "sah": "windows-1251", "sk": "windows-1250", "sl": "iso-8859-2",
    "sr": "windows-1251", "tg": "windows-1251", "th": "windows-874", "tr": "windows-1254",
    "tt": "windows-1251", "uk": "windows-1251", "vi": "windows-1258", "zh": "gb18030",
}  # fmt: skip
"""What browsers fall back to by language (WHATWG HTML, "encoding sniffing algorithm", table of
suggested defaults); windows-1252 for all others."""

_HTML_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element an ``HtmlElement``, decided in C: lxml.html's own parser asks Python for each
element touched, which is 5 % of a page's cost."""

_HEAD = 4096
"""Bytes searched for a declared encoding: as w3lib; WHATWG asks for 1024 at least."""

_PIECE = 16_384
"""Bytes decoded at once where only their soundness counts: the text stays in the cache."""

_BASE = etree.XPath("string(//base/@href)")


@dataclass(slots=True)
class Page:
    """One parsed page."""

    url: str
    """As fetched; relative links are resolved against ``base``."""
    base: str
    """``url``, or what ``<base href>`` makes of it."""
    root: HtmlElement
    """The ``html`` element."""
    problems: tuple[str, ...] = ()
    """``text_cut`` where the parser gave up before the end: deeper than 2,048 levels."""


def read_page(body: bytes, url: str, *, encoding: str | None = None) -> Page:
    """Decode and parse ``body``. Any bytes give a page, if an empty one.

    Args:
        body: The page as the server sent it.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header; one that names no text
            encoding is passed over.
    """
    text = _utf8(body, encoding).translate(None, _CONTROL)
    # Nobody asks for elements by libxml2's table of ids: 4 % of a parse.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    parser.set_element_class_lookup(_HTML_ELEMENTS)
    try:
        root = document_fromstring(text, parser=parser, ensure_head_body=True)  # type: ignore[arg-type]
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it that could be a document
        root = document_fromstring(b"<html><head></head><body></body></html>")
    cut = any(parser.error_log.filter_from_fatals()) if len(parser.error_log) else False
    return Page(url, _base(root, url), root, ("text_cut",) if cut else ())


def _utf8(body: bytes, encoding: str | None) -> bytes:
    """Return ``body`` decoded and encoded again; as it stands where that would change nothing.

    Most pages are sound UTF-8, and encoding one again takes a tenth of the time of its parse.
    """
    name = encoding or html_body_declared_encoding(body[:_HEAD]) or "utf-8"
    if name.lower() in _UTF8 and not body.startswith(BOM_UTF8) and _is_utf8(body):
        return body
    return decoded(body, encoding).encode("utf-8", "ignore")


def _is_utf8(body: bytes) -> bool:
    """Return whether ``body`` is sound UTF-8; half the time of decoding it in one piece."""
    rest = memoryview(body)
    with suppress(UnicodeDecodeError):
        while rest:
            whole = utf_8_decode(rest[:_PIECE], "strict", len(rest) <= _PIECE)[1]
            rest = rest[whole:]
        return True
    return False


def decoded(body: bytes, encoding: str | None = None) -> str:
    """Return ``body`` as text, as browsers do: by BOM, HTTP header, ``<meta>``, or a guess.

    The guess is UTF-8 where the bytes are valid UTF-8, else the legacy encoding of the declared
    language. Bytes that do not fit become U+FFFD.
    """
    bom, mark = read_bom(body)
    if bom and mark:
        return body[len(mark) :].decode(bom, "replace")
    for name in (encoding, html_body_declared_encoding(body[:_HEAD])):
        text = _text_by(name, body) if name else None
        if text is not None:
            return text
    try:
        return body.decode()
    except UnicodeDecodeError:
        lang = _LANG.search(body[:_HEAD])
        legacy = _LEGACY.get(lang[1].decode().lower() if lang else "", "windows-1252")
        return body.decode(legacy, "replace")


def _text_by(name: str, body: bytes) -> str | None:
    try:
        return body.decode(resolve_encoding(name) or name, "replace")
    except (LookupError, ValueError):  # no such codec, none for text, or one that always fails
        return None


def _base(root: HtmlElement, url: str) -> str:
    try:
        base = urljoin(url, str(_BASE(root)).strip())
    except ValueError:
        return url
    return base if urls.is_web(base) else url
