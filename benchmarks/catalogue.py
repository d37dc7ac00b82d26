"""What the catalogue costs when it is large: opening, looking up, taking in, and its size.

Two catalogues of invented articles, a small one and a large one, grow as real ones do: ids come in
no order. Then both are asked the same, by the same code as a run. The files are dropped from the
system's cache before they are opened.

    .venv/bin/python benchmarks/catalogue.py                    # 10 million URLs, 7 GB, 20 minutes
    .venv/bin/python benchmarks/catalogue.py --urls 1000000
"""

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.paths import Root
from newscrawl.archive.schema import ArticleRow, RevisionRow, Row, UrlRow
from newscrawl.archive.writer import BATCH_APPENDS
from newscrawl.deduplicate.identity import identified
from newscrawl.deduplicate.revision import judge
from newscrawl.items import Article, Fetch, Section
from newscrawl.report.progress import Progress

SMALL = 100_000
SITES = 20
LOOK_UPS = 20_000
INSERTS = 4_000
FILL_ROWS = 250_000
FILL_CACHE_KIB = 2_000_000
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


def fill(root: Root, count: int) -> None:
    with closing(Catalogue.made(root.catalogue)) as catalogue, Progress("filling", "URLs") as bar:
        cache = f"PRAGMA cache_size = -{FILL_CACHE_KIB}"
        catalogue._connection.execute(cache)  # noqa: SLF001 - nobody else fills one
        for start in range(0, count, FILL_ROWS):
            numbers = range(start, min(count, start + FILL_ROWS))
            catalogue.commit(row for number in numbers for row in rows(number))
            bar.show(numbers.stop, count)


def forget_cached(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def look_up(catalogue: Catalogue, count: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    for _ in range(LOOK_UPS):
        number = chance.randrange(count * 2)  # every second one is unknown
        known = catalogue.article(site(number), article_id(number))
        assert (known is not None) == (number < count)


def take_in(catalogue: Catalogue, first: int) -> None:
    for number in range(first, first + INSERTS):
        take_in_one(catalogue, number)
        if number % BATCH_APPENDS == 0:
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


def measure(folder: Path, count: int) -> dict[str, float]:
    root = Root.at(folder)
    root.path.mkdir()
    found = {"fill s": seconds(lambda: fill(root, count))}
    found["bytes a URL"] = root.catalogue.stat().st_size / count
    forget_cached(root.catalogue)
    opened: list[Catalogue] = []

    def first_answer() -> None:
        opened.append(Catalogue.open(root, Files(), site=site(0)))
        opened[0].article(site(count // 2), article_id(count // 2))

    found["open and first answer, cold, s"] = seconds(first_answer)
    with closing(opened[0]) as catalogue:
        found["look-ups/s, cold"] = LOOK_UPS / seconds(lambda: look_up(catalogue, count))
        found["look-ups/s"] = LOOK_UPS / seconds(lambda: look_up(catalogue, count))
        found["inserts/s, cold"] = INSERTS / seconds(lambda: take_in(catalogue, 10 * count))
        found["inserts/s"] = INSERTS / seconds(lambda: take_in(catalogue, 11 * count))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--urls", type=int, default=10_000_000, help="of the large catalogue")
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        small = measure(Path(folder) / "small", SMALL)
        large = measure(Path(folder) / "large", options.urls)
    print(f"{'':34}{SMALL:>12,}{options.urls:>14,}   ratio")
    for name, value in small.items():
        print(f"{name:34}{value:12,.3f}{large[name]:14,.3f}{large[name] / value:8.2f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
