"""What a newspaper changed in an article, word by word, between any two of its revisions.

::

    from newscrawl.archive.reader import articles
    from newscrawl.report.edits import edit

    first, second = [one for one in articles(root, site) if one.article_id == article_id][:2]
    for passage in edit(first, second).body:
        print(passage.kind, [(piece.kind, piece.text) for piece in passage.pieces])
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby, pairwise
from typing import Literal

from newscrawl.fingerprint import word
from newscrawl.items import Article
from newscrawl.known import field_digests

ALIKE = 0.3
"""Two paragraphs that share so much of their words, by the Jaccard index, are one that was
changed; else one went and another one came. Of two unrelated paragraphs of a newspaper in English
some 0.1 of the words are common ones."""

WORDS_MAX = 2000
"""Words of a text that are compared with another's; a longer text went whole and came whole.
Time grows with the square: 2000 words against others take 0.03 s (benchmarks/edits.py)."""

PAIRS_MAX = 100_000
"""Pairs of the same word, one in the old text and one in the new, up to which two texts, or the
paragraphs of a body together, are compared. Two texts of 2000 words in a living language have
some 80,000; a text made to cost much has 2 million, and its time grows with the cube: 100,000
take up to 1 s (benchmarks/edits.py)."""

PARAGRAPHS_MAX = 200
"""Changed paragraphs in a row that are told apart; more went whole and came whole. 200 against
others of 100 words take 0.2 s, four times as long for twice as many (benchmarks/edits.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text."""

    kind: Literal["same", "deleted", "inserted"]
    text: str
    """With the space behind it, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some paragraphs of a body. Headings are paragraphs, with ``##`` for level 2 before them."""

    kind: Literal["same", "changed", "deleted", "inserted"]
    paragraphs: int
    """How many; 1 unless they are the same."""
    pieces: tuple[Piece, ...]
    """Empty where they are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two revisions."""

    revision: int | None
    revision_id: str | None
    fetched_at: str | None
    """When it was first read: UTC, RFC 3339."""
    modified_at: str | None
    """As the page states it."""
    headline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What differs between two revisions of an article."""

    site: str
    article_id: str
    url: str
    """Of the later revision, as fetched."""
    before: Side
    after: Side
    changed_fields: tuple[str, ...]
    """As ``Article.changed_fields``, between these two, sorted."""
    headline: tuple[Piece, ...]
    """Empty where neither has one, as ``standfirst``."""
    standfirst: tuple[Piece, ...]
    body: tuple[Passage, ...]
    """In the order of the page; what went stands before what came."""


def edit(before: Article, after: Article) -> Edit:
    """Return what differs between two revisions, whichever they are."""
    return Edit(
        site=after.site,
        article_id=after.article_id,
        url=after.url,
        before=_side(before),
        after=_side(after),
        changed_fields=changed_fields(before, after),
        headline=pieces(before.headline or "", after.headline or ""),
        standfirst=pieces(before.standfirst or "", after.standfirst or ""),
        body=tuple(passages(_paragraphs(before), _paragraphs(after))),
    )


def edits(revisions: Sequence[Article]) -> tuple[Edit, ...]:
    """Return what each revision changed in the one before; ``revisions`` are in order."""
    return tuple(edit(before, after) for before, after in pairwise(revisions))


def changed_fields(before: Article, after: Article) -> tuple[str, ...]:
    """Return the names of the fields that differ, sorted; as ``Article.changed_fields``."""
    differing = set(field_digests(before)) ^ set(field_digests(after))
    return tuple(sorted({name for name, _ in differing}))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text as it was and as it became.

    Words are compared; characters where a script has no spaces. White space does not count. What
    is too long to be compared (``WORDS_MAX``, ``PAIRS_MAX``) is deleted and inserted whole.

    >>> [(piece.kind, piece.text) for piece in pieces("The ferry is late.", "The bus is late.")]
    [('same', 'The '), ('deleted', 'ferry '), ('inserted', 'bus '), ('same', 'is late.')]
    """
    return _pieces(before, after, _Room())


class _Room:
    """How much may still be compared."""

    def __init__(self) -> None:
        self.left = PAIRS_MAX

    def takes(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Return whether there is room for a comparison; if there is, it is taken."""
        if max(len(old), len(new)) > WORDS_MAX:
            return False
        counted = Counter(new)
        needed = sum(counted[one] for one in old)
        fits = needed <= self.left
        self.left -= needed if fits else 0
        return fits


def _pieces(before: str, after: str, room: _Room) -> tuple[Piece, ...]:
    old, new = _words(before), _words(after)
    if not room.takes(bare_old := _bare(old), bare_new := _bare(new)):
        return (
            Piece(kind="deleted", text="".join(old)),
            Piece(kind="inserted", text="".join(new)),
        )
    found = []
    matcher = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            both = zip(old[i:i_end], new[j:j_end], strict=True)
            found.append(Piece(kind="same", text="".join(max(pair, key=len) for pair in both)))
            continue
        found.append(Piece(kind="deleted", text="".join(old[i:i_end])))
        found.append(Piece(kind="inserted", text="".join(new[j:j_end])))
    return tuple(piece for piece in found if piece.text)


def passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Yield the paragraphs of a body as they were and as they became."""
    pairs, room = _pairs(before, after), _Room()
    for is_same, run in groupby(pairs, key=lambda pair: pair[0] == pair[1]):
        if is_same:
            yield Passage(kind="same", paragraphs=len(list(run)), pieces=())
        else:
            yield from (_passage(*pair, room) for pair in run)


def _passage(old: str | None, new: str | None, room: _Room) -> Passage:
    if old is None:
        found = (Piece(kind="inserted", text=new or ""),)
        return Passage(kind="inserted", paragraphs=1, pieces=found)
    if new is None:
        return Passage(kind="deleted", paragraphs=1, pieces=(Piece(kind="deleted", text=old),))
    return Passage(kind="changed", paragraphs=1, pieces=_pieces(old, new, room))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    if not _Room().takes(before, after):
        yield from _between(before, after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[i:i_end], after[j:j_end], strict=True)
        else:
            yield from _aligned(before[i:i_end], after[j:j_end])


def _between(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str | None, str | None]]:
    """Yield who became whom where there are too many for more than a look from both ends."""
    both = list(zip(before, after, strict=False))
    head = next((n for n, (old, new) in enumerate(both) if old != new), len(both))
    ends = list(zip(reversed(before[head:]), reversed(after[head:]), strict=False))
    tail = next((n for n, (old, new) in enumerate(ends) if old != new), len(ends))
    yield from both[:head]
    yield from _aligned(before[head : len(before) - tail], after[head : len(after) - tail])
    yield from reversed(ends[:tail])


def _aligned(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str | None, str | None]]:
    """Yield who became whom among paragraphs of which none is the same: in order, so that the
    sum of what they share is greatest (Needleman and Wunsch, J. Mol. Biol. 48, 1970)."""
    if max(len(before), len(after)) > PARAGRAPHS_MAX:
        yield from ((text, None) for text in before)
        yield from ((None, text) for text in after)
        return
    old, new = ([_vocabulary(text) for text in side] for side in (before, after))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            pair = best[i + 1][j + 1] + _likeness(old[i], new[j])
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            yield before[i], None
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield None, after[j]
            j += 1
        else:
            yield before[i], after[j]
            i, j = i + 1, j + 1
    yield from ((text, None) for text in before[i:])
    yield from ((None, text) for text in after[j:])


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(_bare(_words(text)[:WORDS_MAX]))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    share = len(a & b) / (len(a | b) or 1)
    return share if share >= ALIKE else 0.0


@cache
def _word() -> re.Pattern[str]:
    """Return what finds a word, or a mark, and the space behind it; don't is one word."""
    return re.compile(rf"(?:{word()}(?:['\u2019\-]{word()})*|\S)\s*")


def _words(text: str) -> list[str]:
    """Return the words and marks of ``text``, each with the space behind it; joined they are it.

    >>> _words("Don't wait: 東京 is far.")
    ["Don't ", 'wait', ': ', '東', '京 ', 'is ', 'far', '.']
    """
    return _word().findall(text.lstrip())


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _paragraphs(article: Article) -> list[str]:
    found: list[str] = []
    for section in article.body:
        if section.heading:
            found.append(f"{'#' * (section.level or 2)} {section.heading}")
        found += section.paragraphs
    return found


def _side(article: Article) -> Side:
    return Side(
        revision=article.revision,
        revision_id=article.revision_id,
        fetched_at=article.fetched_at,
        modified_at=article.modified_at,
        headline=article.headline,
    )
