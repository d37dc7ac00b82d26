"""One newspaper's crawl within a process: from its name to its exit code."""

import asyncio
import difflib
import gc
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from newscrawl import configuration
from newscrawl.crawl.extensions import RunExtension
from newscrawl.crawl.loader import SiteLoader
from newscrawl.errors import ArchiveError, ConfigurationError, SiteBusy
from newscrawl.report.verdict import BUSY, CONFIGURATION, DEFECT, FINE, INTERRUPTED
from newscrawl.run_record import Run


@dataclass(frozen=True, slots=True)
class Ended:
    """How the crawl of one newspaper ended."""

    site: str
    exit_code: int
    message: str | None = None
    run: Run | None = None
    """``None`` where nothing was asked for."""
    archive: Path | None = None


def prepared(process: AsyncCrawlerProcess, name: str) -> Crawler:
    """Return the crawler of a newspaper.

    Raises:
        ConfigurationError: There is no such site, its module is wrong, or a setting is.
    """
    loader = process.spider_loader
    names = loader.list()
    if name not in names:
        raise ConfigurationError(_unknown(loader, name, names))
    kind = loader.load(name)
    merged = process.settings.copy()
    kind.update_settings(merged)
    configuration.check(merged)
    return process.create_crawler(kind)


def start(process: AsyncCrawlerProcess) -> None:
    """Crawl until all that was begun has ended."""
    # What is loaded by now stays: looking through it for garbage, again and again, would take
    # longer than looking through all that a run makes.
    gc.freeze()
    process.start()


def _unknown(loader: object, name: str, names: list[str]) -> str:
    broken = loader.why_broken(name) if isinstance(loader, SiteLoader) else None
    if broken is not None:
        return f"The module of {name} is wrong; fix that line and start again: {broken}"
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"There is no site {name!r}. {hint}'scrapy list' prints all names."


def ended(name: str, crawler: Crawler, task: "asyncio.Task[None]") -> Ended:
    """Return how a crawl ended that was started as ``task``."""
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is not None:
        return failed(name, error)
    books = crawler.get_extension(RunExtension) if crawler._extensions else None  # noqa: SLF001
    if crawler.spider is not None and books is None:  # a spider of somebody else's
        return Ended(name, FINE)
    if books is not None and books.refusal is not None:
        return failed(name, books.refusal)
    if books is not None:
        books.close_if_left()
    if books is None or books.run is None or books.run.exit_code is None:
        said = "Stopped at once. What was acknowledged is safe; the next run reads the rest."
        return Ended(name, INTERRUPTED, said)
    return Ended(name, books.run.exit_code, books.run.message, books.run, books.root)


def failed(name: str, error: BaseException) -> Ended:
    """Return how a crawl ended that ``error`` ended, before or beside its run."""
    if isinstance(error, SiteBusy):
        return Ended(name, BUSY, str(error))
    if isinstance(error, ConfigurationError | ArchiveError):  # before anything was asked for
        return Ended(name, CONFIGURATION, str(error))
    return Ended(name, DEFECT, f"A defect of newscrawl: {type(error).__name__}: {error}")


def process_of(command: object) -> AsyncCrawlerProcess:
    """Return the process that Scrapy made for a command."""
    return cast("AsyncCrawlerProcess", vars(command)["crawler_process"])
