"""Whether a crawl is coming to its end: what Scrapy does not tell in time."""

from scrapy.crawler import Crawler


def is_ending(crawler: Crawler) -> bool:
    """Return whether nothing more is to be asked for: a signal came, a limit was reached, the disk
    failed. Scrapy's own signal for it comes when all that is under way has ended."""
    engine = crawler.engine
    if engine is None or not engine.running or engine._slot is None:  # noqa: SLF001
        return True
    return bool(engine._slot.closing)  # noqa: SLF001
