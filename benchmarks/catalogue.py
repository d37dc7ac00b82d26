"""What the catalogue costs when it is large: opening, looking up, taking in, and its size.

One catalogue of invented articles grows as real ones do: rows in the order of time, ids in none. At
each size it is asked the same, by the same code as a run, in two ways: *cold*, when nothing of the
file is in the system's cache, as after a restart of the machine; and *warm*, when all of it is, as
far as the memory goes. *Front pages* are what a crawl looks up: 100 teasers of one site, nine in
ten of its newest articles, one unknown; then the next site. *Random* look-ups ask for any article
of any site, every second one unknown. Inserts are new articles of one site, committed by 20 as a
run does. Times by the clock depend on the disk and on who else uses the machine: figures for a
second of the processor stand beside them.

    .venv/bin/python benchmarks/catalogue.py                    # 10 million URLs, 10 GB
    .venv/bin/python benchmarks/catalogue.py --urls 1000000
"""

import argparse
import hashlib
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.paths import Root
from newscrawl.archive.schema import ArticleRow, RevisionRow, Row, UrlRow, upsert
from newscrawl.archive.writer import BATCH_APPENDS
from newscrawl.deduplicate.identity import identified
from newscrawl.deduplicate.revision import judge
from newscrawl.items import Article, Fetch, Section
from newscrawl.report.progress import Progress

SMALL = 100_000
SITES = 20
LOOK_UPS = 20_000
TEASERS = 100
NEWEST = 400
"""Articles of a site that its front page may show."""
INSERTS = 4_000
FILL_ROWS = 100_000
FILL_CACHE_KIB = 4_000_000
SEED = 20260314


def article_id(number: int) -> str:
    return hashlib.sha256(b"%d" % number).hexdigest()[:32]


def site(number: int) -> str:
    return f"newspaper{number % SITES}"


def when(number: int) -> str:
    minutes = number // 50
    return f"{2000 + minutes // 525_600}-{1 + minutes // 43_800 % 12:02d}-01T00:00:00.000000Z"


def rows(number: int) -> Iterator[Row]:
    """Yield what one archived article is in the catalogue; lengths as in a real one."""
    named, at = article_id(number), when(number)
    url = f"https://www.{site(number)}.example/2026/03/14/a-headline-of-some-words-{number}"
    etag = f'"{named[:16]}"'
    yield UrlRow(site(number), named, url, url, None, at, at, "new", etag, at)
    digests = ",".join(f"{name}={named[:8]}" for name in ("authors", "body", "headline", "tags"))
    revision = named[::-1]
    headline = f"A headline of some words that end with {number}"
    yield ArticleRow(
        site(number), named, 1, revision, named[8:] + named[:8], "article", headline, digests
    )
    yield RevisionRow(
        revision, site(number), named, 1, named[8:] + named[:8], at, f"run{number // 40}"
    )


def fill(root: Root, first: int, end: int) -> None:
    """Write the articles from ``first`` to ``end``, in the order of time, fast."""
    made = sqlite3.connect(root.catalogue, isolation_level=None)
    with closing(made) as connection, Progress("filling", "URLs") as bar:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA cache_size = -{FILL_CACHE_KIB}")
        for start in range(first, end, FILL_ROWS):
            numbers = range(start, min(end, start + FILL_ROWS))
            connection.execute("BEGIN")
            for kind in (UrlRow, ArticleRow, RevisionRow):
                written = (row for n in numbers for row in rows(n) if isinstance(row, kind))
                connection.executemany(upsert(kind), written)
            connection.execute("COMMIT")
            bar.show(numbers.stop, end)


