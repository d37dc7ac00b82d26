"""Redirects: followed where they stay with the newspaper."""

import dataclasses
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest

from newscrawl.crawl.asking import validators
from newscrawl.crawl.outcomes import NotFetched
from newscrawl.errand import META_KEY, RULES_KEY, Errand
from newscrawl.known import KnownArticle
from newscrawl.spider import NewsSpider
from newscrawl.urls import article_id, canonical_url, is_own, is_web

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

PERMANENT = frozenset({301, 308})
"""Redirects that give a page another name (RFC 9110, section 15.4)."""


class _WithoutReferer(RedirectMiddleware):
    def _engine_started(self) -> None:
        """Look for no RefererMiddleware: no request has a Referer, and Scrapy would warn."""
        self._referer_spider_middleware = None


class OwnRedirectMiddleware(_WithoutReferer):
    """Follows redirects that stay with the newspaper, each with a Fetch line of its own."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> RedirectMiddleware:  # type: ignore[override]
        """Return the middleware; for a spider of somebody else's, Scrapy's own."""
        if not isinstance(crawler.spider, NewsSpider):
            return _WithoutReferer.from_crawler(crawler)
        return super().from_crawler(crawler)

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
            raise NotFetched(
                message, outcome="redirected", status=response.status, too_many_redirects=True
            ) from error
        except ValueError as error:
            message = f"redirects to {response.headers.get('Location')!a}, no web address"
            raise NotFetched(message, outcome="redirected", status=response.status) from error
        if not isinstance(result, Request):
            return result
        spider = self.crawler.spider
        assert isinstance(spider, NewsSpider)
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
        _make_conditional(result, spider.run.writer.catalogue.article(spider.site, named))
        # Where the newspaper sends a reader for now is no other name: it may be a wall (a consent
        # page, a login), and what stands behind it would never be asked for again.
        is_alias = named != errand.article_id and response.status in PERMANENT
        spider.run.replace(
            request,
            result,
            "redirected",
            response=response,
            alias_of=named if is_alias else None,
        )
        return result


def _make_conditional(request: Request, known: KnownArticle | None) -> None:
    """Ask with what is known of the page that a redirect leads to; what the request had is of the
    URL left behind."""
    for name in ("If-None-Match", "If-Modified-Since"):
        request.headers.pop(name, None)
    if known is not None and known.revision > 0 and known.url == request.url:
        request.headers.update(validators(known))
