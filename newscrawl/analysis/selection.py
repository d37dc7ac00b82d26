"""Chosen records of an archive, read when they are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from newscrawl import schema
from newscrawl.analysis import relation
from newscrawl.analysis.days import within
from newscrawl.analysis.mark import mark
from newscrawl.analysis.wanted import Wanted
from newscrawl.archive.reader import lines_of, record_of, sealed
from newscrawl.errors import ArchiveError
from newscrawl.items import SCHEMA
from newscrawl.schema.packages import package
from newscrawl.schema.shape import Kind

Record = TypeVar("Record")
Progress = Callable[[int, int], None]
"""Called with how many files were read, of how many."""

BATCH_BYTES = 8 << 20
"""Lines that become one Arrow batch: some 1,200 articles. The reader of pyarrow parses blocks of
1 MiB side by side; eight of them keep eight cores at work."""
_BLOCK_BYTES = 1 << 20
_BEGINS = f'{{"schema":{SCHEMA},'.encode()
"""How every line begins that this newscrawl may write."""


@dataclass(frozen=True, slots=True)
class Selection(Generic[Record]):
    """Records of one kind; made by ``Archive``. It can be read any number of times.

    Iterating gives the dataclasses of ``newscrawl.items`` and needs no other package. All else
    goes by Arrow, in batches, so that no more than the frame itself is in memory:
    ``pip install "newscrawl[analysis]"``. Every frame has the same columns, values and types,
    those of ``newscrawl schema``; times are text, to the letter as they were archived.

    Raises:
        ArchiveError: While reading: a file or a line is damaged; the message names it.
        ConfigurationError: A package is missing.
    """

    root: Path
    kind: Kind
    record: type[Record]
    wanted: Wanted

    def __iter__(self) -> Iterator[Record]:
        return (record_of(*place, self.record) for place in self._read())

    def lines(self, progress: Progress | None = None, *, check: bool = False) -> Iterator[bytes]:
        """Yield the records as JSON, without line feeds, by site and day.

        Args:
            progress: As its type says.
            check: All of each line. Without it, its ``schema`` only: to check all takes twice as
                long as pyarrow needs to read it, and pyarrow refuses a key that it does not know.
        """
        for path, number, line in self._read(progress):
            if check or not line.startswith(_BEGINS):
                record_of(path, number, line, self.record)
            yield line

    def _read(self, progress: Progress | None = None) -> Iterator[tuple[Path, int, bytes]]:
        every = self.files()
        done: set[Path] = set()

        def read(path: Path) -> None:
            done.add(path)
            if progress:  # a file that took the place of others is beyond their number
                progress(min(len(done), len(every)), len(every))

        for site, paths in _by_site(every):
            newest = self._newest(site, paths)
            for path, number, line in self._lines_of(site, paths, read):
                if self.wanted.all or self.wanted.keeps(mark(line, self.kind), newest):
                    yield path, number, line

    def files(self) -> list[Path]:
        """Return the files in which the records are, by site and day."""
        wanted = self.wanted
        if wanted.sites is None:
            every = sealed(self.root, self.kind)
        else:
            every = [path for site in wanted.sites for path in sealed(self.root, self.kind, site)]
        if wanted.newest or not (wanted.since or wanted.until):
            return every  # what is newest is chosen among all
        return [path for site, paths in _by_site(every) for path in self._within(site, paths)]

    def _within(self, site: str, paths: list[Path]) -> Iterator[Path]:
        runs = sealed(self.root, "runs", site)
        return within(paths, runs, self.wanted.since, self.wanted.until)

    def _lines_of(
        self, site: str, paths: list[Path], done: Callable[[Path], object] = lambda _: None
    ) -> Iterator[tuple[Path, int, bytes]]:
        now = replace(self, wanted=replace(self.wanted, sites=(site,)))
        return lines_of(self.kind, paths, now.files, done=done)

    def newest(self) -> Iterator[str]:
        """Yield the ``revision_id`` of every article's newest revision, if only it is wanted."""
        for site, paths in _by_site(self.files()):
            yield from self._newest(site, paths)

    def _newest(self, site: str, paths: list[Path]) -> frozenset[str]:
        if not self.wanted.newest:
            return frozenset()
        return self.wanted.newest_of(
            mark(line, self.kind) for _, _, line in self._lines_of(site, paths)
        )

    def batches(self, progress: Progress | None = None) -> Iterator[Any]:
        """Yield ``pyarrow.RecordBatch``, each of a few MB: for what is larger than memory."""
        types = schema.arrow(self.kind)
        for block in _blocks(self.lines(progress)):
            yield from self._table(block, types).to_batches()

    def _table(self, block: list[bytes], types: Any) -> Any:
        pa, pj = package("pyarrow"), package("pyarrow.json")
        longest = max(map(len, block)) + 1
        try:
            return pj.read_json(
                BytesIO(b"\n".join(block)),
                pj.ReadOptions(block_size=max(_BLOCK_BYTES, longest)),
                pj.ParseOptions(explicit_schema=types, unexpected_field_behavior="error"),
            )
        except pa.ArrowInvalid as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> ArchiveError:
        return ArchiveError(f"{self.root / self.kind}: {error}. Run 'newscrawl verify'.")

    def to_arrow(self) -> Any:
        """Return a ``pyarrow.Table``."""
        types = schema.arrow(self.kind)
        return package("pyarrow").Table.from_batches(self.batches(), types)

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame``.

        Its columns have Arrow types (``pandas.ArrowDtype``): a number that may be null stays an
        integer, lists and records are Python's when looked at, and nothing is copied.
        """
        pd = package("pandas")
        return self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)

    def to_polars(self) -> Any:
        """Return a ``polars.DataFrame``."""
        pl = package("polars")
        return pl.from_arrow(self.to_arrow(), schema=schema.polars(self.kind))

    def to_dataset(self) -> Any:
        """Return a Hugging Face ``datasets.Dataset``, in memory."""
        hf = package("datasets")
        info = hf.DatasetInfo(features=schema.features(self.kind))
        table = hf.table.InMemoryTable(self.to_arrow())
        # Else it names itself by a hash of all its content, pickled: four times the memory.
        named = hf.fingerprint.generate_random_fingerprint()
        return hf.Dataset(table, info=info, fingerprint=named)

    def to_duckdb(self, connection: Any = None) -> Any:
        """Return a ``duckdb.DuckDBPyRelation`` on the files themselves.

        DuckDB reads them each time the relation is asked, on all cores and in little memory. Its
        rows are in the order of the files, with ``latest`` or ``as_of`` in none. Nothing checks
        the lines: of another ``schema``, what has no column is left out.

        Args:
            connection: Of ``duckdb.connect``; a new one if not given.
        """
        files = self.files()
        connection = connection or package("duckdb").connect()
        return relation.of_files(connection, self.kind, files, self.wanted, self.newest())


def _by_site(files: list[Path]) -> Iterator[tuple[str, list[Path]]]:
    for folder, paths in groupby(files, key=lambda path: path.parts[-3]):
        yield folder.removeprefix("site="), list(paths)


def _blocks(found: Iterator[bytes]) -> Iterator[list[bytes]]:
    block: list[bytes] = []
    size = 0
    for line in found:
        block.append(line)
        size += len(line)
        if size >= BATCH_BYTES:
            yield block
            block, size = [], 0
    if block:
        yield block
