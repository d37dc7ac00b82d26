# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The headline: as the reader sees it, checked against what the page declares."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.text import fold, key, text_of
from newscrawl.items import Source

_LOWER = etree.XPath(
    "//h2 | //h3 | //@itemprop[. = 'headline' or . = 'name']/.. | //@role[. = 'heading']/.."
    " | //@class[contains(., 'title') or contains(., 'headline')]/parent::*[not(*[4])]"
)
_VISIBLE = etree.XPath("string(self::*[not(ancestor::nav or ancestor::aside or ancestor::footer)])")
_MAX = 400
"""Letters of the longest text taken for a headline; the longest of 700 real ones has 175."""

_SEPARATOR = re.compile(r"\s+[|\-–—•·:»«›/~]+\s+|\s*[|»›•]\s*")
_LOWEST, _LEAST, _FEW = 300, 8, 4
"""Lower headings looked at; letters of one; words below which pairs of letters are compared, as
scripts without spaces need it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline and where it stands."""

    text: str
    source: Source
    rule: str
    element: Element | None = None
    """``None`` where it is only declared."""
    kicker: str | None = None


def headline(
    root: Element, declared: list[tuple[Source, str, str]], site: str | None = None
) -> Headline | None:
    """Return the page's headline.

    Args:
        root: The ``html`` element.
        declared: What the page declares as its title: source, rule and text, the most
            trustworthy first; the content of ``<title>`` last.
        site: What the page declares as the newspaper's name.
    """
    titles = [text for _, _, text in declared]
    every = [(element, text) for element in root.iter("h1") if (text := shown(element))]
    top = [(element, text) for element, text in every if not _is_name(element, text, site)]
    best = max(
        ((likeness(text, titles), -place) for place, (_, text) in enumerate(top)),
        default=(0.0, 0),
    )
    if best[0] >= _ALIKE:
        return _visible(*top[-best[1]], titles, "h1")
    wanted = {key(piece) for title in titles for piece in pieces(title)}
    for element in _LOWER(root)[:_LOWEST]:
        text = shown(element)
        fit = len(text) > _LEAST and element.tag not in ("a", "meta", "title")
        if fit and key(text) in wanted and not _is_name(element, text, site):
            return _visible(element, text, titles, f"{element.tag} as declared")
    long = [(element, text) for element, text in top if len(text.split()) > 1]
    for element, text in long or top:
        if not titles or not _is_site(text, titles):
            return _visible(element, text, titles, "first h1")
    for source, rule, text in declared:
        return Headline(_without_site(text), source, rule)
    return Headline(every[0][1], "rule", "first h1", every[0][0]) if every else None


def _is_name(element: Element, text: str, site: str | None) -> bool:
    """Return whether a heading is the newspaper's own name, as in a page's head."""
    if site and key(text) == key(site):
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
    """Return the text of ``element`` without scripts, empty where it is longer than a headline."""
    text = text_of(element)
    return text if len(text) <= _MAX else ""


def likeness(text: str, titles: list[str]) -> float:
    """Return how much ``text`` is like the most alike of ``titles``: 0 to 1."""
    words = _words(text)
    if not words:
        return 0.0
    best = 0.0
    for title in titles:
        other = _words(title)
        shared = len(words & other)
        if shared:
            best = max(best, shared / min(len(words), len(other)) * min(1.0, len(words) / 3))
    return best


def _words(text: str) -> set[str]:
    folded = text.casefold()
    words = set(re.findall(r"\w+", folded))
    if len(words) < _FEW and not folded.isascii():
        return {folded[i : i + 2] for i in range(len(folded) - 1)}
    return words


def pieces(title: str) -> list[str]:
    """Return ``title`` and its parts between separators, as site names are glued on.

    >>> pieces("Bridge reopens | The Gazette")
    ['Bridge reopens | The Gazette', 'Bridge reopens', 'The Gazette']
    """
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    return [title, *parts] if len(parts) > 1 else [title]


def _without_site(title: str) -> str:
    parts = pieces(title)[1:]
    return max(parts, key=len) if parts and len(max(parts, key=len)) > len(title) / 2 else title


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


def _parts(element: Element) -> list[tuple[Element | None, str]]:
    while (
        len(element) == 1
        and isinstance(element[0].tag, str)
        and not fold(element.text or "")
        and not fold(element[0].tail or "")
    ):
        element = element[0]
    found: list[tuple[Element | None, str]] = [(None, fold(element.text or ""))]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            found.append((child, text_of(child)))
        found.append((None, fold(child.tail or "")))
    return [(part, text) for part, text in found if text]
