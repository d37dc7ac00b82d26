"""scrapy view: a page in a browser; for newspapers there is ``scrapy explain``."""

import argparse

from scrapy.commands import view

from newscrawl.trial.sites import refuse_newspaper


class Command(view.Command):
    """As Scrapy's own, which would make a run of a newspaper."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; ``--spider`` names no newspaper."""
        super().process_options(args, opts)
        assert self.settings is not None
        refuse_newspaper(self.settings, opts.spider)