def forget_cached(root: Root) -> None:
    for path in root.path.glob("catalogue.sqlite3*"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def warm_up(root: Root) -> None:
    for path in root.path.glob("catalogue.sqlite3*"):
        for _ in Files().chunks(path):
            pass


def look_up(catalogue: Catalogue, count: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    for _ in range(LOOK_UPS):
        number = chance.randrange(count * 2)  # every second one is unknown
        known = catalogue.article(site(number), article_id(number))
        assert (known is not None) == (number < count)


def look_at_front_pages(catalogue: Catalogue, count: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    for of_site in range(SITES):
        newest = range(count - SITES * NEWEST + of_site, count, SITES)
        shown = chance.sample(newest, TEASERS * 9 // 10)
        unknown = range(2 * count + of_site, 2 * count + SITES * TEASERS // 10, SITES)
        for number in (*shown, *unknown):
            known = catalogue.article(site(of_site), article_id(number))
            assert (known is not None) == (number < count)


def take_in(catalogue: Catalogue, first: int) -> None:
    for place in range(INSERTS):
        batch, number = divmod(place, BATCH_APPENDS)
        take_in_one(catalogue, first + (batch * BATCH_APPENDS + number) * SITES + batch % SITES)
        if number == BATCH_APPENDS - 1:
            catalogue.commit()
    catalogue.commit()


def take_in_one(catalogue: Catalogue, number: int) -> None:
    """Ask and note what a crawl does with one new article."""
    url = f"https://www.{site(number)}.example/new/{number}"
    text = f"Story {number}. " + "The harbour froze over. " * 12
    read = Article(
        site=site(number), url=url, canonical_url=url, article_id="", page_kind="article",
        headline=f"Headline {number}", body=(Section(paragraphs=(text,)),),
        fetched_at=when(number), run_id="run", newscrawl_version="0",
    )  # fmt: skip
    read = identified(read, site(number), None)
    known = catalogue.article(read.site, read.article_id)
    judged = judge(read, known, catalogue.first_with_content(read.content_id or ""))
    assert judged.article
    catalogue.note(judged.article)
    catalogue.note(
        Fetch(
            site=read.site,
            url=url,
            canonical_url=url,
            article_id=read.article_id,
            via="feed",
            outcome="new",
            revision_id=judged.revision_id,
            fetched_at=when(number),
            run_id="run",
        )
    )


Figures = dict[str, float]


def timed(found: Figures, name: str, count: int, work: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    found[f"{name}, a second"] = count / (time.perf_counter() - clock)
    found[f"{name}, a second of processor"] = count / (time.process_time() - processor)


def opened(root: Root, count: int) -> Catalogue:
    catalogue = Catalogue.open(root, Files(), site=site(0))
    catalogue.article(site(count // 2), article_id(count // 2))
    return catalogue


def measure(root: Root, count: int) -> Figures:
    found = {"bytes a URL": root.catalogue.stat().st_size / count}
    forget_cached(root)
    start = time.perf_counter()
    opened(root, count).close()
    found["open and first answer, cold, s"] = time.perf_counter() - start
    works: dict[str, tuple[int, Callable[[Catalogue, int], None]]] = {
        "front pages: look-ups": (SITES * TEASERS, look_at_front_pages),
        "random look-ups": (LOOK_UPS, look_up),
        "inserts": (INSERTS, lambda catalogue, first: take_in(catalogue, first * SITES)),
    }
    for name, (times, work) in works.items():
        for how, prepare in (("cold", forget_cached), ("warm", warm_up)):
            prepare(root)
            first = count if name != "inserts" else 10 * count + (how == "warm") * INSERTS
            with closing(opened(root, count)) as catalogue:
                timed(found, f"{name}, {how}", times, partial(work, catalogue, first))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--urls", type=int, default=10_000_000, help="of the large catalogue")
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    options = parser.parse_args()
    sizes = [SMALL, *(size for size in (1_000_000,) if size < options.urls), options.urls]
    small: Figures = {}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        root = Root.at(Path(folder))
        Catalogue.made(root.catalogue).close()
        for before, size in zip([0, *sizes], sizes, strict=False):
            fill(root, before, size)
            figures = measure(root, size)
            small = small or figures
            print(f"{size:,} URLs; beside {SMALL:,}")
            for name, value in figures.items():
                print(f"  {name:48}{value:14,.3f}{value / small[name]:8.2f}", flush=True)


if __name__ == "__main__":
    main()
