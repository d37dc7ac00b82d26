"""When an article was published and changed, by each source that may say so."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import hints, json_ld, labels, language, metadata
from newscrawl.extract.datelines import Printed, printed, says_updated, shown, told
from newscrawl.extract.dates import Moment, declared
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.nearness import inside, is_elsewhere
from newscrawl.extract.text import fold, text_of, weight
from newscrawl.items import Source

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
    "last-modified-date", "vr:published_time", "release_date", "video:release_date", "ptime",
    "pdate", "apub:time", "weibo:article:create_at",
)  # fmt: skip
"""Names of ``<meta>`` elements: Facebook's, Dublin Core's, Parse.ly's, Sailthru's, Cxense's and
Google Scholar's documentation; the rest as listed by htmldate and newspaper4k."""

_PUBLISHED_OF = re.compile(
    r"(?:publish(?:ed)?|publication|pub|posted|creat(?:ed?|ion)|issued?|released?|display|online)"
    r"(?:date|time|at|on)|published|pubdate\Z"
)
"""Other names that say "published", as each analytics service has its own."""
_MODIFIED_OF = re.compile(
    r"(?:modified|updated?|revised?|revision|lastmod|changed)(?:date|time|at|on)?\Z|^dateupdated"
    r"|lastpublish|unpublish|expir"
)

MODIFIED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "modified",
    "article:modified", "revision_date", "updated_time", "cxenseparse:recs:mod",
)  # fmt: skip

_TIMES = etree.XPath("//time[not(ancestor::nav or ancestor::aside or ancestor::footer)]")
_SHORT_BESIDE_NOTHING = etree.XPath(
    "string-length(.) < 300 and not(ancestor::nav or ancestor::aside or ancestor::footer)"
)
_DATE = re.compile("[dD]ate|ime|ublish|eta|yline|info")
"""Date, time, publish, meta, byline, info, with a capital or without."""
_REMEMBERED = 20_000
"""Names kept per process (about 4 MB)."""

_SHORT_TEXTS = (
    "[string-length(.) < 200][not(parent::script or parent::style or parent::noscript)]"
    " | descendant::h1 | descendant::h2"
)
_YEARS = etree.XPath(f"descendant::text()[contains(., '20') or contains(., '19')]{_SHORT_TEXTS}")
_TEXTS = etree.XPath(f"descendant::text(){_SHORT_TEXTS}")
_YEAR = re.compile(r"\d{4}|[\d\u3007一二三四五六七八九十]年|[ก-ฮ]\.\s?[4-9๔-๙]\d(?!\d)")
"""A year in the digits of any script; of an era; the last two digits of Thailand's."""
_OWN_DIGITS = re.compile("[\u0600-\u1fff\u3040-\ud7ff]")
"""Letters of the scripts that have digits or eras of their own: Arabic to Khmer, kana, Han."""
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")

_LAST_DAY = re.compile(r"(?:^|[-_])(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[-_.]|$)")
_PATH_WORDED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/|$)")

_STAMP = re.compile(r"(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{4,12}(?!\d)|_)")
"""A number that begins with a day, as editorial systems of East Asia give to articles."""


def from_node(evidence: Evidence, name: str) -> Moment | None:
    """Return the time in the property ``name`` of the article's JSON-LD node."""
    value = evidence.node.get(name)
    number = isinstance(value, int) and not isinstance(value, bool)
    texts = [str(value)] if number else json_ld.strings(value)
    return _first(texts) or next((m for text in texts[:2] if (m := _plain(evidence, text))), None)


def from_texts(evidence: Evidence, texts: list[str]) -> Moment | None:
    """Return the first time in texts that a layout found."""
    found = (declared(text) or shown(text[:_LONGEST], language.of_page(evidence)) for text in texts)
    return next((moment for moment in found if moment), None)


_LONGEST = 300


_TRIED = 20
"""Texts of one kind that are tried as dates."""


def published_meta(evidence: Evidence) -> Moment | None:
    """Return the time of publication in the first ``<meta>`` that states one."""
    return _of(evidence, evidence.meta(*PUBLISHED_META))


def other_meta(evidence: Evidence) -> Moment | None:
    """Return the time in a ``<meta>`` that is called "published" in a way of its own."""
    return _of(evidence, _others(evidence, _PUBLISHED_OF))


def modified_meta(evidence: Evidence) -> Moment | None:
    """Return the time of the last change in the first ``<meta>`` that states one."""
    others = _others(evidence, _MODIFIED_OF)
    return _of(evidence, evidence.meta(*MODIFIED_META)) or _of(evidence, others)


def _others(evidence: Evidence, of: re.Pattern[str]) -> list[str]:
    named = (name for name in evidence.declared if of.search(name))
    fit = (n for n in named if of is _MODIFIED_OF or not _MODIFIED_OF.search(n))
    return [text for name in fit for text in evidence.declared[name]]


def _of(evidence: Evidence, texts: list[str]) -> Moment | None:
    """Return the first time in ``texts``, the finest of the first two."""
    found = [m for text in texts[:_TRIED] if (m := declared(text) or _plain(evidence, text))]
    return next((m for m in found if m.precision != "day"), None) or (found[0] if found else None)


