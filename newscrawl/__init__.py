"""newscrawl crawls the front pages of newspapers and keeps what it reads as JSON Lines."""

from typing import TYPE_CHECKING, Any

from newscrawl.extract.article import extract_article
from newscrawl.extract.front_page import extract_front_page
from newscrawl.version import __version__

if TYPE_CHECKING:
    from newscrawl.analysis.opened import open_archive

__all__ = ["__version__", "extract_article", "extract_front_page", "open_archive"]


def __getattr__(name: str) -> Any:
    """Load what reads archives when it is first named: pages are read without it."""
    if name != "open_archive":
        message = f"module 'newscrawl' has no attribute {name!r}"
        raise AttributeError(message)
    from newscrawl.analysis.opened import open_archive  # noqa: PLC0415 - as said above

    return open_archive
