"""Looks at some pages of a newspaper as a crawl does, and archives nothing.

Everything a crawl keeps to holds: robots.txt, delays, the guard of addresses, whole bodies. Its
books are kept in an archive that is thrown away.
"""

import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import SETTINGS_PRIORITIES

from newscrawl import clock
from newscrawl.crawl.asking import request
from newscrawl.crawl.outcomes import outcome_of, outcome_of_status
from newscrawl.errand import META_KEY, Errand
from newscrawl.errors import ConfigurationError, NewscrawlError
from newscrawl.items import Outcome
from newscrawl.report.verdict import DEFECT, INTERRUPTED, STORAGE, UNREAD
from newscrawl.spider import NewsSpider

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure


_ABOVE_ALL = SETTINGS_PRIORITIES["cmdline"] + 1
"""Scrapy takes the settings of the command line a second time when a crawl begins; those of the
same priority would go before what was set meanwhile."""


class NotSeen(NewscrawlError):
    """A page could not be looked at: the message says why and what to do."""

    exit_code = UNREAD
    """Of the command that wanted to see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for a page."""

    asked: str
    url: str
    """Where it was found, redirects followed."""
    outcome: Outcome | None = None
    """How it ended where there is no page to read."""
    problem: str | None = None
    """The same in words."""
    status: int | None = None
    content_type: str | None = None
    location: str | None = None
    """Where a redirect leads that was not followed; absolute."""
    body: bytes = field(default=b"", repr=False)
    at: str = ""
    """When it came: UTC, RFC 3339."""

    @property
    def is_html(self) -> bool:
        """Whether it can be read as a page; one that states no type can."""
        kind = (self.content_type or "text/html").lower()
        return self.outcome is None and ("html" in kind or kind.startswith("text/plain"))

    def page(self) -> bytes:
        """Return the page.

        Raises:
            NotSeen: There is none, or it is no HTML.
        """
        if self.is_html:
            return self.body
        if self.outcome is None:
            message = f"{self.url} is {self.content_type}, no HTML page."
            raise NotSeen(message)
        raise NotSeen(self.problem or f"{self.url}: {self.outcome}")


class Visit(NewsSpider):
    """A site's spider whose requests and readings are another's: to be mixed in before it."""

    _first: ClassVar[tuple[str, ...]] = ()
    """The URLs to ask for."""

    answers: dict[str, Answer]
    """What came, by the URL asked for."""

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first pages."""
        self.answers = {}
        for url in self._first:
            for asked in self.look_at(url):
                yield asked

    def look_at(self, url: str, *, follow: bool = True) -> Iterator[Request]:
        """Yield the request for ``url``, unless it was asked for.

        Args:
            url: Absolute.
            follow: Whether a redirect within the newspaper is followed.
        """
        if url in self.answers:
            return
        self.answers[url] = Answer(asked=url, url=url, outcome="not_sent", problem="was not sent")
        asked = request(Errand(url=url, via="start"), self.heard, self.failed)
        yield asked.replace(meta={**asked.meta, "dont_redirect": not follow}, dont_filter=True)

    def then(self, answer: Answer) -> Iterable[Request]:  # noqa: ARG002 - for those who ask on
        """Return the requests that an answer leads to."""
        return ()

    def heard(self, response: "Response") -> Iterator[Request]:
        """Take note of an answer."""
        assert response.request is not None
        errand: Errand = response.meta[META_KEY]
        outcome = outcome_of_status(response.status)
        self.run.settle(response.request, outcome or "front_page", response=response)
        location = _header(response, "Location")
        answer = Answer(
            asked=errand.url,
            url=response.url,
            outcome=outcome,
            problem=f"{response.url} answered {response.status}." if outcome else None,
            status=response.status,
            content_type=_header(response, "Content-Type"),
            location=urljoin(response.url, location) if location else None,
            body=response.body,
            at=clock.text(clock.now()),
        )
        self.answers[errand.url] = answer
        yield from self.then(answer)

    def failed(self, failure: "Failure") -> Iterator[Request]:  # type: ignore[override]
        """Take note that there is no answer."""
        asked: Request = failure.request  # type: ignore[attr-defined]
        self.run.fail(failure, asked)
        assert failure.value is not None
        errand: Errand = asked.meta[META_KEY]
        problem = " ".join(str(failure.value).split()) or type(failure.value).__name__
        # Where no answer comes at all, it is robots.txt that was asked for first.
        causes = (self.run.tally.failures.get(one) for one in ("unreachable", "refused"))
        problem = " ".join([problem, *(f"({one})" for one in causes if one and problem not in one)])
        answer = Answer(
            asked=errand.url,
            url=asked.url,
            outcome=outcome_of(failure.value),
            problem=f"{asked.url}: {problem}",
            at=clock.text(clock.now()),
        )
        self.answers[errand.url] = answer
        yield from self.then(answer)


def _header(response: "Response", name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def visit(
    process: AsyncCrawlerProcess, kind: type[NewsSpider], *first: str, **arguments: str
) -> Visit:
    """Return the visitor of a site once it has seen what it asked for.

    Args:
        process: Scrapy's, not started; it can be started once.
        kind: The site's class, or a subclass of ``Visit`` that asks on.
        first: The URLs to begin with.
        arguments: What ``-a`` would say.

    Raises:
        ConfigurationError: A setting or the site's module is wrong.
        NotSeen: It was interrupted, or newscrawl has a defect; ``exit_code`` says which.
    """
    parents = (kind,) if issubclass(kind, Visit) else (Visit, kind)
    visitor = type("Visitor", parents, {"_first": first})
    with tempfile.TemporaryDirectory(prefix="newscrawl-visit-") as archive:
        crawler: Crawler = process.create_crawler(visitor)
        crawler.settings.set("NEWSCRAWL_ARCHIVE_DIR", archive, priority=_ABOVE_ALL)
        task = process.crawl(crawler, **arguments)
        process.start()
    error = task.exception() if task.done() and not task.cancelled() else None
    if isinstance(error, ConfigurationError):
        raise error
    if error is not None:
        raise error
    spider = cast("Visit", crawler.spider)
    run = spider.run.run
    if run is None or run.exit_code in {DEFECT, INTERRUPTED, STORAGE}:
        stopped = NotSeen(run.message if run and run.message else "Stopped at once.")
        stopped.exit_code = (run and run.exit_code) or INTERRUPTED
        raise stopped
    return spider