def _plain(evidence: Evidence, text: str) -> Moment | None:
    return shown(text, language.of_page(evidence)) if len(text) < _SHORT else None


_SHORT = 80
"""Letters of the longest dateline."""


def from_items(evidence: Evidence, name: str) -> Moment | None:
    """Return the time in the microdata property ``name``."""
    for element in evidence.items(name)[:5]:
        for text in (element.get("datetime"), element.get("content")):
            if text and (moment := declared(text)):
                return moment
        moment = shown(text_of(element)[:_SHORT], language.of_page(evidence))
        if moment:
            return moment
    return None


def from_times(evidence: Evidence) -> Moment | None:
    """Return the time in the ``<time>`` that stands nearest to the headline."""
    return _published(evidence, _in_times(evidence))


def from_labelled(evidence: Evidence) -> Moment | None:
    """Return the time in an element whose class says "date", nearest to the headline."""
    return _published(evidence, _in_labelled(evidence))


def from_updates(evidence: Evidence) -> Moment | None:
    """Return the time printed as that of a change, beside a printed time of publication."""
    return evidence.updated


def _published(evidence: Evidence, elements: Iterable[list[Printed]]) -> Moment | None:
    """Return the first time of publication, else that of a change as the only one printed (many
    themes call it "updated", and then no change is known of); that of a change is looked for up to
    a few elements behind."""
    found: Moment | None = None
    behind = 0
    for times in elements:
        found = found or next((one.moment for one in times if not one.updated), None)
        changed = next((one.moment for one in times if one.updated), None)
        evidence.updated = evidence.updated or changed
        behind += found is not None
        if found and (evidence.updated or behind > _BEHIND):
            return found
    if not found and evidence.day is None:
        found, evidence.updated = evidence.updated, None
    return found


_BEHIND = 2


def _is_teasers(element: Element, evidence: Evidence) -> bool:
    """Return whether a time stands beside a link as long as a title: another story's."""
    around = inside(element, evidence)[1:_CARD]
    links = (link for step in around for link in islice(step.iterdescendants("a"), _CARD))
    others = (a for a in links if a not in around and _is_story(a.get("href") or "#"))
    return any(weight(text_of(link)) >= _TITLE for link in others)


def _is_story(href: str) -> bool:
    if "#" in href or _SCHEME.match(href):
        return False
    path, _, query = href.partition("?")
    return labels.may_be_article(href) and not labels.leads_elsewhere(path, query)


_SCHEME = re.compile(r"(?!https?:)[a-z]+:", re.IGNORECASE)


_CARD, _TITLE = 4, 30
"""Levels of a teaser, or links in one, that are looked at; letters of a title."""


def _in_times(evidence: Evidence) -> Iterable[list[Printed]]:
    """Yield the times in each ``<time>``, nearest to the headline first."""
    for element in _by_distance(evidence, _TIMES(evidence.page.root)[:40]):
        if _is_teasers(element, evidence):
            continue
        stated = declared(element.get("datetime") or "")
        text = text_of(element)[:_SHORT] or element.get("datetime") or ""
        times = [Printed(stated, updated=False)] if stated else _printed(evidence, text)
        updated = bool(times) and _is_update(element, text)
        yield [Printed(one.moment, updated=one.updated or updated) for one in times]


def _printed(evidence: Evidence, text: str) -> list[Printed]:
    return printed(text, language.of_page(evidence))


def _is_update(element: Element, text: str) -> bool:
    """Return whether a time is said to be that of a change: by its names or the words before it."""
    before = _words_before(element)[-40:]
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''} {before}"
    return says_updated(said) or (says_updated(text) and not printed(text, None))


def _words_before(element: Element) -> str:
    """Return the text directly before ``element``, else that of the element there."""
    before, above = element.getprevious(), element.getparent()
    first = (above.text if above is not None else "") if before is None else before.tail
    words = fold(first or "")
    return text_of(before) if before is not None and not words else words


def _in_labelled(evidence: Evidence) -> Iterable[list[Printed]]:
    """Yield the times in each element called "date", nearest to the headline first."""
    for scope in _scopes(evidence):
        named = evidence.named(scope, _may_say_date)
        found = list(islice((e for e in named if _SHORT_BESIDE_NOTHING(e) is True), 200))
        for element in islice(_by_distance(evidence, found), _TRIED):
            yield _printed(evidence, text_of(element))


@lru_cache(maxsize=_REMEMBERED)
def _may_say_date(own: str, name: str) -> bool:
    return _DATE.search(own) is not None or "date" in name


def _by_distance(evidence: Evidence, elements: list[Element]) -> Iterable[Element]:
    """Yield ``elements`` but those of comments and other stories, the nearest to the headline
    first: those that share the closest ancestor with it."""
    own = evidence.headline.element if evidence.headline else None
    depth = {} if own is None else {step: n for n, step in enumerate(own.iterancestors())}

    def rank(element: Element) -> int:
        return next((depth[step] for step in element.iterancestors() if step in depth), 99)

    for element in sorted(elements, key=rank) if depth else elements:
        if not any(map(_is_beside, inside(element, evidence))):
            yield element


