"""An archive that is open for reading."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from newscrawl.analysis.selection import Selection
from newscrawl.analysis.wanted import Time, wanted
from newscrawl.archive.location import locate, present
from newscrawl.items import Article, Fetch, FrontPageSnapshot, PageKind
from newscrawl.run_record import Run
from newscrawl.schema.shape import RECORD_OF, Kind

Record = TypeVar("Record")
Sites = str | list[str] | tuple[str, ...]
PageKinds = PageKind | list[PageKind] | tuple[PageKind, ...]


def open_archive(path: str | os.PathLike[str]) -> "Archive":
    """Return the archive in a folder.

    What is selected in it is read when it is asked for, and anew each time: runs may go on
    meanwhile. What they have not sealed yet is not read.

    Raises:
        ConfigurationError: There is no such folder, or it holds no archive.
    """
    return Archive(present(locate(str(Path(path)))))


@dataclass(frozen=True, slots=True)
class Archive:
    """The records of an archive, by kind.

    ``site`` is the name of a newspaper or several; ``since`` and ``until`` are the first and the
    last moment of being fetched (of a run: of its start). A time is RFC 3339 text, a ``datetime``
    that has a zone, or a day, which is meant from its beginning to its end in UTC.
    """

    root: Path
    """The archive's folder."""

    def articles(
        self,
        *,
        site: Sites | None = None,
        since: Time | None = None,
        until: Time | None = None,
        page_kind: PageKinds | None = None,
        latest: bool = False,
        as_of: Time | None = None,
    ) -> Selection[Article]:
        """Return the revisions of articles, by site and day.

        Args:
            site: See the class.
            since: See the class.
            until: See the class.
            page_kind: One kind or several of ``Article.page_kind``.
            latest: Only the newest revision of each article.
            as_of: Only the revision of each article that was the newest then.

        Newest is chosen among all revisions, whatever the other arguments leave out. It takes a
        second reading of the files, and some 0.5 kB of memory for each article of one site.

        Raises:
            ConfigurationError: A site is not in the archive, a page kind or a time is none, or
                ``since`` is after ``until``.
        """
        return self._selected(
            Article,
            site=site,
            since=since,
            until=until,
            page_kind=page_kind,
            latest=latest,
            as_of=as_of,
        )

    def front_pages(
        self, *, site: Sites | None = None, since: Time | None = None, until: Time | None = None
    ) -> Selection[FrontPageSnapshot]:
        """Return the looks at front pages, as ``articles`` does."""
        return self._selected(FrontPageSnapshot, site=site, since=since, until=until)

    def fetches(
        self, *, site: Sites | None = None, since: Time | None = None, until: Time | None = None
    ) -> Selection[Fetch]:
        """Return the requests, as ``articles`` does."""
        return self._selected(Fetch, site=site, since=since, until=until)

    def runs(
        self, *, site: Sites | None = None, since: Time | None = None, until: Time | None = None
    ) -> Selection[Run]:
        """Return the runs, as ``articles`` does."""
        return self._selected(Run, site=site, since=since, until=until)

    def _selected(self, cls: type[Record], **arguments: Any) -> Selection[Record]:
        kind: Kind = next(kind for kind, made in RECORD_OF.items() if made is cls)
        return Selection(self.root, kind, cls, wanted(self.root, **arguments))
