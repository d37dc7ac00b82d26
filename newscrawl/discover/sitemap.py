"""What a sitemap leads to: pages, and further sitemaps (sitemaps.org, protocol 0.9)."""

import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from newscrawl.discover import feed
from newscrawl.discover.decoding import utf8
from newscrawl.discover.found import Found, Named, folded, link, stated_date, targets
from newscrawl.discover.safe_xml import Entries, Entry

T = TypeVar("T")

MAX_BYTES = 50 * 1024 * 1024
"""Of a sitemap once decompressed (sitemaps.org, "Sitemap index files")."""

MAX_ENTRIES = 50_000
"""Pages of a sitemap, or sitemaps of an index (the same place)."""

MAX_SITEMAPS = 5
"""Sitemaps of an index that ``newest`` leaves by default: an index may name 50,000, and what
is new stands in one or two of them."""

NO_SITEMAP = "no_sitemap"
"""The problem of a document that is something else."""

_ROOTS = frozenset({"urlset", "sitemapindex"})
_NEWS_TITLE = ("news:news/news:title", "news/title")
_NEWS_DATE = ("news:news/news:publication_date", "news/publication_date")
# Google, "Create a news sitemap"; the second of each where the prefix is not declared.
_PARTS = frozenset({"loc", "lastmod", *_NEWS_TITLE, *_NEWS_DATE})

_LINE = re.compile(r"^[ \t]*(https?://[^\s<>]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_GZIP_MEMBERS = 50
"""Gzip files may stand one after the other (RFC 1952, section 2.2): one a MiB is many."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTH_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Found):
    """A page that a sitemap names. ``title`` and ``published_at`` are those of news sitemaps."""

    lastmod: str | None = None
    """When the page last changed, as stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapLink:
    """A further sitemap that an index names."""

    url: str
    """Absolute, http or https."""
    lastmod: str | None = None
    """When that sitemap last changed, as stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one sitemap names, in document order, each target once."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[SitemapLink, ...] = ()
    problems: tuple[str, ...] = ()
    """Why it is not, or not all, as it was meant: ``no_sitemap`` (it is something else),
    ``gzip_damaged`` (cut off or broken: read as far as it goes), ``too_large`` (50 MiB or
    50,000 entries were read, not the rest), ``xml_damaged`` (read as far as it goes)."""


def read(body: bytes, url: str) -> Sitemap:
    """Return what the sitemap in ``body`` names; any bytes give a ``Sitemap``, if an empty one.

    Args:
        body: As the server sent it: XML, one address a line, or a feed, which may stand for a
            sitemap too (sitemaps.org, "Other Sitemap formats"); gzipped or not.
        url: Where it was fetched, absolute.
    """
    unpacked, problems = _unpacked(body)
    data = utf8(unpacked).lstrip()
    if not data.startswith(b"<"):
        return _of_lines(data.decode(), url, problems)
    entries = Entries(data, entries=frozenset({"url", "sitemap"}), parts=_PARTS)
    if entries.root in _ROOTS:
        return _of_entries(entries, url, problems)
    if (entries.root or "").lower() in feed.ROOTS:
        return replace(_sitemap(feed.named(data, url), []), problems=problems)
    return Sitemap(problems=(*problems, NO_SITEMAP))


def _unpacked(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return ``body`` decompressed, up to ``MAX_BYTES``, and what was wrong with it."""
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES], ("too_large",) if len(body) > MAX_BYTES else ()
    unpacked = b""
    for _ in range(_GZIP_MEMBERS):
        room = MAX_BYTES - len(unpacked)
        member = zlib.decompressobj(wbits=31)
        try:
            unpacked += member.decompress(body, room) if room else b""
        except zlib.error:
            return unpacked + _before_damage(body, room), ("gzip_damaged",)
        if not member.eof:
            return unpacked, ("gzip_damaged" if len(unpacked) < MAX_BYTES else "too_large",)
        body = member.unused_data
        if not body.startswith(_GZIP):  # what follows is padding, if anything
            return unpacked, ()
    return unpacked, ("too_large",)


def _before_damage(body: bytes, room: int) -> bytes:
    """Return what a broken gzip file gives up to the piece of 1 KiB that is broken."""
    member = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    with suppress(zlib.error):
        for start in range(0, len(body), 1024):
            parts.append(member.decompress(body[start : start + 1024], room))
            room -= len(parts[-1])
            if room <= 0:
                break
    return b"".join(parts)


