"""What people read of a front page and its history."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from rich.console import Console

from newscrawl import clock
from newscrawl.report.front import Difference, Page, Place
from newscrawl.report.history import Gap, History, Stand
from newscrawl.report.reworded import Reworded
from newscrawl.report.span import UNKNOWN_AFTER
from newscrawl.report.table import Column, show_line, show_table

_RANK = Column("rank", "right", whole=True)
_REVISION = Column("revision", "right", whole=True)
_MINUTES = Column("minutes", "right", whole=True)
_BEST = Column("best rank", "right", whole=True)
_LOOKS = Column("looks", "right", whole=True)
_TITLE = Column("title")
_URL = Column("url", whole=True)
_PAGE = Column("front page", whole=True)
_HOUR = 3600
_LIMIT = f"{UNKNOWN_AFTER // timedelta(hours=1)} h"


def show_page(console: Console, page: Page) -> None:
    """Print a front page as it stood."""
    show_line(console, f"{page.site}  {page.url}", "bold")
    unchanged = ", unchanged since an earlier look" if page.same_as else ""
    show_line(
        console,
        f"{len(page.teasers)} teasers as looked at {brief(page.looked_at)}, "
        f"{duration(page.age_seconds)} before {brief(page.at)}{unchanged}",
    )
    rows = ((one.rank, one.title, one.section_label, one.url) for one in page.teasers)
    show_table(console, (_RANK, _TITLE, Column("section"), _URL), rows)


def show_difference(console: Console, found: Difference) -> None:
    """Print what changed on a front page."""
    show_line(console, f"{found.site}  {found.url}", "bold")
    if found.looked_at_before == found.looked_at:
        show_line(console, f"One look is in force at both times: {brief(found.looked_at)}")
        return
    show_line(console, f"from {brief(found.looked_at_before)} to {brief(found.looked_at)}")
    if not (found.entered or found.left or found.moved or found.reworded):
        show_line(console, "Nothing changed.")
    _show_places(console, "entered", found.entered)
    _show_places(console, "left", found.left)
    _show_part(
        console,
        "moved",
        (Column("from", "right", whole=True), Column("to", "right", whole=True), _TITLE, _URL),
        [(one.rank_before, one.rank, one.title, one.url) for one in found.moved],
    )
    _show_part(
        console,
        "reworded",
        (_RANK, Column("from"), Column("to"), _URL),
        [(one.rank, one.title_before, one.title, one.url) for one in found.reworded],
    )


def _show_places(console: Console, name: str, places: Sequence[Place]) -> None:
    rows = [(one.rank, one.title, one.url) for one in places]
    _show_part(console, name, (_RANK, _TITLE, _URL), rows)


def _show_part(
    console: Console, name: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]
) -> None:
    if rows:
        show_line(console, "")
        show_line(console, f"{name}: {len(rows)}", "bold")
        show_table(console, columns, rows)


def show_history(console: Console, found: History) -> None:
    """Print how an article stood on front pages, beside its revisions."""
    newest = found.revisions[-1] if found.revisions else None
    known_as = f" (also {', '.join(found.aliases)})" if found.aliases else ""
    show_line(console, (newest.headline if newest else None) or "Never archived itself.", "bold")
    if newest:
        show_line(console, newest.url)
    show_line(console, f"article_id {found.article_id}{known_as}")
    show_line(console, f"{found.minutes:.1f} minutes on a front page{_unknown(found.gaps)}")
    _show_stands(console, found.front_pages)
    _show_wordings(console, found.front_pages)
    _show_part(
        console,
        "revisions of the article",
        (_REVISION, _time("first read"), Column("own headline"), Column("changed")),
        [
            (one.revision, brief(one.fetched_at), one.headline, ", ".join(one.changed_fields))
            for one in found.revisions
        ],
    )


def _unknown(gaps: Sequence[Gap]) -> str:
    """Return in words what is not counted."""
    if not gaps:
        return ""
    length = duration(60 * sum(gap.minutes for gap in gaps))
    times = "1 gap" if len(gaps) == 1 else f"{len(gaps)} gaps"
    return f"; unknown: {times} of over {_LIMIT} between looks, {length} in all"


def _show_stands(console: Console, stands: Sequence[Stand]) -> None:
    columns = (_PAGE, _time("first seen"), _time("last seen"), _time("there now"), _BEST, _MINUTES)
    rows = [
        (
            stand.url,
            brief(stand.first_seen),
            brief(stand.last_seen),
            "yes" if stand.is_there else "no",
            stand.best_rank,
            f"{stand.minutes:.1f}",
            duration(60 * sum(gap.minutes for gap in stand.gaps)) if stand.gaps else None,
        )
        for stand in stands
    ]
    _show_part(console, "front pages", (*columns, _time("unknown")), rows)


def _show_wordings(console: Console, stands: Sequence[Stand]) -> None:
    several = len(stands) > 1
    columns = (_time("from"), _time("until"), _LOOKS, Column("headline"))
    rows = [
        (
            brief(wording.since),
            brief(wording.until),
            wording.looks,
            wording.title,
            *([stand.url] if several else []),
        )
        for stand in stands
        for wording in stand.wordings
    ]
    _show_part(console, "headlines there", (*columns, *([_PAGE] if several else [])), rows)


def show_reworded(console: Console, found: Iterable[Reworded]) -> None:
    """Print headlines that changed while on a front page."""
    found = list(found)
    several = len({one.front_page for one in found}) > 1
    columns = (_time("seen"), *map(Column, ("from", "to", "own headline")), _URL)
    rows = [
        (
            brief(one.at),
            one.title_before,
            one.title,
            _own(one),
            one.url,
            *([one.front_page] if several else []),
        )
        for one in found
    ]
    show_table(console, (*columns, *([_PAGE] if several else [])), rows)


def _time(title: str) -> Column:
    return Column(title, whole=True)


def _own(one: Reworded) -> str:
    """Return in words what became of the article's own headline."""
    if one.own_changed is None:
        return "not known"
    return f"changed: {one.own_headline}" if one.own_changed else "not changed"


def brief(time: str) -> str:
    """Return a time as people read it: to the second, cut, not rounded.

    >>> brief("2026-03-14T08:00:01.344891Z")
    '2026-03-14T08:00:01Z'
    """
    moment: datetime = clock.parse(time)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def duration(seconds: float) -> str:
    """Return a length of time in words.

    >>> duration(59), duration(3600), duration(93784)
    ('59 s', '1 h 0 min', '26 h 3 min')
    """
    whole = int(seconds)
    if whole < 60:  # noqa: PLR2004 - seconds in a minute
        return f"{whole} s"
    hours, rest = divmod(whole, _HOUR)
    return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min"
