"""Reads a page as a site's module declares: the generic readers, then its layout, zone and
language. A crawl, ``scrapy explain`` and the tests of recorded pages all read by these."""

import re
from dataclasses import replace
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from newscrawl.deduplicate.identity import identified, identified_front_page
from newscrawl.extract.article import extract_article
from newscrawl.extract.declared import with_language, with_zone
from newscrawl.extract.front_page import extract_front_page
from newscrawl.items import Article, FrontPageSnapshot
from newscrawl.layout import Layout, layout_for
from newscrawl.sources import FrontPage, Source
from newscrawl.urls import ArticleUrl, canonical_url

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class Site(Protocol):
    """What a site's module declares, once it was found sound: a ``NewsSpider``."""

    discover: tuple[Source, ...]
    layouts: tuple[Layout, ...]
    language: str | None
    article_url: str | None
    pattern: ArticleUrl | None
    """``article_url``, compiled, with what it was before."""
    zone: ZoneInfo | None
    """``timezone``, looked up."""

    @property
    def site(self) -> str:
        """The name in records."""


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
