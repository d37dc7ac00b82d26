# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Where the newspaper files an article, and whether it is free to read."""

import re
from typing import Any

from newscrawl.extract import json_ld
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.text import key, text_of
from newscrawl.extract.titles import plain

_MOST_TAGS = 40
_LONGEST = 80


def section_from_node(evidence: Evidence) -> str | None:
    """Return the first ``articleSection`` of the article's JSON-LD node."""
    return _short(json_ld.string(evidence.node.get("articleSection")))


_SECTION = ("article:section", "parsely-section", "section", "cxenseparse:section")
_SECTION_OF = re.compile(r"(?:section|category)\Z")
"""Other names of a ``<meta>`` that say "section", as each analytics service has its own."""


def section_from_meta(evidence: Evidence) -> str | None:
    """Return the section that a ``<meta>`` names."""
    others = (text for name in evidence.declared if _SECTION_OF.search(name)
              for text in evidence.declared[name])  # fmt: skip
    every = (_short(text) for text in (*evidence.meta(*_SECTION), *others))
    return next(filter(None, every), None)


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
    text = plain(text or "")
    return text if text and len(text) <= _LONGEST and "://" not in text else None


def tags_from_meta(evidence: Evidence) -> tuple[str, ...]:
    """Return what the ``article:tag`` elements list, else the first other list of keywords."""
    own = evidence.meta("article:tag", "og:article:tag")
    if own:
        return _tags(own)
    for name in _KEYWORDS:
        if found := _tags(evidence.meta(name)):
            return found
    return ()


_KEYWORDS = ("news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:recs:tag", "keywords")


def tags_from_node(evidence: Evidence) -> tuple[str, ...]:
    """Return the ``keywords`` of the article's JSON-LD node."""
    return _tags(json_ld.strings(evidence.node.get("keywords")))


def tags_from_links(evidence: Evidence) -> tuple[str, ...]:
    """Return the texts of the links that call themselves tags (HTML, link type "tag")."""
    return _tags([text_of(link) for link in evidence.links("tag")])


def _tags(texts: list[str]) -> tuple[str, ...]:
    parts = [part.strip(" #") for text in texts for part in _split(plain(text))]
    found: dict[str, str] = {}
    for part in parts:
        if (
            0 < len(part) <= _LONGEST
            and ":" not in part
            and not (len(part) == 1 and part.isascii())
        ):
            found.setdefault(key(part), part)
    return tuple(found.values())[:_MOST_TAGS]


def _split(text: str) -> list[str]:
    """Return the parts of a list of tags, whatever stands between them."""
    return re.split(r"\s+#" if text.startswith("#") and "," not in text else r"[,;|、，،؛]", text)


def free_access(evidence: Evidence) -> bool | None:
    """Return what the page declares of its being free to read."""
    stated = _truth(evidence.node.get("isAccessibleForFree"))
    if stated is not None:
        return stated
    if _paid_parts(evidence):
        return False
    for text in evidence.meta(
        "article:content_tier", "og:article:content_tier", "isaccessibleforfree"
    ):
        if text.lower() in ("free", "true", "yes"):
            return True
        if text.lower() in ("locked", "metered", "paid", "premium", "false", "no"):
            return False
    return None


def paid_selectors(evidence: Evidence) -> list[str]:
    """Return the CSS selectors of the parts that the page declares as paid for, as Google asks
    newspapers to ("Subscription and paywalled content", developers.google.com)."""
    stated = (part.get("cssSelector") for part in _paid_parts(evidence))
    texts = (text for one in stated for text in (one if isinstance(one, list) else [one]))
    return [one.strip() for text in texts if isinstance(text, str) for one in text.split(",")]


def _paid_parts(evidence: Evidence) -> list[dict[str, Any]]:
    parts = evidence.node.get("hasPart")
    each = parts if isinstance(parts, list) else [parts]
    return [
        p for p in each if isinstance(p, dict) and _truth(p.get("isAccessibleForFree")) is False
    ]


def _truth(value: Any) -> bool | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False, "yes": True, "no": False}.get(
            value.strip().rsplit("/", 1)[-1].lower()
        )
    return None


_SAID = {"true": True, "false": False, "yes": True, "no": False}
