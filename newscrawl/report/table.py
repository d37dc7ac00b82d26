"""Tables for people: in a terminal aligned, or blocks where it is too narrow; one plain line a row
elsewhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""What steers a terminal or turns the order of what follows: control characters (Unicode's Cc),
bidirectional marks, overrides and isolates (UAX #9, 2), and marks without width."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which cannot be printed."""
_GAP = "  "
_FOLDED_MIN = 24
"""The narrowest column of words that is still read with ease, in cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    align: Literal["left", "right"] = "left"
    whole: bool = False
    """True for what is not folded, however narrow the terminal: times, numbers and URLs."""


def harmless(text: object) -> str:
    r"""Return ``text`` as one line that says what it says and does nothing.

    The words of a newspaper are shown as they are, brackets too; what steers the terminal or
    reverses the rest of the line is taken out, and half a character becomes U+FFFD.

    >>> harmless("a [red]b\x1b[31m\u202e\nc")
    'a [red]b[31m c'
    """
    said = _HALVES.sub("\ufffd", str(text))
    return _STEERING.sub("", _BREAKS.sub(" ", said))


def show_line(console: Console, said: str, style: str = "") -> None:
    """Print a line of text that newscrawl or a newspaper wrote; nothing breaks it in a pipe."""
    console.print(Text(harmless(said), style=style), soft_wrap=True)


def show_table(
    console: Console, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> None:
    """Print a table; nothing if there are no rows.

    Args:
        console: If it is a terminal, words are folded to its width, and where that is too little
            for the columns, each row is a block of lines ``title: cell``. Else each row is one
            line, whatever its length, columns aligned with spaces.
        columns: Titles and alignment.
        rows: As many cells each; ``None`` is an empty cell.
    """
    cells = [["" if cell is None else harmless(cell) for cell in row] for row in rows]
    if not cells:
        return
    if console.is_terminal:
        if _needed(columns, cells) <= console.width:
            console.print(_framed(columns, cells))
        else:
            _show_blocks(console, columns, cells)
        return
    for line in _lines(columns, cells):
        console.print(Text(line), soft_wrap=True)


def _needed(columns: Sequence[Column], cells: list[list[str]]) -> int:
    """Return how many cells wide a terminal must be for a table that can be read."""
    needed = (
        width if column.whole else min(width, _FOLDED_MIN)
        for column, width in zip(columns, _widths(columns, cells), strict=True)
    )
    return sum(needed) + len(_GAP) * (len(columns) - 1)


def _show_blocks(console: Console, columns: Sequence[Column], cells: list[list[str]]) -> None:
    for number, row in enumerate(cells):
        if number:
            console.print()
        for column, cell in zip(columns, row, strict=True):
            if cell:
                console.print(Text(f"{column.title}: {cell}"), soft_wrap=column.whole)


def _framed(columns: Sequence[Column], cells: list[list[str]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(
            Text(column.title), justify=column.align, overflow="fold", no_wrap=column.whole
        )
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _lines(columns: Sequence[Column], cells: list[list[str]]) -> Iterable[str]:
    widths = _widths(columns, cells)
    for row in ([column.title for column in columns], *cells):
        padded = map(_padded, row, columns, widths)
        yield _GAP.join(padded).rstrip()


def _widths(columns: Sequence[Column], cells: list[list[str]]) -> list[int]:
    every = [[column.title for column in columns], *cells]
    return [max(cell_len(row[place]) for row in every) for place in range(len(columns))]


def _padded(cell: str, column: Column, width: int) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if column.align == "right" else cell + space
