"""Whether a page still says what was taken down from another one."""

import html
import re
from collections.abc import Iterable, Iterator

from newscrawl.items import Article, FrontPageSnapshot, Teaser

SHORTEST_CHARACTERS = 20
"""A passage shorter than this says too little to be known again: "Read more", a name, a date."""

_TAG = re.compile(r"<[^>]*>")
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"/\\]))")


def of_article(article: Article) -> Iterator[str]:
    """Yield what an article says, passage by passage."""
    yield from filter(None, (article.headline, article.kicker, article.standfirst))
    for section in article.body:
        if section.heading:
            yield section.heading
        yield from section.paragraphs
    yield from (image.caption for image in article.images if image.caption)


def of_teasers(record: Article | FrontPageSnapshot, ids: frozenset[str]) -> Iterator[str]:
    """Yield what the teasers of a page say of articles."""
    for teaser in record.teasers:
        if teaser.article_id in ids:
            yield from _of_teaser(teaser)


def _of_teaser(teaser: Teaser) -> Iterator[str]:
    yield teaser.title
    yield from (teaser.excerpt or "").splitlines()


class Passages:
    """Passages to look for in pages.

    Args:
        found: As ``of_article`` and ``of_teasers`` yield them; short ones are left out.
    """

    def __init__(self, found: Iterable[str]) -> None:
        folded = {_folded(passage) for passage in found}
        self.texts = sorted(text for text in folded if len(text) >= SHORTEST_CHARACTERS)

    def stand_in(self, page: bytes | memoryview) -> bool:
        """Return whether a page, feed or any other answer says one of them, as far as text can be
        read from it: in UTF-8 or in a Western encoding, with tags, entities and JSON escapes."""
        if not self.texts:
            return False
        return any(self._in(text) for text in _readings(bytes(page)))

    def _in(self, text: str) -> bool:
        return any(passage in text for passage in self.texts)


def _readings(page: bytes) -> Iterator[str]:
    encoding = "utf-8" if _is_utf8(page) else "cp1252"
    text = html.unescape(page.decode(encoding, "replace"))
    yield _folded(_TAG.sub("", text))
    yield _folded(_TAG.sub(" ", text))
    if "\\" in text:
        yield _folded(_JSON_ESCAPE.sub(_meant, text))


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _folded(text: str) -> str:
    return " ".join(text.split())
