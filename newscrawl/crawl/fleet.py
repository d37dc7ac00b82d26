"""Many newspapers in one process: so many at once, each to its own end."""

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from newscrawl.crawl.crawling import Ended, ended, failed, prepared, start
from newscrawl.report.progress import Progress
from newscrawl.report.verdict import INTERRUPTED

if TYPE_CHECKING:
    import asyncio

    from scrapy.crawler import AsyncCrawlerProcess, Crawler


class Fleet:
    """Crawls newspapers side by side; a place that becomes free goes to the next one.

    Args:
        process: In which they run.
        names: Of the newspapers, in the order in which they begin.
        at_once: How many run at the same time.
        progress: Shows how many have ended.
    """

    def __init__(
        self,
        process: "AsyncCrawlerProcess",
        names: Iterable[str],
        *,
        at_once: int,
        progress: Progress,
    ) -> None:
        self.ended: dict[str, Ended] = {}
        self._process = process
        self._waiting = deque(names)
        self._total = len(self._waiting)
        self._running: dict[str, tuple[Crawler, asyncio.Task[None]]] = {}
        self._at_once = at_once
        self._progress = progress

    def run(self) -> tuple[Ended, ...]:
        """Crawl them all, and return how each ended, in their order."""
        names = tuple(self._waiting)
        for _ in range(self._at_once):
            self._begin_next()
        if self._running:
            start(self._process)
        for name, (crawler, task) in self._running.items():  # the process was stopped at once
            self.ended[name] = _ended(name, crawler, task)
        for name in self._waiting:
            self.ended[name] = Ended(name, INTERRUPTED, "Stopped before its turn.")
        return tuple(self.ended[name] for name in names)

    def _begin_next(self) -> None:
        while self._waiting:
            name = self._waiting.popleft()
            try:
                crawler = prepared(self._process, name)
                task = self._process.crawl(crawler)
            except Exception as error:  # noqa: BLE001 - a site's own code stops no other site
                self.ended[name] = failed(name, error)
                continue
            self._running[name] = crawler, task
            task.add_done_callback(partial(self._end, name))
            return

    def _end(self, name: str, task: "asyncio.Task[None]") -> None:
        crawler, _ = self._running.pop(name)
        try:
            self.ended[name] = _ended(name, crawler, task)
            self._progress.show(len(self.ended), self._total)
        finally:  # whatever happens, the place that became free is taken
            if not _was_stopped(crawler):
                self._begin_next()


def _ended(name: str, crawler: "Crawler", task: "asyncio.Task[None]") -> Ended:
    """Return how a crawl ended, also where that cannot be told: each has its line."""
    try:
        return ended(name, crawler, task)
    except Exception as error:  # noqa: BLE001 - told in the table, as a defect
        return failed(name, error)


def _was_stopped(crawler: "Crawler") -> bool:
    """Return whether a signal ended the crawl, and so the whole process."""
    reason = crawler._stats.get_value("finish_reason") if crawler._stats else None  # noqa: SLF001
    return bool(reason == "shutdown")
