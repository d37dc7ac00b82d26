"""What people read of edits and of copies."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from newscrawl.report.copies import Cluster, Print
from newscrawl.report.edits import Edit, Passage, Piece, Side
from newscrawl.report.sheet import brief, duration
from newscrawl.report.table import Column, harmless, show_line, show_table

_MARKS = {"same": "", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
"""As ``git diff --word-diff`` writes it."""
_STYLES = {"same": "", "deleted": "red strike", "inserted": "green"}


def show_edit(console: Console, found: Edit) -> None:
    """Print what differs between two revisions; in a terminal with colours, elsewhere with marks:
    ``[-deleted-]`` and ``{+inserted+}``."""
    show_line(console, found.after.headline or found.url, "bold")
    show_line(console, found.url)
    show_line(console, f"{_named(found.before)} -> {_named(found.after)}")
    show_line(console, f"changed: {', '.join(found.changed_fields) or 'nothing'}")
    for name, text in (("headline", found.headline), ("standfirst", found.standfirst)):
        if any(piece.kind != "same" for piece in text):
            _show_part(console, name)
            _show_pieces(console, text)
    if any(passage.kind != "same" for passage in found.body):
        _show_part(console, "body")
        for passage in found.body:
            _show_passage(console, passage)


def _named(side: Side) -> str:
    when = f", read {brief(side.fetched_at)}" if side.fetched_at else ""
    return f"revision {side.revision}{when}"


def _show_part(console: Console, name: str) -> None:
    show_line(console, "")
    show_line(console, name, "bold")


def _show_passage(console: Console, passage: Passage) -> None:
    if passage.kind == "same":
        many = "1 paragraph" if passage.paragraphs == 1 else f"{passage.paragraphs} paragraphs"
        show_line(console, f"  ... {many} unchanged ...", "dim")
    else:
        _show_pieces(console, passage.pieces)


def _show_pieces(console: Console, text: Iterable[Piece]) -> None:
    colours = console.is_terminal and console.color_system is not None and not console.no_color
    line = Text()
    for piece in text:
        said = harmless(piece.text)
        if colours or piece.kind == "same":
            line.append(said, style=_STYLES[piece.kind])
        else:
            bare = said.rstrip()
            line.append(_MARKS[piece.kind].format(bare) + said[len(bare) :])
    console.print(line, soft_wrap=not console.is_terminal)


def show_cluster(console: Console, found: Cluster) -> None:
    """Print a story and all who have it."""
    show_line(console, found.headline or found.first.url, "bold")
    if found.lost:
        show_line(console, f"copied, and not in the archive: {', '.join(found.lost)}")
    columns = (
        *(Column("newspaper", whole=True), Column("first read", whole=True)),
        *(Column("after", "right", whole=True), Column("copy", whole=True)),
        *(Column("similarity", "right", whole=True), Column("headline"), Column("url", whole=True)),
    )
    show_table(console, columns, map(_row, (found.first, *found.copies)))


def _row(one: Print) -> tuple[object, ...]:
    similarity = None if one.similarity is None else f"{one.similarity:.2f}"
    after = duration(one.seconds_after) if one.copy_of else "first"
    return one.site, brief(one.fetched_at), after, one.kind, similarity, one.headline, one.url
