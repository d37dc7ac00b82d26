"""What the commands share that make runs: settings, signals, and what is printed at the end."""

import argparse
import signal
import sys
from collections.abc import Callable
from typing import Any, ClassVar, TextIO

from scrapy.commands import ScrapyCommand

from newscrawl import configuration
from newscrawl.crawl import delivery, logs
from newscrawl.errors import ConfigurationError
from newscrawl.report.verdict import CONFIGURATION, INTERRUPTED


class RunCommand(ScrapyCommand):
    """A command whose exit code tells of runs: to be mixed in before Scrapy's own."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = logs.DEFAULT_SETTINGS

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options; from here on a signal ends the command with exit code 6."""
        for one in (signal.SIGINT, signal.SIGTERM):  # until Scrapy takes them
            signal.signal(one, lambda *_: sys.exit(INTERRUPTED))
        super().add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; a wrong setting ends the command with exit code 1."""
        self._out = sys.stdout  # LOG_STDOUT puts the log in its place
        delivery.escape_what_is_lacking()
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            configuration.check(self.settings)
            logs.install(self.settings)
        except ConfigurationError as error:
            logs.say(str(error), self.settings)
            sys.exit(CONFIGURATION)

    def deliver(self, show: Callable[[TextIO], object]) -> None:
        """Let ``show`` print what there is to say at the end."""
        delivery.deliver(show, self._out)
