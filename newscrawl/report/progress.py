"""Progress of long work, for people: a live line in a terminal, plain lines elsewhere."""

import time
from functools import cache
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

PLAIN_LINE_SECONDS = 10.0
"""At most one plain line in this time: a log stays readable."""


class _Bars:
    """The live lines of a console: rich shows one display at a time, with a line a work."""

    def __init__(self, console: Console) -> None:
        self.bar = Bar(
            TextColumn("{task.description}", style="bold", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]} {task.fields[detail]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._lines = 0

    def add(self, label: str, unit: str) -> TaskID:
        self._lines += 1
        if self._lines == 1:
            self.bar.start()
        return self.bar.add_task(label, total=None, unit=unit, detail="")

    def remove(self, line: TaskID) -> None:
        self._lines -= 1
        if not self._lines:
            self.bar.stop()
        self.bar.remove_task(line)


@cache
def _bars_of_process() -> _Bars:
    return _Bars(Console(stderr=True))


class Progress:
    """Shows how far some work is, on standard error.

    Args:
        label: What is being done.
        unit: What is counted.
        console: Where to show it; standard error if not given, where several can be shown at once.
    """

    def __init__(self, label: str, unit: str, console: Console | None = None) -> None:
        self.label = label
        self.unit = unit
        self._bars = _bars_of_process() if console is None else _Bars(console)
        self.console = self._bars.bar.console
        self._said_at = time.monotonic()
        self._line: TaskID | None = None

    def __enter__(self) -> Self:
        if self.console.is_terminal:  # elsewhere a bar would print an empty line
            self._line = self._bars.add(self.label, self.unit)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._line is not None:
            self._bars.remove(self._line)
            self._line = None

    def show(self, done: int, total: int | None, detail: str = "") -> None:
        """Show that ``done`` of ``total`` are done.

        Args:
            done: So far.
            total: Known so far; ``None`` where nobody knows.
            detail: More of it in words.
        """
        if self._line is not None:
            self._bars.bar.update(self._line, completed=done, total=total, detail=detail)
            return
        if self.console.is_terminal:
            return
        now = time.monotonic()
        if now - self._said_at >= PLAIN_LINE_SECONDS:
            self._said_at = now
            of = "" if total is None else f" of {total}"
            line = f"{self.label}: {done}{of} {self.unit} done; {detail}"
            self.console.print(
                line.removesuffix("; "), highlight=False, markup=False, soft_wrap=True
            )
