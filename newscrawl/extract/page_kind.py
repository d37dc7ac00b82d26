# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""What a fetched page turned out to be."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extract import json_ld, metadata, topics
from newscrawl.extract.body import Story
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import weight
from newscrawl.items import PageKind, Source

_BODY, _STUB, _LONG = 300, 1200, 2500
"""Letters: of an article worth the name; of what a paywall leaves; of one that no rule doubts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A page kind and the rule that decided it."""

    kind: PageKind
    source: Source
    rule: str


_WALLS = etree.XPath(
    "boolean(//script[contains(@src, 'captcha-delivery.com')"
    " or contains(@src, '/cdn-cgi/challenge')"
    " or contains(@src, '_Incapsula_Resource')] "
    "| /descendant::*[@id='px-captcha' or @id='cf-wrapper'"
    " or @id='challenge-form' or @id='challenge-error-text' or @id='cf-error-details'"
    " or @id='cf-challenge-running']"
    " | //iframe[contains(@src, 'captcha-delivery.com') or contains(@src, '_Incapsula_Resource')])"
)
"""Marks of DataDome, Cloudflare, Imperva and PerimeterX: the bot walls of most sites."""

_BLOCKED = re.compile(
    r"^(?:just a moment|attention required|access (?:to this page has been )?denied"
    r"|pardon our interruption"
    r"|are you (?:a )?(?:human|robot)|robot check|request (?:blocked|rejected)|403 forbidden"
    r"|forbidden"
    r"|security check|checking your browser|human verification|you have been blocked|error 10\d\d"
    r"|429 too many requests|too many requests|blocked)",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|not found|page (?:doesn.t|does not) exist|nicht gefunden|introuvable|no encontrad[ao]"
    r"|non trovata|não encontrad[ao]|nie znaleziono|niet gevonden|не найдена|見つかりません"
    r"|ikke funnet"
    r"|hittades inte|ikke fundet|bulunamadı|찾을 수 없",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"consent|cookie|privacy (?:settings|preferences)|datenschutz|zustimmung|einwilligung"
    r"|werbefrei|pur-abo"
    r"|consentement|consentimiento|consenso|samtykke|toestemming|we value your privacy",
    re.IGNORECASE,
)
"""Titles of the pages that servers and consent managers put in the place of an article."""

_CONSENT_MARKS = etree.XPath(
    "boolean(//form[contains(@action, 'consent') or contains(@action, 'collectConsent')]"
    " | /descendant::*[contains(@id, 'sp_message') or contains(@id, 'onetrust')"
    " or contains(@id, 'didomi')"
    " or contains(@id, 'usercentrics') or contains(@id, 'cmpbox') or contains(@class, 'cmp-')"
    " or contains(@id, 'consent') or contains(@class, 'consent')])"
)
_LIVE = etree.XPath(
    "count(.//time[ancestor::*[contains(@class, 'live') or contains(@id, 'live')"
    " or contains(@itemtype, 'LiveBlogPosting') or self::amp-live-list]]) > 2"
)
"""Several times of day inside something called live."""

_PAYWALL = etree.XPath(
    "boolean(//*[contains(@class, 'paywall') or contains(@id, 'paywall')"
    " or contains(@class, 'regwall')"
    " or contains(@class, 'piano-') or contains(@class, 'paid-content')"
    " or contains(@class, 'subscriber-only')"
    " or contains(@class, 'premium-content')])"
)
_FIGURES = etree.XPath("count(//figure//img)")

_MEDIA: dict[str, PageKind] = {
    "VideoObject": "video", "AudioObject": "audio", "PodcastEpisode": "audio", "RadioEpisode":
    "audio",
    "ImageGallery": "gallery", "MediaGallery": "gallery",
}  # fmt: skip


def page_kind(evidence: Evidence, story: Story) -> Kind:
    """Return what the page is. What gives no reason to be an article is ``other``."""
    letters = sum(weight(text) for section in story.sections for text in section.paragraphs)
    root = evidence.page.root
    title = " ".join(
        filter(None, (metadata.title(evidence.page), evidence.headline and evidence.headline.text))
    )
    if letters < _STUB:
        if _BLOCKED.search(title.strip()) or (letters < _BODY and _WALLS(root)):
            return Kind("block_page", "rule", "title or mark of a bot wall")
        if _MISSING.search(title) and not evidence.node:
            return Kind("soft_404", "rule", "title says not found")
        if not evidence.node and (
            _CONSENT.search(title) or (letters < _BODY and _is_consent_page(evidence))
        ):
            return Kind("consent_wall", "rule", "title or form of a consent manager")
    media = _media(evidence)
    if media is not None and letters < _STUB:
        return media
    if "LiveBlogPosting" in _types(evidence):
        return Kind("live_blog", "json_ld", "LiveBlogPosting")
    if letters >= _BODY and _LIVE(root if story.whole is None else story.whole):
        return Kind("live_blog", "rule", "marks of a live blog")
    if letters < _STUB and _is_locked(evidence):
        return Kind("paywall_stub", "rule", "not free, and short")
    return _article(evidence, story, letters)


def _is_consent_page(evidence: Evidence) -> bool:
    declared = evidence.meta("og:type") + evidence.meta("article:published_time")
    return (
        not declared and bool(_CONSENT_MARKS(evidence.page.root)) and "consent" in evidence.page.url
    )


def _types(evidence: Evidence) -> list[str]:
    return json_ld.types(evidence.node)


def _media(evidence: Evidence) -> Kind | None:
    for kind in _types(evidence):
        if kind in _MEDIA:
            return Kind(_MEDIA[kind], "json_ld", kind)
    for text in evidence.meta("og:type")[:1]:
        if text.startswith("video"):
            return Kind("video", "opengraph", "og:type")
        if text.startswith(("music", "audio")):
            return Kind("audio", "opengraph", "og:type")
    return None


def _is_locked(evidence: Evidence) -> bool:
    stated = topics.free_access(evidence)
    return stated is False or (stated is None and bool(_PAYWALL(evidence.page.root)))


def _article(evidence: Evidence, story: Story, letters: float) -> Kind:
    if evidence.headline is None or letters < _BODY:
        declared = any(json_ld.is_article(kind) for kind in _types(evidence))
        short = letters > 0 and evidence.headline is not None and declared
        if short:
            return Kind("article", "json_ld", "declared, short")
        return Kind("other", "rule", "no headline or no body")
    if urlsplit(evidence.page.url).path in ("", "/") and not evidence.node:
        return Kind("other", "rule", "home page")
    if any(json_ld.is_article(kind) for kind in _types(evidence)):
        return Kind("article", "json_ld", "@type")
    if "article" in evidence.meta("og:type"):
        return Kind("article", "opengraph", "og:type")
    paragraphs = sum(len(section.paragraphs) for section in story.sections)
    if letters >= _BODY and paragraphs > 1:
        return Kind("article", "rule", "headline and body")
    return Kind("other", "rule", "little text")
