"""The catalogue made anew from the files: it holds nothing that they do not say.

Each record is taken in by the rules by which a run takes in what it writes
(``transitions.RULES``), in the same order: run after run, and in a run request after request, the
article that was read before its request.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from newscrawl import clock
from newscrawl.archive import database, manifest
from newscrawl.archive.catalogue import Catalogue, run_row
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files, is_folder
from newscrawl.archive.findings import Problem, Progress
from newscrawl.archive.fingerprints import REPAIRED_DAYS
from newscrawl.archive.hashed import Hashed
from newscrawl.archive.lines import LineError, decode, split
from newscrawl.archive.lock import SiteLock, archive_lock, is_held
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import (
    LineKind,
    Root,
    file_name,
    is_derived,
    paths_of_runs,
    unfinished,
)
from newscrawl.archive.records import RECORDS, LineRecord
from newscrawl.archive.salvage import Unsealed
from newscrawl.archive.schema import RunRow, SegmentRow
from newscrawl.archive.sequence import Stream, by_run, order_of_runs, run_id_of
from newscrawl.archive.unlisted import Unlisted
from newscrawl.errors import ArchiveError, SiteBusy
from newscrawl.items import Article, Fetch
from newscrawl.run_record import Run

_COMMIT_RECORDS = 2_000
"""Held in memory before they go into the new catalogue, some 10 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a catalogue was made from."""

    sites: tuple[str, ...]
    runs: int
    records: int
    """Lines that were taken in."""
    problems: tuple[Problem, ...]
    """Files that could not be read to their end, or are not as they were sealed; what they hold, or
    held, is missing in the catalogue."""
    cut: tuple[str, ...]
    """Of unsealed runs whose committed length is lost: what is not safe, in words."""
    kept_as: str | None
    """Name of the unreadable catalogue that was put aside."""


def repair(
    root: Path,
    *,
    site: str | None = None,
    files: Files | None = None,
    progress: Progress | None = None,
) -> Repaired:
    """Make the catalogue of the archive at ``root`` anew from its files.

    No run goes on meanwhile: the lock of each site is held. The old catalogue stays until the new
    one is whole and on the disk; an unreadable one is kept beside it.

    Args:
        root: The archive's folder.
        site: Make only what is known of this site anew; the catalogue must be readable.
        files: The file operations.
        progress: Called with the number of bytes read since the last call.

    Raises:
        ArchiveError: There is no archive, or the disk failed, or somebody reads the catalogue.
        SiteBusy: A run is going on.
    """
    at, files = Root.at(root), files or Files()
    if not is_folder(at.path) or not any(paths_of_runs(at)):
        message = f"{at.path} holds no archive: there is no file of a run. Name it with --archive."
        raise ArchiveError(message)
    with ExitStack() as held:
        sites = sites_of(at) if site is None else (site,)
        for name in sites:
            files.make_folders(at.site_lock(name).parent)
            since = clock.text(clock.now())
            lock = SiteLock(files, at.site_lock(name), site=name, run_id="repair", since=since)
            held.callback(lock.release)
        work = _Repair(at, files, sites, sound=False, progress=progress)
        work.list_anew(site)
        if site is None:
            # Nobody may open the old catalogue while the new one takes its place.
            held.enter_context(archive_lock(files, at.archive_lock))
            _refuse_newcomers(at, files, sites)
        work.sound = database.is_sound(at)
        if site is not None and not work.sound:
            message = f"{at.catalogue} cannot be read: repair all sites, without --site."
            raise ArchiveError(message)
        return work.made_anew(site)


def _refuse_newcomers(root: Root, files: Files, sites: tuple[str, ...]) -> None:
    """Refuse where a site that had no file yet is crawled: what its run writes into the old
    catalogue would be lost."""
    for name in files.names(root.archive_lock.parent):
        site = name.removeprefix("site=").removesuffix(".lock")
        is_new = name == f"site={site}.lock" and site not in sites
        if is_new and is_held(files, root.inside(f"locks/{name}")):
            message = f"The first run of {site} is going on. Repair when it is done."
            raise SiteBusy(message)
    if sites_of(root) != sites:
        message = "A first run of a site has ended meanwhile. Repair again."
        raise SiteBusy(message)


def site_made_anew(root: Root, files: Files, site: str) -> None:
    """Make what the catalogue knows of a site anew; the caller holds the site's lock.

    Raises:
        ArchiveError: A file is damaged: what is known of the site stays as it was.
    """
    _Repair(root, files, (site,), sound=True, progress=None, strict=True).made_anew(site)


def sites_of(root: Root) -> tuple[str, ...]:
    """Return the sites that have files in an archive, sorted."""
    found = (path.split("/")[1].removeprefix("site=") for path in paths_of_runs(root))
    return tuple(sorted(set(found)))


@dataclass
class _Repair:
    root: Root
    files: Files
    sites: tuple[str, ...]
    sound: bool
    """Whether the old catalogue can be read."""
    progress: Progress | None
    strict: bool = False
    """Whether nothing is made from files that cannot be read to their end."""
    problems: list[Problem] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    records: int = 0
    runs: int = 0

    def list_anew(self, site: str | None) -> None:
        """Let the manifest say again what it lost."""
        if not self.files.has(self.root.manifest):
            self._wrong("manifest.jsonl", "was gone; every file was listed anew")
        with suppress(ArchiveError):  # what a crash did not do is told by the next line
            manifest.mend(self.root, self.files)
        listed = [line for _, line in manifest.readable(self.root, self.files, self._wrong_line)]
        damaged = [problem for problem in self.problems if problem.line]
        if damaged and site is not None:
            message = f"{self.root.manifest} is damaged: repair all sites, without --site."
            raise ArchiveError(message)
        found = [Unlisted(self.root, self.files, name, listed) for name in self.sites]
        lines = [line for one in found for line in one.lines()]
        for one in found:
            for problem in one.problems:
                self._wrong("manifest.jsonl", f"cannot list {problem}")
        if damaged or lines:
            manifest.write_anew(self.root, self.files, lines)

    def _wrong_line(self, number: int, what: str) -> None:
        self._wrong("manifest.jsonl", f"{what}; what it said is told by the files", number)

    def made_anew(self, site: str | None) -> Repaired:
        """Make the catalogue."""
        path = self.root.inside(f"catalogue.sqlite3.{f'{site}.' if site else ''}tmp")
        self.files.unlink(path)
        try:
            return self._made_anew(site, path)
        except ArchiveError:
            with suppress(ArchiveError):  # the first failure is told
                self.files.unlink(path)
            raise

    def _made_anew(self, site: str | None, path: Path) -> Repaired:
        with closing(Catalogue.made(path)) as new:
            self._fill(new)
        file = self.files.appending(path)
        file.fsync()
        file.close()
        kept_as = None
        if site is None:
            kept_as = self._put_in_place(path)
        else:
            if self.strict and self.problems:
                message = f"{self.problems[0]}. What is known of {site} stays as it was."
                raise ArchiveError(message)
            database.put_site(self.root, path, site, runs=self.runs)
            self.files.unlink(path)
        return Repaired(
            sites=self.sites,
            runs=self.runs,
            records=self.records,
            problems=tuple(self.problems),
            cut=tuple(self.cut),
            kept_as=kept_as,
        )

    def _put_in_place(self, new: Path) -> str | None:
        """Let the new catalogue take the old one's place; a crash leaves one of them, or none,
        which every command refuses until the next repair."""
        old, kept_as = self.root.catalogue, None
        log, shared = (old.with_name(old.name + end) for end in ("-wal", "-shm"))
        if self.sound and not database.emptied_log(self.root):
            message = f"{old} is being read. Try again when newscrawl verify and the like are done."
            raise ArchiveError(message)
        if not self.sound and self.files.has(old):
            time = clock.text(clock.now()).replace(":", "")
            kept_as = f"{old.name}.broken-{time}"
            if self.files.has(log) and log.stat().st_size:
                self.files.rename(log, old.with_name(f"{kept_as}-wal"))
            self.files.rename(old, old.with_name(kept_as))
        # A log is of one file: beside another one, it would be read into it.
        self.files.unlink(log)
        self.files.unlink(shared)
        self.files.fsync_folder(self.root.path)
        self.files.rename(new, old)
        return kept_as

    # --- what the files say -----------------------------------------------------------------

    def _fill(self, new: Catalogue) -> None:
        new.forget_texts_before(_oldest_text(self.root))
        listed = list(self._listed())
        order = order_of_runs(listed)
        counting = manifest.counting(listed)
        open_runs = self._open_runs()
        for site in self.sites:
            own = [line for line in counting.values() if line.site == site]
            sealed = {line.run_id for line in own if line.kind == "runs"}
            whole = [line for line in own if line.run_id is None or line.run_id in sealed]
            self._take_in_sealed(new, whole, order)
            known = {line.path for line in listed}
            runs = {
                run.run_id: (run, rows)
                for run, rows in open_runs
                if run.site == site and run.run_id not in sealed
            }
            for unsealed in self._unsealed(site, known, sealed):
                runs.setdefault(unsealed.run_id, self._safe(unsealed))
            for run, segments in sorted(runs.values(), key=lambda one: one[0].started_at):
                self._take_in_unsealed(new, run, segments)
            new.commit()

    def _listed(self) -> Iterator[ManifestLine]:
        def wrong(number: int, what: str) -> None:
            self._wrong("manifest.jsonl", what, number)

        for _, line in manifest.readable(self.root, self.files, wrong):
            yield line

    def _take_in_sealed(
        self, new: Catalogue, counting: list[ManifestLine], order: dict[str, int]
    ) -> None:
        files = [line for line in counting if line.kind != "runs"]
        records = [line for line in counting if line.kind == "runs"]
        records.sort(key=lambda line: order[line.run_id or ""])
        runs = [run for line in records if (run := self._run(line))]
        self.runs += len(runs)
        new.commit([*map(manifest.segment_row, files), *map(run_row, runs)])
        streams = {
            kind: Stream(by_run([line for line in files if line.kind == kind], order, self._lines))
            for kind in RECORDS
        }
        for line in records:
            of_run = {kind: self._read(one.of(line.run_id), kind) for kind, one in streams.items()}
            self._note(new, in_order(of_run))

    def _lines(self, listed: ManifestLine) -> Iterator[bytes]:
        """Yield the lines of a file up to where it is damaged; tell where they are not those that
        were sealed."""
        path, number = self.root.inside(listed.path), 0
        passed = Hashed(self.files.chunks(path), self.progress or (lambda _: None))
        try:
            for number, line in enumerate(split(unpacked(passed)), 1):  # noqa: B007 - told
                yield line
        except (LineError, DamagedError, ArchiveError) as error:
            self._wrong(listed.path, str(error), number + 1)
        else:
            self._compare(listed, number, passed)

    def _compare(self, listed: ManifestLine, rows: int, passed: Hashed) -> None:
        if rows != listed.rows:
            self._not_sealed(listed.path, f"has {rows} lines, {listed.rows} were sealed")
        elif passed.sha256() != listed.sha256:
            self._not_sealed(listed.path, "is not the file that was sealed: its SHA-256 differs")

    def _not_sealed(self, path: str, what: str) -> None:
        # A command that needs the catalogue anew goes on: verify told, or will tell.
        if not self.strict:
            self._wrong(path, f"{what}. Put it back from a copy")

    def _read(self, of_run: Iterator[bytes], kind: LineKind) -> Iterator[LineRecord]:
        for line in of_run:
            try:
                yield decode(line, RECORDS[kind])
            except LineError as error:
                self._wrong(kind, f"a line of run {run_id_of(line)} {error}")

    def _run(self, line: ManifestLine) -> Run | None:
        try:
            return decode(b"".join(self.files.chunks(self.root.inside(line.path))), Run)
        except (LineError, ArchiveError) as error:
            self._wrong(line.path, str(error))
            return None

    def _note(self, new: Catalogue, records: Iterable[LineRecord]) -> None:
        for record in records:
            new.note(record)
            self.records += 1
            if self.records % _COMMIT_RECORDS == 0:
                new.commit()

    def _wrong(self, path: str, what: str, line: int | None = None) -> None:
        self.problems.append(Problem(path, line, what))

    # --- runs that were never sealed --------------------------------------------------------

    def _open_runs(self) -> list[tuple[RunRow, list[SegmentRow]]]:
        """Return the runs that a readable catalogue says are not sealed: it knows how much of
        them was committed."""
        if not self.sound:
            return []
        with closing(Catalogue.read(self.root)) as old:
            return [(run, old.segments(run.run_id)) for run in old.open_runs()]

    def _unsealed(self, site: str, known: set[str], sealed: set[str | None]) -> Iterator[Unsealed]:
        """Yield each run with files that no line of the manifest knows."""
        found = {}
        for path in paths_of_runs(self.root, site):
            name = file_name(path) or unfinished(path)
            if path in known or name is None or path.endswith(".tmp") or is_derived(name):
                continue
            if name.run_id not in sealed:
                found[name.run_id] = name.date
        for run_id, day in sorted(found.items()):
            yield Unsealed(self.root, self.files, site, day, run_id)

    def _safe(self, unsealed: Unsealed) -> tuple[RunRow, list[SegmentRow]]:
        rows = unsealed.safe()
        self.cut.extend(unsealed.cut)
        return rows

    def _take_in_unsealed(self, new: Catalogue, run: RunRow, segments: list[SegmentRow]) -> None:
        new.commit([run, *segments])
        self.runs += 1
        of_run = Unsealed(self.root, self.files, run.site, run.started_at[:10], run.run_id)
        try:
            self._note(new, in_order(of_run.records(segments)))
        except (LineError, DamagedError) as error:
            self._wrong(f"run {run.run_id} of {run.site}, unsealed", str(error))


def _oldest_text(root: Root) -> str:
    """Return the day before which no text is compared with, by the newest file of the archive."""
    names = (file_name(path) or unfinished(path) for path in paths_of_runs(root))
    newest = max((name.date for name in names if name), default=str(date.max))
    return str(date.fromisoformat(newest) - timedelta(days=REPAIRED_DAYS))


def in_order(of_run: Mapping[LineKind, Iterator[LineRecord]]) -> Iterator[LineRecord]:
    """Yield the records of a run as it wrote them: an article before the request it came with."""
    articles = of_run["articles"]
    article = next(articles, None)
    yield from of_run["front_pages"]
    for fetch in of_run["fetches"]:
        if article and isinstance(fetch, Fetch) and _wrote(fetch, article):
            yield article
            article = next(articles, None)
        yield fetch
    if article:
        yield article
    yield from articles


def _wrote(fetch: Fetch, article: LineRecord) -> bool:
    is_written = fetch.outcome in {"new", "revised"}
    return is_written and isinstance(article, Article) and article.revision_id == fetch.revision_id
