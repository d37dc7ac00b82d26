"""Where ``report`` and ``status --metrics`` write."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from archive.small_runs import crawl

from newscrawl.errors import ConfigurationError
from newscrawl.report.destination import write_whole


def test_a_file_is_replaced_whole(tmp_path):
    out = tmp_path / ("x" * 255)
    write_whole(out, "one")
    with out.open() as before:
        write_whole(out, "two")
        assert (before.read(), out.read_text()) == ("one", "two")
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/page")
    for text in ("one", "two"):
        write_whole(tmp_path / "link", text)
        assert (tmp_path / "there" / "page").read_text() == text
    assert (tmp_path / "link").is_symlink()
    assert len(list(tmp_path.rglob("*"))) == 3


def test_a_pipe_is_written_into(tmp_path):
    out = tmp_path / "pipe"
    os.mkfifo(out)
    read = []
    reader = threading.Thread(target=lambda: read.append(out.read_text()), daemon=True)
    reader.start()
    write_whole(out, "page")
    reader.join(10)
    assert (read, out.is_fifo()) == (["page"], True)


def test_what_a_shell_appends_to_is_kept(tmp_path):
    """``report --out /dev/stdout >> page``: a link of our own stands for ``/dev/stdout``."""
    page, out = tmp_path / "page", tmp_path / "out"
    page.write_text("old\n")
    with page.open("a") as file:
        out.symlink_to(f"/proc/self/fd/{file.fileno()}")
        write_whole(out, "new\n")
    assert page.read_text() == "old\nnew\n"
    assert out.is_symlink()


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (".", "is a folder. Name a file"),
        ("", "is a folder. Name a file"),
        ("/", "is a folder. Name a file"),
        ("no/page", "Name another file"),
        ("x" * 256, "File name too long"),
        ("circle", "cannot be written"),
        ("~nosuchuser/x", "cannot be written to"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path, monkeypatch, out, told):
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    with pytest.raises(ConfigurationError, match=told):
        write_whole(Path(out), "page")
    assert [path.name for path in tmp_path.iterdir()] == ["circle"]


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [(["report", "--out"], "<!doctype html>"), (["status", "--metrics"], "# help newscrawl_")],
)
def test_standard_output_may_be_named(tmp_path, arguments, begins):
    crawl(tmp_path / "archive", "r1", [1])
    out = tmp_path / "out"
    out.symlink_to("/proc/self/fd/1")
    ended = subprocess.run(
        [sys.executable, "-m", "newscrawl.cli", *arguments, out, "--archive", tmp_path / "archive"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr == ""
    assert ended.stdout.lower().startswith(begins)
    assert str(out) not in ended.stdout
    assert out.is_symlink()
