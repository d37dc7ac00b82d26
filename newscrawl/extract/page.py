"""A page as the readers see it: decoded once, parsed once."""

from dataclasses import dataclass

from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import html_to_unicode


@dataclass(slots=True)
class Page:
    """One parsed page."""

    url: str
    """As fetched; relative links are resolved against ``base``."""
    base: str
    """``url``, or what ``<base href>`` makes of it."""
    root: HtmlElement
    """The ``html`` element."""


def read_page(body: bytes, url: str, *, encoding: str | None = None) -> Page:
    """Decode and parse ``body``.

    Args:
        body: The page as the server sent it.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header.
    """
    header = f"text/html; charset={encoding}" if encoding else None
    _, text = html_to_unicode(header, body, default_encoding="utf-8")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    root = document_fromstring(text.replace("\0", "").encode() or b"<html></html>", parser=parser)
    return Page(url=url, base=url, root=root)
