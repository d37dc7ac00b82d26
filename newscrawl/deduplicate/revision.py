"""Whether what was fetched is new: pure rules over a record and what is known."""

from dataclasses import dataclass, replace

from newscrawl.deduplicate.identity import field_digests, revision_id
from newscrawl.items import Article, FrontPageSnapshot, Outcome
from newscrawl.known import KnownArticle, KnownFrontPage
from newscrawl.urls import digest


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to archive, and what its Fetch line says."""

    outcome: Outcome
    """``new``, ``revised``, ``unchanged`` or ``alias``."""
    article: Article | None = None
    """The line to write, complete; ``None`` if there is nothing new."""
    alias_of: str | None = None
    """``article_id`` of the article that the URL names, where it is not its own."""
    revision_id: str | None = None
    """Of the line to write, or of the newest that still holds, if it is known."""


def judge(
    article: Article, known: KnownArticle | None, first_copy: tuple[str, str] | None
) -> Judgement:
    """Return whether ``article`` is new, a revision, unchanged, or known under another URL.

    Args:
        article: Identified.
        known: What the catalogue holds of its id, aliases resolved.
        first_copy: Site and article id of the first seen article with the same content.
    """
    if known and known.revision:
        return _again(article, known, first_copy)
    if first_copy and first_copy[0] == article.site and first_copy[1] != article.article_id:
        return Judgement("alias", alias_of=first_copy[1])
    # Nothing is archived of what the URL is said to name: it is an article of its own.
    return _written("new", article, None, first_copy)


def _again(article: Article, known: KnownArticle, first_copy: tuple[str, str] | None) -> Judgement:
    alias_of = known.article_id if known.article_id != article.article_id else None
    if _is_same(article, known):
        outcome: Outcome = "alias" if alias_of else "unchanged"
        return Judgement(outcome, alias_of=alias_of, revision_id=known.revision_id)
    if alias_of:
        # Once the text of both was the same, a placeholder perhaps. Now they differ: two articles.
        return _written("new", article, None, first_copy)
    return _written("revised", article, known, first_copy)


def _is_same(article: Article, known: KnownArticle) -> bool:
    if article.content_id or known.content_id:
        return article.content_id == known.content_id
    return (article.page_kind, article.headline) == (known.page_kind, known.headline)


def _written(
    outcome: Outcome,
    article: Article,
    known: KnownArticle | None,
    first_copy: tuple[str, str] | None,
) -> Judgement:
    previous = known.revision_id if known else None
    elsewhere = first_copy is not None and first_copy[0] != article.site
    named = revision_id(article.article_id, previous, article.content_id)
    written = replace(
        article,
        revision=(known.revision if known else 0) + 1,
        revision_id=named,
        previous_revision_id=previous,
        changed_fields=_changed(article, known) if known else (),
        duplicate_of=first_copy[1] if first_copy and elsewhere else None,
        duplicate_kind="exact" if elsewhere else None,
        similarity=1.0 if elsewhere else None,
    )
    return Judgement(outcome, written, revision_id=named)


def _changed(article: Article, known: KnownArticle) -> tuple[str, ...]:
    differing = set(field_digests(article)) ^ set(known.field_digests)
    return tuple(sorted({name for name, _ in differing}))


def judge_front_page(
    snapshot: FrontPageSnapshot, known: KnownFrontPage | None
) -> FrontPageSnapshot:
    """Return ``snapshot`` with its id, and without teasers where they are those of the last look.

    Args:
        snapshot: Identified; its URL, ``fetched_at`` and ``run_id`` name it. After a 304 it holds
            the teasers of ``known``.
        known: The last look.
    """
    named = digest(snapshot.site, snapshot.url, snapshot.fetched_at, snapshot.run_id)
    same = known is not None and snapshot.teasers == known.teasers
    return replace(
        snapshot,
        snapshot_id=named,
        changed=not same,
        same_as=known.snapshot_id if known and same else None,
        teasers=() if same else snapshot.teasers,
    )
