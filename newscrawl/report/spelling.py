"""Which article of an archive a URL names, by the lines alone: a site's module is not asked."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from newscrawl.errors import ConfigurationError
from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.redaction import redacted
from newscrawl.urls import article_id, canonical_url


class Spelling:
    """A URL as somebody wrote it down, of an article on a site.

    Raises:
        ConfigurationError: It is no http or https URL.
    """

    def __init__(self, site: str, url: str) -> None:
        try:
            clean = canonical_url(url)
        except ValueError as error:
            message = (
                f"{redacted(url)!r} is neither an http or https URL (without name and password) "
                "nor an article_id, which has 32 of the digits 0-9a-f. Give one of them, as a "
                "record of the archive states it."
            )
            raise ConfigurationError(message) from error
        self._own = article_id(site, clean)
        self._key = article_id("", clean)
        self._name = urlsplit(clean).path.rstrip("/").rpartition("/")[2]

    def in_fetches(self, fetches: Iterable[Fetch]) -> set[str]:
        """Return the ids of the requests that asked for this URL."""
        return {
            fetch.article_id
            for fetch in fetches
            if fetch.article_id and self._is(fetch.article_id, fetch.canonical_url)
        }

    def in_articles(self, articles: Iterable[Article]) -> set[str]:
        """Return the ids of the articles that were read at this URL, or declare it."""
        return {
            article.article_id
            for article in articles
            if self._is(article.article_id, article.canonical_url)
            or self._is(article.article_id, article.url)
        }

    def in_front_pages(self, snapshots: Iterable[FrontPageSnapshot]) -> set[str]:
        """Return the ids of the teasers that link to this URL; the URL where one has no id."""
        return {
            teaser.article_id or teaser.url
            for snapshot in snapshots
            for teaser in snapshot.teasers
            if self._is(teaser.article_id, teaser.url)
        }

    def _is(self, named: str | None, url: str) -> bool:
        if named == self._own:
            return True
        # Cleaning a URL takes 40 times as long as this look at it.
        if url.isascii() and self._name not in url:
            return False
        try:
            return article_id("", url) == self._key
        except ValueError:
            return False
