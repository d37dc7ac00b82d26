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
from newscrawl.archive.lines import LineError, decode, encode, split
from newscrawl.archive.lock import SiteLock
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Root, file_name, is_derived, paths_of_runs
from newscrawl.archive.recover import KilledRun, recover
from newscrawl.archive.repair import site_made_anew
from newscrawl.archive.seal import measured
from newscrawl.errors import ArchiveError
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
            finish(root, files, catalogue, site)
            yield catalogue
    finally:
        lock.release()


def counting(root: Root, files: Files, site: str) -> dict[str, ManifestLine]:
    """Return, by path, the files of a site that count.

    Raises:
        ArchiveError: The manifest is damaged.
    """
    try:
        listed = manifest.counting(line for _, line in manifest.entries(root, files))
    except LineError as error:
        message = f"{root.manifest}: {error}. Put it back from a copy, or remove it and repair."
        raise ArchiveError(message) from error
    return {path: line for path, line in listed.items() if line.site == site}


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
    pending = [decode(line, ManifestLine) for line in split(files.chunks(path))]
    listed = counting(root, files, site)
    manifest.add(root, files, [line for line in pending if listed.get(line.path) != line])
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
    catalogue.put_sealed(
        site, [manifest.segment_row(line) for line in counts.values() if line.kind != "runs"]
    )
    given_up = [
        path
        for path in paths_of_runs(root, site)
        if path not in counts and _is_given_up(root, files, path, replaced)
    ]
    for path in given_up:
        files.unlink(root.inside(path))
    for folder in sorted({root.inside(path).parent for path in given_up}):
        files.fsync_folder(folder)
    return tuple(sorted(given_up))


def _is_given_up(root: Root, files: Files, path: str, replaced: Mapping[str, str]) -> bool:
    if path in replaced:  # and what it held is there
        return files.has(root.inside(manifest.last(path, replaced)))
    # Made, and never listed: what it was made from counts still.
    name = file_name(path.removesuffix(".tmp"))
    return name is not None and is_derived(name)


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
    size, sha256 = measured(files, path)
    return manifest.line_of(
        name,
        run_id,
        rows=rows,
        bytes=size,
        length=size if length is None else length,
        sha256=sha256,
        newscrawl_version=__version__,
        replaces=tuple(replaces),
    )


def made_from(lines: Iterable[ManifestLine], purpose: str) -> str:
    """Return the digest that ends the name of a file made from others."""
    said = [purpose, *(f"{line.path} {line.sha256}" for line in lines)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
