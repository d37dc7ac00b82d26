"""Captures compared with the lines that cite them: each file read once, from end to end."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from newscrawl.archive.captures import Record, records
from newscrawl.archive.compression import DamagedError
from newscrawl.archive.files import Files
from newscrawl.archive.findings import Findings
from newscrawl.archive.paths import Root
from newscrawl.archive.schema import SegmentRow
from newscrawl.archive.warc import read_payload
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture


class Cited(NamedTuple):
    """What a line says of a record, and which line."""

    capture: Capture
    path: str
    number: int


class Pieces(Protocol):
    """The bytes of a file as they pass."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield them."""

    def read_on(self) -> None:
        """Read what is left."""


class Citations:
    """What the lines of a month say of captures."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._by_file: dict[str, dict[int, Cited]] = {}
        self._asked: set[str] = set()

    def add(self, capture: Capture, path: str, number: int) -> None:
        """Take in what a line cites; two lines that cite one record must say the same."""
        of_file = self._by_file.setdefault(capture.warc_file, {})
        other = of_file.setdefault(capture.warc_offset, Cited(capture, path, number))
        if other.capture is not capture and _place(other.capture) != _place(capture):
            what = f"cites capture {capture.capture_id} otherwise than {other.path}, line "
            self._findings.wrong(path, f"{what}{other.number}", number)

    def of(self, warc_file: str) -> Mapping[int, Cited]:
        """Return what is cited of a file, by offset."""
        self._asked.add(warc_file)
        return self._by_file.get(warc_file, {})

    def tell_missing(self) -> None:
        """Note every citation of a file that is not there."""
        for warc_file in self._by_file.keys() - self._asked:
            for cited in self._by_file[warc_file].values():
                what = f"cites {warc_file}, which is no file of the archive"
                self._findings.wrong(cited.path, what, cited.number)


def check_captures(
    root: Root,
    files: Files,
    segment: SegmentRow,
    pieces: Pieces,
    cited: Mapping[int, Cited],
    findings: Findings,
) -> int | None:
    """Read a file of captures and compare each record with the line that cites it.

    Returns:
        How many captures it holds; ``None`` if it cannot be read to its end.
    """
    findings.counts["captures"] += len(cited)
    count, seen = 0, set()
    try:
        for record in records(pieces):
            findings.decoded += record.size
            count += record.kind == "response"
            seen.add(record.offset)
            if record.offset in cited:
                _compare(record, cited[record.offset], findings)
    except DamagedError:
        # Behind the damage nobody knows where records begin, but the lines that cite them.
        pieces.read_on()
        count = -1
    left = [cited[offset] for offset in sorted(cited.keys() - seen)]
    _look_one_by_one(root, files, segment, left, findings)
    return count if count >= 0 else None


def _compare(record: Record, cited: Cited, findings: Findings) -> None:
    said = cited.capture
    wrong = [
        what
        for what, found, expected in (
            ("is not the record that was written there", record.capture_id, said.capture_id),
            ("is not the page that was fetched: its SHA-256 differs", record.sha256, said.sha256),
            ("is of another length than the line says", record.length, said.warc_length),
        )
        if found != expected
    ]
    for what in wrong[:1]:
        where = f"{said.warc_file}: the record at byte {said.warc_offset}"
        findings.wrong(cited.path, f"{where} {what}", cited.number)


def _look_one_by_one(
    root: Root, files: Files, segment: SegmentRow, left: Iterable[Cited], findings: Findings
) -> None:
    for cited in left:
        capture = cited.capture
        try:
            read_payload(root, capture, files)
        except ArchiveError as error:
            findings.wrong(cited.path, str(error), cited.number)
        if capture.warc_offset + capture.warc_length > segment.committed:
            what = f"cites {capture.warc_file} behind byte {segment.committed}"
            findings.wrong(cited.path, what, cited.number)


def _place(capture: Capture) -> tuple[str, int, str]:
    return capture.capture_id, capture.warc_length, capture.sha256
