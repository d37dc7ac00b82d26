"""Five readers of one archive: that they read the same, how long they take, in how much memory.

    .venv/bin/python benchmarks/readers.py [--articles 100000] [--archive DIR] [--export]

Writes an archive of made-up newspapers (as a crawl does: lines, segments, catalogue; no captures)
into a temporary folder, or reads the one in DIR. Then each reader takes all article lines in a
process of its own. Times are of this machine: compare them with each other; beside those by the
clock stand seconds of the processor, of all cores together. Memory is the peak of
the process until the frame is there, beside that of a process which imports the package only.
"""

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl import clock, open_archive
from newscrawl.analysis import Selection
from newscrawl.archive.lines import encode
from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.identity import identified
from newscrawl.deduplicate.revision import judge
from newscrawl.items import Article, Author, Discovered, Fetch, Image, Provenance, Section, Teaser
from newscrawl.report.progress import Progress
from newscrawl.run_record import Run

SITES = ("gazette", "herald", "observer", "post")
FIRST_DAY = datetime(2026, 1, 1, 6, tzinfo=UTC)
DAYS = 120
"""Four months of one run a day."""
REVISED = 0.1
"""Of the articles are read again a day later, changed."""
MIB = 1 << 20
LENGTHS = [2 + n % 9 for n in range(4000)]
"""Letters of the words of a newspaper."""

Rows = Iterator[dict[str, Any]]
Frame = tuple[object, Callable[[], Rows]]


# --- an archive ---------------------------------------------------------------------------------


