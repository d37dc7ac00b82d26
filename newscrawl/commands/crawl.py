"""scrapy crawl: one run of one newspaper."""

import argparse
import signal
import sys
from typing import Any, ClassVar

from rich.console import Console
from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from newscrawl import configuration
from newscrawl.archive.lines import encode
from newscrawl.crawl import logs
from newscrawl.crawl.crawling import Ended, ended, prepared, process_of, start
from newscrawl.errors import ConfigurationError
from newscrawl.report.summary import summary
from newscrawl.report.verdict import CONFIGURATION, INTERRUPTED


class Command(BaseRunSpiderCommand):
    """As Scrapy's own, with an exit code that tells how the run went."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = logs.DEFAULT_SETTINGS

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

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; a wrong setting ends the command with exit code 1."""
        super().process_options(args, opts)
        assert self.settings is not None
        _check(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, print the summary, and set the exit code."""
        if not args:
            raise UsageError
        if len(args) > 1:
            message = f"one site at a time, not {', '.join(args)}"
            raise UsageError(message)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(INTERRUPTED))  # until Scrapy takes it
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
            sys.stdout.write(encode(found.run).decode())
        else:
            summary(found.run, found.archive, Console())


def _check(settings: Any) -> None:
    try:
        configuration.check(settings)
        logs.install(settings)
    except ConfigurationError as error:
        sys.stderr.write(logs.harmless(str(error)) + "\n")
        sys.exit(CONFIGURATION)
