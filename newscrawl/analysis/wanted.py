"""Which lines of an archive are wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import cast, get_args

from newscrawl import clock
from newscrawl.analysis.mark import Mark
from newscrawl.archive.as_of import newest_ids, read_by
from newscrawl.archive.reader import check_site
from newscrawl.errors import ConfigurationError
from newscrawl.items import Article, PageKind

Time = str | date | datetime
"""RFC 3339 text, a day as ``2026-03-14``, or Python's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A choice of lines. Made by ``wanted``."""

    sites: tuple[str, ...] | None
    """``None``: all."""
    since: datetime | None
    until: datetime | None
    page_kinds: frozenset[str] | None
    """``None``: all."""
    newest: bool
    """Only the newest revision of each article."""
    as_of: datetime | None

    def __str__(self) -> str:
        """Return the choice in words."""
        said = {
            "sites": self.sites and ", ".join(self.sites),
            "since": self.since and clock.text(self.since),
            "until": self.until and clock.text(self.until),
            "page kinds": self.page_kinds and ", ".join(sorted(self.page_kinds)),
            "only the": "newest revisions" if self.newest and not self.as_of else None,
            "as of": self.as_of and clock.text(self.as_of),
        }
        return "; ".join(f"{name} {value}" for name, value in said.items() if value) or "everything"

    @property
    def all(self) -> bool:
        """Every line of the sites is wanted."""
        return self.page_kinds is None and not (self.since or self.until or self.newest)

    def keeps(self, mark: Mark, newest: frozenset[str]) -> bool:
        """Return whether a line is wanted.

        Args:
            mark: Of the line.
            newest: What ``newest_of`` returned for its site.
        """
        if self.newest and mark.revision_id not in newest:
            return False
        if self.page_kinds is not None and mark.page_kind not in self.page_kinds:
            return False
        return self._is_in_time(mark) if self.since or self.until else True

    def _is_in_time(self, mark: Mark) -> bool:
        if mark.fetched_at is None:
            return False
        when = clock.parse(mark.fetched_at, name="fetched_at")
        return (self.since or when) <= when <= (self.until or when)

    def newest_of(self, marks: Iterable[Mark]) -> frozenset[str]:
        """Return the ``revision_id`` of what is newest, or was at ``as_of``."""
        articles = cast("Iterable[Article]", marks)  # has the names that are looked at
        return newest_ids(read_by(articles, self.as_of) if self.as_of else articles)


def wanted(
    root: Path,
    *,
    site: str | Iterable[str] | None = None,
    since: Time | None = None,
    until: Time | None = None,
    page_kind: str | Iterable[str] | None = None,
    latest: bool = False,
    as_of: Time | None = None,
) -> Wanted:
    """Return the choice that the arguments of ``Archive`` describe.

    Raises:
        ConfigurationError: A site is not in the archive, a page kind or a time is none, or
            ``since`` is after ``until``.
    """
    first, last = moment(since, "since", end=False), moment(until, "until")
    if first and last and first > last:
        message = f"since {since} is after until {until}. Swap them."
        raise ConfigurationError(message)
    return Wanted(
        sites=_sites(root, _several(site)),
        since=first,
        until=last,
        page_kinds=_page_kinds(_several(page_kind)),
        newest=latest or as_of is not None,
        as_of=moment(as_of, "as_of"),
    )


def moment(said: Time | None, name: str, *, end: bool = True) -> datetime | None:
    """Return the time that an argument says; a bare day is its end or its beginning, in UTC.

    Raises:
        ConfigurationError: It is no time, or states no zone.
    """
    if said is None:
        return None
    if isinstance(said, date) and not isinstance(said, datetime):
        return datetime.combine(said, time.max if end else time.min, tzinfo=UTC)
    return clock.moment(said if isinstance(said, str) else said.isoformat(), name=name, end=end)


def _several(said: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return said if said is None else (said,) if isinstance(said, str) else tuple(said)


def _sites(root: Path, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    for name in names or ():
        check_site(root, name)
    return None if names is None else tuple(sorted(set(names)))


def _page_kinds(kinds: tuple[str, ...] | None) -> frozenset[str] | None:
    known = get_args(PageKind)
    for kind in kinds or ():
        if kind not in known:
            message = f"{kind!r} is no page kind. They are: {', '.join(known)}."
            raise ConfigurationError(message)
    return None if kinds is None else frozenset(kinds)
