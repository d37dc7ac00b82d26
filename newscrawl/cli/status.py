"""``newscrawl status``: all sites at a glance."""

import argparse
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from newscrawl import clock
from newscrawl.archive.lines import encode
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import check_site, sites
from newscrawl.cli.books import books
from newscrawl.cli.options import FAILED, OK, Commands, add_archive, days_from_one
from newscrawl.report.destination import write_whole
from newscrawl.report.metrics import metrics
from newscrawl.report.sheet import brief, duration
from newscrawl.report.status import Standing, of_books, worst_first
from newscrawl.report.table import Column, show_line, show_table

_DAYS = 7


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of ``newscrawl``."""
    parser = commands.add_parser(
        "status",
        help="show how every site stands, and when nobody looked",
        description="Show how the last run of every site went, how those before it went, and "
        "which site is overdue: its usual interval between two looks has passed more than twice. "
        "The trend shows the last ten runs, oldest first: . fine, ~ fields or rules fell, ! not "
        "read, - interrupted, x killed, X anything worse. Exit code 0: all is fine; 1: a site "
        "needs somebody.",
    )
    add_archive(parser)
    parser.add_argument("site", nargs="*", metavar="SITE", help="only these (default: all)")
    parser.add_argument(
        "--days",
        type=days_from_one,
        default=_DAYS,
        help="count what happened in so many days (default: %(default)s)",
    )
    parser.add_argument("--gaps", action="store_true", help="list the times when nobody looked")
    parser.add_argument("--json", action="store_true", help="print JSON Lines, one line a site")
    parser.add_argument(
        "--metrics",
        type=Path,
        metavar="FILE",
        help="write metrics for Prometheus' textfile collector to FILE instead of printing",
    )
    parser.set_defaults(command=_status)


def _status(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    now = clock.now()
    since = (now - timedelta(days=options.days)).date()
    for site in options.site:
        check_site(root, site)
    chosen = options.site or sites(root)
    found = (of_books(site, books(root, site, since), now) for site in chosen)
    standings = worst_first(one for one in found if one)
    if options.metrics:
        write_whole(options.metrics, metrics(standings))
    elif options.json:
        for one in standings:
            sys.stdout.buffer.write(encode(one))
    else:
        _show(Console(), standings, gaps=options.gaps)
    return OK if all(one.is_fine for one in standings) else FAILED


_COLUMNS = (
    Column("site", whole=True),
    Column("last run", whole=True),
    Column("verdict", whole=True),
    Column("trend", whole=True),
    Column("runs", "right", whole=True),
    Column("articles", "right", whole=True),
    Column("gaps", "right", whole=True),
    Column("what to do"),
)


def _show(console: Console, standings: Sequence[Standing], *, gaps: bool) -> None:
    show_table(console, _COLUMNS, map(_row, standings))
    for one in standings if gaps else ():
        _show_gaps(console, one)


def _row(one: Standing) -> Sequence[object]:
    late = "Nobody has looked for too long: is it still scheduled? " if one.is_overdue else ""
    return (
        one.site,
        "not known" if one.hours_ago is None else f"{duration(one.hours_ago * 3600)} ago",
        one.verdict if one.exit_code is None else f"{one.verdict} ({one.exit_code})",
        one.trend,
        one.runs,
        one.articles,
        len(one.gaps),
        f"{late}{one.message or ''}".strip() or None,
    )


def _show_gaps(console: Console, one: Standing) -> None:
    for gap in one.gaps:
        why = ", ".join(f"{count.count} {count.name}" for count in gap.verdicts) or "no run"
        end = "now" if gap.is_open else brief(gap.end)
        times = f"{brief(gap.begin)} to {end}, {duration(gap.hours * 3600)}"
        show_line(console, f"{one.site}: {times}: {why}")
