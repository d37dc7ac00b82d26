"""Looks, articles and requests of a made-up newspaper, by the minute."""

from datetime import UTC, datetime, timedelta

from newscrawl import clock
from newscrawl.items import Article, Fetch, FrontPageSnapshot, Teaser

BEGIN = datetime(2026, 3, 14, 6, tzinfo=UTC)
HOME = "https://gazette.example/"
SPORT = "https://gazette.example/sport"


def moment(minute):
    return BEGIN + timedelta(minutes=minute)


def at(minute):
    """Return a time as records print it."""
    return clock.text(moment(minute))


def url(article_id):
    return f"https://gazette.example/{article_id}"


def teaser(rank, article_id, title):
    return Teaser(rank=rank, url=url(article_id), article_id=article_id, title=title)


def look(minute, *, page=HOME, same_as=None, site="gazette", **titles):
    """Return a look at a page that shows ``titles``, by article id, in rank order."""
    return FrontPageSnapshot(
        site=site,
        url=page,
        snapshot_id=f"{page}@{minute}",
        fetched_at=at(minute),
        changed=same_as is None,
        same_as=same_as.snapshot_id if same_as else None,
        teasers=tuple(teaser(rank, *pair) for rank, pair in enumerate(titles.items(), 1)),
        run_id=f"r{minute}",
        newscrawl_version="0",
    )


def article(article_id, minute, headline, revision=1, changed=()):
    return Article(
        site="gazette",
        url=url(article_id),
        canonical_url=url(article_id),
        article_id=article_id,
        revision=revision,
        revision_id=f"{article_id}{revision}",
        changed_fields=changed,
        page_kind="article",
        headline=headline,
        fetched_at=at(minute),
        run_id=f"r{minute}",
        newscrawl_version="0",
    )


def fetch(article_id, minute, outcome, alias_of=None, asked=None):
    return Fetch(
        site="gazette",
        url=asked or url(article_id),
        canonical_url=asked or url(article_id),
        article_id=article_id,
        via="front_page",
        outcome=outcome,
        alias_of=alias_of,
        fetched_at=at(minute),
        run_id=f"r{minute}",
    )
