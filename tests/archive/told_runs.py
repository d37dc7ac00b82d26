"""Runs that tell what was acknowledged, and whether an archive still holds it."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.small_runs import SITE, fetch_one, look_at_front_page, opened, run, url

from newscrawl.archive import reader
from newscrawl.archive.files import Files
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer

Tell = Callable[[str], None]
"""Takes the name of a record that was acknowledged."""

FLUSH_EVERY = 3
"""Pages between two acknowledgements: a commit falls into the middle of a run."""


def told_run(
    root: Path,
    run_id: str,
    numbers: Iterable[int],
    tell: Tell,
    *,
    site: str = SITE,
    files: Files | None = None,
    sealed: bool = True,
) -> Writer:
    """Crawl ``numbers``; each record is told of once a flush has returned after it."""
    writer = opened(root, run_id, site=site, files=files)
    numbers = list(numbers)
    snapshot = look_at_front_page(writer, run_id, numbers[:3], site=site)
    waiting = [f"look {snapshot.snapshot_id}"]
    for number in numbers:
        fetch_one(writer, number, run_id, site=site)
        waiting += [f"article {site} {url(number)}", f"fetch {run_id} {url(number)}"]
        if number % FLUSH_EVERY == FLUSH_EVERY - 1:
            writer.flush()
            tell_all(tell, waiting)
    if sealed:
        writer.seal(run(run_id, site))
        tell_all(tell, waiting)
    return writer


def tell_all(tell: Tell, waiting: list[str]) -> None:
    for name in waiting:
        tell(name)
    waiting.clear()


def recovered(root: Path, run_id: str = "recovering", site: str = SITE) -> None:
    """Do what the next run of the site does first, and end it."""
    opened(root, run_id, site=site).seal(run(run_id, site))


def stored(root: Path) -> Counter[str]:
    """Return the names of all records of an archive, and how often each is there."""
    names = Counter(f"article {a.site} {a.url}" for a in reader.articles(root))
    names.update(f"fetch {f.run_id} {f.url}" for f in reader.fetches(root))
    names.update(f"look {page.snapshot_id}" for page in reader.front_pages(root))
    return names


def faults(root: Path, acknowledged: Iterable[str]) -> list[str]:
    """Return what is wrong with an archive whose runs were all sealed."""
    found = [f"verify: {problem}" for problem in verify(root).problems]
    names = stored(root)
    found += [f"lost: {name}" for name in sorted(set(acknowledged) - names.keys())]
    return found + [f"doubled: {name}, {n} times" for name, n in names.items() if n > 1]
