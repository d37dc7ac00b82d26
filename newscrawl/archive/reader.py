"""The sealed records, one after the other."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from newscrawl import clock
from newscrawl.archive import manifest
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files, is_there
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.paths import KINDS, SUFFIXES, Kind, LineKind, Root, file_name, is_derived
from newscrawl.archive.sequence import run_id_of
from newscrawl.errors import ArchiveError, ConfigurationError
from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run
from newscrawl.urls import SITE_NAME

Record = TypeVar("Record")

_DAY = re.compile(r"\d{8}(?=T)")
"""With which the id of a run begins."""


def articles(root: Path, site: str | None = None) -> Iterator[Article]:
    """Yield every revision of every article, of one site or of all: by site, day and run.

    Raises:
        ArchiveError: A line or a file is damaged; the message names it.
        ConfigurationError: ``site`` is no name of a site.
    """
    return _records(root, "articles", site, Article)


def front_pages(
    root: Path, site: str | None = None, *, since: date = date.min
) -> Iterator[FrontPageSnapshot]:
    """Yield every look at a front page, as ``articles`` does."""
    return _records(root, "front_pages", site, FrontPageSnapshot, since)


def fetches(root: Path, site: str | None = None, *, since: date = date.min) -> Iterator[Fetch]:
    """Yield every request, as ``articles`` does."""
    return _records(root, "fetches", site, Fetch, since)


def runs(root: Path, site: str | None = None, *, since: date = date.min) -> Iterator[Run]:
    """Yield every sealed run that started on ``since`` or later, as ``articles`` does."""
    return _records(root, "runs", site, Run, since)


def readable_runs(
    root: Path, site: str, damaged: Callable[[ArchiveError], object], *, since: date = date.min
) -> Iterator[Run]:
    """Yield the runs of a site as ``runs`` does, but leave out what is damaged.

    Args:
        root: The archive's folder.
        site: Whose runs.
        damaged: Is told of each file that cannot be read; the rest is read all the same.
        since: As for ``runs``.
    """
    read: set[str] = set()
    listing = partial(sealed, root, "runs", site, since=since)
    try:
        left = listing()
        while left:
            path = left.pop(0)
            try:
                yield from _runs(path, read)
            except ArchiveError as error:
                if _is_replaced(path, error, anew := listing()):
                    left = anew
                else:
                    damaged(error)
    except ArchiveError as error:  # of the manifest
        damaged(error)


def _runs(path: Path, read: set[str]) -> Iterator[Run]:
    # To its end: more than one record is damage.
    for run in [record_of(*one, Run) for one in _of_file(path, "runs", date.min, read)]:
        try:
            clock.parse(run.started_at, name="started_at")
        except ConfigurationError as error:
            raise _damaged(path, 1, error) from error
        yield run


def matching(
    root: Path,
    kind: LineKind,
    cls: type[Record],
    pattern: re.Pattern[bytes],
    *,
    site: str | None = None,
    since: date = date.min,
) -> Iterator[Record]:
    """Yield the records whose line matches, of runs that started on ``since`` or later.

    Only those lines are decoded: ten times as fast as reading all where few match.

    Args:
        root: The archive's folder.
        kind: Of the lines.
        cls: Their record.
        pattern: Searched in the line as it is written: keys in the order of the record's fields,
            no white space between them.
        site: ``None`` for all.
        since: As for ``runs``.
    """
    for path, number, line in _lines(root, kind, site, since):
        if pattern.search(line):
            yield record_of(path, number, line, cls)


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


def sealed(
    root: Path, kind: Kind, site: str | None = None, *, since: date = date.min
) -> list[Path]:
    """Return the sealed files of a kind that hold the records, by site, day and run.

    Those of days before ``since`` are left out; a month's file stays if the month is not over by
    then, and holds older records too. (``fetches`` and the like leave those out.)

    Raises:
        ArchiveError: A file is a symbolic link.
        ConfigurationError: ``site`` is no name of a site.
    """
    if site is not None and not SITE_NAME.fullmatch(site):
        message = f"{site!r} is no name of a site"
        raise ConfigurationError(message)
    at, files = Root.at(root), Files()
    replaced = manifest.replaced(at, files)
    while True:
        found = sorted((at.path / kind).glob(f"site={site or '*'}/date=*/*{SUFFIXES[kind]}"))
        before, replaced = replaced, manifest.replaced(at, files)
        if before == replaced:  # else a file may have come, and others gone, while names were read
            break
    made = frozenset(replaced.values()) if is_there(at.manifest) else None
    paths = (str(path.relative_to(at.path)) for path in found if _is_since(path, since))
    return [at.inside(path) for path in paths if _counts(at, path, replaced, made)]


def _is_since(path: Path, since: date) -> bool:
    name = file_name(f"{path.parts[-4]}/{path.parts[-3]}/{path.parts[-2]}/{path.name}")
    first = f"{since:%Y-%m}" if name and is_derived(name) else f"{since}"
    return path.parent.name.removeprefix("date=") >= first


def _counts(
    root: Root, path: str, replaced: Mapping[str, str], made: frozenset[str] | None
) -> bool:
    """Return whether the records of a file are to be read from it: the manifest decides.

    Until it lists a file that was made from others, they count; from then on they do not. A copy
    of an archive may lack the manifest, or the file that replaced another.
    """
    name = file_name(path)
    if made is not None and name and is_derived(name) and path not in made:
        return False
    last = manifest.last(path, replaced)
    return last == path or not is_there(root.inside(last))


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


def _records(
    root: Path, kind: Kind, site: str | None, cls: type[Record], since: date = date.min
) -> Iterator[Record]:
    for path, number, line in _lines(root, kind, site, since):
        yield record_of(path, number, line, cls)


def _lines(
    root: Path, kind: Kind, site: str | None, since: date
) -> Iterator[tuple[Path, int, bytes]]:
    listing = partial(sealed, root, kind, site, since=since)
    return lines_of(kind, listing(), listing, since=since)


def lines_of(
    kind: Kind,
    paths: list[Path],
    listing: Callable[[], list[Path]],
    *,
    since: date = date.min,
    done: Callable[[Path], object] = lambda _: None,
) -> Iterator[tuple[Path, int, bytes]]:
    """Yield file, line number (from 1) and line of runs that started on ``since`` or later, also
    while files are replaced: those of a run come from one file.

    Args:
        kind: Of the files.
        paths: Sealed ones.
        listing: Returns them as they are now; asked where one is gone.
        since: As for ``runs``.
        done: Is told of each file that was read to its end.

    Raises:
        ArchiveError: A file is damaged.
    """
    read: set[str] = set()
    left = [*paths]
    while left:
        path = left.pop(0)
        try:
            yield from _of_file(path, kind, since, read)
        except ArchiveError as error:
            if not _is_replaced(path, error, anew := listing()):
                raise
            left = anew
        else:
            read.add(str(path))
            done(path)


def _is_replaced(path: Path, error: ArchiveError, anew: list[Path]) -> bool:
    """Return whether a file that is gone is so because what it held is in another one."""
    return isinstance(error.__cause__, FileNotFoundError) and path not in anew


def _of_file(
    path: Path, kind: Kind, since: date, read: set[str]
) -> Iterator[tuple[Path, int, bytes]]:
    if str(path) in read:
        return
    runs: dict[str, bool] = {}
    """Whether the lines of a run are wanted."""
    number = 0
    for number, line in enumerate(lines(path), 1):
        run_id = path.stem if kind == "runs" else run_id_of(line)
        if run_id not in runs:
            runs[run_id] = run_id not in read and _is_run_since(run_id, since)
        if runs[run_id]:
            yield path, number, line
    if kind == "runs" and number != 1:
        raise _damaged(path, number, LineError(f"the file holds {number} records, not one"))
    read.update(run_id for run_id, is_wanted in runs.items() if is_wanted)


def _is_run_since(run_id: str, since: date) -> bool:
    """Return whether a run started on ``since`` or later, as its id says: a month's file holds
    runs of many days. Of an id that says nothing, its file says enough."""
    day = _DAY.match(run_id)
    return day is None or day[0] >= since.isoformat().replace("-", "")


def record_of(path: Path, number: int, line: bytes, cls: type[Record]) -> Record:
    """Return the record that a line of a file holds.

    The one place where all who read an archive refuse a line that is not as this newscrawl writes
    it: of another ``schema``, with a key or a word more or less. To guess what a newer one means
    would be to tell half of it.

    Raises:
        ArchiveError: It is such a line; the message names file, line and what is wrong.
    """
    try:
        return decode(line, cls)
    except LineError as error:
        raise _damaged(path, number, error) from error


def _damaged(path: Path, number: int, error: Exception) -> ArchiveError:
    return ArchiveError(f"{path}, line {number}: {error}. Run 'newscrawl verify'.")
