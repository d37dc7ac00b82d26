"""The Guardian: United Kingdom, English, free to read."""

from newscrawl.spider import FrontPage, NewsSpider


class Guardian(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "guardian"
    language = "en"
    timezone = "Europe/London"
    discover = (FrontPage("https://www.theguardian.com/uk"),)
    article_url = r"/\d{4}/[a-z]{3}/\d{2}/[a-z0-9-]+$"
