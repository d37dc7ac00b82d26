"""``newscrawl politeness``: whether the runs in an archive were polite."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.console import Console

from newscrawl.archive.lines import encode
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import check_site, fetches, front_pages, readable_runs, sites
from newscrawl.cli.options import FAILED, OK, Commands, add_archive
from newscrawl.errors import ArchiveError
from newscrawl.items import Fetch
from newscrawl.report.politeness import Breach, breaches, still_pages
from newscrawl.report.table import Column, show_line, show_table
from newscrawl.run_record import HostPoliteness, Run

SHOWN_BREACHES = 20
"""So many are listed for people; --json has them all."""

_COLUMNS = (
    Column("site", whole=True),
    Column("host", whole=True),
    *(Column(title, "right") for title in ("runs", "requests", "304", "MB")),
    *(Column(title, "right") for title in ("Crawl-delay s", "smallest gap s")),
    *(Column(title, "right") for title in ("pauses", "given up", "too early")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostOfRun:
    """What one run asked of one host; a line of --json."""

    site: str
    run_id: str
    delay_seconds: float | None
    """Pause between two requests that the run was set to keep."""
    robots_obeyed: bool
    politeness: HostPoliteness
    breaches: tuple[Breach, ...]
    """Requests that were sent too early."""


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of ``newscrawl``."""
    parser = commands.add_parser(
        "politeness",
        help="check that runs kept the pauses that hosts asked for",
        description="Compare when each request was sent with what its host had asked for: "
        "Crawl-delay, Retry-After, and the pause that the run was set to keep. Exit code 1: some "
        "request was sent too early; each is listed. Runs that were killed say nothing of what "
        "they were asked, and are counted only; run records that cannot be read are told, with "
        "exit code 1.",
    )
    parser.add_argument("site", metavar="SITE", nargs="?", help="of one newspaper (default: all)")
    parser.add_argument(
        "--json", action="store_true", help="print JSON Lines, one a run and a host"
    )
    add_archive(parser)
    parser.set_defaults(command=_politeness)


def _politeness(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    if options.site:
        check_site(root, options.site)
    chosen = [options.site] if options.site else sites(root)
    damage: list[ArchiveError] = []
    found = [one for site in chosen for one in _hosts(root, site, damage.append)]
    if options.json:
        for one in found:
            sys.stdout.buffer.write(encode(one))
        sys.stdout.buffer.flush()
    else:
        _show(root, chosen, found)
    for error in damage:
        sys.stderr.write(f"newscrawl: {error}\n")
    return FAILED if damage or any(one.breaches for one in found) else OK


def _hosts(root: Path, site: str, damaged: Callable[[ArchiveError], object]) -> Iterator[HostOfRun]:
    sent = groupby(fetches(root, site), key=lambda fetch: fetch.run_id)
    lines: dict[str, list[Fetch]] = {run_id: list(found) for run_id, found in sent}
    for run in readable_runs(root, site, damaged):
        yield from _of_run(run, lines.pop(run.run_id, []))


def _of_run(run: Run, lines: list[Fetch]) -> Iterator[HostOfRun]:
    early = defaultdict(list)
    for breach in breaches(run, lines):
        early[breach.host].append(breach)
    for host in run.hosts:
        yield HostOfRun(
            site=run.site,
            run_id=run.run_id,
            delay_seconds=run.delay_seconds,
            robots_obeyed=run.robots_obeyed,
            politeness=host,
            breaches=tuple(early[host.host]),
        )


def _show(root: Path, chosen: Iterable[str], found: list[HostOfRun]) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    show_table(console, _COLUMNS, _rows(found))
    early = [breach for one in found for breach in one.breaches]
    for breach in early[:SHOWN_BREACHES]:
        show_line(console, _told(breach))
    if len(early) > SHOWN_BREACHES:
        show_line(console, f"and {len(early) - SHOWN_BREACHES} more; --json has them all")
    for one in found:
        if not one.robots_obeyed:
            show_line(console, f"{one.site}, run {one.run_id}: robots.txt was not obeyed")
    for site in chosen:
        for url, looks in still_pages(front_pages(root, site)):
            show_line(console, f"{url} was the same at its last {looks} looks: look less often")


def _rows(found: list[HostOfRun]) -> Iterator[tuple[object, ...]]:
    keyed = defaultdict(list)
    for one in found:
        keyed[one.site, one.politeness.host].append(one)
    for (site, host), group in sorted(keyed.items()):
        every = [one.politeness for one in group]
        delays = [delay.asked_seconds for one in every for delay in one.crawl_delays]
        gaps = [gap for one in every if (gap := one.smallest_gap_seconds) is not None]
        yield (
            site,
            host,
            len(group),
            sum(one.requests for one in every),
            sum(one.not_modified for one in every),
            f"{sum(one.bytes for one in every) / 1e6:.1f}",
            max(delays, default=None),
            min(gaps, default=None),
            sum(len(one.pauses) for one in every),
            sum(one.given_up_at is not None for one in every),
            sum(len(one.breaches) for one in group),
        )


def _told(breach: Breach) -> str:
    asked = "nothing more" if breach.asked_seconds is None else f"{breach.asked_seconds:g} s"
    return (
        f"{breach.sent_at} {breach.url}: sent {breach.kept_seconds:g} s after, {asked} was to be "
        f"kept ({breach.rule}, run {breach.run_id})"
    )
