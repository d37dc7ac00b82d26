"""The entries of a feed or a sitemap, read from XML that nobody vouches for.

The parser sees no document type and no entity but XML's own five, so there is nothing to
expand and nothing to load. It keeps no tree: an entry is handed on and forgotten.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import html5
from typing import Any

from lxml import etree

MAX_ELEMENTS = 1_000_000
"""Elements read of one document: 20 for each entry of the longest sitemap."""

MAX_REPAIRS = 100_000
"""Ampersands that are escaped, CDATA sections counted in: two for each entry of the longest
sitemap. A document with more is not worth 16 s."""

_CHUNK = 1 << 16
_BASE_LEVELS = 4
"""``xml:base`` counts on the root, the channel, the entry and its link."""

_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_PREFIXES = {
    "www.w3.org/2005/Atom": "",  # RFC 4287
    "purl.org/atom/ns": "",  # Atom 0.3
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",  # RSS 0.90
    "channel.netscape.com/rdf/simple/0.9": "",
    "www.sitemaps.org/schemas/sitemap/0.9": "",
    "www.google.com/schemas/sitemap-news/0.9": "news:",
    "purl.org/dc/elements/1.1": "dc:",
    "purl.org/dc/terms": "dcterms:",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
"""How elements of a namespace are called here; all others begin with ``?``. Where a broken
document does not declare its prefix, the parser gives the name without one."""

_PROLOG = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_HALF = (
    rb"(?:x0*d[89a-f][\da-f]{2}"
    rb"|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]))"
)
"""Numbers of half characters, U+D800 to U+DFFF: lxml gives up a whole document at one."""

_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(?!(?:amp|lt|gt|quot|apos|"
    rb"#(?!" + _HALF + rb";)(?:\d{1,7}|x[\da-f]{1,6}));)(\w{2,31};)?)",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """An element of an entry."""

    name: str
    """As ``parts`` of ``Entries`` has it."""
    attributes: Mapping[str, str]
    bases: tuple[str, ...]
    """Every ``xml:base`` that holds for it, the outermost first."""
    text: str = ""
    """Of all it contains."""


@dataclass(slots=True)
class Entry:
    """One ``item``, ``entry``, ``url`` or ``sitemap``, and those parts that were asked for."""

    name: str
    attributes: Mapping[str, str]
    bases: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)
    """Those that are closed, in document order: half an address is none."""


class Entries:
    """Reads the entries of a document one after the other; never raises.

    Args:
        data: UTF-8 without control characters.
        entries: Names of the elements that are entries.
        parts: Names of the elements in them whose text is needed, or ``parent/child``.
    """

    def __init__(self, data: bytes, *, entries: frozenset[str], parts: frozenset[str]) -> None:
        self._data = repaired(data)
        self._target = _Target(entries, parts)
        events: Any = self._target  # has the methods that lxml calls, not all of its protocol
        self._parser = etree.XMLParser(
            target=events,
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        self._at = 0
        self.broken = False
        """Whether the document broke XML's rules or was too long, so far as it was read."""

    @property
    def root(self) -> str | None:
        """Name of the outermost element; ``None`` where there is none."""
        while self._target.root is None and self._feed():
            pass
        return self._target.root

    def __iter__(self) -> Iterator[Entry]:
        while self._feed():
            yield from self._target.taken()
        yield from self._target.taken(at_end=True)

    def _feed(self) -> bool:
        """Read on; return False at the end."""
        chunk = self._data[self._at : self._at + _CHUNK]
        self._at += _CHUNK
        if not chunk or self._target.elements > MAX_ELEMENTS:
            return False
        try:
            self._parser.feed(chunk)
            if self._at >= len(self._data):
                self._parser.close()
                self.broken = self._target.is_open
        except etree.LxmlError:
            self.broken = True
            self._at = len(self._data)
        too_many = self._target.elements > MAX_ELEMENTS
        self.broken = self.broken or too_many or len(self._parser.error_log) > 0
        return True


class _Target:
    """Gets the parser's events."""

    def __init__(self, entries: frozenset[str], parts: frozenset[str]) -> None:
        self.root: str | None = None
        self.elements = 0
        self._entries = entries
        self._parts = parts
        self._home = ""
        self._open: list[str] = []
        self._bases: list[tuple[int, str]] = []
        self._done: list[Entry] = []
        self._entry: Entry | None = None
        self._entry_level = 0
        self._part: Part | None = None
        self._part_level = 0
        self._text: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether an element has not ended yet."""
        return bool(self._open)

    def taken(self, *, at_end: bool = False) -> list[Entry]:
        """Return the entries that have come in, and forget them."""
        if at_end:
            self._end_entry()
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        if self.root is None:
            self._home = tag.rpartition("}")[0]
        name = _name(tag, self._home)
        self.root = self.root or name
        self._open.append(name)
        if len(self._open) <= _BASE_LEVELS and _BASE in attributes:
            self._bases.append((len(self._open), attributes[_BASE]))
        if name in self._entries:
            self._start_entry(name, attributes)
        elif self._entry and not self._part:
            self._start_part(attributes)

    def data(self, text: str) -> None:
        if self._part:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        level = len(self._open)
        if self._part and level <= self._part_level:
            self._end_part()
        if self._entry and level <= self._entry_level:
            self._end_entry()
        if self._bases and self._bases[-1][0] >= level:
            self._bases.pop()
        if self._open:
            self._open.pop()

    def close(self) -> None:
        """Nothing is left to return."""

    def _start_entry(self, name: str, attributes: Mapping[str, str]) -> None:
        self._end_entry()
        self._entry = Entry(name, dict(attributes), self._bases_now())
        self._entry_level = len(self._open)

    def _start_part(self, attributes: Mapping[str, str]) -> None:
        inside = self._open[self._entry_level :]
        path = "/".join(inside) if len(inside) <= 2 else ""  # noqa: PLR2004 - parent and child
        if path in self._parts:
            self._part = Part(path, dict(attributes), self._bases_now())
            self._part_level = len(self._open)

    def _end_part(self) -> None:
        if self._part and self._entry:
            self._part.text = "".join(self._text)
            self._entry.parts.append(self._part)
        self._part = None
        self._text = []

    def _end_entry(self) -> None:
        if self._entry:
            self._done.append(self._entry)
        self._entry = None
        self._part = None
        self._text = []

    def _bases_now(self) -> tuple[str, ...]:
        return tuple(base for _, base in self._bases)


@lru_cache(maxsize=1024)
def _name(tag: str, home: str) -> str:
    namespace, _, name = tag.rpartition("}")
    if namespace in {"", home}:
        return name
    return _PREFIXES.get(namespace.partition("://")[2].rstrip("/#"), "?") + name


def repaired(data: bytes) -> bytes:
    """Return ``data`` from its root on, with every ``&`` that XML does not know escaped.

    Names that only HTML knows (``&eacute;``) become their characters. What a document type
    would define stays as it is written, in letters.
    """
    start = max(data.find(b"<?xml", 0, _CHUNK), 0)
    while prolog := _PROLOG.match(data, start):
        start = prolog.end()
    return _AMPERSAND.sub(_spelt_out, data[start:], count=MAX_REPAIRS)


def _spelt_out(match: re.Match[bytes]) -> bytes:
    if match[0].startswith(b"<"):
        return match[0]
    name = (match[1] or b"").decode("utf-8", "ignore")
    known = html5.get(name)
    return known.encode() if known else b"&amp;" + match[0][1:]
