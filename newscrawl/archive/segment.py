"""One file of a run while the run writes it."""

from newscrawl.archive.files import Files, OpenFile
from newscrawl.archive.paths import FileName, Root
from newscrawl.archive.schema import SegmentRow
from newscrawl.errors import ArchiveError


class Segment:
    """A part and what waits to be written to it.

    Args:
        root: The archive.
        files: The file operations.
        name: Of the file; its part is made with the first bytes.
    """

    def __init__(self, root: Root, files: Files, name: FileName) -> None:
        self.name = name
        self._archive = root.path
        self._path = root.inside(name.part)
        self._files = files
        self._file: OpenFile | None = None
        self._written = 0
        self._line_count = 0
        self._pieces: list[bytes] = []
        self.waiting = 0
        """Bytes that wait."""

    @property
    def length(self) -> int:
        """Bytes of the part once all that waits is written."""
        return self._written + self.waiting

    def put(self, data: bytes, *, rows: int) -> None:
        """Let ``data`` wait; it holds ``rows`` records."""
        self._pieces.append(data)
        self.waiting += len(data)
        self._line_count += rows

    def take_back(self, size: int) -> bool:
        """Take back the last record if it has ``size`` bytes and waits; return whether it did."""
        if not self._pieces or len(self._pieces[-1]) != size:
            return False
        self._pieces.pop()
        self.waiting -= size
        self._line_count -= 1
        return True

    def write(self) -> OpenFile:
        """Write what waits; return the file, which is to be synced before ``row`` is the truth.

        Raises:
            ArchiveError: It may be there in part.
        """
        file = self._file or self._opened()
        file.append(b"".join(self._pieces))
        self._written += self.waiting
        self._pieces.clear()
        self.waiting = 0
        return file

    def row(self) -> SegmentRow:
        """Return the row that makes all that was written the truth."""
        return SegmentRow(
            path=self.name.sealed,
            site=self.name.site,
            run_id=self.name.run_id,
            committed=self._written,
            line_count=self._line_count,
            sealed=0,
        )

    def close(self) -> None:
        """Close the part; what waits is gone."""
        if self._file:
            self._file.close()

    def _opened(self) -> OpenFile:
        self._files.make_folders(self._path.parent, below=self._archive)
        file = self._file = self._files.appending(self._path)
        if file.size():
            message = f"{self._path} is there already. Two runs have one id; start again."
            raise ArchiveError(message)
        self._files.fsync_folder(self._path.parent)
        return file
