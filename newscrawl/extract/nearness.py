"""Which of a page's elements stand nearest to its headline, and which belong to other stories."""

import re
from functools import lru_cache

from lxml.etree import _Element as Element

from newscrawl.extract import hints
from newscrawl.extract.evidence import Evidence

_REMEMBERED = 20_000
"""Names kept per process (about 4 MB); the pages of one newspaper share theirs."""

SAYS_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:[a-z]{0,10}by-?lines?|[a-z]{0,10}authors?|autor(?:e[ns]?|as?|i)?|auteurs?"
    r"|writers?|contributors?|reporters?|journalists?)(?:$|[\s_-])"
    r"|author-?(?:name|line|info|meta)",
    re.IGNORECASE,
)


def near(elements: list[Element], evidence: Evidence) -> list[Element]:
    """Return those of ``elements`` that stand closest to the headline, no comments among them."""
    ranked = _ranks(elements, evidence)
    best = min((rank for rank, _ in ranked), default=0)
    return [element for rank, element in ranked if rank == best]


def ranked(elements: list[Element], evidence: Evidence) -> list[Element]:
    """Return ``elements``, the closest to the headline first."""
    return [element for _, element in sorted(_ranks(elements, evidence), key=lambda pair: pair[0])]


def _ranks(elements: list[Element], evidence: Evidence) -> list[tuple[int, Element]]:
    """Return each element with the levels between the headline and what holds both."""
    own = evidence.headline.element if evidence.headline else None
    if own is None:
        return [(0, element) for element in elements[:3]]
    depth = {step: place for place, step in enumerate(own.iterancestors())}
    ranked = []
    for element in elements[:60]:
        above = list(element.iterancestors())
        if any("comments" in hints.said(step) for step in above):
            continue
        rank = next((depth[step] for step in above if step in depth), None)
        inside = (step for step in above if step not in depth)
        if rank is not None and not any(map(is_elsewhere, inside)):
            ranked.append((rank, element))
    return ranked


def inside(element: Element, evidence: Evidence) -> list[Element]:
    """Return ``element`` and what holds it, up to what holds the headline too."""
    own = evidence.headline.element if evidence.headline else None
    shared = set() if own is None else set(own.iterancestors())
    return [step for step in (element, *element.iterancestors()) if step not in shared]


def is_elsewhere(element: Element) -> bool:
    """Return whether ``element`` holds other stories."""
    return _says_elsewhere(hints.names(element))


@lru_cache(maxsize=_REMEMBERED)
def _says_elsewhere(label: str) -> bool:
    return _ELSEWHERE.search(label) is not None and not SAYS_AUTHOR.search(label)


_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|similar|recommend(?:ed|ations?)?|more-?(?:on|stories|articles|news)"
    r"|read-?(?:more|also|next)|also-?(?:like|read)|most-?(?:read|popular|viewed)|popular|trending"
    r"|latest|up-?next|newsletters?|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
