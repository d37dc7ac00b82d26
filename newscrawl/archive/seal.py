"""How the parts of a run become files that never change again.

Each step may be the last before a crash, and all can be done again: a part stays until the
catalogue says that its run is sealed, and the same part gives the same bytes.
"""

import hashlib
from collections.abc import Iterable

from newscrawl.archive import manifest
from newscrawl.archive.catalogue import Catalogue, run_row
from newscrawl.archive.compression import packed
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, decode, encode
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import FileName, Root, file_name
from newscrawl.archive.schema import SegmentRow
from newscrawl.errors import ArchiveError
from newscrawl.run_record import Run


def seal(root: Root, files: Files, catalogue: Catalogue, run: Run, *, again: bool = False) -> None:
    """Give every file of ``run`` its final form and name, and write the run record.

    Args:
        root: The archive.
        files: The file operations.
        catalogue: Nothing in it waits for a commit.
        run: Its record; where one is on the disk already, that one stays.
        again: The run is dead: it may have begun to be sealed.

    Raises:
        ArchiveError: The next run of the site goes on where this one stopped.
    """
    segments = [(named(row.path), row) for row in catalogue.segments(run.run_id)]
    lines = [_sealed(root, files, name, row, run) for name, row in segments]
    lines.append(_recorded(root, files, run))
    manifest.add(root, files, lines, again=again)
    catalogue.commit([run_row(run), *(row._replace(sealed=1) for _, row in segments)])
    for name, _ in segments:
        files.unlink(root.inside(name.part))


def named(sealed: str) -> FileName:
    """Return the parts of a path that the catalogue holds.

    Raises:
        ArchiveError: It is no path of ours.
    """
    name = file_name(sealed)
    if name is None:
        message = (
            f"The catalogue names the file {sealed!r}, which is no file of an archive. Repair it."
        )
        raise ArchiveError(message)
    return name


def written_run(root: Root, files: Files, name: FileName) -> Run | None:
    """Return the run record that is on the disk, if there is one."""
    path = root.inside(name.sealed)
    if not files.has(path):
        return None
    try:
        return decode(b"".join(files.chunks(path)), Run)
    except LineError as error:
        message = f"{path}: {error}. Run 'newscrawl verify'."
        raise ArchiveError(message) from error


def run_name(run: Run) -> FileName:
    """Return the name of a run's record."""
    return FileName("runs", run.site, run.started_at[:10], run.run_id)


def _sealed(root: Root, files: Files, name: FileName, row: SegmentRow, run: Run) -> ManifestLine:
    part, sealed = root.inside(name.part), root.inside(name.sealed)
    if files.has(part) and name.kind == "captures":
        files.rename(part, sealed)
    elif files.has(part):
        files.write_whole(sealed, packed(files.chunks(part, row.committed)))
    elif files.has(sealed):
        files.fsync_folder(sealed.parent)  # whoever renamed it may have died before this
    else:
        message = (
            f"{part} is gone, and it was not sealed. {row.line_count} records are lost unless you "
            "have a copy: put it back and start again."
        )
        raise ArchiveError(message)
    return listed(
        root,
        files,
        name,
        run.run_id,
        rows=row.line_count,
        length=row.committed,
        newscrawl_version=run.newscrawl_version,
    )


def _recorded(root: Root, files: Files, run: Run) -> ManifestLine:
    name = run_name(run)
    path = root.inside(name.sealed)
    if files.has(path):
        files.fsync_folder(path.parent)  # as above
    else:
        files.make_folders(path.parent, below=root.path)
        files.write_whole(path, iter([encode(run)]))
    return listed(
        root,
        files,
        name,
        run.run_id,
        rows=1,
        length=len(encode(run)),
        newscrawl_version=run.newscrawl_version,
    )


def listed(
    root: Root,
    files: Files,
    name: FileName,
    run_id: str | None,
    *,
    rows: int,
    length: int | None,
    newscrawl_version: str,
    replaces: Iterable[str] = (),
) -> ManifestLine:
    """Return the line of the manifest for a file that is on the disk under its name.

    Args:
        root: The archive.
        files: To read it with.
        name: Of the file.
        run_id: Of its run; ``None`` where there are many.
        rows: Of what is in it.
        length: Bytes of its lines, uncompressed; ``None`` where those of the file are meant.
        newscrawl_version: Which wrote it.
        replaces: The files it is made from.
    """
    digest, size = hashlib.sha256(), 0
    for piece in files.chunks(root.inside(name.sealed)):
        digest.update(piece)
        size += len(piece)
    return ManifestLine(
        kind=name.kind,
        site=name.site,
        date=name.date,
        run_id=run_id,
        path=name.sealed,
        rows=rows,
        bytes=size,
        length=size if length is None else length,
        sha256=digest.hexdigest(),
        newscrawl_version=newscrawl_version,
        replaces=tuple(replaces),
    )
