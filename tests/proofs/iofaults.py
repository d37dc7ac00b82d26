"""Makes every call of a run to the operating system fail, and looks how the run ends.

The run finds what a dead one left, so that recovery fails too. At each of its calls in turn: the
disk is full from then on (ENOSPC), or fails once (EIO): the run must stop with a message that says
what to do, leave nothing that the next run cannot go on from, and lose nothing acknowledged; or
the call is interrupted (EINTR), or a write is short: the run must come to its end. The catalogue's
own file is filled up by SQLite's ``max_page_count``. At some of the calls the same is done to a
whole crawl of the bundled newspaper: its exit code is 5, or 1 where nothing was fetched.
"""

import argparse
import errno
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from archive.faulty_system import Counting, Failing
from archive.small_runs import SITE, url
from archive.told_runs import faults, recovered, told_run
from proofs.forked import crawl, ended, fork, sample_newspaper, warm

from newscrawl.archive.files import Files
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer
from newscrawl.errors import ArchiveError, ConfigurationError

PAGES = range(7)
LEFT = range(4)
"""Pages of the run that died before: one commit, and a page behind it."""
DEAD = "the next run of"
"""In what ``verify`` says of a run that died."""
MESSAGE = re.compile(r"Cannot [a-z ]+ /\S+: [^.]+\. [A-Z][^.]+\.")
"""What failed, where, why, and what to do."""
TOLERATED = frozenset({"close"})
"""Calls whose failure may be passed over, for what they end was synced before."""
CRAWL_ERRORS = (errno.ENOSPC, errno.EIO)


