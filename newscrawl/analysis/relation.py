"""Files of an archive as a relation of DuckDB: the choice of ``Wanted``, said in SQL."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newscrawl import clock, schema
from newscrawl.analysis.mark import TIME_KEYS
from newscrawl.analysis.wanted import Wanted
from newscrawl.schema.packages import package
from newscrawl.schema.shape import Kind

LINE_BYTES = 64 << 20
"""DuckDB refuses a longer line; its own limit is 16 MiB. A page has at most 10 MiB, its text stands
in a line twice, and a letter of an old encoding may take three bytes in UTF-8."""

_counter = iter(range(1, 1 << 62))


def of_files(
    connection: Any, kind: Kind, files: list[Path], wanted: Wanted, newest: Iterable[str]
) -> Any:
    """Return a relation of the wanted lines of some files.

    Args:
        connection: Of DuckDB.
        kind: Of the files.
        files: Sealed ones; may be none.
        wanted: The choice; its sites are those of ``files``.
        newest: Every ``revision_id`` that is newest, where only these are wanted.
    """
    if not files:
        return connection.from_arrow(schema.arrow(kind).empty_table())
    lines = connection.read_json(
        [str(path) for path in files],
        columns=schema.duckdb(kind),
        format="newline_delimited",
        compression="none" if kind == "runs" else "gzip",
        hive_partitioning=False,
        maximum_object_size=LINE_BYTES,
    )
    for condition in _conditions(kind, wanted):
        lines = lines.filter(condition)
    return _newest(connection, lines, newest) if wanted.newest else lines


def _conditions(kind: Kind, wanted: Wanted) -> list[str]:
    when = f"CAST({TIME_KEYS[kind]} AS TIMESTAMP)"
    times = ((">=", wanted.since), ("<=", wanted.until))
    made = [f"{when} {sign} '{clock.text(time)[:-1]}'" for sign, time in times if time]
    if wanted.page_kinds is not None:
        words = ", ".join(f"'{kind}'" for kind in sorted(wanted.page_kinds))
        made.append(f"page_kind IN ({words})" if words else "false")
    return made


def _newest(connection: Any, lines: Any, newest: Iterable[str]) -> Any:
    pa = package("pyarrow")
    name = f"newscrawl_newest_{next(_counter)}"
    ids = pa.array(newest, pa.string())
    connection.register(name, pa.table({"revision_id": ids}))
    return lines.filter(f"revision_id IN (SELECT revision_id FROM {name})")  # noqa: S608 - ours
