"""One wrong module does not take the other newspapers with it."""

import json

import pytest
from scrapy.settings import Settings

from newscrawl.crawl.loader import SiteLoader

GOOD = """
from newscrawl.spider import FrontPage, NewsSpider
class Good(NewsSpider):
    name = "good"
    discover = (FrontPage("http://127.0.0.1:9/"),)
"""

WRONG = {
    "call": ("FrontPage('http://a.example/', page=3)", "TypeError: ", "'page'"),
    "keyword": ("Layout(headlin=css('h1'))", "TypeError: ", "'headlin'"),
    "selector": ("css('h1[')", "ValueError: css('h1[') cannot be read", ""),
    "name": ("Feeds('http://a.example/')", "NameError: name 'Feeds' is not defined", ""),
    "syntax": ("x = = 3", "SyntaxError: invalid syntax", ""),
    "package": ("import nowhere_at_all", "ModuleNotFoundError: ", "nowhere_at_all"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that modules are imported from, and printed relative to."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def papers(folder, package, **modules):
    """Write a package of sites; return the loader of it."""
    (folder / package).mkdir()
    for name, text in {"__init__": "", **modules}.items():
        (folder / package / f"{name}.py").write_text(text)
    return SiteLoader(Settings({"SPIDER_MODULES": [package]}))


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_module_is_one_line_and_the_others_are_there(folder, capsys, case):
    line, *told = WRONG[case]
    text = f"from newscrawl.spider import *\n\n{line}\n"
    loader = papers(folder, f"papers_{case}", good=GOOD, saltmere=text)
    said = capsys.readouterr().err
    assert said.startswith(f"papers_{case}/saltmere.py, line 3: {told[0]}")
    assert told[1] in said
    assert said.count("\n") == 1
    assert loader.list() == ["good"]
    assert loader.why_broken("saltmere") == said.strip()
    assert loader.why_broken("good") is None


def test_it_is_an_object_where_the_log_is_json(capsys):
    SiteLoader(Settings({"SPIDER_MODULES": ["nowhere_at_all"], "NEWSCRAWL_LOG_JSON": True}))
    assert "nowhere_at_all" in json.loads(capsys.readouterr().err)["message"]


def test_a_package_that_is_not_there_is_one_line(capsys):
    loader = SiteLoader(Settings({"SPIDER_MODULES": ["nowhere_at_all.sites"]}))
    said = capsys.readouterr().err
    assert said == "nowhere_at_all.sites: ModuleNotFoundError: No module named 'nowhere_at_all'\n"
    assert loader.list() == []


def test_a_package_of_packages_is_read_to_its_end(folder):
    (folder / "papers_deep").mkdir()
    (folder / "papers_deep" / "__init__.py").touch()
    papers(folder, "papers_deep/inner", good=GOOD)
    assert SiteLoader(Settings({"SPIDER_MODULES": ["papers_deep"]})).list() == ["good"]


def test_who_asks_for_the_wrong_one_is_told_why(crawls, tmp_path):
    (tmp_path / "salt_mere.py").write_text("from newscrawl.spider import *\n\nx = cs('h1')\n")
    path = {"PYTHONPATH": str(tmp_path)}
    process = crawls.start("salt-mere", environment=path, SPIDER_MODULES="salt_mere")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "The module of salt-mere is wrong" in said
    assert "salt_mere.py, line 3: NameError: name 'cs' is not defined" in said
    assert "Traceback" not in said
    assert not crawls.root.exists()
