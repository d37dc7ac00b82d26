import gzip
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.archive.compression import (
    DamagedError,
    member,
    members,
    packed,
    packed_small,
    unpacked,
    whole_member,
)

PAGE = b"<p>The harbour froze over.</p>" * 40


def test_member_is_gzip_without_a_time() -> None:
    done = member(PAGE)
    assert gzip.decompress(done) == whole_member(done) == PAGE
    assert done[4:8] == b"\0\0\0\0"
    assert member(PAGE) == done
    assert gzip.decompress(member(b"")) == b""


@pytest.mark.parametrize("pack", [packed, packed_small])
@given(pieces=st.lists(st.binary(max_size=50)), size=st.integers(1, 20))
def test_stream_comes_back_however_it_is_cut(
    pack: Callable[[list[bytes]], Iterator[bytes]], pieces: list[bytes], size: int
) -> None:
    whole = b"".join(pack(pieces))
    assert whole[4:8] == bytes(4)  # no time
    cut = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert b"".join(unpacked(cut)) == b"".join(pieces)


def test_stream_may_have_many_members() -> None:
    whole = member(b"one ") + member(b"") + member(b"two")
    assert b"".join(unpacked([whole])) == b"one two"
    assert b"".join(unpacked([])) == b""


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 40))
def test_members_come_one_by_one_with_their_lengths(pages: list[bytes], size: int) -> None:
    whole = [member(page) for page in pages]
    stream = b"".join(whole)
    cut = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert list(members(cut)) == list(zip(pages, map(len, whole), strict=True))


def test_every_cut_is_noticed() -> None:
    whole = member(b"one") + member(PAGE)
    first = len(member(b"one"))
    for length in set(range(1, len(whole))) - {first}:
        with pytest.raises(DamagedError):
            list(unpacked([whole[:length]]))


@pytest.mark.parametrize("pack", [packed, packed_small])
def test_a_bit_that_is_turned_is_noticed(
    pack: Callable[[list[bytes]], Iterator[bytes]],
) -> None:
    whole = b"".join(pack([PAGE]))
    padding = len(whole) - 9  # the last byte before checksum and length: some bits mean nothing
    for at, bit in product(range(10, len(whole)), range(8)):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << bit
        if at == padding and _is_page(damaged):
            continue
        with pytest.raises(DamagedError):
            list(unpacked([bytes(damaged)]))


def _is_page(damaged: bytearray) -> bool:
    try:
        return b"".join(unpacked([bytes(damaged)])) == PAGE
    except DamagedError:
        return False


@pytest.mark.parametrize("wrong", [b"", b"x", member(b"a")[:-1], member(b"a") + b"b"])
def test_what_is_not_one_member_is_refused(wrong: bytes) -> None:
    with pytest.raises(DamagedError):
        whole_member(wrong)
