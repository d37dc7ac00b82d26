"""What a page tells machines about its story: JSON-LD and OpenGraph."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from newscrawl.sample.markup import picture_path
from newscrawl.sample.story import Story


@dataclass(frozen=True, slots=True)
class Publisher:
    """A newspaper as its pages name it."""

    name: str
    base: str
    """Where it is served, without a closing slash."""


def head(story: Story, url: str, publisher: Publisher) -> str:
    """Return what the story's ``declares`` asks for, as lines of an HTML head."""
    parts = []
    if "opengraph" in story.declares:
        parts.append(opengraph(story, url, publisher))
    if "json_ld" in story.declares:
        text = json.dumps(json_ld(story, url, publisher), ensure_ascii=False, indent=1)
        text = text.replace("</", "<\\/")
        parts.append(f'<script type="application/ld+json">\n{text}\n</script>')
    return "\n".join(parts)


def opengraph(story: Story, url: str, publisher: Publisher) -> str:
    """Return the ``meta`` elements an SEO plugin writes. The title carries the paper's name."""
    said = {
        "og:locale": {"en": "en_GB", "pt": "pt_PT"}[story.language],
        "og:type": "video.other" if story.kind == "video" else "article",
        "og:title": f"{story.headline} - {publisher.name}",
        "og:description": story.excerpt,
        "og:url": url,
        "og:site_name": publisher.name,
        "og:image": _picture(story, publisher),
        "article:published_time": story.published.isoformat(),
        "article:modified_time": story.modified.isoformat() if story.modified else None,
        "article:section": story.section,
    }
    return "\n".join(
        f'<meta property="{name}" content="{escape(value)}">'
        for name, value in said.items()
        if value
    )


def json_ld(story: Story, url: str, publisher: Publisher) -> dict[str, Any]:
    """Return the story in the words of schema.org, as one graph."""
    organization = {
        "@type": "NewsMediaOrganization",
        "@id": f"{publisher.base}/#organization",
        "name": publisher.name,
        "url": f"{publisher.base}/",
    }
    page = {"@type": "WebPage", "@id": url, "url": url, "name": story.headline}
    return {
        "@context": "https://schema.org",
        "@graph": [_about(story, url, publisher), page, organization],
    }


def _about(story: Story, url: str, publisher: Publisher) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "mainEntityOfPage": {"@id": url},
        "headline": story.headline,
        "description": story.excerpt,
        "datePublished": story.published.isoformat(),
        "dateModified": story.changed.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.authors],
        "publisher": {"@id": f"{publisher.base}/#organization"},
        "image": _picture(story, publisher),
        "articleSection": story.section,
        "inLanguage": story.language,
        "isAccessibleForFree": story.kind != "paywall_stub",
    }
    match story.kind:
        case "live_blog":
            said |= {
                "@type": "LiveBlogPosting",
                "coverageStartTime": story.published.isoformat(),
                "coverageEndTime": story.changed.isoformat(),
                "liveBlogUpdate": [
                    {"@type": "BlogPosting", "headline": block.parts[1]}
                    for block in story.body
                    if block.kind == "update"
                ],
            }
        case "video":
            said |= {"@type": "VideoObject", "name": story.headline}
            said["uploadDate"] = said["datePublished"]
        case "paywall_stub":
            said["hasPart"] = {
                "@type": "WebPageElement",
                "isAccessibleForFree": False,
                "cssSelector": ".subscribers-only",
            }
        case _:
            pass
    return {name: value for name, value in said.items() if value is not None}


def _picture(story: Story, publisher: Publisher) -> str | None:
    return publisher.base + picture_path(story.picture) if story.picture else None
