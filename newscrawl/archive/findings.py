"""What ``verify`` finds and counts."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int], object]
"""Called with the number of bytes that were read since the last call."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be."""

    path: str
    """Relative to the archive."""
    line: int | None
    """From 1, in the uncompressed file; ``None`` where no line is meant."""
    what: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{place}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was looked at, and what is wrong with it."""

    problems: tuple[Problem, ...]
    runs: int
    files: int
    articles: int
    """Article lines: revisions."""
    front_pages: int
    fetches: int
    captures: int
    """WARC records that a line cites; each one's SHA-256 was compared."""
    bytes: int
    """Of files, compressed."""
    decoded: int
    """Bytes of lines and of WARC records, unpacked."""

    @property
    def is_clean(self) -> bool:
        """Return whether there is no problem."""
        return not self.problems

    def __str__(self) -> str:
        count = len(self.problems)
        found = f"{count} problem{'s' * (count > 1)}" if count else "all is well"
        return (
            f"{self.runs} runs, {self.files} files, {self.bytes:,} bytes; {self.articles} article "
            f"lines, {self.front_pages} looks at front pages, {self.fetches} requests, "
            f"{self.captures} captures: {found}."
        )


class Findings:
    """Collects problems and counts while an archive is read.

    Args:
        progress: Told how far it is.
    """

    def __init__(self, progress: Progress | None) -> None:
        self.problems: list[Problem] = []
        self.counts = dict.fromkeys(("articles", "front_pages", "fetches", "captures"), 0)
        self.runs = 0
        self.files = 0
        self.bytes = 0
        self.decoded = 0
        self._progress = progress

    def wrong(self, path: str, what: str, line: int | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, line, what))

    def has_read(self, size: int) -> None:
        """Note that ``size`` more bytes were read."""
        self.bytes += size
        if self._progress:
            self._progress(size)

    def take(self, other: "Findings") -> None:
        """Add what another one has found, whose reading was reported already."""
        self.problems += other.problems
        for name, count in other.counts.items():
            self.counts[name] += count
        self.runs += other.runs
        self.files += other.files
        self.bytes += other.bytes
        self.decoded += other.decoded

    def report(self) -> Report:
        """Return what was found and counted."""
        return Report(
            problems=tuple(self.problems),
            runs=self.runs,
            files=self.files,
            articles=self.counts["articles"],
            front_pages=self.counts["front_pages"],
            fetches=self.counts["fetches"],
            captures=self.counts["captures"],
            bytes=self.bytes,
            decoded=self.decoded,
        )
