"""Which links of a page may be teasers, and the headings that stand between them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml.etree import _Element as Element

from newscrawl.extract import labels
from newscrawl.extract.page import Page
from newscrawl.extract.targets import Target, Targets
from newscrawl.extract.wording import HEADINGS, LETTER, raw_text, words

_MIN_WORDS: Final = 4
"""Links of four words or more are teasers nine times in ten (benchmarks/fronts.py)."""
_SURE_WORDS: Final = 6
"""Words of a heading that make a headline of it whatever its link looks like."""
_FOOT_WORDS: Final = 6
"""Mean words of the links of a list that is one of headlines even in a footer."""
_SHARE: Final = 0.6
"""Share of a paragraph that a link takes where it is no part of a sentence."""
_FRAME_SHARE: Final = 0.4
"""Share of a page's links and headings from which an element with its h1 is its frame."""
_ACTIONS: Final = 3
"""Articles that links with the same few words lead to."""
_HIGHEST_CARD: Final = 8
"""Levels above a link in which its card is looked for (``cards.py``)."""
_GOES_ON: Final = frozenset(",.;)")
"""What a sentence goes on with after a link in it."""
_DEEPEST_HEADING: Final = 6
"""Levels between a link and the heading in it; 4 on the bench."""
_TELLING: Final = frozenset({"nav", "footer", "p"})
"""Elements that say by themselves what the links in them are."""
_NO_LINK: Final = frozenset({"body", "main", "article", "section", "html"})


@dataclass(slots=True)
class Link:
    """One ``a`` element whose target may be an article."""

    element: Element
    target: Target
    heading: Element | None
    """The heading around the link, or else the first inside it."""
    words: int
    """0 for a link that shows no letter, or that goes to the article's comments."""
    candid: bool = False
    """It could be the headline's own link."""
    weak: bool = False
    """It could be, but for its few words or its foreign target."""
    foot: bool = False
    """It could be, but for standing in the page's footer."""
    silent: bool = False
    """It could be, but for showing no letter and no picture: laid over its card."""


@dataclass(slots=True)
class Around:
    """What the ancestors of an element say about the links in it."""

    region: labels.Region = ""
    paragraph: Element | None = None
    length: int = -1
    """Characters of the paragraph, counted when first asked for."""


@dataclass(slots=True)
class Places:
    """The links of a page, in document order, and the headings between them."""

    links: list[Link] = field(default_factory=list)
    headings: list[tuple[int, Element]] = field(default_factory=list)
    """Each heading that is no headline, with the number of links before it."""
    around: dict[Element, Around] = field(default_factory=dict)
    """Ancestors of links. Kept because lxml makes an element anew each time it is reached while
    nobody holds it: holding these saves a fifth of the time."""


def places(page: Page, targets: Targets, removed: list[Element], *, front: bool) -> Places:
    """Return the links that may be teasers, each with its target, and the free headings.

    Args:
        page: The page; it is not changed.
        targets: Where its links lead.
        removed: Elements to pass over.
        front: It is a front page: links without a letter may be laid over its cards. In a story
            they lead to its own parts.
    """
    found = Places()
    around = found.around = dict.fromkeys(removed, Around("ad"))
    # Half the time of an XPath union, and in the same order.
    nodes: list[Element] = list(page.root.iter("a", *HEADINGS))
    headings = _headings_of_links(nodes)
    headed = {link.get("href") for link in headings}
    for node in nodes:
        if node.tag != "a":
            found.headings.append((len(found.links), node))
            continue
        href = node.get("href")
        if not href or not (href in headed or targets.trusted or labels.may_be_article(href)):
            continue
        target = targets.find(href)
        if target is not None and (target.articlelike or href in headed):
            here = _around(node, around, len(nodes))
            fit = not here.region or here.region == "foot"
            link = _link(node, href, target, headings.get(node), here) if fit else None
            if link is not None:
                found.links.append(link)
    _promote(found.links)
    if front:
        _promote_silent(found.links)
    taken = {link.heading for link in found.links if link.candid}
    found.headings = [item for item in found.headings if item[1] not in taken]
    return found


