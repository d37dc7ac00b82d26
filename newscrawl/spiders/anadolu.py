"""Anadolu Agency: Türkiye, Turkish, free to read."""

from newscrawl.spider import FrontPage, Layout, NewsSpider, css


class Anadolu(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "anadolu"
    language = "tr"
    timezone = "Europe/Istanbul"
    discover = (FrontPage("https://www.aa.com.tr/tr"),)
    article_url = r"/tr/[a-z-]+/[a-z0-9-]+/(?P<id>\d{6,})$"
    layouts = (Layout(authors=css(".detay-spot-category > .row > span:first-of-type")),)
