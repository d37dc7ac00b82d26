"""Which articles a run asks for: each at most once, and only what is new or due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from newscrawl import clock
from newscrawl.discover.links import Link, links
from newscrawl.errand import Errand
from newscrawl.fetch.revisit import is_due, oldest
from newscrawl.items import Via
from newscrawl.known import KnownArticle
from newscrawl.report.tally import Tally
from newscrawl.urls import ArticleUrl


class Catalogue(Protocol):
    """What is asked of the archive's catalogue."""

    def article(self, site: str, article_id: str) -> KnownArticle | None:
        """Return what is known of an article."""

    def is_forgotten(self, article_id: str | None) -> bool:
        """Return whether an article of the run's site was taken down."""

    def recent(self, site: str, since: str) -> Iterable[KnownArticle]:
        """Return the articles first seen at or after a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article to ask for."""

    errand: Errand
    known: KnownArticle | None


class Plan:
    """The articles of one run.

    Args:
        site: The newspaper's name.
        homes: Its addresses; only their hosts are asked.
        pattern: Its ``article_url``.
        catalogue: What is known.
        tally: Counts the links that are left.
        limit: How many articles the run may ask for.
    """

    def __init__(
        self,
        site: str,
        homes: tuple[str, ...],
        pattern: ArticleUrl | None,
        catalogue: Catalogue,
        tally: Tally,
        limit: int,
    ) -> None:
        self.site = site
        self.homes = homes
        self.pattern = pattern
        self.catalogue = catalogue
        self.tally = tally
        self.limit = limit
        self._asked: set[str] = set()
        self._looked_back = False

    def follow(self, found: Iterable[Link], *, via: Via, found_on: str) -> Iterator[Wanted]:
        """Yield the articles among ``found`` that should be asked for, in order."""
        now = clock.now()
        known: dict[str, KnownArticle | None] = {}
        kept = [link for link in found if not self._is_forgotten(link)]

        def due(article_id: str) -> bool:
            known[article_id] = article = self.catalogue.article(self.site, article_id)
            return article is None or self._is_due(article, now)

        sorted_out = links(
            kept,
            homes=self.homes,
            pattern=self.pattern,
            asked=self._asked,
            is_due=due,
            limit=self.limit - len(self._asked),
        )
        skipped = dict(sorted_out.skipped)
        self.tally.skipped.update(skipped)
        self.tally.fitting += len(sorted_out.to_fetch)
        self.tally.fitting += skipped.get("not_due", 0) + skipped.get("over_limit", 0)
        for link in sorted_out.to_fetch:
            errand = Errand(
                url=link.url,
                via=via,
                found_on=found_on,
                rank=link.rank,
                article_id=link.article_id,
            )
            yield self._wanted(errand, known.get(link.article_id or ""))

    def _is_forgotten(self, link: Link) -> bool:
        is_forgotten = self.catalogue.is_forgotten(link.article_id)
        self.tally.skipped["forgotten"] += is_forgotten
        return is_forgotten

    def look_back(self) -> Iterator[Wanted]:
        """Yield known articles that are due and were found nowhere now; once a run."""
        if self._looked_back:
            return
        self._looked_back = True
        now = clock.now()
        for known in list(self.catalogue.recent(self.site, clock.text(oldest(now)))):
            if len(self._asked) >= self.limit:
                return
            if known.article_id not in self._asked and is_due(known, now):
                errand = Errand(url=known.url, via="revisit", article_id=known.article_id)
                yield self._wanted(errand, known)

    def _is_due(self, article: KnownArticle, now: datetime) -> bool:
        if article.article_id in self._asked:  # under another of its URLs
            return False
        # All that is known may be that it could not be fetched: then it is asked for again.
        answered = article.revision > 0 or article.outcome in {"vanished", "unreadable"}
        return not answered or is_due(article, now)

    def _wanted(self, errand: Errand, known: KnownArticle | None) -> Wanted:
        self._asked.add(errand.article_id or errand.url)
        if known is not None:
            self._asked.add(known.article_id)
        return Wanted(errand, known)
