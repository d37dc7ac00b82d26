"""Dagbladet: Norway, Norwegian Bokmål, some articles for subscribers."""

from newscrawl.spider import FrontPage, NewsSpider


class Dagbladet(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "dagbladet"
    language = "nb"
    timezone = "Europe/Oslo"
    discover = (FrontPage("https://www.dagbladet.no/"),)
    article_url = r"/[a-z0-9-]+/[a-z0-9-]+/(?P<id>\d{7,})$"