def _headings_of_links(nodes: list[Element]) -> dict[Element, Element]:
    """Return the heading around each link, or else the first inside it."""
    found: dict[Element, Element] = {}
    for node in nodes:
        if node.tag == "a":
            continue
        around = list(node.iterdescendants("a")) if len(node) else []
        found.update(dict.fromkeys(around, node))
        up = None if around else node.getparent()
        for _ in range(_DEEPEST_HEADING):
            if up is None or up.tag in _NO_LINK:
                break
            if up.tag == "a":
                found.setdefault(up, node)
                break
            up = up.getparent()
    return found


def _link(
    node: Element, href: str, target: Target, heading: Element | None, here: Around
) -> Link | None:
    """Return the link, or ``None`` for one that stands in a sentence."""
    text = raw_text(node)
    link = Link(node, target, heading, words(text))
    fragment = href.partition("#")[2]
    if fragment and labels.is_comments(fragment):
        link.words = 0
    elif not LETTER.search(text):
        link.words = 0
        beside = here.paragraph is None and here.region != "foot" and not _is_picture(link)
        link.silent = beside and target.own and target.articlelike
    elif not target.own:
        link.weak = heading is not None and link.words >= _MIN_WORDS and _honest(node, target)
    elif heading is not None:
        if _touched(node) and len(text) < _SHARE * len(raw_text(heading)):
            return None
        link.candid = _headed(link)
        link.weak = not link.candid
    elif _running(node, here, text):
        return None
    else:
        link.foot = here.region == "foot"
        fit = target.articlelike and not link.foot
        link.candid = fit and link.words >= _MIN_WORDS
        link.weak = fit and not link.candid and here.paragraph is None
    return link


def _honest(node: Element, target: Target) -> bool:
    """Return whether a link to another newspaper is neither marked as paid nor a campaign's."""
    return "utm_" not in target.query and not {"sponsored", "nofollow"} & {
        *(node.get("rel") or "").lower().split()
    }


def _headed(link: Link) -> bool:
    """Return whether a link with a heading is a headline; a section's name is one too."""
    if link.target.articlelike:
        return True
    least = _MIN_WORDS if labels.has_slug(link.target.path) else _SURE_WORDS
    return link.words >= least


def _running(node: Element, here: Around, text: str) -> bool:
    """Return whether the link stands in a sentence.

    That is: text of its paragraph outweighs it, or text runs into it ("Next:" does not).
    """
    if here.paragraph is not None:
        if here.length < 0:
            here.length = len(raw_text(here.paragraph).strip())
        if len(text.strip()) < _SHARE * here.length:
            return True
    return _touched(node)


def _touched(node: Element) -> bool:
    """Return whether text runs into a link from the left, or on from it to the right."""
    before = node.getprevious()
    up = node.getparent()
    text = before.tail if before is not None else up.text if up is not None else None
    if text and (text.rstrip()[-1:].isalpha() or text.rstrip().endswith(",")):
        return True
    after = (node.tail or "").lstrip()
    return (after[:1] in _GOES_ON or after[:1].islower()) and words(after) >= _MIN_WORDS


def _promote(links: list[Link]) -> None:
    """Take doubtful links for headlines where the same place of the page says so.

    Weak ones need two sure ones beside them; in a heading, a picture with the same target does,
    too. In a footer a list must have the length of
    headlines: names of sections have two or three words.
    """
    weak = [link for link in links if link.weak]
    if weak:
        kinds = {link.element.get("class") for link in weak}
        alike = (x for x in links if x.candid and x.element.get("class") in kinds)
        sure = Counter(_place(link.element) for link in alike)
        headed = any(link.heading is not None for link in weak)
        pictured = {x.target.key for x in links if _is_picture(x)} if headed else set()
        for link in weak:
            shown = link.heading is not None and link.target.key in pictured and link.words > 1
            link.candid = shown or sure[_place(link.element)] > 1
        _promote_actions(links)
    feet: dict[_Place, list[Link]] = {}
    for link in links:
        if link.foot:
            feet.setdefault(_place(link.element), []).append(link)
    for each in feet.values():
        long = sum(link.words for link in each) >= _FOOT_WORDS * len(each)
        for link in each:
            link.candid = long


