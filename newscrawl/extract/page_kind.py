"""What a fetched page turned out to be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl.extract import json_ld, metadata, stand_ins, topics
from newscrawl.extract.body import Story
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import fold, text_of, weight
from newscrawl.items import PageKind, Source

_BODY, _STUB = 300, 1200
"""Letters: of an article worth the name; of what a paywall leaves at most."""
_GALLERY = 8
"""Pictures of a gallery."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A page kind and the rule that decided it."""

    kind: PageKind
    source: Source
    rule: str


_WALLS = etree.XPath(
    "boolean(//script[contains(@src, 'captcha-delivery.com')"
    " or contains(@src, '/cdn-cgi/challenge')"
    " or contains(@src, '_Incapsula_Resource') or contains(@src, '.token.awswaf.com')] "
    "| /descendant::*[@id='px-captcha' or @id='cf-wrapper'"
    " or @id='challenge-form' or @id='challenge-error-text' or @id='cf-error-details'"
    " or @id='cf-challenge-running']"
    " | //iframe[contains(@src, 'captcha-delivery.com') or contains(@src, '_Incapsula_Resource')])"
)
"""Marks of DataDome, Cloudflare, Imperva and PerimeterX: the bot walls of most sites."""

_CONSENT_MARKS = etree.XPath(
    "boolean(//form[contains(@action, 'consent') or contains(@action, 'collectConsent')]"
    " | /descendant::*[contains(@id, 'sp_message') or contains(@id, 'onetrust')"
    " or contains(@id, 'didomi')"
    " or contains(@id, 'usercentrics') or contains(@id, 'cmpbox') or contains(@class, 'cmp-')"
    " or contains(@id, 'consent') or contains(@class, 'consent')])"
)
_LIVE = etree.XPath(
    "count(.//time[ancestor::*[contains(@class, 'live') or contains(@id, 'live')"
    " or contains(@itemtype, 'LiveBlogPosting') or self::amp-live-list]]) >= $least"
)
_TIMES = 3
"""Several times of day inside something called live."""

_PAYWALL = etree.XPath(
    "boolean(//@class[contains(., 'paywall') or contains(., 'regwall') or contains(., 'piano-')"
    " or contains(., 'paid-content') or contains(., 'subscriber-only')"
    " or contains(., 'premium-content') or contains(., 'premium-wall')"
    " or contains(., 'barrier-page')] or //@id[contains(., 'paywall')])"
)
_FIGURES = etree.XPath(
    "count(.//figure//img[not(ancestor::a) or ancestor::a[contains(@href, '.jp')"
    " or contains(@href, '.png') or contains(@href, '.webp')]])"
)
"""Pictures that lead nowhere, or to themselves: those of teasers lead to other pages."""

_MEDIA: dict[str, PageKind] = {
    "VideoObject": "video", "AudioObject": "audio", "PodcastEpisode": "audio", "RadioEpisode":
    "audio",
    "ImageGallery": "gallery", "MediaGallery": "gallery",
}  # fmt: skip


def page_kind(evidence: Evidence, story: Story) -> Kind:
    """Return what the page is. What gives no reason to be an article is ``other``."""
    letters = sum(weight(text) for section in story.sections for text in section.paragraphs)
    letters += weight(story.standfirst.text) if letters and story.standfirst else 0
    found = (rule(evidence, story, letters) for rule in _RULES)
    return next((kind for kind in found if kind), Kind("other", "rule", "no headline or no body"))


def _titles(evidence: Evidence) -> list[str]:
    shown = evidence.headline.text if evidence.headline else ""
    return [text for text in (metadata.title(evidence.page), shown) if text]


def _is_declared(evidence: Evidence) -> bool:
    """Return whether the page declares an article, which no stand-in does."""
    return (
        any(map(json_ld.is_article, _types(evidence)))
        or "article" in evidence.meta("og:type")
        or bool(evidence.meta("article:published_time"))
    )


def _text(evidence: Evidence) -> str:
    """Return the page's text where it is short, as that of a stand-in is, else an empty one."""
    return text if len(text := fold(str(_TEXT(evidence.page.root)))) <= _SHORT else ""


_TEXT = etree.XPath("string(/html/body)")
_SHORT = 4000
"""Letters of a stand-in's page at most, its scripts counted too."""


def _block_page(evidence: Evidence, _: Story, letters: float) -> Kind | None:
    if letters >= _STUB:
        return None
    if letters < _BODY and _WALLS(evidence.page.root):
        return Kind("block_page", "rule", "mark of a bot wall")
    if _is_declared(evidence):
        return None
    if stand_ins.is_blocked(_titles(evidence)):
        return Kind("block_page", "rule", "title of a bot wall")
    if letters < _BODY and stand_ins.says_blocked(_text(evidence)):
        return Kind("block_page", "rule", "text of a bot wall")
    return None


def _soft_404(evidence: Evidence, _: Story, letters: float) -> Kind | None:
    if letters >= _STUB or any(map(json_ld.is_article, _types(evidence))):
        return None
    if stand_ins.is_missing(_titles(evidence)) and not evidence.meta("article:published_time"):
        return Kind("soft_404", "rule", "title says not found")
    return None


def _consent_wall(evidence: Evidence, _: Story, letters: float) -> Kind | None:
    if letters >= _STUB or _is_declared(evidence):
        return None
    if stand_ins.is_consent(_titles(evidence)):
        return Kind("consent_wall", "rule", "title of a consent manager")
    if evidence.headline is not None and evidence.headline.element is not None:
        return None  # whatever asks for consent stands beside something else
    if letters < _BODY and _asks_consent(evidence):
        return Kind("consent_wall", "rule", "a consent manager and nothing else")
    return None


