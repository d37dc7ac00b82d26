"""One page on its way out of the files of a site: what holds something of it, written anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from newscrawl.archive import tombstones
from newscrawl.archive.captures import records
from newscrawl.archive.compression import DamagedError, packed_small
from newscrawl.archive.files import Files
from newscrawl.archive.findings import Progress
from newscrawl.archive.kept_pages import kept_pages
from newscrawl.archive.lines import LineError, decode, encode
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.passages import Passages, of_article, of_teasers
from newscrawl.archive.paths import FileName, Root, derived, file_name
from newscrawl.archive.records import RECORDS, LineRecord
from newscrawl.archive.replacement import counting, made_from, written
from newscrawl.archive.sequence import lines
from newscrawl.archive.tombstones import Forgotten, Tombstone
from newscrawl.errors import ArchiveError
from newscrawl.items import FORGOTTEN, Article, Capture, Fetch, FrontPageSnapshot
from newscrawl.run_record import Run
from newscrawl.urls import renamed
from newscrawl.version import __version__

_Place = tuple[str, int]
"""A WARC file, and the offset of a record in it."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One file that gave way to another, or would."""

    path: str
    gone: int
    """Lines, or captures, that are not in the new one."""
    changed: int
    """Lines that say less, or cite captures by their new place."""


