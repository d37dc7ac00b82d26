"""Puts errors into the write protocol, one at a time, and looks which proof notices.

Each is a small change that a careless hand could make; it is made in a forked process that then
runs the proofs in small: power cuts, failing calls, kills. An error that none of them notices is a
hole in the proofs. The unchanged code must pass all three.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from proofs import iofaults, powercuts, writer_kills
from proofs.forked import ended, fork

from newscrawl.archive import database, files, manifest, recover, seal, writer
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files, OpenFile
from newscrawl.archive.lock import SiteLock
from newscrawl.archive.segment import Segment
from newscrawl.archive.writer import Writer
from newscrawl.errors import ArchiveError

Patch = Any
"""What ``mock.patch`` returns."""
Change = Callable[[], Iterable[Patch]]

IN_A_RUN = "power cut in a run"
IN_SEALING = "power cut after a death in sealing"
IN_RECOVERY = "power cut after a death in recovery"
IN_MAKING = "power cut after a death in making folders"
IN_MANIFEST = "power cut after a failed fsync"
IOFAULTS = "failing call"
KILLS = "kill"
KILL_ROUNDS = 60
IO_EVERY = 3
"""Every third call is broken."""


@dataclass(frozen=True)
class Mutant:
    """An error, and the proof that is asked first."""

    name: str
    change: Change
    first: str


MUTANTS: list[Mutant] = []


def mutant(name: str, first: str) -> Callable[[Change], Change]:
    def note(change: Change) -> Change:
        MUTANTS.append(Mutant(name, change, first))
        return change

    return note


def nothing(*_: object, **__: object) -> None:
    """Do nothing."""


# --- committing -------------------------------------------------------------------------------


@mutant("the catalogue is committed before the data is written", KILLS)
def commit_first() -> Iterator[Patch]:
    def commit(self: Writer) -> None:
        changed = [segment for segment in self._segments.values() if segment.waiting]
        if changed:
            self.catalogue.commit(one.row()._replace(committed=one.length) for one in changed)
        for segment in changed:
            segment.write()

    yield mock.patch.object(Writer, "_commit", commit)


@mutant("ids and lengths are committed in two transactions", IN_A_RUN)
def two_transactions() -> Iterator[Patch]:
    commit = Catalogue.commit

    def twice(self: Catalogue, rows: Iterable[Any] = ()) -> None:
        rows = list(rows)
        commit(self)
        commit(self, rows)

    yield mock.patch.object(Catalogue, "commit", twice)


@mutant("captures are committed after the lines that cite them", IN_A_RUN)
def captures_last() -> Iterator[Patch]:
    def commit(self: Writer) -> None:
        changed = [segment for segment in self._segments.values() if segment.waiting]
        for last in (False, True):
            group = [one for one in changed if (one.name.kind == "captures") == last]
            self._files.fsync_all([segment.write() for segment in group])
            if group:
                self.catalogue.commit([segment.row() for segment in group])

    yield mock.patch.object(Writer, "_commit", commit)


@mutant("the committed length is one byte too long", KILLS)
def too_long() -> Iterator[Patch]:
    row = Segment.row
    longer = lambda self: row(self)._replace(committed=self._written + 1)  # noqa: E731
    yield mock.patch.object(Segment, "row", longer)


@mutant("the committed length is one byte too short", KILLS)
def too_short() -> Iterator[Patch]:
    row = Segment.row
    shorter = lambda self: row(self)._replace(committed=self._written - 1)  # noqa: E731
    yield mock.patch.object(Segment, "row", shorter)


@mutant("a record is acknowledged before it is committed", KILLS)
def acknowledged_early() -> Iterator[Patch]:
    yield mock.patch.object(Writer, "flush", nothing)


@mutant("SQLite does not wait for the disk", IN_A_RUN)
def synchronous_off() -> Iterator[Patch]:
    prepare = database._prepare

    def prepared(connection: Any, *rest: Any) -> None:
        prepare(connection, *rest)
        connection.execute("PRAGMA synchronous = OFF")

    yield mock.patch.object(database, "_prepare", prepared)


# --- waiting for the disk ---------------------------------------------------------------------


@mutant("files are not synced before the commit", IN_A_RUN)
def no_fsync_of_parts() -> Iterator[Patch]:
    yield mock.patch.object(Files, "fsync_all", nothing)


@mutant("folders are never synced", IN_A_RUN)
def no_fsync_of_folders() -> Iterator[Patch]:
    yield mock.patch.object(Files, "fsync_folder", nothing)


@mutant("a sealed file is renamed before it is synced", IN_A_RUN)
def renamed_unsynced() -> Iterator[Patch]:
    def write_whole(self: Files, path: Path, pieces: Iterable[bytes]) -> None:
        temporary = path.with_name(path.name + ".tmp")
        file = self.emptied(temporary)
        file.append(b"".join(pieces))
        file.close()
        self.rename(temporary, path)
        file = self.appending(path)
        file.fsync()
        file.close()

    yield mock.patch.object(Files, "write_whole", write_whole)


@mutant("what a dead run renamed is not synced", IN_SEALING)
def found_sealed_unsynced() -> Iterator[Patch]:
    sealed = seal._sealed

    def unsynced(root: Any, files: Files, name: Any, *rest: Any) -> Any:
        if files.has(root.inside(name.part)):
            return sealed(root, files, name, *rest)
        with mock.patch.object(Files, "fsync_folder", nothing):
            return sealed(root, files, name, *rest)

    yield mock.patch.object(seal, "_sealed", unsynced)


@mutant("folders that a dead run made are not synced", IN_MAKING)
def found_folder_unsynced() -> Iterator[Patch]:
    save = Files._save_names

    def only_made(self: Files, folder: Path, *, made: bool) -> None:
        if made:
            save(self, folder, made=made)

    yield mock.patch.object(Files, "_save_names", only_made)


@mutant("the cut of a torn tail is not synced", IN_RECOVERY)
def cut_unsynced() -> Iterator[Patch]:
    cut = recover._cut

    def unsynced(*arguments: Any) -> None:
        with mock.patch.object(OpenFile, "fsync", nothing):
            cut(*arguments)

    yield mock.patch.object(recover, "_cut", unsynced)


# --- recovering -------------------------------------------------------------------------------


@mutant("a torn tail is not cut", IN_A_RUN)
def no_cut() -> Iterator[Patch]:
    yield mock.patch.object(recover, "_cut", nothing)


@mutant("parts are swept before dead runs are sealed", KILLS)
def swept_first() -> Iterator[Patch]:
    whole = writer.recover

    def recovered(root: Any, files: Files, catalogue: Any, site: str, *rest: Any) -> Any:
        recover._sweep(root, files, site)
        return whole(root, files, catalogue, site, *rest)

    yield mock.patch.object(writer, "recover", recovered)


@mutant("parts that nobody committed are not swept", KILLS)
def never_swept() -> Iterator[Patch]:
    yield mock.patch.object(recover, "_sweep", nothing)


@mutant("recovery is not idempotent: a temporary file is written on", IN_A_RUN)
def temporary_kept() -> Iterator[Patch]:
    yield mock.patch.object(Files, "emptied", Files.appending)


@mutant("a torn line of the manifest is kept", IN_A_RUN)
def torn_kept() -> Iterator[Patch]:
    yield mock.patch.object(manifest, "_cut_torn", nothing)


@mutant("lines that stand in the manifest are added again", IN_A_RUN)
def listed_twice() -> Iterator[Patch]:
    yield mock.patch.object(manifest, "_unlisted", lambda _root, _files, lines: lines)


@mutant("an article that is archived is archived again", KILLS)
def duplicates() -> Iterator[Patch]:
    yield mock.patch.object(Catalogue, "article", nothing)


# --- sealing ----------------------------------------------------------------------------------


@mutant("a sealed file is written in place", IN_A_RUN)
def in_place() -> Iterator[Patch]:
    def write_whole(self: Files, path: Path, pieces: Iterable[bytes]) -> None:
        file = self.emptied(path)
        file.append(b"".join(pieces))
        file.fsync()
        file.close()
        self.fsync_folder(path.parent)

    yield mock.patch.object(Files, "write_whole", write_whole)


@mutant("the manifest names a file before it is there", IN_A_RUN)
def listed_early() -> Iterator[Patch]:
    sealed, add = seal._sealed, manifest.add

    def early(root: Any, files: Files, name: Any, *rest: Any) -> Any:
        later: list[tuple[Path, Path]] = []
        rename = Files.rename

        def postponed(_: Files, source: Path, target: Path) -> None:
            later.append((source, target))
            shutil.copyfile(source, target)  # to be measured, unseen by the disk

        with mock.patch.object(Files, "rename", postponed):
            line = sealed(root, files, name, *rest)
        add(root, files, [line], again=True)
        for source, target in later:
            target.unlink()
            rename(files, source, target)
        return line

    def again(root: Any, files: Files, lines: Any, **_: Any) -> None:
        add(root, files, lines, again=True)

    yield mock.patch.object(seal, "_sealed", early)
    yield mock.patch.object(manifest, "add", again)


@mutant("a part is removed before its sealed file is there", IN_A_RUN)
def part_removed_early() -> Iterator[Patch]:
    write_whole = Files.write_whole

    def careless(self: Files, path: Path, pieces: Iterable[bytes]) -> None:
        data = b"".join(pieces)
        self.unlink(path.with_name(path.name.removesuffix(".gz") + ".part"))
        write_whole(self, path, iter([data]))

    yield mock.patch.object(Files, "write_whole", careless)


@mutant("the lock of a site is released early", KILLS)
def unlocked() -> Iterator[Patch]:
    take = SiteLock.__init__

    def released(self: SiteLock, *arguments: Any, **named: Any) -> None:
        take(self, *arguments, **named)
        self.release()

    yield mock.patch.object(SiteLock, "__init__", released)


# --- failing ----------------------------------------------------------------------------------


@mutant("a failed fsync is passed over", IOFAULTS)
def fsync_passed_over() -> Iterator[Patch]:
    fsync = OpenFile.fsync

    def careless(self: OpenFile) -> None:
        with suppress(ArchiveError):
            fsync(self)

    yield mock.patch.object(OpenFile, "fsync", careless)


@mutant("what a failed fsync left in the manifest stays to be seen", IN_MANIFEST)
def doomed_lines() -> Iterator[Patch]:
    def append(file: OpenFile, data: bytes) -> None:
        file.append(data)
        file.fsync()

    yield mock.patch.object(manifest, "_append", append)


@mutant("a short write is not continued", IOFAULTS)
def short_write() -> Iterator[Patch]:
    once = lambda self, data: self._write(memoryview(data)) and None  # noqa: E731
    yield mock.patch.object(OpenFile, "append", once)


@mutant("an interrupted call is not repeated", IOFAULTS)
def not_repeated() -> Iterator[Patch]:
    yield mock.patch.object(files, "_call", files._once)


@mutant("a run goes on after a failure", IOFAULTS)
def goes_on() -> Iterator[Patch]:
    yield mock.patch.object(Writer, "_refusal", property(lambda _: None, nothing), create=True)


@mutant("what cannot be looked at is taken for absent", IOFAULTS)
def unseen() -> Iterator[Patch]:
    status = Files._status

    def careless(self: Files, path: Path) -> Any:
        with suppress(ArchiveError):
            return status(self, path)
        return None

    yield mock.patch.object(Files, "_status", careless)


@mutant("a failure while sealing is passed over", IOFAULTS)
def seal_passed_over() -> Iterator[Patch]:
    whole = Writer.seal

    def careless(self: Writer, *arguments: Any) -> None:
        with suppress(ArchiveError):
            whole(self, *arguments)
        self.abandon()

    yield mock.patch.object(Writer, "seal", careless)


# --- the proofs, in small ---------------------------------------------------------------------


def cut(make: Callable[[], powercuts.History]) -> Callable[[Path, int], list[str]]:
    def proof(work: Path, seed: int) -> list[str]:
        return powercuts.Cutter(work, seed=seed, losses=1, enough=1).cut_everywhere(make()).bad

    return proof


def in_sealing() -> powercuts.History:
    """The process dies when the captures have their final name, which is not synced."""
    return powercuts.killed(powercuts.call("rename", 2) + 1)


def in_recovery() -> powercuts.History:
    """It dies with tails that are not committed, and the next one when it has cut the captures."""
    torn = powercuts.call("write", 8)
    return powercuts.killed(torn, powercuts.call("ftruncate", 3, torn) + 1)


def in_making() -> powercuts.History:
    """It dies when it has made a site's folder, whose name is not synced."""
    return powercuts.killed(powercuts.call("mkdir", 4) + 1)


