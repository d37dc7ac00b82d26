"""Which links of a page may be teasers, and where the page puts its headings."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extract import labels
from newscrawl.extract.page import Page
from newscrawl.urls import TRACKING, absolute

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLACES = etree.XPath("//a[@href] | //h1 | //h2 | //h3 | //h4 | //h5 | //h6")
_MIN_WORDS: Final = 4
"""Links of four words or more are teasers nine times in ten (benchmarks/fronts.py)."""
_SURE_WORDS: Final = 6
"""Words of a heading that make a headline of it whatever its link looks like."""
_SHARE: Final = 0.6
"""Share of a paragraph that a link takes where it is no part of a sentence."""
_WIDE = re.compile("[\u0e00-\u0fff\u2e80-\u9fff]")
"""Thai, Lao, Tibetan, Han and kana; Hangul has spaces."""
_LETTER = re.compile(r"[^\W\d_]")
_DEEPEST_HEADING: Final = 6
"""Levels between a link and the heading in it; 4 on the bench."""
_NO_LINK: Final = frozenset({"body", "main", "article", "section", "html"})
_PUBLIC_SECOND: Final = frozenset("ac co com edu go gob gov gouv net ne or org".split())
"""Second-level labels under which countries register names (publicsuffix.org, the usual ones)."""


_URL = re.compile(
    r"(?:(?P<scheme>https?:)?//(?P<host>[^/?#\s@\\]+))?(?P<path>/[^?#\s\\]*)?"
    r"(?P<query>\?[^#\s]*)?(?:#.*)?$",
    re.IGNORECASE,
)
"""A URL that needs no resolving but for scheme and host; the others go to ``urls.absolute``."""
_HOMES: Final = frozenset({"/", "/index.html", "/index.php", "/index.htm"})


class Target(NamedTuple):
    """Where a link leads."""

    url: str
    key: str
    """The same for spellings that differ by scheme, ``www``, tracking or closing slash only."""
    tail: str
    """Path and query."""
    articlelike: bool


@dataclass(slots=True)
class Link:
    """One ``a`` element whose target may be an article."""

    element: HtmlElement
    target: Target
    heading: HtmlElement | None
    """The heading around or inside the link."""
    words: int
    candid: bool = False
    """It could be the headline's own link."""
    weak: bool = False
    """It could be, but for its few words."""


@dataclass(slots=True)
class Around:
    """What the ancestors of an element say about the links in it."""

    region: labels.Region = ""
    paragraph: HtmlElement | None = None
    length: int = -1
    """Characters of the paragraph, counted when first asked for."""


@dataclass(slots=True)
class Places:
    """The links of a page, in document order, and the headings that stand between them."""

    links: list[Link] = field(default_factory=list)
    headings: list[tuple[int, HtmlElement]] = field(default_factory=list)
    """Headings without a link, each with the number of links before it."""


def words(text: str) -> int:
    """Return how many words ``text`` has; two characters of a script without spaces are one.

    >>> words("four words or more"), words("東京都で大雨")
    (4, 3)
    """
    found = len(text.split())
    if text.isascii():
        return found
    return max(found, len(_WIDE.findall(text)) // 2)


def host_name(netloc: str) -> str:
    """Return the label a newspaper registered: ``example`` of ``www.example.co.uk:80``."""
    parts = netloc.lower().partition(":")[0].rstrip(".").split(".")
    if len(parts) > 2 and parts[-2] in _PUBLIC_SECOND:  # noqa: PLR2004
        return parts[-3]
    return parts[-2] if len(parts) > 1 and not parts[-1].isdigit() else ".".join(parts)


class Targets:
    """Turns the links of one page into targets; remembers each spelling."""

    def __init__(self, page: Page) -> None:
        self.page = page
        here = _URL.match(page.base)
        self._scheme, self._host = (here["scheme"], here["host"]) if here else ("http:", "")
        self._name = host_name(self._host)
        self._names: dict[str, bool] = {}
        self._known: dict[str, Target | None] = {}
        own = _URL.match(page.url)
        self._own = _key(own["host"], own["path"] or "", own["query"] or "") if own else ""

    def find(self, href: str) -> Target | None:
        """Return the article-like target of ``href``, or ``None``."""
        if href not in self._known:
            self._known[href] = self._find(href.strip())
        return self._known[href]

    def _find(self, href: str) -> Target | None:
        match = _URL.match(href)
        if match is None or "/." in href or not (match["host"] or match["path"]):
            url = absolute(href, self.page.base) if href[:1] not in {"", "#", "?"} else None
            match = _URL.match(url) if url else None
            if match is None:
                return None
        host, path, query = match["host"] or self._host, match["path"] or "/", match["query"] or ""
        tail = path + query
        if path in _HOMES and not query or not self._ours(host) or labels.leads_elsewhere(tail):
            return None
        key = _key(host, path, query)
        if key == self._own:
            return None
        scheme = match["scheme"] or self._scheme
        return Target(f"{scheme}//{host}{tail}", key, tail, labels.like_an_article(tail))

    def _ours(self, host: str) -> bool:
        known = self._names.get(host)
        if known is None:
            known = self._names[host] = host == self._host or (
                host_name(host) == self._name and not labels.is_service(host.partition(".")[0])
            )
        return known


def _key(host: str, path: str, query: str) -> str:
    host = host.lower().removeprefix("www.")
    path = path.removesuffix("index.html").rstrip("/")
    if not query:
        return host + path
    pairs = (pair for pair in query[1:].split("&") if pair)
    kept = sorted(pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0]))
    return f"{host}{path}?{'&'.join(kept)}" if kept else host + path


