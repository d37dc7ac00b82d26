"""What a site's module declares for all its pages, where a page says nothing itself."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from newscrawl.items import Article, Provenance


def with_zone(article: Article, zone: ZoneInfo) -> Article:
    """Return ``article`` with its clock times in ``zone`` where they state none.

    A bare day stays a day. ``published_zone_assumed`` says that ``published_at`` was one of them.
    """
    return replace(
        article,
        published_at=_zoned(article.published_at, zone),
        modified_at=_zoned(article.modified_at, zone),
        published_zone_assumed=_lacks_zone(article.published_at),
    )


def with_language(article: Article, language: str) -> Article:
    """Return ``article`` in ``language``, unless its page declares another."""
    if any(found.field == "language" for found in article.provenance):
        return article
    found = Provenance(field="language", source="layout", rule="the site's module")
    return replace(article, language=language, provenance=(*article.provenance, found))


def _lacks_zone(stated: str | None) -> bool:
    return stated is not None and "T" in stated and datetime.fromisoformat(stated).tzinfo is None


def _zoned(stated: str | None, zone: ZoneInfo) -> str | None:
    if stated is None or not _lacks_zone(stated):
        return stated
    # Of a time that a clock shows twice in autumn the first is taken (fold=0).
    offset = datetime.fromisoformat(stated).replace(tzinfo=zone).isoformat()[-6:]
    return stated + offset
