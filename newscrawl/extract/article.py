"""Reads one article: which source gives which field, in which order, stands here."""

from collections.abc import Callable
from typing import Any

from newscrawl import urls
from newscrawl.extract import authors, bylines, canonical, images, language, published, topics
from newscrawl.extract.body import Story, story
from newscrawl.extract.evidence import Evidence, gathered
from newscrawl.extract.layout_parts import LayoutParts, layout_parts
from newscrawl.extract.names import names
from newscrawl.extract.page import Page, read_page
from newscrawl.extract.page_kind import page_kind
from newscrawl.extract.teasers import shown, teasers
from newscrawl.extract.text import word_count
from newscrawl.items import Article, Author, Provenance, Section, Source, Teaser
from newscrawl.layout import Layout
from newscrawl.version import __version__

Rule = Callable[[Evidence], Any]

ORDER: dict[str, tuple[tuple[Source, str, Rule], ...]] = {
    "canonical_url": (
        ("meta", "link[rel=canonical]", canonical.from_link),
        ("opengraph", "og:url", canonical.from_opengraph),
        ("rule", "URL", canonical.from_url),
    ),
    "published_at": (
        ("json_ld", "datePublished", lambda e: published.from_node(e, "datePublished")),
        ("meta", "published_time", published.published_meta),
        ("microdata", "datePublished", lambda e: published.from_items(e, "datePublished")),
        ("json_ld", "dateCreated", lambda e: published.from_node(e, "dateCreated")),
        ("rule", "time near the headline", published.from_times),
        ("meta", "called published", published.other_meta),
        ("rule", "date in the title", published.from_title),
        ("rule", "class says date", published.from_labelled),
        ("rule", "date in the URL", published.from_url),
        ("rule", "date near the headline", published.from_text),
    ),
    "modified_at": (
        ("json_ld", "dateModified", lambda e: published.from_node(e, "dateModified")),
        ("meta", "modified_time", published.modified_meta),
        ("microdata", "dateModified", lambda e: published.from_items(e, "dateModified")),
        ("rule", "printed as updated", published.from_updates),
    ),
    "authors": (
        ("json_ld", "author", authors.from_node),
        ("meta", "author", authors.from_meta),
        ("microdata", "author", authors.from_items),
        ("rule", "a[rel=author]", bylines.from_links),
        ("rule", "class says author", bylines.from_labelled),
        ("rule", "link to an author's page", bylines.from_profiles),
        ("rule", "line begins with by", bylines.from_line),
        ("rule", "name in bold above the story", bylines.from_bold),
    ),
    "language": (
        ("rule", "html[lang]", language.from_root),
        ("json_ld", "inLanguage", language.from_node),
        ("meta", "language", language.from_meta),
    ),
    "section": (
        ("json_ld", "articleSection", topics.section_from_node),
        ("meta", "article:section", topics.section_from_meta),
        ("json_ld", "BreadcrumbList", topics.section_from_trail),
    ),
    "tags": (
        ("meta", "article:tag, keywords", topics.tags_from_meta),
        ("json_ld", "keywords", topics.tags_from_node),
        ("rule", "a[rel=tag]", topics.tags_from_links),
    ),
}
"""Where a field is looked for after the layout; the first that has it wins, measured by
``benchmarks/extraction.py``. Three fields weigh their sources against each other and say
themselves which won: the headline (``headline.py``: the visible h1 that is like the declared
titles, a lower heading that equals one, the first h1, an element with most of a title's text, the
declared title), the standfirst
(``standfirst.py``: a block below the headline as declared, as named, a sentence; a first paragraph
set apart) and the body (``body.py``: the page, then ``articleBody``, then a script's state)."""

_LAID_OUT: dict[str, Callable[[list[str], Evidence], Any]] = {
    "published_at": lambda texts, e: published.from_texts(e, texts),
    "modified_at": lambda texts, e: published.from_texts(e, texts),
    "authors": lambda texts, _: tuple(Author(name=n) for t in texts for n in names(t)),
    "tags": lambda texts, _: tuple(dict.fromkeys(texts)),
}
"""How a layout's texts become a value; for all other fields the first text is it."""


def extract_article(
    page: bytes, url: str, *, encoding: str | None = None, layout: Layout | None = None
) -> Article:
    """Return what the page says of its article; what only a run knows stays ``None``.

    Any bytes give a record: what is no article is marked by ``page_kind``. A part of the layout
    that matches nothing is named in ``problems`` (``layout_headline_matched_nothing``), and the
    generic reader fills in; see ``layout_parts.layout_findings``. A page that was not read to its
    end, because it is too deep or has too many tags, is named there too (``text_cut``).

    Args:
        page: The page as the server sent it.
        url: Where it was fetched.
        encoding: Any Python codec name, as if from the HTTP header.
        layout: Where the parts stand on this newspaper's pages. It is first for every field.

    Raises:
        ValueError: ``url`` is no http or https URL.

    >>> page = b"<title>Bridge reopens</title><h1>Bridge reopens</h1>"
    >>> extract_article(page, "https://news.example/a").headline
    'Bridge reopens'
    """
    if not urls.is_web(url):
        message = f"{url!r} is no http or https URL"
        raise ValueError(message)
    read = read_page(page, url, encoding=encoding)
    parts = layout_parts(read, layout) if layout else LayoutParts()
    found = _Found(gathered(read, parts))
    for field, rules in ORDER.items():
        found.look(field, rules)
    found.evidence.signers = tuple(author.name for author in found.get("authors", ()))
    cards = shown(read, layout=layout)
    found.evidence.cards = cards.cards
    told = story(found.evidence)
    found.note_story(told)
    return _record(read, found, told, teasers(read, cards, layout=layout))


