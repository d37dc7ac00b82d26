from io import StringIO

import pytest
from rich.console import Console

from newscrawl.report import progress
from newscrawl.report.progress import PLAIN_LINE_SECONDS, Progress


class Clock:
    """A monotonic clock that a test sets."""

    def __init__(self):
        self.seconds = 1000.0

    def monotonic(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def shown(clock, seconds, *, site="a", detail="1 new"):
    """Return what a run prints to a file when it shows its progress at these seconds."""
    file = StringIO()
    with Progress(site, "requests", Console(file=file, width=40)) as told:
        begin = clock.seconds
        for done, second in enumerate(seconds):
            clock.seconds = begin + second
            told.show(done, 99, detail)
    return file.getvalue()


def test_without_a_terminal_a_plain_line_tells_how_far_the_run_is(clock):
    assert shown(clock, [PLAIN_LINE_SECONDS]) == "a: 0 of 99 requests done; 1 new\n"


def test_without_a_terminal_there_is_a_line_every_ten_seconds_at_most(clock):
    said = shown(clock, range(100)).splitlines()
    assert PLAIN_LINE_SECONDS == 10.0
    assert [int(line.split()[1]) for line in said] == [10, 20, 30, 40, 50, 60, 70, 80, 90]


def test_a_short_run_prints_nothing_without_a_terminal(clock):
    assert shown(clock, [0, 1, 9.9]) == ""
    assert shown(clock, []) == ""


def test_a_long_line_is_one_line_and_markup_in_it_is_text(clock):
    detail = "3 [red]new[/red], " + "x" * 60
    assert shown(clock, [10], detail=detail) == f"a: 0 of 99 requests done; {detail}\n"


def test_work_whose_end_nobody_knows_says_what_is_done(clock):
    file = StringIO()
    with Progress("verifying", "MB", Console(file=file)) as told:
        clock.seconds += PLAIN_LINE_SECONDS
        told.show(7, None)
    assert file.getvalue() == "verifying: 7 MB done\n"


def test_an_error_in_the_run_is_not_swallowed():
    with pytest.raises(KeyError), Progress("a", "pages", Console(file=StringIO())):
        raise KeyError


def test_a_terminal_sees_a_live_line():
    file = StringIO()
    console = Console(file=file, force_terminal=True, width=120, color_system=None)
    with Progress("harbour_gazette", "requests", console) as told:
        told.show(3, 12, "3 [red]new[/red]")
    said = file.getvalue()
    assert "harbour_gazette" in said
    assert "3/12" in said
    assert "3 [red]new[/red]" in said


def test_progress_goes_to_standard_error(capsys):
    Progress("a", "pages").console.print("x")
    assert capsys.readouterr().out == ""


def test_several_works_are_shown_at_once(monkeypatch):
    file = StringIO()
    console = Console(file=file, force_terminal=True, width=120, color_system=None)
    bars = progress._Bars(console)
    monkeypatch.setattr(progress, "_bars_of_process", lambda: bars)
    with Progress("crawlall", "sites") as sites, Progress("alba", "requests") as alba:
        sites.show(1, 5)
        alba.show(3, 12, "3 new")
        bars.bar.refresh()
    said = file.getvalue()
    assert "1/5" in said
    assert "3/12" in said
    with Progress("bora", "requests") as again:
        again.show(1, 2)
    assert "1/2" in file.getvalue()
