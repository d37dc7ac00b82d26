"""What a site's module declares, and whether it can be right.

A source is where a newspaper names its articles: an entry of ``discover``.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.errors import SiteError
from newscrawl.layout import Layout, css
from newscrawl.redaction import redacted
from newscrawl.urls import ArticleUrl, FirstOf, digest, is_web


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


def check(site: str, sources: tuple[Source, ...], layouts: tuple[Layout, ...] = ()) -> None:
    """Check what a site declares.

    Raises:
        SiteError: There is no source, or something that is none, or no URL of one; a layout or
            a part of one is none; or CSS cannot be read.
    """
    _check_sources(site, sources)
    for layout in _several(site, "layouts", layouts, 'Layout(headline=css("h1"))'):
        _check_layout(site, layout)


def _check_sources(site: str, sources: tuple[Source, ...]) -> None:
    for source in _several(site, "discover", sources, 'FrontPage("https://…/")'):
        if not isinstance(source, Source):
            message = f"{site}: {source!r} in discover is no FrontPage, Feed, Sitemap or Announced."
            raise SiteError(message)
        if not isinstance(source, Announced):
            _check_url(site, source)
        if isinstance(source, FrontPage):
            _check_front_page(site, source)
    if not addresses(sources):
        message = (
            f"{site}: nothing to discover. Declare a front page: "
            'discover = (FrontPage("https://…/"),).'
        )
        raise SiteError(message)


def _several(site: str, name: str, declared: object, example: str) -> tuple[object, ...]:
    if isinstance(declared, tuple | list):
        return tuple(declared)
    message = (
        f"{site}: {name} is one {type(declared).__name__}, no tuple. Write a comma behind each "
        f"entry, the last one too: {name} = ({example},)."
    )
    raise SiteError(message)


def _check_url(site: str, source: FrontPage | Feed | Sitemap) -> None:
    if not isinstance(source.url, str) or not is_web(source.url):
        kind = type(source).__name__
        shown = redacted(repr(source.url))
        message = f"{site}: {shown} is no http or https URL of a {kind}."
        raise SiteError(message)


def _check_front_page(site: str, page: FrontPage) -> None:
    for name in ("teasers", "title", "excerpt"):
        _check_css(site, f"{name} of FrontPage", getattr(page, name))
    if type(page.pages) is not int or page.pages < 1:
        message = (
            f"{site}: pages={page.pages!r} of FrontPage({page.url!r}) is no number of pages. "
            "Write a whole number from 1 on, without quotes: pages=3."
        )
        raise SiteError(message)


def _check_css(site: str, where: str, query: object) -> None:
    if query is None:
        return
    cure = f'{site}: {where} is {query!r}. Write CSS as text, for example "article.card"'
    if not isinstance(query, str):
        message = f"{cure}."
        raise SiteError(message)
    try:
        css(query)
    except ValueError as error:
        message = f"{cure}: {error}."
        raise SiteError(message) from error


def _check_layout(site: str, layout: object) -> None:
    if not isinstance(layout, Layout):
        message = f'{site}: {layout!r} in layouts is no Layout. Write Layout(body=css("#story")).'
        raise SiteError(message)
    _check_until(site, layout.until)
    for item in fields(layout):
        if item.name in _CSS_OF_LAYOUT:
            _check_css(site, f"{item.name} of Layout", getattr(layout, item.name))
        elif item.name != "until":
            _check_part(site, item.name, getattr(layout, item.name))


_CSS_OF_LAYOUT = {"teasers", "teaser_title", "teaser_excerpt", "remove"}


def _check_until(site: str, until: object) -> None:
    if until is not None and type(until) is not date:
        message = (
            f"{site}: until={until!r} of Layout is no day. Write the last day of the look: "
            "until=date(2026, 3, 1)."
        )
        raise SiteError(message)


def _check_part(site: str, name: str, part: object) -> None:
    if part is None or callable(part):
        return
    example = part if isinstance(part, str) else "h1.title"
    message = (
        f"{site}: {name}={part!r} of Layout is no part. Write {name}=css({example!r}), xpath() "
        "or a function."
    )
    raise SiteError(message)


def check_names(site: str, kind: type, base: type) -> None:
    """Check that no attribute is one of ``base`` mistyped: such a one would never be read.

    Args:
        site: Its name.
        kind: The class of the site.
        base: The class that knows what a site may declare.

    Raises:
        SiteError: One is close to a known name.
    """
    for name in _unknown(kind, base):
        near = difflib.get_close_matches(name.lower(), _KNOWN, n=1, cutoff=_CLOSE)
        if near:
            message = (
                f"{site}: nothing reads the attribute {name}. Did you mean {near[0]}? Otherwise "
                "begin its name with an underscore."
            )
            raise SiteError(message)


def _unknown(kind: type, base: type) -> list[str]:
    """Return the names of the values, not functions, that ``kind`` has and ``base`` has not."""
    found = (item for each in kind.__mro__ for item in vars(each).items())
    return [
        name
        for name, value in found
        if not name.startswith("_") and name not in _KNOWN and not hasattr(base, name)
        if not callable(value) and not hasattr(value, "__get__")
    ]


_KNOWN = (
    *("name", "language", "timezone", "discover", "article_url", "formerly"),
    *("layouts", "custom_settings"),
)
"""What a site's class may declare."""

