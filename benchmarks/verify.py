"""How fast an archive is verified: MB/s of a core's time, of bytes on the disk (files of captures
and of lines, as they are, compressed) and of bytes unpacked; and what several processes gain.

The archive is invented: its lines, and its pages unless a folder of saved ones is named. Pages are
as long as those of newspapers, by the markup that makes them long, and every record is whole.
Beside it stands what nothing can go below: reading, hashing and unpacking the same files, and
decoding the same lines, without comparing anything.

    .venv/bin/python benchmarks/verify.py
    .venv/bin/python benchmarks/verify.py --pages 5000 --profile
    .venv/bin/python benchmarks/verify.py --real $NEWSCRAWL_BENCH/articles/pages
"""

import argparse
import cProfile
import hashlib
import os
import pstats
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path

import msgspec

from newscrawl.archive.compact import compact
from newscrawl.archive.compression import members, unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer
from newscrawl.batch import read_page_file
from newscrawl.deduplicate.identity import content_id, identified
from newscrawl.deduplicate.revision import judge
from newscrawl.items import Article, Fetch, Provenance, Section, Teaser
from newscrawl.report.run import killed_run
from newscrawl.run_record import Run

SITES = ("gazette", "herald", "observer", "post")
PAGES_A_RUN = 50
WORDS = ("harbour", "ferry", "council", "tide", "winter", "bridge", "gulls", "market", "piano")
PAGE_BYTES = 187_000
"""As the pages of newspapers that ``archive.compression`` was measured on."""
STARTED = "2026-03-14T06:00:00.000000Z"


def words(chance: random.Random, count: int) -> str:
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(200)}" for _ in range(count))


def fill(root: Path, site: str, pages: int, real: list[bytes]) -> None:
    chance = random.Random(20260314)  # noqa: S311 - the same each time
    markup = "".join(
        f'<div class="{words(chance, 2)}"><a href="/{words(chance, 1)}"></a></div>\n'
        for _ in range(PAGE_BYTES // 60)
    )
    invented = (invented_page(chance, markup) for _ in range(pages))
    bodies = cycle(real) if real else invented
    for first in range(0, pages, PAGES_A_RUN):
        run_id = f"{site}{first:07d}"
        writer = Writer.open(
            root, site, run_id=run_id, started_at=STARTED, killed_run=partial(killed_run, site)
        )
        for number in range(first, min(pages, first + PAGES_A_RUN)):
            add_page(writer, site, run_id, number, chance, next(bodies))
        writer.seal(
            Run(
                site=site,
                run_id=run_id,
                verdict="fine",
                exit_code=0,
                started_at=STARTED,
                finished_at=STARTED,
                newscrawl_version="0",
            )
        )


def invented_page(chance: random.Random, markup: str) -> bytes:
    paragraphs = (words(chance, 55) for _ in range(12))
    at = chance.randrange(len(markup))
    return f"<p>{'</p><p>'.join(paragraphs)}</p>{markup[at:]}{markup[:at]}".encode()


def add_page(
    writer: Writer, site: str, run_id: str, number: int, chance: random.Random, page: bytes
) -> None:
    url = f"https://{site}.example/2026/03/{number}"
    paragraphs = tuple(words(chance, 55) for _ in range(12))
    capture = writer.capture(
        url=url,
        status=200,
        reason="OK",
        headers=[("Content-Type", "text/html")],
        body=page,
        fetched_at=STARTED,
        ip="192.0.2.1",
    )
    teasers = tuple(
        Teaser(rank=rank, url=f"https://{site}.example/{rank}", title=words(chance, 8))
        for rank in range(1, 13)
    )
    read = Article(
        site=site,
        url=url,
        canonical_url=url,
        article_id="",
        page_kind="article",
        headline=words(chance, 8),
        body=(Section(paragraphs=paragraphs),),
        text="\n\n".join(paragraphs),
        teasers=teasers,
        provenance=tuple(
            Provenance(field=name, source="rule", rule="what won")
            for name in ("headline", "body", "authors", "published_at", "language")
        ),
        fetched_at=STARTED,
        run_id=run_id,
        capture=capture,
        newscrawl_version="0",
    )
    read = identified(read, site, None)
    judged = judge(replace(read, content_id=content_id(read)), None, None)
    assert judged.article
    fetch = Fetch(
        site=site,
        url=url,
        canonical_url=url,
        article_id=read.article_id,
        via="front_page",
        rank=number + 1,
        outcome="new",
        status=200,
        revision_id=judged.revision_id,
        sha256=capture.sha256,
        capture=capture,
        bytes=len(page),
        seconds=0.2,
        fetched_at=STARTED,
        run_id=run_id,
    )
    writer.append(judged.article, fetch)


def floor(root: Path) -> None:
    """Do what cannot be left out: read, hash, unpack; decode lines and hash captures."""
    for path in root.glob("*/*/*/*.gz"):
        digest = hashlib.sha256()
        pieces = passed(digest, path)
        if path.name.endswith(".warc.gz"):
            for data, _ in members(pieces):
                hashlib.sha256(data)
        else:
            for line in b"".join(unpacked(pieces)).split(b"\n")[:-1]:
                msgspec.json.decode(line)


def passed(digest: "hashlib._Hash", path: Path) -> Iterator[bytes]:
    for piece in Files().chunks(path):
        digest.update(piece)
        yield piece


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time: others use the machine too."""
    start = time.process_time()
    work()
    return time.process_time() - start


def tell(name: str, root: Path) -> None:
    report = verify(root)
    assert report.is_clean, report.problems[:3]
    took, least = seconds(partial(verify, root)), seconds(partial(floor, root))
    cores = os.cpu_count() or 1
    alone, together = clocked(root, 1), clocked(root, cores)
    print(
        f"{name}: {report.files} files, {report.bytes / 1e6:.0f} MB; verified at "
        f"{report.bytes / took / 1e6:.0f} MB/s of bytes on the disk a core, "
        f"{report.decoded / took / 1e6:.0f} MB/s unpacked; "
        f"{took / least:.2f} times what reading, hashing and decoding alone take; {cores} "
        f"processes take {together / alone:.2f} of the time of one by the clock"
    )


def clocked(root: Path, workers: int) -> float:
    start = time.perf_counter()
    verify(root, workers=workers)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--real", type=Path, help="a folder of saved pages, *.html.gz")
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        root = Path(folder)
        saved = sorted(options.real.glob("*.html.gz")) if options.real else []
        real = [read_page_file(path) for path in saved]
        for site in SITES:
            fill(root, site, options.pages // len(SITES), real)
        if options.profile:
            with cProfile.Profile() as profile:
                verify(root)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        tell("as crawled", root)
        for site in SITES:
            joined = compact(root, site, before="2026-04-01", killed_run=partial(killed_run, site))
            assert list(joined)
        tell("compacted", root)


if __name__ == "__main__":
    main()
