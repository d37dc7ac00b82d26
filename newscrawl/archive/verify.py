"""Whether an archive is what it says: files, manifest, catalogue and captures, each against the
others.

Reads snapshots, so runs may go on meanwhile: what they had committed when one began is checked.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from newscrawl.archive import manifest, tombstones
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files, is_there
from newscrawl.archive.findings import Findings, Problem, Progress, Report
from newscrawl.archive.kept_pages import kept_pages
from newscrawl.archive.location import present
from newscrawl.archive.lock import is_held
from newscrawl.archive.paths import FileName, Root, file_name, is_derived, paths_of_runs, unfinished
from newscrawl.archive.schema import RunRow
from newscrawl.archive.verify_month import replaced_now
from newscrawl.archive.verify_months import Snapshot, check_months

__all__ = ["Problem", "Report", "verify"]


def verify(root: Path, progress: Progress | None = None, workers: int = 1) -> Report:
    """Return everything that is wrong with the archive at ``root``.

    Args:
        root: The archive's folder.
        progress: Called with the number of bytes read since the last call.
        workers: Processes that may check months at the same time.

    Raises:
        ConfigurationError: There is no archive.
        ArchiveError: It cannot be read at all.
    """
    at, files = Root.at(root), Files()
    present(at.path)
    if not is_there(at.catalogue):
        return _without_catalogue()
    findings = check_months(at, progress, workers)
    with closing(Snapshot(at, files)) as snapshot:
        findings.problems[:0] = snapshot.damage
        for what in snapshot.catalogue.contradictions():
            findings.wrong("catalogue.sqlite3", what)
        findings.problems.extend(_strays(at, files, snapshot))
    findings.problems.extend(_kept(at, files))
    return findings.report()


def _kept(root: Root, files: Files) -> Iterator[Problem]:
    """Yield the pages in ``changed/`` that were taken down."""
    for site in sorted({one.site for one in tombstones.read(root, files)}):
        if is_held(files, root.site_lock(site)):  # it may be taken down just now
            continue
        own = [one for one in tombstones.read(root, files) if one.site == site]
        ids = frozenset(named for one in own for named in one.article_ids)
        urls = frozenset(url for one in own for url in one.url_sha256)
        for page in kept_pages(root, files, site):
            if page.is_of(ids, urls):
                what = "is of a page that was taken down; run 'newscrawl forget' again"
                yield Problem(page.paths[0], None, what)


def _without_catalogue() -> Report:
    findings = Findings(None)
    what = "is gone; run 'newscrawl repair', which makes it anew from the files"
    findings.wrong("catalogue.sqlite3", what)
    return findings.report()


# --- what no run of the snapshot accounts for ---------------------------------------------------


def _strays(root: Root, files: Files, snapshot: Snapshot) -> list[Problem]:
    unsealed = [run for run in snapshot.all_runs if run.record is None]
    replaced = manifest.replaced_by(snapshot.listed.values())
    expected = {manifest.last(path, replaced) for path in _records(snapshot.all_runs)}
    expected |= {segment.path for segment in snapshot.all_segments}
    counts = manifest.counting(snapshot.listed.values())
    suspects = [
        (path, "is in the manifest, but not in the catalogue") for path in counts.keys() - expected
    ]
    suspects += [
        (path, _why(path, replaced)) for path in paths_of_runs(root) if path not in expected
    ]
    dead = [run for run in unsealed if not _lives(root, files, run)]
    # What an unsealed run has beside its committed files is of the moment, or said with "died".
    of_unsealed = {run.run_id for run in unsealed}
    problems = [
        *(
            _problem(path, what)
            for path, what in suspects
            if _is_stray(root, files, path, of_unsealed)
        ),
        *(_unsealed(run) for run in dead),
    ]
    return sorted(set(problems), key=str)


def _why(path: str, replaced: dict[str, str]) -> str:
    name = file_name(path)
    if path in replaced or (name and is_derived(name)):
        return "is left by a 'newscrawl compact' or 'forget' that was interrupted: run it again"
    return "is no file of a run in the catalogue"


def _records(runs: list[RunRow]) -> Iterator[str]:
    for run in runs:
        if run.record is not None:
            yield FileName("runs", run.site, run.started_at[:10], run.run_id).sealed


def _problem(path: str, what: str) -> Problem:
    return Problem(path, None, what)


def _unsealed(run: RunRow) -> Problem:
    what = f"run {run.run_id} of {run.site} died; the next run of {run.site} seals its files"
    return Problem("catalogue.sqlite3", None, what)


def _is_stray(root: Root, files: Files, path: str, of_unsealed: set[str]) -> bool:
    """Return whether a file is still of no run: one may have begun or ended since the snapshot."""
    name = file_name(path) or unfinished(path)
    if name is None:
        return is_there(root.inside(path))
    if name.run_id in of_unsealed:
        return False
    if is_held(files, root.site_lock(name.site)):
        return False
    with closing(Catalogue.read(root)) as now:
        if now.accounts_for(name):
            return False
    # One that another took the place of is to be gone; one that counts is not.
    counts = file_name(path) is not None and path not in replaced_now(root, files)
    return counts or is_there(root.inside(path))


def _lives(root: Root, files: Files, run: RunRow) -> bool:
    """Return whether a run that was open in the snapshot goes on, or has been sealed since."""
    if is_held(files, root.site_lock(run.site)):
        return True
    with closing(Catalogue.read(root)) as now:
        row = now.run(run.run_id)
    return row is not None and row.record is not None
