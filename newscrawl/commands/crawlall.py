"""scrapy crawlall: one run of each of many newspapers, in one process."""

import argparse
import json
import sys
from collections.abc import Iterable
from functools import partial
from typing import TextIO

from newscrawl.archive.lines import encode
from newscrawl.crawl import logs
from newscrawl.crawl.crawling import Ended, process_of
from newscrawl.crawl.delivery import OpenConsole, write_line
from newscrawl.crawl.fleet import Fleet
from newscrawl.crawl.run_command import RunCommand
from newscrawl.demo import SITES as SAMPLES
from newscrawl.report.progress import Progress
from newscrawl.report.table import Column, show_line, show_table
from newscrawl.report.verdict import CONFIGURATION, WORST_FIRST
from newscrawl.urls import ANY_SITE

READ = ("new", "revised", "unchanged", "not_modified")
"""Outcomes that have a column."""

COLUMNS = (
    Column("site", whole=True),
    Column("exit code", "right"),
    Column("verdict", whole=True),
    *(Column(name, "right") for name in READ),
    Column("requests", "right"),
    Column("message"),
)


class Command(RunCommand):
    """Crawls side by side, and returns the worst exit code."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl many newspapers side by side; the exit code is the worst of all"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Crawls each SITE as 'scrapy crawl SITE' does, all in one process; without SITE, every "
            "newspaper that 'scrapy list' prints but 'any' and the bundled samples "
            f"{' and '.join(SAMPLES)}, which 'newscrawl demo' serves. As many run at once as "
            "NEWSCRAWL_FETCH_SITES_AT_ONCE says; how many sites are asked is said at the start. "
            "Each host is asked at its own pace, and a site "
            "that fails or is slow holds up no other. At the end a table tells how each ended. "
            "The exit code is the worst of all, in the order 5, 70, 1, 6, 3, 4, 75, 0; "
            "'scrapy crawl -h' says what each means."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        """Crawl, print the table, and set the exit code."""
        assert self.settings is not None
        process = process_of(self)
        names = dict.fromkeys(args) or _every(process.spider_loader.list())
        if not names:
            logs.say("There is no site.", self.settings)
            self.exitcode = CONFIGURATION
            return
        at_once = self.settings.getint("NEWSCRAWL_FETCH_SITES_AT_ONCE")
        as_json = self.settings.getbool("NEWSCRAWL_LOG_JSON")
        if not as_json:
            _announce(len(names), at_once)
        with Progress("crawlall", "sites") as progress:
            found = Fleet(process, names, at_once=at_once, progress=progress).run()
        self.deliver(partial(_show, found, as_json=as_json))
        self.exitcode = min((one.exit_code for one in found), key=WORST_FIRST.index)


def _every(names: Iterable[str]) -> dict[str, None]:
    return {name: None for name in sorted(names) if name not in {ANY_SITE, *SAMPLES}}


def _announce(asked: int, at_once: int) -> None:
    sites = "1 site" if asked == 1 else f"{asked} sites"
    sys.stderr.write(f"Asking {sites}, at most {at_once} at once.\n")


def _show(found: tuple[Ended, ...], out: TextIO, *, as_json: bool) -> None:
    if as_json:
        for one in found:
            write_line(_json(one), out)
        return
    console = OpenConsole(file=out, highlight=False, markup=False, emoji=False)
    show_table(console, COLUMNS, map(_row, found))
    for archive in {one.archive: None for one in found if one.archive}:
        show_line(console, f"archive: {archive}")


def _json(one: Ended) -> bytes:
    if one.run is not None:
        return encode(one.run)
    values = {"site": one.site, "exit_code": one.exit_code, "message": one.message}
    return f"{json.dumps(values)}\n".encode()


def _row(one: Ended) -> tuple[object, ...]:
    counted = {count.name: count.count for count in one.run.outcomes} if one.run else {}
    verdict = one.run.verdict if one.run else None
    read = (counted.get(name) for name in READ)
    requests = one.run.requests if one.run else None
    return (one.site, one.exit_code, verdict, *read, requests, one.message)
