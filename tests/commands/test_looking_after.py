"""capture, explain and checksite on a newspaper that changes its look."""

import json

import pytest
from newspapers import article, front, page
from projects import Project

MODULE = '''"""The Quay Echo: English, free to read."""

from datetime import date

from newscrawl.spider import FrontPage, Layout, NewsSpider, css


class QuayEcho(NewsSpider):
    name = "quay_echo"
    discover = (FrontPage("{url}"),)
    article_url = r"/story-(?P<id>\\d+)$"
    layouts = (Layout({layout}),)
'''
DAY, NAME = "2026-03-14T10:00:00Z", "2026-03-14-bridge-reopens"


@pytest.fixture
def paper(newspaper):
    return newspaper(
        {"/": front("/story-1", "/story-2"), "/story-1": article("Bridge reopens"),
         "/story-2": article("Fire in Rope Lane")}
    )  # fmt: skip


@pytest.fixture
def project(tmp_path, paper):
    made = Project.made(tmp_path / "project")
    write(made, paper, 'headline=css("h1")')
    return made


def write(project, paper, layout):
    project.module("quay_echo").write_text(MODULE.format(url=paper.url, layout=layout))


def test_a_page_is_recorded_checked_and_its_change_noticed(project, paper):
    code, said = project.run("capture", "quay_echo", f"{paper.url}story-1", clock=DAY)
    assert code == 0, said
    assert "Bridge reopens" in said
    assert "belongs to its publisher" in said
    about = project.pages("quay_echo") / f"{NAME}.json"
    assert json.loads(about.read_text())["checked"] is None

    code, said = project.act("checksite", "quay_echo", "--checked", NAME)
    day = json.loads(about.read_text())["checked"]
    assert (code, bool(day)) == (0, True), said

    write(project, paper, 'headline=css("p")')
    code, said = project.act("checksite", "quay_echo")
    assert code == 1
    assert "headline" in said
    code, said = project.act("checksite", "quay_echo", "--accept")
    assert code == 0, said
    accepted = json.loads(about.read_text())
    assert accepted["checked"] == day
    assert "headline" in accepted["recheck"]
    assert "canonical_url" not in accepted["recheck"]
    assert accepted["expected"]["headline"] == "By Ada Quill"


def test_explain_names_rules_that_matched_nothing_or_too_much(project, paper):
    (project.root / "saved.html").write_bytes(article("Bridge reopens")[2])
    saved = ("explain", "quay_echo", "saved.html", "--url", f"{paper.url}story-1")
    write(project, paper, 'headline=css("p"), kicker=css(".none"), remove="article"')
    code, said = project.act(*saved)
    assert (code, "takes out 98%" in said) == (0, True), said
    write(project, paper, 'headline=css("p"), kicker=css(".none")')
    code, said = project.act(*saved)
    assert (code, "matched too much" in said, "matched nothing" in said) == (0, True, True), said
    assert "css('p')" in said


def test_explain_and_capture_take_what_the_archive_holds(project, paper):
    assert project.run("crawl", "quay_echo", clock=DAY)[0] == 0
    paper.pages["/story-1"] = page("gone", 410)
    looks = len(paper.log)
    code, said = project.act("explain", "quay_echo", f"{paper.url}story-1", "--archived")
    assert (code, "Bridge reopens" in said) == (0, True), said
    code, said = project.act("capture", "quay_echo", f"{paper.url}story-1", "--archived")
    assert (code, f"{NAME}.html.gz" in said) == (0, True), said
    assert len(paper.log) == looks
    code, said = project.run("explain", "quay_echo")  # live: the front page
    assert (code, "id 2" in said) == (0, True), said
    code, said = project.run("capture", "quay_echo", f"{paper.url}story-1")
    assert (code, "answered 410" in said) == (3, True), said


def test_wrong_use_is_told_kindly(project, paper):
    commands = {
        ("capture", "quay_ecco", f"{paper.url}story-1"): (1, "Did you mean quay_echo?"),
        ("capture", "quay_echo", "story-1"): (2, "no http or https URL"),
        ("capture", "any", f"{paper.url}story-1"): (1, "scrapy newsite"),
        ("capture", "quay_echo"): (2, "usage"),
        ("explain", "quay_echo", "nothing.html"): (2, "no recorded page"),
        ("explain", "quay_echo", "scrapy.cfg"): (2, "--url"),
        ("explain", "quay_echo", "--archived"): (1, "holds no page"),
        ("checksite", "quay_echo"): (1, "scrapy capture quay_echo URL"),
    }
    for command, (code, told) in commands.items():
        found, said = project.act(*command)
        assert (found, told.lower() in said.lower()) == (code, True), (command, said)
        assert "Traceback" not in said, command


@pytest.mark.parametrize(
    "command", [("explain", "quay_echo"), ("capture", "quay_echo", "{}story-1"), ("newsite", "{}")]
)
def test_what_is_looked_at_is_put_into_no_archive(project, paper, tmp_path, command):
    archive = tmp_path / "archive"
    words = [word.format(paper.url) for word in command]
    code, said = project.run(*words, "-s", f"NEWSCRAWL_ARCHIVE_DIR={archive}")
    assert code == 0, said
    assert paper.log
    assert not archive.exists()


@pytest.mark.parametrize(
    "command", [("explain", "quay_echo", "{}"), ("capture", "quay_echo", "{}"), ("newsite", "{}")]
)
def test_a_password_in_an_address_is_not_repeated(project, command):
    words = [word.format("http://ada:s3cret@a.example/") for word in command]
    code, said = project.act(*words)
    assert (code, "s3cret" in said) == (2, False)


def test_letters_that_the_terminal_lacks_are_escaped(project, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    saved = tmp_path / "story-1.html"
    saved.write_bytes(article("Brücke wieder offen")[2])
    code, said = project.run("explain", "quay_echo", str(saved), "--url", "http://a.example/x")
    assert (code, "Br\\xfccke" in said) == (0, True), said
