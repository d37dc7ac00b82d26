# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The headline: as the reader sees it, checked against what the page declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.text import fold, key, text_of
from newscrawl.extract.titles import GLUE, is_cut, likeness, most, pieces, plain, without_name
from newscrawl.items import Source

_LOWER = etree.XPath(
    "//h2 | //h3 | //@itemprop[. = 'headline' or . = 'name']/.. | //@role[. = 'heading']/.."
    " | //@class[contains(., 'title') or contains(., 'headline')]/parent::*[not(*[4])]"
)
_MAX = 400
"""Letters of the longest text taken for a headline; the longest of 700 real ones has 175."""

_LOWEST, _LEAST = 300, 8
"""Lower headings looked at; letters of one."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline and where it stands."""

    text: str
    source: Source
    rule: str
    element: Element | None = None
    """``None`` where it is only declared."""
    kicker: str | None = None


_Heading = tuple[Element, str]
"""A heading and its text."""


def headline(
    root: Element, declared: list[tuple[Source, str, str]], names: frozenset[str] = frozenset()
) -> Headline | None:
    """Return the page's headline.

    Args:
        root: The ``html`` element.
        declared: What the page declares as its title: source, rule and text, the most
            trustworthy first; the content of ``<title>`` last.
        names: The newspaper's names, as keys.
    """
    declared = [(source, rule, plain(text)) for source, rule, text in declared]
    titles = [text for _, _, text in declared]
    every = [(element, text) for element in root.iter("h1") if (text := shown(element))]
    top = [(element, text) for element, text in every if not _is_name(element, text, names)]
    return (
        _as_declared(root, top, titles, names)
        or _first(top, titles)
        or _printed(root, titles, names)
        or _only_declared(declared, names)
        or _for_want_of_these(root, every, titles, names)
    )


def _as_declared(
    root: Element, top: list[_Heading], titles: list[str], names: frozenset[str]
) -> Headline | None:
    """Return the h1 that is like a declared title, else the lower heading that is one."""
    best = max(
        ((likeness(text, titles), -place) for place, (_, text) in enumerate(top)),
        default=(0.0, 0),
    )
    if best[0] >= _ALIKE:
        return _visible(*top[-best[1]], titles, "h1")
    wanted = {key(piece) for title in titles for piece in (*pieces(title), *most(title, GLUE))}
    for element in _LOWER(root)[:_LOWEST]:
        text = shown(element)
        fit = len(text) > _LEAST and element.tag not in ("a", "meta", "title")
        if fit and key(text) in wanted and not _is_name(element, text, names):
            return _visible(element, text, titles, f"{element.tag} as declared")
    return None


def _first(top: list[_Heading], titles: list[str]) -> Headline | None:
    """Return the first h1 that is more than the newspaper's name behind a title."""
    long = [(element, text) for element, text in top if len(text.split()) > 1]
    for element, text in sorted(long or top, key=_is_head):
        if not titles or not _is_site(text, titles):
            return _visible(element, text, titles, "first h1")
    return None


def _only_declared(
    declared: list[tuple[Source, str, str]], names: frozenset[str]
) -> Headline | None:
    titles = [text for _, _, text in declared]
    for source, rule, text in declared:
        if not is_cut(text, titles) and key(text) not in names:
            return Headline(without_name(text, set(names)), source, rule)
    return None


def _for_want_of_these(
    root: Element, every: list[_Heading], titles: list[str], names: frozenset[str]
) -> Headline | None:
    for element in _LOWER(root)[:_LOWEST]:
        if _is_told(element, text := shown(element), names):
            return _visible(element, text, titles, f"first {element.tag}")
    return Headline(every[0][1], "rule", "first h1", every[0][0]) if every else None


def _is_head(found: tuple[Element, str]) -> bool:
    """Return whether a heading stands in the page's head, beside no article."""
    above = [step.tag for step in found[0].iterancestors()]
    return "header" in above and "article" not in above and "main" not in above


