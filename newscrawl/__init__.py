"""newscrawl crawls the front pages of newspapers and keeps what it reads as JSON Lines."""

from newscrawl.extract.article import extract_article
from newscrawl.extract.front_page import extract_front_page
from newscrawl.version import __version__

__all__ = ["__version__", "extract_article", "extract_front_page"]
