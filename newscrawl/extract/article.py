"""Reads one article: which source gives which field, in which order, stands here."""

from newscrawl import urls
from newscrawl.extract import body as story
from newscrawl.extract import headline as head
from newscrawl.extract import json_ld, metadata
from newscrawl.extract.page import read_page
from newscrawl.extract.text import word_count
from newscrawl.items import Article, Section, Source
from newscrawl.layout import Layout
from newscrawl.version import __version__


def extract_article(
    page: bytes, url: str, *, encoding: str | None = None, layout: Layout | None = None
) -> Article:
    """Return what the page says of its article; what only a run knows stays ``None``.

    Args:
        page: The page as the server sent it; any bytes.
        url: Where it was fetched.
        encoding: Any Python codec name, as if from the HTTP header.
        layout: Where the parts stand on this newspaper's pages. It is first for every field.

    Raises:
        ValueError: ``url`` is no http or https URL.
    """
    canonical = urls.canonical_url(url)
    site = urls.site_of(url)
    read = read_page(page, url, encoding=encoding)
    node = json_ld.article_node(json_ld.nodes(read), {url.rstrip("/"), canonical.rstrip("/")})
    declared = metadata.declared(read)
    titles: list[tuple[Source, str, str]] = [("json_ld", "headline", t) for t in json_ld.strings(node.get("headline"))]
    titles += [("opengraph", "og:title", t) for t in declared.get("og:title", [])]
    titles += [("meta", "twitter:title", t) for t in declared.get("twitter:title", [])]
    titles += [("meta", "title", t) for t in [metadata.title(read)] if t]
    headline = head.headline(read.root, titles, next(iter(declared.get("og:site_name", [])), None))
    sections = story.sections(read, headline)
    text = _text(sections)
    return Article(
        site=site,
        url=url,
        canonical_url=canonical,
        article_id=urls.article_id(site, canonical),
        headline=headline.text if headline else None,
        published_at=json_ld.string(node.get("datePublished")) or next(iter(declared.get("article:published_time",[])),None),
        body=sections,
        text=text,
        word_count=word_count(text) if text else None,
        newscrawl_version=__version__,
    )


def _text(sections: tuple[Section, ...]) -> str | None:
    lines = [
        line
        for section in sections
        for line in (section.heading, *section.paragraphs)
        if line
    ]
    return "\n\n".join(lines) or None
