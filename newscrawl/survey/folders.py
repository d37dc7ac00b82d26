"""What stands above the last segment of articles' addresses: days, fixed words, ids."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from newscrawl.survey.stem import UUID, identifies, literal

ARTICLE_WORDS = frozenset(
    {
        *("a", "an", "art", "article", "articles", "item", "p", "post", "posts", "read", "id"),
        *("story", "stories", "news", "newsitem", "content", "contents", "view", "detail"),
        *("artikel", "articulo", "articulos", "articolo", "artigo", "artykul", "cikk", "clanek"),
        *("noticia", "noticias", "nota", "nieuws", "nyheter", "actualite", "haber", "uutiset"),
    }
)
"""Folders that hold articles and name no section."""
MONTHS = frozenset(
    {
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        *("january", "february", "march", "april", "june", "july", "august", "september"),
        *("october", "november", "december"),
    }
)
SURE = 8
"""Addresses from which on a word that all have is fixed, unless it is a section's page."""

_COLUMNS = (
    (re.compile(r"(?:19|20)\d\d"), r"\d{4}"),
    (re.compile(r"(?:19|20)\d\d-\d\d-\d\d"), r"\d{4}-\d{2}-\d{2}"),
    (re.compile(r"(?:19|20)\d\d-\d\d"), r"\d{4}-\d{2}"),
    (re.compile(r"(?:19|20)\d{6}"), r"\d{8}"),
    (re.compile(r"(?:19|20)\d{4}"), r"\d{6}"),
    (re.compile(r"\d\d"), r"\d{2}"),
    (re.compile(r"\d\d?"), r"\d{1,2}"),
    (re.compile("|".join(MONTHS), re.IGNORECASE), "[A-Za-z]+"),
)
_DAY = re.compile(r"(?:^|/)((?:19|20)\d\d/\d\d?(?:/\d\d?)?|(?:19|20)\d\d-\d\d-\d\d)(?:/|$)")


@dataclass(frozen=True, slots=True)
class Above:
    """What all addresses of a family have above their last segment."""

    regex: str
    """Begins with a slash, ends without; empty where they have nothing in common."""
    tells: bool
    """Whether most section pages have none of it."""
    only_words: bool = False
    """Whether it is words alone, no day and no number: pages of sections may stand below them."""


def above(folders: Sequence[tuple[str, ...]], sections: AbstractSet[str], *, has_id: bool) -> Above:
    """Return what ``folders`` have in common, from the last one up to the first that varies.

    Args:
        folders: Of each address, the topmost first.
        sections: Paths of section pages, without slashes at either end: their words are not
            fixed, even where all articles seen stand in one section.
        has_id: Whether the last segment holds the id.
    """
    found: list[str] = []
    tells = False
    for depth in range(1, min(map(len, folders), default=0) + 1):
        column = [each[-depth] for each in folders]
        here = {"/".join(each[: len(each) - depth + 1]) for each in folders}
        regex = _column(column, here & sections, has_id=has_id)
        if regex is None:
            break
        has_id = has_id or "?P<id>" in regex
        tells = True
        found.insert(0, regex)
    if tells:
        only_words = not any("\\d" in regex or UUID in regex for regex in found)
        return Above("".join(f"/{regex}" for regex in found), tells=True, only_words=only_words)
    return _with_day(folders)


def _column(column: list[str], sections: AbstractSet[str], *, has_id: bool) -> str | None:
    for shape, regex in _COLUMNS:
        if all(map(shape.fullmatch, column)):
            return regex
    for regex in (r"\d+", UUID):
        if all(re.fullmatch(regex, word) for word in column):
            return f"(?P<id>{regex})" if not has_id and identifies(column) else regex
    return _fixed(column, sections)


def _fixed(column: list[str], sections: AbstractSet[str]) -> str | None:
    """Return the word that stands in a column, or the few of ``ARTICLE_WORDS``."""
    words = set(column)
    if words <= ARTICLE_WORDS and not (sections and len(words) == 1 and len(column) < SURE):
        either = "|".join(map(literal, sorted(words)))
        return either if len(words) == 1 else f"(?:{either})"
    if len(words) == 1 and len(column) >= SURE and not sections:
        return literal(column[0])
    return None


def _with_day(folders: Sequence[tuple[str, ...]]) -> Above:
    """Return a day that all have, with sections below it."""
    days = [_DAY.search("/".join(each)) for each in folders]
    if not days or not all(days):
        return Above("", tells=False)
    shapes = {re.sub(r"\d\d", "d", re.sub(r"/\d(?=/|$)", "/d", day[1])) for day in days if day}
    if len(shapes) != 1:
        return Above("", tells=False)
    depth = next(day[1] for day in days if day)
    regex = r"\d{4}-\d{2}-\d{2}" if "-" in depth else r"\d{4}" + r"/\d{1,2}" * depth.count("/")
    return Above(f"/{regex}(?:/[^/?]+)*", tells=True)
