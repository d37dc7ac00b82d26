"""A file's bytes, counted and hashed as they pass."""

import hashlib
from collections.abc import Callable, Iterator


class Hashed:
    """The bytes of a file on their way to whoever reads them.

    Args:
        pieces: The file's bytes.
        read: Told the length of each piece.
    """

    def __init__(self, pieces: Iterator[bytes], read: Callable[[int], object]) -> None:
        self.size = 0
        """Bytes that have passed."""
        self._pieces = pieces
        self._read = read
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.size += len(piece)
            self._read(len(piece))
            yield piece

    def read_on(self) -> None:
        """Read what is left."""
        for _ in self:
            pass

    def sha256(self) -> str:
        """Return the digest of what has passed, lower-case hex."""
        return self._digest.hexdigest()
