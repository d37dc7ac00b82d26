"""A crawl without a network: the real spider, pipelines and books, a server that is a function.

For simulations of months: what is left out is Scrapy's engine and its downloader.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse
from scrapy.utils.misc import build_from_crawler

from newscrawl import clock
from newscrawl import settings as project
from newscrawl.crawl.pipelines import (
    ArchivePipeline,
    DeduplicatePipeline,
    NewLookPipeline,
    ValidatePipeline,
)
from newscrawl.run_record import Run
from newscrawl.spider import NewsSpider

Server = Callable[[Request], tuple[int, dict[str, str], bytes]]

SETTINGS = {
    "TWISTED_REACTOR_ENABLED": False,
    "EXTENSIONS": {"newscrawl.crawl.extensions.RunExtension": 0},
    "EXTENSIONS_BASE": {},
    "ITEM_PIPELINES": project.ITEM_PIPELINES,
    "NEWSCRAWL_DISCOVER_ARTICLES_MAX": 1000,
    "NEWSCRAWL_DISCOVER_SITEMAP_DAYS": 3,
    "NEWSCRAWL_DISCOVER_SITEMAPS_MAX": 20,
    "NEWSCRAWL_EXTRACT_PROCESSES": 0,
    "NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS": 20,
    "NEWSCRAWL_VALIDATE_BODY_MIN_WORDS": 10,
}


def dry_run(site: type[NewsSpider], server: Server, root: Path, at: datetime) -> Run:
    """Crawl ``site`` into ``root`` as if it were ``at``; each question for the time takes 1 ms."""
    ticks = (at + timedelta(milliseconds=number) for number in count())
    with mock.patch.object(clock, "now", side_effect=ticks):
        return asyncio.run(_run(site, server, root))


async def _run(site: type[NewsSpider], server: Server, root: Path) -> Run:
    crawler = Crawler(site, {**SETTINGS, "NEWSCRAWL_ARCHIVE_DIR": str(root)})
    crawler.spider = spider = site.from_crawler(crawler)
    crawler._apply_settings()
    books = spider.run
    kinds = (ValidatePipeline, DeduplicatePipeline, ArchivePipeline, NewLookPipeline)
    pipelines = [build_from_crawler(kind, crawler) for kind in kinds]
    for pipeline in pipelines:
        getattr(pipeline, "open_spider", lambda: None)()
    waiting = deque([request async for request in spider.start()])
    while waiting:
        request = waiting.popleft()
        books.ask(request)
        async for found in _answered(request, server):
            if isinstance(found, Request):
                waiting.append(found)
                continue
            for pipeline in pipelines:
                found = pipeline.process_item(found)  # noqa: PLW2901 - one item on its way
    books.closed("finished")
    assert books.run is not None
    return books.run


def _answered(request: Request, server: Server) -> AsyncIterator[Any]:
    status, headers, body = server(request)
    response = HtmlResponse(request.url, status=status, headers=headers, body=body, request=request)
    assert request.callback is not None
    return request.callback(response, **request.cb_kwargs)
