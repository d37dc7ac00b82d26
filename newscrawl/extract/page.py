"""A page as the readers see it: decoded once, parsed once."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import islice
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
    "sr": "windows-1251", "tg": "windows-1251", "th": "cp874", "tr": "windows-1254",
    "tt": "windows-1251", "uk": "windows-1251", "vi": "windows-1258", "zh": "gb18030",
}  # fmt: skip
"""What browsers fall back to by language (WHATWG HTML, "encoding sniffing algorithm", table of
suggested defaults); windows-1252 for all others."""

_HTML_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element an ``HtmlElement``, decided in C: lxml.html's own parser asks Python for each
element touched, which is 5 % of a page's cost."""

MAX_TAGS = 50_000
"""Of a page that are read, closing ones counted too. Of some 950 pages of newspapers the largest
has 19,629; one of 900,000, which 10 MB can hold, would stop a crawl for 10 s."""

_TAG = 3
"""Bytes of the shortest tag: a page of fewer for each is not counted."""

_HEAD = 4096
"""Bytes searched for a declared encoding: as w3lib; WHATWG asks for 1024 at least."""

_NOTHING = b"<html><head></head><body></body></html>"


@dataclass(slots=True)
class Page:
    """One parsed page."""

    url: str
    """As fetched; relative links are resolved against ``base``."""
    base: str
    """``url``, or what ``<base href>`` makes of it."""
    root: HtmlElement
    """The ``html`` element. Comments and processing instructions are not in the tree: a text with
    one in it is one text, as the reader sees it."""
    problems: tuple[str, ...] = ()
    """``text_cut`` where not all of it was read: deeper than 2,048 levels, where the parser gives
    up, or more than ``MAX_TAGS``."""


def read_page(body: bytes, url: str, *, encoding: str | None = None) -> Page:
    """Decode and parse ``body``. Any bytes give a page, if an empty one.

    Args:
        body: The page as the server sent it.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header; one that names no text
            encoding is passed over.
    """
    text = _beginning(body)
    root, errors = _parsed(text) if _is_said_utf8(body, encoding) else (None, None)
    if root is None or _tells_unsound(errors):
        body = decoded(body, encoding).encode("utf-8", "ignore")
        text = _beginning(body)
        root, errors = _parsed(text)
    if root is None:  # nothing in it that could be a document
        root, errors = document_fromstring(_NOTHING), None
    if _SHADOW in body:
        _show_shadows(root)
    cut = len(text) < len(body) or (errors is not None and any(errors.filter_from_fatals()))
    return Page(url, _base(root, url), root, ("text_cut",) if cut else ())


_SHADOW = b"shadowroot"


def _show_shadows(root: HtmlElement) -> None:
    """Make elements of what browsers show in place of their hosts' children: declarative shadow
    roots (HTML Standard, "attr-template-shadowrootmode")."""
    for template in root.iter("template"):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


def _beginning(text: bytes) -> bytes:
    """Return ``text`` up to its tag number ``MAX_TAGS``."""
    if len(text) < _TAG * MAX_TAGS or text.count(b"<") <= MAX_TAGS:
        return text
    return text[: next(islice(re.finditer(b"<", text), MAX_TAGS, None)).start()]


def _is_said_utf8(body: bytes, encoding: str | None) -> bool:
    """Return whether ``body`` should be UTF-8 as it stands, by what is said of it.

    Most pages are. Whether it is true the parser finds out by the way: decoding and encoding them
    first takes a tenth of the time of a parse, looking whether they are sound half of that.
    """
    name = encoding or html_body_declared_encoding(body[:_HEAD]) or "utf-8"
    return name.lower() in _UTF8 and not body.startswith(BOM_UTF8)


def _parsed(text: bytes) -> tuple[HtmlElement | None, etree._ListErrorLog | None]:
    """Return the ``html`` element of a text in UTF-8, and what the parser had to say if anything;
    without an element where it found no document."""
    if any(map(text.__contains__, _CONTROL)):  # 28 looks in C: half the time of translating
        text = text.translate(None, _CONTROL)
    # Nobody asks for elements by libxml2's table of ids: 4 % of a parse.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, collect_ids=False, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_HTML_ELEMENTS)
    try:
        root = document_fromstring(text, parser=parser, ensure_head_body=True)  # type: ignore[arg-type]
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, None
    return root, parser.error_log if len(parser.error_log) else None


def _tells_unsound(errors: etree._ListErrorLog | None) -> bool:
    """Return whether the parser met bytes that are no UTF-8."""
    return errors is not None and any(errors.filter_types(etree.ErrorTypes.ERR_INVALID_ENCODING))


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
    link = next((link for base in root.iter("base") if (link := base.get("href")) is not None), "")
    if not link:
        return url
    try:
        base = urljoin(url, link.strip())
    except ValueError:
        return url
    return base if urls.is_web(base) else url
