"""Cuts the power at every step of recorded runs and looks for what was lost or doubled.

A run is recorded call by call, and so is the run that finds what a dead one left. Then the power
goes at every step of it: of what was not synced, each loss of ``archive.power`` is tried and some
that a seed chooses. From every disk that may be left the next run must start, nothing acknowledged
may be missing, nothing may be there twice, the archive must verify, and a whole crawl must go
through. Histories before the cut: none; a process killed at some call, and one killed in the
recovery of that; an earlier power cut; an fsync that failed.

Two power cuts may leave the same disk: it is looked at once, and both numbers are told.
"""

import argparse
import hashlib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.power import LOSSES, Dead, Disk, Loss, Recording, State, Step, make, random_loss
from archive.small_runs import SITE, url
from archive.told_runs import faults, recovered, told_run, unkept_promises

from newscrawl.archive.files import Files
from newscrawl.errors import ArchiveError

PAGES = range(7)
"""Two commits of three pages, and one page that only sealing commits."""
FIRST = PAGES[:5]
"""What the run had asked for that died."""
CHANGES = frozenset({"open", "write", "fsync", "ftruncate", "rename", "unlink", "mkdir"})
"""Calls between which a process may die differently."""
SHOWN = 400
"""Bad disks that are printed."""


@dataclass(frozen=True)
class History:
    """What happens to a disk: where it begins, the steps, and from which on the power goes."""

    name: str
    steps: tuple[Step, ...]
    cut_from: int = 0
    begin: State = field(default_factory=dict)
    acknowledged: frozenset[str] = frozenset()

    def disk(self) -> Disk:
        return Disk.holding(self.begin, self.acknowledged)


@dataclass
class Found:
    """What became of some cuts."""

    cuts: int = 0
    disks: set[bytes] = field(default_factory=set)
    bad: list[str] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        self.cuts += other.cuts
        self.disks |= other.disks
        self.bad += other.bad


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder, in memory where there is such a disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="newscrawl-cuts-", dir=memory) as path:
        yield Path(path).resolve()


# --- histories --------------------------------------------------------------------------------


def undisturbed() -> History:
    """A run in a new archive, sealed."""
    with folder() as disk:
        system = Recording(disk)
        told(system, "r1", PAGES)
        return History("undisturbed", tuple(system.steps))


def killed(*at: int) -> History:
    """The first run is killed at its call ``at[0]``, the next one at ``at[1]`` ...; then one
    comes to its end."""
    with folder() as disk:
        system = Recording(disk)
        for number, call in enumerate(at):
            system.dies_at = len(system.made) + call
            dies(system, f"r{number}")
        begun = len(system.steps)
        told(system, "end", PAGES)
        return History(f"killed at {at}", tuple(system.steps), begun)


def broken(at: int | str) -> History:
    """The ``at``-th fsync fails, or the first of a file of that name, and the run ends; the next
    one comes to its end."""
    with folder() as disk:
        system = Recording(disk)
        system.breaks_at = at
        dies(system, "r1")
        begun = len(system.steps)
        told(system, "end", PAGES)
        return History(f"fsync {at} failed", tuple(system.steps), begun)


def cut_before(history: History, after: int, loss: Loss) -> History:
    """The power goes in ``history``; a run finds that disk and comes to its end."""
    disk = disk_at(history, after)
    left = disk.after_power_cut(loss)
    with folder() as path:
        make(left, path)
        system = Recording(path)
        told(system, "end", PAGES)
    name = f"{history.name}, power cut after {after}, {loss.name}"
    return History(name, tuple(system.steps), 0, left, frozenset(disk.acknowledged))


def told(system: Recording, run_id: str, numbers: Iterable[int]) -> None:
    with system.connected():
        told_run(system.archive, run_id, numbers, system.acknowledge, files=Files(system))


def dies(system: Recording, run_id: str) -> None:
    """Run until the process is killed or the disk fails."""
    try:
        with system.connected():
            told_run(system.archive, run_id, FIRST, system.acknowledge, files=Files(system))
    except (Dead, ArchiveError):
        pass
    system.reborn()


def disk_at(history: History, after: int) -> Disk:
    disk = history.disk()
    for step in history.steps[:after]:
        disk.do(step)
    return disk


def calls(*at: int) -> list[int]:
    """Return the calls at which the next run can die that follows those killed at ``at``."""
    return [number for number, name in enumerate(made_after(*at), 1) if name in CHANGES]


def call(name: str, which: int, *at: int) -> int:
    """Return the number of the ``which``-th call of ``name`` of the run after those killed."""
    return [number for number, made in enumerate(made_after(*at), 1) if made == name][which - 1]


def made_after(*at: int) -> list[str]:
    """Return the calls of the run after those killed at ``at``."""
    with folder() as disk:
        system = Recording(disk)
        for number, call in enumerate(at):
            system.dies_at = len(system.made) + call
            dies(system, f"r{number}")
        begun = len(system.made)
        told(system, "end", FIRST)
        return system.made[begun:]


def syncs() -> int:
    """Return how many fsyncs a run makes."""
    with folder() as disk:
        system = Recording(disk)
        told(system, "r1", FIRST)
        return system.syncs


# --- cutting ----------------------------------------------------------------------------------


