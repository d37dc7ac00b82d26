"""A page taken down: gone from lines, captures and catalogue, and kept from coming back.

What goes: the article's lines; the captures of its page; every other capture of the site that
shows a teaser of it or says one of its passages (a front page, a feed with full text), for a page
as it was answered cannot be changed; pages in ``changed/`` that tell of it. What stays of what
named it: the lines of requests, without address and answer; teasers, without words and address
(``tombstones.Forgotten.kept``); run records, without its address. Lines that cited a capture that
went cite none.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newscrawl import clock
from newscrawl.archive import database, tombstones
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.findings import Progress
from newscrawl.archive.paths import Root
from newscrawl.archive.recover import KilledRun
from newscrawl.archive.removal import Removal, Rewritten
from newscrawl.archive.replacement import as_it_stands, begin, finish, in_hand
from newscrawl.archive.schema import ArticleRow, UrlRow
from newscrawl.archive.tombstones import Tombstone
from newscrawl.errors import ConfigurationError
from newscrawl.redaction import redacted
from newscrawl.urls import canonical_url
from newscrawl.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken down, or would be."""

    site: str
    article_ids: tuple[str, ...]
    files: tuple[Rewritten, ...]
    pages: tuple[str, ...]
    """Paths of files in ``changed/`` that were removed, or would be."""
    copies: tuple[tuple[str, str], ...]
    """Site and article id of articles that say the same and were not touched."""
    scrubbed: bool
    """False where runs of other sites go on: what SQLite freed is overwritten, and only its
    compaction, which leaves no freed page at all, is left for the next time."""
    unsealed: tuple[str, ...]
    """Ids of dead runs that a dry run left as they are: what is in them was not looked at."""


def named_in(
    root: Path,
    named: str,
    site: str | None = None,
    *,
    search: Callable[[], Mapping[str, Collection[str]]] = dict,
) -> dict[str, tuple[str, ...]]:
    """Return, by site, the ids of the article that a URL or an id names: its own first.

    Args:
        root: The archive's folder.
        named: A URL, or an article id.
        site: Look only there.
        search: Asked where catalogue and tombstones know nothing by that name, for they know each
            page by its newest address only: returns, by site, the ids that the lines tell.

    Raises:
        ArchiveError: The catalogue cannot be read.
        ConfigurationError: Nothing is known by that name, or it is a URL that cannot be asked for,
            or that several articles declare and not all were asked for by.
    """
    at = Root.at(root)
    names = {named, _cleaned(named)} if "://" in named else {named}
    with closing(Catalogue.read(at)) as catalogue:
        found = _buried(at, named) | _known(catalogue, dict.fromkeys(catalogue.sites(), names))
        found = {name: ids for name, ids in found.items() if site in {None, name}}
        if not found:
            told = search()
            # What stood on a front page and was never asked for is in no catalogue.
            found = {one: tuple(sorted(ids)) for one, ids in told.items() if ids}
            found |= _known(catalogue, told)
        for one, ids in found.items():
            _refuse_several(catalogue, one, ids, named)
    if not found:
        message = (
            f"Nothing is known by the name {named!r}. Name an article by its URL or article_id."
        )
        raise ConfigurationError(message)
    return dict(sorted(found.items()))


def _cleaned(url: str) -> str:
    try:
        return canonical_url(url)
    except ValueError as error:
        message = f"{redacted(str(error))}. Name an article by its URL or article_id."
        raise ConfigurationError(message) from error


def _refuse_several(catalogue: Catalogue, site: str, ids: Iterable[str], named: str) -> None:
    """Refuse a URL that several articles declare: a page may declare any address to be its own,
    the newspaper's front page too, and whoever names that means none of them."""
    if "://" not in named:
        return
    archived = [one for one in ids if catalogue.row(ArticleRow, site, one)]
    rows = (catalogue.row(UrlRow, site, one) for one in archived)
    asked_for = [row for row in rows if row and canonical_url(row.url) == canonical_url(named)]
    if len(archived) > 1 and len(asked_for) < len(archived):
        message = (
            f"{named} names several articles of {site}: {', '.join(archived)}. Name each by its "
            "article_id."
        )
        raise ConfigurationError(message)


