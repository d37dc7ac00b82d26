"""The links of an HTML page that nobody vouches for."""

from urllib.parse import urljoin

from lxml import etree

from newscrawl import urls
from newscrawl.discover.decoding import utf8
from newscrawl.discover.found import MAX_URL


def root(body: bytes, encoding: str | None = None) -> etree._Element | None:
    """Return the outermost element of a page; ``None`` where there is none.

    What stands deeper than 256 levels is left out by the parser.
    """
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(utf8(body, encoding), parser)
    except (etree.LxmlError, ValueError):
        return None


def base(page: etree._Element, url: str) -> str:
    """Return what the page's links are relative to: ``url``, or ``<base href>``."""
    first = next(page.iter("base"), None)
    href = (first.get("href") or "").strip() if first is not None else ""
    if not href or len(href) > MAX_URL:
        return url
    try:
        joined = urljoin(url, href)
    except ValueError:
        return url
    return joined if urls.is_web(joined) else url


def tokens(element: etree._Element, attribute: str) -> set[str]:
    """Return the words of an attribute such as ``rel``, in lower case."""
    return set((element.get(attribute) or "")[:MAX_URL].lower().split())
