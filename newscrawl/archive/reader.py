"""The sealed records, one after the other."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.paths import SUFFIXES, Kind, Root
from newscrawl.errors import ArchiveError, ConfigurationError
from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run
from newscrawl.urls import SITE_NAME

Record = TypeVar("Record")


def articles(root: Path, site: str | None = None) -> Iterator[Article]:
    """Yield every revision of every article, of one site or of all: by site, day and run.

    Raises:
        ArchiveError: A line or a file is damaged; the message names it.
        ConfigurationError: ``site`` is no name of a site.
    """
    return _records(root, "articles", site, Article)


def front_pages(root: Path, site: str | None = None) -> Iterator[FrontPageSnapshot]:
    """Yield every look at a front page, as ``articles`` does."""
    return _records(root, "front_pages", site, FrontPageSnapshot)


def fetches(root: Path, site: str | None = None) -> Iterator[Fetch]:
    """Yield every request, as ``articles`` does."""
    return _records(root, "fetches", site, Fetch)


def runs(root: Path, site: str | None = None) -> Iterator[Run]:
    """Yield every sealed run, as ``articles`` does."""
    return _records(root, "runs", site, Run)


def _records(root: Path, kind: Kind, site: str | None, cls: type[Record]) -> Iterator[Record]:
    if site is not None and not SITE_NAME.fullmatch(site):
        message = f"{site!r} is no name of a site"
        raise ConfigurationError(message)
    at, files = Root.at(root), Files()
    for path in sorted((at.path / kind).glob(f"site={site or '*'}/date=*/*{SUFFIXES[kind]}")):
        pieces = files.chunks(at.inside(str(path.relative_to(at.path))))
        number = 0
        try:
            for line in split(unpacked(pieces) if path.suffix == ".gz" else pieces):
                number += 1
                yield decode(line, cls)
        except (LineError, DamagedError) as error:
            message = f"{path}, line {number}: {error}. Run 'newscrawl verify'."
            raise ArchiveError(message) from error
