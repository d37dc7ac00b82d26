"""Everything the readers know of one page, gathered once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract import headline as head
from newscrawl.extract import json_ld, metadata
from newscrawl.extract.cards import Card
from newscrawl.extract.dates import Moment
from newscrawl.extract.headline import Headline
from newscrawl.extract.layout_parts import LayoutParts
from newscrawl.extract.page import Page
from newscrawl.extract.text import key
from newscrawl.items import Source

_ITEMS = etree.XPath("//@itemprop/parent::*[not(self::meta[ancestor::head])]")
_RELATED = etree.XPath("//a/@rel/..")


Says = Callable[[str, str], bool]
"""Tells of a class and an id whether they speak of something."""


@dataclass(slots=True)
class Evidence:
    """One page and what it declares of itself."""

    page: Page
    declared: metadata.Declared
    node: json_ld.Node
    """The JSON-LD node of the article; empty where there is none."""
    nodes: list[json_ld.Node]
    headline: Headline | None = None
    parts: LayoutParts = field(default_factory=LayoutParts)
    """What the newspaper's layout found."""
    signers: tuple[str, ...] = ()
    """The authors' names."""
    cards: list[Card] = field(default_factory=list)
    """The page's teasers, once they are looked for."""

    own_names: frozenset[str] = frozenset()
    """The newspaper's names, as keys."""
    updated: Moment | None = None
    """The time that is printed as that of a change, once ``published.py`` has met it."""
    day: Moment | None = None
    """The day of the field that is looked for, where only its clock time is still wanted."""
    stated: tuple[str | None] | None = None
    """The language that the page declares, once ``language.py`` was asked for it."""
    _items: dict[str, list[Element]] | None = None
    _links: dict[str, list[Element]] | None = None
    _named: dict[tuple[Element, Says], list[Element]] = field(default_factory=dict)

    def items(self, name: str) -> list[Element]:
        """Return the elements with the microdata property ``name``, in page order."""
        if self._items is None:
            self._items = {}
            for element in _ITEMS(self.page.root):
                for label in (element.get("itemprop") or "").split():
                    self._items.setdefault(label, []).append(element)
        return self._items.get(name, [])

    def links(self, kind: str) -> list[Element]:
        """Return the ``a`` elements whose ``rel`` has the link type ``kind``, in page order."""
        if self._links is None:
            self._links = {}
            for element in _RELATED(self.page.root):
                for name in dict.fromkeys((element.get("rel") or "").split()):
                    self._links.setdefault(name, []).append(element)
        return self._links.get(kind, [])

    def scopes(self) -> list[Element]:
        """Return ever larger elements around the headline: what is said of an article is said
        near it, and a small part is searched faster. The whole page where it stands nowhere."""
        own = self.headline.element if self.headline else None
        above = list(own.iterancestors()) if own is not None else [self.page.root]
        return [*above[:1], *above[2:3], *above[4:5]]

    def named(self, scope: Element, says: Says) -> list[Element]:
        """Return the elements in ``scope`` of whose class and id ``says`` is true, in page order.

        In Python, with ``says`` remembering what it was asked, half the time of asking XPath for
        one word after the other.
        """
        if (scope, says) not in self._named:
            self._named[scope, says] = [
                element
                for element in scope.iterdescendants()
                if (own := element.get("class")) or element.get("id")
                if says(own or "", element.get("id") or "")
            ]
        return self._named[scope, says]

    @property
    def descriptions(self) -> list[str]:
        """What the page declares as its summary."""
        return [
            *self.meta("og:description", "description", "twitter:description")[:3],
            *json_ld.strings(self.node.get("description"))[:1],
        ]

    def meta(self, *names: str) -> list[str]:
        """Return the contents of the ``<meta>`` elements called one of ``names``, in that order."""
        return [text for name in names for text in self.declared.get(metadata.name(name), ())]


def gathered(page: Page, parts: LayoutParts) -> Evidence:
    """Return what ``page`` declares, and its headline: the layout's, else the reader's own."""
    nodes = json_ld.nodes(page)
    declared = metadata.declared(page)
    own = {page.url, str(urls.canonical_url(page.url)), *declared.get("ogurl", ())}
    node = json_ld.article_node(nodes, {url.partition("#")[0].rstrip("/") for url in own})
    evidence = Evidence(page, declared, node, nodes, parts=parts)
    titles = _titles(evidence)
    evidence.own_names = _own_names(evidence, titles)
    if "headline" in parts.texts:
        element = next(iter(parts.elements.get("headline", ())), None)
        text, rule = parts.texts["headline"][0], parts.rules["headline"]
        evidence.headline = Headline(text, "layout", rule, element)
        return evidence
    evidence.headline = head.headline(page.root, titles, evidence.own_names)
    return evidence


def _own_names(evidence: Evidence, declared: list[tuple[Source, str, str]]) -> frozenset[str]:
    """Return the names of the newspaper, as keys: what the page declares, but for its titles, and
    its host says."""
    called = evidence.meta("og:site_name", "application-name", "publisher", "dc.publisher")
    for node in evidence.nodes[:40]:
        called += json_ld.strings(node.get("publisher"))
    host = (urlsplit(evidence.page.url).hostname or "").removeprefix("www.")
    titles = {key(text) for _, _, text in declared[:2]}
    own = {key(name) for name in (*called, host, host.partition(".")[0])} - {"", *titles}
    articles = {key(f"the {name}") for name in called if name} - titles
    return frozenset(own | articles)


def _titles(evidence: Evidence) -> list[tuple[Source, str, str]]:
    """Return what the page declares as its title, the most trustworthy first."""
    node, found = evidence.node, list[tuple[Source, str, str]]()
    for name in ("headline", "name"):
        if texts := [] if found else json_ld.strings(node.get(name)):
            found.append(("json_ld", name, texts[0]))
    for name in ("og:title", *_TITLES):
        source: Source = "opengraph" if name == "og:title" else "meta"
        found += [(source, name, text) for text in evidence.meta(name)[:1]]
    title = metadata.title(evidence.page)
    return [*found, ("meta", "title", title)] if title else found


_TITLES = (
    "twitter:title", "parsely-title", "sailthru.title", "cxenseparse:title", "citation_title",
    "dc.title", "dcterms.title", "title",
)  # fmt: skip
"""Names of ``<meta>`` elements of a title behind ``og:title``, the most trustworthy first."""
