"""Which article a text was nearly copied from: a pure rule over fingerprints."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from newscrawl.fingerprint import Fingerprint, similarity
from newscrawl.items import Article
from newscrawl.known import KnownText

NEAR = 0.5
"""Texts that share half of their shingles or more are copies. No two of 328 different real
articles share more than 0.25 (``benchmarks/duplicates.py``), so the number decides how much of a
text may be rewritten, not what is mistaken for a copy."""


class Copy(NamedTuple):
    """What an article was copied from."""

    article_id: str
    similarity: float


def marked(article: Article, text: Fingerprint | None, known: Iterable[KnownText]) -> Article:
    """Return ``article`` marked as a near copy, if it is one.

    Args:
        article: As judged. One that is marked as an exact copy stays as it is.
        text: Its fingerprint.
        known: Texts that may be like it, read before it.
    """
    found = first_like(article, text, known) if text and not article.duplicate_of else None
    if found is None:
        return article
    return replace(
        article,
        duplicate_of=found.article_id,
        duplicate_kind="near",
        similarity=found.similarity,
    )


def first_like(article: Article, text: Fingerprint, known: Iterable[KnownText]) -> Copy | None:
    """Return the first seen of the known texts that ``text`` is nearly a copy of.

    An article is no copy of itself, and where an earlier revision of its own was the first, it
    is no copy of those who copied that one.
    """
    alike = (
        (one.fetched_at, one.site, one.article_id, similarity(text, one.fingerprint))
        for one in known
    )
    _, site, article_id, likeness = min(
        (one for one in alike if one[-1] >= NEAR), default=("", article.site, article.article_id, 0)
    )
    if (site, article_id) == (article.site, article.article_id):
        return None
    return Copy(article_id, round(likeness, 3))
