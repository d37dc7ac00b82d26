"""Parts of Scrapy that are imported only where their setting switches them on.

Scrapy imports each part it knows of before it asks whether it is wanted. These three bring aiohttp,
requests, tldextract and a terminal emulator with them: a quarter of the time until the first
request, on every run (``python -X importtime``).
"""

from collections.abc import Mapping
from typing import ClassVar

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.misc import build_from_crawler, load_object


class _Switched:
    """Makes the part at ``path`` where ``setting`` is on; stands in its place otherwise."""

    setting: ClassVar[str]
    path: ClassVar[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> object:
        """Return the part itself.

        Raises:
            NotConfigured: It is switched off.
        """
        if not crawler.settings.getbool(cls.setting):
            raise NotConfigured
        return build_from_crawler(load_object(cls.path), crawler)


class Cookies(_Switched):
    """Scrapy's cookies."""

    setting = "COOKIES_ENABLED"
    path = "scrapy.downloadermiddlewares.cookies.CookiesMiddleware"


class RemoteControl(_Switched):
    """Scrapy's remote control of a running crawl."""

    setting = "REMOTE_CONTROL_ENABLED"
    path = "scrapy.extensions.remote_control.RemoteControl"


class Telnet(_Switched):
    """Scrapy's console by telnet."""

    setting = "TELNETCONSOLE_ENABLED"
    path = "scrapy.extensions.telnet.TelnetConsole"


def unswitched(base: Mapping[str, int]) -> dict[str, int]:
    """Return a table of Scrapy's own parts without those that stand here."""
    here = {part.path for part in (Cookies, RemoteControl, Telnet)}
    return {path: order for path, order in base.items() if path not in here}
