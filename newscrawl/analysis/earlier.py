"""What an earlier export wrote, known by what it consists of: only that may be replaced."""

import csv
import re
from pathlib import Path

from newscrawl.errors import ConfigurationError
from newscrawl.schema.packages import package
from newscrawl.schema.shape import KINDS

_KIND = f"(?:{'|'.join(KINDS)})"
_CARD = re.compile(r"README\.md|CODEBOOK\.md")
_DATA = re.compile(
    rf"{_KIND}/\d{{5,}}\.parquet|site=[a-z0-9_-]+/month=[^/]+/part-\d+\.parquet", re.ASCII
)
_FOLDER = re.compile(rf"{_KIND}|site=[a-z0-9_-]+(?:/month=[^/]+)?", re.ASCII)
_FIRST, _ALWAYS = "schema", "run_id"
"""The first column of every kind of records, and another that each has, in every version."""
_PARQUET = b"PAR1"
_HEAD_BYTES = 1 << 14


def strange(path: Path) -> Path | None:
    """Return what of a file or a folder no export wrote; ``None`` if it may be replaced.

    An empty file or folder may be: nothing is lost. Of a folder every name in it counts.
    """
    if not path.is_dir():
        return None if _is_empty(path) or _is_written(path) else path
    every = sorted(path.rglob("*"))
    odd = next((one for one in every if not _belongs(one, path)), None)
    if odd or not every:
        return odd
    is_whole = any(_DATA.fullmatch(one.relative_to(path).as_posix()) for one in every)
    return None if is_whole else every[0]


def _is_empty(path: Path) -> bool:
    return path.stat().st_size == 0


def _belongs(one: Path, folder: Path) -> bool:
    name = one.relative_to(folder).as_posix()
    if one.is_symlink():
        return False
    if one.is_dir():
        return _FOLDER.fullmatch(name) is not None
    return bool(_CARD.fullmatch(name) or (_DATA.fullmatch(name) and _is_written(one)))


def _is_written(path: Path) -> bool:
    columns = _columns(path)
    return columns[:1] == [_FIRST] and _ALWAYS in columns


def _columns(path: Path) -> list[str]:
    """Return the names of the columns of a Parquet file, or what stands in a CSV file's head."""
    with path.open("rb") as file:
        head = file.readline(_HEAD_BYTES)
    try:
        if head.startswith(_PARQUET):
            return list(package("pyarrow.parquet").read_schema(path).names)
        return next(csv.reader([head.decode()]), [])
    except (ConfigurationError, OSError, ValueError, csv.Error):
        return []  # it is torn, of another form, or nothing here can read it
