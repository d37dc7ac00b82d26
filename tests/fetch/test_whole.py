import gzip
import random
import zlib

import brotli
import pytest
from backports import zstd

from newscrawl.fetch.whole import is_whole

PAGE = b"<p>The boats came in late.</p>" * 3000 + random.Random(1).randbytes(3000)
RAW = zlib.compressobj(wbits=-15)

PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "Deflate ": RAW.compress(PAGE) + RAW.flush(),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
}


@pytest.mark.parametrize(("encoding", "body"), PACKED.items())
def test_a_body_that_ends_is_whole(encoding, body):
    assert is_whole(body, [encoding], limit=10**6)


@pytest.mark.parametrize(("encoding", "body"), PACKED.items())
def test_a_body_cut_at_any_tenth_is_not(encoding, body):
    for tenth in range(1, 10):
        assert not is_whole(body[: len(body) * tenth // 10], [encoding], limit=10**6), tenth


@pytest.mark.parametrize("encodings", [[], ["identity"], ["klingon"]])
def test_what_is_not_compressed_passes(encodings):
    assert is_whole(PAGE, encodings, limit=10**6)


@pytest.mark.parametrize("encoding", PACKED)
def test_no_body_and_damage_of_another_kind_are_for_others_to_tell(encoding):
    assert is_whole(b"", [encoding], limit=10**6)
    assert is_whole(b"\xff\xff no such data \xff" * 9, [encoding], limit=10**6)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_nobody_looks_further_than_the_limit(encoding):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    bomb = pack.get(encoding, zstd.compress)(bytes(40_000_000))
    assert is_whole(bomb[:-1], [encoding], limit=1_000_000)
