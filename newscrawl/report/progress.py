"""Progress of long work, for people: a live line in a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

PLAIN_LINE_SECONDS = 10.0
"""At most one plain line in this time: a log stays readable."""


class Progress:
    """Shows how far some work is, on standard error.

    Args:
        label: What is being done.
        unit: What is counted.
        console: Where to show it; standard error if not given.
    """

    def __init__(self, label: str, unit: str, console: Console | None = None) -> None:
        self.label = label
        self.unit = unit
        self.console = console or Console(file=sys.stderr)
        self._said_at = time.monotonic()
        self._bar = Bar(
            TextColumn("{task.description}", style="bold", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(f"{unit} {{task.fields[detail]}}", markup=False),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
        )
        self._task = self._bar.add_task(label, total=None, detail="")

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.console.is_terminal:  # elsewhere it would print an empty line
            self._bar.stop()

    def show(self, done: int, total: int | None, detail: str = "") -> None:
        """Show that ``done`` of ``total`` are done.

        Args:
            done: So far.
            total: Known so far; ``None`` where nobody knows.
            detail: More of it in words.
        """
        if self.console.is_terminal:
            self._bar.update(self._task, completed=done, total=total, detail=detail)
            return
        now = time.monotonic()
        if now - self._said_at >= PLAIN_LINE_SECONDS:
            self._said_at = now
            of = "" if total is None else f" of {total}"
            line = f"{self.label}: {done}{of} {self.unit} done; {detail}"
            self.console.print(
                line.removesuffix("; "), highlight=False, markup=False, soft_wrap=True
            )
