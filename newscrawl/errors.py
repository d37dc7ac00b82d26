"""What can go wrong, by who acts on it."""


class NewscrawlError(Exception):
    """Base of every error newscrawl raises on purpose; its text is meant for people."""


class ConfigurationError(NewscrawlError):
    """A setting or an argument is wrong: fix it and start again. Nothing was fetched."""


class SiteError(ConfigurationError):
    """A site module is wrong: fix the module. Raised before the first request."""


class LayoutChanged(NewscrawlError):
    """A layout matched nothing on a page: record the page, add a Layout. The crawl goes on."""


class ArchiveError(NewscrawlError):
    """The archive cannot be written or read. A crawl stops: what is not archived is lost."""


class SiteBusy(NewscrawlError):
    """Another run of this site is going on: try again when it has ended."""
