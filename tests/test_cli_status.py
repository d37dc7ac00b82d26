import json
import shutil
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from dry_crawl import dry_run

from newscrawl import clock
from newscrawl.archive.reader import runs
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


def linked(path):
    moved = path.rename(path.with_suffix(".moved"))
    path.symlink_to(moved)


DAMAGE = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:30]),
    "empty": lambda path: path.write_bytes(b""),
    "two records": lambda path: path.write_bytes(path.read_bytes() * 2),
    "no time": lambda path: path.write_bytes(path.read_bytes().replace(b'"2026-03-14T', b'"x')),
    "no text": lambda path: path.write_bytes(b"\xff\x00" * 99),
    "link": linked,
}


@pytest.fixture(params=DAMAGE)
def damaged(archive, tmp_path, request):
    """The same archive, but one record of the newspaper that is fine is damaged."""
    root = tmp_path / "archive"
    shutil.copytree(archive, root)
    path = sorted((root / "runs" / "site=quiet").glob("*/*.json"))[2]
    path.chmod(0o644)
    DAMAGE[request.param](path)
    return root


class TestADamagedRunRecord:
    def test_blinds_no_other_site(self, damaged, capsys):
        code, said = status(damaged, capsys)
        assert code == 1
        _, quiet, walled = said.out.splitlines()
        assert "unreadable record (5)" in quiet
        assert "runs/site=quiet" in quiet
        assert walled.split()[4:6] == ["blocked", "(3)"]

    def test_stands_in_the_metrics(self, damaged, capsys, tmp_path):
        code, _ = status(damaged, capsys, "--metrics", str(tmp_path / "m"))
        said = (tmp_path / "m").read_text()
        assert code == 1
        assert 'newscrawl_last_run_exit_code{site="quiet"} 5' in said
        assert 'newscrawl_last_run_exit_code{site="walled"} 3' in said

    def test_stands_in_the_report(self, damaged, tmp_path):
        code, said = report(damaged, tmp_path)
        assert code == 0
        assert "unreadable record" in said
        assert 'id="site-walled"' in said

    def test_does_not_end_the_next_run(self, damaged, caplog):
        run = dry_run(Quiet, answers, damaged, BEGIN + timedelta(hours=9))
        assert (run.verdict, run.exit_code) == ("fine", 0)
        assert "An earlier run is left out" in caplog.text


def report(root, tmp_path, *arguments, hours=8.5):
    out = tmp_path / "report.html"
    with mock.patch.object(clock, "now", return_value=BEGIN + timedelta(hours=hours)):
        code = main(["report", "--archive", str(root), "--out", str(out), *arguments])
    return code, out.read_text()


def test_a_site_of_which_no_record_can_be_read_is_told(archive, tmp_path, capsys):
    root = tmp_path / "archive"
    shutil.copytree(archive, root)
    for path in (root / "runs" / "site=quiet").glob("*/*.json"):
        path.chmod(0o644)
        path.write_bytes(b"{")
    _, said = status(root, capsys, "quiet")
    assert "not known" in said.out
    assert "and 5 more" in said.out
    _, said = status(root, capsys, "--metrics", str(tmp_path / "m"))
    assert 'timestamp_seconds{site="quiet"}' not in (tmp_path / "m").read_text()
    assert "unreadable record" in report(root, tmp_path)[1]


def test_a_site_without_a_run_in_the_days_looked_at_has_none_and_still_stands(
    archive, tmp_path, capsysbinary
):
    assert len(list(runs(archive, "quiet"))) == 6
    with mock.patch.object(clock, "now", return_value=BEGIN + timedelta(days=40)):
        assert main(["status", "quiet", "--archive", str(archive), "--json"]) == 1
    (line,) = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert (line["runs"], line["articles"], line["is_overdue"]) == (0, 0, True)
    code, said = report(archive, tmp_path, hours=40 * 24)
    assert code == 0
    assert 'id="site-quiet"' in said
    assert "What needs somebody" in said
