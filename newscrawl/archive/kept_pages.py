"""Pages that a run kept in ``changed/`` for whoever tends a site, and which of them must go.

A page is two files, as in ``tests/sites``: ``NAME.json`` says where it was fetched and what was
read on it, ``NAME.html.gz`` is the page. No manifest lists them, and a person may change them, so
what cannot be read is looked at as bytes.
"""

import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawl.archive.files import Files
from newscrawl.archive.passages import Passages
from newscrawl.archive.paths import Root
from newscrawl.archive.tombstones import url_sha256

FOLDER = "changed"
"""Of an archive; in it ``site=SITE``, and in that the two files of each page."""

_ABOUT = ".json"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The files of one page."""

    paths: tuple[str, ...]
    """In the archive."""
    addresses: frozenset[str]
    """Hashes of the addresses it names as its own."""
    article_id: str | None
    said: bytes
    """What the files hold, unpacked."""

    def is_of(self, article_ids: frozenset[str], urls: frozenset[str]) -> bool:
        """Return whether it is the page of an article, by id or by the hash of an address."""
        return self.article_id in article_ids or bool(self.addresses & urls)

    def tells_of(
        self, article_ids: frozenset[str], urls: frozenset[str], passages: Passages
    ) -> bool:
        """Return whether it is that page, names it, or says one of its passages."""
        named = any(one.encode() in self.said for one in article_ids)
        return self.is_of(article_ids, urls) or named or passages.stand_in(self.said)


def kept_pages(root: Root, files: Files, site: str) -> Iterator[KeptPage]:
    """Yield the pages that are kept of a site, by name.

    Raises:
        ArchiveError: A file cannot be read.
    """
    folder = root.inside(f"{FOLDER}/site={site}")
    pages: dict[str, list[str]] = {}
    for name in sorted(files.names(folder)):
        pages.setdefault(name.partition(".")[0], []).append(name)
    for names in pages.values():
        yield _read(files, folder, names, site)


def _read(files: Files, folder: Path, names: list[str], site: str) -> KeptPage:
    held = {name: b"".join(files.chunks(folder / name)) for name in names}
    about = _about(next((data for name, data in held.items() if name.endswith(_ABOUT)), b""))
    expected = about.get("expected")
    expected = expected if isinstance(expected, dict) else {}
    named = expected.get("article_id")
    return KeptPage(
        paths=tuple(f"{FOLDER}/site={site}/{name}" for name in names),
        addresses=frozenset(_hashes(about.get("url"), expected.get("canonical_url"))),
        article_id=named if isinstance(named, str) else None,
        said=b"\n".join(map(_unpacked, held.values())),
    )


def _about(data: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        said = json.loads(data)
        return said if isinstance(said, dict) else {}
    return {}


def _hashes(*urls: object) -> Iterator[str]:
    for url in urls:
        if isinstance(url, str):
            with suppress(ValueError):  # no web address
                yield url_sha256(url)


def _unpacked(data: bytes) -> bytes:
    """Return what a gzipped file holds, as far as it can be read."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    with suppress(zlib.error):
        return unpacking.decompress(data)
    return data
