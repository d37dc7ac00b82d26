"""When a known article is looked at again."""

from datetime import datetime, timedelta

from newscrawl.known import KnownArticle

AFTER = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(days=3),
    timedelta(days=7),
)
"""Ages at which an article is looked at again, counted from when it was first seen. Most
corrections come within a day; the two later looks find the rest and what was taken down."""

EARLY = timedelta(seconds=30)
"""A look this much early counts. A crawl that a timer starts on the hour finds articles that
were first seen some seconds after an hour; without this each look would come an hour late."""


def is_due(known: KnownArticle, now: datetime) -> bool:
    """Return whether an age of ``AFTER`` was reached since ``known`` was last looked at.

    Several that passed together are one look.

    Args:
        known: What the catalogue holds; its times are RFC 3339.
        now: Aware.
    """
    first_seen = datetime.fromisoformat(known.first_seen)
    last_looked = datetime.fromisoformat(known.last_looked)
    return any(last_looked < first_seen + age - EARLY <= now for age in AFTER)


def oldest(now: datetime) -> datetime:
    """Return the earliest ``first_seen`` that a look can still be due for, a month's outage
    of the crawler included."""
    return now - AFTER[-1] - timedelta(days=30)
