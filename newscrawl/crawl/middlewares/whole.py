"""Answers that were cut short."""

from typing import TYPE_CHECKING, Self

from scrapy import Request

from newscrawl.crawl.outcomes import NotFetched
from newscrawl.fetch.whole import is_whole

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response


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
        if "download_stopped" in response.flags:  # newscrawl's own limit on robots.txt
            return response
        stated = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        encodings = stated.split(",") if stated else []
        if not is_whole(response.body, encodings, limit=self.limit):
            message = f"{request.url} was cut short: its {stated} data does not come to an end"
            raise NotFetched(message, outcome="damaged", status=response.status)
        return response
