"""Any newspaper that nobody wrote a module for: ``scrapy crawl any -a url=https://…``."""

from newscrawl.errors import SiteError
from newscrawl.sources import Announced, Feed, FrontPage, Sitemap, Source, check_arguments
from newscrawl.spider import NewsSpider
from newscrawl.urls import ANY_SITE, is_web, site_of


class AnyNewspaper(NewsSpider):
    """Reads a newspaper with the generic readers alone.

    Args:
        url: Its front page.
        feed: A feed of it.
        sitemap: A sitemap of it.
        announced: ``yes`` to read the feeds and sitemaps it announces too.

    One of the first three is needed.
    """

    name = ANY_SITE

    def __init__(
        self,
        url: str = "",
        feed: str = "",
        sitemap: str = "",
        announced: str = "",
        **kwargs: object,
    ) -> None:
        check_arguments(ANY_SITE, kwargs, ("url", "feed", "sitemap", "announced"))
        named = [(FrontPage, "url", url), (Feed, "feed", feed), (Sitemap, "sitemap", sitemap)]
        sources: list[Source] = []
        for kind, name, address in named:
            if address and not is_web(address):
                raise SiteError(_no_address(name, address))
            if address:
                sources.append(kind(address))
        if not sources:
            message = f"The site 'any' needs a front page. {_CURE}"
            raise SiteError(message)
        if announced not in {"", "yes", "no"}:
            message = f"The site 'any': announced={announced!r} is neither yes nor no."
            raise SiteError(message)
        self._site = site_of(url or feed or sitemap)
        self.discover = (*sources, *([Announced()] if announced == "yes" else []))
        super().__init__()

    @property
    def site(self) -> str:
        """The host and port of the newspaper, other characters as ``_``."""
        return self._site


def _no_address(name: str, address: str) -> str:
    """Return what is wrong; what may hold a password is not repeated."""
    if "@" in address:
        return (
            f"The site 'any': {name} is no http or https URL without a user name and a password; "
            f"records and logs would hold them. {_CURE}"
        )
    return f"The site 'any': {name}={address!r} is no http or https URL. {_CURE}"


_CURE = "Write -a url=https://newspaper.example/"
