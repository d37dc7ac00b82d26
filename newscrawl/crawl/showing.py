"""How far a run is, for whoever watches it."""

from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawl.crawl.extensions import RunExtension
from newscrawl.report.progress import Progress
from newscrawl.report.summary import detail
from newscrawl.spider import NewsSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SHOW_SECONDS = 0.5
"""How often progress is shown."""


class ProgressExtension:
    """Shows how far the run is, while it runs."""

    def __init__(self, run: RunExtension) -> None:
        self.run = run
        self.progress = Progress(run.site, "requests")
        self._loop = create_looping_call(self._show)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Find the run.

        Raises:
            NotConfigured: There is none, or the log is JSON and its own progress.
        """
        as_json = crawler.settings.getbool("NEWSCRAWL_LOG_JSON")
        if as_json or not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        extension = cls(crawler.spider.run)
        crawler.signals.connect(extension.opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.closed, signal=signals.spider_closed)
        return extension

    def opened(self) -> None:
        """Begin to show."""
        self.progress.__enter__()
        self._loop.start(SHOW_SECONDS, now=False)

    def closed(self) -> None:
        """Stop showing."""
        if self._loop.running:
            self._loop.stop()
        self.progress.__exit__(None, None, None)

    def _show(self) -> None:
        outcomes = self.run.tally.outcomes
        done = outcomes.total()
        self.progress.show(done, self.run.asked, detail(outcomes))
