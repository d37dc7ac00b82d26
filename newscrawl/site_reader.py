"""Reads a page as a site's module declares: the generic readers, then its layout, zone and
language. A crawl, ``scrapy explain`` and the tests of recorded pages all read by these; a crawl in
a process of its own, see ``readers``."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from newscrawl.deduplicate.identity import identified, identified_front_page
from newscrawl.discover import announced, sitemap
from newscrawl.discover.pagination import next_page
from newscrawl.extract.article import extract_article
from newscrawl.extract.declared import with_language, with_zone
from newscrawl.extract.front_page import extract_front_page, without_teasers
from newscrawl.fingerprint import Fingerprint, fingerprint
from newscrawl.items import Article, FrontPageSnapshot, Reason
from newscrawl.layout import Layout, layout_for
from newscrawl.sources import Announced, FrontPage, Source
from newscrawl.urls import ArticleUrl, canonical_url

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class Site(Protocol):
    """What a site's module declares, once it was found sound: a ``NewsSpider``."""

    @property
    def site(self) -> str:
        """The name in records."""

    @property
    def discover(self) -> tuple[Source, ...]:
        """Where it names its articles."""

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Where the parts of its pages stand."""

    @property
    def language(self) -> str | None:
        """For pages that declare none."""

    @property
    def article_url(self) -> str | None:
        """What an article's address matches."""

    @property
    def pattern(self) -> ArticleUrl | None:
        """``article_url``, compiled, with what it was before."""

    @property
    def zone(self) -> ZoneInfo | None:
        """``timezone``, looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a ``Site`` declares, and no more: a value that can be sent to another process."""

    site: str
    discover: tuple[Source, ...]
    layouts: tuple[Layout, ...]
    language: str | None
    article_url: str | None
    pattern: ArticleUrl | None
    zone: ZoneInfo | None

    @classmethod
    def by(cls, site: Site) -> "Declared":
        """Return what ``site`` declares."""
        return cls(
            site=site.site,
            discover=site.discover,
            layouts=site.layouts,
            language=site.language,
            article_url=site.article_url,
            pattern=site.pattern,
            zone=site.zone,
        )


def read_article(site: Site, page: bytes, url: str, *, encoding: str | None, day: date) -> Article:
    """Return what an article's page says, with the ids it has on ``site``.

    Args:
        site: The newspaper.
        page: As the server sent it.
        url: Where it was fetched.
        encoding: The charset of the HTTP header.
        day: When it was fetched: which layout was in force.
    """
    read = extract_article(page, url, encoding=encoding, layout=layout_for(site.layouts, day))
    if site.zone:
        read = with_zone(read, site.zone)
    if site.language:
        read = with_language(read, site.language)
    return identified(read, site.site, site.pattern)


def read_and_compare(
    site: Site, page: bytes, url: str, *, encoding: str | None, day: date
) -> tuple[Article, Fingerprint | None]:
    """Return what ``read_article`` does, and what its text is compared with others by."""
    read = read_article(site, page, url, encoding=encoding, day=day)
    return read, fingerprint(read)


def read_front_page(
    site: Site, page: bytes, url: str, *, encoding: str | None, declared: FrontPage
) -> FrontPageSnapshot:
    """Return what a front page shows, with the ids its articles have on ``site``.

    Args:
        site: The newspaper.
        page: As the server sent it.
        url: Where it was fetched, redirects followed.
        encoding: The charset of the HTTP header.
        declared: The entry of ``discover`` that named it.
    """
    read = extract_front_page(page, url, encoding=encoding, layout=layout_of(declared))
    return identified_front_page(
        replace(read, url=canonical_url(declared.url)), site.site, site.pattern
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A front page as a crawl reads it: what it shows, and where it leads beside its articles."""

    snapshot: FrontPageSnapshot
    reason: Reason | None = None
    """Why it has no teasers."""
    next_page: str | None = None
    """Where it goes on, if more than one page is declared."""
    feeds: tuple[str, ...] = ()
    """Those it names, if the site declares ``Announced``."""


def look_at(
    site: Site, page: bytes, url: str, *, encoding: str | None, declared: FrontPage
) -> Look:
    """Return all that a crawl takes from a front page; the arguments are ``read_front_page``'s."""
    snapshot = read_front_page(site, page, url, encoding=encoding, declared=declared)
    is_told = any(isinstance(source, Announced) for source in site.discover)
    return Look(
        snapshot=snapshot,
        reason=None if snapshot.teasers else without_teasers(page, url, encoding=encoding),
        next_page=next_page(page, url, encoding=encoding) if declared.pages > 1 else None,
        feeds=tuple(announced.feeds(page, url, encoding=encoding)) if is_told else (),
    )


def read_sitemap(page: bytes, url: str, since: datetime) -> sitemap.Sitemap:
    """Return the recent pages that a sitemap names, and its parts; see ``discover.sitemap``.

    Args:
        page: As the server sent it.
        url: Where it was fetched.
        since: What is older is left out.
    """
    return sitemap.newest(sitemap.read(page, url), since)


def layout_of(page: FrontPage) -> Layout:
    """Return where teasers stand on a front page, as it is declared."""
    return Layout(teasers=page.teasers, teaser_title=page.title, teaser_excerpt=page.excerpt)


def front_page_at(site: Site, url: str) -> FrontPage | None:
    """Return the declared front page that ``url`` spells; ``None`` for an article's URL."""
    wanted = canonical_url(url)
    pages = (one for one in site.discover if isinstance(one, FrontPage))
    return next((one for one in pages if canonical_url(one.url) == wanted), None)


def charset(content_type: str | None) -> str | None:
    """Return the charset that a Content-Type header declares.

    >>> charset("text/html; charset=utf-8")
    'utf-8'
    """
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None
