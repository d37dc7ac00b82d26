"""What names an article, its content and its revisions."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from newscrawl.items import FORGOTTEN, READABLE, Article, FrontPageSnapshot, Teaser
from newscrawl.known import field_digests
from newscrawl.pieces import folded
from newscrawl.urls import ArticleUrl, article_id, canonical_url, digest

__all__ = ["content_id", "field_digests", "identified", "identified_front_page", "revision_id"]

BODY_MIN_BYTES = 200
"""A shorter body (UTF-8, normalised) is not compared by content: of 333 real articles the
shortest body has 338 bytes, while "Please enable JavaScript" and its like have less than 200.
Bytes, since they count alike what scripts say: some 35 words of English, 65 characters of
Chinese."""


def identified(article: Article, site: str, pattern: ArticleUrl | None) -> Article:
    """Return ``article`` with the ids that follow from it: its own, its content's, its teasers'.

    The article's id comes from its canonical URL, which may be the one its page declares; the
    id of the URL that was asked for is then an alias. A declaration that cannot name an article
    is put aside, ``canonical_url`` too: a newspaper whose every page names the front page has
    more than one article.

    Args:
        article: As extracted.
        site: The newspaper.
        pattern: Its ``article_url``.

    Raises:
        ValueError: The article's URL is no http or https URL.
    """
    named = _canonical(article, pattern)
    return replace(
        article,
        site=site,
        canonical_url=named,
        article_id=article_id(site, named, pattern),
        content_id=content_id(article),
        teasers=_named(article.teasers, site, pattern),
    )


def _canonical(article: Article, pattern: ArticleUrl | None) -> str:
    own, declared = canonical_url(article.url), canonical_url(article.canonical_url)
    parts = urlsplit(declared)
    is_home = not parts.path.strip("/") and not parts.query
    is_other = pattern is not None and pattern.search(own) and not pattern.search(declared)
    is_section = pattern is None and _is_above(parts.path, urlsplit(own).path)
    return own if is_home or is_other or is_section else declared


def _is_above(declared: str, own: str) -> bool:
    """Return whether a declared path is that of a section: above the page's own, or one word."""
    above = declared.rstrip("/") + "/"
    is_word = _SECTION.fullmatch(declared) is not None and own.strip("/").count("/") > 0
    return is_word or (own.startswith(above) and own.strip("/") != declared.strip("/"))


_SECTION = re.compile(r"/[a-z]+/?")


def identified_front_page(
    snapshot: FrontPageSnapshot, site: str, pattern: ArticleUrl | None
) -> FrontPageSnapshot:
    """Return ``snapshot`` with its site, and each teaser with the id of its article."""
    return replace(snapshot, site=site, teasers=_named(snapshot.teasers, site, pattern))


def _named(
    teasers: tuple[Teaser, ...], site: str, pattern: ArticleUrl | None
) -> tuple[Teaser, ...]:
    return tuple(
        teaser
        if teaser.url.startswith(FORGOTTEN)  # as it was kept, after a 304
        else replace(teaser, article_id=article_id(site, teaser.url, pattern))
        for teaser in teasers
    )


def content_id(article: Article) -> str | None:
    """Return the name of what the article says: the same text has the same, wherever it stands.

    Headline, standfirst and body count, in Unicode's form NFKC (ligatures, widths and no-break
    spaces are typesetting) and with white space folded across paragraphs (where a paragraph
    ends is the page's affair). Case counts: "us" made "US" is a correction, and corrections
    are what researchers look for; copies that differ in case are near-duplicates.

    Returns:
        ``None`` unless the page is an article or a live blog with a body of ``BODY_MIN_BYTES``:
        a consent wall on 200 URLs is not one article.
    """
    body = normalised(" ".join(_texts(article)))
    if article.page_kind not in READABLE or len(body.encode("utf-8", "replace")) < BODY_MIN_BYTES:
        return None
    return digest(normalised(article.headline), normalised(article.standfirst), body)


def normalised(text: str | None) -> str:
    r"""Return ``text`` as it is compared.

    >>> normalised(" e\ufb00ort\u00a0 of\nall ")
    'effort of all'
    """
    return folded(unicodedata.normalize("NFKC", text or ""))


def _texts(article: Article) -> Iterator[str]:
    for section in article.body:
        if section.heading:
            yield section.heading
        yield from section.paragraphs


def revision_id(article_id: str, previous_revision_id: str | None, content_id: str | None) -> str:
    """Return the name of one revision in the chain of its article: lower-case hex."""
    return digest(article_id, previous_revision_id, content_id)
