"""Where each file of an archive stands, and nothing outside it.

Folders are hive-style, so that DuckDB, Spark and pandas read site and day from the path.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from newscrawl.archive.files import is_link
from newscrawl.errors import ArchiveError, ConfigurationError
from newscrawl.urls import SITE_NAME

LineKind = Literal["articles", "front_pages", "fetches"]
"""Folders whose files hold one record a line."""
Kind = Literal["articles", "front_pages", "fetches", "captures", "runs"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SUFFIXES: dict[Kind, str] = {
    "articles": ".jsonl.gz",
    "front_pages": ".jsonl.gz",
    "fetches": ".jsonl.gz",
    "captures": ".warc.gz",
    "runs": ".json",
}
"""Of sealed files."""

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
"""Safe in a file name on every system; no dot, so that the suffix begins at the first one."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEALED = re.compile(
    r"(?P<kind>[a-z_]+)/site=(?P<site>[^/]+)/date=(?P<date>[^/]+)/(?P<run_id>[^/.]+)(?P<suffix>\..+)"
)


@dataclass(frozen=True, slots=True)
class FileName:
    """One sealed file of one run.

    Raises:
        ConfigurationError: Site, date or run id cannot be part of a path.
    """

    kind: Kind
    site: str
    date: str
    """UTC day on which the run started, ``YYYY-MM-DD``."""
    run_id: str

    def __post_init__(self) -> None:
        _check("site", self.site, SITE_NAME)
        _check("date", self.date, _DAY)
        _check("run_id", self.run_id, RUN_ID)

    @property
    def sealed(self) -> str:
        """The path in the archive.

        >>> FileName("articles", "a", "2026-03-14", "r1").sealed
        'articles/site=a/date=2026-03-14/r1.jsonl.gz'
        """
        return self._named(SUFFIXES[self.kind])

    @property
    def part(self) -> str:
        """The path while the run writes. Lines are compressed when sealed, captures at once."""
        return self._named({"captures": ".warc.gz.part"}.get(self.kind, ".jsonl.part"))

    @property
    def stem(self) -> str:
        """The run id; of a file that was made from others, that of theirs, or their month."""
        return self.run_id.partition(_DERIVED)[0]

    def _named(self, suffix: str) -> str:
        return f"{self.kind}/site={self.site}/date={self.date}/{self.run_id}{suffix}"


def file_name(sealed: str) -> FileName | None:
    """Return what the path of a sealed file says; ``None`` if it is no such path.

    >>> file_name("runs/site=a/date=2026-03-14/r1.json").run_id
    'r1'
    """
    match = _SEALED.fullmatch(sealed)
    kind = next((kind for kind in KINDS if match and match["kind"] == kind), None)
    if match is None or kind is None or match["suffix"] != SUFFIXES[kind]:
        return None
    try:
        return FileName(kind, match["site"], match["date"], match["run_id"])
    except ConfigurationError:
        return None


def unfinished(path: str) -> FileName | None:
    """Return the file that a part or a temporary file was to become."""
    if path.endswith(".jsonl.part"):
        return file_name(path.removesuffix(".jsonl.part") + SUFFIXES["articles"])
    return file_name(path.removesuffix(".part").removesuffix(".tmp"))


_DERIVED = "--"


def is_derived(name: FileName) -> bool:
    """Return whether a file was made from sealed ones: its name ends in what it was made from."""
    return _DERIVED in name.run_id


def derived(kind: Kind, site: str, date: str, stem: str, digest: str) -> FileName:
    """Return the name of a file made from sealed ones.

    >>> derived("articles", "a", "2026-03-01", "2026-03", "0123456789abcdef").sealed
    'articles/site=a/date=2026-03-01/2026-03--0123456789abcdef.jsonl.gz'
    """
    return FileName(kind, site, date, f"{stem.partition(_DERIVED)[0]}{_DERIVED}{digest}")


def _check(name: str, value: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(value):
        message = f"{name} is {value!r}, which cannot name a file. It must match {pattern.pattern}"
        raise ConfigurationError(message)


@dataclass(frozen=True, slots=True)
class Root:
    """An archive's folder."""

    path: Path
    """Absolute, symbolic links resolved: that the archive itself is one is the user's choice."""

    @classmethod
    def at(cls, path: Path) -> "Root":
        """Return the root at ``path``; it need not exist."""
        return cls(path.expanduser().resolve())

    def inside(self, relative: str) -> Path:
        """Return the absolute path of ``relative``.

        Raises:
            ArchiveError: It leads out of the archive, or through a symbolic link.
        """
        path = self.path / relative
        below = path.parts[len(self.path.parts) :]
        if not path.is_relative_to(self.path) or not below or ".." in below:
            message = f"{relative!r} is outside the archive {self.path}. Run 'newscrawl verify'."
            raise ArchiveError(message)
        step = str(self.path)
        for name in below:
            step = f"{step}/{name}"  # a Path for each step takes five times as long
            if is_link(step):
                message = f"{step} is a symbolic link; an archive has none. Remove it."
                raise ArchiveError(message)
        return path

    @property
    def catalogue(self) -> Path:
        """The SQLite file."""
        return self.inside("catalogue.sqlite3")

    @property
    def manifest(self) -> Path:
        """The list of sealed files."""
        return self.inside("manifest.jsonl")

    @property
    def tombstones(self) -> Path:
        """The list of what was taken down."""
        return self.inside("tombstones.jsonl")

    def pending(self, site: str) -> Path:
        """What replaces what in the files of ``site``, while that is being done."""
        _check("site", site, SITE_NAME)
        return self.inside(f"pending/site={site}.jsonl")

    @property
    def archive_lock(self) -> Path:
        """Held for moments: while the manifest grows or the catalogue is made."""
        return self.inside("locks/archive.lock")

    def site_lock(self, site: str) -> Path:
        """Held as long as a run of ``site`` lasts."""
        _check("site", site, SITE_NAME)
        return self.inside(f"locks/site={site}.lock")


def paths_of_runs(root: Root, site: str = "*") -> Iterator[str]:
    """Yield the path in the archive of every file in the folders of records, also of those that
    should not be there, in any order."""
    for kind in KINDS:
        for path in (root.path / kind).glob(f"site={site}/date=*/*"):
            yield str(path.relative_to(root.path))