def _asks_consent(evidence: Evidence) -> bool:
    text = _text(evidence)
    if not text:
        return False
    buttons = [text_of(button) for button in _BUTTONS(evidence.page.root)[:20]]
    return bool(_CONSENT_MARKS(evidence.page.root)) or stand_ins.asks_consent(text, buttons)


_BUTTONS = etree.XPath("//button | //a[contains(@class, 'button') or contains(@class, 'btn')]")


def _types(evidence: Evidence) -> list[str]:
    return json_ld.types(evidence.node)


def _media(evidence: Evidence, story: Story, letters: float) -> Kind | None:
    if letters >= _STUB:
        return None
    for name in _types(evidence):
        if name in _MEDIA:
            return Kind(_MEDIA[name], "json_ld", name)
    stated = next(iter(evidence.meta("og:type")), "")
    if stated.startswith("video"):
        return Kind("video", "opengraph", "og:type")
    if stated.startswith(("music", "audio")):
        return Kind("audio", "opengraph", "og:type")
    if letters < _BODY and not _is_home(evidence) and _figures(story) >= _GALLERY:
        return Kind("gallery", "rule", "pictures and little text")
    return None


def _figures(story: Story) -> float:
    return 0 if story.whole is None else float(str(_FIGURES(story.whole)))


def _live_blog(evidence: Evidence, story: Story, letters: float) -> Kind | None:
    if any("LiveBlogPosting" in json_ld.types(node) for node in evidence.nodes):
        return Kind("live_blog", "json_ld", "LiveBlogPosting")
    if letters >= _BODY and story.whole is not None and _is_live(story.whole):
        return Kind("live_blog", "rule", "times inside something called live")
    return None


def _is_live(whole: Element) -> bool:
    return sum(1 for _ in whole.iter("time")) >= _TIMES and _LIVE(whole, least=_TIMES) is True


def _paywall_stub(evidence: Evidence, _: Story, letters: float) -> Kind | None:
    if letters >= 2 * _STUB:
        return None
    stated = topics.free_access(evidence)
    paid = _paid_letters(evidence) if stated is False else None
    if paid is not None and paid < _LINE:
        return Kind("paywall_stub", "json_ld", "the paid part is empty")
    if letters >= _STUB or (paid or 0) >= _PAID:
        return None
    if stated is False:
        return Kind("paywall_stub", "json_ld", "not free, and short")
    if stated is None and letters < _STUB / 2 and _PAYWALL(evidence.page.root):
        return Kind("paywall_stub", "rule", "something called paywall, and short")
    return None


def _paid_letters(evidence: Evidence) -> float | None:
    """Return how much stands in the parts that are declared as paid for; ``None`` where none is
    found on the page."""
    stated = dict.fromkeys(topics.paid_selectors(evidence)[:_SELECTORS])
    every = {
        part: None
        for one in stated
        if _SIMPLE.fullmatch(one)
        for part in (_OF_CLASS if one[0] == "." else _OF_ID)(evidence.page.root, name=one[1:])
    }
    # What stands in another part is read with it.
    parts = [part for part in every if every.keys().isdisjoint(part.iterancestors())]
    sizes = (weight(fold(" ".join(map(str, _SHOWN(part))))) for part in parts)
    return max(sizes) if parts else None


_LINE, _PAID, _SELECTORS = 60, 600, 10
"""Letters of a paid part that is empty, or holds an offer at most; of one that holds the story."""
_SIMPLE = re.compile(r"[.#][\w-]+")
_OF_CLASS = etree.XPath(
    "//*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]"
)
_OF_ID = etree.XPath("//*[@id = $name]")
_SHOWN = etree.XPath(".//text()[not(parent::script or parent::style or parent::template)]")


def _article(evidence: Evidence, story: Story, letters: float) -> Kind | None:
    in_json = any(map(json_ld.is_article, _types(evidence)))
    in_graph = "article" in evidence.meta("og:type")
    dated = in_graph and bool(evidence.meta("article:published_time"))
    if evidence.headline is None or letters <= 0 or (letters < _BODY and not in_json and not dated):
        return None
    if in_json:
        return Kind("article", "json_ld", "@type")
    if _is_home(evidence):
        return Kind("other", "rule", "home page")
    return Kind("article", "opengraph", "og:type") if in_graph else _undeclared(evidence, story)


def _undeclared(evidence: Evidence, story: Story) -> Kind | None:
    if _is_listing(evidence, story):
        return Kind("other", "rule", "a list of teasers")
    if sum(len(section.paragraphs) for section in story.sections) > 1:
        return Kind("article", "rule", "headline and body")
    return None


def _is_home(evidence: Evidence) -> bool:
    return urlsplit(evidence.page.url).path in ("", "/")


def _is_listing(evidence: Evidence, story: Story) -> bool:
    """Return whether the story is made of teasers, at an address like a section's."""
    last = urlsplit(evidence.page.url).path.rstrip("/").rpartition("/")[2]
    if story.root is None or re.search(r"\d", last) or last.count("-") >= _SLUG:
        return False
    cards = sum(1 for card in evidence.cards if story.root in card.root.iterancestors())
    paragraphs = sum(len(section.paragraphs) for section in story.sections)
    return cards >= _TEASERS and paragraphs < _LINES * cards


_TEASERS, _LINES, _SLUG = 10, 3, 3
"""Teasers in what was read as a story, lines of one, hyphens in the address of an article. Of 174
pages of the bench that declare nothing six have so many; the two at such addresses are lists."""


_RULES: tuple[Callable[[Evidence, Story, float], Kind | None], ...] = (
    _block_page, _soft_404, _consent_wall, _media, _live_blog, _paywall_stub, _article,
)  # fmt: skip
"""In this order: what stands in an article's place, then what an article may be."""
