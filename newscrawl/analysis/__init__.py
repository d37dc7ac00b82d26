"""The archive for those who analyse it: chosen records, as data frames and as files."""

from newscrawl.analysis.opened import Archive, open_archive
from newscrawl.analysis.selection import Selection

__all__ = ["Archive", "Selection", "open_archive"]
