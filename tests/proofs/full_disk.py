"""Crawls onto disks that may be too small, and with a limit on the size of files.

Whole crawls of the bundled newspaper, over a real socket: onto file systems in memory of several
sizes (needs root and the right to mount; left out with a message where that is not given), and
under several ``RLIMIT_FSIZE``. Each must end with exit code 5, or 1 where nothing was fetched, and
say that the disk is full or the file may not grow; the largest may be enough (0). The archive must
verify, save that the run died; and once there is space the next crawl must come to its end with
everything archived once.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.told_runs import faults
from proofs.forked import crawl, ended, fork, sample_newspaper, warm
from proofs.iofaults import Found, told_of, wrong_now

from newscrawl.archive.reader import articles
from newscrawl.errors import ArchiveError

DISK_KIB = (32, 128, 192, 256, 320, 384, 448, 512)
"""To open an archive takes some 200 KiB, the log of the catalogue included."""
FILE_BYTES = (0, 4_000, 80_000, 110_000, 140_000, 170_000, 200_000, 240_000)
SAID = ("No space left", "disk is full", "disk I/O error", "File too large", "cannot be made")
"""What the system or SQLite says; newscrawl's own words are around it."""
ARTICLES = 12
"""Of the bundled newspaper."""
SPACE = "size=64m"


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[None]:
    """Mount a disk of so many KiB at ``folder``.

    Raises:
        PermissionError: This process may not.
    """
    command = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        message = "this process may not mount file systems"
        raise PermissionError(message)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def enlarge(folder: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,{SPACE}", str(folder)], check=True)


def limited(work: Callable[[], int], size: int) -> int:
    """Do ``work`` in a process that may not write files of more than ``size`` bytes.

    Python ignores SIGXFSZ, so that the write fails with EFBIG.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return work()


def look(
    address: str, root: Path, said: Path, *, code: int, more_space: Callable[[], None]
) -> list[str]:
    """Return what is wrong with how a crawl ended, and with what the next one makes of it."""
    output = " ".join(said.read_text(errors="replace").split())
    wrong = [] if code in {0, 1, 5} else [f"exit code {code}: {output[-600:]}"]
    if code and not any(reason in output for reason in SAID):
        wrong.append(f"no clear message: {output[-600:]}")
    with suppress(ArchiveError):  # there may be no archive yet
        wrong += wrong_now(root)
    more_space()
    if code := ended(fork(lambda: crawl(address, root), said)):
        return [*wrong, f"the next crawl ended with {code}: {said.read_text()[-600:]}"]
    stored = sum(1 for _ in articles(root))
    wrong += [] if stored == ARTICLES else [f"{stored} articles, not {ARTICLES}"]
    return wrong + faults(root, ())


def fill_disks(address: str, work: Path, found: Found) -> None:
    for kib in DISK_KIB:
        folder = work / f"disk{kib}"
        folder.mkdir()
        said = work / f"said{kib}"
        root = folder / "archive"
        with small_disk(folder, kib):
            code = ended(fork(lambda root=root: crawl(address, root), said))
            wrong = look(address, root, said, code=code, more_space=lambda f=folder: enlarge(f))
            found.add(f"exit code {code}", f"disk of {kib} KiB", wrong)


def limit_files(address: str, work: Path, found: Found) -> None:
    for size in FILE_BYTES:
        root, said = work / f"limit{size}", work / f"said-limit{size}"
        # What the child prints goes through a pipe: the limit is for all files.
        code = ended(piped(lambda r=root, s=size: limited(lambda: crawl(address, r), s), said))
        wrong = look(address, root, said, code=code, more_space=lambda: None)
        found.add(f"exit code {code}", f"files of {size} bytes at most", wrong)


def piped(work: Callable[[], int], said: Path) -> int:
    """Do ``work`` in a process whose output another one writes to ``said``."""
    heard, speak = os.pipe()

    def speaking() -> int:
        os.dup2(speak, 1)
        os.dup2(speak, 2)
        os.close(heard)
        return work()

    pid = fork(speaking)
    os.close(speak)
    with os.fdopen(heard, "rb") as pipe:
        said.write_bytes(pipe.read())
    return pid


def main() -> int:
    """Return 0 if every crawl ended as it should."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    bad, began = 0, time.monotonic()
    with sample_newspaper() as address, tempfile.TemporaryDirectory() as name:
        warm(address)
        work, disks, limits = Path(name).resolve(), Found(), Found()
        try:
            fill_disks(address, work, disks)
            bad += told_of(f"disks of {DISK_KIB} KiB", disks, began)
        except PermissionError as error:
            print(f"full disks are left out: {error}")
        began = time.monotonic()
        limit_files(address, work, limits)
        if not limits.ends["exit code 5"]:
            limits.bad.append("no crawl was stopped while it wrote: choose other limits")
        bad += told_of(f"files of {FILE_BYTES} bytes at most", limits, began)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
