"""A selector in place of one that matches nothing any more: the closest that finds on the new page
what the generic reader found there, and on the recorded pages what is expected of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from cssselect import SelectorError
from lxml.etree import _Element as Element
from parsel import Selector

from newscrawl.extract.page import Page, read_page
from newscrawl.extract.text import fold
from newscrawl.items import Article
from newscrawl.layout import Query
from newscrawl.recorded import RecordedPage
from newscrawl.site_reader import charset

TEXTS = ("headline", "kicker", "standfirst", "byline", "section")
"""Fields whose element is the one that says just that."""

PARENTS = 3
"""How far above an element its surroundings are named."""

NAMING = ("itemprop", "data-testid", "data-test", "data-qa", "property", "role")
"""Attributes that say what an element is for; they outlive class names."""

_TAG = re.compile(r"[a-z][a-z0-9-]*")
"""Tags that stand in a selector as they are; ``o:p`` would be a pseudo-class."""
_VALUE = re.compile(r"""[^"'\\\x00-\x1f\x7f]{1,100}""")
"""Values of attributes that stand between quotes as they are, in CSS and in Python."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A selector that could stand in a new layout."""

    field: str
    instead_of: str
    """What matches nothing any more."""
    selector: str
    """CSS."""
    works: int
    """Recorded pages on which it finds what is expected."""
    of: int
    """Recorded pages of which something is expected."""

    def __str__(self) -> str:
        on = f" and on {self.works} of {self.of} recorded pages" if self.of else ""
        return f'{self.field}=css("{self.selector}") instead of {self.instead_of}: found here{on}'


def propose(
    field: str, failed: Query, read: Article, page: RecordedPage, recorded: Iterable[RecordedPage]
) -> Proposal | None:
    """Return the closest selector for a part of a layout.

    Args:
        field: Of the article: one of ``TEXTS``, or ``body``.
        failed: The selector that found nothing on ``page``.
        read: What the generic reader found on it.
        page: The page.
        recorded: The site's recorded pages.

    Returns:
        ``None`` where the reader found nothing either, or no selector finds it alone.
    """
    wanted = _texts(read, field)
    tree = _tree(page)
    target = _element(tree.root, wanted) if wanted else None
    if target is None:
        return None
    known = [
        (_tree(one), texts) for one in recorded if (texts := _expected(one.expected.get(field)))
    ]
    good = [query for query in dict.fromkeys(_queries(target)) if _finds(tree, query, target)]
    scored = [(_works(query, known), query) for query in good]
    if not scored:
        return None
    works, best = max(scored, key=lambda one: (one[0], *_likeness(one[1], failed.query)))
    return Proposal(field, str(failed), best, works, len(known))


def _texts(article: Article, field: str) -> tuple[str, ...]:
    if field == "body":
        return tuple(text for section in article.body for text in section.paragraphs)
    value = getattr(article, field) if field in TEXTS else None
    return (value,) if value else ()


def _expected(value: Any) -> tuple[str, ...]:
    """Return the texts of a field as a recorded page's JSON has it."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for section in value or () for text in section["paragraphs"])


def _tree(page: RecordedPage) -> Page:
    return read_page(page.body, page.url, encoding=charset(page.content_type))


def _element(root: Element, wanted: Sequence[str]) -> Element | None:
    """Return the innermost element that holds all of ``wanted``, each as an element's text."""
    left, found = set(wanted), []
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "title"}:
            text = fold("".join(map(str, element.itertext())))
            if text in left:
                found.append(element)
    said = {fold("".join(map(str, element.itertext()))) for element in found}
    if not left <= said or not found:
        return None
    if len(wanted) == 1:
        return found[-1] if len(found) == 1 else _deepest(found)
    above = [list(element.iterancestors()) for element in found]
    common = [one for one in above[0] if all(one in others for others in above[1:])]
    return common[0] if common else None


def _deepest(found: Sequence[Element]) -> Element:
    """Return the first element that holds no other one of those found: not a box around it."""
    around = {id(up) for element in found for up in element.iterancestors()}
    return next(element for element in found if id(element) not in around)


def _queries(target: Element) -> Iterator[str]:
    """Yield CSS selectors of an element, alone and by what stands around it."""
    own = list(_names(target))
    yield from own
    for parent, _ in zip(target.iterancestors(), range(PARENTS), strict=False):
        if parent.tag not in {"html", "body"}:
            yield from (f"{around} {name}" for around in _names(parent) for name in own)


def _names(element: Element) -> Iterator[str]:
    tag = str(element.tag) if _TAG.fullmatch(str(element.tag)) else ""
    if tag:
        yield tag
    if (named := element.get("id")) and named.isidentifier():
        yield f"#{named}"
    for name in (element.get("class") or "").split():
        if name.replace("-", "_").isidentifier():
            yield f".{name}"
            yield from [f"{tag}.{name}"] if tag else ()
    for attribute in NAMING:
        if _VALUE.fullmatch(value := element.get(attribute) or ""):
            yield f"{tag}[{attribute}='{value}']"


def _finds(page: Page, query: str, target: Element) -> bool:
    try:
        found = Selector(root=page.root, type="html").css(query)
    except (SelectorError, ValueError):  # a name of the page's that is none in CSS
        return False
    return len(found) == 1 and found[0].root is target


def _works(query: str, known: Sequence[tuple[Page, tuple[str, ...]]]) -> int:
    return sum(_reads(page, query, texts) for page, texts in known)


def _reads(page: Page, query: str, texts: Sequence[str]) -> bool:
    found = Selector(root=page.root, type="html").css(query)
    if len(found) != 1:
        return False
    said = fold("".join(map(str, found[0].root.itertext())))
    return said == texts[0] if len(texts) == 1 else texts[0] in said and texts[-1] in said


def _likeness(query: str, failed: str) -> tuple[float, ...]:
    """Return how close a selector is: first as many steps, then the same letters, then short."""
    letters = SequenceMatcher(None, query, failed, autojunk=False).ratio()
    return -abs(len(query.split()) - len(failed.split())), letters, -len(query)
