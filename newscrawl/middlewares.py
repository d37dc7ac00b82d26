"""Downloader middlewares: robots.txt, redirects and retries, each request accounted for."""

import asyncio
import dataclasses
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from newscrawl.downloader import OneAtATimeDownloader
from newscrawl.errand import META_KEY, Errand
from newscrawl.fetch.robots import UNREACHABLE, Robots, robots
from newscrawl.fetch.whole import is_whole
from newscrawl.outcomes import NotFetched
from newscrawl.spider import NewsSpider
from newscrawl.urls import article_id, canonical_url, is_own, is_web

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response


RULES_KEY = "newscrawl_rules"
"""The key of a request's ``meta`` that marks the request for a host's robots.txt."""

PERMANENT = frozenset({301, 308})
"""Redirects that give a page another name (RFC 9110, section 15.4)."""


def _spider(crawler: "Crawler") -> NewsSpider:
    assert isinstance(crawler.spider, NewsSpider)
    return crawler.spider


class RobotsMiddleware:
    """Asks each host for its robots.txt once a run and keeps to it.

    Unlike Scrapy's own, it is closed when in doubt: rules that could not be read forbid
    everything (RFC 9309, section 2.3.1.4), and it keeps the host's Crawl-delay.
    """

    def __init__(self, crawler: "Crawler", *, agent: str, max_delay: float) -> None:
        self.crawler = crawler
        self.agent = agent
        self.max_delay = max_delay
        self._robots: dict[str, asyncio.Future[Robots]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Read the settings.

        Raises:
            NotConfigured: The spider is none of newscrawl's.
        """
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        return cls(
            crawler,
            agent=crawler.settings["ROBOTSTXT_USER_AGENT"],
            max_delay=crawler.settings.getfloat("NEWSCRAWL_FETCH_CRAWL_DELAY_MAX_SECONDS"),
        )

    async def process_request(self, request: Request) -> None:
        """Let pass what robots.txt allows.

        Raises:
            NotFetched: It forbids the URL, or could not be read.
        """
        if request.meta.get(RULES_KEY):
            return
        rules = await self._rules(request)
        if not rules.allows(request.url, self.agent):
            why = "could not be read" if rules is UNREACHABLE else "forbids it"
            message = f"robots.txt of {urlsplit(request.url).netloc} {why}"
            raise NotFetched(message, outcome="forbidden")

    async def _rules(self, request: Request) -> Robots:
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._robots:
            self._robots[place] = asyncio.get_running_loop().create_future()
            rules = UNREACHABLE
            try:
                rules = await self._fetch(f"{place}/robots.txt")
                self._keep_delay(rules, parts.hostname or "")
            finally:  # whatever happens, nobody waits for ever
                self._robots[place].set_result(rules)
        return await self._robots[place]

    async def _fetch(self, url: str) -> Robots:
        run = _spider(self.crawler).run
        errand = Errand(url=url, via="robots")
        meta = {META_KEY: errand, RULES_KEY: True}
        request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        run.ask(request)
        try:
            response = await self.crawler.engine.download_async(request)
            capture = run.keep(response)
        except Exception:  # noqa: BLE001 - whatever it is, the rules are unknown
            run.fail(Failure(), run.open_request(errand))  # type: ignore[no-untyped-call]
            return UNREACHABLE
        run.settle(run.open_request(errand), "robots", response=response, capture=capture)
        for wanted in _spider(self.crawler).read_robots(response):
            self.crawler.engine.crawl(wanted)
        return robots(response.status, response.body)

    def _keep_delay(self, rules: Robots, host: str) -> None:
        delay = rules.crawl_delay(self.agent)
        downloader = self.crawler.engine.downloader
        if delay is not None and isinstance(downloader, OneAtATimeDownloader):
            downloader.keep_delay(host, min(delay, self.max_delay))


class WholeBodyMiddleware:
    """Refuses compressed answers that were cut short; stands before they are decompressed."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Read the setting."""
        return cls(limit=crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: "Response") -> "Response":
        """Return the answer.

        Raises:
            NotFetched: Its compression does not come to an end.
        """
        stated = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        encodings = stated.split(",") if stated else []
        if not is_whole(response.body, encodings, limit=self.limit):
            message = f"{request.url} was cut short: its {stated} data does not come to an end"
            raise NotFetched(message, outcome="damaged", status=response.status)
        return response


class OwnRedirectMiddleware(RedirectMiddleware):
    """Follows redirects that stay with the newspaper, each with a Fetch line of its own."""

    def process_response(  # type: ignore[override]
        self, request: Request, response: "Response"
    ) -> "Request | Response":
        """Return the answer, or the request that a redirect leads to.

        Raises:
            NotFetched: The redirect leads to another newspaper, or there were too many.
        """
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            message = f"more than {self.max_redirect_times} redirects"
            raise NotFetched(message, outcome="redirected", status=response.status) from error
        except ValueError as error:
            message = f"redirects to {response.headers.get('Location')!a}, no web address"
            raise NotFetched(message, outcome="redirected", status=response.status) from error
        if not isinstance(result, Request):
            return result
        spider = _spider(self.crawler)
        errand: Errand = request.meta[META_KEY]
        # The rules of a host may stand elsewhere (RFC 9309, section 2.3.1.2); its pages may not.
        stays = RULES_KEY in request.meta or is_own(result.url, spider.homes)
        if not (is_web(result.url) and stays):
            message = (
                f"redirects to {result.url}, which is not at {', '.join(spider.homes)}. "
                "If the newspaper has moved, declare its new front page."
            )
            raise NotFetched(
                message, outcome="redirected", status=response.status, reason="elsewhere"
            )
        if errand.article_id is None:
            spider.run.replace(request, result, "redirected", response=response)
            return result
        if canonical_url(result.url) in map(canonical_url, spider.front_pages):
            message = "redirects to the front page"
            raise NotFetched(message, outcome="vanished", status=response.status)
        named = article_id(spider.site, result.url, spider.pattern)
        if spider.run.writer.catalogue.is_forgotten(named):
            message = "redirects to a page that was taken down"
            raise NotFetched(message, outcome="refused", status=response.status)
        result.meta[META_KEY] = dataclasses.replace(errand, url=result.url, article_id=named)
        for name in ("If-None-Match", "If-Modified-Since"):  # they are of the URL left behind
            result.headers.pop(name, None)
        # Where the newspaper sends a reader for now (a consent page, a login) is no other name.
        is_alias = named != errand.article_id and response.status in PERMANENT
        spider.run.replace(
            request,
            result,
            "redirected",
            response=response,
            alias_of=named if is_alias else None,
        )
        return result


class CountedRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, each with a Fetch line of its own."""

    def process_response(  # type: ignore[override]
        self, request: Request, response: "Response"
    ) -> "Request | Response":
        """Return the answer, or the request that tries again."""
        result = super().process_response(request, response)
        if isinstance(result, Request):
            _spider(self.crawler).run.replace(request, result, "retried", response=response)
        return result

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> "Request | Response | None":
        """Return the request that tries again, if any is left."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            _spider(self.crawler).run.replace(request, result, "retried")
        return result
