"""Captures: the answers of servers, as WARC/1.1 records (ISO 28500:2017), one gzip member each.

A record holds the decoded body, so that what a Capture's ``sha256`` is of, what the extractor
reads and what a tool finds are the same bytes. The header fields that told of the encoding on the
wire go with it; ``Content-Length`` is that of the decoded body. Given the same input the bytes
are the same: no clock, no random ids, gzip without time.
"""

import base64
import hashlib
import re
import uuid
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from newscrawl.archive.compression import DamagedError, member, whole_member
from newscrawl.archive.files import Files, is_there
from newscrawl.archive.paths import Root
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture
from newscrawl.version import __version__

KEPT_HEADERS = frozenset(
    {
        "accept-ranges",
        "age",
        "cache-control",
        "content-disposition",
        "content-language",
        "content-location",
        "content-type",
        "date",
        "etag",
        "expires",
        "last-modified",
        "link",
        "location",
        "memento-datetime",
        "pragma",
        "refresh",
        "retry-after",
        "server",
        "tdm-policy",
        "tdm-reservation",
        "vary",
        "via",
        "x-robots-tag",
    }
)
"""Response headers worth keeping: what the page is, how fresh, who may use it. A list of what
may stay, because no list of what must go (``Set-Cookie``, tokens, trace ids that name a
visitor) is ever complete."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_URL_SAFE = "".join(map(chr, range(0x21, 0x7F)))
_BLANK = b"\r\n\r\n"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "newscrawl:capture")


class Response(NamedTuple):
    """What a server answered."""

    url: str
    status: int
    reason: str
    """The status line's words; may be empty."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Decoded: no Content-Encoding, no Transfer-Encoding."""
    fetched_at: str
    ip: str | None
    """Of the server."""


def capture_id(run_id: str, site: str, offset: int, url: str) -> str:
    """Return the UUID of the record at ``offset`` of a run's WARC file (version 5, RFC 9562)."""
    return str(uuid.uuid5(_SPACE, f"{site}\n{run_id}\n{offset}\n{url}"))


def warcinfo(run_id: str, site: str, started_at: str) -> bytes:
    """Return the record that begins a WARC file, compressed."""
    said = (
        f"software: newscrawl/{__version__}\r\n"
        "format: WARC File Format 1.1\r\n"
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        f"isPartOf: {site}\r\n"
        "description: bodies are decoded; response headers are a selection\r\n"
    ).encode()
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": f"<urn:uuid:{capture_id(run_id, site, 0, 'warcinfo')}>",
        "WARC-Date": started_at,
        "WARC-Filename": f"{run_id}.warc.gz",
        "Content-Type": "application/warc-fields",
        "WARC-Block-Digest": _labelled(hashlib.sha256(said).digest()),
    }
    return member(_record(fields, said))


def response_record(
    answer: Response, *, name: str, file: str, offset: int
) -> tuple[bytes, Capture]:
    """Return ``answer`` as a response record, compressed, and what cites it.

    Args:
        answer: What came.
        name: The record's UUID.
        file: Where the record will stand, relative to the archive.
        offset: The bytes before it there.
    """
    block, digest = _http(answer), hashlib.sha256(answer.body)
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": answer.fetched_at,
        "WARC-Target-URI": quote(answer.url, safe=_URL_SAFE, errors="replace"),
        "WARC-IP-Address": answer.ip,
        "WARC-Identified-Payload-Type": _payload_type(answer),
        "Content-Type": "application/http; msgtype=response",
        "WARC-Payload-Digest": _labelled(digest.digest()),
        "WARC-Block-Digest": _labelled(hashlib.sha256(block).digest()),
    }
    record = member(_record(fields, block))
    sent = {header.lower(): value for header, value in answer.headers}
    return record, Capture(
        capture_id=name,
        status=answer.status,
        etag=sent.get("etag"),
        last_modified=sent.get("last-modified"),
        sha256=digest.hexdigest(),
        warc_file=file,
        warc_offset=offset,
        warc_length=len(record),
    )


