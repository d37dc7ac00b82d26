"""Which URLs name the same article.

Two steps, so that a stored URL still works and yet every spelling meets:
``canonical_url`` cleans (the result can be opened in a browser), and ``article_id`` hashes
what is left when scheme, ``www.``-like host prefixes and a closing slash are put aside too.
"""

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType, Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, url_query_cleaner

CanonicalUrl = NewType("CanonicalUrl", str)

SITE_NAME = re.compile(r"[a-z0-9_-]{1,64}")

ANY_SITE = "any"
"""The site that reads a newspaper nobody wrote a module for."""

TRACKING = re.compile(
    r"""(?: utm_\w+ | fbclid | gclid | dclid | gbraid | wbraid | msclkid | yclid | twclid | ttclid
    | mc_[ce]id | igshid | _g[al] | xtor | at_\w+ | wt_z?mc\w* | ns_\w+ | itm_\w+ | int_\w+ | itid
    | icid | ito | intcmp | s_?cid | cmp(?:id)? | ocid | smid | smtyp | ref(?:_src|errer)? | sref
    | guccounter | guce_\w+ | traffic_source | share | amp | outputtype )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Query parameters that say where a reader came from, not what to show. The vendors' own
documentation (Google, Meta, Microsoft, Mailchimp, AT Internet, Webtrekk, Adobe) and the
lists browsers strip by (Firefox query stripping, ClearURLs)."""

_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?)", re.IGNORECASE)
# Looks at each run of ".amp" once: a hostile name of a megabyte of them costs no more.
_AMP_NAME = re.compile(r"(?<!\.amp)(?:\.amp)++(?=\.html?$)", re.IGNORECASE)
_CLEAN = re.compile(
    r"https?://(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}"
    r"(?:/(?!\.{1,2}(?:[/?]|$))[\w.~-]++)++/?(?:\?([\w-]+=[\w.~-]+(?:&[\w-]+=[\w.~-]+)*))?",
    re.ASCII,
)
_PLAIN = re.compile(
    r"https?://(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}(?:[/?][!-~]*)?", re.ASCII
)
"""A name for a host, without port, and behind it what ASCII prints."""
_MAY_END_IN_VAIN = re.compile(r"/(?:index|default)\.|/amp(?:[/?]|$)|\.amp", re.IGNORECASE)
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_DEFAULT_PORT = {"http": 80, "https": 443}

_BROKEN = str.maketrans("", "", "\t\r\n")
"""What browsers take out of a link wherever it stands (WHATWG URL, "basic URL parser")."""

_ADDRESS = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_BEHIND = ".,:;!?)]}'"
"""Marks that end a sentence rather than an address."""

_REMEMBERED = 2000
"""Cleaned URLs kept per process (under 1 MB): that of an article is asked for six times while it
is read and archived."""

_NO_HOST = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
"""What no host name holds (WHATWG URL, "forbidden domain code point")."""

_PLAIN_HOST = re.compile(r"(?:[a-z\d_-]{1,63}\.)*+[a-z\d_-]{1,63}\.?", re.ASCII)
"""What most hosts are; told in a tenth of the codec's time."""

_BRACKETED = re.compile(r"\[([0-9a-f:.]+)\](?::\d*)?", re.IGNORECASE)
"""An IPv6 address and a port; one with a zone is of a local network."""


def is_web(url: str) -> bool:
    """Return whether ``url`` is an absolute http or https URL that can be asked for.

    That is: with a host that name servers know how to look up or an IP address, without
    credentials, and without half characters (lone surrogates), which no request can hold.
    """
    if _PLAIN.fullmatch(url):
        return True
    try:
        url.encode()
        parts = urlsplit(url)
        return (
            parts.scheme in _DEFAULT_PORT
            and parts.username is None
            and (parts.port is None or parts.port > 0)
            and _is_host(parts.netloc, parts.hostname or "")
        )
    except ValueError:
        return False


def _is_host(netloc: str, host: str) -> bool:
    if "[" in netloc:
        inside = _BRACKETED.fullmatch(netloc)
        return inside is not None and _is_ip(inside[1])
    if _PLAIN_HOST.fullmatch(host):
        return True
    # The codec refuses empty labels and those above 63 bytes, on which Twisted fails too.
    name = host.encode("idna").decode("ascii")
    # Its Unicode is of 2002; what canonicalize_url makes of a host is of today.
    shown = unicodedata.normalize("NFKC", host)
    return name not in {"", "."} and not _NO_HOST.search(name) and not _NO_HOST.search(shown)


def absolute(link: str, base: str) -> str | None:
    """Return ``link`` as it resolves on the page at ``base``, or ``None`` if it is no web URL.

    >>> absolute(" ../b?x=1#top ", "https://example.com/a/")
    'https://example.com/b?x=1'
    """
    if _is_clean(link):
        return link
    try:
        path, mark, query = link.translate(_BROKEN).strip().partition("?")
        url = urljoin(base, path.replace("\\", "/") + mark + query)
    except ValueError:
        return None
    url = url.partition("#")[0].rstrip()
    return url if is_web(url) else None


def canonical_url(url: str) -> CanonicalUrl:
    """Return ``url`` cleaned: what the newspaper would print on paper.

    Fragment, tracking parameters, default port, ``index.html`` and AMP endings go, the other
    parameters are sorted, host and escapes are normalised (RFC 3986, section 6). Doing it twice
    changes nothing.

    Raises:
        ValueError: ``url`` is no http or https URL.

    >>> canonical_url("HTTP://News.example:80/a/index.html?utm_source=x&b=2&a=1#c")
    'http://news.example/a/?a=1&b=2'
    """
    if _is_clean(url):
        return CanonicalUrl(url)
    return _cleaned(url)


