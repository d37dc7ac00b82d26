"""Reads one article: which source gives which field, in which order, stands here."""

from collections.abc import Callable
from typing import Any, Literal

from newscrawl import urls
from newscrawl.extract import authors, json_ld, language, published
from newscrawl.extract import body as story
from newscrawl.extract.evidence import Evidence, gathered
from newscrawl.extract.page import read_page
from newscrawl.extract.text import word_count
from newscrawl.items import Article, Provenance, Section, Source
from newscrawl.layout import Layout
from newscrawl.version import __version__

Rule = Callable[[Evidence], Any]

ORDER: dict[str, tuple[tuple[Source, str, Rule], ...]] = {
    "published_at": (
        ("json_ld", "datePublished", lambda e: published.from_node(e, "datePublished")),
        ("meta", "published_time", lambda e: published.from_meta(e, published.PUBLISHED_META)),
        ("microdata", "datePublished", lambda e: published.from_items(e, "datePublished")),
        ("json_ld", "dateCreated", lambda e: published.from_node(e, "dateCreated")),
        ("rule", "time near the headline", published.from_times),
        ("rule", "date in the title", published.from_title),
        ("rule", "class says date", published.from_labelled),
        ("rule", "date in the URL", published.from_url),
        ("rule", "date near the headline", published.from_text),
    ),
    "modified_at": (
        ("json_ld", "dateModified", lambda e: published.from_node(e, "dateModified")),
        ("meta", "modified_time", lambda e: published.from_meta(e, published.MODIFIED_META)),
        ("microdata", "dateModified", lambda e: published.from_items(e, "dateModified")),
    ),
    "authors": (
        ("json_ld", "author", authors.from_node),
        ("meta", "author", authors.from_meta),
        ("microdata", "author", authors.from_items),
        ("rule", "a[rel=author]", authors.from_links),
        ("rule", "class says author", authors.from_labelled),
        ("rule", "line begins with by", authors.from_line),
    ),
    "language": (
        ("rule", "html[lang]", language.from_root),
        ("json_ld", "inLanguage", language.from_node),
        ("meta", "language", language.from_meta),
    ),
}
"""Where each field is looked for, the first that has it wins. Measured on the bench."""


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
    evidence = gathered(read_page(page, url, encoding=encoding))
    provenance: list[Provenance] = []
    values: dict[str, Any] = {}
    for field, rules in ORDER.items():
        weak: tuple[Any, Provenance] | None = None
        for source, rule, read in rules:
            value = read(evidence)
            if not value:
                continue
            mark = Provenance(field=field, source=source, rule=rule)
            if field == "authors" and authors.is_own(value, evidence):
                weak = weak or (value, mark)
                continue
            values[field] = value
            provenance.append(mark)
            break
        else:
            if weak:
                values[field] = weak[0]
                provenance.append(weak[1])
    headline = evidence.headline
    if headline:
        provenance.append(Provenance(field="headline", source=headline.source, rule=headline.rule))
    descriptions = [*evidence.meta("og:description", "description"), *json_ld.strings(evidence.node.get("description"))]
    told = story.story(evidence.page.root, headline, descriptions, evidence.node)
    lead = told.standfirst
    if lead:
        provenance.append(Provenance(field="standfirst", source=lead.source, rule=lead.rule))
    if told.sections:
        provenance.append(Provenance(field="body", source=told.source, rule=told.rule))
    text = _text(told.sections)
    moment, modified = values.get("published_at"), values.get("modified_at")
    return Article(
        site=site,
        url=url,
        canonical_url=canonical,
        article_id=urls.article_id(site, canonical),
        headline=headline.text if headline else None,
        kicker=headline.kicker if headline else None,
        authors=values.get("authors", ()),
        published_at=moment.value if moment else None,
        published_precision=moment.precision if moment else None,
        published_raw=moment.raw if moment else None,
        modified_at=modified.value if modified else None,
        language=values.get("language") or language.from_text(text),
        standfirst=lead.text if lead else None,
        body=told.sections,
        text=text,
        word_count=word_count(text) if text else None,
        provenance=tuple(provenance),
        newscrawl_version=__version__,
    )


def _text(sections: tuple[Section, ...]) -> str | None:
    lines = [
        line for section in sections for line in (section.heading, *section.paragraphs) if line
    ]
    return "\n\n".join(lines) or None
