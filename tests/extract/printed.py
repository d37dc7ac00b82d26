"""Pages in our own words, built around the one part that a test is about."""

import json
from typing import Any

from newscrawl import extract_article
from newscrawl.items import Article

URL = "https://www.gazette.example/town/bridge-reopens"
HEADLINE = "Old bridge over the Wend reopens after nine months"
STORY = "".join(
    f"<p>Paragraph {n} tells of the bridge, of its stones and of Rosa Lind, who was first to cross "
    "it on Saturday. “Nobody believed it,” Tom Birk said.</p>"
    for n in range(9)
)
STUB = "<p>The bridge over the Wend opened again on Saturday after nine months of repairs, and</p>"


def ld(*values: Any) -> str:
    """Return a script of JSON-LD: each value as it stands if it is text, else as JSON."""
    texts = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return f'<script type="application/ld+json">{" ".join(texts)}</script>'


def meta(**contents: str) -> str:
    """Return ``<meta>`` elements; a double underscore in a name is a colon."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{content}">'
        for name, content in contents.items()
    )


def read(
    body: str = "", head: str = "", *, lang: str = "en", url: str = URL, story: str = STORY
) -> Article:
    """Return what is read of a story with ``body`` between its headline and its first paragraph."""
    return bare(f"<article><h1>{HEADLINE}</h1>{body}{story}</article>", head, lang=lang, url=url)


def bare(body: str, head: str = "", *, lang: str = "en", url: str = URL) -> Article:
    """Return what is read of a page that has nothing but ``head`` and ``body``."""
    own = f' lang="{lang}"' if lang else ""
    page = f"<!DOCTYPE html><html{own}><head>{head}</head><body>{body}</body></html>"
    return extract_article(page.encode(), url, encoding="utf-8")