def _record(fields: Mapping[str, str | None], block: bytes) -> bytes:
    lines = [f"{name}: {_one_line(value)}\r\n" for name, value in fields.items() if value]
    head = f"WARC/1.1\r\n{''.join(lines)}Content-Length: {len(block)}\r\n\r\n"
    return b"".join((head.encode("utf-8", "replace"), block, b"\r\n\r\n"))


def _http(answer: Response) -> bytes:
    kept = [
        f"{name}: {_one_line(value)}\r\n"
        for name, value in answer.headers
        if name.lower() in KEPT_HEADERS and _TOKEN.fullmatch(name)
    ]
    status = f"HTTP/1.1 {answer.status} {_one_line(answer.reason)}\r\n"
    head = f"{status}{''.join(kept)}Content-Length: {len(answer.body)}\r\n\r\n"
    return head.encode("utf-8", "replace") + answer.body


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _payload_type(answer: Response) -> str | None:
    # As the server says: identifying by content is the reader's work.
    values = (value for name, value in answer.headers if name.lower() == "content-type")
    return next(values, "").partition(";")[0].strip().lower() or None


def _labelled(sha256: bytes) -> str:
    # Base 32: warcio's checker takes it as it is, and compares lengths to tell it from hex.
    return "sha256:" + base64.b32encode(sha256).decode()


def read_payload(root: Root, capture: Capture, files: Files | None = None) -> bytes:
    """Return the decoded body that ``capture`` cites, from a sealed file or one being written.

    Raises:
        ArchiveError: It is not there, or it is not what was captured: length, record id and
            SHA-256 are checked.
    """
    return read_response(root, capture, files)[1]


def read_response(
    root: Root, capture: Capture, files: Files | None = None
) -> tuple[dict[str, str], bytes]:
    """Return the headers that were kept of the answer, names in lower case, and its body.

    Raises:
        ArchiveError: As ``read_payload``.
    """
    head, _, block = _unpacked(_cited(root, capture, files or Files()), capture).partition(_BLANK)
    length = re.search(rb"\r\nContent-Length: (\d+)", head)
    wanted = f"<urn:uuid:{capture.capture_id}>".encode()
    if wanted not in head or length is None or not block.endswith(_BLANK):
        raise _damaged(capture, "is not the record that was written there")
    block = block[: -len(_BLANK)]
    http, _, payload = block.partition(_BLANK)
    if int(length[1]) != len(block) or hashlib.sha256(payload).hexdigest() != capture.sha256:
        raise _damaged(capture, "is not the page that was fetched: its SHA-256 differs")
    lines = (line.partition(": ") for line in http.decode("latin-1").split("\r\n")[1:])
    return {name.lower(): value for name, _, value in lines}, payload


def _cited(root: Root, capture: Capture, files: Files) -> bytes:
    """Return the bytes of the record, compressed."""
    sealed, part = root.inside(capture.warc_file), root.inside(capture.warc_file + ".part")
    # Sealing renames the file: what is nowhere at the first look is sealed at the second.
    path = next((path for path in (sealed, part, sealed) if is_there(path)), sealed)
    with files.reading(path) as file:
        file.seek(capture.warc_offset)
        packed = b""
        while piece := file.read(capture.warc_length - len(packed)):
            packed += piece
    if len(packed) != capture.warc_length:
        raise _damaged(capture, f"ends after {len(packed)} of {capture.warc_length} bytes")
    return packed


def _unpacked(packed: bytes, capture: Capture) -> bytes:
    try:
        return whole_member(packed)
    except DamagedError as error:
        raise _damaged(capture, str(error)) from error


def _damaged(capture: Capture, what: str) -> ArchiveError:
    return ArchiveError(
        f"{capture.warc_file}: the record at byte {capture.warc_offset} {what}. "
        "Run 'newscrawl verify' and restore the file from a copy."
    )
