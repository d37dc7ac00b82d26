"""What accompanies a run from first to last: its archive, its books, its progress."""

import logging
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawl import clock
from newscrawl.archive.reader import readable_runs
from newscrawl.archive.writer import Writer
from newscrawl.configuration import archive_of
from newscrawl.crawl.outcomes import let_go, outcome_of, reason_of
from newscrawl.errand import ENDED_KEY, META_KEY, SECONDS_KEY, Errand
from newscrawl.errors import ArchiveError, ConfigurationError, NewscrawlError, SiteBusy
from newscrawl.items import Article, Capture, Fetch, FrontPageSnapshot, Outcome, Reason
from newscrawl.report.drift import REFERENCE_DAYS
from newscrawl.report.run import judged, killed_run, run_record
from newscrawl.report.tally import Tally
from newscrawl.report.verdict import Ending
from newscrawl.run_record import Run, without_addresses
from newscrawl.sources import declared
from newscrawl.spider import NewsSpider
from newscrawl.urls import canonical_url

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

FLUSH_CHECK_SECONDS = 0.25
"""How often the writer is asked whether its oldest line has waited long enough."""


SAID_MAX = 1000
"""Characters of a failure in words: some quote all that a server sent."""


def least_delay(settings: "BaseSettings") -> float:
    """Return the shortest pause between two requests to a host that the settings allow."""
    delay = settings.getfloat("DOWNLOAD_DELAY")
    return max(0.0, delay * (1 - settings.getfloat("DOWNLOAD_DELAY_JITTER")))


