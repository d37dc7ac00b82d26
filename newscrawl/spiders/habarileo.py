"""HabariLeo: Tanzania, Swahili, free to read."""

from newscrawl.spider import FrontPage, NewsSpider


class HabariLeo(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "habarileo"
    language = "sw"
    timezone = "Africa/Dar_es_Salaam"
    discover = (FrontPage("https://habarileo.co.tz/"),)
    article_url = r"^https?://[^/]+/[a-z0-9]+(?:-[a-z0-9]+){2,}/$"
