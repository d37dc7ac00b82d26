"""What the last segment of articles' addresses looks like, and where in it an id stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
"""RFC 9562, section 4."""
ID_DIGITS = 5
"""Digits from which on a number at the end of a slug is an id by itself: years have 4. A shorter
one must stand at the end of most."""
MOST = 0.6
"""Share of the addresses that are most."""
TOLD_APART = 0.9
HEX_LETTERS = 12
"""Of the shortest hash: no word in the slug has so many letters from a to f and digits."""
CODE_LETTERS = 5
"""Of the shortest code of letters and digits."""

_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?")
_NUMBER_LAST = re.compile(r"(.*?)(\d+)")
_LONG_NUMBER = re.compile(r"(^|[-_.,~])(\d{6,})(?=[-_.,~]|$)")
_NUMBER_FIRST = re.compile(r"(\d+)[-_.,].*")
_HASH_LAST = re.compile(rf"(?:.*[-_.,])?([0-9a-fA-F]{{{HEX_LETTERS},}})")
_UUID_LAST = re.compile(rf"(.*?)({UUID})")
_DAY_LAST = re.compile(r".*?[-_.]?(?:19|20)\d\d-\d\d-\d\d")
_CODE = re.compile(rf"[A-Za-z0-9]{{{CODE_LETTERS},}}")
_CODE_LAST = re.compile(rf".*[-_.,~]([A-Za-z0-9]{{{CODE_LETTERS},}})")

ANY = "[^/?]+"
"""A segment about which nothing is known."""


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of a family of last segments."""

    name: str
    """In words."""
    regex: str
    """Of a whole segment without its extension."""
    end: str | None = None
    """Of its end, where that tells as much."""
    tells: bool = True
    """False where sections look so too."""


def identifies(ids: Sequence[str]) -> bool:
    """Return whether these can be ids: they differ, and are not years or days.

    One in ten may come twice: an article that stands in two sections.
    """
    days = sum(_YEAR_OR_DAY.fullmatch(one) is not None for one in ids)
    return len(ids) > 1 and len(set(ids)) >= TOLD_APART * len(ids) and days < len(ids)


def families(stems: Sequence[str]) -> list[tuple[Look, list[int]]]:
    """Return the looks that last segments have, each with the places of those that have it.

    Rare looks come first, since they mislead least: a slug may end in a number by chance, but
    not in a UUID. Every place is in one family at most.
    """
    found: list[tuple[Look, list[int]]] = []
    left = [place for place, stem in enumerate(stems) if stem]
    for rule in _RULES:
        members = rule([(place, stems[place]) for place in left])
        if members is None:
            continue
        found.append(members)
        left = [place for place in left if place not in set(members[1])]
    return sorted(found, key=lambda family: -len(family[1]))


def literal(text: str) -> str:
    """Return ``text`` as a pattern; a hyphen is no sign outside of brackets."""
    return re.escape(text).replace(r"\-", "-")


Placed = list[tuple[int, str]]
Family = tuple[Look, list[int]] | None


def _at_least(share: float, total: int) -> int:
    return max(2, int(share * total + 0.999))


def _same(stems: Placed) -> Family:
    """All pages are called the same: the folders tell them apart."""
    if len(stems) > 2 and len({stem for _, stem in stems}) == 1:  # noqa: PLR2004 - two may by chance
        return Look("the same name", literal(stems[0][1])), [place for place, _ in stems]
    return None


def _uuid(stems: Placed) -> Family:
    found = [(p, m) for p, stem in stems if (m := _UUID_LAST.fullmatch(stem))]
    if len(found) < _at_least(0.1, len(stems)) or not identifies([m[2] for _, m in found]):
        return None
    before = "" if not any(m[1] for _, m in found) else "[^/?]*"
    own = f"(?P<id>{UUID})"
    return Look("a UUID", before + own, own if before else None), [p for p, _ in found]


def _hash(stems: Placed) -> Family:
    found = [
        (p, m)
        for p, stem in stems
        if (m := _HASH_LAST.fullmatch(stem)) and re.search("[a-fA-F]", m[1])
        and re.search(r"\d", m[1])
    ]  # fmt: skip
    if len(found) < _at_least(0.2, len(stems)) or not identifies([m[1] for _, m in found]):
        return None
    own = f"(?P<id>[0-9a-fA-F]{{{HEX_LETTERS},}})"
    whole = all(m[1] == m[0] for _, m in found)
    return Look("a hash", own if whole else f"(?:[^/?]*[-_.,])?{own}"), [p for p, _ in found]


def _day(stems: Placed) -> Family:
    found = [p for p, stem in stems if _DAY_LAST.fullmatch(stem)]
    if len(found) < _at_least(0.2, len(stems)):
        return None
    return Look("a day at the end", r"[^/?]*\d{4}-\d{2}-\d{2}", r"\d{4}-\d{2}-\d{2}"), found


