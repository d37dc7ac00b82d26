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

AGAIN = 1 / 4
"""Part of its age after which an article that had changed at the last look is looked at again, or
``AFTER[0]`` if that is more. Newspapers change a text ever less often as it ages, so looks at
ages that grow by a factor find most for their number: by 4 to 6 in ``AFTER``, by 1.25 while each
look finds a change. A live blog that never rests is asked for 22 times in a week and 7 times in
the month after; a look that finds nothing new brings it back to ``AFTER``."""

EARLY = timedelta(seconds=30)
"""A look this much early counts. A crawl that a timer starts on the hour finds articles that
were first seen some seconds after an hour; without this each look would come an hour late."""


def is_due(known: KnownArticle, now: datetime) -> bool:
    """Return whether another look is due since ``known`` was last looked at.

    One is at each age of ``AFTER``; several that passed together are one look. What had changed
    at the last look is due sooner: see ``AGAIN``.

    Args:
        known: What the catalogue holds; its times are RFC 3339.
        now: Aware.
    """
    first_seen = datetime.fromisoformat(known.first_seen)
    last_looked = datetime.fromisoformat(known.last_looked)
    looks = [first_seen + age for age in AFTER]
    if known.outcome == "revised":
        looks.append(last_looked + max(AFTER[0], (last_looked - first_seen) * AGAIN))
    return any(last_looked < look - EARLY <= now for look in looks)


def oldest(now: datetime) -> datetime:
    """Return the earliest ``first_seen`` that a look can still be due for, a month's outage
    of the crawler included."""
    return now - AFTER[-1] - timedelta(days=30)
