"""A newspaper is added by its address alone, on a real socket."""

import json

import pytest
from newspapers import page
from projects import Project

from newscrawl.archive.reader import articles

SLUGS = ("bridge-reopens", "council-puts-off-vote", "fire-in-rope-lane", "the-last-ferry-home")
MORE = ("school-opens", "no-rain-until-friday", "lost-dog-found-at-sea")
"""Stories that only the page of a section shows."""
EVERY = SLUGS + MORE
WORDS = "The harbour was quiet on Friday and all of the boats came in late again. "
NAVIGATION = (
    "<nav><a href=/town/>Town</a> <a href=/sport/>Sport</a> <a href=/about-us/>About us</a></nav>"
)


def story(n):
    return f"/{'sport' if n % 2 else 'town'}/{EVERY[n]}-{70211 + 37 * n}.html"


def story_page(n):
    headline = EVERY[n].replace("-", " ").capitalize()
    return page(
        f"<html><head><title>{headline} | The Quay Echo</title></head><body>{NAVIGATION}"
        f"<div class=story><h1>{headline} in the old harbour town</h1><p class=by>By Ada Quill</p>"
        f"<p class=date>Published 14 March 2026, 08:3{n}</p>"
        f"<p>{WORDS * 4}</p><p>{headline}: {WORDS * 5}</p><p>{WORDS * 3}</p></div></body></html>"
    )


def front_page(numbers):
    cards = "".join(
        f"<li><h3><a href={story(n)}>{EVERY[n].replace('-', ' ').capitalize()} in the old harbour"
        f" town</a></h3><p>One line of what it says, number {n}.</p></li>"
        for n in numbers
    )
    head = "<html><head><title>The Quay Echo</title></head>"
    return page(f"{head}<body>{NAVIGATION}<ul>{cards}</ul></body></html>")


def quay_echo():
    """A newspaper that declares nothing: no language, no zone, no metadata."""
    numbers = range(len(SLUGS))
    return {
        "/": (302, {"Location": "/home/"}, b""),
        "/home/": front_page(numbers),
        "/town/": front_page(range(len(SLUGS), len(EVERY))),
        "/sport/": front_page([1, 3]),
        **{story(n): story_page(n) for n in range(len(EVERY))},
    }


@pytest.fixture
def project(tmp_path):
    return Project.made(tmp_path / "project")


def test_from_address_to_archive(project, newspaper):
    paper = newspaper(quay_echo())
    clock = "2026-03-14T10:00:00Z"
    code, said = project.run("newsite", paper.url, "--sections", clock=clock)
    assert code == 0, said
    text = project.module("quay_echo").read_text()
    assert len(text.splitlines()) <= 15, text
    assert text.startswith('"""The Quay Echo: English, free to read."""\n')
    assert r'article_url = r"-(?P<id>\d+)\.html$"' in text
    assert 'language = "en"' in text
    assert f'FrontPage("{paper.url}home/")' in text
    assert f'FrontPage("{paper.url}town/")' in text
    assert text.count("FrontPage(") == 2
    assert "told from the words alone" in said
    assert "which zone is it?" in said
    assert not (project.root / "data").exists()

    recorded = sorted(path.name for path in project.pages("quay_echo").iterdir())
    assert len(recorded) == 2 * 4, recorded
    assert "2026-03-14-front-page.json" in recorded
    code, said = project.act("checksite", "quay_echo")
    assert code == 0, said

    code, said = project.run("crawl", "quay_echo", clock=clock)
    assert code == 0, said
    assert len(list(articles(project.root / "data"))) == len(EVERY)


def test_hand_made_changes_and_checked_pages_stay(project, newspaper):
    paper = newspaper(quay_echo())
    day = "2026-03-14T10:00:00Z"
    assert project.run("newsite", paper.url, clock=day)[0] == 0
    module = project.module("quay_echo")
    by_hand = module.read_text().replace('language = "en"', 'timezone = "Europe/Lisbon"')
    module.write_text(by_hand)
    pages = project.pages("quay_echo")
    assert project.act("checksite", "quay_echo", "--accept")[0] == 0
    front = pages / "2026-03-14-front-page.json"
    assert project.act("checksite", "quay_echo", "--checked", "2026-03-14-front-page")[0] == 0
    assert json.loads(front.read_text())["checked"]
    before = {path.name: path.read_bytes() for path in pages.iterdir()}

    code, said = project.run("newsite", paper.url, clock="2026-03-15T10:00:00Z")
    assert code == 0
    assert module.read_text() == by_hand
    assert {path.name: path.read_bytes() for path in pages.iterdir()} == before
    assert "stays as it is" in said
    assert '-    timezone = "Europe/Lisbon"' in said
    assert '+    language = "en"' in said

    code, said = project.run("newsite", paper.url, "--update-pages", clock="2026-03-15T10:00:00Z")
    assert code == 0
    assert module.read_text() == by_hand
    assert front.read_bytes() == before[front.name]
    assert len([path for path in pages.iterdir() if path.name.startswith("2026-03-15")]) == 6


def test_what_may_not_be_read_is_not(project, newspaper):
    closed = {**quay_echo(), "/robots.txt": page("User-agent: *\nDisallow: /")}
    private = ("-s", "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=10.0.0.0/8")
    moved = {"/": (301, {"Location": "https://other.example/"}, b"")}
    leads_away = project.start("newsite", newspaper(moved).url)
    forbids = project.start("newsite", newspaper(closed).url)
    refuses = project.start("newsite", newspaper(quay_echo()).url, *private)
    for process, told in (
        (forbids, "forbids it"),
        (refuses, "is no public web address"),
        (leads_away, "scrapy newsite https://other.example/"),
    ):
        said, _ = process.communicate(timeout=120)
        assert (process.returncode, told in said, "Traceback" in said) == (3, True, False), said
    assert not (project.root / "tests").exists()
    assert [path.name for path in (project.root / "papers").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize(
    ("code", "told", "command"),
    [
        (2, "no http or https url", ["ftp://newspaper.example/"]),
        (2, "usage", []),
        (1, "cannot be a site's name", ["newspaper.example", "--name", "any"]),
        (1, "cannot be a site's name", ["newspaper.example", "--name", "../x"]),
    ],
)
def test_wrong_use_is_told_before_anything_is_fetched(project, code, told, command):
    found, said = project.act("newsite", *command)
    assert (found, told in said.lower()) == (code, True), said
