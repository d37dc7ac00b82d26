"""The files of one site whose runs started in one month, read and compared with what is said of
them. A joined file holds a month, and lines cite captures of their own run, so nothing reaches
from one month into another but the chain of an article's revisions.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.archive import manifest
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files, is_there
from newscrawl.archive.findings import Findings
from newscrawl.archive.hashed import Hashed
from newscrawl.archive.line_length import LONGEST_BYTES
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, LineKind, Root, file_name
from newscrawl.archive.records import RECORDS, LineRecord
from newscrawl.archive.schema import RevisionRow, RunRow, SegmentRow
from newscrawl.archive.tombstones import Forgotten
from newscrawl.archive.transitions import revised
from newscrawl.archive.verify_captures import Citations, check_captures
from newscrawl.errors import ArchiveError
from newscrawl.items import FORGOTTEN, Article, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run
from newscrawl.urls import digest


class Gone(Exception):
    """A file of the snapshot was replaced by another one since."""


@dataclass
class MonthCheck:
    """What a month's files are compared with, and what their lines have said so far."""

    root: Root
    files: Files
    catalogue: Catalogue
    listed: Mapping[str, ManifestLine]
    """The manifest, by path, also of files that no longer count."""
    findings: Findings
    site: str
    runs: Mapping[str, RunRow]
    """By id."""
    segments: list[SegmentRow]
    forgotten: Forgotten
    citations: Citations = field(init=False)
    revisions: dict[str, RevisionRow] = field(init=False)
    """Those that the catalogue says the runs wrote, by id."""
    found: set[str] = field(default_factory=set)
    """Ids of those that a line was."""
    seen: set[bytes] = field(default_factory=set)
    """Digests of ids, to find what is there twice."""

    def __post_init__(self) -> None:
        self.citations = Citations(self.findings)
        rows = (self.catalogue.revisions_of(run_id) for run_id in self.runs)
        self.revisions = {row.revision_id: row for some in rows for row in some}

    def check(self) -> None:
        """Read every file.

        Raises:
            Gone: One was replaced since the snapshot; what was found means nothing.
        """
        try:
            self._check()
        except ArchiveError as error:
            if isinstance(error.__cause__, FileNotFoundError):  # it went while it was being opened
                raise Gone from error
            raise

    def _check(self) -> None:
        captures = []
        for segment in self.segments:
            name = file_name(segment.path)
            if name is None:
                self.findings.wrong("catalogue.sqlite3", f"names the file {segment.path!a}")
            elif name.kind == "captures":
                captures.append((segment, name))
            elif name.kind != "runs":
                self._check_lines(segment, name, name.kind)
        for run in self.runs.values():
            if run.record is not None:
                self._check_record(run, run.record)
        for segment, name in captures:
            self._check_captures(segment, name)
        self.citations.tell_missing()
        for missing in sorted(self.revisions.keys() - self.found):
            run_id = self.revisions[missing].run_id
            what = f"has revision {missing} of run {run_id}: no line is it"
            self.findings.wrong("catalogue.sqlite3", what)

    # --- files ------------------------------------------------------------------------------

    def _check_captures(self, segment: SegmentRow, name: FileName) -> None:
        path = self._path(segment, name)
        cited = self.citations.of(segment.path)
        if path is None:
            return
        # A run that was open in the snapshot may have written more since.
        limit = None if segment.sealed else segment.committed
        hashed = Hashed(self.files.chunks(path, limit), self.findings.has_read)
        rows = check_captures(self.root, self.files, segment, hashed, cited, self.findings)
        self.findings.files += 1
        if segment.sealed:
            self._check_manifest(segment.path, segment.line_count, hashed)
        if hashed.size != segment.committed:
            what = f"has {hashed.size} bytes, {segment.committed} were committed"
            self.findings.wrong(segment.path, what)
        elif rows is not None and rows != segment.line_count:
            what = f"has {rows} captures, the catalogue {segment.line_count}"
            self.findings.wrong(segment.path, what)

    def _check_lines(self, segment: SegmentRow, name: FileName, kind: LineKind) -> None:
        path = self._path(segment, name)
        if path is None:
            return
        number = length = 0
        limit = segment.committed if path.suffix == ".part" else None
        hashed = Hashed(self.files.chunks(path, limit), self.findings.has_read)
        try:
            lines = split(unpacked(hashed) if path.suffix == ".gz" else hashed)
            for line in lines if segment.sealed else _up_to(lines, segment.committed):
                number += 1
                length += len(line) + 1
                self._check_line(segment, number, kind, line)
        except (LineError, DamagedError) as error:
            self.findings.wrong(segment.path, str(error), number + 1)
            hashed.read_on()
        else:
            if (number, length) != (segment.line_count, segment.committed):
                what = f"has {number} lines of {length} bytes, the catalogue {segment.line_count}"
                self.findings.wrong(segment.path, f"{what} of {segment.committed}")
        self.findings.files += 1
        self.findings.decoded += length
        if segment.sealed:
            self._check_manifest(segment.path, segment.line_count, hashed)

    def _path(self, segment: SegmentRow, name: FileName) -> Path | None:
        """Return the file as it is now: a run that goes on may seal it at any moment."""
        part, sealed = self.root.inside(name.part), self.root.inside(name.sealed)
        for path in (sealed,) if segment.sealed else (part, sealed):
            if is_there(path):
                return path
        if segment.path in replaced_now(self.root, self.files):
            raise Gone
        self.findings.wrong(segment.path, "is gone")
        return None

    def _check_manifest(self, path: str, rows: int, hashed: Hashed) -> None:
        said = self.listed.get(path)
        if said is None:
            self.findings.wrong(path, "is not in the manifest")
            return
        for what, found, expected in (
            ("rows", rows, said.rows),
            ("bytes", hashed.size, said.bytes),
            ("SHA-256", hashed.sha256(), said.sha256),
        ):
            if found != expected:
                self.findings.wrong(path, f"{what}: {found}; the manifest says {expected}")

    def _check_record(self, run: RunRow, record: str) -> None:
        name = self._record_name(run)
        segment = SegmentRow(name.sealed, run.site, run.run_id, len(record) + 1, 1, 1)
        path = self._path(segment, name)
        if path is None:
            return
        hashed = Hashed(self.files.chunks(path), self.findings.has_read)
        written = b"".join(hashed)
        self.findings.files += 1
        self._check_manifest(name.sealed, 1, hashed)
        try:
            decode(written, Run)
        except LineError as error:
            self.findings.wrong(name.sealed, str(error), 1)
            return
        if json.loads(written) != json.loads(record):
            with closing(Catalogue.read(self.root)) as now:
                if now.run(run.run_id) != run:
                    raise Gone
            self.findings.wrong(name.sealed, "differs from the record in the catalogue", 1)

    def _record_name(self, run: RunRow) -> FileName:
        """Return the name of a run's record, or of the one that took its place."""
        name = FileName("runs", run.site, run.started_at[:10], run.run_id)
        if is_there(self.root.inside(name.sealed)):
            return name
        replaced = manifest.replaced_by(self.listed.values())
        return file_name(manifest.last(name.sealed, replaced)) or name

    # --- lines ------------------------------------------------------------------------------

    def _check_line(self, segment: SegmentRow, number: int, kind: LineKind, line: bytes) -> None:
        self.findings.counts[kind] += 1
        try:
            record = decode(line, RECORDS[kind])
        except LineError as error:
            self.findings.wrong(segment.path, str(error), number)
            return
        if len(line) >= LONGEST_BYTES:
            self.findings.wrong(segment.path, f"is longer than {LONGEST_BYTES} bytes", number)
        for what in self._problems(segment, record):
            self.findings.wrong(segment.path, what, number)
        if record.capture:
            self.citations.add(record.capture, segment.path, number)

    def _problems(self, segment: SegmentRow, record: LineRecord) -> Iterator[str]:
        is_own = segment.run_id in {None, record.run_id} and record.run_id in self.runs
        if record.site != self.site or not is_own:
            yield f"is of site {record.site!a}, run {record.run_id!a}"
        kept = self.forgotten.kept(record)
        if kept is not record and kept != record:
            yield "says something of a page that was taken down; run 'newscrawl forget' again"
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
        self.found.add(row.revision_id)
        known = self.revisions.get(row.revision_id) or self.catalogue.revision(row.revision_id)
        if known is None:
            yield f"revision {row.revision_id} is not in the catalogue"
        elif known != row:
            yield f"revision {row.revision_id} differs from the catalogue: {known}"
        yield from self._chain_problems(article)

    def _chain_problems(self, article: Article) -> Iterator[str]:
        previous = article.previous_revision_id
        named = digest(article.article_id, previous, article.content_id)
        if named != article.revision_id:
            yield f"revision {article.revision_id} is not named after what it follows and holds"
        assert article.revision is not None, "asked for before"
        if (article.revision == 1) != (previous is None):
            yield f"revision {article.revision} follows {previous}"
        elif previous is not None:
            before = self.catalogue.revision(previous)
            expected = article.site, article.article_id, article.revision - 1
            if before is None or (before.site, before.article_id, before.revision) != expected:
                yield f"follows revision {previous}, which is not revision {article.revision - 1}"

    def _fetch_problems(self, fetch: Fetch) -> Iterator[str]:
        request = (fetch.url, fetch.via, fetch.rank, fetch.outcome, fetch.fetched_at, fetch.run_id)
        yield from self._twice("\n".join(map(str, request)), "request")
        named = fetch.revision_id
        if named and named not in self.revisions and self.catalogue.revision(named) is None:
            yield f"revision {named} is not in the catalogue"
        is_forgotten = fetch.url.startswith(FORGOTTEN)
        if fetch.outcome in {"new", "revised"} and not named and not is_forgotten:
            yield f"is {fetch.outcome}, but names no revision"

    def _twice(self, named: str | None, what: str) -> Iterator[str]:
        if named is None:
            yield f"{what} has no id"
            return
        told = hashlib.blake2b(f"{what} {named}".encode(), digest_size=12).digest()
        if told in self.seen:
            yield f"{what} {' '.join(named.split())} stands there twice"
        self.seen.add(told)


def replaced_now(root: Root, files: Files) -> dict[str, str]:
    """Return what ``manifest.replaced`` does, of a manifest that may be damaged: that is told where
    all of it is read."""
    return manifest.replaced_by(line for _, line in manifest.readable(root, files, lambda *_: None))


def _up_to(lines: Iterator[bytes], length: int) -> Iterator[bytes]:
    """Yield lines until ``length`` bytes: a file may have been sealed with more since."""
    while length > 0 and (line := next(lines, None)) is not None:
        length -= len(line) + 1
        yield line
    # Read on to the end, so that all of the file is unpacked and hashed.
    if length <= 0:
        for _ in lines:
            pass
