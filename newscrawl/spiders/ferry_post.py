"""The Ferry Post: Saltmere, English, free to read. Bundled with newscrawl."""

from newscrawl.spider import FrontPage, NewsSpider


class FerryPost(NewsSpider):
    """Served by ``newscrawl demo``."""

    name = "ferry_post"
    discover = (FrontPage("http://127.0.0.1:8702/"),)
    custom_settings = {
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": ["127.0.0.0/8"],  # it lives on this machine
        "DOWNLOAD_DELAY": 0.1,
    }
