"""Reads one front page."""

from newscrawl.extract.article import extract_article
from newscrawl.extract.page import read_page
from newscrawl.extract.teasers import teasers
from newscrawl.items import FrontPageSnapshot, Reason
from newscrawl.layout import Layout
from newscrawl.urls import site_of
from newscrawl.version import __version__


def extract_front_page(
    page: bytes, url: str, *, encoding: str | None = None, layout: Layout | None = None
) -> FrontPageSnapshot:
    """Return what ``page`` shows: its teasers in document order.

    Args:
        page: The page's bytes as the server sent them.
        url: Where it was fetched, absolute.
        encoding: Any Python codec name, as if from the HTTP header.
        layout: The site's declarations; its ``teasers`` parts come before the generic reader.

    Returns:
        A snapshot without what only a run knows: ``snapshot_id``, ``fetched_at``, ``same_as``,
        ``capture`` and ``run_id`` are ``None``. ``site`` is made of the URL's host.

    Raises:
        ValueError: ``url`` is no http or https URL.
    """
    read = read_page(page, url, encoding=encoding)
    return FrontPageSnapshot(
        site=site_of(url),
        url=url,
        teasers=teasers(read, layout=layout),
        newscrawl_version=__version__,
    )


def without_teasers(page: bytes, url: str, *, encoding: str | None = None) -> Reason:
    """Return what a front page is that shows no teaser.

    The arguments and errors are those of ``extract_front_page``.
    """
    kind = extract_article(page, url, encoding=encoding).page_kind
    if kind == "consent_wall" or kind == "block_page":  # noqa: PLR1714 - so that the type is known
        return kind
    return "no_teasers" if b"<a" in page.lower() else "no_links"
