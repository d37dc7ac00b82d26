"""Readings on their way into the archive: validated, deduplicated, stored.

None is dropped on the way; a pipeline changes its record or its outcome.
"""

import logging
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from newscrawl import clock
from newscrawl.crawl.reading import Reading
from newscrawl.deduplicate.near import marked
from newscrawl.deduplicate.revision import judge, judge_front_page
from newscrawl.errors import LayoutChanged
from newscrawl.extract.layout_parts import layout_findings
from newscrawl.fingerprint import fingerprint
from newscrawl.items import Article, FrontPageSnapshot
from newscrawl.layout import Layout, layout_for
from newscrawl.recorded import RecordedPage
from newscrawl.spider import NewsSpider
from newscrawl.trial import changed_look
from newscrawl.trial.sites import recorded_folder
from newscrawl.validate import problems

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newscrawl.archive.catalogue import Catalogue
    from newscrawl.crawl.extensions import RunExtension

logger = logging.getLogger(__name__)


class ValidatePipeline:
    """Marks what is wanting in an article."""

    def __init__(self, *, min_words: int) -> None:
        self.min_words = min_words

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Read the setting."""
        return cls(min_words=crawler.settings.getint("NEWSCRAWL_VALIDATE_BODY_MIN_WORDS"))

    def process_item(self, item: Reading) -> Reading:
        """Return the reading with the article's ``problems``: kept and marked."""
        if not isinstance(item.record, Article):
            return item
        found = problems(item.record, min_words=self.min_words)
        marked = replace(item.record, problems=found)
        return replace(item, record=marked, article=marked)


class DeduplicatePipeline:
    """Compares with what the catalogue knows: new, revised, unchanged, or a copy."""

    def __init__(self, run: "RunExtension", *, window: timedelta) -> None:
        self.run = run
        self.since = clock.text(clock.parse(run.started_at) - window)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Find the run, and read the setting."""
        days = crawler.settings.getfloat("NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS")
        return cls(_run(crawler), window=timedelta(days=days))

    def open_spider(self) -> None:
        """Open the archive, and forget texts that are too old to be compared with.

        Raises:
            CloseSpider: It cannot be opened.
        """
        self.run.open_archive()
        self.catalogue.forget_texts_before(self.since)

    @property
    def catalogue(self) -> "Catalogue":
        """What is known; from ``open_spider`` on."""
        return self.run.writer.catalogue

    def process_item(self, item: Reading) -> Reading:
        """Return the reading with its outcome; the record is ``None`` if nothing is new."""
        if isinstance(item.record, FrontPageSnapshot):
            return replace(item, record=self._front_page(item.record))
        if item.record is None:
            return item
        return self._article(item, item.record)

    def _front_page(self, snapshot: FrontPageSnapshot) -> FrontPageSnapshot:
        snapshot = self.catalogue.forgotten.named(snapshot)
        known = self.catalogue.front_page(snapshot.site, snapshot.url)
        # A page without teasers is the same as nothing.
        return judge_front_page(snapshot, known if known and known.teasers else None)

    def _article(self, item: Reading, article: Article) -> Reading:
        known = self.catalogue.article(article.site, article.article_id)
        judged = judge(article, known, self._first_copy(article))
        own = judged.article.article_id if judged.article else judged.alias_of
        named = own or (known.article_id if known else article.article_id)
        return replace(
            item,
            outcome=judged.outcome,
            record=self._marked(judged.article),
            alias_of=named if named != item.asked_for else None,
            revision_id=judged.revision_id,
        )

    def _marked(self, article: Article | None) -> Article | None:
        if article is None or article.duplicate_of:
            return article
        text = fingerprint(article)
        return marked(article, text, self.catalogue.like(text, self.since)) if text else article

    def _first_copy(self, article: Article) -> tuple[str, str] | None:
        content = article.content_id
        return self.catalogue.first_with_content(content) if content else None


class ArchivePipeline:
    """Hands the record and its Fetch line to the archive, together."""

    def __init__(self, run: "RunExtension") -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Find the run."""
        return cls(_run(crawler))

    def process_item(self, item: Reading) -> Reading:
        """Store the reading; its request is settled."""
        assert item.outcome is not None
        assert item.response.request is not None
        records = (item.record,) if item.record is not None else ()
        self.run.settle(
            item.response.request,
            item.outcome,
            *records,
            response=item.response,
            capture=item.response.meta.get("newscrawl_capture"),
            reason=item.reason,
            alias_of=item.alias_of,
            revision_id=item.revision_id,
        )
        return item


class NewLookPipeline:
    """Keeps the first page of a run on which a part of the layout finds nothing any more.

    It comes last: whatever fails here, the article is in the archive.
    """

    def __init__(self, root: Path, layouts: tuple[Layout, ...]) -> None:
        self.root = root
        self.layouts = layouts
        self._told: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Find the run's archive and the site's layouts."""
        run = _run(crawler)
        assert isinstance(crawler.spider, NewsSpider)
        return cls(run.root, crawler.spider.layouts)

    def process_item(self, item: Reading) -> Reading:
        """Return the reading as it is."""
        if item.article is not None:
            try:
                self._diagnose(item.response, item.article)
            except Exception as error:  # noqa: BLE001 - told; the run is as good without it
                said = f"{type(error).__name__}: {error}"
                logger.warning(ascii(f"{item.article.url}: no proposal for its new look. {said}"))
        return item

    def _diagnose(self, response: "Response", article: Article) -> None:
        findings = [one for one in layout_findings(article) if self._is_new(one)]
        for finding in findings:
            logger.warning(ascii(str(finding)))
        if findings:
            self._keep(response, article)

    def _is_new(self, finding: LayoutChanged) -> bool:
        part = str(finding).partition(" in ")[0]
        is_new = part not in self._told
        self._told.add(part)
        return is_new

    def _keep(self, response: "Response", article: Article) -> None:
        page = RecordedPage(
            site=article.site,
            name="",
            url=article.url,
            captured_at=article.fetched_at or "",
            content_type=_content_type(response),
            kind="article",
            body=response.body,
        )
        layout = layout_for(self.layouts, date.fromisoformat(page.day))
        folder = recorded_folder() / article.site
        kept = changed_look.keep(self.root, page, article)
        if kept:
            logger.warning(ascii(f"As a test: move {kept} and the page beside it to {folder}."))
        for proposal in changed_look.proposals(article, layout, page, folder):
            logger.warning(ascii(f"{article.site}: perhaps {proposal}"))


def _content_type(response: "Response") -> str | None:
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None


def _run(crawler: "Crawler") -> "RunExtension":
    if not isinstance(crawler.spider, NewsSpider):
        raise NotConfigured
    return crawler.spider.run
