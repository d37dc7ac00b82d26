"""What a site's module declares, and whether it can be right.

A source is where a newspaper names its articles: an entry of ``discover``.
"""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.errors import SiteError
from newscrawl.urls import is_web


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page whose teasers lead to articles: the home page, or a section's."""

    url: str
    teasers: str | None = None
    """CSS of one teaser's card, where the generic reader needs help."""
    title: str | None = None
    """CSS of the headline within the card."""
    excerpt: str | None = None
    """CSS of the excerpt within the card."""
    pages: int = 1
    """How many pages to read where the page goes on at a next one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS, Atom or JSON feed."""

    url: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap, a news sitemap, or an index of them."""

    url: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What the newspaper announces by itself: the feeds that its front pages name, and the
    sitemaps that its robots.txt names."""


Source = FrontPage | Feed | Sitemap | Announced


def check(site: str, sources: tuple[Source, ...]) -> None:
    """Check what a site declares.

    Raises:
        SiteError: Nothing is declared, or something that is no source, or no URL of one.
    """
    declared: tuple[object, ...] = sources
    for source in declared:
        if not isinstance(source, Source):
            message = f"{site}: {source!r} in discover is no FrontPage, Feed, Sitemap or Announced."
            raise SiteError(message)
        if not isinstance(source, Announced) and not is_web(source.url):
            kind = type(source).__name__
            message = f"{site}: {source.url!r} is no http or https URL of a {kind}."
            raise SiteError(message)
    if not addresses(sources):
        message = (
            f"{site}: nothing to discover. Declare a front page: "
            'discover = (FrontPage("https://…/"),).'
        )
        raise SiteError(message)


def addresses(sources: tuple[Source, ...]) -> tuple[str, ...]:
    """Return the URLs that are declared: where the newspaper is at home."""
    return tuple(source.url for source in sources if not isinstance(source, Announced))


def pattern_of(site: str, article_url: str | None) -> re.Pattern[str] | None:
    """Return ``article_url`` compiled.

    Raises:
        SiteError: It is no regular expression.
    """
    if article_url is None:
        return None
    try:
        return re.compile(article_url)
    except re.error as error:
        message = f"{site}: article_url {article_url!r} is no pattern: {error}."
        raise SiteError(message) from error


def zone_of(site: str, timezone: str | None) -> ZoneInfo | None:
    """Return the zone of that IANA name.

    Raises:
        SiteError: There is no such zone.
    """
    if timezone is None:
        return None
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = (
            f"{site}: timezone {timezone!r} is unknown. Write an IANA name, for example "
            "Europe/Lisbon."
        )
        raise SiteError(message) from error
