"""A URL in the parts that the rules look at."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from newscrawl.urls import canonical_url

_EXTENSION = re.compile(r"(?<=.)\.(?:s?html?|xhtml|php\d?|aspx?|jsp|cfm|cms|ece)$", re.IGNORECASE)
"""Endings of pages by what serves them; any other dot belongs to the name."""


@dataclass(frozen=True, slots=True)
class Address:
    """The path of a page, cut into its folders and its last segment, and the query."""

    url: str
    """Canonical."""
    folders: tuple[str, ...]
    """The segments of the path above the last one, the topmost first."""
    stem: str
    """The last segment without its extension; empty for a home page."""
    extension: str
    """As ``.html``; empty where there is none."""
    slash: bool
    """Whether a slash stands at the end."""
    query: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the parts of ``url``.

        >>> Address.of("https://news.example/2026/03/bridge-reopens.html?id=3").folders
        ('2026', '03')
        """
        clean = canonical_url(url)
        parts = urlsplit(clean)
        *folders, last = [part for part in parts.path.split("/") if part] or [""]
        match = _EXTENSION.search(last)
        extension = match[0] if match else ""
        return cls(
            clean,
            tuple(folders),
            last.removesuffix(extension),
            extension,
            parts.path.endswith("/"),
            tuple(parse_qsl(parts.query, keep_blank_values=True)),
        )