def in_manifest() -> powercuts.History:
    """The manifest's lines are written, and their fsync fails."""
    return powercuts.broken("manifest.jsonl")


def break_calls(work: Path, _: int) -> list[str]:
    return iofaults.Bench(work, enough=1).break_all(every=IO_EVERY).bad


def kill(_: Path, seed: int) -> list[str]:
    return writer_kills.kill_all(seed=seed, rounds=KILL_ROUNDS, enough=1).bad


PROOFS: dict[str, Callable[[Path, int], list[str]]] = {
    IN_A_RUN: cut(powercuts.undisturbed),
    KILLS: kill,
    IOFAULTS: break_calls,
    IN_SEALING: cut(in_sealing),
    IN_RECOVERY: cut(in_recovery),
    IN_MAKING: cut(in_making),
    IN_MANIFEST: cut(in_manifest),
}


def caught_by(one: Mutant | None, work: Path, seed: int, report: Path) -> None:
    """Write which proof notices, and what it says, to ``report``; of the process that changes."""
    with ExitStack() as changed:
        for patch in one.change() if one else ():
            changed.enter_context(patch)
        for name in sorted(PROOFS, key=lambda name: one is not None and name != one.first):
            try:
                bad = PROOFS[name](work, seed)
            except Exception as error:  # noqa: BLE001 - the proof cannot even begin
                bad = [f"{type(error).__name__}: {error}"]
            if bad:
                report.write_text(json.dumps([name, bad[0]]))
                return


