"""How a record changes what is known: pure functions from a row and a record to the next row.

A run takes in each record it writes by ``RULES``, and ``newscrawl repair`` each record it reads in
the files, in the same order: one mechanism. A further table is a row and its statements in
``schema``, and a rule here.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar, cast

from newscrawl.archive.fingerprints import rows_of_text
from newscrawl.archive.lines import decode, encode
from newscrawl.archive.schema import ArticleRow, FrontPageRow, RevisionRow, Row, UrlRow
from newscrawl.errors import ArchiveError
from newscrawl.items import FORGOTTEN, Article, Fetch, FrontPageSnapshot, Outcome, PageKind, Teaser
from newscrawl.known import ANSWERED, KnownArticle, KnownFrontPage, field_digests
from newscrawl.urls import article_id

AnyRow = TypeVar("AnyRow", bound=Row)

_ALIAS_STEPS = 8
"""An alias of an alias is followed so often: a circle ends."""

_READ: frozenset[Outcome] = frozenset({"new", "revised", "unchanged", "alias"})
"""Outcomes of an answer that was read: its validators are those to ask with next time."""


class Known(Protocol):
    """What is known so far."""

    def row(self, kind: type[AnyRow], *key: object) -> AnyRow | None:
        """Return the row with a key; ``None`` where there is none, or part of the key is."""

    def keeps_text(self, fetched_at: str | None) -> bool:
        """Return whether a text that was read at a time is young enough to be compared with."""


Rule = Callable[[Any, Known], Iterator[Row]]
"""Yields the rows that a record makes or changes; each is known before the next is asked for."""


def _written_article(article: Article, known: Known) -> Iterator[Row]:
    key = article.site, article.article_id
    yield newest(known.row(ArticleRow, *key), article)
    yield revised(article)
    yield seen(known.row(UrlRow, *key), article)


def _read_text(article: Article, known: Known) -> Iterator[Row]:
    if known.keeps_text(article.fetched_at):
        yield from rows_of_text(article)


def _looked_front_page(snapshot: FrontPageSnapshot, known: Known) -> Iterator[Row]:
    page = page_id(snapshot.site, snapshot.url)
    yield looked_at(known.row(FrontPageRow, snapshot.site, page), snapshot)


def _asked_for(fetch: Fetch, known: Known) -> Iterator[Row]:
    if fetch.url.startswith(FORGOTTEN):  # it is counted, and nothing is known of it
        return
    row = asked(known.row(UrlRow, fetch.site, fetch.article_id), fetch)
    if row is None:
        return
    yield row
    if fetch.outcome != "redirected":  # the request that follows is the look at the target
        for target in chain(row, known)[1:]:
            yield looked(target, fetch)


RULES: dict[type[Article | FrontPageSnapshot | Fetch], tuple[Rule, ...]] = {
    Article: (_written_article, _read_text),
    FrontPageSnapshot: (_looked_front_page,),
    Fetch: (_asked_for,),
}
"""What each kind of record changes, in this order. A record that a run writes together with its
Fetch line comes before it."""


def chain(row: UrlRow, known: Known) -> list[UrlRow]:
    """Return the row and those it is an alias of; an id that is archived is no alias."""
    found = [row]
    while row.alias_of and len(found) < _ALIAS_STEPS:
        if known.row(ArticleRow, row.site, row.article_id):
            break
        target = known.row(UrlRow, row.site, row.alias_of)
        if target is None or target in found:
            break
        found.append(row := target)
    return found


def asked(row: UrlRow | None, fetch: Fetch) -> UrlRow | None:
    """Return the row of the id that ``fetch`` asked for; ``None`` for front pages and the like."""
    if fetch.article_id is None:
        return None
    row = row or _first(fetch, fetch.article_id, fetch.outcome)
    own = fetch.alias_of if fetch.alias_of != fetch.article_id else None
    row = row._replace(
        url=fetch.url,
        canonical_url=fetch.canonical_url,
        outcome=fetch.outcome,
        # Kept once found: an id under which something is archived is no alias all the same.
        alias_of=own or row.alias_of,
        first_seen=min(row.first_seen, fetch.fetched_at),
    )
    if fetch.outcome in _READ:
        row = row._replace(etag=fetch.etag, last_modified=fetch.last_modified)
    return looked(row, fetch)


def looked(row: UrlRow, fetch: Fetch) -> UrlRow:
    """Return ``row`` with the time of ``fetch``, if that counts as a look; also for what the
    URL is an alias of."""
    return row._replace(last_looked=fetch.fetched_at) if fetch.outcome in ANSWERED else row


def seen(row: UrlRow | None, article: Article) -> UrlRow:
    """Return the row of an article that was written: one that nobody asked for by its own URL
    (a redirect led to it) is known too."""
    return row or _first(article, article.article_id, "new")


def _first(record: Article | Fetch, named: str, outcome: Outcome) -> UrlRow:
    when = _time(record)
    # Those of an answer that was not read (an error page has an ETag too) are not to be sent.
    sent = record.capture if isinstance(record, Article) else None
    return UrlRow(
        site=record.site,
        article_id=named,
        url=record.url,
        canonical_url=record.canonical_url,
        alias_of=None,
        first_seen=when,
        last_looked=when,
        outcome=outcome,
        etag=sent.etag if sent else None,
        last_modified=sent.last_modified if sent else None,
    )


def newest(row: ArticleRow | None, article: Article) -> ArticleRow:
    """Return the row of the article after ``article`` was written."""
    revision = revised(article)
    if row and row.revision >= revision.revision:
        return row
    return ArticleRow(
        site=article.site,
        article_id=article.article_id,
        revision=revision.revision,
        revision_id=revision.revision_id,
        content_id=article.content_id,
        page_kind=article.page_kind,
        headline=article.headline,
        field_digests=",".join(f"{name}={digest}" for name, digest in field_digests(article)),
    )


def revised(article: Article) -> RevisionRow:
    """Return the row of this revision.

    Raises:
        ArchiveError: The article was never judged, or has no time or run.
    """
    if article.revision is None or article.revision_id is None or article.run_id is None:
        message = (
            f"{article.url} has no revision, revision_id or run_id. "
            "Pass it through deduplicate.judge before it is archived."
        )
        raise ArchiveError(message)
    return RevisionRow(
        revision_id=article.revision_id,
        site=article.site,
        article_id=article.article_id,
        revision=article.revision,
        content_id=article.content_id,
        fetched_at=_time(article),
        run_id=article.run_id,
    )


def looked_at(row: FrontPageRow | None, snapshot: FrontPageSnapshot) -> FrontPageRow:
    """Return the row of the front page after ``snapshot`` was written."""
    if snapshot.changed or row is None:
        row = FrontPageRow(
            site=snapshot.site,
            page_id=page_id(snapshot.site, snapshot.url) or "",
            url=snapshot.url,
            snapshot_id=snapshot.same_as or snapshot.snapshot_id or "",
            teasers=encode(snapshot.teasers).decode().rstrip("\n"),
            etag=row.etag if row else None,
            last_modified=row.last_modified if row else None,
        )
    capture = snapshot.capture
    if capture is None or capture.status == 304:  # noqa: PLR2004 - RFC 9110: Not Modified
        return row
    return row._replace(url=snapshot.url, etag=capture.etag, last_modified=capture.last_modified)


def page_id(site: str, url: str) -> str | None:
    """Return what every spelling of a front page's URL has in common; ``None`` if it is none."""
    try:
        return article_id(site, url)
    except ValueError:
        return None