@dataclass
class Removal:
    """One page on its way out of the files of a site."""

    root: Root
    files: Files
    site: str
    article_ids: tuple[str, ...]
    dry_run: bool
    progress: Progress | None
    made: list[ManifestLine] = field(default_factory=list)
    rewritten: list[Rewritten] = field(default_factory=list)
    content_ids: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    """Hashes of its canonical URLs, also of those that tombstones keep."""
    _says: list[str] = field(default_factory=list)
    _shown_by: set[str] = field(default_factory=set)
    """Ids of looks at front pages that show it."""
    _captures: set[_Place] = field(default_factory=set)
    """Captures that lines say are of it, or show it."""
    _places: dict[_Place, _Place | None] = field(default_factory=dict)
    """Where captures of rewritten files are now; ``None``: nowhere."""

    _moved: set[bytes] = field(default_factory=set)
    """Paths of the files of captures that were rewritten."""

    def __post_init__(self) -> None:
        self.ids = frozenset(self.article_ids)
        self._counting = counting(self.root, self.files, self.site)
        stones = tombstones.read(self.root, self.files)
        own = (one for one in stones if one.site == self.site and self.ids & {*one.article_ids})
        self.urls.update(url for stone in own for url in stone.url_sha256)
        # A line that names none of these bytes has nothing to do with it.
        self._marks = [named.encode() for named in self.article_ids]

    def look(self) -> None:
        """Read every line of the site and remember what it says of the page."""
        for line in self._of_kinds(*RECORDS):
            for text in self._lines(line.path):
                if any(mark in text for mark in self._marks):
                    self._look_at(decode(text, RECORDS[line.kind]))  # type: ignore[index]
                elif line.kind == "front_pages" and self._same_as(text) in self._shown_by:
                    self._note_capture(decode(text, FrontPageSnapshot))

    def _look_at(self, record: LineRecord) -> None:
        own: set[str | None] = set()
        if isinstance(record, Article):
            own = {record.article_id}
        elif isinstance(record, Fetch):
            own = {record.article_id, record.alias_of}
        if own & self.ids:
            self._note_capture(record)
            if not (isinstance(record, FrontPageSnapshot) or record.url.startswith(FORGOTTEN)):
                self.urls.add(tombstones.url_sha256(record.canonical_url))
        if isinstance(record, Article) and own & self.ids:
            self._says.extend(of_article(record))
            self.content_ids |= {record.content_id} if record.content_id else set()
        elif not isinstance(record, Fetch):
            self._says.extend(of_teasers(record, self.ids))
            self._note_capture(record)
            if isinstance(record, FrontPageSnapshot) and record.snapshot_id:
                self._shown_by.add(record.snapshot_id)

    def _note_capture(self, record: LineRecord) -> None:
        if record.capture:
            self._captures.add((record.capture.warc_file, record.capture.warc_offset))

    @staticmethod
    def _same_as(text: bytes) -> str:
        return text.partition(b'"same_as":"')[2].partition(b'"')[0].decode("utf-8", "replace")

    # --- writing ----------------------------------------------------------------------------

    def rewrite(self) -> None:
        """Write anew the files that hold something of it: captures, then the lines that cite
        them, and run records. Nothing counts yet."""
        passages = Passages(self._says)
        for line in self._of_kinds("captures"):
            self._rewrite_captures(line, passages)
        gone = Forgotten([self._stone()], self.site)
        for line in self._of_kinds(*RECORDS):
            self._rewrite_lines(line, gone)
        for line in self._of_kinds("runs"):
            self._rewrite_run(line)

    def kept_pages(self) -> tuple[str, ...]:
        """Return the paths of the files in ``changed/`` that tell of it."""
        passages = Passages(self._says)
        pages = kept_pages(self.root, self.files, self.site)
        gone = (page for page in pages if page.tells_of(self.ids, frozenset(self.urls), passages))
        return tuple(path for page in gone for path in page.paths)

    def _stone(self) -> Tombstone:
        return Tombstone(
            site=self.site,
            article_ids=self.article_ids,
            url_sha256=(),
            content_ids=(),  # the same text under another id is a copy: told, not touched
            reason="",
            forgotten_at="",
            newscrawl_version=__version__,
        )

    def _rewrite_captures(self, line: ManifestLine, passages: Passages) -> None:
        kept: list[tuple[int, int]] = []
        dropped: list[int] = []
        try:
            for record in records(self._pieces(line.path)):
                is_its = (line.path, record.offset) in self._captures
                if record.kind == "response" and (is_its or passages.stand_in(record.payload)):
                    dropped.append(record.offset)
                else:
                    kept.append((record.offset, record.length))
        except DamagedError as error:
            raise self._damaged(line.path, error) from error
        if not dropped:
            return
        name = self._name(line)
        end = 0
        for offset, length in kept:
            self._places[line.path, offset] = name.sealed, end
            end += length
        self._moved.add(line.path.encode())
        self._places |= {(line.path, offset): None for offset in dropped}
        self.rewritten.append(Rewritten(line.path, len(dropped), 0))
        if not self.dry_run:
            rows = line.rows - len(dropped)
            self._write(line, name, self._cut(line.path, kept), rows, None)

    def _cut(self, path: str, kept: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        with self.files.reading(self.root.inside(path)) as file:
            for offset, length in kept:
                file.seek(offset)
                left = length
                while left and (piece := file.read(left)):
                    left -= len(piece)
                    yield piece

    def _rewrite_lines(self, line: ManifestLine, gone: Forgotten) -> None:
        found, kept = 0, 0
        changed, length = 0, 0
        for text in self._lines(line.path):
            new = self._rewritten(line, text, gone)
            found += 1
            kept += new is not None
            changed += new is not None and new != text
            length += len(new) + 1 if new is not None else 0
        if (found, changed) == (kept, 0):
            return
        self.rewritten.append(Rewritten(line.path, found - kept, changed))
        if not self.dry_run:
            pieces = (
                new + b"\n"
                for text in self._lines(line.path)
                if (new := self._rewritten(line, text, gone)) is not None
            )
            self._write(line, self._name(line), packed_small(pieces), kept, length)

    def _rewrite_run(self, line: ManifestLine) -> None:
        text = b"".join(self._pieces(line.path))
        try:  # the catalogue is made anew of it, later
            decode(text.rstrip(b"\n"), Run)
        except LineError as error:
            raise self._damaged(line.path, error) from error
        new = renamed(text.decode("utf-8", "surrogateescape"), self._other_name)
        if (said := new.encode("utf-8", "surrogateescape")) == text:
            return
        self.rewritten.append(Rewritten(line.path, 0, 1))
        if not self.dry_run:
            self._write(line, self._name(line), iter([said]), line.rows, None)

    def _other_name(self, url: str) -> str | None:
        is_its = tombstones.url_sha256(url) in self.urls
        return f"{FORGOTTEN}{self.article_ids[0]}" if is_its else None

    def _rewritten(self, line: ManifestLine, text: bytes, gone: Forgotten) -> bytes | None:
        """Return what a line says from now on; ``None`` if nothing."""
        moved = any(path in text for path in self._moved)
        if not moved and not any(mark in text for mark in self._marks):
            return text
        record = gone.kept(decode(text, RECORDS[line.kind]))  # type: ignore[index]
        if record is None:
            return None
        cited = record.capture
        place = (cited.warc_file, cited.warc_offset) if cited else None
        if cited and place in self._places:
            there = self._places[place]
            record = replace(record, capture=_moved(cited, there))
        return encode(record)[:-1]

    def _write(
        self,
        line: ManifestLine,
        name: FileName,
        pieces: Iterator[bytes],
        rows: int,
        length: int | None,
    ) -> None:
        new = written(
            self.root,
            self.files,
            name,
            pieces,
            run_id=line.run_id,
            rows=rows,
            length=length,
            replaces=[line.path],
        )
        self.made.append(new)

    # --- reading ----------------------------------------------------------------------------

    def _of_kinds(self, *kinds: str) -> list[ManifestLine]:
        found = (line for line in self._counting.values() if line.kind in kinds)
        return sorted(found, key=lambda line: (kinds.index(line.kind), line.date, line.path))

    def _name(self, line: ManifestLine) -> FileName:
        old = file_name(line.path)
        assert old is not None, "the manifest was decoded"
        said = made_from([line], f"forget {' '.join(sorted(self.ids))}")
        return derived(old.kind, old.site, old.date, old.run_id, said)

    def _pieces(self, path: str) -> Iterator[bytes]:
        for piece in self.files.chunks(self.root.inside(path)):
            if self.progress:
                self.progress(len(piece))
            yield piece

    def _lines(self, path: str) -> Iterator[bytes]:
        try:
            yield from lines(self.root, self.files, path)
        except (LineError, DamagedError) as error:
            raise self._damaged(path, error) from error

    @staticmethod
    def _damaged(path: str, error: Exception) -> ArchiveError:
        return ArchiveError(
            f"{path}: {error}. Nothing was taken down. Run 'newscrawl verify' and restore the "
            "file from a copy, or remove it and its line in the manifest."
        )


def _moved(cited: Capture, there: _Place | None) -> Capture | None:
    if there is None:
        return None
    return replace(cited, warc_file=there[0], warc_offset=there[1])
