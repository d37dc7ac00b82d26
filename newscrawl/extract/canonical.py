"""The canonical URL of an article: what the page declares, where that can be true."""

from urllib.parse import urlsplit

from lxml import etree

from newscrawl import urls
from newscrawl.extract.evidence import Evidence
from newscrawl.urls import CanonicalUrl

_LINKS = etree.XPath(
    "/html/*/link[@href and (contains(@rel, 'anonical') or contains(@rel, 'ANONICAL'))]"
)


def from_link(evidence: Evidence) -> CanonicalUrl | None:
    """Return ``rel=canonical``, if it is plausible."""
    for link in _LINKS(evidence.page.root):
        if "canonical" in link.get("rel").lower().split():
            return _plausible(link.get("href"), evidence)
    return None


def from_opengraph(evidence: Evidence) -> CanonicalUrl | None:
    """Return ``og:url``, if it is plausible."""
    return _plausible(next(iter(evidence.meta("og:url")), ""), evidence)


def from_url(evidence: Evidence) -> CanonicalUrl:
    """Return the page's own URL, cleaned."""
    return urls.canonical_url(evidence.page.url)


def _plausible(link: str, evidence: Evidence) -> CanonicalUrl | None:
    """Return ``link`` cleaned, ``None`` where it cannot name the article at the page's URL.

    It must be of the same newspaper, and neither its home page nor a section above the article:
    systems that declare one URL for all pages exist.
    """
    page = evidence.page.url
    if link == page:
        return urls.canonical_url(page)
    url = urls.absolute(link, evidence.page.base) if link.strip() else None
    if url is None or not (urls.is_own(url, (page,)) or urls.is_own(page, (url,))):
        return None
    clean = urls.canonical_url(url)
    own, declared = urlsplit(urls.canonical_url(page)), urlsplit(clean)
    above = own.path.rstrip("/").startswith(declared.path.rstrip("/") + "/")
    if above and not declared.query:
        return None
    return clean