def known_article(asked_for: UrlRow, own: UrlRow, article: ArticleRow | None) -> KnownArticle:
    """Return what is known under the URL of ``asked_for``.

    Args:
        asked_for: The row of the id that was asked for. URL, validators and outcome are its,
            for an ETag belongs to the URL that sent it.
        own: The row of the article it is an alias of; else the same row.
        article: The newest revision; ``None`` if nothing is archived.
    """
    digests = article.field_digests.split(",") if article and article.field_digests else []
    pairs = (pair.partition("=") for pair in digests)
    return KnownArticle(
        site=own.site,
        article_id=own.article_id,
        url=asked_for.url,
        canonical_url=asked_for.canonical_url,
        first_seen=own.first_seen,
        last_looked=own.last_looked,
        outcome=cast("Outcome", asked_for.outcome),
        etag=asked_for.etag,
        last_modified=asked_for.last_modified,
        revision=article.revision if article else 0,
        revision_id=article.revision_id if article else None,
        content_id=article.content_id if article else None,
        page_kind=cast("PageKind", article.page_kind) if article else None,
        headline=article.headline if article else None,
        field_digests=tuple((name, digest) for name, _, digest in pairs),
    )


def known_front_page(row: FrontPageRow) -> KnownFrontPage:
    """Return what is known of a front page."""
    return KnownFrontPage(
        site=row.site,
        url=row.url,
        snapshot_id=row.snapshot_id,
        teasers=decode(row.teasers.encode(), tuple[Teaser, ...]),
        etag=row.etag,
        last_modified=row.last_modified,
    )


def _time(record: Article | Fetch) -> str:
    if record.fetched_at is None:
        message = f"{record.url} has no fetched_at. Fill it in before it is archived."
        raise ArchiveError(message)
    return record.fetched_at