def _is_told(element: Element, text: str, names: frozenset[str]) -> bool:
    """Return whether a lower heading may be the headline of a page that declares no title."""
    if len(text) <= _LEAST or len(text.split()) < _TITLE or element.tag in ("a", "meta", "title"):
        return False
    above = {step.tag for step in element.iterancestors()}
    return not above & {"nav", "aside", "footer"} and not _is_name(element, text, names)


_TITLE = 3
"""Words of a lower heading that is taken for a headline for want of another."""


def _printed(root: Element, titles: list[str], names: frozenset[str]) -> Headline | None:
    """Return the headline in an element of any name whose text is most of a declared title: the
    longest, of equal ones the first. Tables and plain boxes hold the headline on many a page.

    Its text is compared with what stands before and behind each separator of a title, so that
    nobody need know the newspaper's name; the title has the spaces, where boxes may stand side by
    side without one.
    """
    parts = [part for title in reversed(titles) if len(title) <= _MAX for part in most(title)]
    wanted = {own: part for part in parts if len(own := key(part)) >= _FEWEST and own not in names}
    found: dict[str, _Heading] = {}
    for element in islice(_beginning(root, wanted), _LOWEST):
        own = key(shown(element)) if _is_short(element) else ""
        if own in wanted and own not in found:
            outer = _outermost(element)
            if _stands_alone(outer) and not _is_name(outer, wanted[own], names):
                found[own] = outer, wanted[own]
    if not found:
        return None
    element, text = found[max(found, key=len)]
    return _visible(element, text, titles, f"{element.tag!s} of the title's text")


_FEWEST = 4
"""Letters of a headline that is found by its text alone."""


def _beginning(root: Element, wanted: Iterable[str]) -> Iterator[Element]:
    """Yield each element in or up to two around which a text begins like one of ``wanted``."""
    starts = {part[:_FEWEST] for part in wanted}
    body = root.find("body") if wanted else None
    seen: set[Element] = set()
    for element in () if body is None else body.iter(etree.Element):
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and len(text) <= _MAX and key(text)[:_FEWEST] in starts:
                around = islice(holder.iterancestors(), 2) if holder is not None else ()
                for each in (holder, *around):
                    if each is not None and each not in seen:
                        seen.add(each)
                        yield each


def _is_short(element: Element) -> bool:
    """Return whether the text of ``element`` is no longer than a headline, white space and all."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > 2 * _MAX:
            return False
    return True


def _outermost(element: Element) -> Element:
    """Return the largest element that holds ``element`` and nothing else."""
    for outer in element.iterancestors():
        alone = len(outer) == 1 and not fold(outer.text or "") and not fold(element.tail or "")
        if not alone or outer.tag == "body":
            break
        element = outer
    return element


_ELSEWHERE = frozenset(
    {"a", "li", "nav", "aside", "footer", "figcaption", "caption", "button", "label", "select"}
    | {"textarea", "script", "style", "noscript", "template", "iframe", "svg", "title"}
)


def _stands_alone(element: Element) -> bool:
    """Return whether a text is shown and part of no link, list, path of links or other story."""
    before = element.getprevious()
    if before is not None and before.tag == "a" and text_of(before):
        return False
    if any(inner.tag in _ELSEWHERE for inner in element.iterdescendants()):
        return False
    for step in (element, *element.iterancestors()):
        if step.tag == "body":
            return True
        if step.tag in _ELSEWHERE or hints.is_unseen(step) or hints.said(step) & _BESIDE:
            return False
    return True


_BESIDE: frozenset[hints.Hint] = frozenset({"aside", "comments", "caption", "teaser"})


def _is_name(element: Element, text: str, names: frozenset[str]) -> bool:
    """Return whether a heading is the newspaper's own name, as in a page's head."""
    if key(text) in names:
        return True
    if hints.says(element, "logo"):
        return True
    links = element.findall(".//a[@href]") or list(element.iterancestors("a"))[:1]
    return len(links) == 1 and _HOME.fullmatch(links[0].get("href") or "") is not None


_HOME = re.compile(r"(?:https?:)?(?://[^/]+)?/?(?:index\.\w+)?", re.IGNORECASE)
"""The address of a home page."""


_ALIKE = 0.5
"""Share of the shorter text's words that h1 and a declared title must have in common."""


