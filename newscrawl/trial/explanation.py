"""What is read on a page and by which rule; which of a layout's rules matched nothing or too
much."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from lxml.etree import _Element as Element
from parsel import Selector

from newscrawl.extract.layout_parts import layout_parts
from newscrawl.extract.page import Page, read_page
from newscrawl.items import Article
from newscrawl.layout import Layout, layout_for
from newscrawl.recorded import NOT_TESTED, RecordedPage
from newscrawl.site_reader import Site, charset, front_page_at

SINGLE = frozenset(
    {"headline", "kicker", "standfirst", "byline", "published_at", "modified_at", "section"}
)
"""Parts of which an article has one: a rule that finds several takes in something else."""

MUCH = 0.5
"""Share of a page's text from which on ``remove`` takes out too much."""

SHOWN = 100
"""Letters of a value that are shown."""


_LEFT_OUT = (NOT_TESTED | {"problems"}) - {"word_count"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One field, and the rule that read it."""

    field: str
    value: str
    source: str
    rule: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule of the site's module matched on a page."""

    rule: str
    matches: int
    fault: str | None
    """``None`` where it did as it should."""


def readings(article: Article) -> list[Reading]:
    """Return every field that has a value, with its rule."""
    won = {one.field: one for one in article.provenance}
    found = []
    for name in (one.name for one in fields(article)):
        value = getattr(article, name)
        if name in _LEFT_OUT or value in (None, (), ""):
            continue
        rule = won.get(name)
        found.append(
            Reading(name, shown(value), rule.source if rule else "", rule.rule if rule else "")
        )
    return found


def shown(value: Any) -> str:
    """Return a value in one line; of a body or a list how much there is, and how it begins."""
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, tuple):
        parts = ", ".join(_name(one) for one in value)
        return _short(f"{len(value)}: {parts}" if len(value) > 1 else parts)
    return _short(json.dumps(value))


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value
    for name in ("name", "title", "heading", "url"):
        if text := getattr(value, name, None):
            return str(text)
    paragraphs = getattr(value, "paragraphs", None)
    return str(paragraphs[0] if paragraphs else value)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def matches(site: Site, page: RecordedPage) -> list[Match]:
    """Return what each rule that the module declares for such a page matched on it."""
    read = read_page(page.body, page.url, encoding=charset(page.content_type))
    if page.kind == "front_page":
        declared = front_page_at(site, page.url)
        return list(_of_cards(read, declared.teasers, declared.title, declared.excerpt)) if (
            declared and declared.teasers
        ) else []  # fmt: skip
    layout = layout_for(site.layouts, date.fromisoformat(page.day))
    return list(_of_layout(read, layout)) if layout else []


def _of_cards(page: Page, teasers: str, title: str | None, excerpt: str | None) -> Iterator[Match]:
    cards = Selector(root=page.root, type="html").css(teasers)
    yield Match(f"teasers={teasers!r}", len(cards), None if cards else "matched nothing")
    for name, query in (("title", title), ("excerpt", excerpt)):
        if query is None:
            continue
        counts = [len(card.css(query)) for card in cards]
        several = sum(count > 1 for count in counts)
        fault = "matched nothing" if not sum(counts) else None
        fault = f"matched several in {several} cards" if several else fault
        yield Match(f"{name}={query!r}", sum(counts), fault)


def _of_layout(page: Page, layout: Layout) -> Iterator[Match]:
    if layout.remove:
        yield _removed(page, layout.remove)
    parts = layout_parts(page, layout)
    for name, rule in parts.rules.items():
        count = max(len(parts.texts.get(name, ())), len(parts.elements.get(name, ())))
        yield Match(f"{name}={rule}", count, _fault(name, count, parts.problems))


def _fault(name: str, count: int, problems: list[str]) -> str | None:
    if f"layout_{name}_failed" in problems:
        return "its function raised an error"
    if count == 0 or f"layout_{name}_matched_nothing" in problems:
        return "matched nothing; the generic reader filled in"
    if name in SINGLE and count > 1:
        return "matched too much: an article has one, and the first was taken"
    return None


def _removed(page: Page, query: str) -> Match:
    found = [one.root for one in Selector(root=page.root, type="html").css(query)]
    rule = f"remove={query!r}"
    if not found:
        return Match(rule, 0, "matched nothing")
    own = {id(one) for one in found}
    outer = [one for one in found if not any(id(up) in own for up in one.iterancestors())]
    share = sum(map(_letters, outer)) / max(1, _letters(page.root))
    if share >= MUCH:
        return Match(rule, len(found), f"takes out {share:.0%} of the page's text")
    headline = next(page.root.iter("h1"), None)
    above = {id(one) for one in (headline.iterancestors() if headline is not None else ())}
    takes_headline = headline is not None and (id(headline) in own or above & own)
    return Match(rule, len(found), "takes out the h1" if takes_headline else None)


def _letters(element: Element) -> int:
    return len("".join(str(text) for text in element.itertext()))
