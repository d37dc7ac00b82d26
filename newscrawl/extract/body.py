"""The body of an article: headings with their paragraphs, the standfirst apart."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import core, hints, state
from newscrawl.extract.blocks import HEADINGS, SKIPPED, Block, blocks
from newscrawl.extract.card_lists import headed, in_lists
from newscrawl.extract.container import HELD_BACK, Masses, Trust, container
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.headline import Headline
from newscrawl.extract.lines import ends_sentence, without_notes, without_questions
from newscrawl.extract.standfirst import Standfirst, standfirst
from newscrawl.extract.text import key, weight
from newscrawl.items import Section, Source

_PICTURED = etree.XPath("boolean(.//img) and string-length(normalize-space(.)) < 600")
"""A picture with no more text than a long caption has."""
_UNLINKED = etree.XPath("not(.//a or ancestor::a) and string-length(normalize-space(.)) > 60")
"""A text of a sentence or more, without a link."""
_TOLD = etree.XPath("boolean(.//table or .//p[string-length(.) > 200])")
"""A figure with words of the story in it: a table, a text. A quote in one is a pull quote: the
paragraphs of 3 of 3 such pages on the bench are read better without."""


@dataclass(frozen=True, slots=True)
class Story:
    """What was read of the story."""

    sections: tuple[Section, ...] = ()
    standfirst: Standfirst | None = None
    root: Element | None = None
    """The element that holds the body; ``None`` where a script does."""
    source: Source = "rule"
    rule: str = "container"
    whole: Element | None = None
    """The element that holds headline and body."""
    byline: str | None = None
    kicker: str | None = None


def story(evidence: Evidence) -> Story:
    """Return the page's story: the layout's, else the reader's own; empty where there is none."""
    if evidence.parts.elements.get("body") or evidence.parts.texts.get("body"):
        return _laid_out(evidence)
    told = _told(evidence, "names")
    if told.letters < _LITTLE * told.whole:
        again = _told(evidence, "elements")
        if again.letters > 2 * told.letters:
            told = again
    if told.letters >= _STUB:
        return told.story
    return _scripted(evidence) or _held_back(evidence, told)


def _laid_out(evidence: Evidence) -> Story:
    """Return the story in the elements that the layout names, or its function's paragraphs."""
    rule = evidence.parts.rules["body"]
    roots = evidence.parts.elements.get("body")
    if not roots:
        section = Section(paragraphs=tuple(evidence.parts.texts["body"]))
        return Story((section,), source="layout", rule=rule)
    found = [
        block
        for root in roots
        for block in blocks(root, lambda e: "caption" in hints.said(e) or e.tag == "figure")
    ]
    return Story(assembled(core.headed(found)), root=roots[0], source="layout", rule=rule)


def _scripted(evidence: Evidence) -> Story | None:
    """Return the story that stands only in a script."""
    read: tuple[tuple[Source, str, Callable[[], list[Block]]], ...] = (
        ("json_ld", "articleBody", lambda: state.from_node(evidence.node)),
        ("rule", "state of a script", lambda: state.from_scripts(evidence.page.root)),
    )
    for source, rule, blocks_of in read:
        kept = core.story(blocks_of(), evidence.page.url)
        if sum(weight(block.text) for block in kept.blocks) >= _STUB:
            byline = _byline(kept.blocks, evidence.signers)
            out = set(map(id, byline))
            sections = assembled(b for b in core.once(kept.blocks) if id(b) not in out)
            signed = byline[0].text if byline else None
            return Story(sections, source=source, rule=rule, byline=signed)
    return None


_STUB = 300
"""Letters of a story below which the scripts are looked at."""


_LITTLE = 0.4
"""Where less of the page's running text than this was kept, the names may have lied."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A story, and how much of the page's text it is, in letters."""

    story: Story
    letters: float
    whole: float


