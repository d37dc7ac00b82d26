"""The template of a newspaper is there beside Scrapy's own."""

import pytest
from projects import Project

from newscrawl.survey.module import Module


@pytest.fixture
def project(tmp_path):
    return Project.made(tmp_path / "project")


def test_templates(project):
    commands = {
        "list": ["genspider", "--list"],
        "site": ["genspider", "-t", "site", "quay_echo", "quay-echo.example"],
        "basic": ["genspider", "-t", "basic", "plain", "example.com"],
        "default": ["genspider", "plainer", "example.com"],
        "startproject": ["startproject", "elsewhere"],
    }
    done = {name: project.act(*command) for name, command in commands.items()}
    assert {name: code for name, (code, _) in done.items()} == dict.fromkeys(commands, 0), done
    assert {"site", "basic", "crawl", "csvfeed", "xmlfeed"} <= set(done["list"][1].split())
    for name in ("plain", "plainer"):
        assert f'name = "{name}"\n    allowed_domains' in project.module(name).read_text()
    assert (project.root / "elsewhere" / "scrapy.cfg").is_file()

    shape = Module(
        name="quay_echo", title="", about="", front_pages=("https://quay-echo.example/",)
    ).text()
    _, *written = project.module("quay_echo").read_text().splitlines()
    assert written == shape.splitlines()[1:]  # but for the line that a person is to write
    code, told = project.act("list")
    assert (code, "quay_echo" in told.split()) == (0, True), told
