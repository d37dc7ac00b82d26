"""The bundled newspapers: each module is what the README of the folder says it should be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl import settings
from newscrawl.crawl.loader import SiteLoader
from newscrawl.sources import FrontPage

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("NEWSCRAWL_SHARED", PROJECT.parent / "shared"))
LOADER = SiteLoader.from_settings(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))
NAMES = sorted(set(LOADER.list()) - {"any"})
LONGEST = 16


@pytest.mark.parametrize("name", NAMES)
def test_a_module_is_short_and_says_what_it_has_to(name):
    spider = LOADER.load(name)
    module = Path(sys.modules[spider.__module__].__file__)
    assert module.stem == name
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert spider().homes
    assert any(isinstance(page, FrontPage) for page in spider.discover)


def test_there_are_twelve_newspapers_in_at_least_eight_languages():
    every = [LOADER.load(name) for name in NAMES]
    spiders = [spider for spider in every if "unverified" in (spider.__doc__ or "")]
    assert len(spiders) >= 12
    assert len({spider.language for spider in spiders}) >= 8
    assert all(spider.timezone and spider.article_url for spider in spiders)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the real pages are not here")
def test_a_module_fits_its_newspapers_pages_and_makes_nothing_worse():
    command = [sys.executable, "benchmarks/newspapers.py", str(SHARED / "bench" / "articles")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