def _promote_actions(links: list[Link]) -> None:
    """Take links of the same few words to different articles for those of teasers whose headline
    is no link, as "Read more" is, where nothing else leads to these articles."""
    known = {link.target.key for link in links if link.candid}
    alike: dict[str, list[Link]] = {}
    for link in links:
        if link.weak and link.heading is None and link.target.key not in known:
            alike.setdefault(raw_text(link.element).strip(), []).append(link)
    for each in alike.values():
        if len({link.target.key for link in each}) >= _ACTIONS:
            for link in each:
                link.candid = True


def _promote_silent(links: list[Link]) -> None:
    """Take links without a letter, laid over their cards, for those of the headlines there, where
    nothing else leads to these articles. The icon "print" in another teaser's card is none: it
    leads below that article, or stands beside its headline alone."""
    candid = [link for link in links if link.candid]
    known = {link.target.key for link in candid}
    silent = [
        link
        for link in links
        if link.silent
        and link.target.key not in known
        and link.target.key.rpartition("/")[0] not in known
    ]
    if len({link.target.key for link in silent}) < _ACTIONS:
        return
    own, others = _below(silent), _below(candid)
    for link in silent:
        up = next((up for up in _above(link) if up in others), None)
        link.candid = up is None or len(others[up]) > 1 or len(own[up]) >= _ACTIONS


def _above(link: Link) -> Iterator[Element]:
    return islice(link.element.iterancestors(), _HIGHEST_CARD)


def _below(links: list[Link]) -> dict[Element, set[str]]:
    """Return the targets of the links below each of their ancestors."""
    found: dict[Element, set[str]] = {}
    for link in links:
        for up in _above(link):
            found.setdefault(up, set()).add(link.target.key)
    return found


def _is_picture(link: Link) -> bool:
    inside = link.element.iterdescendants("img", "picture") if link.words == 0 else iter(())
    return next(inside, None) is not None


_Place = tuple[str | None, ...]


def _place(node: Element) -> _Place:
    up = node.getparent()
    over = up.getparent() if up is not None else None
    return (node.get("class") or "", *_look(up), *_look(over))


def _look(node: Element | None) -> tuple[str | None, str | None]:
    return (None, None) if node is None else (str(node.tag), node.get("class"))


def _around(node: Element, known: dict[Element, Around], links: int) -> Around:
    """Return what stands around ``node``; each ancestor is looked at once for the whole page."""
    climbed = []
    up = node.getparent()
    while up is not None and up not in known:
        climbed.append(up)
        up = up.getparent()
    here = known[up] if up is not None else Around()
    for item in reversed(climbed):
        here = known[item] = _inner(item, here, links)
    return here


def _inner(item: Element, outer: Around, links: int) -> Around:
    """Return what holds inside ``item``; ``links`` is how many the page has, headings counted."""
    tag = item.tag
    if tag in {"html", "body", "main"}:
        return outer
    names, name, role = item.get("class"), item.get("id"), item.get("role")
    if not (names or name or role or tag in _TELLING):
        return outer
    both = f"{names or ''} {name or ''}"
    if outer.region in {"menu", "ad"}:
        neighbour = outer.region == "menu" and labels.is_neighbour(both)
        return Around() if neighbour else outer
    region = labels.region(both)
    if tag == "nav" or role == "navigation":
        region = "" if labels.is_neighbour(both) else "menu"
    elif not region:
        region = "foot" if tag == "footer" else ""
    elif region != "foot" and _holds_page(item, 0 if region == "ad" else links):
        region = ""
    region = region or outer.region
    if tag == "p":
        return Around(region, item)
    return outer if region == outer.region else Around(region, outer.paragraph)


def _holds_page(item: Element, links: int) -> bool:
    """Return whether an element is the page's frame, whatever its name says.

    It holds the h1 and much of the page's ``links``; for an ad the h1 is enough.
    """
    if next(item.iterdescendants("h1", "main"), None) is None:
        return False
    return sum(1 for _ in item.iterdescendants("a", *HEADINGS)) >= _FRAME_SHARE * links
