# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Who signs an article, as the visible page says: links, elements called "author", bylines."""

import re
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract import hints, runs
from newscrawl.extract.authors import MOST, tongue, unique
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.lines import ends_sentence
from newscrawl.extract.names import begins, by, is_agency, is_signature, is_staff, joined, names
from newscrawl.extract.nearness import SAYS_AUTHOR, inside, is_elsewhere, near, ranked
from newscrawl.extract.runs import Run
from newscrawl.extract.text import fold, key, text_of
from newscrawl.items import Author

_SHORT = etree.XPath(
    "string-length(normalize-space(.)) < 200 and not(ancestor::nav or ancestor::footer)"
)
_REMEMBERED = 20_000
"""Names kept per process (about 4 MB)."""


def from_links(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors that ``rel=author`` links name, those near the headline."""
    links = [link for link in near(evidence.links("author"), evidence) if _is_shown(link)]
    return unique([author for link in links for author in _linked(link, evidence)], evidence)


def _linked(link: Element, evidence: Evidence) -> list[Author]:
    url = urls.absolute(_target(link), evidence.page.base)
    return [Author(name=part, url=url) for part in names(text_of(link), tongue(evidence))]


def _is_shown(element: Element) -> bool:
    return not hints.is_unseen(element)


def from_labelled(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in the first element near the headline whose class says "author"."""
    for scope in evidence.scopes():
        labelled = (e for e in evidence.named(scope, _may_say_author) if _is_labelled(e))
        for element in ranked(list(labelled), evidence):
            found = _signed(element, evidence)
            if found:
                return unique(found, evidence)
    return ()


def _is_labelled(element: Element) -> bool:
    """Return whether a short element is called after an author, in one word or another."""
    return SAYS_AUTHOR.search(hints.names(element)) is not None and _SHORT(element) is True


@lru_cache(maxsize=_REMEMBERED)
def _may_say_author(own: str, _: str) -> bool:
    return _AUTHOR.search(own) is not None


_AUTHOR = re.compile("uthor|yline|utor|riter|uteur|eporter|ournalist")


def _signed(element: Element, evidence: Evidence) -> list[Author]:
    """Return the authors that ``element`` names; where JSON-LD names the newspaper, only if it
    says "by" or links to a person's page."""
    links = [a for a in element.iter("a") if _is_shown(a) and not _SOCIAL.search(_target(a))]
    profiles = [a for a in links if _PROFILE.search(_target(a))]
    linked = _each_once(profiles or links, evidence)
    text = _pieces(element)
    says = by(tongue(evidence)).match(text) is not None
    signed = says or bool(profiles) or "yline" in (element.get("class") or "")
    if not signed and evidence.node.get("author"):
        return []
    if not linked and not profiles:
        linked = [Author(name=part) for part in names(text, tongue(evidence)) if is_signature(part)]
    sure = says or bool(profiles)
    return [author for author in linked if _stands_alone(author.name, linked, sure=sure)]


def _each_once(links: list[Element], evidence: Evidence) -> list[Author]:
    """Return whom ``links`` name, by the first for each page: "All by this author" leads to the
    same as the name."""
    found: dict[str, list[Author]] = {}
    for link in links:
        named = [author for author in _linked(link, evidence) if is_signature(author.name)]
        if named:
            found.setdefault(_target(link), named)
    return [author for named in found.values() for author in named]


def from_profiles(evidence: Evidence) -> tuple[Author, ...]:
    """Return whom the links near the headline name that lead to a page of one author."""
    if evidence.headline is None or evidence.headline.element is None:
        return ()
    around = evidence.scopes()[-1]
    links = [a for a in around.iterdescendants("a") if _AUTHOR_PAGE.search(_target(a))]
    shown = [a for a in links[:MOST] if _is_shown(a) and _signs(a, evidence)]
    found = _each_once(near(shown, evidence), evidence)
    return unique([author for author in found if _is_person(author.name)], evidence)


def _signs(link: Element, evidence: Evidence) -> bool:
    """Return whether a link leads to a page of the newspaper itself, and stands neither below a
    picture nor in a sentence."""
    page = evidence.page
    if not urls.is_own(urls.absolute(_target(link), page.base) or "", (page.url,)):
        return False
    above = list(islice(link.iterancestors(), 4))
    if any(step.tag in ("figure", "figcaption") for step in above) or _SHORT(link) is not True:
        return False
    told = len(text_of(above[0])) if above and above[0].tag == "p" else 0
    return told < _SENTENCE or 2 * len(text_of(link)) > told


def _is_person(name: str) -> bool:
    return 1 < len(name.split()) <= _FULL and not _is_house(name)


_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|as)?|auteurs?|journalists?|writers?|reporters?|columnists?"
    r"|contributors?|redakteure?)/[^/?#]",
    re.IGNORECASE,
)
"""Addresses of the pages of people, by the permalink bases of WordPress and its like."""


