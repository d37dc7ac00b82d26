"""scrapy crawl: one run of one newspaper."""

import argparse
import asyncio
import difflib
import sys
from typing import cast

from rich.console import Console
from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError

from newscrawl.errors import ConfigurationError, SiteBusy
from newscrawl.extensions import RunExtension
from newscrawl.loader import SiteLoader
from newscrawl.report.summary import summary
from newscrawl.report.verdict import BUSY, CONFIGURATION, DEFECT, FINE, INTERRUPTED


class Command(BaseRunSpiderCommand):
    """As Scrapy's own, with an exit code that tells how the run went."""

    requires_project = True

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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, print the summary, and set the exit code."""
        if not args:
            raise UsageError
        if len(args) > 1:
            message = f"one site at a time, not {', '.join(args)}"
            raise UsageError(message)
        crawler = self._crawler_of(args[0])
        if crawler is None:
            self.exitcode = CONFIGURATION
            return
        process = cast("AsyncCrawlerProcess", self.crawler_process)
        task = process.crawl(crawler, **opts.spargs)
        process.start()
        self.exitcode = self._ended(crawler, task)

    def _crawler_of(self, name: str) -> Crawler | None:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        names = loader.list()
        if name in names:
            return self._create_crawler(name)
        broken = loader.why_broken(name) if isinstance(loader, SiteLoader) else None
        if broken is not None:
            _say(f"The module of {name} is wrong; fix that line and start again: {broken}")
            return None
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        _say(f"There is no site {name!r}. {hint}'scrapy list' prints all names.")
        return None

    def _ended(self, crawler: Crawler, task: "asyncio.Task[None]") -> int:
        error = task.exception() if task.done() and not task.cancelled() else None
        if isinstance(error, SiteBusy):
            _say(str(error))
            return BUSY
        if isinstance(error, ConfigurationError):
            _say(str(error))
            return CONFIGURATION
        if error is not None:
            _say(f"A defect of newscrawl: {type(error).__name__}: {error}")
            return DEFECT
        run = crawler.get_extension(RunExtension)
        if run is None:  # a spider of somebody else's
            return FINE
        if run.run is None or run.run.exit_code is None:
            _say("Stopped at once. What was acknowledged is safe; the next run reads the rest.")
            return INTERRUPTED
        summary(run.run, run.root, Console())
        return run.run.exit_code


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
