"""How sealed files give way to others, so that a crash at any step loses nothing and doubles
nothing.

A new file gets a name of its own and is saved whole; a line of the manifest then says what it
replaces, and from that line on it counts and the others do not; the catalogue follows, and last
the others are removed. ``settle`` finishes what a crash left, from wherever it stopped.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager

from newscrawl import clock
from newscrawl.archive import manifest
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, encode
from newscrawl.archive.lock import SiteLock, is_held
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Kind, Root, file_name, is_derived, paths_of_runs
from newscrawl.archive.recover import KilledRun, recover
from newscrawl.archive.repair import site_made_anew
from newscrawl.archive.seal import listed
from newscrawl.archive.unlisted import held, holds
from newscrawl.errors import ArchiveError, SiteBusy
from newscrawl.version import __version__


@contextmanager
def in_hand(
    root: Root, files: Files, site: str, killed_run: KilledRun, by: str
) -> Iterator[Catalogue]:
    """Hold a site: no run of it goes on, none is unsealed, and no replacement is half done.

    Raises:
        SiteBusy: A run of it is going on.
        ArchiveError: The archive cannot be written.
    """
    files.make_folders(root.site_lock(site).parent)
    since = clock.text(clock.now())
    lock = SiteLock(files, root.site_lock(site), site=site, run_id=by, since=since)
    try:
        with closing(Catalogue.open(root, files, site=site)) as catalogue:
            recover(root, files, catalogue, site, killed_run)
            manifest.mend(root, files)
            finish(root, files, catalogue, site)
            yield catalogue
    finally:
        lock.release()


@contextmanager
def as_it_stands(root: Root, files: Files, site: str) -> Iterator[Catalogue]:
    """Hold nothing and write nothing: for those who only look, also where nobody may write.

    Raises:
        SiteBusy: A run of the site is going on: what it writes would be missing.
        ArchiveError: The catalogue cannot be read.
    """
    if is_held(files, root.site_lock(site)):
        message = f"A run of {site} is going on. Look again when it is done."
        raise SiteBusy(message)
    with closing(Catalogue.read(root)) as catalogue:
        yield catalogue


def counting(root: Root, files: Files, site: str) -> dict[str, ManifestLine]:
    """Return, by path, the files of a site that count.

    Raises:
        ArchiveError: The manifest is damaged.
    """
    try:
        return manifest.counting(line for _, line in manifest.entries(root, files, site=site))
    except LineError as error:
        message = (
            f"{root.manifest}: {error}. Put it back from a copy, or run 'newscrawl repair' for all "
            "sites, which lists every file anew."
        )
        raise ArchiveError(message) from error


def begin(root: Root, files: Files, site: str, lines: Iterable[ManifestLine]) -> None:
    """Note what must count together: from now on ``finish`` does it, whatever happens.

    Args:
        root: The archive.
        files: The file operations.
        site: Whose files.
        lines: Of files that are written, for the manifest.
    """
    path = root.pending(site)
    files.make_folders(path.parent)
    files.write_whole(path, map(encode, lines))


def finish(root: Root, files: Files, catalogue: Catalogue, site: str) -> None:
    """Do what was begun, to its end; where nothing was, bring the site to what counts.

    Raises:
        ArchiveError: The disk failed; the next command that looks after the site goes on.
    """
    path = root.pending(site)
    if not files.has(path):
        settle(root, files, catalogue, site)
        return
    pending = manifest.begun(files, path)
    now = counting(root, files, site)
    manifest.add(root, files, [line for line in pending if now.get(line.path) != line])
    settle(root, files, catalogue, site)
    # What the lines no longer say, the catalogue must not know either.
    site_made_anew(root, files, site)
    files.unlink(path)
    files.fsync_folder(path.parent)


def settle(root: Root, files: Files, catalogue: Catalogue, site: str) -> tuple[str, ...]:
    """Bring the catalogue and the folders of a site to what the manifest says counts.

    Returns:
        The paths of the files that were removed.

    Raises:
        ArchiveError: The disk failed.
    """
    counts = counting(root, files, site)
    replaced = manifest.replaced(root, files)
    left = [path for path in paths_of_runs(root, site) if path not in counts]
    given_up = [path for path in left if _is_given_up(root, files, path, replaced)]
    unlisted = [path for path in left if path not in replaced]
    given_up += _made_and_never_listed(root, files, unlisted, counts)
    catalogue.put_sealed(
        site, [manifest.segment_row(line) for line in counts.values() if line.kind != "runs"]
    )
    for path in given_up:
        files.unlink(root.inside(path))
    for folder in sorted({root.inside(path).parent for path in given_up}):
        files.fsync_folder(folder)
    return tuple(sorted(given_up))


def _is_given_up(root: Root, files: Files, path: str, replaced: Mapping[str, str]) -> bool:
    # And what it held is there.
    return path in replaced and files.has(root.inside(manifest.last(path, replaced)))


def _made_and_never_listed(
    root: Root, files: Files, paths: Iterable[str], counts: Mapping[str, ManifestLine]
) -> Iterator[str]:
    """Yield files whose making was interrupted: what they were made from counts still.

    Raises:
        ArchiveError: One holds what no file that counts holds: the manifest lost its line.
    """
    there: set[tuple[Kind, str]] | None = None
    for path in paths:
        name = file_name(path.removesuffix(".tmp"))
        if name is None or not is_derived(name):
            continue
        if not path.endswith(".tmp"):  # else it had no name yet when the process died
            there = set(held(root, files, counts.values())) if there is None else there
            alone = {(name.kind, run_id) for run_id in holds(root, files, name)} - there
            if alone:
                raise _only_here(path, sorted(run_id for _, run_id in alone))
        yield path


def _only_here(path: str, run_ids: list[str]) -> ArchiveError:
    message = (
        f"{path} is not in the manifest, and holds what no file in it holds, of run {run_ids[0]}"
        f"{' and others' if run_ids[1:] else ''}. Run 'newscrawl repair', which lists it."
    )
    return ArchiveError(message)


def written(
    root: Root,
    files: Files,
    name: FileName,
    pieces: Iterator[bytes],
    *,
    run_id: str | None,
    rows: int,
    length: int | None,
    replaces: Iterable[str],
) -> ManifestLine:
    """Write a file for good and return the line that lets it count; ``add`` it for that.

    Args:
        root: The archive.
        files: The file operations.
        name: As ``derived`` makes it: what it is made from decides.
        pieces: Its bytes.
        run_id: Of its run; ``None`` where there are many.
        rows: Of what is in it.
        length: Bytes of its lines, uncompressed; ``None`` for captures.
        replaces: The files it is made from.
    """
    path = root.inside(name.sealed)
    files.make_folders(path.parent)
    files.write_whole(path, pieces)
    return listed(
        root,
        files,
        name,
        run_id,
        rows=rows,
        length=length,
        newscrawl_version=__version__,
        replaces=replaces,
    )


def made_from(lines: Iterable[ManifestLine], purpose: str) -> str:
    """Return the digest that ends the name of a file made from others."""
    said = [purpose, *(f"{line.path} {line.sha256}" for line in lines)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
