"""Headlines that changed while they stood on a front page, and whether the article's own did."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from newscrawl import clock
from newscrawl.items import Article, Fetch, FrontPageSnapshot, Outcome, Teaser
from newscrawl.report.alias import aliases
from newscrawl.report.look import Look, looks, placed, same_words
from newscrawl.report.revision import Revision, revisions

READ: frozenset[Outcome] = frozenset({"new", "revised", "unchanged", "not_modified", "alias"})
"""Outcomes after which it is known what the article's own headline is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A headline that changed between two consecutive looks that both show the article."""

    site: str
    front_page: str
    """Its URL."""
    article_id: str
    """Aliases resolved; the teaser's URL where it has no id."""
    url: str
    """As linked by the later look."""
    after: str
    """The last look that shows the old wording: UTC, RFC 3339, as ``at``."""
    at: str
    """The first look that shows the new one; the change was made between the two."""
    title_before: str
    title: str
    own_headline_before: str | None
    """Of the article itself, as last read by ``after``, or else as first read before ``at``;
    ``None`` if it was not read by then."""
    own_headline: str | None
    """As last read before the next rewording; ``None`` if it was not read at ``at`` or later."""
    own_changed: bool | None
    """Whether those two differ; ``None`` where one of them is not known. A site is asked for an
    article again after hours and days, so that a ``None`` may become known."""


class _Shown(NamedTuple):
    """What is kept of a teaser."""

    article_id: str
    url: str
    title: str


class _Event(NamedTuple):
    """A rewording, before the article's own headline is looked up."""

    at: datetime
    front_page: str
    old: _Shown
    new: _Shown
    after: datetime


def reworded(
    snapshots: Iterable[FrontPageSnapshot],
    articles: Iterable[Article] = (),
    fetches: Iterable[Fetch] = (),
) -> tuple[Reworded, ...]:
    """Return every rewording on the front pages of a site, in the order of time.

    An article that left and came back with other words was not reworded on the page; its
    ``history`` shows both.

    Args:
        snapshots: Of one site, in any order; read once, as the others, one after the other.
        articles: Of the same site. Without them nothing is said of their own headlines.
        fetches: Of the same site. Without them aliases are not known, and that an article's own
            headline stayed as it was is known only from its revisions.

    Raises:
        ValueError: As ``look.looks``.
    """
    books = _Books()
    known = aliases(books.read(fetches))
    sight = _Sight(known)
    found = looks(sight.of_one_site(snapshots), sight.see)
    events = sorted(event for url, made in found.items() for event in _events(url, made))
    own = revisions(articles)
    books.add(known, own)
    return tuple(
        _told(sight.site, event, end, own.get(event.new.article_id, ()), books)
        for event, end in zip(events, _ends(events), strict=True)
    )


class _Books:
    """When each article was read."""

    def __init__(self) -> None:
        self._times: dict[str, list[datetime]] = {}

    def read(self, fetches: Iterable[Fetch]) -> Iterator[Fetch]:
        """Yield ``fetches``, and note those that read an article."""
        for fetch in fetches:
            if fetch.article_id and fetch.outcome in READ:
                self._note(fetch.article_id, clock.parse(fetch.fetched_at))
            yield fetch

    def add(self, known: Mapping[str, str], own: Mapping[str, tuple[Revision, ...]]) -> None:
        """Note that who read an alias read the article, and that each revision was read."""
        for alias, article_id in known.items():
            for time in self._times.pop(alias, ()):
                self._note(article_id, time)
        for article_id, made in own.items():
            for revision in made:
                self._note(article_id, _read_at(revision))

    def is_read(self, article_id: str, since: datetime, before: datetime | None) -> bool:
        """Return whether the article was read at ``since`` or later, but before ``before``."""
        times = self._times.get(article_id, ())
        return any(since <= time and (before is None or time < before) for time in times)

    def _note(self, article_id: str, time: datetime) -> None:
        self._times.setdefault(article_id, []).append(time)


class _Sight:
    """Keeps each wording of each article once, however many looks show it."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.site = ""
        self._aliases = known
        self._shown: dict[_Shown, _Shown] = {}

    def of_one_site(self, snapshots: Iterable[FrontPageSnapshot]) -> Iterator[FrontPageSnapshot]:
        """Yield ``snapshots``, and note whose they are."""
        for snapshot in snapshots:
            self.site = snapshot.site
            yield snapshot

    def see(self, teasers: tuple[Teaser, ...]) -> tuple[_Shown, ...]:
        """Return the wordings of one look."""
        found = placed(teasers, self._aliases).items()
        shown = (_Shown(article_id, teaser.url, teaser.title) for article_id, teaser in found)
        return tuple(self._shown.setdefault(one, one) for one in shown)


def _events(front_page: str, made: list[Look[tuple[_Shown, ...]]]) -> Iterator[_Event]:
    for one, two in pairwise(made):
        if one.held_by == two.held_by:
            continue
        old = {shown.article_id: shown for shown in one.seen}
        for new in two.seen:
            before = old.get(new.article_id)
            if before and before is not new and not same_words(before.title, new.title):
                yield _Event(two.at, front_page, before, new, one.at)


def _ends(events: list[_Event]) -> list[datetime | None]:
    """Return when each wording was replaced in its turn, on the same front page."""
    ends: list[datetime | None] = []
    following: dict[tuple[str, str], datetime] = {}
    for event in reversed(events):
        key = event.front_page, event.new.article_id
        ends.append(following.get(key))
        following[key] = event.at
    return ends[::-1]


def _told(
    site: str, event: _Event, end: datetime | None, own: tuple[Revision, ...], books: _Books
) -> Reworded:
    before = _before(event, own)
    is_read = books.is_read(event.new.article_id, event.at, end)
    late = [one for one in own if end is None or _read_at(one) < end]
    after = late[-1] if late and is_read else None
    return Reworded(
        site=site,
        front_page=event.front_page,
        article_id=event.new.article_id,
        url=event.new.url,
        after=clock.text(event.after),
        at=clock.text(event.at),
        title_before=event.old.title,
        title=event.new.title,
        own_headline_before=before.headline if before else None,
        own_headline=after.headline if after else None,
        own_changed=not same_words(before.headline, after.headline) if before and after else None,
    )


def _before(event: _Event, own: tuple[Revision, ...]) -> Revision | None:
    """Return the revision in force while the old wording was last seen.

    A run reads a new article moments after the front page that names it: the first revision
    counts, although it is younger than the look.
    """
    by_then = [one for one in own if _read_at(one) <= event.after]
    if by_then:
        return by_then[-1]
    return own[0] if own and _read_at(own[0]) < event.at else None


def _read_at(revision: Revision) -> datetime:
    return clock.parse(revision.fetched_at)
