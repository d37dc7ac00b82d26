# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Titles as pages declare them: without mark-up and the newspaper's name, and how alike two are."""

import html
import re
from itertools import islice

from newscrawl.extract.text import fold, key, weight

_BAR = r"\s*[|｜❘│∣ㅣ»•›⋆▷]\s*|\s+(?:[\-–—·:«‹<>/~ｰ_]|::)+\s+"
"""What stands between a title and a name without a doubt."""
_MARK = re.compile(rf"({_BAR}|\s*[:：]\s+|：|_|\s+[^\w\s\"'“”„‘’(\[]{{1,3}}\s+)")
"""What may stand there."""
_SEPARATOR = re.compile(_BAR)
JOINT = re.compile(
    r"\s*(?:[|｜❘│∣ㅣ»«›‹•·⋆▷<>：_–—ｰ]|--|(?<=\s):|(?<=\s)-|-(?=\s|[^\x00-\x7f])|(?<=[^\x00-\x7f])-)+\s*"
)
"""Where a name may be joined: a hyphen between two Latin letters is part of a word."""
GLUE = re.compile("[：_]")
"""The joints of these that are no separator to ``pieces``, as they stand in headlines, too."""
_MOST_JOINTS = 20
"""Joints of a title that are looked at."""
_MOST = 0.6
"""Share of a title that is longer than a newspaper's name."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*\Z")

_FEW = 4
"""Words below which pairs of letters are compared, as scripts without spaces need it; words of a
newspaper's name that is not known."""
_OF_HOST = 2
"""Names that the page's host gives: more are known where the page declares its newspaper."""
_LEAST = 4
"""Letters of a name that may be a part of a longer one."""


def plain(title: str) -> str:
    """Return ``title`` without mark-up and escapes of escapes.

    >>> plain("<b>Bridge</b> &amp;amp; river")
    'Bridge & river'
    """
    for _ in range(2):
        title = html.unescape(title) if "&" in title else title
    return fold(_TAG.sub(" ", title)) if "<" in title else fold(title)


def is_cut(title: str, others: list[str]) -> bool:
    """Return whether one of ``others`` says in full what ``title`` says up to an ellipsis."""
    match = _CUT.search(title)
    start = title[: match.start()] if match else ""
    return bool(start) and any(other.startswith(start) and other != title for other in others)


def pieces(title: str) -> list[str]:
    """Return ``title`` and its parts between separators, as site names are glued on.

    >>> pieces("Bridge reopens | The Gazette")
    ['Bridge reopens | The Gazette', 'Bridge reopens', 'The Gazette']
    """
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    return [title, *parts] if len(parts) > 1 else [title]


def most(title: str, joint: re.Pattern[str] = JOINT) -> list[str]:
    """Return ``title`` and what of it stands before or behind a separator and is most of it: the
    headline among them, whatever the newspaper's name is joined by.

    >>> most("Bridge: it reopens_The Post")
    ['Bridge: it reopens_The Post', 'Bridge: it reopens']
    >>> most("地方报-大桥九月底通车")
    ['地方报-大桥九月底通车', '大桥九月底通车']
    """
    joints = list(islice(joint.finditer(title), _MOST_JOINTS))
    starts = [title[: each.start()] for each in joints]
    ends = [title[each.end() :] for each in joints]
    return [title, *(part for part in (*starts, *ends) if weight(part) > _MOST * weight(title))]


def without_name(title: str, names: set[str]) -> str:
    """Return ``title`` without the newspaper's name and what stands with it, as its section.

    Args:
        title: As the page declares it.
        names: The newspaper's names, as keys; without any the last part of a title is one.

    >>> without_name("Bridge reopens | Town | The Gazette", {"thegazette"})
    'Bridge reopens'
    >>> without_name("Bridge - and then?", {"thegazette"})
    'Bridge - and then?'
    """
    parts = _MARK.split(title)
    kept = _behind_cut(parts, names)
    if len(kept) == len(parts):
        kept = _before_cut(parts, names)
    if len(kept) == len(parts) and not any(map(_is_dash, parts[1::2][:-1])):
        kept = _unknown_cut(parts, names)
    return "".join(kept).strip() or title


def _behind_cut(parts: list[str], names: set[str]) -> list[str]:
    kept = parts
    while len(kept) > 2 and _is_name(kept[-1], kept[-2], names):  # noqa: PLR2004
        kept = kept[:-2]
    while len(parts) > len(kept) > 2 and _is_section(kept, parts[len(kept)]):  # noqa: PLR2004
        kept = kept[:-2]
    return kept


def _before_cut(parts: list[str], names: set[str]) -> list[str]:
    if len(parts) > 2 and _is_name(parts[0], parts[1], names):  # noqa: PLR2004
        return parts[2:]
    return parts


def _unknown_cut(parts: list[str], names: set[str]) -> list[str]:
    """Return ``parts`` without the last where it looks like a name: short, behind a sure mark."""
    if len(parts) < 3 or _SEPARATOR.fullmatch(parts[-2]) is None:  # noqa: PLR2004
        return parts
    before = "".join(parts[:-2])
    known = len(names) > _OF_HOST and _is_dash(parts[-2])
    short = len(parts[-1].split()) <= _FEW and len(before) > len("".join(parts)) / 2
    return parts[:-2] if short and not known else parts


def _is_dash(mark: str) -> bool:
    return mark.strip() in {"-", "–", "—", ":"}


def _is_section(kept: list[str], mark: str) -> bool:
    """Return whether the last of ``kept`` is a short part before the name, parted by its mark."""
    short = len(kept[-1].split()) <= 2 and len(kept[0]) > 2 * len(kept[-1])  # noqa: PLR2004
    return kept[-2] == mark and short


def _is_name(part: str, mark: str, names: set[str]) -> bool:
    own = key(part)
    if own in names:
        return True
    if ":" in mark or "：" in mark:
        return False
    return len(part.split()) <= 2 * _FEW and any(
        len(name) >= _LEAST and (own.startswith(name) or (name in own and len(own) < 3 * len(name)))
        for name in names
    )


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
