"""Which teasers lead to articles that should be fetched now."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from newscrawl.items import Teaser
from newscrawl.urls import canonical_url, is_own

Reason = Literal["foreign", "no_article", "repeated", "not_due", "over_limit"]
"""Why a link is not requested: it leads to another newspaper; ``article_url`` does not match;
the run has asked for the article already; it is archived and no look is due; the run's
limit is reached."""


@dataclass(frozen=True, slots=True)
class Links:
    """What a list of teasers leads to."""

    to_fetch: tuple[Teaser, ...]
    """In the order of the page."""
    skipped: tuple[tuple[Reason, int], ...]
    """Why others were left, and how many."""


def links(
    teasers: Iterable[Teaser],
    *,
    homes: tuple[str, ...],
    pattern: re.Pattern[str] | None,
    asked: set[str],
    is_due: Callable[[str], bool],
    limit: int,
) -> Links:
    """Sort teasers into those to fetch and those to leave.

    Args:
        teasers: With ``article_id`` set.
        homes: The newspaper's front pages; only their hosts are asked.
        pattern: The site's ``article_url``; ``None`` takes every teaser.
        asked: Article ids the run has asked for.
        is_due: Whether an article id is unknown or due for another look.
        limit: How many articles the run may still ask for.
    """
    to_fetch: list[Teaser] = []
    skipped: dict[Reason, int] = {}
    seen = set(asked)
    for teaser in teasers:
        reason = _reason(teaser, homes, pattern, seen, is_due, limit - len(to_fetch))
        if reason != "foreign":  # the same id elsewhere is another newspaper's
            seen.add(teaser.article_id or teaser.url)
        if reason is None:
            to_fetch.append(teaser)
        else:
            skipped[reason] = skipped.get(reason, 0) + 1
    return Links(tuple(to_fetch), tuple(sorted(skipped.items())))


def _reason(
    teaser: Teaser,
    homes: tuple[str, ...],
    pattern: re.Pattern[str] | None,
    seen: set[str],
    is_due: Callable[[str], bool],
    room: int,
) -> Reason | None:
    article = teaser.article_id or teaser.url
    if not is_own(teaser.url, homes):
        return "foreign"
    if pattern is not None and not pattern.search(canonical_url(teaser.url)):
        return "no_article"
    if article in seen:
        return "repeated"
    if not is_due(article):
        return "not_due"
    return "over_limit" if room <= 0 else None
