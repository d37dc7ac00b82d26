"""Hankook Ilbo: Republic of Korea, Korean, free to read."""

from newscrawl.spider import FrontPage, NewsSpider


class HankookIlbo(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "hankookilbo"
    language = "ko"
    timezone = "Asia/Seoul"
    discover = (FrontPage("https://www.hankookilbo.com/"),)
    article_url = r"/(?:News/Read|news/article)/(?P<id>A\d{16,})$"
