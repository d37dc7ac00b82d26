"""Where the links of a page lead: which targets may be articles, and which are the same."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from newscrawl.extract import labels
from newscrawl.extract.page import Page
from newscrawl.urls import TRACKING, absolute

_UNUSUAL = re.compile(r"[\s\\@\[\]]")
"""What ``urls.absolute`` must look at, and "/."; other links need no more than cutting."""
_RELATIVE = re.compile(r"(?:[\w-][\w.-]*/)*+[\w-][\w.-]*/?(?:\?[\w.&=%-]+)?", re.ASCII)
"""Links below the page's own folder that resolve by being written behind it: a twentieth of the
time of ``urls.absolute``."""
_PLAIN = re.compile(r"https?:/(?:/[\w%@:+~,;=-][^\s\\\[\]?#/]*)*+/?(?:[?#][^\s\\]*)?", re.ASCII)
"""Addresses without empty names, dots for names and what ``urls.absolute`` must look at."""
_WEB: Final = ("https://", "http://")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z\d+.-]*:", re.IGNORECASE)
"""How links begin that open mail, a telephone or a script."""
_REMEMBERED: Final = 20_000
"""URLs kept per process (about 10 MB): the pages of a newspaper have most links in common."""
_SHEET: Final = 3
"""Characters of "/2" to "/99": the further sheets of a long article."""
_HOMES: Final = frozenset({"/", "/index.html", "/index.php", "/index.htm"})
_PUBLIC_SECOND: Final = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ne", "net", "or", "org"}
)
"""Second-level labels under which countries register names (publicsuffix.org, the usual ones)."""


class Target(NamedTuple):
    """Where a link leads."""

    url: str
    host: str
    key: str
    """The same for spellings that differ by scheme, ``www``, tracking or closing slash only."""
    path: str
    """What the URL has after the host, without its query."""
    query: str
    articlelike: bool
    """The URL alone looks like an article's."""
    own: bool = True
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
        self._base = page.base
        self._scheme, self._host, _, _ = _cut(page.base)
        self._name = registered_name(self._host)
        self._hosts: dict[str, bool | None] = {}
        self._known: dict[str, Target | None] = {}
        _, host, path, query = _cut(page.url)
        self._own = _key(host, path, query)
        self._folder = _folder(page.base)
        self.trusted: frozenset[str] = frozenset()
        """Folders whose pages are articles, whatever their URLs look like."""

    def trust(self, folders: frozenset[str]) -> None:
        """Take all pages in ``folders`` for articles; see ``folder_of``."""
        self.trusted = folders
        self._known.clear()

    def find(self, href: str) -> Target | None:
        """Return the target of ``href`` if it may be an article and is not the page itself."""
        try:
            return self._known[href]
        except KeyError:
            found = self._known[href] = self._find(href.strip())
            return found

    def _find(self, href: str) -> Target | None:
        if href[:1] in {"", "#", "?"}:
            return None
        if _OTHER_SCHEME.match(href):
            return None
        if href[0] == "/" or href.startswith(_WEB):
            target = _target_of(href, self._scheme, self._host)
        else:
            target = _target(url) if (url := self.resolved(href)) else None
        if target is None or self._is_own(target.key):
            return None
        own = self._ours(target.host)
        if own is None:
            return None
        if own and self.trusted and folder_of(target) in self.trusted:
            return target._replace(articlelike=True)
        return target if own else target._replace(own=False)

    def _is_own(self, key: str) -> bool:
        """Return whether a target is the page itself or another sheet of the same article."""
        if not key.startswith(self._own):
            return False
        rest = key[len(self._own) :]
        return not rest or (rest[0] == "/" and rest[1:].isdigit() and len(rest) <= _SHEET)

    def resolved(self, link: str) -> str | None:
        """Return ``link`` as an absolute URL, or ``None`` if it is no web URL."""
        if self._folder and _RELATIVE.fullmatch(link) and "/." not in link:
            return self._folder + link
        return _written_out(link, self._scheme, self._host) or absolute(link, self._base)

    def _ours(self, host: str) -> bool | None:
        """Return whether ``host`` is the newspaper's; ``None`` for its shops and campaigns."""
        if host not in self._hosts:
            own = host == self._host or registered_name(host) == self._name
            service = host != self._host and labels.is_service(host.partition(".")[0])
            self._hosts[host] = None if service or not host else own
        return self._hosts[host]


def folder_of(target: Target) -> str:
    """Return what the pages beside ``target`` have in common: host and folder, or with a query
    the page and the names of its parameters."""
    if not target.query:
        return target.host + target.path.rstrip("/").rpartition("/")[0]
    names = sorted(pair.partition("=")[0] for pair in target.query[1:].split("&"))
    return f"{target.host}{target.path}?{'&'.join(names)}"


def _folder(base: str) -> str:
    """Return what a link to a file beside ``base`` is written behind."""
    if not _PLAIN.fullmatch(base):
        return (absolute("x", base) or "").removesuffix("x")
    scheme, host, path, _ = _cut(base.partition("#")[0])
    return f"{scheme}//{host}{path[: path.rindex('/') + 1]}"


def _written_out(link: str, scheme: str, host: str) -> str | None:
    """Return a link that names its host or begins at the host's root as an absolute URL; ``None``
    for others, and for what only ``urls.absolute`` can read."""
    if "/." in link or _UNUSUAL.search(link):
        return None
    if link.startswith(_WEB):
        return link.partition("#")[0]
    if link.startswith("//"):
        return scheme + link.partition("#")[0]
    return f"{scheme}//{host}{link.partition('#')[0]}" if link.startswith("/") else None


@lru_cache(maxsize=_REMEMBERED)
def _target_of(link: str, scheme: str, host: str) -> Target | None:
    """Return the target of a link from the root or with a host, on a page of ``host``."""
    url = _written_out(link, scheme, host) or absolute(link, f"{scheme}//{host}/")
    return _target(url) if url else None


def _target(url: str) -> Target | None:
    """Return the target at an absolute URL as if it were the page's own newspaper's."""
    scheme, host, path, query = _cut(url)
    if (path in _HOMES and not query) or labels.leads_elsewhere(path, query):
        return None
    key = _key(host, path, query)
    url = f"{scheme}//{host}{path}{query}"
    return Target(url, host, key, path, query, labels.like_an_article(path, query))


def _cut(url: str) -> tuple[str, str, str, str]:
    """Return scheme with colon, host, path and query with question mark; no fragment."""
    scheme, _, rest = url.partition("//")
    rest, mark, query = rest.partition("?")
    host, _, path = rest.partition("/")
    return scheme, host, "/" + path, mark + query


def _key(host: str, path: str, query: str) -> str:
    host = host.lower().removeprefix("www.")
    path = path.removesuffix("index.html").rstrip("/")
    if not query:
        return host + path
    pairs = (pair for pair in query[1:].split("&") if pair)
    kept = sorted(pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0]))
    return f"{host}{path}?{'&'.join(kept)}" if kept else host + path
