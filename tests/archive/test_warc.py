import gzip
import hashlib
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from archive.small_runs import STARTED, at, opened, run
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive import warc
from newscrawl.archive.paths import Root
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture

GOOD = warc.Response(
    url="https://a.example/ü?q=a b",
    status=200,
    reason="OK",
    headers=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Content-Length", "7"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "session=secret"),
        ("X-Request-Id", "visitor-17"),
        ("ETag", '"1"'),
        ("Last-Modified", "Sat, 14 Mar 2026 06:00:00 GMT"),
    ),
    body=b"<p>A page</p>" * 50,
    fetched_at=at(1),
    ip="192.0.2.1",
)
anything = st.text(st.characters(exclude_categories=()), max_size=20)
responses = st.builds(
    warc.Response,
    url=anything.map(lambda text: "https://a.example/" + text),
    status=st.integers(100, 599),
    reason=anything,
    headers=st.lists(
        st.tuples(st.sampled_from(["Content-Type", "ETag", "Server", "X:\r\n", "é"]), anything)
    ).map(tuple),
    body=st.binary(max_size=200) | st.sampled_from([b"\r\n\r\n", b"", b"WARC/1.1\r\n\r\n"]),
    fetched_at=st.just(STARTED),
    ip=st.none() | st.just("2001:db8::1"),
)


def read_by_warcio(packed: bytes) -> list[tuple[str, bytes]]:
    records = []
    for record in ArchiveIterator(io.BytesIO(packed), check_digests="raise"):
        payload = record.content_stream().read()
        assert record.digest_checker.passed
        records.append((record.rec_type, payload))
    return records


def recorded(answer: warc.Response) -> tuple[bytes, Capture]:
    return warc.response_record(answer, name="n", file="f.warc.gz", offset=16)


def store(root: Path, packed: bytes) -> None:
    (root / "f.warc.gz").write_bytes(b"something before" + packed + b"and behind")


@settings(deadline=None)
@given(responses)
def test_any_answer_comes_back(answer: warc.Response) -> None:
    """Write then read is the identity, for newscrawl and for warcio."""
    packed, capture = recorded(answer)
    assert read_by_warcio(packed) == [("response", answer.body)]
    assert recorded(answer) == (packed, capture)
    with tempfile.TemporaryDirectory() as folder:
        store(Path(folder), packed)
        assert warc.read_payload(Root.at(Path(folder)), capture) == answer.body


def test_headers_are_a_selection_that_tells_of_the_decoded_body() -> None:
    record = gzip.decompress(recorded(GOOD)[0])
    assert b"secret" not in record
    assert b"visitor-17" not in record
    assert b"ncoding:" not in record
    assert b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag" in record
    assert b"\r\nContent-Length: 650\r\n\r\n<p>" in record
    assert b"WARC-Identified-Payload-Type: text/html\r\n" in record
    assert b"WARC-IP-Address: 192.0.2.1\r\n" in record
    assert b"WARC-Target-URI: https://a.example/%C3%BC?q=a%20b\r\n" in record


def test_header_cannot_forge_a_line() -> None:
    forged = replace_headers((("Server", "x\r\nSet-Cookie: y\r\n\r\n<p>"), ("Via\r\nA", "b")))
    record = gzip.decompress(recorded(forged)[0])
    assert b"Server: x Set-Cookie: y <p>\r\n" in record
    assert b"Via" not in record


def replace_headers(headers: tuple[tuple[str, str], ...]) -> warc.Response:
    return GOOD._replace(headers=headers)


def test_first_record_says_what_wrote_the_file() -> None:
    ((kind, said),) = read_by_warcio(warc.warcinfo("r1", "gazette", STARTED))
    assert kind == "warcinfo"
    assert b"software: newscrawl/" in said


def test_file_has_no_time_in_its_gzip_headers() -> None:
    packed, _ = recorded(GOOD)
    assert packed[:4] == b"\x1f\x8b\x08\x00"
    assert packed[4:8] == b"\0\0\0\0"


def test_capture_cites_the_sealed_name_and_what_the_server_said(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    values = GOOD._asdict()
    first, second = writer.capture(**values), writer.capture(**values | {"body": b""})
    assert first.warc_file == "captures/site=gazette/date=2026-03-14/r1.warc.gz"
    assert first.sha256 == hashlib.sha256(GOOD.body).hexdigest()
    assert (first.etag, first.last_modified) == ('"1"', "Sat, 14 Mar 2026 06:00:00 GMT")
    assert second.warc_offset == first.warc_offset + first.warc_length
    assert first.capture_id != second.capture_id
    writer.seal(run("r1"))
    sealed = (tmp_path / first.warc_file).read_bytes()
    assert [kind for kind, _ in read_by_warcio(sealed)] == ["warcinfo", "response", "response"]
    assert warc.read_payload(Root.at(tmp_path), second) == b""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"warc_length": 10}, "not one whole gzip member"),
        ({"warc_offset": 17}, "cannot be unpacked"),
        ({"warc_offset": 100_000}, "ends after 0 of"),
        ({"sha256": "0" * 64}, "SHA-256 differs"),
        ({"capture_id": "other"}, "not the record"),
        ({"warc_file": "../f.warc.gz"}, "outside the archive"),
        ({"warc_file": "gone.warc.gz"}, "Cannot open"),
    ],
)
def test_wrong_citation_is_told(tmp_path: Path, change: dict[str, object], said: str) -> None:
    packed, capture = recorded(GOOD)
    store(tmp_path, packed)
    with pytest.raises(ArchiveError, match=said):
        warc.read_payload(Root.at(tmp_path), replace(capture, **change))


def test_every_flipped_bit_of_a_record_is_noticed(tmp_path: Path) -> None:
    packed, capture = recorded(GOOD)
    harmless = {4, 5, 6, 7, 8, 9}  # time, flags and system of the gzip header
    for place in set(range(len(packed))) - harmless:
        damaged = bytearray(packed)
        damaged[place] ^= 1 << place % 8
        store(tmp_path, bytes(damaged))
        with pytest.raises(ArchiveError):
            warc.read_payload(Root.at(tmp_path), capture)
