# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Who signs an article: persons or agencies, without "By", role, place or address."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract import hints, json_ld
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import fold, key, text_of
from newscrawl.extract.words import ALL_BY, AND, BY, REPORTER
from newscrawl.items import Author

META = (
    "author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author", "cxenseparse:author", "article:author_name", "citation_author", "creator",
    "og:article:author", "authors", "dc.contributor", "vr:author", "autor",
    "twitter:misc:written by",
)  # fmt: skip

_LONGEST = 60
"""Letters of the longest name; the longest on the bench has 52."""
_WORDS = 6
"""Words of a name at most."""
_MOST = 12
"""Authors of one article; the bench has nine at most."""

_ROLE = re.compile(r"\s*[\(\[].*?[\)\]]|\s+[-–—|]\s+.*$|\s*<.*$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")

_LABELLED = etree.XPath(
    "descendant::*/@class[contains(., 'uthor') or contains(., 'yline') or contains(., 'utor')"
    " or contains(., 'riter') or contains(., 'uteur')]/parent::*"
    "[string-length(normalize-space(.)) < 200][not(ancestor::nav or ancestor::footer)]"
)
"""Author, byline, autor, contributor, writer, auteur, with a capital or without. From attribute to
element takes half the time of asking each element for its attribute."""


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
    best: tuple[Author, ...] = ()
    for name in META:
        found = [Author(name=part) for text in evidence.meta(name) for part in names(text)]
        kept = unique(found, evidence)
        if kept and not is_own(kept, evidence):
            return kept
        best = best or kept
    for label, text in zip(
        evidence.meta("twitter:label1"), evidence.meta("twitter:data1"), strict=False
    ):
        if BY.match(label + " x") or label.count(" ") == 1:
            found = [Author(name=part) for part in names(text)]
            if found:
                return unique(found, evidence)
    return best


def from_items(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in microdata."""
    found = []
    for element in _near([*evidence.items("author"), *evidence.items("creator")], evidence)[:_MOST]:
        inner = element.xpath("descendant::*[@itemprop='name']")
        text = element.get("content") or text_of(inner[0] if inner else element)
        if inner and not text:
            text = inner[0].get("content") or ""
        parts = names(text)
        links = element.xpath("self::a/@href | .//a/@href") if len(parts) == 1 else []
        url = urls.absolute(str(links[0]), evidence.page.base) if links else None
        found += [Author(name=part, url=url) for part in parts]
    return unique(found, evidence)


def from_links(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors that ``rel=author`` links name, those near the headline."""
    found = [
        Author(name=part, url=urls.absolute(element.get("href") or "", evidence.page.base))
        for element in _near(evidence.links("author"), evidence)
        for part in names(text_of(element))
    ]
    return unique(found, evidence)


def from_labelled(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the first element near the headline whose class says "author"."""
    for scope in evidence.scopes():
        for element in _ranked(_LABELLED(scope), evidence):
            found = _signed(element, evidence)
            if found:
                return unique(found, evidence)
    return ()


def _signed(element: Element, evidence: Evidence) -> list[Author]:
    """Return the authors that ``element`` names; where JSON-LD names the newspaper, only if it
    says "by" or links to a person's page."""
    links = [a for a in element.iter("a") if names(text_of(a))]
    found = [
        Author(name=part, url=urls.absolute(a.get("href") or "", evidence.page.base))
        for a in links
        for part in names(text_of(a))
    ] or [Author(name=part) for part in names(_pieces(element))]
    named = "yline" in (element.get("class") or "")
    signed = (
        named
        or BY.match(text_of(element))
        or any(_PROFILE.search(a.get("href") or "") for a in links)
    )
    return found if signed or not evidence.node.get("author") else []


_PROFILE = re.compile(
    r"/(?:author|autor|auteur|people|person|profil|redakt|journalist|writer|reporter|by/|team)"
)
"""Paths of pages about one author."""


def _pieces(element: Element) -> str:
    """Return the element's texts with a bar between, as each stands for itself."""
    texts = (
        fold(str(text))
        for text in _TEXTS(element)
        if not hints.is_unseen(text.getparent()) and text.getparent().tag not in ("script", "style")
    )
    return " | ".join(text for text in texts if text and not BY.fullmatch(text + " "))


_TEXTS = etree.XPath(".//text()[normalize-space(.)]")


def _near(elements: list[Element], evidence: Evidence) -> list[Element]:
    """Return those of ``elements`` that stand closest to the headline, no comments among them."""
    ranked = _ranks(elements, evidence)
    best = min((rank for rank, _ in ranked), default=0)
    return [element for rank, element in ranked if rank == best]


def _ranked(elements: list[Element], evidence: Evidence) -> list[Element]:
    """Return ``elements``, the closest to the headline first."""
    return [element for _, element in sorted(_ranks(elements, evidence), key=lambda pair: pair[0])]


def _ranks(elements: list[Element], evidence: Evidence) -> list[tuple[int, Element]]:
    """Return each element with the levels between the headline and what holds both."""
    own = evidence.headline.element if evidence.headline else None
    if own is None:
        return [(0, element) for element in elements[:3]]
    depth = {step: place for place, step in enumerate(own.iterancestors())}
    ranked = []
    for element in elements[:60]:
        above = list(element.iterancestors())
        if any(hints.is_comments(hints.names(step)) for step in above):
            continue
        rank = next((depth[step] for step in above if step in depth), None)
        if rank is not None:
            ranked.append((rank, element))
    return ranked


def names(text: str) -> list[str]:
    """Return the names in a text that names authors.

    >>> names("By Ann Lee, Bo Ek and Cy Poe (Harbour Wire)")
    ['Ann Lee', 'Bo Ek', 'Cy Poe']
    >>> names("https://example.com/ann")
    []
    """
    text = _ADDRESS.sub(" ", fold(text))
    found = []
    for part in AND.split(text):
        for piece in _commas(part):
            name = ALL_BY.sub("", BY.sub("", piece.strip(" ,.:-–—|•/")))
            name = REPORTER.sub("", fold(_ROLE.sub("", name)).strip(" ,:-–—|•/("))
            if _is_name(name):
                found.append(name)
    return found


def _commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part]
    if len(parts) > 1 and len(parts[0].split()) > 1:  # a place or a title behind a full name
        parts = [parts[0], *(p for p in parts[1:] if len(p.split()) > 1 or not p.istitle())]
    return parts


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST
        and not any(letter.isdigit() for letter in text)
        and any(letter.isalpha() for letter in text)
        and len(text.split()) <= _WORDS
        and BY.fullmatch(text + " ") is None
        and not re.search(r"[{}<>=?!\"„“:…]|//|^/|\s/", text)
    )


