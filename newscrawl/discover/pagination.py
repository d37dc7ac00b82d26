"""Where a section goes on: its next page, or nothing where that is in doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.discover import safe_html
from newscrawl.discover.found import link
from newscrawl.urls import canonical_url

MAX_LINKS = 20_000
"""Links of a page that are looked at; the largest front page measured has some 1,000."""

_MAX_NUMBERS = 500
"""Links with a number for a text that are looked at: some pages count the comments so."""

_BLOCK_LEVELS = 4
"""How far above a number its block may begin: ``nav > ul > li > a``."""

_BLOCK_ELEMENTS = 150
"""Elements in a block of page numbers, at most: 30 pages of five elements each."""

_NUMBER = re.compile(r"(?:[^\W\d]{1,16}\s)?(\d{1,4})")
"""A page number, perhaps with a word for those who listen: ``Page 2``."""

_CURRENT = re.compile(r"(?:^|[\s_-])(?:current|active|selected|is-active|on)(?:$|[\s_-])")
_OFF = frozenset({"", "false"})

_PAGE_PART = re.compile(
    r"(?=.{0,32}\Z)[\W_]*(?:index)?[\W_]*[^\W\d_]{0,12}[\W_]*\d{0,6}[\W_]*(?:s?html?|php|aspx?)?/?",
    re.IGNORECASE | re.DOTALL,
)
"""What the address of one page has and that of another has not: ``page/2``, ``seite-3.html``,
``?offset=40``, ``index_2.html``."""

_DATE = re.compile(r"/\d{4}/(?:\d{1,2}/)?$")
"""After it a bare number is a month or a day: a calendar counts no pages."""

_NO_LETTERS = re.compile(r"[\W\d_]+")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class _Number:
    """A page number as it stands in a block."""

    value: int
    href: str | None
    """``None`` where it is no link."""
    is_marked: bool
    """Whether it is marked as the page that is shown."""


def next_page(html: bytes, url: str, *, encoding: str | None = None) -> str | None:
    """Return the address of the page that follows, on the same host; ``None`` where in doubt.

    First what the page declares by ``rel=next`` (WHATWG HTML, "Link type next"), in ``link``,
    then in ``a``, where all of them agree. Else the number after the current one in a block of
    page numbers: the current one is marked, or is the only one that is no link. Never the page
    itself nor a page before it.

    Args:
        html: The page as the server sent it.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header.
    """
    page = safe_html.root(html, encoding)
    if page is None:
        return None
    base = safe_html.base(page, url)
    links = list(islice(page.iter("link", "a"), MAX_LINKS))
    for tag in ("link", "a"):
        declared = [each for each in links if each.tag == tag and _is_next(each)]
        if declared:
            return _only((each.get("href") for each in declared), base, url)
    return _only(_by_numbers(links, base, url), base, url)


def _is_next(element: etree._Element) -> bool:
    return "next" in safe_html.tokens(element, "rel")


def _only(hrefs: Iterator[str | None], base: str, url: str) -> str | None:
    """Return the one page that ``hrefs`` lead to, if it is one that may follow."""
    pages = {canonical_url(page): page for href in hrefs if (page := link(href, base))}
    if len(pages) != 1:
        return None
    (page,) = pages.values()
    return page if _may_follow(page, url) else None


def _may_follow(page: str, url: str) -> bool:
    """Return whether ``page`` is on the host of ``url`` and neither it nor a page before it."""
    here, there = canonical_url(url), canonical_url(page)
    if urlsplit(here).netloc != urlsplit(there).netloc:
        return False
    rest_here, rest = _differing(here, there)
    if not (_PAGE_PART.fullmatch(rest_here) and _PAGE_PART.fullmatch(rest)):
        return True  # the addresses tell no order
    return _counted(rest) > _counted(rest_here)


def _counted(rest: str) -> int:
    """Return the number in what differs; 0 where there is none, as on most first pages."""
    return int("".join(re.findall(r"\d", rest)) or 0)


def _differing(here: str, there: str) -> tuple[str, str]:
    """Return what two addresses do not share at either end; numbers are not cut in two.

    >>> _differing("https://a.example/x/19.html", "https://a.example/x/10.html")
    ('19', '10')
    """
    start = _shared(here, there)
    here, there = here[start:], there[start:]
    end = _shared(here[::-1], there[::-1])
    return here[: len(here) - end], there[: len(there) - end]


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts share from the start, up to a number they do not."""
    shared = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    in_number = one[shared : shared + 1].isdigit() or other[shared : shared + 1].isdigit()
    return len(one[:shared].rstrip(_DIGITS)) if in_number else shared


