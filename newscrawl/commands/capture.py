"""scrapy capture: a page becomes a test of its site."""

import argparse

from scrapy.exceptions import UsageError

from newscrawl.items import READABLE, Article
from newscrawl.recorded import RecordedPage
from newscrawl.report.table import Column, show_table
from newscrawl.spider import NewsSpider
from newscrawl.trial.check import read
from newscrawl.trial.explanation import matches, readings
from newscrawl.trial.recording import NOTICE, archived, page_of, record
from newscrawl.trial.site_command import EXIT_CODES, SiteCommand
from newscrawl.trial.sites import recorded_folder, site_class, site_of_project
from newscrawl.urls import is_web


class Command(SiteCommand):
    """Records a page of a newspaper as a test."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] SITE URL"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Record a page of a newspaper as a test of its module"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Fetches URL as a crawl would (robots.txt obeyed, the site's delay kept) and writes it "
            "to tests/sites/SITE, with what is read on it now: from then on a test for every "
            "field notices when that changes. Compare the values with the page, then say so: "
            "'scrapy checksite SITE --checked PAGE'. " + EXIT_CODES
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own."""
        super().add_options(parser)
        parser.add_argument(
            "--archived",
            action="store_true",
            help="take the newest page that the archive holds of URL; nothing is fetched",
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Record the page and show what is read."""
        if len(args) != 2:  # noqa: PLR2004 - SITE and URL
            raise UsageError
        name, url = args
        if not is_web(url):
            message = f"{url} is no http or https URL; write it whole"
            raise UsageError(message, print_help=False)
        site = site_of_project(self.settings, name)
        page = record(site, self._page(site, url, opts), recorded_folder() / name)
        self._show(site, page)
        return 0

    def _page(self, site: NewsSpider, url: str, opts: argparse.Namespace) -> RecordedPage:
        if opts.archived:
            return archived(site, self.archive, url)
        return page_of(site, self.look_at(site_class(self.settings, site.name), url))

    def _show(self, site: NewsSpider, page: RecordedPage) -> None:
        found = read(site, page)
        self.say(f"Recorded tests/sites/{site.name}/{page.name}.html.gz, and .json beside it.")
        if isinstance(found, Article):
            rows = [(one.field, one.value) for one in readings(found)]
        else:
            rows = [("teasers", f"{len(found.teasers)}")]
        show_table(self.console, (Column("field"), Column("is read as")), rows)
        for one in matches(site, page):
            if one.fault:
                self.say(f"{one.rule}: {one.fault}")
        if isinstance(found, Article) and found.page_kind not in READABLE:
            self.say(f"This is no article but a page of the kind {found.page_kind}.")
        self.say()
        self.say(NOTICE.format(site=site.name))
        self.say(f"Next: compare with the page, then scrapy checksite {site.name} --checked "
                 f"{page.name}")  # fmt: skip
