"""Which records stand in which folder, one a line."""

from newscrawl.archive.paths import Kind, LineKind
from newscrawl.items import Article, Fetch, FrontPageSnapshot

LineRecord = Article | FrontPageSnapshot | Fetch

RECORDS: dict[LineKind, type[LineRecord]] = {
    "articles": Article,
    "front_pages": FrontPageSnapshot,
    "fetches": Fetch,
}


def record_type(kind: Kind) -> type[LineRecord] | None:
    """Return the type of the records in a folder; ``None`` if its files are not of lines."""
    return next((cls for name, cls in RECORDS.items() if name == kind), None)
