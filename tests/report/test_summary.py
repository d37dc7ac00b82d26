import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from newscrawl.discover.links import Reason
from newscrawl.items import Outcome
from newscrawl.report.summary import WORDS, detail, of_number, summary
from newscrawl.run_record import Count, Run

RUN = Run(
    site="harbour_gazette",
    run_id="r",
    verdict="fine",
    exit_code=0,
    started_at="2026-03-14T06:00:00.000000Z",
    finished_at="2026-03-14T06:01:00.000000Z",
    outcomes=(Count(name="new", count=12), Count(name="http_error", count=2)),
    newscrawl_version="0",
)
MARKUP = "[red]stop[/red] [/] [link=x]y[/link] :warning: \\[bold]"


def printed(run=RUN, archive=Path("/data"), *, terminal=False):
    file = StringIO()
    console = Console(
        file=file, width=300, force_terminal=terminal, color_system="standard" if terminal else None
    )
    summary(run, archive, console)
    return file.getvalue()


def test_nothing_is_wrapped_and_no_line_ends_in_a_blank():
    file = StringIO()
    run = replace(
        RUN,
        message="word " * 40 + "end",
        skipped=(Count(name="foreign", count=3),),
        problems=tuple(Count(name=f"problem_{number}", count=1) for number in range(20)),
    )
    summary(run, Path("/data") / ("x " * 90), Console(file=file, width=80))
    lines = file.getvalue().splitlines()
    assert len(lines) == 8
    assert lines[1:5] == [
        "12 new articles",
        " 2 error answers",
        "   not asked for:",
        " 3 links to other newspapers",
    ]
    assert [line for line in lines[:-1] if line != line.rstrip()] == []


def test_the_verdict_stands_first():
    assert printed().splitlines()[0] == "harbour_gazette: fine (exit code 0)"


def test_a_killed_run_has_no_exit_code():
    run = replace(RUN, verdict="killed", exit_code=None)
    assert printed(run).splitlines()[0] == "harbour_gazette: killed"


@pytest.mark.parametrize(("code", "colour"), [(0, "\x1b[32m"), (3, "\x1b[31m"), (None, "\x1b[31m")])
def test_the_verdict_is_green_only_where_nothing_is_wrong(code, colour):
    assert colour in printed(replace(RUN, exit_code=code), terminal=True).splitlines()[0]


def test_outcomes_are_counted_in_words():
    said = [" ".join(line.split()) for line in printed().splitlines()]
    assert said[1:3] == ["12 new articles", "2 error answers"]
    assert "not asked for:" not in said


def test_what_was_not_asked_for_is_told_apart():
    run = replace(RUN, skipped=(Count(name="foreign", count=30),))
    said = [" ".join(line.split()) for line in printed(run).splitlines()]
    assert said[3:5] == ["not asked for:", "30 links to other newspapers"]


def test_copies_and_problems_are_told():
    run = replace(
        RUN,
        duplicates=(Count(name="exact", count=2),),
        problems=(Count(name="no_authors", count=3), Count(name="short_body", count=1)),
    )
    assert "exact copies of other newspapers' articles: 2\n" in printed(run)
    assert "marked: no_authors 3, short_body 1\n" in printed(run)


def test_the_message_and_the_place_of_the_archive_stand_last():
    run = replace(RUN, message="The front page answered 503.")
    assert printed(run, Path("/data/my archive")).splitlines()[-2:] == [
        "The front page answered 503.",
        "archive: /data/my archive",
    ]


def test_a_long_path_stands_in_one_line():
    archive = Path("/data") / ("x" * 400) / "y z"
    assert printed(archive=archive).splitlines()[-1] == f"archive: {archive}"


@pytest.mark.parametrize("terminal", [False, True])
def test_markup_in_what_is_told_is_text(terminal):
    run = replace(
        RUN,
        message=MARKUP,
        outcomes=(Count(name=MARKUP, count=1),),
        problems=(Count(name=MARKUP, count=2),),
        duplicates=(Count(name=MARKUP, count=3),),
    )
    said = printed(run, Path("/data") / MARKUP, terminal=terminal)
    assert said.count(MARKUP) == 5


@pytest.mark.parametrize(
    "control",
    ["\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\r", "\x00", "\x08", "\nfine", "\u202e", "\u2066"],
)
def test_nothing_told_steers_the_terminal(control):
    run = replace(RUN, message=f"before{control}after", problems=(Count(name=control, count=1),))
    said = printed(run, Path(f"/data{control}"))
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", said) is None
    assert "fine" not in said.splitlines()
    assert "before" in said
    assert "after" in said


def test_every_outcome_and_reason_has_words():
    assert WORDS.keys() == {*get_args(Outcome), *get_args(Reason)}


def test_detail_leaves_out_what_did_not_happen():
    assert detail({"new": 3, "robots": 0, "alias": 1}) == "3 new, 1 alias"
    assert detail({}) == ""


def test_words_are_of_the_number_before_them():
    for words in WORDS.values():
        one, many = of_number(words, 1), of_number(words, 2)
        assert "[" not in one + many
        assert (one == many) == ("[" not in words)
    assert of_number(WORDS["front_page"], 1) == "front page read"
    assert of_number(WORDS["retried"], 1) == "try that was repeated"
    assert of_number(WORDS["retried"], 0) == "tries that were repeated"
