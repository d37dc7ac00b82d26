"""Any newspaper that nobody wrote a module for: ``scrapy crawl any -a url=https://…``."""

from newscrawl.errors import SiteError
from newscrawl.spider import FrontPage, NewsSpider
from newscrawl.urls import ANY_SITE, is_web, site_of


class AnyNewspaper(NewsSpider):
    """Reads the newspaper at ``url`` with the generic readers alone."""

    name = ANY_SITE

    def __init__(self, url: str = "", **kwargs: object) -> None:
        if not is_web(url):
            said = f"url={url!r} is no http or https URL" if url else "it needs a front page"
            message = f"The site 'any': {said}. Write -a url=https://newspaper.example/"
            raise SiteError(message)
        self._site = site_of(url)
        self.discover = (FrontPage(url),)
        super().__init__(**kwargs)

    @property
    def site(self) -> str:
        """The host and port of the newspaper, other characters as ``_``."""
        return self._site
