"""Scrapy's own commands make no run of a newspaper."""

import pytest
from newspapers import article
from projects import Project

MODULE = """
from newscrawl.spider import FrontPage, NewsSpider

class QuayEcho(NewsSpider):
    name = "quay_echo"
    discover = (FrontPage("https://quay-echo.example/"),)
"""


@pytest.fixture
def project(tmp_path):
    made = Project.made(tmp_path / "project")
    made.module("quay_echo").write_text(MODULE)
    return made


@pytest.mark.parametrize("command", ["fetch", "view", "parse"])
def test_a_newspaper_is_refused_and_it_is_said_what_looks_at_its_pages(project, command):
    code, said = project.act(command, "https://quay-echo.example/", "--spider", "quay_echo")
    assert (code, "scrapy explain quay_echo URL" in said) == (2, True)
    assert not (project.root / "data").exists()


@pytest.mark.parametrize("command", [("fetch",), ("shell", "-c", "response.text")])
def test_a_page_is_fetched_and_put_into_no_archive(project, newspaper, command):
    gazette = newspaper({"/": (301, {"Location": "/1"}, b""), "/1": article("Bridge reopens")})
    code, said = project.run(*command, gazette.url)
    assert (code, "Bridge reopens" in said, "Traceback" in said) == (0, True, False), said
    assert gazette.paths() == ["/robots.txt", "/", "/1"]
    assert not (project.root / "data").exists()
