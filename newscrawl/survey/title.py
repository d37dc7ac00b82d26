"""What a newspaper is called, in words and as a site."""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import urlsplit

from newscrawl.survey.seen import Finding, Seen
from newscrawl.urls import ANY_SITE, SITE_NAME

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "ne", "net", "or", "org"})
"""Labels below a country under which names are given out: the frequent ones of the Public Suffix
List."""
_TWINS = frozenset({"www", "www2", "m", "mobile", "amp", "edition"})
_SEPARATORS = re.compile(r"\s+[-|\u2013\u2014\u00b7\u2022:\u00bb]+\s+|\s*[|]\s*|:\s+")
COUNTRY_LETTERS = 2


def name_finding(seen: Seen, wanted: str | None = None) -> Finding:
    """Return the site's name, which is its module's too.

    The host is taken where it is a name, as nobody else has it; else what the newspaper calls
    itself.
    """
    if wanted is not None:
        return Finding(field="name", value=wanted, rule="as --name says")
    host = _from_host(urlsplit(seen.url).hostname or "")
    if host:
        return Finding(field="name", value=host, rule="the host without www and its ending")
    said = _as_name(_words_of_names(seen) or "")
    if said and said != ANY_SITE:
        return Finding(field="name", value=said, rule="what the newspaper calls itself")
    doubt = "the address is a number, and no page says a name: choose one with --name"
    return Finding(field="name", value="newspaper", rule="nothing else", doubt=doubt)


def _from_host(host: str) -> str | None:
    if _is_ip(host) or "." not in host:
        return None
    labels = host.split(".")
    if len(labels[-1]) == COUNTRY_LETTERS and len(labels) > 2 and labels[-2] in _SECOND_LEVEL:  # noqa: PLR2004
        labels = labels[:-1]
    *below, own = [label for label in labels[:-1] if label not in _TWINS] or labels[:1]
    return _as_name("_".join([own, *below]))


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _as_name(words: str) -> str | None:
    """Return ``words`` as a name that is also a module's; a digit cannot begin one."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    name = f"site_{name}" if name[:1].isdigit() else name
    name = re.sub(r"^the_(?=.)", "", name)[:64].rstrip("_")
    return name if SITE_NAME.fullmatch(name) else None


def title(seen: Seen, name: str) -> str:
    """Return the newspaper's name in words, for the first line of its module."""
    host = urlsplit(seen.url).hostname or ""
    from_name = re.sub(r"[_-]+", " ", name).title() if _is_ip(host) else host
    return _words_of_names(seen) or from_name


def _words_of_names(seen: Seen) -> str | None:
    """Return the first name that is one; of a page's title the part that is."""
    for where, text in seen.names:
        if where != "title":
            return _one_line(text)
        parts = [part for part in _SEPARATORS.split(text.strip()) if part]
        if parts:
            return _one_line(_likest(parts, urlsplit(seen.url).hostname or ""))
    return None


def _likest(parts: list[str], host: str) -> str:
    """Return the part that the host is made of, else the first, where a home page has its name."""
    squeezed = [re.sub(r"[^a-z0-9]", "", part.lower()) for part in parts]
    plain = host.replace("-", "")
    return next((p for p, s in zip(parts, squeezed, strict=True) if s and s in plain), parts[0])


def _one_line(text: str) -> str:
    """Return ``text`` as it can stand in a docstring."""
    kept = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(kept.replace("\\", "/").replace('"', "'").split())[:60].strip()