def _of_lines(text: str, url: str, problems: tuple[str, ...]) -> Sitemap:
    """Return what a sitemap of one address a line names."""
    lines = [
        match[1] for match in islice(_LINE.finditer(text.replace("\r", "\n")), MAX_ENTRIES + 1)
    ]
    if not lines:
        return Sitemap(problems=(*problems, NO_SITEMAP))
    if len(lines) > MAX_ENTRIES:
        problems = (*problems, "too_large")
    found = (link(line, url) for line in lines[:MAX_ENTRIES])
    return replace(_sitemap((Named(page) for page in found if page), []), problems=problems)


def _of_entries(entries: Entries, url: str, problems: tuple[str, ...]) -> Sitemap:
    pages: list[Named] = []
    sitemaps: list[Named] = []
    for number, entry in enumerate(entries):
        if number >= MAX_ENTRIES:
            problems = (*problems, "too_large")
            break
        named = _named(entry, url)
        if named:
            (sitemaps if entry.name == "sitemap" else pages).append(named)
    if entries.broken:
        problems = (*problems, "xml_damaged")
    return replace(_sitemap(pages, sitemaps), problems=problems)


def _named(entry: Entry, url: str) -> Named | None:
    said = {part.name: part.text for part in reversed(entry.parts)}
    page = link(said.get("loc"), url)
    if page is None:
        return None
    return Named(
        page,
        title=folded(_first(said, _NEWS_TITLE)),
        published_at=stated_date(_first(said, _NEWS_DATE)),
        lastmod=stated_date(said.get("lastmod")),
    )


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _sitemap(pages: Iterable[Named], sitemaps: Iterable[Named]) -> Sitemap:
    listed = (
        Listed(
            url=page.url,
            rank=rank,
            title=page.title,
            published_at=page.published_at,
            lastmod=page.lastmod,
        )
        for rank, page in enumerate(targets(pages), start=1)
    )
    links = (SitemapLink(url=each.url, lastmod=each.lastmod) for each in targets(sitemaps))
    return Sitemap(pages=tuple(listed), sitemaps=tuple(links))


def newest(
    sitemap: Sitemap, since: datetime | None = None, *, max_sitemaps: int = MAX_SITEMAPS
) -> Sitemap:
    """Return ``sitemap`` with the newest first, without what is older than ``since``.

    What has no date that can be read stays, after what has one: a page in document order, a
    sitemap by the month in its address (``sitemap-2026-03.xml``), the latest first.

    Args:
        sitemap: As read.
        since: Aware; ``None`` keeps everything. A page counts by the later of ``lastmod`` and
            ``published_at``; a bare day lasts to its end, in UTC.
        max_sitemaps: How many further sitemaps to keep.
    """
    pages = _by_date([(_latest(page.lastmod, page.published_at), page) for page in sitemap.pages])
    links = sorted(sitemap.sitemaps, key=lambda each: _month(each.url), reverse=True)
    dated = _by_date([(_latest(each.lastmod), each) for each in links])
    return replace(
        sitemap,
        pages=tuple(page for date, page in pages if _is_new(date, since)),
        sitemaps=tuple(each for date, each in dated if _is_new(date, since))[:max_sitemaps],
    )


def _by_date(dated: list[tuple[datetime | None, T]]) -> list[tuple[datetime | None, T]]:
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(dated, key=lambda pair: pair[0] or never, reverse=True)


def _is_new(date: datetime | None, since: datetime | None) -> bool:
    return date is None or since is None or date >= since


def _latest(*stated: str | None) -> datetime | None:
    moments = (moment(text) for text in stated if text)
    return max((each for each in moments if each), default=None)


def moment(text: str) -> datetime | None:
    """Return the last moment that a date of a sitemap can mean, aware; ``None`` if it is none.

    Dates are those of the W3C ("Date and Time Formats"): a year, a month, a day, or a time.
    """
    try:
        if day := _DAY.fullmatch(text):
            return _end(int(day[1]), day[2], day[3])
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _end(year: int, month: str | None, day: str | None) -> datetime:
    last = datetime(year, int(month or 12), int(day or 1), 23, 59, 59, tzinfo=UTC)
    if day:
        return last
    following = last.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def _month(url: str) -> str:
    found = _MONTH_IN_URL.findall(url)
    return "".join(found[-1]) if found else ""