def shown(element: Element) -> str:
    """Return the text of ``element``, empty where it is longer than a headline."""
    text = _lined(element) if _BROKEN(element) else text_of(element)
    text = _SIGNS.sub("", text)
    return text if len(text) <= _MAX else ""


def _lined(element: Element) -> str:
    """Return the text of a heading with a space where the page breaks its lines: at a ``br``, and
    between two spans where one word would end and another begin."""
    text = ""
    for piece in _LINES(element):
        line = piece if isinstance(piece, str) else " "
        meets = text[-1:].isalnum() and (line[:1].isupper() or line[:1] in _OPENING)
        text += f" {line}" if meets and len(text.rsplit(maxsplit=1)[-1]) > 1 else line
    return fold(text)


_OPENING = frozenset('"„“«‘')
_BROKEN = etree.XPath("boolean(.//br or span/following-sibling::node()[1][self::span])")
_LINES = etree.XPath(".//text() | .//br", smart_strings=False)
_SIGNS = re.compile(r"\s+[+*→▸►⁺]+\Z")
"""Marks behind a headline: of what is paid for, of a link."""


def _is_site(text: str, titles: list[str]) -> bool:
    own = key(text)
    return any(key(part) == own for title in titles for part in pieces(title)[2:])


_KICKER = re.compile(
    r"kicker|topline|overline|over-?title|pre-?title|eyebrow|super-?title|antetitulo|spitzmarke"
    r"|dachzeile|surtitre|occhiello|roof|strap|subject|topic|label|prefix|badge|category|flag"
    r"|tag(?:line)?\b|intro|hidden|sr-only|screen-reader",
    re.IGNORECASE,
)


def _visible(element: Element, text: str, titles: list[str], rule: str) -> Headline:
    """Return the headline in ``element`` without the kicker that stands in the same element."""
    above = _line_above(element)
    if above:
        return Headline(text, "rule", rule, element, above)
    parts = _parts(element)
    if len(parts) > 1:
        kicker, rest = parts[0], fold(" ".join(part for _, part in parts[1:]))
        wanted = {key(piece) for title in titles for piece in pieces(title)}
        named = kicker[0] is not None and _KICKER.search(hints.names(kicker[0]))
        rest = rest.lstrip(" :|–—-•·/") if rest[:2] != "- " or not named else rest[2:]
        if rest and key(text) not in wanted and (named or key(rest) in wanted):
            above = kicker[1].rstrip(" :-–—|•·/")
            return Headline(rest, "rule", f"{rule} without kicker", element, above)
        for place in range(1, len(parts)):
            start = fold(" ".join(part for _, part in parts[:place]))
            if key(start) in wanted and key(text) not in wanted:
                return Headline(start, "rule", f"{rule}, first part", element)
    return Headline(text, "rule", rule, element)


def _line_above(element: Element) -> str | None:
    """Return the text right above a heading that its element calls a kicker."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or not hints.says(before, "kicker"):
        return None
    text = text_of(before).rstrip(" :-–—|•·/")
    return text if 0 < len(text) <= _LONGEST_KICKER else None


_LONGEST_KICKER = 80


def _parts(element: Element) -> list[tuple[Element | None, str]]:
    while len(element) == 1 and not fold(element.text or "") and not fold(element[0].tail or ""):
        element = element[0]
    found: list[tuple[Element | None, str]] = [(None, fold(element.text or ""))]
    for child in element:
        if child.tag not in ("script", "style"):
            found.append((child, text_of(child)))
        found.append((None, fold(child.tail or "")))
    return [(part, text) for part, text in found if text]
