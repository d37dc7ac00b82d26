"""What the archive says of an article's own headline: its revisions, and when it was read."""

from collections.abc import Iterable
from dataclasses import dataclass

from newscrawl.items import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a history needs of one line of an article; the text stays in the archive."""

    revision: int
    """Counts from 1."""
    fetched_at: str
    """When it was first read: UTC, RFC 3339. The newspaper may have changed it earlier."""
    headline: str | None
    changed_fields: tuple[str, ...]
    """Fields that differ from the revision before."""
    revision_id: str
    url: str
    """As fetched."""


def revisions(
    articles: Iterable[Article], only: str | None = None
) -> dict[str, tuple[Revision, ...]]:
    """Return the revisions of each article by its ``article_id``, oldest first.

    Args:
        articles: Of one site, in any order; read once. Those that no run archived (without
            revision) are left out.
        only: The one article that is wanted; ``None`` for all.
    """
    found: dict[str, list[Revision]] = {}
    for article in articles:
        if only not in {None, article.article_id}:
            continue
        revision = _revision(article)
        if revision is not None:
            found.setdefault(article.article_id, []).append(revision)
    return {named: tuple(sorted(made, key=_order)) for named, made in found.items()}


def _revision(article: Article) -> Revision | None:
    if article.revision is None or article.fetched_at is None or article.revision_id is None:
        return None
    return Revision(
        revision=article.revision,
        fetched_at=article.fetched_at,
        headline=article.headline,
        changed_fields=article.changed_fields,
        revision_id=article.revision_id,
        url=article.url,
    )


def _order(revision: Revision) -> tuple[int, str]:
    return revision.revision, revision.fetched_at