def _told(evidence: Evidence, trust: Trust) -> _Told:
    root, headline = evidence.page.root, evidence.headline
    top = headline.element if headline else None
    masses = Masses(root, top, in_lists(evidence.cards, top), trust=trust)
    place = container(root, masses)
    whole = _with_headline(place, headline)
    pruning = _Pruning(masses, place, whole)
    skipped = SKIPPED - HELD_BACK if trust == "nothing" else SKIPPED
    every = blocks(whole, pruning.left_out, pruning.cards, skipped)
    found = without_questions(_after_headline(every, headline), pruning.fields)
    kept = core.story(found, evidence.page.url)
    at = next((n for n, b in enumerate(found) if kept.running and b is kept.running[0]), 0)
    lead = standfirst(found, at, kept.running[:6], evidence.descriptions)
    byline = _byline(found, evidence.signers)
    out = {(block.element, block.text) for block in (*(lead.blocks if lead else ()), *byline)}
    said = lead.text if lead else None
    told = Story(
        assembled(
            b
            for b in without_notes(core.once(kept.blocks))
            if (b.element, b.text) not in out and b.text != said
        ),
        lead,
        place,
        whole=whole,
        byline=byline[0].text if byline else None,
        kicker=_kicker(every, headline),
    )
    letters = sum(weight(block.text) for block in kept.blocks)
    return _Told(told, letters, masses.running(place))


def _held_back(evidence: Evidence, told: _Told) -> Story:
    """Return the story from elements that hold none elsewhere, where it is far more than was
    ``told``: for readers without scripts, in the captions of a slide show."""
    again = _told(evidence, "nothing")
    return again.story if again.letters > max(5 * told.letters, 2 * _STUB) else told.story


def _byline(found: list[Block], signers: tuple[str, ...]) -> list[Block]:
    """Return the short lines that name the authors and little else."""
    names = {sought: name for name in signers if (sought := key(name))}
    longest_first = sorted(names, key=len, reverse=True)
    lines = []
    for block in found if names else ():
        own = rest = key(block.text) if len(block.text) < _LINE else ""
        for sought in longest_first:
            if sought in rest and _stands_alone(names[sought], block.text):
                rest = rest.replace(sought, "")
        if rest != own and len(rest) <= _BESIDE_NAMES and not _is_speech(block.text, names):
            lines.append(block)
    return lines


def _stands_alone(name: str, text: str) -> bool:
    """Return whether a name of one word, the letters of which are in ``text``, is a word there:
    "AP" is none in "again". One of several words is in no other."""
    if " " in name or weight(name) > len(name):
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _is_speech(text: str, names: Container[str]) -> bool:
    """Return whether one of the authors says something, as in an interview: "Ann Lee: Why?"."""
    before, colon, _ = text.replace("\uff1a", ":").partition(":")
    return bool(colon) and ends_sentence(text) and key(before) in names


_LINE, _BESIDE_NAMES = 140, 40
"""Letters of a byline, and of what stands in it beside the names: "By", a role, an address."""


def _kicker(every: list[Block], headline: Headline | None) -> str | None:
    """Return the line above the headline, if its element is called so."""
    if headline is None or headline.kicker or headline.element is None:
        return headline.kicker if headline else None
    for place, block in enumerate(every):
        if block.element is headline.element or headline.element in block.element.iterancestors():
            above = every[place - 1] if place else None
            return above.text if above is not None and _is_kicker(above) else None
    return None


def _is_kicker(block: Block) -> bool:
    parent = block.element.getparent()
    named = (one for one in (block.element, parent) if one is not None)
    return len(block.text) <= _KICKER and any(hints.says(one, "kicker") for one in named)


_KICKER = 80
"""Letters of the longest kicker."""


def _with_headline(place: Element, headline: Headline | None) -> Element:
    """Return the smallest element that holds both ``place`` and the headline above it."""
    if headline is None or headline.element is None:
        return place
    above = set(headline.element.iterancestors())
    return next((step for step in (place, *place.iterancestors()) if step in above), place)


