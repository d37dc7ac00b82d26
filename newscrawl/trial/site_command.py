"""What the commands of those who look after sites share: a process, settings, kind errors."""

import argparse
import sys
from abc import abstractmethod
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from newscrawl import configuration
from newscrawl.crawl import delivery
from newscrawl.errors import NewscrawlError
from newscrawl.redaction import redacted
from newscrawl.report.table import show_line
from newscrawl.report.verdict import CONFIGURATION
from newscrawl.spider import NewsSpider
from newscrawl.trial.visit import Answer, NotSeen, visit

EXIT_CODES = (
    "Exit codes: 0 done; 1 configuration (no such site, a wrong name or setting); 2 usage; "
    "3 the page could not be read."
)


class SiteCommand(ScrapyCommand):
    """A command about one newspaper. What goes wrong is said in one line, without a trace."""

    requires_project = True
    requires_crawler_process = False  # only where something is fetched
    settings: Settings

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Keep the log for those who ask for it with -L: what went wrong is said at the end."""
        super().add_options(parser)
        self.settings.set("LOG_LEVEL", "CRITICAL", priority="project")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work and set the exit code."""
        delivery.escape_what_is_lacking()
        self.console = Console(highlight=False)
        try:
            self.exitcode = self.act(args, opts)
        except UsageError as error:
            raise UsageError(redacted(str(error)), print_help=error.print_help) from error
        except NotSeen as error:
            self.exitcode = self._failed(error, error.exit_code)
        except NewscrawlError as error:
            self.exitcode = self._failed(error, CONFIGURATION)

    @abstractmethod
    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Return the exit code of the work."""

    def _failed(self, error: NewscrawlError, code: int) -> int:
        sys.stdout.flush()
        show_line(Console(stderr=True, highlight=False), redacted(str(error)))
        return code

    def say(self, text: str = "", style: str = "") -> None:
        """Print a line."""
        show_line(self.console, text, style)

    @property
    def process(self) -> AsyncCrawlerProcess:
        """A process of Scrapy's; it can be started once.

        Raises:
            ConfigurationError: A setting is wrong.
        """
        configuration.check(self.settings)
        return AsyncCrawlerProcess(self.settings)

    def look_at(self, kind: type[NewsSpider], url: str) -> Answer:
        """Return what came of asking for one page of a site."""
        return visit(self.process, kind, url).answers[url]

    @property
    def archive(self) -> Path:
        """The folder of the archive."""
        return configuration.archive_of(self.settings)

    def given(self, name: str) -> bool:
        """Return whether the command line sets ``name``."""
        priority = self.settings.getpriority(name)
        return (priority or 0) >= SETTINGS_PRIORITIES["cmdline"]
