r"""Gzip as the archive uses it: every tool reads it, and its header holds no time.

Measured on 238 pages of newspapers, 187 kB each on average (one core, zlib 1.2, isal 1.9):

========  =====  ===========
\          ratio  ms a page
========  =====  ===========
zlib 9    5.12   5.06
zlib 6    5.09   3.23
zlib 4    4.84   1.77
zlib 1    4.28   1.11
isal 3    4.56   0.61
isal 2    4.40   0.28
========  =====  ===========

A page is compressed while the crawl waits, so captures take isal at level 3. So do the lines of a
run when it is sealed: on lines of 311 such pages it takes an eighth of the time of zlib at level 6
for 8 % more bytes. What is joined or written anew, at leisure and for years, takes zlib at level 6
(level 9 adds 0.4 % for a quarter more time). The same input gives the same bytes with the same
version of either, on the same kind of processor.
"""

import zlib
from collections.abc import Iterable, Iterator

from isal import isal_zlib
from isal.igzip_lib import IsalError

FAST_LEVEL = 3
SMALL_LEVEL = 6
_FORMAT = 31  # zlib's wbits: largest window, gzip wrapper
_SLICE_BYTES = 1 << 16


class DamagedError(ValueError):
    """Compressed data cannot be unpacked, or is not whole."""


def member(data: bytes) -> bytes:
    """Return ``data`` as one gzip member, fast."""
    packer = isal_zlib.compressobj(FAST_LEVEL, zlib.DEFLATED, _FORMAT)
    return packer.compress(data) + packer.flush()


def whole_member(packed: bytes) -> bytes:
    """Return what one gzip member holds.

    Raises:
        DamagedError: It is less or more than one whole member, or damaged.
    """
    unpacker = isal_zlib.decompressobj(_FORMAT)
    try:
        data = unpacker.decompress(packed)
    except IsalError as error:  # type: ignore[misc] # its stub forgets Exception
        message = f"cannot be unpacked ({error})"
        raise DamagedError(message) from error
    if not unpacker.eof or unpacker.unused_data:
        message = "is not one whole gzip member"
        raise DamagedError(message)
    return data


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Compress a stream to one member, fast."""
    packer = isal_zlib.compressobj(FAST_LEVEL, zlib.DEFLATED, _FORMAT)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def packed_small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Compress a stream to one member, small."""
    packer = zlib.compressobj(SMALL_LEVEL, zlib.DEFLATED, _FORMAT)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress a stream of any number of members.

    Raises:
        DamagedError: It is damaged, or ends too early.
    """
    for data, _ in _unpacked(pieces):
        if data:
            yield data


def members(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield what each member of a stream holds, and how many bytes it takes, compressed.

    Raises:
        DamagedError: The stream is damaged, or ends inside a member. Those before it are whole.
    """
    held: list[bytes] = []
    begun = 0
    for data, end in _unpacked(pieces):
        held.append(data)
        if end:
            yield b"".join(held), end - begun  # one piece is not copied
            held, begun = [], end


def _unpacked(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield data, and where a member ends with it, the bytes up to there; else 0."""
    unpacker = isal_zlib.decompressobj(_FORMAT)
    begun, before = False, 0
    try:
        for whole in pieces:
            at = 0
            while at < len(whole):
                # What is behind the end of a member is copied: of a slice, that costs little.
                part = whole[at : at + _SLICE_BYTES]
                data = unpacker.decompress(part)
                at += len(part) - len(unpacker.unused_data)
                begun = not unpacker.eof
                yield data, 0 if begun else before + at
                if not begun:
                    unpacker = isal_zlib.decompressobj(_FORMAT)
            before += len(whole)
    except IsalError as error:  # type: ignore[misc] # its stub forgets Exception
        message = f"cannot be unpacked ({error})"
        raise DamagedError(message) from error
    if begun:
        message = "ends in the middle of the compressed data"
        raise DamagedError(message)
