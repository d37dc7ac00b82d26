"""Which links lead to articles that should be fetched now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from newscrawl.urls import ArticleUrl, canonical_url, is_own

Reason = Literal["foreign", "no_article", "repeated", "not_due", "over_limit"]
"""Why a link is not requested: it leads to another newspaper; ``article_url`` does not match;
the run has asked for the article already; it is archived and no look is due; the run's
limit is reached."""


class Link(Protocol):
    """A link to an article: a ``Teaser``, or a ``Lead``."""

    @property
    def url(self) -> str:
        """Absolute."""

    @property
    def rank(self) -> int:
        """The place where it was found; 1 is first."""

    @property
    def article_id(self) -> str | None:
        """From the URL's text."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A link that a feed or a sitemap holds."""

    url: str
    rank: int
    article_id: str | None


@dataclass(frozen=True, slots=True)
class Links:
    """What a list of links leads to."""

    to_fetch: tuple[Link, ...]
    """In the order of the page."""
    skipped: tuple[tuple[Reason, int], ...]
    """Why others were left, and how many."""


def links(
    found: Iterable[Link],
    *,
    homes: tuple[str, ...],
    pattern: ArticleUrl | None,
    asked: set[str],
    is_due: Callable[[str], bool],
    limit: int,
) -> Links:
    """Sort links into those to fetch and those to leave.

    Args:
        found: With ``article_id`` set.
        homes: The newspaper's front pages; only their hosts are asked.
        pattern: The site's ``article_url``; ``None`` takes every link.
        asked: Article ids the run has asked for.
        is_due: Whether an article id is unknown or due for another look.
        limit: How many articles the run may still ask for.
    """
    to_fetch: list[Link] = []
    skipped: dict[Reason, int] = {}
    seen = set(asked)
    for link in found:
        reason = _reason(link, homes, pattern, seen, is_due, limit - len(to_fetch))
        if reason != "foreign":  # the same id elsewhere is another newspaper's
            seen.add(link.article_id or link.url)
        if reason is None:
            to_fetch.append(link)
        else:
            skipped[reason] = skipped.get(reason, 0) + 1
    return Links(tuple(to_fetch), tuple(sorted(skipped.items())))


def _reason(
    link: Link,
    homes: tuple[str, ...],
    pattern: ArticleUrl | None,
    seen: set[str],
    is_due: Callable[[str], bool],
    room: int,
) -> Reason | None:
    article = link.article_id or link.url
    if not is_own(link.url, homes):
        return "foreign"
    if pattern is not None and not pattern.search(canonical_url(link.url)):
        return "no_article"
    if article in seen:
        return "repeated"
    if not is_due(article):
        return "not_due"
    return "over_limit" if room <= 0 else None
