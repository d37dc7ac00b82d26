"""The sites of this project: their modules, and the folders of their recorded pages."""

import difflib
import sys
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import closest_scrapy_cfg

from newscrawl.crawl.loader import SiteLoader
from newscrawl.errors import SiteError
from newscrawl.spider import NewsSpider
from newscrawl.urls import ANY_SITE


def site_class(settings: BaseSettings, name: str) -> type[NewsSpider]:
    """Return the class of a site.

    Raises:
        SiteError: There is none of that name, it is none of newscrawl's, or its module is wrong.
    """
    loader = get_spider_loader(settings)
    names = loader.list()
    broken = loader.why_broken(name) if isinstance(loader, SiteLoader) else None
    if broken is not None:
        message = f"The module of {name} is wrong; mend that line and start again: {broken}"
        raise SiteError(message)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        message = f"There is no site {name!r}. {hint}'scrapy list' prints all names."
        raise SiteError(message)
    found = loader.load(name)
    if not issubclass(found, NewsSpider):
        message = f"{name} is a spider, but no newspaper: its class does not come from NewsSpider."
        raise SiteError(message)
    return found


def refuse_newspaper(settings: BaseSettings, name: str | None) -> None:
    """Refuse a newspaper to the commands of Scrapy's that would make a run of it.

    Raises:
        UsageError: ``name`` is a newspaper; the message says what looks at its pages.
    """
    loader = get_spider_loader(settings)
    if name in loader.list() and issubclass(loader.load(name), NewsSpider):
        message = (
            f"{name} is a newspaper: what is fetched with it would go into the archive. "
            f"'scrapy explain {name} URL' fetches a page and shows what is read on it"
        )
        raise UsageError(message, print_help=False)


def site_of_project(settings: BaseSettings, name: str) -> NewsSpider:
    """Return a site, its declarations found sound.

    Raises:
        SiteError: There is none of that name, or its module is wrong; ``any`` has no module.
    """
    if name == ANY_SITE:
        message = (
            "The site 'any' has no module and no recorded pages. Make one: "
            "scrapy newsite https://newspaper.example/"
        )
        raise SiteError(message)
    return site_class(settings, name)()


def module_file(kind: type[NewsSpider]) -> Path:
    """Return the file of a site's module."""
    return Path(sys.modules[kind.__module__].__file__ or "")


def recorded_folder() -> Path:
    """Return ``tests/sites`` beside the project's ``scrapy.cfg``; it need not exist."""
    found = closest_scrapy_cfg()
    return (Path(found).resolve().parent if found else Path.cwd()) / "tests" / "sites"
