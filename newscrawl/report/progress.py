"""Progress of a run, for people: a live line in a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PLAIN_LINE_SECONDS = 10.0
"""At most one plain line in this time: a log of a run stays readable."""


class RunProgress:
    """Shows how far a run is, on standard error.

    Args:
        site: What is being crawled.
        console: Where to show it; standard error if not given.
    """

    def __init__(self, site: str, console: Console | None = None) -> None:
        self.site = site
        self.console = console or Console(file=sys.stderr)
        self._said_at = time.monotonic()
        self._bar = Progress(
            TextColumn("{task.description}", style="bold", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[detail]}", markup=False),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
        )
        self._task = self._bar.add_task(site, total=None, detail="")

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

    def show(self, done: int, asked: int, detail: str) -> None:
        """Show that ``done`` of ``asked`` requests have ended.

        Args:
            done: Requests with an outcome.
            asked: Requests so far; more may follow.
            detail: The outcomes in words.
        """
        if self.console.is_terminal:
            self._bar.update(self._task, completed=done, total=asked, detail=detail)
            return
        now = time.monotonic()
        if now - self._said_at >= PLAIN_LINE_SECONDS:
            self._said_at = now
            line = f"{self.site}: {done} of {asked} requests done; {detail}"
            self.console.print(line, highlight=False, markup=False, soft_wrap=True)
