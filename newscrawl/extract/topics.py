"""Where the newspaper files an article, and whether it is free to read."""

import re
from typing import Any

from newscrawl.extract import json_ld
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import key, text_of

_MOST_TAGS = 40
_LONGEST = 80


def section_from_node(evidence: Evidence) -> str | None:
    """Return the first ``articleSection`` of the article's JSON-LD node."""
    return _short(json_ld.string(evidence.node.get("articleSection")))


def section_from_meta(evidence: Evidence) -> str | None:
    """Return the section that a ``<meta>`` names."""
    for name in ("article:section", "parsely-section", "section", "cxenseparse:section"):
        for text in evidence.meta(name):
            if _short(text):
                return text
    return None


def section_from_trail(evidence: Evidence) -> str | None:
    """Return the last step but the article itself of a JSON-LD breadcrumb trail."""
    for node in evidence.nodes:
        if "BreadcrumbList" in json_ld.types(node) and isinstance(
            node.get("itemListElement"), list
        ):
            steps = [
                json_ld.string(item.get("name") or item.get("item"))
                for item in node["itemListElement"][:10]
                if isinstance(item, dict)
            ]
            own = key(evidence.headline.text) if evidence.headline else ""
            named = [step for step in steps[1:] if step and key(step) != own]
            if named:
                return _short(named[-1])
    return None


def _short(text: str | None) -> str | None:
    return text if text and len(text) <= _LONGEST and "://" not in text else None


def tags_from_meta(evidence: Evidence) -> tuple[str, ...]:
    """Return what the ``article:tag`` elements list, else the first other list of keywords."""
    own = evidence.meta("article:tag", "og:article:tag")
    if own:
        return _tags(own)
    for name in ("news_keywords", "parsely-tags", "sailthru.tags", "keywords"):
        if found := _tags(evidence.meta(name)):
            return found
    return ()


def tags_from_node(evidence: Evidence) -> tuple[str, ...]:
    """Return the ``keywords`` of the article's JSON-LD node."""
    return _tags(json_ld.strings(evidence.node.get("keywords")))


def tags_from_links(evidence: Evidence) -> tuple[str, ...]:
    """Return the texts of the links that call themselves tags (HTML, link type "tag")."""
    return _tags([text_of(link) for link in evidence.links("tag")])


def _tags(texts: list[str]) -> tuple[str, ...]:
    parts = [part.strip() for text in texts for part in re.split(r"[,;|、]", text)]
    named = (part for part in parts if 1 < len(part) <= _LONGEST and ":" not in part)
    return tuple({key(part): part for part in named}.values())[:_MOST_TAGS]


def free_access(evidence: Evidence) -> bool | None:
    """Return what the page declares of its being free to read."""
    stated = _truth(evidence.node.get("isAccessibleForFree"))
    if stated is not None:
        return stated
    parts = evidence.node.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _truth(part.get("isAccessibleForFree")) is False:
            return False
    for text in evidence.meta(
        "article:content_tier", "og:article:content_tier", "isaccessibleforfree"
    ):
        if text.lower() in ("free", "true", "yes"):
            return True
        if text.lower() in ("locked", "metered", "paid", "premium", "false", "no"):
            return False
    return None


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False, "yes": True, "no": False}.get(
            value.strip().rsplit("/", 1)[-1].lower()
        )
    return None


_SAID = {"true": True, "false": False, "yes": True, "no": False}
