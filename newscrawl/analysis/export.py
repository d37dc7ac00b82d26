"""A selection as files for other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args

from newscrawl import clock, schema
from newscrawl.analysis.card import card
from newscrawl.analysis.coverage import Coverage, gaps
from newscrawl.analysis.mark import TIME_KEYS, mark
from newscrawl.analysis.opened import Archive
from newscrawl.analysis.parquet import write_file, write_partitions, write_shards
from newscrawl.analysis.selection import Progress, Selection
from newscrawl.analysis.spreadsheet import write_csv
from newscrawl.analysis.target import checked, whole
from newscrawl.errors import ConfigurationError
from newscrawl.report.destination import is_stream
from newscrawl.schema.codebook import codebook

Form = Literal["parquet", "csv", "hf"]
FORMS: tuple[Form, ...] = get_args(Form)


def export(
    selection: Selection[Any],
    form: Form,
    out: Path,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write what is selected to ``out``, whole or not at all, in memory that does not grow.

    Args:
        selection: What is to be written.
        form: ``parquet``: one file where ``out`` ends in ``.parquet``, else a folder by site and
            month. ``csv``: one file; see ``spreadsheet``. ``hf``: a folder that
            ``datasets.load_dataset`` loads, with a dataset card.
        out: The file or the folder; of a CSV file, a pipe or a device too.
        overwrite: Replace what an export wrote there before, and nothing else.
        progress: Called with how many files of the archive were read, of how many.

    Returns:
        The number of lines.

    Raises:
        ConfigurationError: ``out`` cannot be written to, or a package is missing.
        ArchiveError: A file of the archive is damaged, or the disk is full.
    """
    path = checked(out, selection.root, overwrite=overwrite)
    if form != "csv" and is_stream(path):
        message = f"{path} is no file: only csv can be written there. Choose another --out."
        raise ConfigurationError(message)
    write: dict[Form, Callable[[Selection[Any], Path, Progress | None], int]] = {
        "parquet": _parquet_file if path.suffix == ".parquet" else _parquet_folder,
        "csv": _csv,
        "hf": _hugging_face,
    }
    with whole(path) as temporary:
        return write[form](selection, temporary, progress)


def _parquet_file(selection: Selection[Any], path: Path, progress: Progress | None) -> int:
    return write_file(selection.batches(progress), schema.arrow(selection.kind), path)


def _parquet_folder(selection: Selection[Any], path: Path, progress: Progress | None) -> int:
    types, time = schema.arrow(selection.kind), TIME_KEYS[selection.kind]
    return write_partitions(selection.batches(progress), types, path, time)


def _csv(selection: Selection[Any], path: Path, progress: Progress | None) -> int:
    return write_csv(selection.lines(progress, check=True), selection.kind, path)


def _hugging_face(selection: Selection[Any], path: Path, progress: Progress | None) -> int:
    kind = selection.kind
    coverage = Coverage(TIME_KEYS[kind])
    batches = coverage.counted(selection.batches(progress))
    rows = write_shards(batches, schema.arrow(kind), path / kind)
    made_at = clock.text(clock.now())
    days = {site: _days(selection, site) for site in coverage.sites}
    without = {site: gaps(looked) for site, looked in days.items() if looked}
    text = card(kind, coverage, without, str(selection.wanted), made_at)
    (path / "README.md").write_text(text, encoding="utf-8")
    (path / "CODEBOOK.md").write_text(codebook([kind]), encoding="utf-8")
    return rows


def _days(selection: Selection[Any], site: str) -> set[str]:
    """Return the days on which a front page of a site was looked at in the time chosen."""
    wanted = selection.wanted
    looks = Archive(selection.root).front_pages(
        site=site, since=wanted.since, until=wanted.until or wanted.as_of
    )
    times = (mark(line, "front_pages").fetched_at for line in looks.lines())
    return {when[:10] for when in times if when}