def _stands_alone(name: str, found: list[Author], *, sure: bool) -> bool:
    """Return whether a name may be one: a single word with a capital is rather a label, a place or
    a section, unless the line says "by"."""
    if len(name.split()) > 1 or is_staff(name) or not any(map(str.islower, name)):
        return True
    return sure and all(len(author.name.split()) == 1 for author in found)


def _target(link: Element) -> str:
    return link.get("href") or ""


def _is_sentence(line: str) -> bool:
    """Return whether ``line`` is a sentence of a script without capitals, which tell names apart
    elsewhere."""
    return ends_sentence(line) and not any(map(str.isupper, line))


_PROFILE = re.compile(
    r"/(?:@|(?:authors?|autor(?:en|es)?|auteurs?|people|persons?|profil\w*|redakt\w*|journalist\w*"
    r"|writers?|reporters?|by|team|staff|contributors?|columnists?)/)|[?&](?:author|autor)",
    re.IGNORECASE,
)
"""Addresses of pages about one author."""
_SOCIAL = re.compile(
    r"^(?:mailto|javascript|tel|whatsapp):|^#|//(?:[\w.]+\.)?(?:twitter|x|facebook|instagram|linkedin"
    r"|tiktok|youtube|threads|bsky|telegram|t|vk|ok|weibo|line)\.(?:com|me|app|net|ru|org)\b",
    re.IGNORECASE,
)
"""Addresses of an author's mail and networks, and of what a page does with a click."""


def _pieces(element: Element) -> str:
    """Return the element's texts with a bar between, as each stands for itself."""
    texts = (fold(str(text)) for text in _TEXTS(element) if _may_name(text.getparent(), element))
    return " | ".join(text for text in texts if text)


def _may_name(holder: Element, element: Element) -> bool:
    """Return whether a text in ``holder`` may be a name, by what its elements are called."""
    if holder.tag in ("script", "style", "time", "button") or hints.is_unseen(holder):
        return False
    for step in (holder, *holder.iterancestors()):
        if step is element:
            return True
        if _BESIDE.search(hints.names(step)):
            return False
    return True


_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:roles?|title|position|job|jobtitle|function|location|place|city|dates?|time"
    r"|timestamp|e-?mail|bio|biography|about|desc|description|share|social|follow|credits?|comments?"
    r"|reading-?time|section|category|published|updated|count)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of what stands beside a name in a byline."""

_TEXTS = etree.XPath(".//text()[normalize-space(.)]")


