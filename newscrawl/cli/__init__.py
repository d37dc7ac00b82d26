"""``newscrawl``: for everybody with an archive or a page. One module a group of commands."""

from newscrawl.cli.main import main

__all__ = ["main"]
