"""Arrow batches to Parquet, with no more than one row group of each open file in memory.

By pyarrow, for its memory. Measured on one site and on two of the archive that
``benchmarks/readers.py`` writes (27,579 lines each, both reading the same files)::

    one file            CPU seconds   peak MiB   written
    pyarrow, one site           2.9        246     51 MB
    pyarrow, two sites          6.0        250    101 MB
    DuckDB, one site            3.8        744     49 MB

and by site and month DuckDB's ``COPY`` holds 563 MiB where pyarrow holds 272.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newscrawl.schema.packages import package

ROW_GROUP_BYTES = 64 << 20
"""Of Arrow data in a row group: some 10,000 articles. Readers skip and read side by side by row
groups, and a writer holds one in memory."""
SHARD_BYTES = 1 << 30
"""Of Arrow data in a file of a folder for Hugging Face: packed, about the 500 MB it asks for."""
OPEN_PARTITIONS = 2
"""A run that passes midnight at a month's end writes to two; lines come by site and day."""
COMPRESSION = "zstd"
COMPRESSION_LEVEL = 3
_NO_MONTH = "__HIVE_DEFAULT_PARTITION__"


class ParquetFile:
    """A Parquet file that is being written."""

    def __init__(self, path: Path, types: Any) -> None:
        self._types = types
        self._writer = package("pyarrow.parquet").ParquetWriter(
            path, types, compression=COMPRESSION, compression_level=COMPRESSION_LEVEL
        )
        self._waiting: list[Any] = []
        self._waiting_bytes = 0
        self.size = 0
        """Bytes of Arrow data that were added."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, batch: Any) -> None:
        """Add the rows of a ``pyarrow.RecordBatch``."""
        self._waiting.append(batch)
        self._waiting_bytes += batch.nbytes
        self.size += batch.nbytes
        if self._waiting_bytes >= ROW_GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the file's end."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            table = package("pyarrow").Table.from_batches(self._waiting, self._types)
            self._writer.write_table(table, row_group_size=table.num_rows)
        self._waiting, self._waiting_bytes = [], 0


def write_file(batches: Iterable[Any], types: Any, path: Path) -> int:
    """Write one file; return the number of rows."""
    rows = 0
    with ParquetFile(path, types) as file:
        for batch in batches:
            file.add(batch)
            rows += batch.num_rows
    return rows


def write_shards(batches: Iterable[Any], types: Any, folder: Path) -> int:
    """Write ``00000.parquet`` and so on, one at least; return the number of rows."""
    folder.mkdir(parents=True)
    rows, number = 0, 0
    file = ParquetFile(folder / f"{number:05d}.parquet", types)
    try:
        for batch in batches:
            if file.size >= SHARD_BYTES:
                file.close()
                number += 1
                file = ParquetFile(folder / f"{number:05d}.parquet", types)
            file.add(batch)
            rows += batch.num_rows
    finally:
        file.close()
    return rows


def write_partitions(batches: Iterable[Any], types: Any, folder: Path, time: str) -> int:
    """Write ``site=…/month=…/part-0.parquet`` and so on; return the number of rows.

    As Hive has it, the files lack ``site``: readers take it, and the month, from the path. With
    both, pandas refuses the folder.

    Args:
        batches: By site and day, or nearly.
        types: Their schema.
        folder: It is made.
        time: The column that says the month.
    """
    folder.mkdir()
    rows = 0
    partitions = _Partitions(folder, types.remove(types.get_field_index("site")))
    try:
        for batch in batches:
            for name, part in _by_month(batch, time):
                partitions.file(name).add(part.drop_columns(["site"]))
            rows += batch.num_rows
    finally:
        partitions.close()
    return rows


class _Partitions:
    """The files that are open, the one used last at the end."""

    def __init__(self, folder: Path, types: Any) -> None:
        self._folder = folder
        self._types = types
        self._open: dict[str, ParquetFile] = {}

    def file(self, name: str) -> ParquetFile:
        file = self._open.pop(name, None)
        if file is None:
            if len(self._open) == OPEN_PARTITIONS:
                self._open.pop(next(iter(self._open))).close()
            file = self._new(self._folder / name)
        self._open[name] = file
        return file

    def _new(self, folder: Path) -> ParquetFile:
        folder.mkdir(parents=True, exist_ok=True)
        number = len(list(folder.iterdir()))
        return ParquetFile(folder / f"part-{number}.parquet", self._types)

    def close(self) -> None:
        for file in self._open.values():
            file.close()


def _by_month(batch: Any, time: str) -> Iterator[tuple[str, Any]]:
    sites, times = (batch.column(name).to_pylist() for name in ("site", time))
    names = (
        f"site={site}/month={when[:7] if when else _NO_MONTH}"
        for site, when in zip(sites, times, strict=True)
    )
    start = 0
    for name, rows in groupby(names):
        count = sum(1 for _ in rows)
        yield name, batch.slice(start, count)
        start += count
