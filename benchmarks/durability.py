"""What it costs that nothing is lost: a whole crawl with every wait for the disk, and without.

Pairs of crawls of the same made-up newspaper, over a real socket, onto a real disk, in turns: one
as it is, and one in which no fsync is made and SQLite does not wait either. The aim is that the
first takes 1.05 times as long as the second at most. Told in three ways, each with the median of
all pairs and the interval in which 95 of 100 medians of pairs drawn from these are (bootstrap):

*by the clock*: the ratio of the two. On a busy machine that is mostly what others do meanwhile.
*by the waits*: each crawl counts the seconds that it spends in fsync and in commits. What the first
spends there beyond the second is taken off its time, and it is compared with what is left.
*by the processor*: the same seconds beside those of the processor that the second crawl took. With
no pause between requests that is what it would take on a machine of its own.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawl import many_articles

AIM = 1.05
DRAWN = 4000
CRAWL = """
import os, sys, threading, time
careless = sys.argv.pop(1) == "careless"
waited = [0.0, 0]
under_way = began_at = 0
counting = threading.Lock()

def step(by):  # what is waited for at once counts once
    global under_way, began_at
    with counting:
        if under_way == 0:
            began_at = time.perf_counter()
        under_way += by
        if under_way == 0:
            waited[0] += time.perf_counter() - began_at

def timed(call):
    def wait(*arguments):
        step(1)
        try:
            return call(*arguments)
        finally:
            step(-1)
            waited[1] += 1
    return wait

os.fsync = timed((lambda fd: None) if careless else os.fsync)
from newscrawl.archive import database
from newscrawl.archive.catalogue import Catalogue
prepare = database._prepare

def prepared(connection, *rest):
    prepare(connection, *rest)
    if careless:
        connection.execute("PRAGMA synchronous = OFF")

database._prepare = prepared
Catalogue.commit = timed(Catalogue.commit)
from scrapy.cmdline import execute
began = time.perf_counter()
try:
    execute(["scrapy", *sys.argv[1:]])
finally:
    print("WAITED", *waited, time.perf_counter() - began, file=sys.__stdout__)
"""
"""A crawl that tells how long it waited, how often, and how long it took."""


def crawled(url: str, root: Path, how: str, delay: float) -> tuple[float, float, int, float]:
    """Crawl; return seconds in all, seconds of waiting, waits, and seconds of the processor."""
    command = [sys.executable, "-c", CRAWL, how, "crawl", "any", "-a", f"url={url}"]
    for setting in (
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
        f"NEWSCRAWL_ARCHIVE_DIR={root}",
        f"DOWNLOAD_DELAY={delay}",
    ):
        command += ["-s", setting]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    began, spent = time.perf_counter(), processor()
    said = subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout
    seconds = time.perf_counter() - began
    told = next(line for line in said.splitlines() if line.startswith("WAITED")).split()
    return seconds, float(told[1]), int(told[2]), processor() - spent


def processor() -> float:
    """Return how many seconds of the processor the crawls so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(url: str, folder: Path, rounds: int, delay: float) -> None:
    """Print each pair's times and ratios, and their medians."""
    clock, direct, bare = [], [], []
    for number in range(rounds):
        order = ("careful", "careless") if number % 2 else ("careless", "careful")
        took = {how: crawled(url, folder / f"{how}{number}", how, delay) for how in order}
        careful, waited, waits, _ = took["careful"]
        careless, idle, _, spent = took["careless"]
        clock.append(careful / careless)
        direct.append(careful / (careful - (waited - idle)))
        bare.append(1 + (waited - idle) / spent)
        print(
            f"with fsync {careful:.2f} s, without {careless:.2f} s, ratio {clock[-1]:.3f}; {waits} "
            f"waits, {waited:.2f} s, without {idle:.2f} s, ratio by the waits {direct[-1]:.3f}, "
            f"by the processor {bare[-1]:.3f} ({spent:.2f} s)",
            flush=True,
        )
    print(f"{rounds} pairs; the aim is {AIM} at most")
    print(f"by the clock: {told(clock)}\nby the waits: {told(direct)}")
    print(f"by the processor: {told(bare)}")


def told(ratios: list[float]) -> str:
    """Return the median and its interval in words."""
    chance = random.Random(1)  # noqa: S311 - the same each time
    drawn = (chance.choices(ratios, k=len(ratios)) for _ in range(DRAWN))
    medians = sorted(map(statistics.median, drawn))
    low, high = medians[DRAWN // 40], medians[-1 - DRAWN // 40]
    return f"median {statistics.median(ratios):.3f}, 95 of 100 from {low:.3f} to {high:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500, help="default 500")
    parser.add_argument("--rounds", type=int, default=20, help="pairs (default 20)")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds a request (default 0)")
    parser.add_argument(
        "--folder", type=Path, help="on the disk to measure (default: of the system)"
    )
    options = parser.parse_args()
    with (
        many_articles(options.articles) as url,
        tempfile.TemporaryDirectory(prefix="newscrawl-bench-", dir=options.folder) as name,
    ):
        compare(url, Path(name), options.rounds, options.delay)


if __name__ == "__main__":
    main()
