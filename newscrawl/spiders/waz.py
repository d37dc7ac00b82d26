"""Westdeutsche Allgemeine Zeitung: Germany, German, some articles for subscribers."""

from newscrawl.spider import FrontPage, NewsSpider


class Waz(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "waz"
    language = "de"
    timezone = "Europe/Berlin"
    discover = (FrontPage("https://www.waz.de/"),)
    article_url = r"(?:/article|-id)(?P<id>\d{9,})(?:/[A-Za-z0-9-]+)?\.html$"