class _Found:
    """The values found so far, and where."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.values: dict[str, Any] = {}
        self.provenance: list[Provenance] = []

    def get(self, field: str, default: Any = None) -> Any:
        """Return the value of ``field``."""
        return self.values.get(field, default)

    def note(self, field: str, value: Any, source: Source, rule: str) -> None:
        """Keep a value and where it was found."""
        if field in self.evidence.parts.rules and source != "layout":
            rule = f"{rule}, for a layout that matched nothing"
        self.values[field] = value
        self.provenance.append(Provenance(field=field, source=source, rule=rule))

    def look(self, field: str, rules: tuple[tuple[Source, str, Rule], ...]) -> None:
        """Look for ``field`` in the layout, then by each rule in turn.

        The newspaper's own name is taken for an author only where nobody else signs.
        """
        texts = self.evidence.parts.texts.get(field)
        if texts and (value := _LAID_OUT.get(field, _first)(texts, self.evidence)):
            self.note(field, value, "layout", self.evidence.parts.rules[field])
            return
        own: tuple[Any, Source, str] | None = None
        for place, (source, rule, read) in enumerate(rules, 1):
            value = read(self.evidence)
            if not value:
                continue
            if field == "authors" and authors.is_own(value, self.evidence):
                own = own or (value, source, rule)
                continue
            found = published.with_clock((value, source, rule), rules[place:], self.evidence)
            self.note(field, *found)
            return
        if own:
            self.note(field, *own)

    def listen(self, text: str | None) -> None:
        """Replace a language that the text belies."""
        if language.is_doubtful(self.get("language"), text):
            heard = language.from_text(text)
            if heard and heard != "en":
                self.provenance = [mark for mark in self.provenance if mark.field != "language"]
                self.note("language", heard, "rule", "heard in the text")

    def note_story(self, told: Story) -> None:
        """Keep what was read of the visible story: headline, kicker, standfirst, byline, body."""
        headline, lead = self.evidence.headline, told.standfirst
        if headline:
            self.note("headline", headline.text, headline.source, headline.rule)
        for field, value, rule in (
            (
                "kicker",
                told.kicker or (headline.kicker if headline else None),
                "above the headline",
            ),
            ("standfirst", lead and lead.text, lead.rule if lead else ""),
            ("byline", told.byline, "line with the authors' names"),
        ):
            texts = self.evidence.parts.texts.get(field)
            if texts:
                self.note(field, " ".join(texts), "layout", self.evidence.parts.rules[field])
            elif value:
                self.note(field, value, "rule", rule)
        if told.sections:
            self.note("body", told.sections, told.source, told.rule)


def _first(texts: list[str], _: Evidence) -> str:
    return texts[0]


def _record(read: Page, found: _Found, told: Story, links: tuple[Teaser, ...]) -> Article:
    site = urls.site_of(read.url)
    text = _text(told.sections)
    kind = page_kind(found.evidence, told)
    found.note("page_kind", kind.kind, kind.source, kind.rule)
    found.listen(text)
    moment, modified = found.get("published_at"), found.get("modified_at")
    address = found.get("canonical_url")
    return Article(
        site=site,
        url=read.url,
        canonical_url=address,
        article_id=urls.article_id(site, address),
        page_kind=kind.kind,
        headline=found.get("headline"),
        kicker=found.get("kicker"),
        standfirst=found.get("standfirst"),
        authors=found.get("authors", ()),
        byline=found.get("byline"),
        published_at=moment.value if moment else None,
        published_precision=moment.precision if moment else None,
        published_raw=moment.raw if moment else None,
        modified_at=modified.value if modified else None,
        language=found.get("language") or language.from_text(text),
        section=found.get("section"),
        tags=found.get("tags", ()),
        body=told.sections,
        text=text,
        word_count=word_count(text) if text else None,
        images=images.images(found.evidence, told.whole if told.whole is not None else told.root),
        teasers=links,
        free_access=topics.free_access(found.evidence),
        provenance=tuple(found.provenance),
        problems=(*read.problems, *found.evidence.parts.problems),
        newscrawl_version=__version__,
    )


def _text(sections: tuple[Section, ...]) -> str | None:
    lines = [
        line for section in sections for line in (section.heading, *section.paragraphs) if line
    ]
    return "\n\n".join(lines) or None
