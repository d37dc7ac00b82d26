"""A front page as it stood, and what changed on it between two times.

::

    from newscrawl import clock
    from newscrawl.archive.reader import front_pages
    from newscrawl.report.front import difference, page_at

    morning = page_at(front_pages(root, site), clock.parse("2026-03-14T08:00:00Z"))
    evening = page_at(front_pages(root, site), clock.parse("2026-03-14T20:00:00Z"))
    difference(morning, evening).entered
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from newscrawl import clock
from newscrawl.items import FrontPageSnapshot, Teaser
from newscrawl.report.look import NO_ALIASES, Look, looks, placed, same_words
from newscrawl.urls import article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A front page as it stood at a time, as far as somebody had looked."""

    site: str
    url: str
    at: str
    """The time asked for: UTC, RFC 3339, as all times here."""
    looked_at: str
    """When the look in force at that time was made: the newest at or before it."""
    age_seconds: float
    """How old that look was; 0 or more."""
    snapshot_id: str
    """Of that look."""
    changed: bool
    """False where the look found every teaser as before."""
    same_as: str | None
    """``snapshot_id`` of the line that holds the teasers, where that is another one."""
    teasers: tuple[Teaser, ...]
    """In rank order, never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An article that entered or left a front page."""

    article_id: str
    """Aliases resolved; the teaser's URL where it has no id. So in the classes below."""
    url: str
    rank: int
    """Where it stands in the look that shows it."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An article whose rank changed, if only because another one entered above it."""

    article_id: str
    url: str
    title: str
    """In the later look, as ``url``."""
    rank_before: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """An article whose headline on the page changed."""

    article_id: str
    url: str
    rank: int
    """In the later look, as ``url``."""
    title_before: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed on a front page between two looks. An article may be moved and reworded."""

    site: str
    url: str
    looked_at_before: str
    looked_at: str
    """When the look in force at the earlier and the later time was made."""
    entered: tuple[Place, ...]
    """By rank in the later look, as ``moved`` and ``reworded``."""
    left: tuple[Place, ...]
    """By rank in the earlier look."""
    moved: tuple[Move, ...]
    reworded: tuple[Rewording, ...]


def pages_at(snapshots: Iterable[FrontPageSnapshot], at: datetime) -> tuple[Page, ...]:
    """Return each front page of a site as it stood at a time.

    Args:
        snapshots: Of one site, in any order; read once.
        at: Aware.

    Returns:
        The page that was looked at first comes first; a page with no look at or before ``at``
        that found a teaser is left out.

    Raises:
        ValueError: As ``look.looks``.
    """
    seen = _Sight()
    found = looks(seen.of_one_site(snapshots), seen.teasers)
    pages = ((url, [look for look in made if look.at <= at]) for url, made in found.items())
    return tuple(_page(seen.site, url, made[-1], at) for url, made in pages if made)


def page_at(
    snapshots: Iterable[FrontPageSnapshot], at: datetime, *, url: str | None = None
) -> Page | None:
    """Return a front page as it stood at a time; ``None`` if nobody had looked by then.

    Args:
        snapshots: Of one site, in any order; read once.
        at: Aware.
        url: Which front page, by any spelling; needed only if the site has several.

    Raises:
        ValueError: As ``look.looks``; or there are several front pages, and ``url`` is missing.
    """
    wanted = (one for one in snapshots if url is None or is_page(one.url, url))
    found = pages_at(wanted, at)
    if len(found) > 1 and url is None:
        told = ", ".join(page.url for page in found)
        message = f"The site has several front pages ({told}). Choose one with url=."
        raise ValueError(message)
    return found[0] if found else None


def is_page(url: str, wanted: str) -> bool:
    """Return whether two spellings name the same front page.

    >>> is_page("https://www.a.example/", "http://a.example")
    True
    """
    if url == wanted:
        return True
    try:
        return article_id("", url) == article_id("", wanted)
    except ValueError:
        return False


def difference(before: Page, after: Page, aliases: Mapping[str, str] = NO_ALIASES) -> Difference:
    """Return what changed on a front page from one time to another.

    Teasers are joined by ``article_id``, so a changed URL with the same id is the same article.

    Args:
        before: What ``page_at`` returned for the earlier time,
        after: and for the later one.
        aliases: As ``alias.aliases`` returns them.
    """
    old, new = placed(before.teasers, aliases), placed(after.teasers, aliases)
    stayed = [(named, old[named], teaser) for named, teaser in new.items() if named in old]
    return Difference(
        site=after.site,
        url=after.url,
        looked_at_before=before.looked_at,
        looked_at=after.looked_at,
        entered=tuple(_place(named, teaser) for named, teaser in new.items() if named not in old),
        left=tuple(_place(named, teaser) for named, teaser in old.items() if named not in new),
        moved=tuple(_move(*pair) for pair in stayed if pair[1].rank != pair[2].rank),
        reworded=tuple(
            _rewording(*pair) for pair in stayed if not same_words(pair[1].title, pair[2].title)
        ),
    )


class _Sight:
    """Keeps each teaser once, whatever its rank: a year of looks at a busy page is 100 times
    as many teasers as there are headlines."""

    def __init__(self) -> None:
        self.site = ""
        self._known: dict[Teaser, Teaser] = {}

    def of_one_site(self, snapshots: Iterable[FrontPageSnapshot]) -> Iterable[FrontPageSnapshot]:
        for snapshot in snapshots:
            self.site = snapshot.site
            yield snapshot

    def teasers(self, teasers: tuple[Teaser, ...]) -> tuple[Teaser, ...]:
        plain = (replace(teaser, rank=0) for teaser in teasers)
        return tuple(self._known.setdefault(teaser, teaser) for teaser in plain)


def _page(site: str, url: str, look: Look[tuple[Teaser, ...]], at: datetime) -> Page:
    is_same = look.held_by != look.snapshot_id
    return Page(
        site=site,
        url=url,
        at=clock.text(at),
        looked_at=clock.text(look.at),
        age_seconds=(at - look.at).total_seconds(),
        snapshot_id=look.snapshot_id,
        changed=not is_same,
        same_as=look.held_by if is_same else None,
        teasers=tuple(replace(teaser, rank=rank) for rank, teaser in enumerate(look.seen, 1)),
    )


def _place(named: str, teaser: Teaser) -> Place:
    return Place(article_id=named, url=teaser.url, rank=teaser.rank, title=teaser.title)


def _move(named: str, old: Teaser, new: Teaser) -> Move:
    return Move(article_id=named, url=new.url, title=new.title, rank_before=old.rank, rank=new.rank)


def _rewording(named: str, old: Teaser, new: Teaser) -> Rewording:
    return Rewording(
        article_id=named, url=new.url, rank=new.rank, title_before=old.title, title=new.title
    )
