"""Pictures for the sample newspapers: drawn from their name, so that none has to be stored.

They are PNG files, as photographs are no SVG: readers take an SVG for a logo.
"""

import hashlib
import struct
import zlib
from functools import cache

_WIDTH, _HEIGHT, _HORIZON = 320, 180, 110
_SKY, _SEA, _SUN, _HULL, _SAIL = range(5)

_SKIES = ("cfe3ee", "f3d9b8", "dcd3e6", "f0c9c0", "c9dccb", "e6e2d3")
_SEAS = ("2f5d73", "3d6b5c", "4a4e69", "26547c", "52606d")
_SAILS = ("c8553d", "f4f1de", "e9c46a", "8d99ae")


@cache
def draw(name: str) -> bytes:
    """Return a PNG of boats off a coast; the same name gives the same picture.

    >>> draw("pier")[1:4]
    b'PNG'
    """
    chance = hashlib.sha256(name.encode()).digest()
    rows = [bytearray([_SKY if y < _HORIZON else _SEA]) * _WIDTH for y in range(_HEIGHT)]
    _sun(rows, 40 + chance[0])
    for boat in range(1 + chance[1] % 3):
        _boat(rows, 15 + 95 * boat + chance[2 + boat] % 50, 120 + chance[5 + boat] % 40)
    sky, sea, sail = _SKIES[chance[8] % 6], _SEAS[chance[9] % 5], _SAILS[chance[10] % 4]
    return _png(rows, palette=(sky, sea, "ffffff", "3b2f2f", sail))


def _fill(row: bytearray, start: int, length: int, colour: int) -> None:
    row[start : start + length] = bytes([colour]) * length


def _sun(rows: list[bytearray], x: int, y: int = 45, radius: int = 17) -> None:
    for step in range(-radius, radius + 1):
        half = int((radius * radius - step * step) ** 0.5)
        _fill(rows[y + step], x - half, 2 * half, _SUN)


def _boat(rows: list[bytearray], x: int, y: int) -> None:
    for step in range(12):  # the hull narrows downwards
        _fill(rows[y + step], x + step // 2, 46 - step, _HULL)
    for step in range(44):  # the sail widens downwards
        _fill(rows[y - 48 + step], x + 22, 1 + step // 2, _SAIL)


def _png(rows: list[bytearray], *, palette: tuple[str, ...]) -> bytes:
    """Return rows of palette indices as a PNG file (PNG specification, sections 5 and 11)."""
    size = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", size), (b"PLTE", bytes.fromhex("".join(palette))), (b"IDAT", pixels))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in (*chunks, (b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + _checksum(kind + content)


def _checksum(content: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(content))