def from_line(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors in a short line below the headline that begins with "By"."""
    element = evidence.headline.element if evidence.headline else None
    if element is None:
        return ()
    told = 0
    for run in islice(runs.below(element), _LINES):
        told += len(run.text) > _SENTENCE
        if told > _TOLD:
            break
        for part in _GAP.split(run.text):
            found = _signers(fold(part), run, evidence)
            if found:
                return unique(found, evidence)
    return _reporters(element, evidence)


def _signers(line: str, run: Run, evidence: Evidence) -> list[Author]:
    """Return the authors in ``line``, which is the text of ``run`` or a part of it."""
    spoken = tongue(evidence)
    if len(line) > 2 * _SENTENCE or not begins(line, spoken) or _is_sentence(line):
        return []
    above = inside(run.holder, evidence)
    if any(is_elsewhere(step) or step.tag == "blockquote" for step in above):
        return []
    own = fold(run.text)
    whole = joined([line, *_behind(own, run.holder)], spoken) if own.endswith(line) else line
    found = [part for part in names(whole, spoken) if is_signature(part)]
    if not found or found[0][0].islower() or found[0].startswith("The "):
        return []  # "By the way", "By The River"
    if len(found) == 1 and found[0].istitle() and " " not in found[0] and not _is_house(found[0]):
        return []  # "Von Zimmerpflanzen"
    return [Author(name=part) for part in found]


def from_bold(evidence: Evidence) -> tuple[Author, ...]:
    """Return the authors whose names alone are a bold line between headline and story, where the
    page declares an author but no person: elsewhere it may be anybody's name."""
    element = evidence.headline.element if evidence.headline else None
    if not evidence.node.get("author") and not evidence.meta("author"):
        return ()
    told = 0
    for run in () if element is None else islice(runs.below(element), _LINES):
        line = fold(run.text)
        told += len(line) > _SENTENCE
        if told > _TOLD:
            break
        if run.begins and _is_bold_line(run.holder, line):
            found = [name for name in names(line) if 1 < len(name.split()) <= _FULL]
            if found and all(map(_is_full, found)) and len(key(line)) == sum(map(_size, found)):
                return unique([Author(name=name) for name in found], evidence)
    return ()


def _is_bold_line(element: Element, line: str) -> bool:
    above = element.getparent()
    bold = element.tag in ("b", "strong") and above is not None and above.tag in ("p", "div")
    return bold and above is not None and text_of(above) == line


def _is_full(name: str) -> bool:
    """Return whether each word of ``name`` has a capital and small letters."""
    return all(word.istitle() for word in name.split())


def _size(name: str) -> int:
    return len(key(name))


_FULL = 4
"""Words of a full name at most."""


def _is_house(name: str) -> bool:
    return is_agency(name) or is_staff(name)


def _behind(own: str, home: Element | None) -> list[str]:
    """Return what stands behind ``own`` in the smallest element that holds more, if short."""
    for _ in range(3):
        if home is None:
            return []
        pieces = [
            fold(str(t)) for t in _TEXTS(home) if t.getparent().tag not in ("script", "style")
        ]
        if sum(map(len, pieces)) > 2 * _SENTENCE or own not in pieces:
            return []
        if pieces[-1] != own:
            return pieces[pieces.index(own) + 1 :]
        home = home.getparent()
    return []


def _reporters(headline: Element, evidence: Evidence) -> tuple[Author, ...]:
    """Return who is called a reporter at an end of a paragraph, as stories in Korean and Chinese
    begin or end."""
    spoken = tongue(evidence)
    if spoken not in _REPORTERS:
        return ()
    texts, name = _REPORTERS[spoken]
    ends = (end for text in texts(headline)[:MOST] for end in _ends(fold(str(text))))
    found = [one for end in ends for one in name.findall(end)]
    return unique([Author(name=one) for one in found[:2]], evidence)


def _ends(text: str) -> tuple[str, ...]:
    return (text,) if len(text) < _END else (text[:_END], text[-_END:])


_END = 60
"""Letters at an end of a paragraph in which its reporter is named."""
_TOLD_BY = (
    "following::text()[contains(., '{}') or contains(., '{}')]"
    "[not(ancestor::a or ancestor::script or ancestor::aside)]"
)
_REPORTERS = {
    "ko": (
        etree.XPath(_TOLD_BY.format("기자", "특파원")),
        re.compile(
            r"(?:^|[\s\]=·,/])([가-힣]{2,4})\s?(?:선임|인턴)?(?:기자|특파원)(?=[\s=·,/@()\]]|\Z)"
        ),
    ),
    "zh": (
        etree.XPath(_TOLD_BY.format("记者", "記者")),
        re.compile(
            r"[（(〔【\[]\w{0,8}(?:记者|記者)\s*([\u4e00-\u9fff]{2,4})(?=[\s、/／)）〕】\]])"
        ),
    ),
}
"""By language: the texts with "reporter" in them, and a name beside it."""

_GAP = re.compile(r"\u3000+|\s\|\s")
"""What parts the pieces of a dateline: a bar, the wide space of East Asia."""
_LINES = 25
"""Pieces of text below the headline that are looked at."""
_SENTENCE, _TOLD = 100, 3
"""Letters of a piece that is a sentence; that many after which the byline is past."""