def _is_clean(url: str) -> bool:
    """Return whether ``url`` is sure to be canonical as it stands; False where in doubt.

    Most of those on a page and in a sitemap are: it saves 11 of 13 µs for each.
    """
    match = _CLEAN.fullmatch(url)
    if match is None or _MAY_END_IN_VAIN.search(url):
        return False
    pairs = [pair.split("=") for pair in match[1].split("&")] if match[1] else []
    return pairs == sorted(pairs) and not any(TRACKING.fullmatch(pair[0]) for pair in pairs)


@lru_cache(maxsize=_REMEMBERED)
def _cleaned(url: str) -> CanonicalUrl:
    if not is_web(url):
        message = f"{url!r} is no http or https URL"
        raise ValueError(message)
    parts = urlsplit(canonicalize_url(url))
    port = "" if parts.port in {None, _DEFAULT_PORT[parts.scheme]} else f":{parts.port}"
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.rstrip(".")
    path = _without_endings(re.sub(r"/{2,}", "/", parts.path))
    cleaned = urlunsplit((parts.scheme, host + port, path, parts.query, ""))
    tracking = [name for name in _names(parts.query) if TRACKING.fullmatch(name)]
    if tracking:
        cleaned = url_query_cleaner(cleaned, tracking, remove=True, unique=False)
    return CanonicalUrl(cleaned)


def _without_endings(path: str) -> str:
    """Return ``path`` without AMP endings and index names, however many stand there."""
    *folders, name = path.split("/")
    while True:
        name = _AMP_NAME.sub("", name)
        if _INDEX.fullmatch(name):
            name = ""
        elif len(folders) > 1 and name.lower() == "amp":
            name = folders.pop()
        elif len(folders) > 2 and not name and folders[-1].lower() == "amp":  # noqa: PLR2004
            del folders[-1]
            name = folders.pop()
        else:
            return "/".join((*folders, name)) or "/"


def _names(query: str) -> list[str]:
    return [pair.partition("=")[0] for pair in query.split("&") if pair]


def digest(*parts: str | None) -> str:
    """Return a stable name for ``parts``: 128 bits of SHA-256, lower-case hex.

    128 bits keep the chance of one collision among 10^12 articles below 10^-14 (birthday
    bound). ``None`` and the empty string differ. U+001F and U+0000 stand between and for parts:
    records hold neither.
    """
    joined = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def renamed(text: str, by: Callable[[str], str | None]) -> str:
    """Return ``text`` with the web addresses in it replaced where ``by`` has a name for them.

    Args:
        text: Words, or JSON.
        by: Is asked for each address, first without the marks behind it and then with.

    >>> renamed("https://a.example/1: gone", {"https://a.example/1": "the first"}.get)
    'the first: gone'
    """

    def name(match: re.Match[str]) -> str:
        for url in (match[0].rstrip(_BEHIND), match[0]):
            if is_web(url) and (named := by(url)) is not None:
                return named + match[0][len(url) :]
        return match[0]

    return _ADDRESS.sub(name, text)


class ArticleUrl(Protocol):
    """What a site says its articles' URLs look like: a compiled pattern, or ``FirstOf`` several."""

    def search(self, url: str, /) -> re.Match[str] | None:
        """Return the match in a canonical URL; ``None``: it is no article's."""


@dataclass(frozen=True, slots=True)
class FirstOf:
    """An ``ArticleUrl`` of several patterns: the first that matches counts."""

    patterns: tuple[re.Pattern[str], ...]

    def search(self, url: str, /) -> re.Match[str] | None:
        """Return the match of the first pattern that has one."""
        return next(filter(None, (one.search(url) for one in self.patterns)), None)


def article_id(site: str, url: str, pattern: ArticleUrl | None = None) -> str:
    """Return the id of the article that ``url`` names on ``site``, from the text alone.

    Args:
        site: The site's name.
        url: Any spelling of the article's URL.
        pattern: The site's ``article_url``, behind what it was before. Where it
            matches and has a group named ``id``, the newspaper's own id counts and the slug may
            change with the headline.

    Raises:
        ValueError: ``url`` is no http or https URL.

    >>> article_id("x", "https://www.a.example/b/") == article_id("x", "http://a.example/b")
    True
    """
    clean = canonical_url(url)
    match = pattern.search(clean) if pattern else None
    if match and match.groupdict().get("id"):
        return digest(site, "id", match["id"])
    parts = urlsplit(clean)
    host = _TWIN_HOST.sub("", parts.netloc)
    return digest(site, host + parts.path.rstrip("/"), parts.query)


def site_of(url: str) -> str:
    """Return the site name that stands for the host of ``url``: for pages without a module.

    >>> site_of("https://www.News.example:8080/x")
    'www_news_example_8080'

    Raises:
        ValueError: ``url`` cannot be split into parts.
    """
    return re.sub(r"[^a-z0-9_-]", "_", urlsplit(url).netloc.lower())[:64] or ANY_SITE


def is_own(url: str, homes: tuple[str, ...]) -> bool:
    """Return whether ``url`` belongs to the newspaper that lives at one of ``homes``.

    Same port, and the same host or one below it, ``www.`` put aside; an IP address has no hosts
    below it. What is no http or https URL belongs to nobody.

    >>> is_own("https://sport.a.example/x", ("https://www.a.example/",))
    True
    """
    if not is_web(url):
        return False
    host, port = _place(url)
    return any(
        port == home_port and (host == home or (host.endswith("." + home) and not _is_ip(home)))
        for home, home_port in map(_place, filter(is_web, homes))
    )


def _place(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    port = None if parts.port in _DEFAULT_PORT.values() else parts.port
    host = (parts.hostname or "").rstrip(".")
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    return _TWIN_HOST.sub("", ascii_host), port


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
