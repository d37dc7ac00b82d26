"""scrapy crawl: one run of one newspaper."""

import argparse
from functools import partial
from pathlib import Path
from typing import TextIO

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.lines import encode
from newscrawl.crawl import logs
from newscrawl.crawl.crawling import Ended, ended, prepared, process_of, start
from newscrawl.crawl.delivery import OpenConsole, write_line
from newscrawl.crawl.run_command import RunCommand
from newscrawl.errors import ConfigurationError
from newscrawl.report.summary import summary
from newscrawl.report.verdict import CONFIGURATION
from newscrawl.run_record import Run


class Command(RunCommand, BaseRunSpiderCommand):
    """As Scrapy's own, with an exit code that tells how the run went."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl one newspaper into the archive; the exit code says how it went"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Reads the front pages of SITE and the articles behind their teasers, and keeps them "
            "in the archive. SITE is a name that 'scrapy list' prints; 'any' reads a newspaper "
            "without a module and takes -a url=https://... (its front page), -a feed=https://..., "
            "-a sitemap=https://... and -a announced=yes (also the feeds and sitemaps that it "
            "announces); one of the first three is needed. Exit codes: 0 archived what there was; "
            "1 configuration; 2 usage; 3 the site could not be read; 4 archived, but less than "
            "this site's own history lets expect; 5 storage failed; "
            "6 interrupted; 70 a defect of newscrawl; 75 another run of this site is going on."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Leave out Scrapy's own that write items to files: they are refused, see FEEDS."""
        super().add_options(parser)
        for names in (("-o", "--output"), ("-O", "--overwrite-output")):
            parser.add_argument(*names, action="append", help=argparse.SUPPRESS)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, print the summary, and set the exit code."""
        if not args:
            raise UsageError
        if len(args) > 1:
            message = f"one site at a time, not {', '.join(args)}"
            raise UsageError(message)
        process = process_of(self)
        try:
            crawler = prepared(process, args[0])
            logs.install(crawler.settings)
        except ConfigurationError as error:
            self._tell(Ended(args[0], CONFIGURATION, str(error)))
            return
        task = process.crawl(crawler, **opts.spargs)
        start(process)
        self._tell(ended(args[0], crawler, task))

    def _tell(self, found: Ended) -> None:
        assert self.settings is not None
        self.exitcode = found.exit_code
        if found.run is None or found.archive is None:
            if found.message:
                logs.say(found.message, self.settings)
        elif self.settings.getbool("NEWSCRAWL_LOG_JSON"):
            self.deliver(partial(write_line, encode(found.run)))
        else:
            self.deliver(partial(_summary, found.run, found.archive))


def _summary(run: Run, archive: Path, out: TextIO) -> None:
    summary(run, archive, OpenConsole(file=out))
