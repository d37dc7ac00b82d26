"""Looks at front pages in the order of time, whatever the order of the lines."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from newscrawl import clock
from newscrawl.items import FrontPageSnapshot, Teaser

Seen = TypeVar("Seen")

NO_ALIASES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Look(Generic[Seen]):
    """One look at one front page."""

    at: datetime
    """When the answer was read; aware, UTC."""
    snapshot_id: str
    held_by: str
    """``snapshot_id`` of the look that holds the teasers: its own, or ``same_as``."""
    seen: Seen
    """What the caller keeps of the teasers."""


def looks(
    snapshots: Iterable[FrontPageSnapshot], see: Callable[[tuple[Teaser, ...]], Seen]
) -> dict[str, list[Look[Seen]]]:
    """Return the looks at each front page of a site, oldest first.

    A look that says nothing is left out, as if nobody had looked: one that found no teaser (the
    page may have been a wall), and an unchanged one whose teasers stand in no line given.

    Args:
        snapshots: Of one site, in any order; read once.
        see: What to keep of the teasers of a look. Years of teasers fill the memory, so it
            should be little; an unchanged look shares it.

    Returns:
        A list for each front page, by URL; the page that was looked at first comes first.

    Raises:
        ValueError: They are of several sites, or one has no ``fetched_at`` or ``snapshot_id``.
    """
    held: dict[str, Seen] = {}
    rows: list[tuple[datetime, str, str, str]] = []
    sites: set[str] = set()
    for snapshot in snapshots:
        named = _id(snapshot)
        if snapshot.teasers:
            held[named] = see(snapshot.teasers)
        by = named if snapshot.teasers else snapshot.same_as or named
        rows.append((_time(snapshot), snapshot.url, named, by))
        sites.add(snapshot.site)
    _check_one(sites)
    pages: dict[str, list[Look[Seen]]] = {}
    for at, url, named, by in sorted(rows):
        if by in held:
            pages.setdefault(url, []).append(Look(at, named, by, held[by]))
    return pages


def _id(snapshot: FrontPageSnapshot) -> str:
    if snapshot.snapshot_id is None:
        message = f"A look at {snapshot.url} has no snapshot_id: only those of a run have one."
        raise ValueError(message)
    return snapshot.snapshot_id


def _time(snapshot: FrontPageSnapshot) -> datetime:
    if snapshot.fetched_at is None:
        message = f"A look at {snapshot.url} has no fetched_at: only those of a run have one."
        raise ValueError(message)
    return clock.parse(snapshot.fetched_at, name="fetched_at")


def _check_one(sites: set[str]) -> None:
    if len(sites) > 1:
        told = ", ".join(sorted(sites))
        message = f"These looks are of several sites ({told}). Give those of one site at a time."
        raise ValueError(message)


def named(teaser: Teaser, aliases: Mapping[str, str] = NO_ALIASES) -> str:
    """Return what joins a teaser to its article: the article's id, aliases resolved; else the URL.

    Args:
        teaser: On a front page.
        aliases: As ``alias.aliases`` returns them.
    """
    if teaser.article_id is None:
        return teaser.url
    return aliases.get(teaser.article_id, teaser.article_id)


def placed(teasers: Iterable[Teaser], aliases: Mapping[str, str] = NO_ALIASES) -> dict[str, Teaser]:
    """Return the teaser of each article; the first, if two of its URLs are linked."""
    found: dict[str, Teaser] = {}
    for teaser in teasers:
        found.setdefault(named(teaser, aliases), teaser)
    return found


def same_words(a: str | None, b: str | None) -> bool:
    r"""Return whether two headlines say the same, typesetting aside.

    Compared as article texts are: Unicode's form NFKC (ligatures, widths, no-break spaces) and
    white space folded. Case, dashes and quotes count.

    >>> same_words("The e\ufb00ort\u00a0of all", "The effort of all")
    True
    """
    return a == b or _words(a) == _words(b)


def _words(headline: str | None) -> list[str]:
    return unicodedata.normalize("NFKC", headline or "").split()
