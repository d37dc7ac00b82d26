"""The sealed records, one after the other."""

import difflib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.paths import KINDS, SUFFIXES, Kind, Root
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


def runs(root: Path, site: str | None = None, *, since: date = date.min) -> Iterator[Run]:
    """Yield every sealed run that started on ``since`` or later, as ``articles`` does."""
    for path in sealed(root, "runs", site):
        if path.parent.name >= f"date={since}":
            yield from _decoded(path, Run)


def sites(root: Path) -> list[str]:
    """Return the names of the sites of which an archive has a sealed file, sorted."""
    found = (path for kind in KINDS for path in root.glob(f"{kind}/site=*"))
    return sorted(filter(SITE_NAME.fullmatch, {path.name.removeprefix("site=") for path in found}))


def check_site(root: Path, site: str) -> None:
    """Refuse a site of which an archive has no sealed file.

    Raises:
        ConfigurationError: There is none; the message tells those there are.
    """
    every = sites(root)
    if site in every:
        return
    near = difflib.get_close_matches(site, every, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    told = ", ".join(every) or "none yet"
    message = f"There is no site {site!r} in the archive {root}. {hint}Its sites: {told}."
    raise ConfigurationError(message)


def sealed(root: Path, kind: Kind, site: str | None = None) -> list[Path]:
    """Return the sealed files of a kind that hold the records, by site, day and run.

    Raises:
        ArchiveError: A file is a symbolic link.
        ConfigurationError: ``site`` is no name of a site.
    """
    if site is not None and not SITE_NAME.fullmatch(site):
        message = f"{site!r} is no name of a site"
        raise ConfigurationError(message)
    at = Root.at(root)
    found = sorted((at.path / kind).glob(f"site={site or '*'}/date=*/*{SUFFIXES[kind]}"))
    return [at.inside(str(path.relative_to(at.path))) for path in found]


def lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a sealed file, each without its line feed.

    Raises:
        ArchiveError: The file is damaged.
    """
    number = 0
    pieces = Files().chunks(path)
    try:
        for line in split(unpacked(pieces) if path.suffix == ".gz" else pieces):
            number += 1
            yield line
    except (LineError, DamagedError) as error:
        raise _damaged(path, number, error) from error


def _records(root: Path, kind: Kind, site: str | None, cls: type[Record]) -> Iterator[Record]:
    for path in sealed(root, kind, site):
        yield from _decoded(path, cls)


def _decoded(path: Path, cls: type[Record]) -> Iterator[Record]:
    for number, line in enumerate(lines(path), 1):
        try:
            record = decode(line, cls)
        except LineError as error:
            raise _damaged(path, number, error) from error
        yield record


def _damaged(path: Path, number: int, error: Exception) -> ArchiveError:
    return ArchiveError(f"{path}, line {number}: {error}. Run 'newscrawl verify'.")
