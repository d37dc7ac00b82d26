"""What was seen of a newspaper at a first look."""

from dataclasses import dataclass

from newscrawl.items import Article, Teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Values read from robots.txt, front page, feeds, sitemaps and a few articles."""

    url: str
    """The front page, redirects followed."""
    names: tuple[tuple[str, str], ...] = ()
    """What pages declare as the newspaper's name: where, and the text; the surest first."""
    teasers: tuple[Teaser, ...] = ()
    """Of the front page."""
    named: tuple[str, ...] = ()
    """URLs of articles that feeds and news sitemaps name."""
    links: tuple[str, ...] = ()
    """Links of the newspaper's own that lead to no articles, as far as one can tell: those that
    stand on every page, or in the navigation."""
    articles: tuple[Article, ...] = ()
    """As the generic reader reads them."""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pages of sections that were looked at, each with the URLs of its teasers."""
    zones: tuple[str, ...] = ()
    """IANA names of time zones that stand in the pages."""
    feed_dates: tuple[str, ...] = ()
    """Times that feeds state, as RFC 3339 with their offset."""
    feeds: tuple[str, ...] = ()
    """Announced by the front page."""
    sitemaps: tuple[str, ...] = ()
    """Announced by robots.txt."""
    notes: tuple[str, ...] = ()
    """What could not be looked at, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was decided."""

    field: str
    value: str | None
    """``None`` where nothing need be declared, or nothing could be told."""
    rule: str
    """How it was told."""
    doubt: str | None = None
    """What a person should look at; ``None`` where it is sure."""
