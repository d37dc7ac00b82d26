"""When an article was published and changed, by each source that may say so."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints, json_ld, metadata
from newscrawl.extract.dates import Moment, declared, shown
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import text_of

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date",
    "published_at", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date",
    "dc.date",
    "dc.terms.issued", "article_date_original", "originalpublicationdate", "iso-8601-publish-date",
    "datecreated", "article.published", "article.created", "og:pubdate",
    "citation_publication_date",
    "citation_date", "bt:pubdate", "shareaholic:article_published_time", "rnews:datepublished",
    "last-modified-date", "vr:published_time", "release_date", "video:release_date",
)  # fmt: skip
"""Names of ``<meta>`` elements: Facebook's, Dublin Core's, Parse.ly's, Sailthru's, Cxense's and
Google Scholar's documentation; the rest as listed by htmldate and newspaper4k."""

MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "modified",
    "article:modified", "revision_date", "updated_time", "cxenseparse:recs:mod",
)  # fmt: skip

_TIMES = etree.XPath("//time[not(ancestor::nav or ancestor::aside or ancestor::footer)]")
_LABELLED = etree.XPath(
    "(descendant::*/@class[contains(., 'date') or contains(., 'Date') or contains(., 'ime')"
    " or contains(., 'ublish') or contains(., 'eta') or contains(., 'yline')"
    " or contains(., 'info')]/.. | descendant::*/@id[contains(., 'date')]/..)"
    "[string-length(.) < 300][not(ancestor::nav or ancestor::aside or ancestor::footer)]"
)
"""Date, time, publish, meta, byline, info, with a capital or without."""

_YEARS = etree.XPath(
    "/html/body//text()[contains(., '20') or contains(., '19')][string-length(.) < 200]"
    "[not(parent::script or parent::style or parent::noscript)] | /html/body//h1 | /html/body//h2"
)
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")

_STAMP = re.compile(r"(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{4,12}(?!\d)|_)")
"""A number that begins with a day, as editorial systems of East Asia give to articles."""


def from_node(evidence: Evidence, name: str) -> Moment | None:
    """Return the time in the property ``name`` of the article's JSON-LD node."""
    return _first(json_ld.strings(evidence.node.get(name)))


def from_texts(evidence: Evidence, texts: list[str]) -> Moment | None:
    """Return the first time in texts that a layout found."""
    found = (declared(text) or shown(text[:_LONGEST], language(evidence)) for text in texts)
    return next((moment for moment in found if moment), None)


_LONGEST = 300


_TRIED = 20
"""Texts of one kind that are tried as dates: one with an unknown word for a month costs 13 ms."""


def from_meta(evidence: Evidence, names: Iterable[str]) -> Moment | None:
    """Return the time in the first ``<meta>`` that states one; the finest of the first two."""
    texts = evidence.meta(*names)[:_TRIED]
    found = [m for text in texts if (m := declared(text) or _plain(evidence, text))]
    return next((m for m in found if m.precision != "day"), None) or (found[0] if found else None)


def _plain(evidence: Evidence, text: str) -> Moment | None:
    return shown(text, language(evidence)) if len(text) < _SHORT else None


_SHORT = 80
"""Letters of the longest dateline."""


def from_items(evidence: Evidence, name: str) -> Moment | None:
    """Return the time in the microdata property ``name``."""
    for element in evidence.items(name)[:5]:
        for text in (element.get("datetime"), element.get("content")):
            if text and (moment := declared(text)):
                return moment
        moment = shown(text_of(element)[:_SHORT], language(evidence))
        if moment:
            return moment
    return None


def from_times(evidence: Evidence) -> Moment | None:
    """Return the time in the ``<time>`` that stands nearest to the headline."""
    times = _TIMES(evidence.page.root)[:40]
    for element in _by_distance(evidence, times):
        moment = declared(element.get("datetime") or "") or shown(
            text_of(element)[:_SHORT] or element.get("datetime") or "", language(evidence)
        )
        if moment:
            return moment
    return None


def _by_distance(evidence: Evidence, elements: list[Element]) -> list[Element]:
    """Return ``elements``, those that share the closest ancestor with the headline first."""
    element = evidence.headline.element if evidence.headline else None
    if element is None:
        return elements
    depth = {step: place for place, step in enumerate(element.iterancestors())}
    return sorted(
        elements,
        key=lambda e: next((depth[step] for step in e.iterancestors() if step in depth), 99),
    )


def from_labelled(evidence: Evidence) -> Moment | None:
    """Return the time in an element whose class says "date", nearest to the headline."""
    for scope in evidence.scopes():
        found = [
            element for element in _LABELLED(scope)[:200] if "comments" not in hints.said(element)
        ]
        for element in _by_distance(evidence, found)[:_TRIED]:
            moment = shown(text_of(element), language(evidence))
            if moment:
                return moment
    return None


def from_text(evidence: Evidence) -> Moment | None:
    """Return the time in the short text nearest below the headline, else above it."""
    own = evidence.headline.element if evidence.headline else None
    above: list[str] = []
    below: list[str] = []
    here = above
    for item in _YEARS(evidence.page.root):
        if isinstance(item, str):
            here.append(str(item))
        elif item is own:
            here = below
    for text in [*below[:6], *above[::-1][:4], *below[6:30]]:
        moment = shown(text, language(evidence))
        if moment:
            return moment
    return None


def from_title(evidence: Evidence) -> Moment | None:
    """Return the time in the declared title, behind the headline."""
    declared_titles = evidence.meta("og:title", "twitter:title")[:_TRIED]
    texts = [*declared_titles, metadata.title(evidence.page) or ""]
    own = evidence.headline.text if evidence.headline else ""
    rest = (text.replace(own, " ") for text in texts if own and own in text)
    return next((m for text in rest if (m := shown(text, language(evidence)))), None)


def from_url(evidence: Evidence) -> Moment | None:
    """Return the day in the page's own URL, as in ``/2026/03/14/`` or ``/A202603140800123``."""
    path = urlsplit(evidence.page.url).path
    match = _PATH_DAY.search(path) or _STAMP.search(path.rstrip("/").rpartition("/")[2])
    return declared("-".join(match.groups())) if match else None


def language(evidence: Evidence) -> str | None:
    """Return the language the page declares."""
    return evidence.page.root.get("lang") or next(iter(evidence.meta("og:locale")), None)


def _first(texts: list[str]) -> Moment | None:
    return next((moment for text in texts if (moment := declared(text))), None)


Rule = Callable[[Evidence], Moment | None]
