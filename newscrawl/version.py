"""The version of newscrawl, as it stands in every record."""

__version__ = "0.1.0"
