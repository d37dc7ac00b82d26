"""How the sites stand, for Prometheus' textfile collector."""

from collections.abc import Callable, Iterable

from newscrawl import clock
from newscrawl.report.status import Standing

KILLED = -1
"""Stands for the exit code that nobody saw."""

_METRICS: tuple[tuple[str, str, Callable[[Standing], float | None]], ...] = (
    (
        "last_run_timestamp_seconds",
        "When the last run started.",
        lambda one: _seconds(one.last_run),
    ),
    (
        "last_run_exit_code",
        f"How the last run ended; {KILLED}: it was killed.",
        lambda one: KILLED if one.exit_code is None else one.exit_code,
    ),
    ("overdue", "1 where nobody has looked for too long.", lambda one: int(one.is_overdue)),
    ("runs", "Runs in the time looked at.", lambda one: one.runs),
    ("articles", "New and revised articles in the time looked at.", lambda one: one.articles),
)  # fmt: skip


def metrics(standings: Iterable[Standing]) -> str:
    """Return gauges, one a site and metric, in Prometheus' text format 0.0.4.

    What is not known, as the last run where no record can be read, has no line.
    Names of sites need no escape: they are made of ``a-z``, ``0-9``, ``_`` and ``-``.
    """
    every = sorted(standings, key=lambda one: one.site)
    lines = []
    for name, explained, value in _METRICS:
        full = f"newscrawl_{name}"
        lines += [f"# HELP {full} {explained}", f"# TYPE {full} gauge"]
        lines += [
            f'{full}{{site="{one.site}"}} {told}'
            for one in every
            if (told := value(one)) is not None
        ]
    return "".join(f"{line}\n" for line in lines)


def _seconds(time: str | None) -> int | None:
    return None if time is None else int(clock.parse(time, name="last_run").timestamp())
