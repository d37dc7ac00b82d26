"""Where the links of a page lead: which targets may be articles, and which are the same."""

import re
from typing import Final, NamedTuple

from newscrawl.extract import labels
from newscrawl.extract.page import Page
from newscrawl.urls import TRACKING, absolute

_URL = re.compile(
    r"(?:(?P<scheme>https?:)?//(?P<host>[^/?#\s@\\]+))?(?P<path>/[^?#\s\\]*)?"
    r"(?P<query>\?[^#\s]*)?(?:#.*)?$",
    re.IGNORECASE,
)
"""A URL that needs no resolving but for scheme and host; the others go to ``urls.absolute``."""
_HOMES: Final = frozenset({"/", "/index.html", "/index.php", "/index.htm"})
_PUBLIC_SECOND: Final = frozenset("ac co com edu go gob gov gouv net ne or org".split())
"""Second-level labels under which countries register names (publicsuffix.org, the usual ones)."""


class Target(NamedTuple):
    """Where a link leads."""

    url: str
    key: str
    """The same for spellings that differ by scheme, ``www``, tracking or closing slash only."""
    tail: str
    """Path and query."""
    articlelike: bool
    """The URL alone looks like an article's."""
    own: bool
    """On a host of the page's newspaper."""


def registered_name(host: str) -> str:
    """Return the label a newspaper registered.

    >>> registered_name("www.example.co.uk:80"), registered_name("sport.example.com")
    ('example', 'example')
    """
    parts = host.lower().partition(":")[0].rstrip(".").split(".")
    if len(parts) > 2 and parts[-2] in _PUBLIC_SECOND:  # noqa: PLR2004
        return parts[-3]
    return parts[-2] if len(parts) > 1 and not parts[-1].isdigit() else ".".join(parts)


class Targets:
    """Turns the links of one page into targets; remembers each spelling."""

    def __init__(self, page: Page) -> None:
        self.base = page.base
        here, own = _URL.match(page.base), _URL.match(page.url)
        self._scheme, self._host = (here["scheme"], here["host"]) if here else ("http:", "")
        self._name = registered_name(self._host or "")
        self._hosts: dict[str, bool | None] = {}
        self._known: dict[str, Target | None] = {}
        self._own = _key(own["host"] or "", own["path"] or "", own["query"] or "") if own else ""

    def find(self, href: str) -> Target | None:
        """Return the target of ``href`` if it may be an article and is not the page itself."""
        if href not in self._known:
            self._known[href] = self._find(href.strip())
        return self._known[href]

    def _find(self, href: str) -> Target | None:
        match = _URL.match(href)
        if match is None or "/." in href or not (match["host"] or match["path"]):
            url = absolute(href, self.base) if href[:1] not in {"", "#", "?"} else None
            match = _URL.match(url) if url else None
            if match is None:
                return None
        host, path, query = match["host"] or self._host, match["path"] or "/", match["query"] or ""
        tail = path + query
        own = self._ours(host)
        if own is None or (path in _HOMES and not query) or labels.leads_elsewhere(tail):
            return None
        key = _key(host, path, query)
        if key == self._own:
            return None
        scheme = match["scheme"] or self._scheme
        return Target(f"{scheme}//{host}{tail}", key, tail, labels.like_an_article(tail), own)

    def _ours(self, host: str) -> bool | None:
        """Return whether ``host`` is the newspaper's; ``None`` for its shops and campaigns."""
        if host not in self._hosts:
            own = host == self._host or registered_name(host) == self._name
            service = host != self._host and labels.is_service(host.partition(".")[0])
            self._hosts[host] = None if service else own
        return self._hosts[host]


def _key(host: str, path: str, query: str) -> str:
    host = host.lower().removeprefix("www.")
    path = path.removesuffix("index.html").rstrip("/")
    if not query:
        return host + path
    pairs = (pair for pair in query[1:].split("&") if pair)
    kept = sorted(pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0]))
    return f"{host}{path}?{'&'.join(kept)}" if kept else host + path
