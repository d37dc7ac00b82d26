"""Which folders of a newspaper hold its articles, where no URL says so by itself.

``/articles/bkxqrabc`` has no date, no number and no words. On a front page that links to several
such pages of one folder, with texts as long as headlines are, it is the folder that tells. The
host's own folder tells nothing: services are there.
"""

import re
from typing import Final

from lxml.etree import _Element as Element

from newscrawl.extract.page import Page
from newscrawl.extract.targets import Targets, folder_of
from newscrawl.extract.text import weight
from newscrawl.extract.wording import raw_text

_ARTICLES: Final = 5
"""Pages of a folder that a page links to."""
_HEADLINE: Final = 24
"""Letters of such links on average: the headlines of no front page on the bench have fewer than 34
(half of all have 50); names of sections and services are shorter."""
_VALUE = re.compile("=[^&]*")


def article_folders(page: Page, targets: Targets) -> frozenset[str]:
    """Return the folders that hold articles, as ``folder_of`` names them.

    Args:
        page: The page.
        targets: Where its links lead.
    """
    beside: dict[str, dict[str, list[Element]]] = {}
    for link in page.root.iter("a"):
        href = link.get("href")
        if href and href[0] != "#":
            beside.setdefault(_folder(href), {}).setdefault(href, []).append(link)
    found: set[str] = set()
    for pages in beside.values():
        if len(pages) >= _ARTICLES and _are_headlines(pages):
            first = next((one for href in pages if (one := targets.find(href))), None)
            if first and first.own and not first.articlelike:
                found.add(folder_of(first))
    return frozenset(folder for folder in found if "/" in folder)


def _folder(href: str) -> str:
    """Return what the links to pages of one folder have in common, as they are written."""
    path, mark, query = href.partition("?")
    if mark:
        return f"{path}?{_VALUE.sub('', query)}"
    return "".join(path.rstrip("/").rpartition("/")[:2])


def _are_headlines(pages: dict[str, list[Element]]) -> bool:
    every = list(pages.values())
    few = every[: 2 * _ARTICLES : 2]  # most folders are told by these not to be one of articles
    return _mean(few) >= _HEADLINE and _mean(every) >= _HEADLINE


def _mean(pages: list[list[Element]]) -> float:
    """Return how long the links to a page are on average; of several to one, the longest."""
    sizes = (max(weight(raw_text(link).strip()) for link in links) for links in pages)
    return sum(sizes) / len(pages)
