"""LRT: Lithuania, Lithuanian, free to read."""

from newscrawl.spider import FrontPage, NewsSpider


class Lrt(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "lrt"
    language = "lt"
    timezone = "Europe/Vilnius"
    discover = (FrontPage("https://www.lrt.lt/"),)
    article_url = r"/naujienos/[a-z-]+/\d+/(?P<id>\d{5,})/[a-z0-9-]+$"