def unique(found: list[Author], evidence: Evidence) -> tuple[Author, ...]:
    """Return each author once, at most twelve; the newspaper's own name only if it stands alone."""
    kept: dict[str, Author] = {}
    for author in found:
        own = key(author.name)
        if own and own not in kept:
            kept[own] = author
    ours = own_names(evidence)
    others = [author for name, author in kept.items() if name not in ours]
    return tuple(others or kept.values())[:_MOST]


def is_own(found: Iterable[Author], evidence: Evidence) -> bool:
    """Return whether every author in ``found`` is the newspaper itself."""
    ours = own_names(evidence)
    return all(key(author.name) in ours for author in found)


def own_names(evidence: Evidence) -> set[str]:
    """Return the names of the newspaper, as keys: what the page declares and its host says."""
    if evidence.own_names is None:
        declared = evidence.meta("og:site_name", "application-name", "publisher", "dc.publisher")
        declared += [
            name for node in evidence.nodes[:40] for name in json_ld.strings(node.get("publisher"))
        ]
        host = (urlsplit(evidence.page.url).hostname or "").removeprefix("www.")
        called = (*dict.fromkeys(declared), host, host.partition(".")[0])
        evidence.own_names = {key(name) for name in called} - {""}
    return evidence.own_names


def from_line(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in a short line below the headline that begins with "By"."""
    element = evidence.headline.element if evidence.headline else None
    if element is None:
        return ()
    parts = (part for text in _BELOW(element)[:_LINES] for part in _GAP.split(str(text)))
    lines = [line for part in parts if (line := fold(part))]
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        match = BY.match(line + " ")
        if match and len(line) < _LONGEST * 2:
            rest = line[match.end() :] or below
            found = [Author(name=part) for part in names(rest) if not part[:1].islower()]
            if found:
                return unique(found, evidence)
    return ()


_BELOW = etree.XPath(
    "following::text()[normalize-space(.)][not(parent::script or parent::style)][position() < 40]"
)
_GAP = re.compile(r"\u3000+|\s\|\s")
"""What parts the pieces of a dateline: a bar, the wide space of East Asia."""
_LINES = 25
"""Pieces of text below the headline that are looked at."""