def look(number: int, seed: int) -> tuple[int, str, str]:
    """Return the number of an error (-1: none is made), the proof that notices it (none: ""), and
    what that says."""
    one = MUTANTS[number] if number >= 0 else None
    with powercuts.folder() as work:
        report, said = work / "report.json", work / "said"
        (work / "proof").mkdir()
        ended(fork(lambda: caught_by(one, work / "proof", seed, report), said))
        if report.exists():
            name, what = json.loads(report.read_text())
            return number, name, what
        return number, "", said.read_text()


def main() -> int:
    """Return 0 if each error was noticed, and nothing else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a part of the names of those to try")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--verbose", action="store_true", help="print what the proofs said")
    options = parser.parse_args()
    began = time.monotonic()
    chosen = [one for one in MUTANTS if (options.only or "") in one.name]
    tasks = [*range(len(MUTANTS)), -1] if not options.only else list(map(MUTANTS.index, chosen))
    missed, passes = 0, True
    with multiprocessing.get_context("fork").Pool(options.processes) as pool:
        for number, name, said in pool.imap_unordered(partial(look, seed=options.seed), tasks):
            if number < 0:
                passes = not name
                print(f"{name or 'passes':45} the unchanged code {said[:800]}", flush=True)
                continue
            missed += not name
            print(f"{name or 'MISSED':45} {MUTANTS[number].name}", flush=True)
            if options.verbose:
                print(f"    {said[:400] if name else said[-1500:]}")
    tried = "was not tried" if options.only else "passes" if passes else "FAILS"
    print(
        f"seed {options.seed}: {len(chosen) - missed} of {len(chosen)} errors noticed; the "
        f"unchanged code {tried}; in {time.monotonic() - began:.0f} s"
    )
    return 0 if passes and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
