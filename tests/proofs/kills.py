"""Kills real crawls at random moments and looks for what was lost or doubled.

Each round crawls a newspaper over a real socket into a fresh archive, sends SIGKILL at a random
moment, notes what the catalogue had committed by then, and runs the crawl again to its end. What
was committed must be in the sealed files, nothing may be there twice, everything the undisturbed
crawl finds must be found, and the archive must verify.

The newspaper is a bundled one unless --url names another that is being served on this machine.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

from proofs.forked import LIMIT_SECONDS, crawl, ended, fork, sample_newspaper, warm

from newscrawl.archive.reader import articles, fetches, front_pages
from newscrawl.archive.verify import verify


def start(url: str, root: Path) -> int:
    """Start a crawl of the newspaper at ``url`` into ``root``; return its process id."""
    return fork(lambda: crawl(url, root), output_of(root))


def output_of(root: Path) -> Path:
    """Return the file for what crawls into ``root`` print."""
    return root.with_name("said")


def finish(pid: int, root: Path) -> None:
    """Wait for a crawl to end; its exit code must be 0."""
    if code := ended(pid):
        message = f"a crawl ended with {code}: {output_of(root).read_text(errors='replace')}"
        raise AssertionError(message)


def committed(root: Path) -> tuple[str, set[str]]:
    """Return where the kill fell (before, during or after writing) and the revisions that were
    acknowledged by then."""
    catalogue = root / "catalogue.sqlite3"
    if not catalogue.exists():
        return "before", set()
    with tempfile.TemporaryDirectory(prefix="newscrawl-kills-") as folder:
        # A copy: SQLite may have to bring in the log first, and the archive is to stay as it is.
        for path in root.glob("catalogue.sqlite3*"):
            shutil.copy(path, folder)
        with closing(sqlite3.connect(Path(folder) / catalogue.name)) as connection:
            try:
                rows = connection.execute("SELECT revision_id FROM revisions")
                revisions = {row[0] for row in rows}
                sealed = {row[0] for row in connection.execute("SELECT sealed FROM segments")}
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    raise
                return "before", set()  # killed while the tables were made
    if not sealed:
        return "before", revisions
    return ("during" if 0 in sealed else "after"), revisions


def faults(root: Path, acknowledged: set[str], expected: set[str]) -> list[str]:
    """Return what is wrong with an archive after the crawl was run again to its end."""
    found = [f"verify: {problem}" for problem in verify(root).problems]
    stored = [article.revision_id for article in articles(root)]
    lost = acknowledged - set(stored)
    found += [f"lost: acknowledged revision {name}" for name in sorted(lost)]
    counted = Counter([*stored, *(page.snapshot_id for page in front_pages(root))])
    found += [f"doubled: {name} is there {n} times" for name, n in counted.items() if n > 1]
    read = {fetch.article_id for fetch in fetches(root) if fetch.status == 200}
    found += [f"missing: article {name}" for name in sorted(expected - read - {None})]
    return found


EARLY = 0.2
"""Share of the kills that fall between the archive's first file and its first capture: a crawl sets
up, and the process that reads starts."""


def wait_for(root: Path, pattern: str) -> float:
    """Wait until a crawl has made a file; return when that was, by the monotonic clock."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while not any(root.glob(pattern)) and time.monotonic() < deadline:
        time.sleep(0.002)
    return time.monotonic()


FIRST, CAPTURE = "*", "captures/*/*/*"


def round_of(url: str, after: str, moment: float, expected: set[str]) -> tuple[str, int, list[str]]:
    """Kill one crawl ``moment`` seconds after it made the file ``after``; return where that fell,
    how many revisions were acknowledged by then, and the faults found."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-kills-") as folder:
        root = Path(folder) / "archive"
        pid = start(url, root)
        wait_for(root, after)
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        phase, acknowledged = committed(root)
        finish(start(url, root), root)
        return phase, len(acknowledged), faults(root, acknowledged, expected)


def reference(url: str) -> tuple[dict[str, float], set[str]]:
    """Return how long an undisturbed crawl takes from its first file to its first capture, and
    from there to its end; and the articles it reads."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-kills-") as folder:
        root = Path(folder) / "archive"
        pid = start(url, root)
        began, captured = wait_for(root, FIRST), wait_for(root, CAPTURE)
        finish(pid, root)
        took = {FIRST: captured - began, CAPTURE: time.monotonic() - captured}
        read = {
            fetch.article_id for fetch in fetches(root) if fetch.status == 200 and fetch.article_id
        }
        return took, read


def kill(url: str, *, rounds: int, seed: int) -> int:
    """Run ``rounds`` rounds and print what became of each; return the number of bad ones."""
    rng = random.Random(seed)
    took, expected = reference(url)
    print(
        f"seed {seed}: undisturbed, it writes for {took[CAPTURE]:.1f} s and reads {len(expected)} "
        "articles"
    )
    phases: Counter[str] = Counter()
    bad = 0
    for number in range(1, rounds + 1):
        after = FIRST if rng.random() < EARLY else CAPTURE
        moment = rng.uniform(0, took[after])
        phase, count, found = round_of(url, after, moment, expected)
        phases[phase] += 1
        bad += bool(found)
        print(
            f"{number:4} of {rounds}: killed {moment:5.2f} s after its first "
            f"{'file' if after == FIRST else 'capture'}, {phase} writing, "
            f"{count} acknowledged: {'; '.join(found) or 'nothing lost, nothing doubled'}",
            flush=True,
        )
    print(
        f"seed {seed}: {rounds} kills ({phases['before']} before, {phases['during']} during, "
        f"{phases['after']} after writing), {bad} with faults"
    )
    return bad


def main() -> int:
    """Return 0 if nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a newspaper on this machine (default: the bundled one)")
    parser.add_argument("--rounds", type=int, default=500, help="kills (default 500)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    with ExitStack() as stack:
        sample = stack.enter_context(sample_newspaper())
        warm(sample)
        url = options.url or sample
        return 1 if kill(url, rounds=options.rounds, seed=options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
