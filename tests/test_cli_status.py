import json
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from dry_crawl import dry_run

from newscrawl import clock
from newscrawl.cli import main
from newscrawl.spider import FrontPage, NewsSpider

BEGIN = datetime(2026, 3, 14, 6, tzinfo=UTC)
PAGE = b"""<html lang=en><body><main><article><h2><a href="/news/the-ferry-is-late-again">The ferry
is late again</a></h2><p>It was seen at noon.</p></article></main></body></html>"""


class Quiet(NewsSpider):
    name = "quiet"
    discover = (FrontPage("https://quiet.example/"),)


class Walled(NewsSpider):
    name = "walled"
    discover = (FrontPage("https://walled.example/"),)


def answers(request):
    return 403 if "walled" in request.url else 200, {"Content-Type": "text/html"}, PAGE


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Two newspapers, looked at every hour but from 9 to 13; one of them refuses."""
    root = tmp_path_factory.mktemp("archive")
    for hour in (0, 1, 2, 3, 7, 8):
        for site in (Quiet, Walled):
            dry_run(site, answers, root, BEGIN + timedelta(hours=hour))
    return root


def status(archive, capsys, *arguments, hours=8.5):
    with mock.patch.object(clock, "now", return_value=BEGIN + timedelta(hours=hours)):
        code = main(["status", "--archive", str(archive), *arguments])
    return code, capsys.readouterr()


def test_every_site_has_a_line_and_the_one_that_needs_somebody_comes_first(archive, capsys):
    code, said = status(archive, capsys)
    head, walled, quiet = said.out.splitlines()
    assert code == 1
    assert " ".join(head.split()) == "site last run verdict trend runs articles gaps what to do"
    assert walled.split()[:8] == ["walled", "30", "min", "ago", "blocked", "(3)", "!!!!!!", "6"]
    assert "The newspaper turns newscrawl away." in walled
    assert quiet.split()[:7] == ["quiet", "30", "min", "ago", "fine", "(0)", "......"]


def test_a_site_that_is_fine_is_exit_code_0(archive, capsys):
    code, said = status(archive, capsys, "quiet")
    assert (code, "walled" in said.out) == (0, False)


def test_gaps_say_when_nobody_looked(archive, capsys):
    _, said = status(archive, capsys, "quiet", "--gaps")
    assert said.out.splitlines()[-1].startswith(
        "quiet: 2026-03-14T09:00:00Z to 2026-03-14T13:00:00Z, 4 h 0 min: no run"
    )


def test_a_site_nobody_looks_at_any_more_is_told(archive, capsys):
    code, said = status(archive, capsys, "quiet", hours=400)
    assert code == 1
    assert "is it still scheduled?" in said.out


def test_json_holds_a_line_a_site(archive, capsysbinary):
    with mock.patch.object(clock, "now", return_value=BEGIN + timedelta(hours=8.5)):
        main(["status", "--archive", str(archive), "--json"])
    lines = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [(line["site"], line["exit_code"], line["runs"]) for line in lines] == [
        ("walled", 3, 6),
        ("quiet", 0, 6),
    ]
    assert lines[1]["gaps"][0]["hours"] == pytest.approx(4, abs=0.01)


def test_an_unknown_site_is_refused(archive, capsys):
    code, said = status(archive, capsys, "quite")
    assert code == 1
    assert "Did you mean quiet?" in said.err


def test_an_error_is_one_line_that_steers_nothing(tmp_path, capsys):
    assert (
        main(["status", "--archive", str(tmp_path / "a\x1b[2J\u202e\nnewscrawl: all is fine")]) == 1
    )
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert not set(said) & set("\x1b\u202e")
