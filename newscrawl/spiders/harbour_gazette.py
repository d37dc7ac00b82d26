"""The Harbour Gazette: Exampleton, English, free to read. Bundled with newscrawl."""

from newscrawl.spider import FrontPage, NewsSpider


class HarbourGazette(NewsSpider):
    """Served by ``newscrawl demo``."""

    name = "harbour_gazette"
    timezone = "Europe/Lisbon"
    discover = (FrontPage("http://127.0.0.1:8701/"),)
    article_url = r"/\d{4}/\d{2}/[a-z0-9-]+-(?P<id>\d+)/$"
    custom_settings = {
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": ["127.0.0.0/8"],  # it lives on this machine
        "DOWNLOAD_DELAY": 0.1,
    }