class _Pruning:
    """What the walk passes by."""

    def __init__(self, masses: Masses, place: Element, whole: Element) -> None:
        self.masses = masses
        self.cards = headed(place) | masses.cards
        self.path = {place}
        self.passed = self.cards | masses.others
        for step in (place, *place.iterancestors()):
            if step is whole:
                break
            self.passed.update(step.itersiblings())
            self.path.add(step)
        self.path.add(whole)
        self.fields: set[Element] = set()
        """The labels beside a box to tick, in what holds neither story nor headline."""
        self.hidden: dict[Element | None, float] = {}
        """Letters in the hidden children of an element."""
        self.kept = self.path | masses.above
        """What holds the story or the headline is no aside, whatever its name."""

    def left_out(self, element: Element) -> bool:
        """Return whether the walk passes ``element`` by."""
        if element in self.kept:
            return False
        if element in self.passed:
            return True
        if self.masses.trust == "nothing":
            return self.masses.is_aside(element, hints.said(element))
        return self._is_beside(element)

    def _is_beside(self, element: Element) -> bool:
        """Return whether ``element`` stands beside the story, by tag, style or names."""
        if element.tag == "figure":
            return _TOLD(element) is not True
        if element.tag == "label" and self._asks(element.getparent()):
            self.fields.add(element)
        if not element.keys() and element.tag not in HEADINGS:  # most of a table's cells
            return self.masses.is_aside(element, hints.NOTHING)
        if hints.is_unseen(element) and self._is_passing(element):
            return True
        if element.tag in HEADINGS:
            return self._is_filmed(element)
        return self._is_named_aside(element)

    def _asks(self, around: Element | None) -> bool:
        return around is not None and around not in self.kept and around.find("input") is not None

    def _is_passing(self, element: Element) -> bool:
        """Return whether ``element`` and what is hidden beside it hold little of the page's text:
        hidden, that is a note; more is the rest of a story, behind a button, or page by page."""
        parent = element.getparent()
        if parent not in self.hidden:
            beside = () if parent is None else parent
            raw = self.masses.raw
            self.hidden[parent] = sum(raw.get(e, 0.0) for e in beside if hints.is_unseen(e))
        return self.hidden[parent] < _PASSING * self.masses.total

    def _is_named_aside(self, element: Element) -> bool:
        said = hints.said(element)
        if not said and element.tag != "p":
            said = hints.told(element)
        if "caption" in said or ("picture" in said and _PICTURED(element) is True):
            return True
        if "standfirst" in said and "comments" not in said:
            return False
        if "teaser" in said and _UNLINKED(element) is True:
            return False
        return self.masses.is_aside(element, said)

    def _is_filmed(self, heading: Element) -> bool:
        """Return whether a heading is a film's title: the story's own element is no player."""
        parent = heading.getparent()
        return parent is not None and parent not in self.path and hints.says(parent, "player")


_PASSING = 0.1
"""Share of a page's text; at four times as much nothing changes on the bench."""


def _after_headline(found: list[Block], headline: Headline | None) -> list[Block]:
    if headline is None:
        return found
    own = key(headline.text)
    for place in range(len(found) - 1, -1, -1):
        block = found[place]
        if headline.element is not None and (
            block.element is headline.element or headline.element in block.element.iterancestors()
        ):
            before = sum(len(b.text) for b in found[:place])
            after = sum(len(b.text) for b in found[place + 1 :])
            if after > before:
                found = found[place + 1 :]
            break
    longest = 2 * len(headline.text)
    return [b for b in found if len(b.text) > longest or key(b.text) != own]


def assembled(found: Iterable[Block]) -> tuple[Section, ...]:
    """Return blocks as sections: each heading with what stands below it."""
    result: list[Section] = []
    heading: str | None = None
    level: int | None = None
    paragraphs: list[str] = []
    for block in found:
        if block.level is None:
            paragraphs.append(block.text)
            continue
        if paragraphs or heading:
            result.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
        heading, level, paragraphs = block.text, max(block.level, 2), []
    if paragraphs:
        result.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
    return tuple(result)