class Cutter:
    """Cuts, and looks at what is left; each different disk once.

    Args:
        work: A folder for archives.
        seed: Of the random losses.
        losses: How many of them at each step, beside ``LOSSES``.
        enough: Bad disks after which it stops; ``None``: never.
    """

    def __init__(self, work: Path, *, seed: int, losses: int, enough: int | None = None) -> None:
        self._work = work
        self._seed = seed
        self._losses = losses
        self._enough = enough
        self._known: set[bytes] = set()

    def cut_everywhere(self, history: History) -> Found:
        """Cut at every step of ``history``."""
        found, disk = Found(), history.disk()
        for after in range(len(history.steps) + 1):
            if after >= history.cut_from:
                for loss in self._losses_at(f"{self._seed} {history.name} {after}"):
                    self._cut(disk, loss, f"{history.name}, cut after {after}, {loss.name}", found)
            if len(found.bad) >= (self._enough or sys.maxsize):
                break
            if after < len(history.steps):
                disk.do(history.steps[after])
        return found

    def _losses_at(self, seed: str) -> Iterator[Loss]:
        yield from LOSSES
        for which in range(self._losses):
            yield random_loss(f"{seed} {which}")

    def _cut(self, disk: Disk, loss: Loss, name: str, found: Found) -> None:
        state = disk.after_power_cut(loss)
        found.cuts += 1
        digest = digest_of(state, disk.acknowledged)
        if digest not in self._known:
            self._known.add(digest)
            found.disks.add(digest)
            if wrong := self._wrong(state, disk.acknowledged):
                found.bad.append(f"{name}: {'; '.join(wrong)}")

    def _wrong(self, state: State, acknowledged: set[str]) -> list[str]:
        """Return what is wrong with the archive after the next two runs on this disk."""
        path = Path(tempfile.mkdtemp(dir=self._work))
        try:
            root = make(state, path)
            found = unkept_promises(root)
            recovered(root)
            found += faults(root, acknowledged)
            told_run(root, "last", PAGES, lambda _: None)
            wanted = {f"article {SITE} {url(number)}" for number in PAGES}
            return found + faults(root, acknowledged | wanted)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            return [f"{type(error).__name__}: {error}"]
        finally:
            shutil.rmtree(path)


def digest_of(state: State, acknowledged: set[str]) -> bytes:
    digest = hashlib.blake2b(repr(sorted(acknowledged)).encode(), digest_size=16)
    for path, content in state.items():
        digest.update(f"\n{path} {-1 if content is None else len(content)} ".encode())
        digest.update(content or b"")
    return digest.digest()


# --- many -------------------------------------------------------------------------------------

Plan = tuple[str, tuple[int, ...], str]
"""A history to be: its kind, numbers, and the seed of a loss."""


def plans(seed: int, number: int) -> list[Plan]:
    """Return ``number`` histories of each kind that has a dead run, chosen by ``seed``, and the
    one without."""
    chance = random.Random(seed)
    once = calls()
    chosen: list[Plan] = [("undisturbed", (), "")]
    chosen += [("killed", (at,), "") for at in some(once, number, chance)]
    for at in some(once, number, chance):
        chosen.append(("killed", (at, chance.choice(calls(at))), ""))
    chosen += [("broken", (at,), "") for at in some(list(range(1, syncs() + 1)), number, chance)]
    length = len(undisturbed().steps)
    for at in some(list(range(length)), number, chance):
        chosen.append(("cut_before", (at,), f"{seed} before {at}"))
    return chosen


def some(choices: list[int], number: int, chance: random.Random) -> list[int]:
    return sorted(chance.sample(choices, min(number, len(choices))))


def history_of(plan: Plan) -> History:
    kind, at, seed = plan
    if kind == "killed":
        return killed(*at)
    if kind == "broken":
        return broken(*at)
    if kind == "cut_before":
        return cut_before(undisturbed(), at[0], random_loss(seed))
    return undisturbed()


_cutter: list[Cutter] = []
"""Of this process."""


def _begin(work: Path, seed: int, losses: int) -> None:
    _cutter.append(Cutter(work, seed=seed, losses=losses))


def _follow(plan: Plan) -> tuple[Plan, Found]:
    return plan, _cutter[0].cut_everywhere(history_of(plan))


def cut_all(*, seed: int, histories: int, losses: int, processes: int) -> Found:
    """Cut in all histories, and say how far it is."""
    began, total, by_kind = time.monotonic(), Found(), Counter[str]()
    chosen = plans(seed, histories)
    print(f"seed {seed}: {len(chosen)} histories, {len(LOSSES) + losses} losses at each step")
    forking = multiprocessing.get_context("fork")
    with folder() as work, forking.Pool(processes, _begin, (work, seed, losses)) as pool:
        for number, (plan, found) in enumerate(pool.imap_unordered(_follow, chosen), 1):
            total.add(found)
            by_kind[" ".join([plan[0], "twice" * (len(plan[1]) > 1)]).strip()] += found.cuts
            print(
                f"{number:4} of {len(chosen)}: {plan[0]} {plan[1]}: {found.cuts} cuts, "
                f"{len(found.bad)} bad",
                flush=True,
            )
    for line in total.bad[:SHOWN]:
        print(f"BAD {line[:600]}")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in by_kind.items())
    print(
        f"seed {seed}: {total.cuts:,} power cuts ({kinds}) left {len(total.disks):,} different "
        f"disks, {len(total.bad)} bad, in {time.monotonic() - began:.0f} s"
    )
    return total


def main() -> int:
    """Return 0 if nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--histories", type=int, default=12, help="of each kind (default 12)")
    parser.add_argument("--losses", type=int, default=6, help="random ones a step (default 6)")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    found = cut_all(
        seed=options.seed,
        histories=options.histories,
        losses=options.losses,
        processes=options.processes,
    )
    return 1 if found.bad else 0


if __name__ == "__main__":
    sys.exit(main())