class RunExtension:
    """Keeps the books of a run: each request ends in exactly one Fetch line.

    Takes every record to the site's archive, which it opens with the spider and seals when the
    spider closes. After ``spider_closed`` its ``run`` is the run record.
    """

    writer: Writer
    """The run's hold on its archive, from ``open_archive`` on."""

    def __init__(self, crawler: "Crawler", spider: NewsSpider) -> None:
        self.crawler = crawler
        self.site = spider.site
        self.declared = declared(spider.discover, spider.article_url, spider.layouts)
        started = clock.now()
        self.started_at = clock.text(started)
        self.run_id = f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        self.root = archive_of(crawler.settings)
        self.tally = Tally()
        self.run: Run | None = None
        self.asked = 0
        self._open: dict[Request, None] = {}  # a set that keeps its order
        self._endings: dict[Ending, str] = {}
        self.notes: dict[str, None] = {}
        """What a reader of the run record should know, whatever the verdict; in its order."""
        self.refusal: NewscrawlError | None = None
        """Why the archive could not be opened: nothing was asked for."""
        self._is_open = False
        self._flushing = create_looping_call(self._flush)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Begin the books.

        Raises:
            NotConfigured: The spider is none of newscrawl's.
        """
        spider = crawler.spider
        if not isinstance(spider, NewsSpider):
            message = f"{spider} is no NewsSpider; it runs without an archive"
            raise NotConfigured(message)
        extension = cls(crawler, spider)
        spider.run = extension
        connect = crawler.signals.connect
        connect(extension.opened, signal=signals.spider_opened)
        connect(extension.ask, signal=signals.request_scheduled)
        connect(extension.request_dropped, signal=signals.request_dropped)
        connect(extension.spider_error, signal=signals.spider_error)
        connect(extension.item_error, signal=signals.item_error)
        connect(extension.closed, signal=signals.spider_closed)
        return extension

    def open_archive(self) -> None:
        """Take the site's lock and finish what dead runs left: one of the last steps of a crawl's
        set-up, so that what fails before has taken no lock.

        Raises:
            CloseSpider: Another run of the site is going on, or the archive cannot be written:
                ``refusal`` says so.
        """
        try:
            self.writer = Writer.open(
                self.root,
                self.site,
                run_id=self.run_id,
                started_at=self.started_at,
                killed_run=partial(killed_run, self.site),
            )
        except (ArchiveError, SiteBusy, ConfigurationError) as error:
            self.refusal = _refusal(error, self.root)
            # Of all errors, this one alone lets Scrapy end what it has begun to set up.
            raise CloseSpider from error
        self._is_open = True

    # --- the books ------------------------------------------------------------------------

    def ask(self, request: "Request") -> None:
        """Open the account of a request; a second call for the same one changes nothing."""
        if request not in self._open:
            request.meta.setdefault(META_KEY, Errand(url=request.url, via="start"))
            self._open[request] = None
            for key in (SECONDS_KEY, ENDED_KEY):  # of the request that this one replaces
                request.meta.pop(key, None)
            self.asked += 1

    def settle(
        self,
        request: "Request",
        outcome: Outcome,
        *records: Article | FrontPageSnapshot,
        response: "Response | None" = None,
        status: int | None = None,
        reason: Reason | None = None,
        capture: Capture | None = None,
        alias_of: str | None = None,
        revision_id: str | None = None,
    ) -> None:
        """Close the account of a request: write its Fetch line together with ``records``."""
        if request not in self._open:
            self.end("defect", f"{request.url} ended twice, the second time as {outcome}.")
            return
        errand: Errand = request.meta[META_KEY]
        header = partial(_header, response)
        fetch = Fetch(
            site=self.site,
            url=request.url,
            canonical_url=canonical_url(request.url),
            article_id=errand.article_id,
            via=errand.via,
            rank=errand.rank,
            outcome=outcome,
            reason=reason,
            status=response.status if response is not None else status,
            alias_of=alias_of,
            revision_id=revision_id,
            etag=header("ETag"),
            last_modified=header("Last-Modified"),
            sha256=capture.sha256 if capture else None,
            capture=capture,
            bytes=len(response.body) if response is not None else None,
            seconds=request.meta.get(SECONDS_KEY),
            fetched_at=request.meta.get(ENDED_KEY) or clock.text(clock.now()),
            run_id=self.run_id,
        )
        del self._open[request]
        self._write(*records, fetch)

    def turned_away(self, response: "Response", article: Article) -> bool:
        """Take back an answer that turned out to be a page which was taken down: known by the
        address it declares, or by its text. Return whether it was."""
        if not self.writer.catalogue.is_forgotten(article.article_id, article.content_id):
            return False
        if article.capture:
            self.writer.take_back(article.capture)
        assert response.request is not None
        self.settle(response.request, "refused", status=response.status)
        return True

    def replace(
        self, request: "Request", by: "Request", outcome: Outcome, **details: object
    ) -> None:
        """Close the account of a request that another one takes over, and open that one's."""
        self.settle(request, outcome, **details)  # type: ignore[arg-type]
        self.ask(by)

    def open_request(self, errand: Errand) -> "Request":
        """Return the request that is out on ``errand``, after redirects and retries."""
        return next(request for request in self._open if request.meta[META_KEY] is errand)

    def fail(self, failure: "Failure", request: "Request") -> None:
        """Close the account of a request whose download failed."""
        error = failure.value
        assert error is not None
        outcome = outcome_of(error)
        said = f"{request.url}: {outcome}, {error or type(error).__name__}"[:SAID_MAX]
        self.tally.failures.setdefault(outcome, said)
        if outcome == "defect":
            self.end("defect", f"{request.url}: {type(error).__name__}: {error}")
        if outcome == "over_budget":
            self.notes.setdefault(str(error))
        logger.log(logging.ERROR if outcome == "defect" else logging.INFO, said)
        status = getattr(error, "status", None)
        self.settle(request, outcome, status=status, reason=reason_of(error))
        let_go(error)

    def keep(self, response: "Response") -> Capture:
        """Put an answer into the archive, before any line that cites it.

        Raises:
            ArchiveError: It cannot be written; the run ends.
        """
        headers = (
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        try:
            return self.writer.capture(
                url=response.url,
                status=response.status,
                reason=_reason(response.status),
                headers=headers,
                body=response.body,
                fetched_at=clock.text(clock.now()),
                ip=_text(response.ip_address),
            )
        except ArchiveError as error:
            self.end("storage", str(error))
            raise

    def end(self, ending: Ending, reason: str) -> None:
        """Note why the run is no longer fine; after a storage failure it asks for nothing more."""
        first = ending not in self._endings
        self._endings.setdefault(ending, reason)
        if not first:
            return
        logger.log(logging.INFO if ending == "interrupted" else logging.ERROR, reason)
        if ending == "storage":
            self.crawler.spider.stop_asking()  # type: ignore[union-attr]

    def _write(self, *records: Article | FrontPageSnapshot | Fetch) -> None:
        try:
            written = self.writer.append(*records)
        except ArchiveError as error:
            self.end("storage", str(error))
            return
        for record in written:
            self.tally.add(record)

    def _flush(self) -> None:
        try:
            self.writer.flush_if_due()
        except ArchiveError as error:
            self._flushing.stop()
            self.end("storage", str(error))

    # --- what Scrapy says -----------------------------------------------------------------

    def opened(self) -> None:
        """Start to flush in the background."""
        if self._is_open:
            self._flushing.start(FLUSH_CHECK_SECONDS)

    def request_dropped(self, request: "Request") -> None:
        """Scrapy's scheduler has seen the request before."""
        self.settle(request, "repeated")

    def spider_error(self, failure: "Failure", response: "Response | Failure | None") -> None:
        """A callback raised."""
        self._defect(failure, response)

    def item_error(self, failure: "Failure", response: "Response | Failure | None") -> None:
        """A pipeline raised."""
        self._defect(failure, response)

    def _defect(self, failure: "Failure", response: "Response | Failure | None") -> None:
        request = getattr(response, "request", None)
        storage = isinstance(failure.value, ArchiveError)
        where = request.url if request is not None else "start"
        said = f"{where}: {type(failure.value).__name__}: {failure.value}"
        self.end("storage" if storage else "defect", said)
        if request in self._open:
            self.settle(request, "defect")

    def closed(self, reason: str) -> None:
        """Write what is left, the run record, and seal the archive."""
        if not self._is_open:  # the set-up failed before anything was asked for
            return
        if self._flushing.running:
            self._flushing.stop()
        if reason not in {"finished", "storage"}:
            by = "a signal" if reason == "shutdown" else reason
            self.end("interrupted", f"Stopped by {by}.")
        left = list(self._open)
        if left and reason == "finished" and not self._endings:
            self.end("defect", f"{len(left)} requests have no outcome, first {left[0].url}.")
        for request in left:
            try:
                self.settle(request, "not_sent")
            except Exception as error:  # noqa: BLE001 - the archive is sealed whatever happens
                self.end("defect", f"{request.url}: {type(error).__name__}: {error}")
        self._seal()

    def close_if_left(self) -> None:
        """Close a run that a signal met while it was set up, or that was stopped by force."""
        if self._is_open and self.run is None:
            self.closed("shutdown")

    def _seal(self) -> None:
        try:
            self.run = self._record()
        except Exception as error:  # noqa: BLE001 - the archive is sealed whatever happens
            self.end("defect", f"The run was not judged: {type(error).__name__}: {error}")
            self.run = self._record()
        try:
            self.writer.seal(self.run)
        except ArchiveError as error:
            self.end("storage", str(error))
            self.run = self._record()
            self.writer.abandon()

    def _record(self) -> Run:
        endings = (ending for ending in _WORST_FIRST if ending in self._endings)
        worst: Ending = next(endings, "finished")
        run = run_record(
            self.tally,
            declared=self.declared,
            site=self.site,
            run_id=self.run_id,
            started_at=self.started_at,
            finished_at=clock.text(clock.now()),
            delay_seconds=least_delay(self.crawler.settings),
            robots_obeyed=self.crawler.settings.getbool("ROBOTSTXT_OBEY"),
        )
        reason = self._endings.get(worst)
        since = clock.now() - timedelta(days=REFERENCE_DAYS)
        run = judged(run, self.tally, self.earlier(since=since), ending=worst, reason=reason)
        said = (run.message, *self.notes, *self.tally.politeness.given_up())
        pattern = self.crawler.spider.pattern  # type: ignore[union-attr]
        known = partial(self.writer.catalogue.article, self.site)
        message = without_addresses(" ".join(filter(None, said)), self.site, pattern, known)
        return replace(run, message=message or None)

    def earlier(self, *, since: datetime) -> Iterator[Run]:
        """Yield the site's runs from the day of ``since`` on: those that can be read."""
        return readable_runs(self.root, self.site, _left_out, since=since.date())


_WORST_FIRST: tuple[Ending, ...] = ("storage", "defect", "interrupted")


def _refusal(error: NewscrawlError, root: Path) -> NewscrawlError:
    """Return why no archive can be opened; also where there can be no folder."""
    cause = error.__cause__
    if isinstance(cause, FileNotFoundError) and not root.exists():
        message = f"The archive's folder {root} cannot be made: {cause.strerror}. Choose another."
        return ConfigurationError(message)
    return error


def _left_out(error: ArchiveError) -> None:
    logger.warning("An earlier run is left out: %s", error)


def _header(response: "Response | None", name: str) -> str | None:
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # a status of the server's own
        return ""


def _text(address: "IPv4Address | IPv6Address | None") -> str | None:
    return str(address) if address is not None else None
