"""Whether an archive is what it says: files, manifest, catalogue and captures, each against the
others.

Reads a snapshot, so runs may go on meanwhile: what they had committed when it began is checked.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from newscrawl.archive import manifest, tombstones
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files, is_folder, is_there
from newscrawl.archive.findings import Findings, Problem, Progress, Report
from newscrawl.archive.kept_pages import kept_pages
from newscrawl.archive.lock import is_held
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Root, file_name, is_derived, paths_of_runs, unfinished
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.archive.tombstones import Forgotten
from newscrawl.archive.verify_month import Gone, MonthCheck
from newscrawl.errors import ArchiveError

__all__ = ["Problem", "Report", "verify"]


def verify(root: Path, progress: Progress | None = None) -> Report:
    """Return everything that is wrong with the archive at ``root``.

    Args:
        root: The archive's folder.
        progress: Called with the number of bytes read since the last call.

    Raises:
        ArchiveError: There is no archive, or it cannot be read at all.
    """
    at, files = Root.at(root), Files()
    if not is_folder(at.path):
        message = f"{at.path} is no folder. Name the archive's folder, or let a crawl make it."
        raise ArchiveError(message)
    if not is_there(at.catalogue):
        return _without_catalogue(at)
    findings = Findings(progress)
    done: dict[_Month, int] = {}
    for _ in range(_SNAPSHOTS):
        with closing(Catalogue.read(at)) as catalogue, suppress(Gone):
            listed, damage = _listed(at, files)
            for month, (runs, segments) in _months(catalogue).items():
                if month not in done:
                    found = Findings(progress)
                    MonthCheck(
                        at,
                        files,
                        catalogue,
                        listed,
                        found,
                        month[0],
                        runs,
                        segments,
                        _forgotten(at, files, month[0]),
                    ).check()
                    findings.take(found)
                    done[month] = len(runs)
            findings.problems[:0] = damage
            for what in catalogue.contradictions():
                findings.wrong("catalogue.sqlite3", what)
            findings.problems.extend(_strays(at, files, catalogue, listed))
            findings.problems.extend(_kept(at, files))
            return findings.report(sum(done.values()))
    message = f"The files of {at.path} change faster than they can be read. Try again later."
    raise ArchiveError(message)


_SNAPSHOTS = 100
"""So often one is taken anew because files of it were replaced: as many months at a time."""

_Month = tuple[str, str]
"""Site, and the month in which runs started."""


def _months(
    catalogue: Catalogue,
) -> dict[_Month, tuple[dict[str, RunRow], list[SegmentRow]]]:
    """Return the runs and the files of each month, sorted."""
    found: dict[_Month, tuple[dict[str, RunRow], list[SegmentRow]]] = {}
    for run in catalogue.all_runs():
        found.setdefault((run.site, run.started_at[:7]), ({}, []))[0][run.run_id] = run
    for segment in catalogue.all_segments():
        name = file_name(segment.path)
        month = segment.site, name.date[:7] if name else ""
        found.setdefault(month, ({}, []))[1].append(segment)
    return dict(sorted(found.items()))


def _forgotten(root: Root, files: Files, site: str) -> Forgotten:
    """Return what no line of a site may tell of."""
    if is_held(files, root.site_lock(site)):  # perhaps it is being taken down just now
        return Forgotten([], site)
    stones = tombstones.read(root, files)
    # The same text under another id is a copy, which the operator was told of.
    return Forgotten([replace(stone, content_ids=()) for stone in stones], site)


def _kept(root: Root, files: Files) -> Iterator[Problem]:
    """Yield the pages in ``changed/`` that were taken down."""
    for site in sorted({one.site for one in tombstones.read(root, files)}):
        if is_held(files, root.site_lock(site)):  # as above
            continue
        own = [one for one in tombstones.read(root, files) if one.site == site]
        ids = frozenset(named for one in own for named in one.article_ids)
        urls = frozenset(url for one in own for url in one.url_sha256)
        for page in kept_pages(root, files, site):
            if page.is_of(ids, urls):
                what = "is of a page that was taken down; run 'newscrawl forget' again"
                yield Problem(page.paths[0], None, what)


def _without_catalogue(root: Root) -> Report:
    if not any(paths_of_runs(root)):
        message = (
            f"{root.path} holds no archive: there is no catalogue.sqlite3 and no file of a run. "
            "Name the archive's folder with --archive DIR."
        )
        raise ArchiveError(message)
    findings = Findings(None)
    what = "is gone; run 'newscrawl repair', which makes it anew from the files"
    findings.wrong("catalogue.sqlite3", what)
    return findings.report(0)


def _listed(root: Root, files: Files) -> tuple[dict[str, ManifestLine], list[Problem]]:
    listed: dict[str, ManifestLine] = {}
    problems = []

    def wrong(number: int, what: str) -> None:
        problems.append(Problem("manifest.jsonl", number, what))

    for number, line in manifest.readable(root, files, wrong):
        if line.path in listed:
            wrong(number, f"{line.path} stands there twice")
        listed[line.path] = line
    return listed, problems


# --- what no run of the snapshot accounts for ---------------------------------------------------


def _strays(
    root: Root, files: Files, catalogue: Catalogue, listed: dict[str, ManifestLine]
) -> list[Problem]:
    runs = catalogue.all_runs()
    unsealed = [run for run in runs if run.record is None]
    replaced = manifest.replaced_by(listed.values())
    expected = {manifest.last(path, replaced) for path in _records(catalogue)}
    expected |= {segment.path for segment in catalogue.all_segments()}
    counts = manifest.counting(listed.values())
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


def _records(catalogue: Catalogue) -> Iterator[str]:
    for run in catalogue.all_runs():
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
        accounted = now.accounts_for(name)
    return not accounted and (is_there(root.inside(path)) or file_name(path) is not None)


def _lives(root: Root, files: Files, run: RunRow) -> bool:
    """Return whether a run that was open in the snapshot goes on, or has been sealed since."""
    if is_held(files, root.site_lock(run.site)):
        return True
    with closing(Catalogue.read(root)) as now:
        row = now.run(run.run_id)
    return row is not None and row.record is not None
