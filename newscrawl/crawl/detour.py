"""Where a redirect for now leads: to the article that was wanted, or to a wall in front of it.

A link that counts its readers and one that a consent page stands before answer alike: 302, 303 or
307 (RFC 9110, section 15.4). Only the address they lead to tells them apart before it is read.
"""

from urllib.parse import unquote, urlsplit

from newscrawl.extract.labels import leads_elsewhere, like_an_article
from newscrawl.urls import ArticleUrl, canonical_url


def names_an_article(url: str, wanted: str, pattern: ArticleUrl | None) -> bool:
    """Return whether ``url`` is another name of the article that ``wanted`` was to be.

    Args:
        url: Where the redirect leads.
        wanted: The link that was followed.
        pattern: The site's ``article_url``; without one the address alone has to look like an
            article's, as that of no consent or login page does.

    >>> names_an_article("https://a.example/2026/03/a-bridge?utm_source=x",
    ...                  "https://a.example/track/9", None)
    True
    >>> names_an_article("https://a.example/login?for=/2026/03/a-bridge",
    ...                  "https://a.example/2026/03/a-bridge", None)
    False
    """
    if _remembers(url, wanted):
        return False
    clean = canonical_url(url)
    if pattern is not None:
        return pattern.search(clean) is not None
    parts = urlsplit(clean)
    query = f"?{parts.query}" if parts.query else ""
    return like_an_article(parts.path, query) and not leads_elsewhere(parts.path, query)


def _remembers(url: str, wanted: str) -> bool:
    """Return whether a page is told where the reader came from: it will send them back there."""
    path = urlsplit(wanted).path.rstrip("/")
    return bool(path) and path in unquote(urlsplit(url).query)
