"""The files of one run, read and compared with what is said of them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files, is_there
from newscrawl.archive.findings import Findings
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Kind, Root, file_name
from newscrawl.archive.records import LineRecord, record_type
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.archive.transitions import revised
from newscrawl.archive.warc import read_payload
from newscrawl.errors import ArchiveError
from newscrawl.items import Article, Capture, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run


@dataclass
class RunCheck:
    """The check of one run: what it is compared with, and what its lines have said so far."""

    root: Root
    files: Files
    catalogue: Catalogue
    manifest: dict[str, ManifestLine]
    """By path."""
    findings: Findings
    run: RunRow
    cited: dict[str, dict[str, tuple[Capture, str, int]]] = field(default_factory=dict)
    """By WARC file and record: what a line says of it, and which."""
    revisions: set[str] = field(default_factory=set)
    seen: set[bytes] = field(default_factory=set)
    """Digests of ids, to find what is there twice."""

    def check(self) -> None:
        """Read every file of the run."""
        segments = self.catalogue.segments(self.run.run_id)
        for segment in segments:
            name = file_name(segment.path)
            if name is None:
                self.findings.wrong("catalogue.sqlite3", f"names the file {segment.path!a}")
            elif name.kind == "captures":
                self._check_whole(segment, name)
            else:
                self._check_lines(segment, name)
        if self.run.record is not None:
            self._check_record(self.run.record)
        for warc_file, cited in self.cited.items():
            committed = {row.path: row.committed for row in segments}.get(warc_file)
            self._check_captures(warc_file, cited.values(), committed)
        expected = self.catalogue.revision_ids(self.run.run_id)
        for missing in sorted(expected - self.revisions):
            self.findings.wrong(
                "catalogue.sqlite3",
                f"has revision {missing} of run {self.run.run_id}: no line is it",
            )

    # --- files ------------------------------------------------------------------------------

    def _check_whole(self, segment: SegmentRow, name: FileName) -> None:
        """Compare a file of captures with its manifest line; its records are read later."""
        path = self._path(segment, name)
        if path is None:
            return
        size = sum(len(piece) for piece in self._hashed(segment.path, path, segment))
        # A run that was open in the snapshot may have written more since.
        if size < segment.committed or (segment.sealed and size > segment.committed):
            self.findings.wrong(
                segment.path, f"has {size} bytes, {segment.committed} were committed"
            )

    def _check_lines(self, segment: SegmentRow, name: FileName) -> None:
        path = self._path(segment, name)
        if path is None:
            return
        number = length = 0
        pieces = self._hashed(segment.path, path, segment)
        if path.suffix == ".gz":
            pieces = unpacked(pieces)
        try:
            lines = split(pieces)
            for line in lines if segment.sealed else _up_to(lines, segment.committed):
                number += 1
                length += len(line) + 1
                self._check_line(segment.path, number, name.kind, line)
        except (LineError, DamagedError, ArchiveError) as error:
            self.findings.wrong(segment.path, str(error), number + 1)
            return
        if (number, length) != (segment.line_count, segment.committed):
            what = f"has {number} lines of {length} bytes, the catalogue {segment.line_count} of "
            self.findings.wrong(segment.path, f"{what}{segment.committed}")

    def _path(self, segment: SegmentRow, name: FileName) -> Path | None:
        """Return the file as it is now: a run that goes on may seal it at any moment."""
        part, sealed = self.root.inside(name.part), self.root.inside(name.sealed)
        for path in (sealed,) if segment.sealed else (part, sealed):
            if is_there(path):
                return path
        self.findings.wrong(segment.path, "is gone")
        return None

    def _hashed(self, named: str, path: Path, segment: SegmentRow) -> Iterator[bytes]:
        """Yield the bytes of a file; a sealed one is compared with its manifest line."""
        digest, size = hashlib.sha256(), 0
        limit = None if path.suffix != ".part" else segment.committed
        for piece in self.files.chunks(path, limit):
            digest.update(piece)
            size += len(piece)
            self.findings.has_read(len(piece))
            yield piece
        self.findings.files += 1
        if segment.sealed:
            self._check_manifest(named, segment.line_count, size, digest.hexdigest())

    def _check_manifest(self, path: str, rows: int, size: int, sha256: str) -> None:
        said = self.manifest.get(path)
        if said is None:
            self.findings.wrong(path, "is not in the manifest")
            return
        for what, found, expected in (
            ("rows", rows, said.rows),
            ("bytes", size, said.bytes),
            ("SHA-256", sha256, said.sha256),
        ):
            if found != expected:
                self.findings.wrong(path, f"{what}: {found}; the manifest says {expected}")

    def _check_record(self, record: str) -> None:
        name = FileName("runs", self.run.site, self.run.started_at[:10], self.run.run_id)
        segment = SegmentRow(name.sealed, self.run.site, self.run.run_id, len(record) + 1, 1, 1)
        path = self._path(segment, name)
        if path is None:
            return
        written = b"".join(self._hashed(name.sealed, path, segment))
        try:
            decode(written, Run)
        except LineError as error:
            self.findings.wrong(name.sealed, str(error), 1)
            return
        if json.loads(written) != json.loads(record):
            self.findings.wrong(name.sealed, "differs from the record in the catalogue", 1)

    # --- lines ------------------------------------------------------------------------------

    def _check_line(self, path: str, number: int, kind: Kind, line: bytes) -> None:
        cls = record_type(kind)
        assert cls is not None, "captures and runs are no files of lines"
        self.findings.counts[kind] += 1
        try:
            record = decode(line, cls)
        except LineError as error:
            self.findings.wrong(path, str(error), number)
            return
        for what in self._problems(record):
            self.findings.wrong(path, what, number)
        if record.capture:
            cited = self.cited.setdefault(record.capture.warc_file, {})
            other = cited.setdefault(record.capture.capture_id, (record.capture, path, number))
            if _place(other[0]) != _place(record.capture):
                named = f"capture {other[0].capture_id}"
                what = f"cites {named} otherwise than {other[1]}, line {other[2]}"
                self.findings.wrong(path, what, number)

    def _problems(self, record: LineRecord) -> Iterator[str]:
        if (record.site, record.run_id) != (self.run.site, self.run.run_id):
            yield f"is of site {record.site!a}, run {record.run_id!a}"
        if isinstance(record, Article):
            yield from self._article_problems(record)
        elif isinstance(record, FrontPageSnapshot):
            yield from self._twice(record.snapshot_id, "snapshot")
        elif isinstance(record, Fetch):
            yield from self._fetch_problems(record)

    def _article_problems(self, article: Article) -> Iterator[str]:
        try:
            row = revised(article)
        except ArchiveError as error:
            yield str(error)
            return
        yield from self._twice(row.revision_id, "revision")
        self.revisions.add(row.revision_id)
        known = self.catalogue.revision(row.revision_id)
        if known is None:
            yield f"revision {row.revision_id} is not in the catalogue"
        elif known != row:
            yield f"revision {row.revision_id} differs from the catalogue: {known}"

    def _fetch_problems(self, fetch: Fetch) -> Iterator[str]:
        request = (fetch.url, fetch.via, fetch.rank, fetch.outcome, fetch.fetched_at)
        yield from self._twice(repr(request), "request")
        if fetch.revision_id and self.catalogue.revision(fetch.revision_id) is None:
            yield f"revision {fetch.revision_id} is not in the catalogue"
        if fetch.outcome in {"new", "revised"} and not fetch.revision_id:
            yield f"is {fetch.outcome}, but names no revision"

    def _twice(self, named: str | None, what: str) -> Iterator[str]:
        digest = hashlib.sha256(f"{what} {named}".encode()).digest()
        if named is None:
            yield f"{what} has no id"
        elif digest in self.seen:
            yield f"{what} {named} stands there twice"
        self.seen.add(digest)

    # --- captures ---------------------------------------------------------------------------

    def _check_captures(
        self, warc_file: str, cited: Iterable[tuple[Capture, str, int]], committed: int | None
    ) -> None:
        in_order = sorted(cited, key=lambda one: one[0].warc_offset)
        self.findings.counts["captures"] += len(in_order)
        for capture, path, number in in_order:
            try:
                read_payload(self.root, capture, self.files)
            except ArchiveError as error:
                self.findings.wrong(path, str(error), number)
            if committed is not None and capture.warc_offset + capture.warc_length > committed:
                self.findings.wrong(path, f"cites {warc_file} behind byte {committed}", number)


def _up_to(lines: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Yield lines until ``length`` bytes: a file may have been sealed with more since."""
    while length > 0 and (line := next(lines, None)) is not None:
        length -= len(line) + 1
        yield line
    # Read on to the end, so that all of the file is unpacked and hashed.
    if length <= 0:
        for _ in lines:
            pass


def _place(capture: Capture) -> tuple[int, int, str]:
    return capture.warc_offset, capture.warc_length, capture.sha256
