"""The record of a run."""

import platform
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from newscrawl.items import Article, Fetch, FrontPageSnapshot
from newscrawl.report.drift import drifts
from newscrawl.report.tally import Tally, counts
from newscrawl.report.verdict import FINE, Ending, verdict
from newscrawl.run_record import Run, Version
from newscrawl.version import __version__

PROGRAMS = ("scrapy", "lxml", "parsel", "dateparser", "msgspec", "isal")
"""Whose versions decide what is read and how it is kept."""


def run_record(
    tally: Tally,
    *,
    site: str,
    run_id: str,
    started_at: str,
    finished_at: str,
    delay_seconds: float,
    declared: str | None = None,
    robots_obeyed: bool = True,
) -> Run:
    """Return the record of a run that ended by itself, before anybody has judged it: fine."""
    return Run(
        site=site,
        run_id=run_id,
        verdict="fine",
        exit_code=FINE,
        declared=declared,
        started_at=started_at,
        finished_at=finished_at,
        delay_seconds=delay_seconds,
        robots_obeyed=robots_obeyed,
        newscrawl_version=__version__,
        **_sums(tally),
    )


def judged(
    run: Run, tally: Tally, earlier: Iterable[Run], *, ending: Ending, reason: str | None
) -> Run:
    """Return ``run`` with its verdict.

    Args:
        run: As ``run_record`` gives it.
        tally: What it did.
        earlier: The site's runs before it; read only where the run came to its own end.
        ending: Why it stopped; the worst of several.
        reason: What was said of it, for a storage failure or a defect.
    """
    found = drifts(run, earlier) if ending == "finished" else ()
    how = verdict(tally, found, ending=ending, reason=reason)
    return replace(
        run, drifts=found, verdict=how.name, exit_code=how.exit_code, message=how.message
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
        "hosts": tally.politeness.hosts(),
        "outcomes": counts(tally.outcomes),
        "skipped": counts(tally.skipped),
        "page_kinds": counts(tally.page_kinds),
        "problems": counts(tally.problems),
        "duplicates": counts(tally.duplicates),
        "fill": tally.fill(),
        "rules": tally.rule_hits(),
        "shares": tally.shares(),
        "versions": _versions(),
    }


def _versions() -> tuple[Version, ...]:
    python = Version(name="python", version=platform.python_version())
    return (python, *(Version(name=name, version=version(name)) for name in PROGRAMS))
