r"""Lines as CSV that a spreadsheet may open: no cell of it is a formula.

A cell of text that begins with ``=``, ``+``, ``-``, ``@``, a tab, a carriage return or a line
feed gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins with an
apostrophe: whoever takes one leading apostrophe away from every cell of text has the text again
(``restored``). An absent value and an empty text are both an empty cell. Lists and records are
JSON.

The file is UTF-8, its lines end in ``\r\n`` (RFC 4180). Excel cuts a cell at 32,767 characters.
"""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newscrawl.schema.shape import Kind, record

_MARK = "'"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", _MARK)


def neutral(text: str) -> str:
    """Return a cell of text that no spreadsheet takes for a formula.

    >>> neutral("=HYPERLINK(0)"), neutral("'tis"), neutral("plain")
    ("'=HYPERLINK(0)", "''tis", 'plain')
    """
    return _MARK + text if text.startswith(_DANGEROUS) else text


def restored(cell: str) -> str:
    """Return the text of which ``neutral`` made a cell.

    >>> restored(neutral("'tis"))
    "'tis"
    """
    return cell.removeprefix(_MARK)


def write_csv(lines: Iterable[bytes], kind: Kind, path: Path) -> int:
    """Write lines as JSON to a CSV file with a head; return the number of rows."""
    names = [field.name for field in record(kind).fields]
    rows = 0
    # It is new, or what a shell appends to.
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for line in lines:
            values = json.loads(line)
            writer.writerow([_cell(values[name]) for name in names])
            rows += 1
    return rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return neutral(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
