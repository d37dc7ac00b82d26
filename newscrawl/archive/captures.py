"""A file of captures, read from end to end: each record with its place, length and digest."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscrawl.archive.compression import DamagedError, members

_BLANK = b"\r\n\r\n"
_FIELD = re.compile(rb"\r\n(WARC-Type|WARC-Record-ID|WARC-Date|Content-Length): ([^\r\n]*)")


class Record(NamedTuple):
    """One record of a WARC file."""

    offset: int
    """Bytes before it in the file."""
    length: int
    """Of it in the file, compressed."""
    kind: str
    """``response`` or ``warcinfo``."""
    capture_id: str
    """Its UUID."""
    date: str
    payload: memoryview
    """The decoded body."""
    sha256: str
    """Of the payload, as read here; lower-case hex."""
    size: int
    """Bytes of the whole record, unpacked."""


def records(pieces: Iterable[bytes]) -> Iterator[Record]:
    """Yield the records of a WARC file that newscrawl wrote, one gzip member each.

    Raises:
        DamagedError: What follows cannot be read. The records before it are whole.
    """
    offset = 0
    for data, length in members(pieces):
        yield _record(data, offset, length)
        offset += length


def _record(data: bytes, offset: int, length: int) -> Record:
    # A page is not copied: places in the data say where its parts are.
    head = data.find(_BLANK)
    said = dict(_FIELD.findall(data, 0, max(head, 0)))
    block, end = head + len(_BLANK), len(data) - len(_BLANK)
    if not said.keys() >= _NEEDED or not data.endswith(_BLANK, block):
        message = f"holds no WARC record at byte {offset}"
        raise DamagedError(message)
    if said[b"Content-Length"] != b"%d" % (end - block):
        message = f"holds a WARC record of another length than it states at byte {offset}"
        raise DamagedError(message)
    begin = data.find(_BLANK, block, end)
    payload = memoryview(data)[begin + len(_BLANK) if begin >= 0 else end : end]
    return Record(
        offset=offset,
        length=length,
        kind=said[b"WARC-Type"].decode("utf-8", "replace"),
        capture_id=said[b"WARC-Record-ID"].decode("utf-8", "replace")[len("<urn:uuid:") : -1],
        date=said[b"WARC-Date"].decode("utf-8", "replace"),
        payload=payload,
        sha256=hashlib.sha256(payload).hexdigest(),
        size=len(data),
    )


_NEEDED = {b"WARC-Type", b"WARC-Record-ID", b"WARC-Date", b"Content-Length"}
