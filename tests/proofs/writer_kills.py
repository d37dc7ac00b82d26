"""Kills writers of an archive at random moments and looks for what was lost or doubled.

Each round forks processes that write captures, articles and fetch lines as fast as they can, tells
what they acknowledge over pipes, and sends SIGKILL at a moment that the seed chooses: to a run that
writes, to one that recovers what the last one left, to one that seals, to two sites at once. While
a writer lives nobody else may have its site. Then the archive is opened as the next run would; it
must verify, hold all that was acknowledged, and nothing twice.
"""

import argparse
import itertools
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.small_runs import SITE, opened
from archive.told_runs import faults, recovered, told_run
from proofs.forked import ended, fork

from newscrawl.errors import SiteBusy

OTHER_SITE = "echo"
ROUNDS_AN_ARCHIVE = 12
"""An archive grows, and with it what is looked through after each kill."""
LONGEST_SECONDS = 0.06
"""A writer writes and seals some dozens of articles in that time."""
SHORTEST_RUN, LONGEST_RUN = 2, 60
"""Pages: short runs are killed while they are sealed, long ones while they write."""

LATE = 0.5
"""Of the kills: not before the first acknowledgement. On a busy machine few would be else."""
ENDLESS_RUN = 900
"""Pages: a rival asks for the site for less than half a second."""


@dataclass
class Victim:
    """A process that writes, and the end of its pipe."""

    pid: int
    heard: int

    def kill(self) -> tuple[bool, list[str]]:
        """Return whether it was alive, and what it had acknowledged."""
        os.kill(self.pid, signal.SIGKILL)
        alive = ended(self.pid) == -signal.SIGKILL
        with closing(os.fdopen(self.heard)) as pipe:
            return alive, [line.rstrip("\n") for line in pipe if line.endswith("\n")]


@dataclass
class Archive:
    """An archive that is written to and killed again and again."""

    root: Path
    names: Iterator[int] = field(default_factory=itertools.count)
    acknowledged: set[str] = field(default_factory=set)

    def run_id(self) -> str:
        return f"r{next(self.names)}"

    def start(self, site: str, pages: int) -> Victim:
        """Start a run of ``site`` that reads so many new pages."""
        number = next(self.names)
        numbers = range(number * 1000, number * 1000 + pages)
        heard, speak = os.pipe()

        def tell(name: str) -> None:
            os.write(speak, f"{name}\n".encode())

        def work() -> None:
            os.close(heard)
            told_run(self.root, f"r{number}", numbers, tell, site=site)

        pid = fork(work, self.root.with_name("said"))
        os.close(speak)
        return Victim(pid, heard)

    def is_busy(self, site: str) -> bool:
        """Return whether ``site`` is refused to another run."""
        try:
            opened(self.root, self.run_id(), site=site).abandon()
        except SiteBusy:
            return True
        return False


@dataclass
class Totals:
    """What happened to the victims of all rounds."""

    kinds: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    bad: list[str] = field(default_factory=list)


def round_of(archive: Archive, chance: random.Random, totals: Totals) -> list[str]:
    """Kill once or twice, and return what is wrong then."""
    kind = chance.choices(["alone", "two sites", "recovering", "rival"], [6, 2, 3, 1])[0]
    pages = round(SHORTEST_RUN * (LONGEST_RUN / SHORTEST_RUN) ** chance.random())
    pages = ENDLESS_RUN if kind == "rival" else pages
    found: list[str] = []
    victims = [archive.start(SITE, pages)]
    if kind == "two sites":
        victims.append(archive.start(OTHER_SITE, pages))
    if kind == "rival":
        found += rival(archive, victims[0])
    if chance.random() < LATE:
        select.select([victims[0].heard], [], [], 10)  # it has acknowledged something
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    kill(archive, victims, kind, totals)
    if kind == "recovering":
        victim = archive.start(SITE, pages)
        time.sleep(chance.uniform(0, LONGEST_SECONDS / 6))
        kill(archive, [victim], kind, totals)
    for site in (SITE, OTHER_SITE):
        recovered(archive.root, archive.run_id(), site)
    return found + faults(archive.root, archive.acknowledged)


def kill(archive: Archive, victims: list[Victim], kind: str, totals: Totals) -> None:
    for victim in victims:
        alive, told = victim.kill()
        totals.kinds[kind if alive else "had ended"] += 1
        totals.acknowledged += len(told)
        archive.acknowledged.update(told)


def rival(archive: Archive, victim: Victim) -> list[str]:
    """Another run wants the site of one that has acknowledged something."""
    peeked = os.read(victim.heard, 1 << 16)
    archive.acknowledged.update(peeked.decode().splitlines()[: peeked.count(b"\n")])
    return [] if archive.is_busy(SITE) else ["two runs of one site at once"]


def kill_all(*, seed: int, rounds: int, enough: int | None = None) -> Totals:
    """Kill until ``rounds`` living writers were killed; return what was found.

    Args:
        seed: Of the moments.
        rounds: Kills.
        enough: Bad rounds after which it stops; ``None``: never.
    """
    chance, totals = random.Random(seed), Totals()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    while kills(totals) < rounds and len(totals.bad) < (enough or sys.maxsize):
        with tempfile.TemporaryDirectory(prefix="newscrawl-kills-", dir=memory) as folder:
            archive = Archive(Path(folder) / "archive")
            for _ in range(ROUNDS_AN_ARCHIVE):
                if found := guarded(lambda a=archive: round_of(a, chance, totals)):
                    totals.bad.append(f"kill {kills(totals)}: {'; '.join(found)}")
                    break  # what is wrong stays wrong
    return totals


def guarded(look: Callable[[], list[str]]) -> list[str]:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return [f"{type(error).__name__}: {error}"]


def kills(totals: Totals) -> int:
    return totals.kinds.total() - totals.kinds["had ended"]


def main() -> int:
    """Return 0 if nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5000, help="kills (default 5000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    began = time.monotonic()
    totals = kill_all(seed=options.seed, rounds=options.rounds)
    for line in totals.bad[:5]:
        print(f"BAD {line[:600]}")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in totals.kinds.most_common())
    print(
        f"seed {options.seed}: {kills(totals):,} writers killed ({kinds}), "
        f"{totals.acknowledged:,} records acknowledged, {len(totals.bad)} bad, in "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if totals.bad else 0


if __name__ == "__main__":
    sys.exit(main())