class Newspaper:
    """Makes up articles; the same for the same seed."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.dice = random.Random(site)  # noqa: S311 - made-up words
        self.words = ["".join(self.dice.choices("aeioulnrstäéß", k=length)) for length in LENGTHS]

    def text(self, words: int) -> str:
        """Return a sentence of so many words."""
        return " ".join(self.dice.choices(self.words, k=words)).capitalize() + "."

    def article(self, number: int, at: datetime, run_id: str) -> Article:
        """Return an article as it was read at a time."""
        body = tuple(
            Section(
                heading=self.text(3) if part else None,
                level=2 if part else None,
                paragraphs=tuple(self.text(45) for _ in range(3)),
            )
            for part in range(2)
        )
        url = f"https://{self.site}.example/{number}"
        read = Article(
            site=self.site,
            url=url,
            canonical_url=url,
            article_id="",
            page_kind="article",
            headline=self.text(8),
            standfirst=self.text(20) if number % 3 else None,
            authors=(Author(name=self.text(2)),) if number % 5 else (),
            published_at=clock.text(at - timedelta(hours=1)),
            published_precision="second",
            language="en",
            tags=("ferries", "harbour"),
            body=body,
            text="\n\n".join(
                line for part in body for line in (part.heading or "", *part.paragraphs)
            ),
            word_count=270,
            images=(Image(url=f"{url}.png", caption=self.text(6)),),
            teasers=tuple(
                Teaser(rank=rank, url=f"{url}{rank}", title=self.text(7)) for rank in range(1, 6)
            ),
            provenance=tuple(
                Provenance(field=field, source="json_ld", rule=field)
                for field in ("headline", "body", "authors", "published_at", "language")
            ),
            discovered=Discovered(via="front_page", url=f"https://{self.site}.example/", rank=1),
            similarity=self.dice.random() if number % 50 == 0 else None,
            fetched_at=clock.text(at),
            run_id=run_id,
            newscrawl_version="0",
        )
        return identified(read, self.site, None)


def write(root: Path, articles: int) -> None:
    """Write an archive of so many articles, and a tenth more revisions."""
    a_run = -(-articles // (len(SITES) * DAYS))
    done = 0
    with Progress("writing", "articles") as progress:
        for site in SITES:
            newspaper = Newspaper(site)
            for day in range(DAYS):
                done += run(root, newspaper, day, a_run)
                progress.show(done, articles)


def run(root: Path, newspaper: Newspaper, day: int, a_run: int) -> int:
    """Write one run; return how many new articles it read."""
    started = FIRST_DAY + timedelta(days=day)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{newspaper.site}"
    writer = Writer.open(
        root,
        newspaper.site,
        run_id=run_id,
        started_at=clock.text(started),
        killed_run=lambda *_: None,
    )
    new = range(day * a_run, (day + 1) * a_run)
    again = range((day - 1) * a_run, round((day - 1 + REVISED) * a_run)) if day else ()
    for minute, number in enumerate([*new, *again]):
        at = started + timedelta(seconds=minute)
        read = newspaper.article(number, at, run_id)
        known = writer.catalogue.article(newspaper.site, read.article_id)
        judged = judge(read, known, None)
        fetch = Fetch(
            site=read.site,
            url=read.url,
            canonical_url=read.canonical_url,
            article_id=read.article_id,
            via="front_page",
            outcome=judged.outcome,
            status=200,
            revision_id=judged.revision_id,
            fetched_at=read.fetched_at,
            run_id=run_id,
        )
        writer.append(judged.article, fetch)
    writer.seal(
        Run(
            site=newspaper.site,
            run_id=run_id,
            verdict="fine",
            exit_code=0,
            started_at=clock.text(started),
            finished_at=clock.text(started + timedelta(hours=1)),
            newscrawl_version="0",
        )
    )
    return len(new)


# --- the readers: how to get the frame, and its rows as Python has them --------------------------


def records(selection: Selection[Article]) -> Frame:
    for _ in selection:
        pass
    return selection, lambda: (json.loads(encode(record)) for record in selection)


def arrow(selection: Selection[Article]) -> Frame:
    table = selection.to_arrow()
    return table, lambda: (row for batch in table.to_batches(1000) for row in batch.to_pylist())


def pandas(selection: Selection[Article]) -> Frame:
    import pandas as pd  # noqa: PLC0415 - the others must not pay for it

    def rows() -> Rows:
        for start in range(0, len(frame), 1000):
            for row in frame.iloc[start : start + 1000].to_dict("records"):
                yield {key: None if value is pd.NA else value for key, value in row.items()}

    frame = selection.to_pandas()
    return frame, rows


def polars(selection: Selection[Article]) -> Frame:
    frame = selection.to_polars()
    return frame, frame.iter_rows(named=True).__iter__


def duckdb(selection: Selection[Article]) -> Frame:
    relation = selection.to_duckdb()
    relation.aggregate("count(*), sum(length(text)), sum(len(teasers))").fetchall()

    def rows() -> Rows:
        for batch in relation.arrow(1000):
            yield from batch.to_pylist()

    return relation, rows


def datasets(selection: Selection[Article]) -> Frame:
    dataset = selection.to_dataset()
    return dataset, dataset.__iter__


READERS = {one.__name__: one for one in (records, arrow, pandas, polars, duckdb, datasets)}
PACKAGES = {"records": "newscrawl.analysis", "arrow": "pyarrow.json"}


def read(name: str, root: str) -> None:
    """Print what one reader took and what it read; called in a process of its own."""
    selection = open_archive(root).articles()
    __import__(PACKAGES.get(name, name))
    before = peak()
    begin, spent = time.perf_counter(), time.process_time()
    frame, rows = READERS[name](selection)
    seconds, processor = time.perf_counter() - begin, time.process_time() - spent
    memory = peak()
    count, digest = 0, hashlib.sha256()
    for row in rows():
        digest.update(json.dumps(row, sort_keys=True, default=list).encode() + b"\n")
        count += 1
    del frame
    print(json.dumps([seconds, processor, before, memory, count, digest.hexdigest()]))


def peak() -> int:
    """Return the most memory that this process has held, in bytes (Linux counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def compare(root: str) -> bool:
    """Print a line for each reader; return whether all read the same."""
    found = {}
    print("reader        seconds  processor   package MiB   peak MiB   lines   SHA-256 of content")
    for name in READERS:
        done = subprocess.run(
            [sys.executable, __file__, "--archive", root, "--reader", name],
            check=True,
            stdout=subprocess.PIPE,
        )
        seconds, processor, before, memory, count, digest = found[name] = json.loads(done.stdout)
        print(
            f"{name:10} {seconds:10.1f} {processor:10.1f} {before / MIB:13.0f} "
            f"{memory / MIB:10.0f} {count:7}   {digest[:16]}",
            flush=True,
        )
    return len({(count, digest) for *_, count, digest in found.values()}) == 1


def export(root: str) -> None:
    """Print what each form of export takes."""
    for form, name in (("parquet", "one.parquet"), ("parquet", "folder"), ("csv", "all.csv")):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / name
            begin = time.perf_counter()
            command = ["newscrawl.cli", "export", "--to", form, "--out", out, "--archive", root]
            done = subprocess.Popen([sys.executable, "-m", *map(str, command)])
            memory = 0
            while done.poll() is None:
                memory = max(memory, resident(done.pid))
                time.sleep(0.05)
            size = sum(path.stat().st_size for path in [out, *out.rglob("*")] if path.is_file())
            print(
                f"export {name:12} {time.perf_counter() - begin:8.1f} s {memory / MIB:8.0f} MiB "
                f"resident at most, {size / MIB:8.0f} MiB written, exit code {done.returncode}",
                flush=True,
            )


def resident(pid: int) -> int:
    """Return how much memory a process holds now, in bytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--archive", help="read this one; it is written if it is not there")
    parser.add_argument("--export", action="store_true", help="measure newscrawl export, too")
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        read(options.reader, options.archive)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = options.archive or str(Path(folder) / "archive")
        if not Path(root).is_dir():
            write(Path(root), options.articles)
        size = sum(path.stat().st_size for path in Path(root, "articles").rglob("*.gz"))
        print(f"{root}: {size / MIB:.0f} MiB of articles, compressed")
        same = compare(root)
        print("All read the same." if same else "THEY DIFFER.")
        if options.export:
            export(root)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