_CLOSE = 0.8
"""Similarity (difflib's ratio) from which a name is taken for a typing mistake: time_zone, layout
and articles_url are above it, section and edition are not."""


def check_arguments(site: str, given: Iterable[str], known: Sequence[str] = ()) -> None:
    """Check the names of what ``-a`` says.

    Raises:
        SiteError: One is not known.
    """
    for name in given:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        there = f"It knows {', '.join(known)}." if known else "It takes no -a arguments."
        message = f"The site {site!r} knows no argument {name!r}.{hint} {there}"
        raise SiteError(message)


def check_language(site: str, language: str | None) -> None:
    """Check that a language looks like BCP 47 (RFC 5646): ISO 639's two or three letters, then
    perhaps script, region and so on.

    Raises:
        SiteError: It does not.

    >>> check_language("site", "pt-BR")
    """
    if language is None:
        return
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        message = (
            f"{site}: language {language!r} is no language tag. Write a code of BCP 47, for "
            "example en, de or pt-BR."
        )
        raise SiteError(message)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def addresses(sources: tuple[Source, ...]) -> tuple[str, ...]:
    """Return the URLs that are declared: where the newspaper is at home."""
    return tuple(source.url for source in sources if not isinstance(source, Announced))


def pattern_of(
    site: str, article_url: str | None, formerly: tuple[str, ...] = ()
) -> ArticleUrl | None:
    """Return ``article_url`` compiled, behind those that it was before.

    Raises:
        SiteError: One of them is no regular expression, or there is none now.
    """
    if not isinstance(formerly, tuple) or (formerly and article_url is None):
        message = (
            f"{site}: formerly is {formerly!r}, article_url {article_url!r}. Write what "
            'article_url was before as formerly = (r"...",), and what it is now as article_url.'
        )
        raise SiteError(message)
    if article_url is None:
        return None
    current = _compiled(site, "article_url", article_url)
    before = tuple(_compiled(site, "formerly", one) for one in formerly)
    return FirstOf((*before, current)) if before else current


def _compiled(site: str, name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, TypeError) as error:
        message = f"{site}: {name} {pattern!r} is no pattern: {error}."
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
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:  # OSError: a folder
        message = (
            f"{site}: timezone {timezone!r} is unknown. Write an IANA name, for example "
            "Europe/Lisbon."
        )
        raise SiteError(message) from error


def declared(
    sources: tuple[Source, ...], article_url: str | None, layouts: tuple[Layout, ...]
) -> str:
    """Return a digest of what a site declares of its pages, the same in every process."""
    parts = [
        [f"{name} {getattr(part, '__name__', part)}" for name, part in layout.parts().items()]
        for layout in layouts
    ]
    removed = [(layout.until, layout.remove) for layout in layouts]
    return digest(f"{sources} {article_url} {parts} {removed}")
