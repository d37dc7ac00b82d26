import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.archive.compression import (
    DamagedError,
    member,
    members,
    packed,
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


@given(st.lists(st.binary(max_size=50)), st.integers(1, 20))
def test_stream_comes_back_however_it_is_cut(pieces: list[bytes], size: int) -> None:
    whole = b"".join(packed(pieces))
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


def test_random_damage_never_gives_other_data() -> None:
    whole, chance = b"".join(packed([PAGE])), random.Random(1)
    for _ in range(300):
        damaged = bytearray(whole)
        damaged[chance.randrange(10, len(whole))] ^= 1 << chance.randrange(8)
        with pytest.raises(DamagedError):
            list(unpacked([bytes(damaged)]))


@pytest.mark.parametrize("wrong", [b"", b"x", member(b"a")[:-1], member(b"a") + b"b"])
def test_what_is_not_one_member_is_refused(wrong: bytes) -> None:
    with pytest.raises(DamagedError):
        whole_member(wrong)
