"""The files a newspaper keeps for machines: robots.txt, the feed, the sitemap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from newscrawl.sample.answer import Answer

_XML = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story in a feed or sitemap."""

    url: str
    title: str
    excerpt: str
    authors: Sequence[str]
    section: str
    published: datetime
    changed: datetime


def robots(base: str, modified: datetime) -> Answer:
    """Return a robots.txt that keeps robots out of ``/private/``."""
    text = (
        "# Welcome. Please leave the subscribers' letters alone.\n"
        "User-agent: *\n"
        "Disallow: /private/\n"
        "\n"
        f"Sitemap: {base}/sitemap.xml\n"
    )
    return Answer(content_type="text/plain; charset=utf-8", body=text.encode(), modified=modified)


def rss(name: str, base: str, entries: Iterable[Entry], modified: datetime) -> Answer:
    """Return an RSS 2.0 feed, newest first."""
    newest = sorted(entries, key=lambda entry: entry.published, reverse=True)
    items = "\n".join(map(_item, newest))
    text = f"""{_XML}
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(name)}</title>
<link>{base}/</link>
<atom:link href="{base}/rss.xml" rel="self" type="application/rss+xml"/>
<description>News from {escape(name)}</description>
<lastBuildDate>{format_datetime(modified)}</lastBuildDate>
{items}
</channel>
</rss>
"""
    kind = "application/rss+xml; charset=utf-8"
    return Answer(content_type=kind, body=text.encode(), modified=modified)


def _item(entry: Entry) -> str:
    creators = "".join(f"\n<dc:creator>{escape(name)}</dc:creator>" for name in entry.authors)
    return f"""<item>
<title>{escape(entry.title)}</title>
<link>{entry.url}</link>
<guid isPermaLink="true">{entry.url}</guid>
<pubDate>{format_datetime(entry.published)}</pubDate>{creators}
<category>{escape(entry.section)}</category>
<description>{escape(entry.excerpt)}</description>
</item>"""


def sitemap(base: str, entries: Iterable[Entry], modified: datetime) -> Answer:
    """Return a sitemap of the front page and every story."""
    rows = [(f"{base}/", modified)] + [(entry.url, entry.changed) for entry in entries]
    urls = "\n".join(
        f"<url><loc>{url}</loc><lastmod>{changed.isoformat()}</lastmod></url>"
        for url, changed in rows
    )
    text = f"""{_XML}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{urls}
</urlset>
"""
    kind = "application/xml; charset=utf-8"
    return Answer(content_type=kind, body=text.encode(), modified=modified)
