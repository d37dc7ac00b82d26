"""Every recorded page is read as expected: one test a site, page and field."""

from functools import cache
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from newscrawl import recorded
from newscrawl.crawl.loader import SiteLoader
from newscrawl.spider import NewsSpider
from newscrawl.trial import check
from newscrawl.trial.sites import site_of_project

FOLDER = Path(__file__).parent / "sites"
SITES = {folder.name: recorded.pages(folder) for folder in sorted(FOLDER.iterdir())}
CASES = [(page, field) for pages in SITES.values() for page in pages for field in page.expected]
IDS = [f"{page.site}/{page.name}/{field}" for page, field in CASES]


@cache
def site_named(name):
    return site_of_project(get_project_settings(), name)


@cache
def fields_read(site, name):
    page = next(page for page in SITES[site] if page.name == name)
    return recorded.compared(check.read(site_named(site), page))


@pytest.mark.parametrize(("page", "field"), CASES, ids=IDS)
def test_field(page, field):
    found = check.difference(page, field, fields_read(page.site, page.name))
    assert found is None, found.cure


@pytest.mark.parametrize("name", SITES)
def test_article_url_fits_the_recorded_pages(name):
    fault = check.fault_of_article_url(site_named(name), SITES[name])
    assert fault is None, fault


@pytest.mark.parametrize("name", SITES)
def test_every_layout_has_a_recorded_page(name):
    fault = check.fault_of_layouts(site_named(name), SITES[name])
    assert fault is None, fault


LOADER = SiteLoader.from_settings(get_project_settings())


@pytest.mark.parametrize("name", LOADER.list())
def test_a_module_is_named_after_its_site_and_declares_what_can_be(name):
    """The zone exists, selectors can be read, and so on: a site is refused that does not."""
    kind = LOADER.load(name)
    assert issubclass(kind, NewsSpider)
    site = kind() if name != "any" else kind(url="https://newspaper.example/")
    assert site.name == name
    fault = check.fault_of_name(site, kind.__module__) if name != "any" else None
    assert fault is None, fault


def test_every_module_can_be_loaded():
    assert LOADER.broken == {}
