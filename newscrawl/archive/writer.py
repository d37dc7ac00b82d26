"""The one way into an archive: what a run appends is there whole, once, or not at all.

A commit writes captures and lines, waits until they are on the disk, and then says so in one
transaction of the catalogue. That transaction is the truth: what it does not know was never
acknowledged, and the next run cuts it off.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from newscrawl.archive import warc
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.line_length import line_of
from newscrawl.archive.lines import decode
from newscrawl.archive.lock import SiteLock
from newscrawl.archive.paths import FileName, Kind, LineKind, Root
from newscrawl.archive.records import RECORDS, LineRecord
from newscrawl.archive.recover import KilledRun, recover
from newscrawl.archive.replacement import finish
from newscrawl.archive.schema import RunRow
from newscrawl.archive.seal import seal
from newscrawl.archive.segment import Segment
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture
from newscrawl.run_record import Run

BATCH_APPENDS = 20
"""A commit's two waits for the disk are shared by so many; measured 7.8 times as fast as one
each, and 100 would be 9.8 times."""
BATCH_SECONDS = 1.0
"""No record waits longer, as long as ``flush_if_due`` is called."""
BATCH_BYTES = 8 << 20
"""Captures wait in memory, compressed, until there are so many."""

_KIND_OF: dict[type[LineRecord], LineKind] = {cls: kind for kind, cls in RECORDS.items()}


class Writer:
    """A run's hold on its archive. Made by ``Writer.open``.

    After an ``ArchiveError`` nobody knows what is on the disk: every further call raises one,
    ``abandon`` excepted, and nothing is tried again.
    """

    def __init__(  # noqa: PLR0913 - only ``open`` calls it
        self,
        root: Root,
        files: Files,
        catalogue: Catalogue,
        lock: SiteLock,
        *,
        site: str,
        run_id: str,
        started_at: str,
        recovered: tuple[str, ...],
        monotonic: Callable[[], float],
    ) -> None:
        self.catalogue = catalogue
        self.recovered = recovered
        """Ids of the dead runs that were sealed."""
        self._root = root
        self._files = files
        self._lock = lock
        self._site = site
        self._run_id = run_id
        self._started_at = started_at
        self._monotonic = monotonic
        self._segments: dict[Kind, Segment] = {}
        self._appends = 0
        self._oldest: float | None = None
        self._refusal: str | None = None

    @classmethod
    def open(
        cls,
        root: Path,
        site: str,
        *,
        run_id: str,
        started_at: str,
        killed_run: KilledRun,
        files: Files | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> Self:
        """Take the site's lock, finish what dead runs left, and register the run.

        Args:
            root: The archive's folder; it is made if it is not there.
            site: Whose run this is.
            run_id: Unique in the archive.
            started_at: RFC 3339, UTC.
            killed_run: Makes the record of a dead run.
            files: The file operations.
            monotonic: Seconds, for ``BATCH_SECONDS``.

        Raises:
            ConfigurationError: Site or run id cannot be part of a path.
            SiteBusy: Another run of the site is going on.
            ArchiveError: The archive cannot be written. Nothing was fetched.
        """
        at, files = Root.at(root), files or Files()
        FileName("runs", site, started_at[:10], run_id)
        path = at.site_lock(site)
        files.make_folders(path.parent)
        lock = SiteLock(files, path, site=site, run_id=run_id, since=started_at)
        catalogue = None
        try:
            catalogue = Catalogue.open(at, files, site=site)
            recovered = recover(at, files, catalogue, site, killed_run)
            if files.has(at.pending(site)):  # a page was being taken down when a process died
                finish(at, files, catalogue, site)
            _register(catalogue, RunRow(run_id, site, started_at, None))
        except BaseException:
            if catalogue:
                catalogue.close()
            lock.release()
            raise
        return cls(
            at,
            files,
            catalogue,
            lock,
            site=site,
            run_id=run_id,
            started_at=started_at,
            recovered=recovered,
            monotonic=monotonic,
        )

    def capture(
        self,
        *,
        url: str,
        status: int,
        reason: str,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        fetched_at: str,
        ip: str | None,
    ) -> Capture:
        """Keep an answer, and return what the lines that tell of it cite.

        Args:
            url: That answered.
            status: HTTP status.
            reason: The words behind it; may be empty.
            headers: As sent; a selection is kept.
            body: Decoded.
            fetched_at: RFC 3339, UTC.
            ip: Of the server, if known.

        Raises:
            ArchiveError: See the class.
        """
        answer = warc.Response(url, status, reason, tuple(headers), body, fetched_at, ip)
        with self._guarded():
            segment = self._segment("captures")
            if segment.length == 0:
                segment.put(warc.warcinfo(self._run_id, self._site, self._started_at), rows=0)
            offset = segment.length
            name = warc.capture_id(self._run_id, self._site, offset, url)
            record, capture = warc.response_record(
                answer, name=name, file=segment.name.sealed, offset=offset
            )
            segment.put(record, rows=1)
            self._note_age()
            if segment.waiting > BATCH_BYTES:
                self._commit()
            return capture

    def take_back(self, capture: Capture) -> bool:
        """Take back the last capture, if it still waits; return whether that was done."""
        segment = self._segments.get("captures")
        is_last = segment is not None and segment.name.sealed == capture.warc_file
        end = capture.warc_offset + capture.warc_length
        if segment is None or not is_last or segment.length != end:
            return False
        return segment.take_back(capture.warc_length)

    def append(self, *records: LineRecord) -> list[LineRecord]:
        """Write ``records``, all or none of them; they last from the next commit on.

        Returns:
            What was written of them, as it stands in the files.

        Raises:
            ArchiveError: See the class.
        """
        with self._guarded():
            # Who writes asks before; this is the last door.
            kept = self.catalogue.forgotten.without(records)
            lines = [(type(record), self._line(record)) for record in kept]
            # What the catalogue learns is what the file says, not what was meant.
            written = [decode(line, cls) for cls, line in lines]
            for record, (cls, line) in zip(written, lines, strict=True):
                self.catalogue.note(record)
                self._segment(_KIND_OF[cls]).put(line, rows=1)
            self._note_age()
            self._appends += 1
            if self._appends >= BATCH_APPENDS:
                self._commit()
            return written

    def flush_if_due(self) -> None:
        """Commit if the oldest record has waited for ``BATCH_SECONDS``.

        Raises:
            ArchiveError: See the class.
        """
        with self._guarded():
            if self._oldest is not None and self._monotonic() - self._oldest >= BATCH_SECONDS:
                self._commit()

    def flush(self) -> None:
        """Commit what waits.

        Raises:
            ArchiveError: See the class.
        """
        with self._guarded():
            self._commit()

    def seal(self, run: Run) -> None:
        """Commit, give the files of the run their final form, write its record, let go.

        Raises:
            ArchiveError: See the class; what was committed is safe, the next run seals it.
        """
        with self._guarded():
            if (run.site, run.run_id) != (self._site, self._run_id):
                message = (
                    f"The record of run {run.run_id} of {run.site} cannot seal {self._run_id}."
                )
                raise ArchiveError(message)
            self._commit()
            self._close_segments()
            seal(self._root, self._files, self.catalogue, run)
        self.abandon()

    def abandon(self) -> None:
        """Let go of the archive without sealing: the next run of the site does. A second time,
        or after ``seal``, it changes nothing."""
        self._refusal = self._refusal or f"The archive is closed for run {self._run_id}."
        with suppress(ArchiveError):  # what was promised is on the disk, closed well or not
            self._close_segments()
        self.catalogue.close()
        with suppress(ArchiveError):
            self._lock.release()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        if self._refusal:
            raise ArchiveError(self._refusal)
        try:
            yield
        except BaseException as error:
            self._refusal = str(error) or type(error).__name__
            raise

    def _line(self, record: LineRecord) -> bytes:
        if (record.site, record.run_id) != (self._site, self._run_id):
            message = f"{record.url} is of {record.site}, run {record.run_id}, not of this run."
            raise ArchiveError(message)
        return line_of(record)

    def _segment(self, kind: Kind) -> Segment:
        if kind not in self._segments:
            name = FileName(kind, self._site, self._started_at[:10], self._run_id)
            self._segments[kind] = Segment(self._root, self._files, name)
        return self._segments[kind]

    def _note_age(self) -> None:
        if self._oldest is None:
            self._oldest = self._monotonic()

    def _commit(self) -> None:
        changed = [segment for segment in self._segments.values() if segment.waiting]
        if not changed:
            return
        self._files.fsync_all([segment.write() for segment in changed])
        self.catalogue.commit(segment.row() for segment in changed)
        self._appends = 0
        self._oldest = None

    def _close_segments(self) -> None:
        for segment in self._segments.values():
            segment.close()


def _register(catalogue: Catalogue, run: RunRow) -> None:
    if catalogue.run(run.run_id):
        message = f"There has been a run {run.run_id} before. Start again: a run id is used once."
        raise ArchiveError(message)
    catalogue.commit([run])
