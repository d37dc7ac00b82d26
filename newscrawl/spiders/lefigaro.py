"""Le Figaro: France, French, some articles for subscribers."""

from newscrawl.spider import FrontPage, NewsSpider


class LeFigaro(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "lefigaro"
    language = "fr"
    timezone = "Europe/Paris"
    discover = (FrontPage("https://www.lefigaro.fr/"),)
    article_url = r"/[a-z0-9-]+-\d{6,8}(?:-\d+)?$"
