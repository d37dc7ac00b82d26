"""The pattern of articles' URLs, learned from those that front page and feeds name."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from newscrawl.survey.address import Address
from newscrawl.survey.folders import above
from newscrawl.survey.stem import Look, families, identifies, literal

FEW = 3
"""Articles below which any pattern is a guess."""
ALTERNATIVES = 3
"""At most so many patterns in one: a fourth is an exception, and exceptions are told of."""
FEW_WORDS = 3
"""Words of the shortest name that is taken for a headline: sections have one or two."""
FEW_MISSED = 5
"""Articles from which on one of them may be an exception."""
SHARE = 0.05
"""Share of the articles from which on a way of writing their URLs is one of the newspaper's own,
and no link that went astray."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the URLs of articles have in common."""

    pattern: str | None
    """For ``article_url``; ``None`` where nothing tells them from others."""
    rule: str
    """In words."""
    missed: tuple[str, ...]
    """Articles that it does not match."""
    admitted: tuple[str, ...]
    """Other links that it matches."""


def learn(articles: Iterable[str], others: Iterable[str]) -> Learned:
    """Return the pattern of ``articles``, as narrow as they allow.

    Args:
        articles: URLs that teasers, feeds and news sitemaps name, absolute.
        others: Links of the newspaper's own that lead to no articles: its navigation.
    """
    named = _addresses(articles)
    other = [one for one in _addresses(others) if one not in named]
    sections = {"/".join((*one.folders, one.stem)).strip("/") for one in other}
    parts: list[tuple[str, str]] = []
    left = named
    for members, look in _kinds(named):
        if len(parts) == ALTERNATIVES or (parts and len(members) < max(2, SHARE * len(named))):
            break
        found = _pattern(members, look, other, sections)
        astray = parts and any(re.search(found, one.url) for one in other) if found else True
        if found and not astray and any(re.search(found, one.url) for one in left):
            parts.append((found, look.name))
            left = [one for one in left if not re.search(found, one.url)]
    pattern = _joined([regex for regex, _ in parts])
    rule = f"{len(named)} URLs named; they end in {' or '.join(name for _, name in parts)}"
    return _judged(pattern, rule if parts else "nothing tells articles from other pages", named,
                   other)  # fmt: skip


def _addresses(urls: Iterable[str]) -> list[Address]:
    return list({one.url: one for one in map(Address.of, urls)}.values())


def _judged(
    pattern: str | None, rule: str, named: Sequence[Address], other: Sequence[Address]
) -> Learned:
    if pattern is None:
        return Learned(None, rule, (), ())
    return Learned(
        pattern,
        rule,
        tuple(one.url for one in named if not re.search(pattern, one.url)),
        tuple(one.url for one in other if re.search(pattern, one.url)),
    )


def _joined(patterns: Sequence[str]) -> str | None:
    """Return one pattern; a group can have its name once only."""
    if not patterns:
        return None
    first, *rest = sorted(patterns, key=lambda one: "?P<id>" not in one)
    return "|".join([first, *(one.replace("(?P<id>", "(?:") for one in rest)])


Kind = tuple[list[Address], Look]


def _kinds(named: Sequence[Address]) -> list[Kind]:
    """Return the ways in which the newspaper writes its URLs, the most frequent first."""
    asked = [one for one in named if _parameter([one], named)]
    plain = [one for one in named if one not in asked]
    found: list[Kind] = [(asked, Look("a parameter", ""))] if asked else []
    for look, places in families([one.stem for one in plain]):
        found.append(([plain[place] for place in places], look))
    return sorted(found, key=lambda kind: -len(kind[0]))


def _parameter(members: Sequence[Address], named: Sequence[Address]) -> str | None:
    """Return the parameter that tells the articles apart which have the path of ``members``."""
    place = (members[0].folders, members[0].stem)
    same = [one for one in named if (one.folders, one.stem) == place and one.query]
    for name, _ in members[0].query:
        values = [dict(one.query).get(name) for one in same]
        if len(values) > 1 and None not in values and len(set(values)) == len(values):
            return name
    return None


def _pattern(
    members: Sequence[Address],
    look: Look,
    other: Sequence[Address],
    sections: AbstractSet[str],
) -> str | None:
    if not look.regex:
        return _by_parameter(members)
    has_id = "?P<id>" in look.regex
    over = above([one.folders for one in members], sections, has_id=has_id)
    ending = _ending(members)
    if over.tells and look.tells:
        return f"{over.regex}/{look.regex}{ending}"
    if look.tells:
        return f"{look.end or '/' + look.regex}{ending}"
    plain = f"{over.regex}/{look.regex}{ending}"
    admits = over.only_words and any(re.search(plain, one.url) for one in other)
    if over.tells and not admits:
        return plain
    slug = _slug(members, other)
    return slug and f"{over.regex or _start(members)}/{slug}{ending}"


def _by_parameter(members: Sequence[Address]) -> str:
    name = _parameter(members[:1], members) or ""
    values = [dict(one.query).get(name, "") for one in members]
    shape = r"\d+" if all(map(str.isdecimal, values)) else "[^&]+"
    own = f"(?P<id>{shape})" if identifies(values) else shape
    paths = {"/".join(("", *one.folders, one.stem + one.extension)) for one in members}
    path = literal(paths.pop()) + ("/" if members[0].slash and members[0].stem else "")
    path = path if not paths else "/[^?]*"
    return rf"{path}\?(?:.*&)?{literal(name)}={own}(?:&|$)"


def _ending(members: Sequence[Address]) -> str:
    endings = sorted({one.extension for one in members}, reverse=True)
    either = "|".join(literal(one) for one in endings if one)
    extension = f"(?:{either})" if "|" in either else either
    if extension and "" in endings:
        extension = f"(?:{either})?"
    slashes = {one.slash for one in members}
    end = r"(?:\?|$)" if any(one.query for one in members) else "$"
    return extension + ("/?" if len(slashes) > 1 else "/" if True in slashes else "") + end


def _slug(members: Sequence[Address], other: Sequence[Address]) -> str | None:
    """Return the pattern of a name that has more words than those of sections beside it."""
    counts = sorted(map(_words, members))
    # One short name among many is a page that went astray.
    lowest = counts[len(counts) >= FEW_MISSED]
    depths = {len(one.folders) for one in members}
    most = max((_words(one) for one in other if len(one.folders) in depths), default=1)
    least = max(FEW_WORDS, min(most + 1, lowest))
    short = sum(count < least for count in counts)
    if short > max(len(counts) >= FEW_MISSED, 2 * SHARE * len(counts)):
        return None
    return f"(?:[^/?_-]+[_-]+){{{least - 1},}}[^/?]+"


def _start(members: Sequence[Address]) -> str:
    """Return how far below the host the articles stand, where it is the same for all."""
    depths = {len(one.folders) for one in members}
    return f"//[^/]+{'/[^/?]+' * depths.pop()}" if len(depths) == 1 else ""


def _words(one: Address) -> int:
    return len(re.split(r"[_-]+", one.stem))
