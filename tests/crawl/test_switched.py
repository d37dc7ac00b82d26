"""Parts of Scrapy's own are there when they are switched on, and not even imported otherwise."""

import subprocess
import sys

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.settings.default_settings import DOWNLOADER_MIDDLEWARES_BASE, EXTENSIONS_BASE
from scrapy.utils.misc import load_object
from scrapy.utils.test import get_crawler

from newscrawl import settings as project
from newscrawl.crawl import switched

PARTS = (switched.Cookies, switched.RemoteControl, switched.Telnet)
LOAD_ALL = """
import sys
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from newscrawl import settings
found = Settings()
found.setmodule(settings, priority="project")
for name in ("DOWNLOADER_MIDDLEWARES", "EXTENSIONS"):
    for part in found.get_component_priority_dict_with_base(name):
        load_object(part)
print(*sorted({"aiohttp", "tldextract", "requests"} & set(sys.modules)))
"""


@pytest.mark.parametrize("part", PARTS)
def test_switched_off_is_not_configured(part):
    with pytest.raises(NotConfigured):
        part.from_crawler(get_crawler(settings_dict={part.setting: False}))


def test_switched_on_is_scrapys_own():
    crawler = get_crawler(settings_dict={"COOKIES_ENABLED": True})
    assert type(switched.Cookies.from_crawler(crawler)) is load_object(switched.Cookies.path)


@pytest.mark.parametrize(
    ("name", "base", "here"),
    [
        ("DOWNLOADER_MIDDLEWARES", DOWNLOADER_MIDDLEWARES_BASE, (switched.Cookies,)),
        ("EXTENSIONS", EXTENSIONS_BASE, (switched.RemoteControl, switched.Telnet)),
    ],
)
def test_each_has_the_place_that_scrapy_gives_it(name, base, here):
    found = Settings()
    found.setmodule(project, priority="project")
    parts = found.get_component_priority_dict_with_base(name)
    for part in here:
        assert part.path not in parts
        assert parts[f"newscrawl.crawl.switched.{part.__name__}"] == base[part.path]


def test_a_crawl_does_not_import_what_only_they_need():
    done = subprocess.run(
        [sys.executable, "-c", LOAD_ALL], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
