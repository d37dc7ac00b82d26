"""The record of a run."""

import platform
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.report.tally import Tally, counts
from newscrawl.report.verdict import Verdict
from newscrawl.run_record import Run, Version
from newscrawl.version import __version__

PROGRAMS = ("scrapy", "lxml", "parsel", "isal")
"""Whose versions decide what is read and how it is kept."""


def run_record(
    tally: Tally,
    verdict: Verdict,
    *,
    site: str,
    run_id: str,
    started_at: str,
    finished_at: str,
    delay_seconds: float,
) -> Run:
    """Return the record of a run that ended by itself."""
    return Run(
        site=site,
        run_id=run_id,
        verdict=verdict.name,
        exit_code=verdict.exit_code,
        message=verdict.message,
        started_at=started_at,
        finished_at=finished_at,
        delay_seconds=delay_seconds,
        newscrawl_version=__version__,
        **_sums(tally),
    )


def killed_run(
    site: str, run_id: str, started_at: str, records: Iterable[Article | FrontPageSnapshot | Fetch]
) -> Run:
    """Return the record of a run whose process died, from the records it had committed."""
    tally = Tally()
    for record in records:
        tally.add(record)
    return Run(
        site=site,
        run_id=run_id,
        verdict="killed",
        exit_code=None,
        message="The process ended without a word. Everything counted here is archived.",
        started_at=started_at,
        finished_at=None,
        newscrawl_version=__version__,
        **_sums(tally),
    )


def _sums(tally: Tally) -> dict[str, Any]:
    return {
        "requests": tally.requests,
        "bytes": tally.bytes,
        "outcomes": counts(tally.outcomes),
        "skipped": counts(tally.skipped),
        "page_kinds": counts(tally.page_kinds),
        "problems": counts(tally.problems),
        "duplicates": counts(tally.duplicates),
        "fill": tally.fill(),
        "rules": tally.rule_hits(),
        "versions": _versions(),
    }


def _versions() -> tuple[Version, ...]:
    python = Version(name="python", version=platform.python_version())
    return (python, *(Version(name=name, version=version(name)) for name in PROGRAMS))