def _is_beside(element: Element) -> bool:
    return "comments" in hints.said(element) or is_elsewhere(element)


def from_text(evidence: Evidence) -> Moment | None:
    """Return the time in the short text nearest below the headline, else above it; the first of
    the page where the headline is not in it."""
    own = evidence.headline.element if evidence.headline else None
    above: list[Any] = []
    below: list[Any] = []
    here = below if own is None else above
    for item in _says_year(evidence):
        if isinstance(item, str):
            here.append(item)
        elif item is own:
            here = below
    for text in [*below[:6], *above[::-1][:4], *below[6:30]]:
        if evidence.day is not None and not _is_bare(text):
            continue
        times = [] if _is_sentence(text) else _printed(evidence, str(text))
        moment = told(times, clock_only=evidence.day is not None)
        if moment and not any(map(_is_beside, inside(text.getparent(), evidence))):
            return moment
    return None


def _is_bare(text: Any) -> bool:
    """Return whether a text is a date with a clock time and no word but the month's: an
    hour beside others is that of an event."""
    told = len(_WORD.findall(str(text))) <= _DATE_WORDS
    return told and not says_updated(_words_before(text.getparent())[-40:])


_WORD, _DATE_WORDS = re.compile(r"[^\W\d_]{2,}"), 1


def _says_year(evidence: Evidence) -> list[Any]:
    """Return the page's headings and the short texts that say a year, in page order.

    XPath finds the years of ASCII in a third of Python's time; the others are looked for only
    where the headline is in such a script (120 pages of the bench: 0.6 ms a page, against 2 ms).
    """
    own = evidence.headline.text if evidence.headline else ""
    body = evidence.page.root.find("body")
    scope = _scopes(evidence)[-1] if evidence.day else body
    scope = body if scope is None or scope.tag == "html" else scope
    if scope is None:
        return []
    if _OWN_DIGITS.search(own) is None:
        return list(_YEARS(scope))
    items = _TEXTS(scope)
    return [item for item in items if not isinstance(item, str) or _YEAR.search(item)]


def _scopes(evidence: Evidence) -> list[Element]:
    """Return where a dateline is looked for: a clock of a known day near the headline only."""
    return evidence.scopes()[: 2 if evidence.day else None]


def _is_sentence(text: str) -> bool:
    """Return whether ``text`` tells of a day rather than being a dateline."""
    end = text.rstrip()
    return end.endswith(_STOPS) or (len(text.split()) > _WORDS and end.endswith(_ENDS))


_STOPS = ("。", "。」", "।", "။", "។")
"""They end nothing but sentences."""
_ENDS = (".", "!", "?", "”", "»", '"')


_WORDS = 12
"""Words of the longest dateline that ends as a sentence does."""


def from_title(evidence: Evidence) -> Moment | None:
    """Return the time in the declared title, behind the headline."""
    declared_titles = evidence.meta("og:title", "twitter:title")[:_TRIED]
    texts = [*declared_titles, metadata.title(evidence.page) or ""]
    own = evidence.headline.text if evidence.headline else ""
    rest = (text.replace(own, " ") for text in texts if own and own in text)
    return next((m for text in rest if (m := shown(text, language.of_page(evidence)))), None)


def from_url(evidence: Evidence) -> Moment | None:
    """Return the day in the page's own URL, as in ``/2026/03/14/`` or ``/A202603140800123``."""
    path = urlsplit(evidence.page.url).path
    last = path.rstrip("/").rpartition("/")[2]
    match = _PATH_DAY.search(path) or _STAMP.search(last) or _LAST_DAY.search(last)
    if match:
        return declared("-".join(match.groups()))
    worded = _PATH_WORDED.search(path)
    return shown(" ".join(reversed(worded.groups())), "en") if worded else None


def _first(texts: list[str]) -> Moment | None:
    return next((moment for text in texts if (moment := declared(text))), None)


Rule = Callable[[Evidence], Any]
Found = tuple[Any, Source, str]
"""A value, the kind of source it is from and the rule that found it."""


def with_clock(own: Found, later: Iterable[tuple[Source, str, Rule]], evidence: Evidence) -> Found:
    """Return what a later rule found if that is the clock time of the day in ``own``, else ``own``.

    The day in a URL, a title or a declaration comes before the dateline that people see, but often
    that alone has a clock. A clock time that is said to be that of a change is not taken.
    """
    day = own[0]
    if not isinstance(day, Moment) or day.precision != "day":
        return own
    evidence.day = day
    found = ((read(evidence), source, rule) for source, rule, read in later)
    finer = next((one for one in found if one[0] and _is_in(one[0], day)), own)
    evidence.day = None
    return finer


def _is_in(moment: Moment, day: Moment) -> bool:
    """Midnight is what systems write where they have no clock time."""
    fine = moment.precision != "day" and "T00:00" not in moment.value
    return fine and moment.value.startswith(day.value)
