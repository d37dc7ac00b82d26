"""Runs that tell what was acknowledged, and whether an archive still holds it."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from archive.small_runs import SITE, fetch_one, look_at_front_page, opened, run, url

from newscrawl.archive import manifest, reader
from newscrawl.archive.compression import DamagedError, unpacked
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError
from newscrawl.archive.paths import Root
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer
from newscrawl.errors import ArchiveError

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
    try:
        _write(writer, run_id, list(numbers), tell, site=site, sealed=sealed)
    except ArchiveError:
        # As a crawl does: it still tries to end its run, which must be refused.
        with suppress(ArchiveError):
            writer.seal(run(run_id, site))
            tell(f"{run_id} was sealed after a failure")
        writer.abandon()
        raise
    return writer


def _write(
    writer: Writer, run_id: str, numbers: list[int], tell: Tell, *, site: str, sealed: bool
) -> None:
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


def unkept_promises(root: Path) -> list[str]:
    """Return what a reader would be wrong to trust at any time: a file under its final name is
    whole, and one that the manifest lists is there and is as it says."""
    at, files = Root.at(root), Files()
    found = []
    for path in at.path.glob("*/site=*/date=*/*.gz"):
        try:
            for _ in unpacked(files.chunks(path)):
                pass
        except DamagedError as error:
            found.append(f"half a file: {path.name} {error}")
    with suppress(LineError):  # a torn line is cut by the next run
        for _, line in manifest.entries(at, files):
            path = at.inside(line.path)
            if not path.exists() or path.stat().st_size != line.bytes:
                found.append(f"{line.path} is listed, and is not there or not whole")
    return found


def faults(root: Path, acknowledged: Iterable[str]) -> list[str]:
    """Return what is wrong with an archive whose runs were all sealed."""
    found = [f"verify: {problem}" for problem in verify(root).problems]
    names = stored(root)
    found += [f"lost: {name}" for name in sorted(set(acknowledged) - names.keys())]
    return found + [f"doubled: {name}, {n} times" for name, n in names.items() if n > 1]
