"""Whether a page still says what was taken down from another one."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from newscrawl.items import Article, FrontPageSnapshot, Teaser

SHORTEST_CHARACTERS = 20
"""A passage shorter than this says too little to be known again: "Read more", a name, a date."""

_WRAPPINGS = 3
"""So often entities and escapes are undone: HTML in JSON in an attribute, HTML in a feed."""

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"/\\])|[bfnrt])")
_NO_LETTERS = re.compile(r"[\W_]+")


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
    """Passages to look for in pages, by their letters and digits alone: spaces, marks and what
    shows nothing (soft hyphens) differ from one form of a page to the next.

    Args:
        found: As ``of_article`` and ``of_teasers`` yield them; short ones are left out.
    """

    def __init__(self, found: Iterable[str]) -> None:
        long = (text for text in found if len(" ".join(text.split())) >= SHORTEST_CHARACTERS)
        # A text about markup loses some of itself where a page is read: known in both forms.
        keys = {form for text in long for form in (_letters(text), *_readings(text))}
        self.texts = sorted(key for key in keys if len(key) >= SHORTEST_CHARACTERS // 2)

    def stand_in(self, page: bytes | memoryview) -> bool:
        """Return whether a page, feed or any other answer says one of them, as far as text can be
        read from it: in UTF-8 or in a Western encoding, with tags, comments, entities and JSON
        escapes, also one inside the other."""
        if not self.texts:
            return False
        return any(self._in(text) for text in _readings(_decoded(bytes(page))))

    def _in(self, text: str) -> bool:
        return any(passage in text for passage in self.texts)


def _readings(text: str) -> Iterator[str]:
    """Yield the letters of a text, with and without markup, as it is unwrapped step by step."""
    for form in dict.fromkeys(_unwrapped(text)):
        yield _letters(form)
        if "<" in form:
            yield _letters(_MARKUP.sub(" ", form))


def _unwrapped(text: str) -> Iterator[str]:
    for _ in range(_WRAPPINGS):
        text = html.unescape(text)
        yield text
        text = _JSON_ESCAPE.sub(_meant, text)
        yield text


def _decoded(page: bytes) -> str:
    try:
        return page.decode()
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2] or " "


def _letters(text: str) -> str:
    r"""Return the letters and digits of a text, case and compatibility forms folded.

    >>> _letters("The har\u00adbour froze.")
    'theharbourfroze'
    """
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