class Interrupted(Counting):
    """The ``at``-th call is interrupted; a call that is made is short if it can be."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def act(self, name: str, arguments: tuple[Any, ...]) -> None:
        if len(self.made) == self.at:
            if name == "close":
                os.close(arguments[0])
            raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR))


class Short(Counting):
    """The ``at``-th call, a write or a read, does a third of its work."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def act(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if len(self.made) != self.at:
            return None
        if name == "write":
            return os.write(arguments[0], arguments[1][: max(1, len(arguments[1]) // 3)])
        return os.read(arguments[0], max(1, arguments[1] // 3)) if name == "read" else None


@dataclass
class Found:
    """What became of the runs."""

    ends: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def add(self, end: str, what: str, wrong: list[str]) -> None:
        self.ends[end] += 1
        if wrong:
            self.bad.append(f"{what}: {'; '.join(wrong)}")


# --- the writer, in this process --------------------------------------------------------------


class Bench:
    """Runs of the archive's writer, each from the same beginning.

    Args:
        work: A folder for archives.
        enough: Bad runs after which it stops; ``None``: never.
    """

    def __init__(self, work: Path, *, enough: int | None = None) -> None:
        self._work = work
        self._enough = enough or sys.maxsize
        self._begin = work / "begin"
        told_run(self._begin, "dead", LEFT, lambda _: None, sealed=False).abandon()
        system = Counting()
        with self._archive() as root:
            told_run(root, "r1", PAGES, lambda _: None, files=Files(system))
        self.calls = system.made
        self.found = Found()

    @contextmanager
    def _archive(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(dir=self._work))
        try:
            yield shutil.copytree(self._begin, folder / "archive")
        finally:
            shutil.rmtree(folder)

    def break_all(self, *, every: int = 1) -> Found:
        """Let each call, or every ``every``-th, fail in each way."""
        for at, name in list(enumerate(self.calls, 1))[::every]:
            if len(self.found.bad) >= self._enough:
                break
            for number in (errno.ENOSPC, errno.EIO):
                self.fail(Failing(at, number), name, number)
            self.complete(Interrupted(at), f"call {at}, {name}, interrupted", "interrupted")
            if name in {"read", "write"}:
                self.complete(Short(at), f"call {at}, {name}, short", "short")
        return self.found

    def fail(self, system: Failing, name: str, number: int) -> None:
        what = f"call {system.at}, {name}, {errno.errorcode[number]}"
        with self._archive() as root:
            told: set[str] = set()
            try:
                told_run(root, "r1", PAGES, told.add, files=Files(system))
            except ArchiveError as error:
                end, wrong = errno.errorcode[number], wrong_message(error, number)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                end, wrong = "other", [f"{type(error).__name__}: {error}"]
            else:
                end = f"{name} passed over"
                wrong = [] if name in TOLERATED else ["the run took no notice"]
            self.found.add(end, what, wrong + wrong_after(root, told))

    def complete(self, system: Counting, what: str, kind: str) -> None:
        with self._archive() as root:
            told: set[str] = set()
            try:
                told_run(root, "r1", PAGES, told.add, files=Files(system))
                wrong = []
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                wrong = [f"{type(error).__name__}: {error}"]
            self.found.add(kind, what, wrong + wrong_after(root, told))

    def fill_catalogue(self, sizes: Iterable[int] = range(1, 1000)) -> Found:
        """Let SQLite find its file full at each size until a run comes to its end."""
        for pages in sizes:
            if self._stops_at(pages):
                break
        return self.found

    def _stops_at(self, pages: int) -> bool:
        with self._archive() as root:
            told: set[str] = set()
            wrong: list[str] = []
            try:
                with limited(pages):
                    told_run(root, "r1", range(60), told.add)
            except ArchiveError as error:
                if "database or disk is full" not in str(error):
                    wrong = [str(error)]
            else:
                return True
            self.found.add(
                "catalogue full", f"catalogue of {pages} pages", wrong + wrong_after(root, told)
            )
        return False


@contextmanager
def limited(pages: int) -> Iterator[None]:
    """Let no SQLite file grow by more than ``pages`` pages meanwhile."""
    connect = sqlite3.connect

    def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **named)
        with suppress(sqlite3.Error):
            there = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {max(there, START_PAGES) + pages}")
        return connection

    with mock.patch("sqlite3.connect", connected):
        yield


START_PAGES = 1
"""Of a catalogue that is still empty."""


def wrong_message(error: ArchiveError, number: int) -> list[str]:
    said = str(error)
    if MESSAGE.match(said) and os.strerror(number) in said:
        return []
    return [f"unclear message: {said}"]


def wrong_now(root: Path) -> list[str]:
    """Return what is wrong with an archive that the next run of the site does not put right."""
    try:
        problems = verify(root).problems
    except ConfigurationError:  # the call failed before there was an archive
        return []
    return [
        f"at once: {problem}"
        for problem in problems
        if DEAD not in str(problem) and not problem.path.endswith((".part", ".tmp"))
    ]


def wrong_after(root: Path, told: set[str]) -> list[str]:
    """Return what is wrong with an archive at once, after the next run, and after one more."""
    try:
        now = wrong_now(root)
        recovered(root)
        now += faults(root, told)
        told_run(root, "last", PAGES, lambda _: None)
        wanted = {f"article {SITE} {url(number)}" for number in PAGES}
        return now + faults(root, told | wanted)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return [f"{type(error).__name__}: {error}"]


# --- whole crawls -----------------------------------------------------------------------------


def broken_crawl(address: str, root: Path, system: Callable[[], Counting], note: Path) -> int:
    """Crawl with ``system`` below the archive; ``note`` says how many calls were made, and how
    many of them before anything was fetched."""
    shared = system()
    opening = Writer.open.__func__  # type: ignore[attr-defined]
    opened: list[int] = []

    def counted(cls: type[Writer], *arguments: Any, **named: Any) -> Writer:
        writer: Writer = opening(cls, *arguments, **named)
        opened.append(len(shared.made))
        return writer

    with (
        mock.patch("newscrawl.archive.files.Kernel", return_value=shared),
        mock.patch.object(Writer, "open", classmethod(counted)),
    ):
        code = crawl(address, root)
    note.write_text(f"{len(shared.made)} {opened[0] if opened else 0}")
    return code


def break_crawls(address: str, *, number: int, seed: int) -> Found:
    """Break ``number`` crawls of the newspaper at ``address``, at calls spread over a crawl."""
    found = Found()
    with tempfile.TemporaryDirectory(prefix="newscrawl-iofaults-") as name:
        folder = Path(name)
        note = folder / "note"
        pid = fork(lambda: broken_crawl(address, folder / "whole", Counting, note), folder / "said")
        assert ended(pid) == 0, (folder / "said").read_text()
        total, _ = map(int, note.read_text().split())
        chance = random.Random(seed)
        for which in range(number):
            # One in each of ``number`` equal parts, so that opening, writing and sealing all are.
            at = total * which // number + chance.randrange(max(1, total // number)) + 1
            kind = CRAWL_ERRORS[which % len(CRAWL_ERRORS)]
            break_crawl(address, folder / f"crawl{which}", at, kind, found)
    return found


def break_crawl(address: str, folder: Path, at: int, kind: int, found: Found) -> None:
    folder.mkdir()
    root, said, note = folder / "archive", folder / "said", folder / "note"
    code = ended(fork(lambda: broken_crawl(address, root, lambda: Failing(at, kind), note), said))
    made, opened = map(int, note.read_text().split())
    output = said.read_text()
    wrong = wrong_end(code, output, kind, fetched=bool(opened))
    wrong += wrong_after_crawl(address, root, said)
    shutil.rmtree(folder)
    found.add(f"exit code {code}", f"crawl, call {at} of {made}, {os.strerror(kind)}", wrong)


def wrong_end(code: int, output: str, kind: int, *, fetched: bool) -> list[str]:
    if code == 0 and kind == errno.EIO:
        return []  # the call that failed was a close; the caller looks whether all is there
    expected = 5 if fetched else 1
    wrong = [] if code == expected else [f"exit code {code}, not {expected}: {output[-600:]}"]
    told = " ".join(output.split())
    return wrong if os.strerror(kind) in told else [*wrong, f"no clear message: {output[-600:]}"]


def wrong_after_crawl(address: str, root: Path, said: Path) -> list[str]:
    """Return what is wrong at once and after the next crawl, which must come to its end."""
    wrong = []
    with suppress(ArchiveError):  # there may be no archive yet
        wrong = wrong_now(root)
    if code := ended(fork(lambda: crawl(address, root), said)):
        return [*wrong, f"the next crawl ended with {code}: {said.read_text()[-600:]}"]
    return wrong + faults(root, ())


# --- both -------------------------------------------------------------------------------------


@contextmanager
def work_folder() -> Iterator[Path]:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="newscrawl-iofaults-", dir=memory) as path:
        yield Path(path).resolve()


def told_of(what: str, found: Found, began: float) -> int:
    """Print what was found; return the number of bad runs."""
    for line in found.bad[:5]:
        print(f"BAD {line[:800]}")
    ends = ", ".join(f"{count:,} {end}" for end, count in found.ends.most_common())
    print(
        f"{what}: {found.ends.total():,} runs ({ends}), {len(found.bad)} bad, in "
        f"{time.monotonic() - began:.0f} s",
        flush=True,
    )
    return len(found.bad)


def main() -> int:
    """Return 0 if every run ended as it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="chooses the calls of whole crawls")
    parser.add_argument("--every", type=int, default=1, help="break every N-th call only")
    parser.add_argument("--crawls", type=int, default=60, help="whole crawls (default 60)")
    options = parser.parse_args()
    bad, began = 0, time.monotonic()
    with work_folder() as work:
        bench = Bench(work)
        calls = ", ".join(f"{n} {name}" for name, n in Counter(bench.calls).most_common())
        print(f"a run makes {len(bench.calls)} calls: {calls}")
        bench.break_all(every=options.every)
        bad += told_of("each call", bench.fill_catalogue(), began)
    began = time.monotonic()
    with sample_newspaper() as address:
        warm(address)
        found = break_crawls(address, number=options.crawls, seed=options.seed)
        bad += told_of(f"whole crawls, seed {options.seed}", found, began)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