def _known(
    catalogue: Catalogue, named: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """Return, by site, all ids of what is named there."""
    found = {site: catalogue.ids_of(site, set(names)) for site, names in named.items() if names}
    return {site: tuple(row.article_id for row in rows) for site, rows in found.items() if rows}


def _buried(root: Root, named: str) -> dict[str, tuple[str, ...]]:
    """Return the same of what was taken down before."""
    stones = tombstones.read(root, Files())
    return {one.site: one.article_ids for one in stones if tombstones.is_of(one, named)}


def forget(
    root: Path,
    site: str,
    article_ids: tuple[str, ...],
    *,
    reason: str,
    killed_run: KilledRun,
    dry_run: bool = False,
    files: Files | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Take an article of a site down.

    Done again, it looks again: what came back in captures since goes too. An interruption is made
    good by doing it again, or by any command that looks after the site.

    Args:
        root: The archive's folder.
        site: Whose article; no run of it may go on.
        article_ids: As ``named_in`` returns them.
        reason: For the tombstone.
        killed_run: Makes the record of a dead run.
        dry_run: Only tell, and write nothing. What a dead run left unsealed is not looked at.
        files: The file operations.
        progress: Called with the number of bytes read since the last call.

    Raises:
        SiteBusy: A run of the site is going on.
        ArchiveError: A file is damaged, or the disk failed.
    """
    at, files = Root.at(root), files or Files()
    held = (
        as_it_stands(at, files, site) if dry_run else in_hand(at, files, site, killed_run, "forget")
    )
    with held as catalogue:
        unsealed = tuple(run.run_id for run in catalogue.open_runs(site))
        removal = Removal(at, files, site, article_ids, dry_run, progress)
        removal.look()
        copies = _copies(catalogue, site, removal)
        removal.rewrite()
        pages = removal.kept_pages()
        if not dry_run:
            # Only now, when all is written that takes long: whoever dies before has done nothing.
            _put_up(at, files, catalogue, removal, reason)
            _remove(at, files, pages)
        if removal.made:
            begin(at, files, site, removal.made)
            finish(at, files, catalogue, site)
        if not dry_run:
            _remove_broken(at, files)
    scrubbed = dry_run or database.scrubbed(at, files)
    return Taken(
        site=site,
        article_ids=article_ids,
        files=tuple(removal.rewritten),
        pages=pages,
        copies=copies,
        scrubbed=scrubbed,
        unsealed=unsealed,
    )


def _remove(root: Root, files: Files, paths: tuple[str, ...]) -> None:
    for path in paths:
        files.unlink(root.inside(path))
    for folder in sorted({root.inside(path).parent for path in paths}):
        files.fsync_folder(folder)


def _remove_broken(root: Root, files: Files) -> None:
    """Remove unreadable catalogues that a repair kept: nobody can tell what is in them."""
    for name in files.names(root.path):
        if name.startswith(f"{root.catalogue.name}.broken-"):
            files.unlink(root.inside(name))


def _copies(catalogue: Catalogue, site: str, removal: "Removal") -> tuple[tuple[str, str], ...]:
    rows = (row for named in removal.content_ids for row in catalogue.with_content(named))
    found = {(row.site, row.article_id) for row in rows}
    return tuple(sorted(found - {(site, named) for named in removal.ids}))


def _put_up(
    root: Root, files: Files, catalogue: Catalogue, removal: "Removal", reason: str
) -> None:
    known = catalogue.forgotten
    if removal.ids <= known.article_ids and removal.content_ids <= known.content_ids:
        return
    stone = Tombstone(
        site=removal.site,
        article_ids=removal.article_ids,
        url_sha256=tuple(sorted(removal.urls)),
        content_ids=tuple(sorted(removal.content_ids)),
        reason=reason,
        forgotten_at=clock.text(clock.now()),
        newscrawl_version=__version__,
    )
    tombstones.add(root, files, stone)
