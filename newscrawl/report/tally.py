"""Counts what a run does, from the records it writes."""

from collections import Counter
from collections.abc import Iterable

from newscrawl.items import Article, Fetch, FrontPageSnapshot, Provenance
from newscrawl.report.cause import ANSWERS, LOST, REPLACED, cause
from newscrawl.report.politeness import Politeness
from newscrawl.run_record import Count, FillRate, RuleHits, Share

FIELDS = ("headline", "standfirst", "authors", "published_at", "language", "body", "images")
"""Fields of an article whose fill rate a run record states: those every newspaper has."""

READABLE = frozenset({"article", "live_blog"})
"""Page kinds of which ``FIELDS`` are expected."""

NOT_SENT = frozenset({"repeated", "forbidden", "refused", "given_up", "over_budget", "not_sent"})
"""Outcomes of requests that never went to the network."""


class Tally:
    """The sums of one run. ``add`` takes each record once, in any order."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.page_kinds: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.duplicates: Counter[str] = Counter()
        self.filled: Counter[str] = Counter()
        self.rules: Counter[Provenance] = Counter()
        self.readable = 0
        self.article_outcomes: Counter[str] = Counter()
        self.article_causes: Counter[str] = Counter()
        self.source_causes: Counter[str] = Counter()
        self.robots_causes: Counter[str] = Counter()
        self.declared = 0
        """Front pages, feeds and sitemaps of the site's module that were asked for."""
        self.declared_lost = 0
        """Those that said nothing."""
        self.front_pages = 0
        self.pages_with_teasers = 0
        self.other_sources = 0
        self.fitting = 0
        """Links that fit ``article_url``, asked for or not; those found again are left out."""
        self.teasers: Counter[str] = Counter()
        self.looks: Counter[str] = Counter()
        self.requests = 0
        self.bytes = 0
        self.failures: dict[str, str] = {}
        self.politeness = Politeness()

    def add(self, record: Article | FrontPageSnapshot | Fetch) -> None:
        """Count one record."""
        if isinstance(record, Fetch):
            self._add_fetch(record)
        elif isinstance(record, Article):
            self._add_article(record)
        else:
            self.front_pages += 1
            # An unchanged page leaves its teasers to the line it is the same as.
            self.pages_with_teasers += bool(record.teasers or record.same_as)
            self.looks[record.url] += bool(record.teasers)
            self.teasers[record.url] += len(record.teasers)

    def _add_fetch(self, fetch: Fetch) -> None:
        self.outcomes[fetch.outcome] += 1
        if fetch.article_id is not None:
            self.article_outcomes[fetch.outcome] += 1
        why = cause(fetch)
        if why:
            self._causes(fetch)[why] += 1
        if fetch.via == "start" and fetch.outcome not in REPLACED:
            self.declared += 1
            self.declared_lost += why is not None
        if fetch.outcome not in NOT_SENT:
            self.requests += 1
            self.politeness.add(fetch)
        self.bytes += fetch.bytes or 0

    def _causes(self, fetch: Fetch) -> Counter[str]:
        if fetch.article_id is not None:
            return self.article_causes
        is_rules = fetch.via == "robots" and fetch.url.endswith("/robots.txt")
        return self.robots_causes if is_rules else self.source_causes

    def _add_article(self, article: Article) -> None:
        self.page_kinds[article.page_kind] += 1
        self.problems.update(article.problems)
        if article.duplicate_kind:
            self.duplicates[article.duplicate_kind] += 1
        if article.page_kind in READABLE:
            self.readable += 1
            self.filled.update(name for name in FIELDS if getattr(article, name))
        self.rules.update(set(article.provenance))

    def fill(self) -> tuple[FillRate, ...]:
        """Return how often each of ``FIELDS`` had a value in the article lines."""
        return tuple(
            FillRate(field=name, filled=self.filled[name], of=self.readable) for name in FIELDS
        )

    def shares(self) -> tuple[Share, ...]:
        """Return what of the run can be compared with others, but for fields and rules."""
        answered = sum(self.article_outcomes[outcome] for outcome in ANSWERS)
        lost = sum(self.article_outcomes[outcome] for outcome in LOST)
        found = (
            ("articles", self.readable, self.page_kinds.total()),
            ("fetched", answered, answered + lost),
            ("article_links", self.fitting, self.fitting + self.skipped["no_article"]),
            *((f"teasers {url}", self.teasers[url], of) for url, of in sorted(self.looks.items())),
        )
        return tuple(Share(name=name, count=count, of=of) for name, count, of in found if of)

    def rule_hits(self) -> tuple[RuleHits, ...]:
        """Return how often each rule gave a value, by field, most frequent first."""
        ordered = sorted(self.rules.items(), key=lambda item: (item[0].field, -item[1], str(item)))
        return tuple(
            RuleHits(field=rule.field, source=rule.source, rule=rule.rule, count=count)
            for rule, count in ordered
        )


def counts(counter: Counter[str]) -> tuple[Count, ...]:
    """Return a counter as records, most frequent first, ties by name."""
    ordered: Iterable[tuple[str, int]] = sorted(
        counter.items(), key=lambda item: (-item[1], item[0])
    )
    return tuple(Count(name=name, count=count) for name, count in ordered if count)
