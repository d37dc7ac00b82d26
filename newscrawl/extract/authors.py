"""Who signs an article, as the page declares: JSON-LD, ``<meta>``, microdata."""

import re
from collections.abc import Iterable
from typing import Any

from newscrawl import urls
from newscrawl.extract import json_ld, language
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.names import is_staff, language_of, names, says_by
from newscrawl.extract.nearness import near
from newscrawl.extract.text import fold, key, text_of
from newscrawl.items import Author

META = (
    "author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator",
    "sailthru.author", "cxenseparse:author", "article:author_name", "citation_author", "creator",
    "og:article:author", "authors", "dc.contributor", "vr:author", "autor",
    "twitter:misc:written by",
)  # fmt: skip
_META_OF = re.compile(
    r"(?<!theme)(?<!template)(?<!page)(?<!comment)(?<!photo)(?<!web)(?<!banner)(?<!app)(?<!book)"
    r"author(?:s|name)?\Z"
)
"""Other names of a ``<meta>`` that say "author", as each analytics service has its own."""

MOST = 12
"""Authors of one article; the bench has nine at most."""


def from_node(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the article's JSON-LD node."""
    for name in ("author", "creator"):
        if found := unique(list(_people(evidence.node.get(name), evidence)), evidence):
            return found
    return ()


def _people(value: Any, evidence: Evidence) -> Iterable[Author]:
    if isinstance(value, list):
        for item in value[:MOST]:
            yield from _people(item, evidence)
    elif isinstance(value, dict):
        yield from _person(value, evidence)
    elif isinstance(value, str):
        for part in names(fold(value), tongue(evidence)):
            yield Author(name=part)


def _person(node: json_ld.Node, evidence: Evidence) -> Iterable[Author]:
    if "@list" in node:
        yield from _people(node["@list"], evidence)
    node = json_ld.resolved(node, evidence.nodes)
    link = next(iter(json_ld.strings(node.get("url"))), None)
    called = json_ld.strings(node.get("name"))
    given = json_ld.strings(node.get("givenName")) + json_ld.strings(node.get("familyName"))
    for name in called or ([" ".join(given)] if given else []):
        parts = names(name, tongue(evidence))
        for part in parts:
            url = urls.absolute(link, evidence.page.base) if link and len(parts) == 1 else None
            yield Author(name=part, url=url)


def tongue(evidence: Evidence) -> str:
    """Return the language of the page as the names are read in."""
    return language_of(language.of_page(evidence))


def from_meta(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the first ``<meta>`` that names one."""
    best: tuple[Author, ...] = ()
    for texts in _metas(evidence):
        found = [Author(name=part) for text in texts for part in names(text, tongue(evidence))]
        kept = unique(found, evidence)
        if kept and not is_own(kept, evidence):
            return kept
        best = best or kept
    return best


def _metas(evidence: Evidence) -> Iterable[list[str]]:
    """Yield the contents of each kind of ``<meta>`` that may name authors, the surest first."""
    yield from (_upright(name, evidence.meta(name)) for name in META)
    yield from (texts for name, texts in evidence.declared.items() if _META_OF.search(name))
    for number in "12":
        labels = evidence.meta(f"twitter:label{number}")
        texts = evidence.meta(f"twitter:data{number}")
        pairs = zip(labels, texts, strict=False)
        yield [text for label, text in pairs if says_by(label)]


def _upright(name: str, texts: list[str]) -> list[str]:
    """Return ``texts``, those of Google Scholar's "Lee, Ann" as "Ann Lee"."""
    if name != "citation_author":
        return texts
    return [" ".join(map(str.strip, text.split(",")[::-1])) for text in texts]


def from_items(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in microdata."""
    found = []
    for element in near([*evidence.items("author"), *evidence.items("creator")], evidence)[:MOST]:
        inner = element.xpath("descendant::*[@itemprop='name']")
        text = element.get("content") or text_of(inner[0] if inner else element)
        if inner and not text:
            text = inner[0].get("content") or ""
        parts = names(text, tongue(evidence))
        links = element.xpath("self::a/@href | .//a/@href") if len(parts) == 1 else []
        url = urls.absolute(str(links[0]), evidence.page.base) if links else None
        found += [Author(name=part, url=url) for part in parts]
    return unique(found, evidence)


def unique(found: list[Author], evidence: Evidence) -> tuple[Author, ...]:
    """Return each author once, at most twelve; the newspaper's own name and that of its newsroom
    only if nobody else signs."""
    kept: dict[str, Author] = {}
    for author in found:
        own = key(author.name)
        if own and own not in kept:
            kept[own] = author
    ours = evidence.own_names
    house = [a for name, a in kept.items() if name in ours or is_staff(a.name)]
    others = [author for author in kept.values() if author not in house]
    if house:  # one word beside the newspaper's name is its town
        others = [author for author in others if " " in author.name or not author.name.istitle()]
    return tuple(others or house)[:MOST]


def is_own(found: Iterable[Author], evidence: Evidence) -> bool:
    """Return whether every author in ``found`` is the newspaper itself, or its newsroom."""
    ours = evidence.own_names
    return all(key(author.name) in ours or is_staff(author.name) for author in found)
