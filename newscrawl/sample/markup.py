"""A story's words as HTML, for every theme the same."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from newscrawl.sample.story import Block

_EMPHASIS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro "
    "outubro novembro dezembro",
}


@cache
def template(file: Path) -> Template:
    """Return a theme's template; ``$name`` stands for a value."""
    return Template(file.read_text(encoding="utf-8"))


def inline(words: str) -> str:
    """Return words as HTML.

    >>> inline("Salt *and* pepper & [a boat](/boat/)")
    'Salt <em>and</em> pepper &amp; <a href="/boat/">a boat</a>'
    """
    linked = _LINK.sub(r'<a href="\2">\1</a>', escape(words, quote=False))
    return _EMPHASIS.sub(r"<em>\1</em>", linked)


def blocks(body: Iterable[Block], boxes: dict[str, str]) -> str:
    """Return a body as HTML.

    Args:
        body: The story's blocks.
        boxes: What the theme puts where the story says ``@advertisement`` and the like.
    """
    return "\n".join(boxes[b.kind] if b.kind in boxes else _block(b) for b in body)


def _block(block: Block) -> str:
    return _WRITERS[block.kind](*block.parts)


def _paragraph(words: str) -> str:
    return f"<p>{inline(words)}</p>"


def _heading(words: str) -> str:
    return f"<h2>{inline(words)}</h2>"


def _list(*items: str) -> str:
    rows = "\n".join(f"  <li>{inline(item)}</li>" for item in items)
    return f"<ul>\n{rows}\n</ul>"


def _quote(words: str) -> str:
    return f"<blockquote><p>{inline(words)}</p></blockquote>"


def _update(time: str, words: str) -> str:
    return f'<div class="live-time"><time>{time}</time></div>\n<h3>{inline(words)}</h3>'


def _photo(name: str, alt: str, caption: str = "", credit: str = "") -> str:
    by = f' <span class="credit">{escape(credit)}</span>' if credit else ""
    text = f"\n  <figcaption>{inline(caption)}{by}</figcaption>" if caption else ""
    return f'<figure>\n  <img src="{picture_path(name)}" alt="{escape(alt)}">{text}\n</figure>'


def _video(name: str, length: str) -> str:
    return (
        f'<div class="player" data-length="{escape(length)}">\n'
        f'  <video controls preload="none" poster="{picture_path(name)}">'
        f'<source src="/films/{name}.mp4" type="video/mp4"></video>\n</div>'
    )


_WRITERS: dict[str, Callable[..., str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "photo": _photo,
    "video": _video,
    "update": _update,
}


def picture_path(name: str) -> str:
    """Return where a newspaper keeps a picture."""
    return f"/pictures/{name}.png"


def long_date(moment: datetime, language: str) -> str:
    """Return a date as people write it.

    >>> long_date(datetime.fromisoformat("2026-03-07T10:00:00+00:00"), "en")
    'March 7, 2026'
    >>> long_date(datetime.fromisoformat("2026-03-07T10:00:00+00:00"), "pt")
    '7 de março de 2026'
    """
    month = _MONTHS[language].split()[moment.month - 1]
    if language == "pt":
        return f"{moment.day} de {month} de {moment.year}"
    return f"{month} {moment.day}, {moment.year}"


def ago(moment: datetime, now: datetime, language: str) -> str:
    """Return how long before ``now`` a moment was, as themes print it.

    >>> day = datetime.fromisoformat
    >>> ago(day("2026-03-14T05:00:00Z"), day("2026-03-14T08:00:00Z"), "en")
    '3 hours ago'
    """
    hours = max(1, int((now - moment).total_seconds() // 3600))
    if hours < 24:  # noqa: PLR2004 - hours of a day
        count, unit = hours, {"en": "hour", "pt": "hora"}[language]
    else:
        count, unit = hours // 24, {"en": "day", "pt": "dia"}[language]
    plural = "s" if count > 1 else ""
    return f"há {count} {unit}{plural}" if language == "pt" else f"{count} {unit}{plural} ago"
