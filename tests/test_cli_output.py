"""Output that cannot be written, arguments beyond all calendars, Ctrl-C: one line, no traceback."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from archive.small_runs import SITE, crawl

from newscrawl.cli import main

PAGE = "<h1>Gulls</h1>" + "<p>The mayor fed the gulls behind the customs house.</p>" * 200


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("output") / "archive"
    crawl(root, "r1", [1])
    return root


def shell(command, root):
    line = f'"{sys.executable}" -m newscrawl.cli {command.format(root)}'
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("verify --archive {} >/dev/full", "No space left on device"),
        ("status --archive {} --json >/dev/full", "No space left on device"),
        (f"front {SITE} --archive {{}} >/dev/full", "No space left on device"),
        ("schema >/dev/full", "No space left on device"),
        ("status --archive {} --json >&-", "Bad file descriptor"),
        ("schema >&-", "Bad file descriptor"),
    ],
)
def test_output_that_cannot_be_written_is_exit_code_1(root, command, told):
    ended = shell(command, root)
    assert ended.returncode == 1
    assert ended.stderr == f"newscrawl: the output cannot be written: {told}.\n"


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_nobody_needs_to_be_told(root, where):
    assert shell(f"verify --archive {{}} {where}", root).returncode == 0
    assert shell(f"verify --archive {{}}/nowhere {where}", root).returncode == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["compact", "--older-than", "36501"], "no number of days from 0 to 36,500"),
        (["compact", "--older-than", "-1"], "no number of days"),
        (["status", "--days", "999999999"], "no number of days"),
        (["status", "--days", "9" * 5000], "no number of days"),
        (["status", "--days", "0"], "no whole number from 1"),
        (["report", "--days", "²"], "no number of days"),
        (["report", "--day", "0001-01-01"], "not within the years 1990 to 2999"),
        (["report", "--day", "9999-12-31"], "not within the years 1990 to 2999"),
        (["report", "--day", "today"], "no day; write it as"),
    ],
)
def test_what_no_calendar_holds_is_usage(root, capsys, command, told):
    with pytest.raises(SystemExit, match="2"):
        main([*command, "--archive", str(root)])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["compact", "--older-than", "36500"],
        ["status", "--days", "36500"],
        ["report", "--days", "36500", "--day", "1990-01-01"],
        ["report", "--day", "2999-12-31"],
    ],
)
def test_the_outmost_that_may_be_said_works(root, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCRAWL_CLOCK_START", "2026-03-14T07:00:00Z")
    assert main([*command, "--archive", str(root)]) == 0


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_ctrl_c_is_one_line_and_leaves_nobody(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    line = json.dumps({"id": 1, "url": "https://a.example/1", "html": "page.html"})
    (tmp_path / "in").write_text(f"{line}\n" * 20_000)
    started = subprocess.Popen(
        [sys.executable, "-m", "newscrawl.cli", "extract", "--jsonl", "in", "out"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not ((tmp_path / "out").exists() and (tmp_path / "out").stat().st_size):
        assert started.poll() is None
        time.sleep(0.02)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert (started.returncode, said) == (130, "newscrawl: interrupted\n")
    deadline = time.monotonic() + 20
    while is_alive(started.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
