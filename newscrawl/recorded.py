"""Pages recorded as tests: ``tests/sites/SITE/PAGE.html.gz``, and ``PAGE.json`` beside it.

The page is the answer's body, decoded and gzipped: ``zcat`` shows it. The JSON has these keys:

- ``url``: where it was fetched; ``captured_at``: when (UTC, RFC 3339), which says what layout was
  in force; ``headers``: those of the answer that change how it is read (Content-Type).
- ``kind``: ``article`` or ``front_page``.
- ``checked``: the day on which a person compared what is expected with the page, or ``null``:
  until then it is the reader's own output, which only notices change.
- ``recheck``: fields that were accepted anew since that day.
- ``expected``: a value for every field that is tested, as in the record's line.
"""

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from newscrawl.errors import SiteError
from newscrawl.items import Article, FrontPageSnapshot
from newscrawl.urls import canonical_url

PAGE, ABOUT = ".html.gz", ".json"
"""How the names of the two files end."""

SLUG_LETTERS = 40
"""Of the longest name that a headline gives; what does not fit is cut at a word."""

NOT_TESTED = frozenset(
    {
        *("schema", "site", "url", "newscrawl_version", "provenance"),
        *("revision", "revision_id", "previous_revision_id", "content_id", "changed_fields"),
        *("discovered", "duplicate_of", "duplicate_kind", "similarity"),
        *("fetched_at", "capture", "run_id", "snapshot_id", "changed", "same_as"),
        *("text", "word_count"),
    }
)
"""Fields that only a run knows, that say how the page was read, or that repeat ``body``."""

Kind = Literal["article", "front_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """One page of a newspaper, and what should be read on it."""

    site: str
    """Name of the folder: the site's module."""
    name: str
    """Of the files, without endings: the day of the capture and words of the headline."""
    url: str
    captured_at: str
    content_type: str | None
    kind: Kind
    body: bytes = field(repr=False)
    checked: str | None = None
    recheck: tuple[str, ...] = ()
    expected: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day of the capture, ``YYYY-MM-DD``."""
        return self.captured_at[:10]

    @property
    def to_check(self) -> tuple[str, ...]:
        """The fields that nobody has compared with the page."""
        return tuple(self.expected) if self.checked is None else self.recheck


def compared(record: Article | FrontPageSnapshot) -> dict[str, Any]:
    """Return the fields of ``record`` that are tested, as JSON has them."""
    fields: dict[str, Any] = json.loads(json.dumps(asdict(record)))
    return {name: value for name, value in fields.items() if name not in NOT_TESTED}


def accepted(page: RecordedPage, read: Mapping[str, Any]) -> RecordedPage:
    """Return ``page`` with what was read as expected; who checked it keeps the unchanged fields."""
    changed = {name for name, value in read.items() if page.expected.get(name, ...) != value}
    still = {*page.recheck, *changed} & set(read)
    recheck = () if page.checked is None else tuple(name for name in read if name in still)
    return replace(page, expected=dict(read), recheck=recheck)


def named(page: RecordedPage, name: str, expected: Mapping[str, Any]) -> RecordedPage:
    """Return ``page`` under a name, with what is expected of it; nobody has checked it."""
    return replace(page, name=name, expected=dict(expected), checked=None, recheck=())


def page_name(day: str, words: str | None, url: str) -> str:
    """Return the name of a recorded page.

    Args:
        day: Of the capture.
        words: The headline; where it has no Latin letters, the end of the URL counts, and where
            that has none either, a hash.
        url: Of the page.

    >>> page_name("2026-03-14", "Bridge reopens: what now?", "https://news.example/1")
    '2026-03-14-bridge-reopens-what-now'
    """
    path = canonical_url(url).partition("?")[0].rstrip("/").rpartition("/")[2]
    slug = _slug(words or "") or _slug(path) or hashlib.sha256(url.encode()).hexdigest()[:8]
    return f"{day}-{slug}"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if len(slug) <= SLUG_LETTERS else slug[: SLUG_LETTERS + 1].rpartition("-")[0]


def pages(folder: Path) -> list[RecordedPage]:
    """Return the pages recorded in a site's folder, by name.

    Raises:
        SiteError: One cannot be read; the message names it.
    """
    return [load(path) for path in sorted(folder.glob(f"*{ABOUT}"))]


def load(about: Path) -> RecordedPage:
    """Return the page that the JSON file ``about`` describes.

    Raises:
        SiteError: A file is missing, or holds something else; the message names it.
    """
    name = about.name.removesuffix(ABOUT)
    try:
        said = json.loads(about.read_text(encoding="utf-8"))
        return RecordedPage(
            site=about.parent.name,
            name=name,
            url=said["url"],
            captured_at=said["captured_at"],
            content_type=said["headers"].get("Content-Type"),
            kind=said["kind"],
            body=gzip.decompress(about.with_name(name + PAGE).read_bytes()),
            checked=said["checked"],
            recheck=tuple(said["recheck"]),
            expected=said["expected"],
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = (
            f"The recorded page {about} cannot be read: {type(error).__name__}: {error}. Record it "
            "again with 'scrapy capture', or take both of its files away."
        )
        raise SiteError(message) from error


def save(page: RecordedPage, folder: Path) -> Path:
    """Write ``page`` into its site's folder and return the path of its JSON; the same page gives
    the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / (page.name + PAGE)).write_bytes(gzip.compress(page.body, mtime=0))
    headers = {"Content-Type": page.content_type} if page.content_type else {}
    said = {
        "url": page.url,
        "captured_at": page.captured_at,
        "headers": headers,
        "kind": page.kind,
        "checked": page.checked,
        "recheck": page.recheck,
        "expected": page.expected,
    }
    about = folder / (page.name + ABOUT)
    about.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return about


def remove(page: RecordedPage, folder: Path) -> None:
    """Take both files of a page away."""
    for ending in (PAGE, ABOUT):
        (folder / (page.name + ending)).unlink(missing_ok=True)