def _by_numbers(links: list[etree._Element], base: str, url: str) -> Iterator[str | None]:
    """Yield the links after the current number of every block of page numbers."""
    numbered = (each for each in links if each.get("href") and _value(each) is not None)
    seen: set[etree._Element] = set()
    for each in islice(numbered, _MAX_NUMBERS):
        for block in islice(each.iterancestors(), _BLOCK_LEVELS):
            if block in seen or not (numbers := _numbers(block)):
                break
            seen.add(block)
            yield from _following(numbers, base, url)


def _following(numbers: list[_Number], base: str, url: str) -> Iterator[str]:
    """Yield the link after the current number, if ``numbers`` count pages of this section."""
    value = _current(numbers, base, url)
    for each in numbers:
        if value and each.value == value + 1 and each.href and _fits(each, base, url):
            yield each.href


def _current(numbers: list[_Number], base: str, url: str) -> int | None:
    """Return the number of the page shown: marked, or a link to itself, or the only no link."""
    marked = {each.value for each in numbers if each.is_marked}
    itself = {each.value for each in numbers if each.href and _is_itself(each.href, base, url)}
    unlinked = {each.value for each in numbers if each.href is None}
    values = marked or itself or unlinked
    return values.pop() if len(values) == 1 else None


def _is_itself(href: str, base: str, url: str) -> bool:
    page = link(href, base)
    return page is not None and canonical_url(page) == canonical_url(url)


def _fits(number: _Number, base: str, url: str) -> bool:
    """Return whether a link is that page of what stands at ``url``, by its address.

    It differs from ``url`` by the number, or that of pages counted from 0, or an offset.
    """
    page = link(number.href, base)
    if page is None:
        return False
    here, there = canonical_url(url), canonical_url(page)
    rest_here, rest = _differing(here, there)
    if not (_PAGE_PART.fullmatch(rest_here) and _PAGE_PART.fullmatch(rest)):
        return False
    if _NO_LETTERS.sub("", rest_here) not in {"", _NO_LETTERS.sub("", rest)}:
        return False
    counted = _counted(rest)
    is_day = rest.strip("/").isdigit() and _DATE.search(there[: there.rindex(rest)])
    return not is_day and (
        counted == number.value or (counted > 0 and counted % (number.value - 1) == 0)
    )


def _numbers(block: etree._Element) -> list[_Number]:
    """Return the page numbers in ``block``; none where it is too large to be of page numbers."""
    elements = list(islice(block.iter(etree.Element), _BLOCK_ELEMENTS + 1))
    if len(elements) > _BLOCK_ELEMENTS:
        return []
    found = ((each, _value(each)) for each in elements)
    return [_number(each, value) for each, value in found if value is not None]


def _number(element: etree._Element, value: int) -> _Number:
    around = (each for each in islice(element.iterancestors(), 2) if each.tag == "a")
    anchor = next(iter((*element.iter("a"), *around)), None)
    href = anchor.get("href") if anchor is not None else None
    return _Number(value, href, _is_marked(element))


def _is_marked(element: etree._Element) -> bool:
    if (element.get("aria-current") or "").lower() not in _OFF:
        return True
    return _CURRENT.search((element.get("class") or "")[:500].lower()) is not None


def _value(element: etree._Element) -> int | None:
    """Return the number that is all an element says, by itself or in one element inside."""
    text = " ".join(islice(_pieces(element), 8))
    match = _NUMBER.fullmatch(" ".join(text.split())) if len(text) <= 60 else None  # noqa: PLR2004
    return int(match[1]) if match else None


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in islice(element, 4):
        yield child.text or ""
        for grandchild in islice(child, 2):
            yield grandchild.text or ""
            yield grandchild.tail or ""
        yield child.tail or ""
