"""The record of a run, schema 1: what one file in ``runs/`` holds.

As the records of ``items``: every key stands in it, an absent value is ``None``, a list is
never absent, times are UTC, RFC 3339, ending in ``Z``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from newscrawl.errors import ArchiveError
from newscrawl.items import SCHEMA, Source
from newscrawl.urls import ArticleUrl, article_id, renamed

ARTICLE = "article:"
"""What stands before an article's id where a run record speaks of it: never its address, which
must not outlive ``newscrawl forget``. The Fetch lines of the run tell the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often something happened."""

    name: str
    """What is counted: an outcome, a reason, a kind, a problem."""
    count: int
    """1 or more; what did not happen has no entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillRate:
    """How often a field of the articles read in a run had a value."""

    field: str
    """Name of a field of ``Article``."""
    filled: int
    """Lines in which it had a value; 0 to ``of``."""
    of: int
    """Article lines the run wrote whose ``page_kind`` is ``article`` or ``live_blog``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHits:
    """How often a rule gave a field its value in a run."""

    field: str
    """Name of a field of ``Article``."""
    source: Source
    """Where on the page the rule looks."""
    rule: str
    """As ``Provenance.rule``."""
    count: int
    """Article lines in which it won; 1 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of something was as it should be; compared with the site's earlier runs."""

    name: str
    """``articles``: article lines that are articles or live blogs. ``fetched``: requests for
    articles that were answered. ``article_links``: the newspaper's own links on front pages and in
    feeds that fit ``article_url``. ``teasers`` and the URL of a front
    page: its teasers, of so many looks that found any change."""
    count: int
    """Of those in which it was so."""
    of: int
    """Of all; 1 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What fell against the site's own history; see ``report.drift``."""

    name: str
    """Of a ``Share``; or ``fill`` and a field; or ``rule``, field, source and rule."""
    count: int
    """Of this run, or of the last few together where one alone proves too little."""
    of: int
    """Of the same runs."""
    usual_count: int
    """Of the runs before them."""
    usual_of: int
    """Of the runs before them."""
    probability: float
    """Of so low a count, were all as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A program that took part in a run."""

    name: str
    """Its name on PyPI; ``python`` for Python itself."""
    version: str
    """As the program states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlDelay:
    """What a robots.txt asked for, and what the run made of it."""

    at: str
    """From when on: UTC, RFC 3339."""
    asked_seconds: float
    """Its Crawl-delay."""
    kept_seconds: float
    """The pause kept from then on: as asked, at most NEWSCRAWL_FETCH_CRAWL_DELAY_MAX_SECONDS,
    and never less than the run's ``delay_seconds``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which a host was asked for nothing, because it said so."""

    at: str
    """When it began: UTC, RFC 3339."""
    url: str
    """That was answered so; of an article ``article:`` and its id."""
    status: int
    """429 or 503."""
    asked_seconds: float | None
    """By Retry-After; ``None`` where the answer named no time."""
    kept_seconds: float
    """How long nothing was asked; 0 where the host was given up instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPoliteness:
    """How a run treated one host. ``newscrawl politeness`` checks it against the Fetch lines."""

    host: str
    """Its name or address, without a port."""
    requests: int
    """Sent to it."""
    not_modified: int
    """Of these, answered 304."""
    bytes: int
    """Of decoded bodies."""
    smallest_gap_seconds: float | None
    """Measured from the end of one answer to the sending of the next request (from sending to
    sending where two were under way at once); ``None`` where there were not two."""
    crawl_delays: tuple[CrawlDelay, ...] = ()
    """In their order; empty where robots.txt asked for none."""
    pauses: tuple[Pause, ...] = ()
    """In their order."""
    given_up_at: str | None
    """When the run stopped asking it: UTC, RFC 3339. ``None`` where it did not."""
    given_up_because: str | None
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run did, and how it ended."""

    schema: int = SCHEMA
    site: str
    """As ``Article.site``."""
    run_id: str
    """The name of the run; its files in the archive bear it too."""
    verdict: str
    """``fine`` or the cause in words; ``killed`` where the process died and a later run wrote
    this."""
    exit_code: int | None
    """``None`` for a killed run: nobody saw it."""
    message: str | None = None
    """What happened and what to do, where something is wrong. An article's address is in it as
    ``article:``, its id, and its host."""
    started_at: str
    """When the process began: UTC, RFC 3339."""
    finished_at: str | None
    """``None`` for a killed run."""
    requests: int = 0
    """Sent to the network."""
    bytes: int = 0
    """Of decoded bodies."""
    delay_seconds: float | None = None
    """Pause between two requests to a host that the run was set to keep."""
    robots_obeyed: bool = True
    """False where the setting ROBOTSTXT_OBEY was."""
    hosts: tuple[HostPoliteness, ...] = ()
    """Every host that was asked, by name."""
    outcomes: tuple[Count, ...] = ()
    """Every request, by ``Fetch.outcome``; the sum is the number of Fetch lines."""
    skipped: tuple[Count, ...] = ()
    """Links seen and not requested, by reason."""
    page_kinds: tuple[Count, ...] = ()
    """Article lines, by ``Article.page_kind``."""
    problems: tuple[Count, ...] = ()
    """Entries of ``Article.problems``, by name."""
    duplicates: tuple[Count, ...] = ()
    """Articles marked as copies, by kind."""
    fill: tuple[FillRate, ...] = ()
    """Of the fields every newspaper has; see ``report.tally``."""
    rules: tuple[RuleHits, ...] = ()
    """By field, the most frequent rule first."""
    shares: tuple[Share, ...] = ()
    """Those that the run can tell, in the order of ``Share.name``."""
    drifts: tuple[Drift, ...] = ()
    """What fell; the gate fails where there is one."""
    declared: str | None = None
    """Digest of what the site's module declares; rules are compared among runs of the same."""
    versions: tuple[Version, ...] = ()
    """Of the programs that decide what is read and how it is kept."""
    newscrawl_version: str


def without_addresses(
    text: str, site: str, pattern: ArticleUrl | None, known: Callable[[str], object]
) -> str:
    """Return what a run says, with each article's id and host in place of its address.

    Args:
        text: Of the run.
        site: As ``Run.site``.
        pattern: The site's ``article_url``.
        known: Returns what is known of an article's id; ``None``: it is none.
    """

    def name(url: str) -> str | None:
        named = article_id(site, url, pattern)
        try:
            is_article = known(named) is not None
        except ArchiveError:  # the disk failed: it may be one
            is_article = True
        return f"{ARTICLE}{named} at {urlsplit(url).hostname}" if is_article else None

    return renamed(text, name)