def places(page: Page) -> Places:
    """Return the links that may be teasers, each with its target, and the free headings."""
    found = Places()
    targets = Targets(page)
    around: dict[HtmlElement, Around] = {}
    nodes = _PLACES(page.root)
    headings = _headings_of_links(nodes)
    linked = set(headings.values())
    for node in nodes:
        if node.tag == "a":
            target = targets.find(node.get("href"))
            heading = headings.get(node)
            if target is not None and (target.articlelike or heading is not None):
                here = _around(node, around)
                if here.region not in {"menu", "ad"}:
                    found.links.append(_link(node, target, heading, here))
        elif node not in linked:
            found.headings.append((len(found.links), node))
    _promote(found.links)
    return found


def _headings_of_links(nodes: list[HtmlElement]) -> dict[HtmlElement, HtmlElement]:
    """Return the heading around each link, or else the first inside it."""
    found: dict[HtmlElement, HtmlElement] = {}
    for node in nodes:
        if node.tag == "a":
            continue
        for link in node.iterfind(".//a"):
            found[link] = node
        up = node.getparent()
        for _ in range(_DEEPEST_HEADING):
            if up is None or up.tag in _NO_LINK:
                break
            if up.tag == "a":
                found.setdefault(up, node)
                break
            up = up.getparent()
    return found


def _link(
    node: HtmlElement, target: Target, heading: HtmlElement | None, here: Around
) -> Link:
    text = "".join(node.itertext()) if len(node) else node.text or ""
    link = Link(node, target, heading, words(text))
    fragment = node.get("href").partition("#")[2]
    if (fragment and labels.is_comments(fragment)) or not _LETTER.search(text):
        link.words = 0
    elif heading is not None:
        link.candid = _headed(link)
    elif not _running(here, text):
        link.candid = link.words >= _MIN_WORDS
        link.weak = here.region == "" and not link.candid
    return link


def _headed(link: Link) -> bool:
    """Return whether a link with a heading is a headline; a section's name is one too."""
    if link.target.articlelike:
        return True
    least = _MIN_WORDS if labels.has_slug(link.target.tail) else _SURE_WORDS
    return link.words >= least


def _running(here: Around, text: str) -> bool:
    """Return whether the link stands in a sentence: other text of its paragraph outweighs it."""
    if here.paragraph is None:
        return False
    if here.length < 0:
        here.length = len("".join(here.paragraph.itertext()).strip())
    return len(text.strip()) < _SHARE * here.length


def _promote(links: list[Link]) -> None:
    """Take short links for headlines where the same place of the page has longer ones."""
    if any(link.weak for link in links):
        sure = Counter(_place(link.element) for link in links if link.candid)
        for link in links:
            if link.weak and sure[_place(link.element)] > 1:
                link.candid = True


def _place(node: HtmlElement) -> tuple[str | None, ...]:
    up = node.getparent()
    over = up.getparent() if up is not None else None
    near = [item for item in (up, over) if item is not None]
    return (node.get("class"), *(item.tag + (item.get("class") or "") for item in near))


def _around(node: HtmlElement, known: dict[HtmlElement, Around]) -> Around:
    """Return what stands around ``node``; each ancestor is looked at once for the whole page."""
    climbed = []
    up = node.getparent()
    while up is not None and up not in known:
        climbed.append(up)
        up = up.getparent()
    here = known[up] if up is not None else Around()
    for item in reversed(climbed):
        here = known[item] = _inner(item, here)
    return here


def _inner(item: HtmlElement, outer: Around) -> Around:
    tag = item.tag
    if outer.region in {"menu", "ad"} or tag in {"html", "body", "main"}:
        return outer
    names, name = item.get("class"), item.get("id")
    region = labels.region(f"{names or ''} {name or ''}") if names or name else ""
    if tag == "nav" or item.get("role") == "navigation":
        region = "" if labels.is_neighbour(f"{names} {name}") else "menu"
    elif tag == "footer" and region == "":
        region = "foot"
    region = region or outer.region
    if tag == "p":
        return Around(region, item)
    return outer if region == outer.region else Around(region, outer.paragraph)