def _number_anywhere(stems: Placed) -> Family:
    """One long number, now alone, now behind the slug or before it, or with a second one."""
    found = [(p, m) for p, stem in stems if len(m := _LONG_NUMBER.findall(stem)) == 1]
    ids = [m[0][1] for _, m in found]
    if len(found) < _at_least(MOST, len(stems)) or not identifies(ids):
        return None
    places = {p for p, _ in found}
    here = [one for one in stems if one[0] in places]
    for rule in (_number, _number_last, _number_first):
        other = rule(here)
        if other and len(other[1]) == len(here):
            return None  # it always stands at the same place, which says more
    own = rf"(?P<id>\d{{{min(map(len, ids))},}})(?![0-9])"
    return Look("a long number", rf"(?:[^/?]*[-_.,~])?{own}[^/?]*"), [p for p, _ in found]


def _number(stems: Placed) -> Family:
    found = [(p, stem) for p, stem in stems if stem.isdecimal()]
    long = all(len(stem) >= ID_DIGITS for _, stem in found)
    if len(found) < _at_least(0.05 if long else 0.15, len(stems)):
        return None
    own = r"(?P<id>\d+)" if identifies([stem for _, stem in found]) else r"\d+"
    return Look("a number", own), [p for p, _ in found]


def _number_last(stems: Placed) -> Family:
    found = [(p, m) for p, stem in stems if (m := _NUMBER_LAST.fullmatch(stem)) and m[1]]
    if len(found) < _at_least(MOST, len(stems)):
        found = [(p, m) for p, m in found if len(m[2]) >= ID_DIGITS]
    mark = _mark([m[1] for _, m in found])
    if mark is None or len(found) < _at_least(0.15, len(stems)):
        return None
    if not identifies([m[2] for _, m in found]):
        return None
    own = rf"{literal(mark)}(?P<id>\d+)"
    whole = all(m[1] == mark for _, m in found)
    look = Look("a number at the end", own if whole else f"[^/?]+{own}", None if whole else own)
    return look, [p for p, _ in found]


def _mark(before: Sequence[str]) -> str | None:
    """Return what stands before the number on all pages, from a separator on; ``None``: nothing."""
    if not before:
        return None
    common = _common_end(before)
    if all(text == common for text in before):
        return common
    match = re.search(r"[-_.,~]?[A-Za-z]{0,8}[-_.,~]?$", common)
    mark = match[0] if match else ""
    return mark if mark[:1] in {*"-_.,~"} and mark else None


def _common_end(texts: Sequence[str]) -> str:
    columns = zip(*(text[::-1] for text in texts), strict=False)
    same = takewhile(lambda letters: len(set(letters)) == 1, columns)
    return "".join(letters[0] for letters in same)[::-1]


def _number_first(stems: Placed) -> Family:
    found = [(p, m) for p, stem in stems if (m := _NUMBER_FIRST.fullmatch(stem))]
    if len(found) < _at_least(MOST, len(stems)) or not identifies([m[1] for _, m in found]):
        return None
    return Look("a number at the beginning", r"(?P<id>\d+)[-_.,][^/?]*"), [p for p, _ in found]


def _is_code(text: str) -> bool:
    return bool(re.search(r"\d", text) and re.search("[A-Za-z]", text))


def _code(stems: Placed) -> Family:
    found = [(p, stem) for p, stem in stems if _CODE.fullmatch(stem)]
    mixed = [one for one in found if _is_code(one[1])]
    if len(mixed) < _at_least(0.3, len(stems)) or not identifies([stem for _, stem in mixed]):
        return None
    low = min(len(stem) for _, stem in mixed)
    own = rf"(?P<id>(?=[^/?]*\d)[A-Za-z0-9]{{{low},}})"
    return Look("a code", own), [p for p, _ in mixed]


def _code_last(stems: Placed) -> Family:
    found = [(p, m) for p, stem in stems if (m := _CODE_LAST.fullmatch(stem)) and _is_code(m[1])]
    if len(found) < _at_least(MOST, len(stems)) or not identifies([m[1] for _, m in found]):
        return None
    own = r"[-_.,~](?P<id>[A-Za-z0-9]*\d[A-Za-z0-9]*)"
    return Look("a code at the end", f"[^/?]+{own}", own), [p for p, _ in found]


def _rest(stems: Placed) -> Family:
    if not stems:
        return None
    return Look("words", ANY, tells=False), [place for place, _ in stems]


_RULES = (
    _same, _uuid, _hash, _day, _number_anywhere, _number, _number_last, _number_first, _code,
    _code_last, _rest,
)  # fmt: skip
