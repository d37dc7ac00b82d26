"""Whether a compressed answer came to its end.

Scrapy decompresses what there is: of a gzip, deflate or brotli body that was cut short it gives
the beginning, of zstd nothing, and neither is an error.
"""

import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

Ended = Callable[[bytes, int], bool]


def is_whole(body: bytes, encodings: list[str], *, limit: int) -> bool:
    """Return whether ``body`` ends where its compression says.

    Args:
        body: As it came over the network.
        encodings: Of the Content-Encoding header, in its order. Only the last, the outermost, is
            looked at; one that nobody knows passes.
        limit: Bytes of decompressed text after which nobody looks further.
    """
    check = _ENDED.get(encodings[-1].strip().lower()) if encodings and body else None
    try:
        return check is None or check(body, limit)
    except (zlib.error, brotli.error, ZstdError):
        return True  # damaged in another way, which whoever decompresses it will tell


_PIECE = 1 << 20


def _inflated(body: bytes, limit: int, wbits: int) -> bool:
    stream = zlib.decompressobj(wbits)
    size = 0
    while not stream.eof and size <= limit:
        piece = stream.decompress(body, _PIECE)
        size += len(piece)
        body = stream.unconsumed_tail
        if not piece and not body:
            return stream.eof
    return True


def _deflate(body: bytes, limit: int) -> bool:
    try:
        return _inflated(body, limit, zlib.MAX_WBITS)
    except zlib.error:  # without zlib's header, as some servers send it
        return _inflated(body, limit, -zlib.MAX_WBITS)


def _brotli(body: bytes, limit: int) -> bool:
    stream = brotli.Decompressor()
    size = len(stream.process(body, output_buffer_limit=_PIECE))
    while not stream.is_finished() and size <= limit:
        piece = stream.process(b"", output_buffer_limit=_PIECE)
        if not piece:
            return bool(stream.is_finished())
        size += len(piece)
    return True


def _zstd(body: bytes, limit: int) -> bool:
    stream = ZstdDecompressor()
    size = len(stream.decompress(body, _PIECE))
    while not stream.eof and size <= limit:
        if stream.needs_input:
            return False
        size += len(stream.decompress(b"", _PIECE))
    return True


_ENDED: dict[str, Ended] = {
    "gzip": lambda body, limit: _inflated(body, limit, zlib.MAX_WBITS | 16),
    "x-gzip": lambda body, limit: _inflated(body, limit, zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
