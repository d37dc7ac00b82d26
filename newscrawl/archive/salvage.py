"""What of a run that was never sealed is safe, when nobody knows how much of it was committed.

How long its files were at the last commit stands in the catalogue only. Where that is lost, the
longest beginning of each file is taken that makes sense with the others: whole lines that decode,
whose captures are intact, and articles with the request that read them. A commit saves all files
before it counts, so what was acknowledged is in there; what is more than that was read as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newscrawl.archive.captures import records
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.paths import FileName, LineKind, Root
from newscrawl.archive.records import RECORDS, LineRecord
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.items import Article, Capture, Fetch

_Line = tuple[LineRecord, int]
"""A record, and the bytes of its file up to its end."""


@dataclass
class Unsealed:
    """The files of a run that was never sealed."""

    root: Root
    files: Files
    site: str
    date: str
    run_id: str
    cut: list[str] = field(default_factory=list)
    """What of its files is not safe, in words."""

    def records(self, segments: Iterable[SegmentRow]) -> dict[LineKind, Iterator[LineRecord]]:
        """Return the records that were committed, by kind.

        Raises:
            LineError, DamagedError: From the iterators: a committed line is damaged.
        """
        length = {segment.path: segment.committed for segment in segments}
        return {kind: self._up_to(kind, length.get(self._name(kind).sealed, 0)) for kind in RECORDS}

    def _up_to(self, kind: LineKind, length: int) -> Iterator[LineRecord]:
        lines = split(self._pieces(kind))
        while length > 0 and (line := next(lines, None)) is not None:
            length -= len(line) + 1
            yield decode(line, RECORDS[kind])

    def safe(self) -> tuple[RunRow, list[SegmentRow]]:
        """Return the row of the run, and of each file how much of it is safe."""
        captures = self._captures()
        kept = {kind: list(self._lines(kind, captures)) for kind in RECORDS}
        kept["fetches"], kept["articles"] = _together(kept["fetches"], kept["articles"])
        segments = [
            self._row(kind, lines[-1][1], len(lines)) for kind, lines in kept.items() if lines
        ]
        cited = [
            captures[record.capture.capture_id]
            for lines in kept.values()
            for record, _ in lines
            if record.capture
        ]
        if cited:
            end = max(offset + length for offset, length, _ in cited)
            count = sum(offset < end for offset, _, _ in captures.values())
            segments.append(self._row("captures", end, count))
        self._note_cuts({row.path: row.committed for row in segments})
        return RunRow(self.run_id, self.site, self._started_at(kept), None), sorted(segments)

    def _name(self, kind: LineKind | str) -> FileName:
        return FileName(kind, self.site, self.date, self.run_id)  # type: ignore[arg-type]

    def _row(self, kind: LineKind | str, committed: int, count: int) -> SegmentRow:
        return SegmentRow(self._name(kind).sealed, self.site, self.run_id, committed, count, 0)

    def _pieces(self, kind: LineKind | str) -> Iterator[bytes]:
        """Yield the bytes of a file as its part has them, from whichever form is there."""
        name = self._name(kind)
        part, sealed = self.root.inside(name.part), self.root.inside(name.sealed)
        if self.files.has(part):
            return self.files.chunks(part)
        if not self.files.has(sealed):
            return iter(())
        pieces = self.files.chunks(sealed)
        return pieces if kind == "captures" else unpacked(pieces)

    def _captures(self) -> dict[str, tuple[int, int, str]]:
        """Return offset, length and SHA-256 of the intact records, by id."""
        found = {}
        self._info_date = ""
        try:
            for record in records(self._pieces("captures")):
                if record.kind == "response":
                    found[record.capture_id] = record.offset, record.length, record.sha256
                else:
                    self._info_date = record.date
        except DamagedError:
            pass  # the torn tail; said with the cuts
        return found

    def _lines(self, kind: LineKind, captures: dict[str, tuple[int, int, str]]) -> Iterator[_Line]:
        end = 0
        try:
            for line in split(self._pieces(kind)):
                record = decode(line, RECORDS[kind])
                if record.capture and not _is_intact(record.capture, captures):
                    return
                end += len(line) + 1
                yield record, end
        except (LineError, DamagedError):
            return

    def _started_at(self, kept: dict[LineKind, list[_Line]]) -> str:
        # The record that begins the captures says it; else the first request comes close.
        times = [line[0][0].fetched_at or "" for line in kept.values() if line]
        named = [time for time in (self._info_date, *sorted(times)) if time.startswith(self.date)]
        return named[0] if named else f"{self.date}T00:00:00.000000Z"

    def _note_cuts(self, committed: dict[str, int]) -> None:
        for kind in (*RECORDS, "captures"):
            name = self._name(kind)
            size = sum(map(len, _as_far_as_possible(self._pieces(kind))))
            lost = size - committed.get(name.sealed, 0)
            if lost:
                self.cut.append(f"{name.part}: the last {lost} of {size} bytes are not safe")


def _as_far_as_possible(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except DamagedError:
        return


def _is_intact(capture: Capture, captures: dict[str, tuple[int, int, str]]) -> bool:
    said = capture.warc_offset, capture.warc_length, capture.sha256
    return captures.get(capture.capture_id) == said


def _together(fetches: list[_Line], articles: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Return both as far as each request that wrote an article has it, and the other way."""
    count = 0
    for number, (fetch, _) in enumerate(fetches):
        assert isinstance(fetch, Fetch)
        if fetch.outcome not in {"new", "revised"}:
            continue
        article = articles[count][0] if count < len(articles) else None
        if not isinstance(article, Article) or article.revision_id != fetch.revision_id:
            return fetches[:number], articles[:count]
        count += 1
    return fetches, articles[:count]
