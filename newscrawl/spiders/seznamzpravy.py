"""Seznam Zprávy: Czechia, Czech, free to read."""

from newscrawl.spider import FrontPage, NewsSpider


class SeznamZpravy(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "seznamzpravy"
    language = "cs"
    timezone = "Europe/Prague"
    discover = (FrontPage("https://www.seznamzpravy.cz/"),)
    article_url = r"/clanek/[a-z0-9-]+-(?P<id>\d+)$"
