"""Chosen records of an archive, read when they are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from newscrawl import schema
from newscrawl.analysis import relation
from newscrawl.analysis.days import within
from newscrawl.analysis.mark import mark
from newscrawl.analysis.wanted import Wanted
from newscrawl.archive.lines import LineError, decode
from newscrawl.archive.reader import lines, sealed
from newscrawl.errors import ArchiveError
from newscrawl.schema.packages import package
from newscrawl.schema.shape import Kind

Record = TypeVar("Record")
Progress = Callable[[int, int], None]
"""Called with how many files were read, of how many."""

BATCH_BYTES = 8 << 20
"""Lines that become one Arrow batch: some 1,200 articles. The reader of pyarrow parses blocks of
1 MiB side by side; eight of them keep eight cores at work."""
_BLOCK_BYTES = 1 << 20


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
        for line in self.lines():
            try:
                record = decode(line, self.record)
            except LineError as error:
                raise self._damaged(error) from error
            yield record

    def lines(self, progress: Progress | None = None) -> Iterator[bytes]:
        """Yield the records as JSON, without line feeds, by site and day."""
        files = self.files()
        done = 0
        for _, of_site in groupby(files, key=lambda path: path.parts[-3]):
            paths = list(of_site)
            newest = self._newest(paths)
            for path in paths:
                yield from self._kept(path, newest)
                done += 1
                if progress:
                    progress(done, len(files))

    def files(self) -> list[Path]:
        """Return the files in which the records are, by site and day."""
        wanted = self.wanted
        if wanted.sites is None:
            every = sealed(self.root, self.kind)
        else:
            every = [path for site in wanted.sites for path in sealed(self.root, self.kind, site)]
        if wanted.newest or not (wanted.since or wanted.until):
            return every  # what is newest is chosen among all
        by_site = groupby(every, key=lambda path: path.parts[-3])
        return [path for site, paths in by_site for path in self._within(site, paths)]

    def _within(self, folder: str, paths: Iterator[Path]) -> Iterator[Path]:
        runs = sealed(self.root, "runs", folder.removeprefix("site="))
        return within(paths, runs, self.wanted.since, self.wanted.until)

    def newest(self) -> Iterator[str]:
        """Yield the ``revision_id`` of every article's newest revision, if only it is wanted."""
        for _, paths in groupby(self.files(), key=lambda path: path.parts[-3]):
            yield from self._newest(list(paths))

    def _newest(self, paths: list[Path]) -> frozenset[str]:
        if not self.wanted.newest:
            return frozenset()
        return self.wanted.newest_of(
            mark(line, self.kind) for path in paths for line in lines(path)
        )

    def _kept(self, path: Path, newest: frozenset[str]) -> Iterator[bytes]:
        if self.wanted.all:
            yield from lines(path)
            return
        for line in lines(path):
            if self.wanted.keeps(mark(line, self.kind), newest):
                yield line

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
        rows are in the order of the files, with ``latest`` or ``as_of`` in none.

        Args:
            connection: Of ``duckdb.connect``; a new one if not given.
        """
        files = self.files()
        connection = connection or package("duckdb").connect()
        return relation.of_files(connection, self.kind, files, self.wanted, self.newest())


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
