"""``newscrawl report``: what ops read in the morning."""

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import check_site, fetches, front_pages, matching, sites
from newscrawl.cli.books import books
from newscrawl.cli.options import OK, Commands, add_archive, days_from_one
from newscrawl.errors import ConfigurationError
from newscrawl.items import Article, Fetch
from newscrawl.report.alias import aliases
from newscrawl.report.board import DAYS_BEFORE, Board, board, last_day
from newscrawl.report.copies import Cluster, clusters
from newscrawl.report.destination import destination, is_stream, write_whole
from newscrawl.report.edits import Edit, edit
from newscrawl.report.morning import Morning, morning
from newscrawl.report.page.render import render
from newscrawl.report.progress import Progress
from newscrawl.report.status import Books

_DAYS = 30
_LATEST = timedelta(days=2)
"""How far back requests, revisions and copies are read."""
_EARLIER = timedelta(days=9)
"""How far back the revision before is sought: articles are looked at for seven days."""
_YEARS = 1990, 2999
"""Of the days that may be asked for: the web is no older."""
_ROWS = 20
_REVISED = re.compile(rb'"revision":(?:[2-9]|\d{2,}),')
_COPIED = re.compile(rb'"duplicate_kind":"')


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of ``newscrawl``."""
    parser = commands.add_parser(
        "report",
        help="write the morning report, one page of HTML",
        description="Write what ops read in the morning as one static page, which asks for nothing "
        "and runs nothing: every site with its verdict and trend, fields and days, what needs "
        "somebody, one day of a front page look by look, the latest revisions with what changed, "
        "copies between newspapers, the slowest and the largest answers.",
    )
    add_archive(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", default=Path("report.html"), help="default: %(default)s"
    )
    parser.add_argument(
        "--days", type=days_from_one, default=_DAYS, help="looked at (default: %(default)s)"
    )
    parser.add_argument("--front", metavar="SITE", help="whose front page (default: the first)")
    parser.add_argument(
        "--day",
        type=_day,
        help="of the front page, as 2026-03-14 (default: the last whole day with a look)",
    )
    parser.set_defaults(command=_report)


def _day(said: str) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        message = f"{said} is no day; write it as 2026-03-14"
        raise argparse.ArgumentTypeError(message) from None
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        message = f"{said} is not within the years {_YEARS[0]} to {_YEARS[1]}"
        raise argparse.ArgumentTypeError(message)
    return day


def _report(options: argparse.Namespace) -> int:
    root, now = present(locate(options.archive)), clock.now()
    if options.front:
        check_site(root, options.front)
    told = _morning(root, now, options.days)
    if not told.sites:
        message = f"There is no run in the archive {root}. Make one with 'scrapy crawl SITE'."
        raise ConfigurationError(message)
    site = options.front or min((not one.standing.runs, one.standing.site) for one in told.sites)[1]
    page = render(
        told,
        board=_board(root, site, options.day, now),
        edits=_edits(root, now),
        copies=_copies(root, now),
    )
    write_whole(options.out, page)
    out = destination(options.out)
    if not is_stream(out):  # it may be standard output, which the page goes to
        print(out)
    return OK


def _morning(root: Path, now: datetime, days: int) -> Morning:
    since = (now - timedelta(days=days - 1)).date()
    held: dict[str, Books] = {}
    every = sites(root)
    with Progress("reading runs", "sites") as progress:
        for number, site in enumerate(every, 1):
            held[site] = books(root, site, since)
            progress.show(number, len(every))
    return morning(held, _latest_fetches(root, now), now, days)


def _latest_fetches(root: Path, now: datetime) -> Iterable[Fetch]:
    return fetches(root, since=(now - _LATEST).date())


def _board(root: Path, site: str, day: date | None, now: datetime) -> Board | None:
    since = ((day or now.date()) - DAYS_BEFORE) if day else (now - DAYS_BEFORE * 2).date()
    snapshots = list(front_pages(root, site, since=since))
    known = aliases(fetches(root, site, since=since))
    return board(snapshots, day or last_day(snapshots, now), known)


def _edits(root: Path, now: datetime) -> list[Edit]:
    since = (now - _LATEST).date()
    revised = sorted(
        matching(root, "articles", Article, _REVISED, since=since), key=_time, reverse=True
    )[:_ROWS]
    before = _named(
        root, "revision_id", [one.previous_revision_id for one in revised], now - _EARLIER
    )
    found = {one.revision_id: one for one in before}
    pairs = ((found.get(one.previous_revision_id), one) for one in revised)
    return [edit(old, new) for old, new in pairs if old]


def _copies(root: Path, now: datetime) -> list[Cluster]:
    since = (now - _LATEST).date()
    copied = list(matching(root, "articles", Article, _COPIED, since=since))
    before = list(_named(root, "article_id", [one.duplicate_of for one in copied], now - _EARLIER))
    return list(clusters(lambda: [*before, *copied]))[: -_ROWS - 1 : -1]


def _named(root: Path, key: str, ids: Sequence[str | None], since: datetime) -> Iterable[Article]:
    """Yield the articles whose ``key`` is one of ``ids``."""
    wanted = sorted({named for named in ids if named})
    if not wanted:
        return ()
    pattern = re.compile(f'"{key}":"(?:{"|".join(wanted)})"'.encode())
    return matching(root, "articles", Article, pattern, since=since.date())


def _time(article: Article) -> str:
    return article.fetched_at or ""
