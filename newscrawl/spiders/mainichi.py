"""The Mainichi Shimbun: Japan, Japanese, some articles for subscribers."""

from newscrawl.spider import FrontPage, NewsSpider


class Mainichi(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "mainichi"
    language = "ja"
    timezone = "Asia/Tokyo"
    discover = (FrontPage("https://mainichi.jp/"),)
    article_url = r"/articles/(?P<id>\d{8}/[a-z0-9]{3}/[a-z0-9]{3}/[a-z0-9]{3}/[a-z0-9]+)$"
