"""Who signs an article: persons or agencies, without "By", role, place or address."""

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract import hints, json_ld
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import fold, key, text_of
from newscrawl.extract.words import AND, BY
from newscrawl.items import Author

META = (
    "author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author", "cxenseparse:author", "article:author_name", "citation_author", "creator",
    "og:article:author", "authors", "dc.contributor", "article.author", "vr:author", "autor",
    "twitter:data1_author",
)  # fmt: skip

_LONGEST = 60
"""Letters of the longest name; the longest on the bench has 48."""
_MOST = 12
"""Authors of one article."""

_ROLE = re.compile(r"\s*[\(\[].*?[\)\]]|\s+[-–—|]\s+.*$|\s*<.*$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")

_ITEMS = etree.XPath("//*[@itemprop='author' or @itemprop='creator']")
_REL = etree.XPath("//a[contains(concat(' ', @rel, ' '), ' author ')]")
_LABELLED = etree.XPath(
    "//*[contains(@class, 'author') or contains(@class, 'byline') or contains(@class, 'Author')"
    " or contains(@class, 'Byline') or contains(@class, 'autor') or contains(@class, 'writer')"
    " or contains(@class, 'auteur') or contains(@class, 'contributor')]"
    "[not(ancestor::nav or ancestor::footer)][string-length(normalize-space(.)) < 200]"
)


def from_node(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the article's JSON-LD node."""
    found = list(_people(evidence.node.get("author") or evidence.node.get("creator"), evidence))
    return unique(found, evidence)


def _people(value: Any, evidence: Evidence) -> Iterable[Author]:
    if isinstance(value, list):
        for item in value[:_MOST]:
            yield from _people(item, evidence)
    elif isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = next((n for n in evidence.nodes if n.get("@id") == value["@id"]), value)
        link = next(iter(json_ld.strings(value.get("url"))), None)
        for name in json_ld.strings(value.get("name")):
            parts = names(name)
            for part in parts:
                url = urls.absolute(link, evidence.page.base) if link and len(parts) == 1 else None
                yield Author(name=part, url=url)
    elif isinstance(value, str):
        for part in names(fold(value)):
            yield Author(name=part)


def from_meta(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the first ``<meta>`` that names one."""
    for name in META:
        found = [Author(name=part) for text in evidence.meta(name) for part in names(text)]
        if found:
            return unique(found, evidence)
    return ()


def from_items(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in microdata."""
    found = []
    for element in _ITEMS(evidence.page.root)[:_MOST]:
        inner = element.xpath(".//*[@itemprop='name']")
        text = element.get("content") or text_of(inner[0] if inner else element)
        if inner and not text:
            text = inner[0].get("content") or ""
        found += [Author(name=part) for part in names(text)]
    return unique(found, evidence)


def from_links(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors that ``rel=author`` links name, those near the headline."""
    found = [
        Author(name=part, url=urls.absolute(element.get("href") or "", evidence.page.base))
        for element in _near(_REL(evidence.page.root), evidence)
        for part in names(text_of(element))
    ]
    return unique(found, evidence)


def from_labelled(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the first element near the headline whose class says "author"."""
    for element in _near(_LABELLED(evidence.page.root), evidence):
        links = [a for a in element.iter("a") if names(text_of(a))]
        if links:
            found = [
                Author(name=part, url=urls.absolute(a.get("href") or "", evidence.page.base))
                for a in links
                for part in names(text_of(a))
            ]
        else:
            found = [Author(name=part) for part in names(text_of(element))]
        if found:
            return unique(found, evidence)
    return ()


def _near(elements: list[Element], evidence: Evidence) -> list[Element]:
    """Return those of ``elements`` that stand closest to the headline, no comments among them."""
    own = evidence.headline.element if evidence.headline else None
    if own is None:
        return elements[:3]
    depth = {step: place for place, step in enumerate(own.iterancestors())}
    ranked = []
    for element in elements[:60]:
        above = list(element.iterancestors())
        if any(hints.is_comments(hints.names(step)) for step in above):
            continue
        rank = next((depth[step] for step in above if step in depth), None)
        if rank is not None:
            ranked.append((rank, element))
    if not ranked:
        return []
    best = min(rank for rank, _ in ranked)
    return [element for rank, element in ranked if rank == best]


def names(text: str) -> list[str]:
    """Return the names in a text that names authors.

    >>> names("By Ann Lee, Bo Ek and Cy Poe (Reuters)")
    ['Ann Lee', 'Bo Ek', 'Cy Poe']
    >>> names("https://example.com/ann")
    []
    """
    text = _ADDRESS.sub(" ", fold(text))
    found = []
    for part in AND.split(text):
        for piece in _commas(part):
            name = fold(_ROLE.sub("", BY.sub("", piece.strip(" ,.:-–—|•/")))).strip(" ,:-–—|•/")
            if _is_name(name):
                found.append(name)
    return found


def _commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    return [part for part in parts if part]


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST
        and not any(letter.isdigit() for letter in text)
        and any(letter.isalpha() for letter in text)
        and len(text.split()) <= 6
        and not re.search(r"[/{}<>=?!\"„“:]", text)
    )


def unique(found: list[Author], evidence: Evidence) -> tuple[Author, ...]:
    """Return each author once, at most twelve."""
    kept: dict[str, Author] = {}
    for author in found:
        own = key(author.name)
        if own and own not in kept:
            kept[own] = author
    return tuple(kept.values())[:_MOST]
