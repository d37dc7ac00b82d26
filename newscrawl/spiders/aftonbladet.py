"""Aftonbladet: Sweden, Swedish, some articles for subscribers."""

from newscrawl.spider import FrontPage, Layout, NewsSpider, css


class Aftonbladet(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "aftonbladet"
    language = "sv"
    timezone = "Europe/Stockholm"
    discover = (FrontPage("https://www.aftonbladet.se/"),)
    article_url = r"/a/(?P<id>[A-Za-z0-9]{6})/[a-z0-9-]+$"
    layouts = (Layout(standfirst=css(".article-intro [class*='_lead_']")),)
