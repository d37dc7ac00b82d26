"""What an archive holds of a site's runs, also where a record of one is damaged."""

from datetime import date
from pathlib import Path

from newscrawl.archive.reader import readable_runs
from newscrawl.errors import ArchiveError
from newscrawl.report.status import Books
from newscrawl.run_record import Run


def books(root: Path, site: str, since: date) -> Books:
    """Return the runs of a site since a day, or the last one before, and what is damaged."""
    damage: dict[str, None] = {}

    def note(error: ArchiveError) -> None:
        damage[str(error)] = None

    recent = tuple(readable_runs(root, site, note, since=since))
    before = () if recent else readable_runs(root, site, note)
    last = max(before, key=_start, default=None)
    return Books(recent, last, tuple(damage))


def _start(run: Run) -> str:
    return run.started_at
