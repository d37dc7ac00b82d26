"""Syndicated stories: who had a text first, who followed, and how long after.

::

    from functools import partial
    from newscrawl.archive.reader import articles
    from newscrawl.report.copies import clusters

    for cluster in clusters(partial(articles, root)):
        print(cluster.headline, [(copy.site, copy.seconds_after) for copy in cluster.copies])

An article is a copy where a run marked one of its revisions (``Article.duplicate_of``). First is
who was read first: a newspaper that is crawled once a day may have had the story before.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from newscrawl import clock
from newscrawl.items import Article, DuplicateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The story as one newspaper has it."""

    site: str
    article_id: str
    url: str
    headline: str | None
    fetched_at: str
    """When the text was first read there: UTC, RFC 3339."""
    published_at: str | None
    """As the page states it."""
    copy_of: str | None
    """``article_id`` of the one that it was found to be a copy of, not always the first of all;
    ``None`` for the first."""
    kind: DuplicateKind | None
    similarity: float | None
    """To ``copy_of``."""
    seconds_after: float
    """Between ``fetched_at`` of the first and its own; 0.0 for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One story and all who have it."""

    headline: str | None
    """Of the first."""
    sites: tuple[str, ...]
    """Each once, the first first."""
    first: Print
    copies: tuple[Print, ...]
    """In the order of time; none only where what was copied is lost."""
    lost: tuple[str, ...]
    """``article_id`` of what was copied and is not among the lines, sorted; ``first`` is then the
    first of the copies."""


def clusters(
    read: Callable[[], Iterable[Article]],
    *,
    kind: DuplicateKind | None = None,
    one_site: bool = False,
) -> tuple[Cluster, ...]:
    """Return the stories that were copied, by the time of their first print.

    Args:
        read: Returns article lines of all sites, in any order. Called twice, so that only copies
            and what they copy are held in memory.
        kind: Of copies that count; ``None`` for all.
        one_site: Return also those that only one newspaper has, at two addresses.
    """
    marks: dict[str, Article] = {}
    groups = _Groups()
    for line in read():
        if line.duplicate_of and kind in {None, line.duplicate_kind}:
            marks[line.article_id] = _older(marks.get(line.article_id), line)
            groups.join(line.article_id, line.duplicate_of)
    known: dict[str, Article] = {}
    for line in read():
        if line.article_id in groups and line.article_id not in marks:
            known[line.article_id] = _older(known.get(line.article_id), line)
    found = (_cluster(members, known | marks) for members in groups.all())
    wanted = (one for one in found if one_site or one.lost or len(one.sites) > 1)
    return tuple(sorted(wanted, key=lambda one: (one.first.fetched_at, one.first.article_id)))


class _Groups:
    """Ids that belong together because each is joined to another: a union-find forest (Tarjan,
    J. ACM 22, 1975)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def __contains__(self, named: str) -> bool:
        return named in self._parents

    def join(self, one: str, other: str) -> None:
        self._parents[self._root(one)] = self._root(other)

    def all(self) -> Iterator[list[str]]:
        """Yield the members of each group."""
        groups: dict[str, list[str]] = {}
        for named in self._parents:
            groups.setdefault(self._root(named), []).append(named)
        yield from groups.values()

    def _root(self, named: str) -> str:
        parent = self._parents.setdefault(named, named)
        while parent != self._parents[parent]:
            self._parents[named] = self._parents[parent]
            named, parent = parent, self._parents[parent]
        return parent


def _older(known: Article | None, line: Article) -> Article:
    return line if known is None or _time(line) < _time(known) else known


def _time(line: Article) -> tuple[str, int]:
    return line.fetched_at or "", line.revision or 0


def _cluster(members: list[str], known: dict[str, Article]) -> Cluster:
    lines = sorted((known[named] for named in members if named in known), key=_time)
    lost = tuple(sorted(named for named in members if named not in known))
    first, *copies = (_print(line, lines[0]) for line in lines)
    return Cluster(
        headline=first.headline,
        sites=tuple(dict.fromkeys(one.site for one in (first, *copies))),
        first=first if lost else replace(first, copy_of=None, kind=None, similarity=None),
        copies=tuple(copies),
        lost=lost,
    )


def _print(line: Article, first: Article) -> Print:
    after = clock.parse(line.fetched_at or "") - clock.parse(first.fetched_at or "")
    return Print(
        site=line.site,
        article_id=line.article_id,
        url=line.url,
        headline=line.headline,
        fetched_at=line.fetched_at or "",
        published_at=line.published_at,
        copy_of=line.duplicate_of,
        kind=line.duplicate_kind,
        similarity=line.similarity,
        seconds_after=after.total_seconds(),
    )
