"""An archive as it stood at a time: what had been read by then, the newest revision of each.

::

    from newscrawl import clock
    from newscrawl.archive.as_of import as_of, read_by
    from newscrawl.archive.reader import articles, front_pages

    noon = clock.parse("2026-03-14T12:00:00Z")
    for article in as_of(articles(root), noon):
        print(article.headline, article.revision)
    for look in read_by(front_pages(root), noon):
        print(look.fetched_at)

A revision counts from the moment it was read: the newspaper may have changed the page earlier.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from newscrawl import clock
from newscrawl.items import Article, Fetch, FrontPageSnapshot

Record = TypeVar("Record", Article, FrontPageSnapshot, Fetch)
_Age = tuple[int, str]


def as_of(articles: Iterable[Article], at: datetime) -> Iterator[Article]:
    """Yield each article as it stood at a time: its newest revision read by then.

    Holds one line of each article in memory; where that is too much, see ``newest_ids``.

    Args:
        articles: Of any sites, in any order; read once.
        at: Aware.

    Returns:
        In the order in which the articles first came. What was read later, or by no run, is
        left out.
    """
    return latest(read_by(articles, at))


def read_by(records: Iterable[Record], at: datetime) -> Iterator[Record]:
    """Yield the records whose ``fetched_at`` is ``at`` or before, in their order.

    Args:
        records: Articles, looks at front pages or requests; those that no run fetched are left
            out. A look whose ``same_as`` names another one is younger than that one.
        at: Aware.
    """
    for record in records:
        if record.fetched_at and clock.parse(record.fetched_at, name="fetched_at") <= at:
            yield record


def latest(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the newest revision of each article, in the order in which they first came.

    Holds one line of each article in memory.
    """
    found: dict[tuple[str, str], Article] = {}
    for article in articles:
        key = article.site, article.article_id
        known = found.get(key)
        if known is None or _age(known) < _age(article):
            found[key] = article
    yield from found.values()


def newest_ids(articles: Iterable[Article]) -> frozenset[str]:
    """Return the ``revision_id`` of the newest revision of each article.

    For archives larger than memory, which are then read twice::

        wanted = newest_ids(read_by(articles(root), noon))
        for article in articles(root):
            if article.revision_id in wanted: ...
    """
    found: dict[str, tuple[_Age, str]] = {}
    for article in articles:
        own = _age(article), article.revision_id or ""
        found[article.article_id] = max(found.get(article.article_id, own), own)
    return frozenset(named for _, named in found.values() if named)


def _age(article: Article) -> _Age:
    return article.revision or 0, article.fetched_at or ""
