"""La Vanguardia: Spain, Spanish, some articles for subscribers."""

from newscrawl.spider import FrontPage, Layout, NewsSpider, css


class LaVanguardia(NewsSpider):
    """The front page's address is unverified: pages were read, the site was not asked."""

    name = "lavanguardia"
    language = "es"
    timezone = "Europe/Madrid"
    discover = (FrontPage("https://www.lavanguardia.com/"),)
    article_url = r"/\d{8}/(?P<id>\d{6,})/[a-z0-9-]+\.html$"
    layouts = (Layout(standfirst=css("header .subtitles .subtitle")),)
