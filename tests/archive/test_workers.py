"""Processes beside this one, seen from outside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import os, time
from newscrawl.archive.workers import workers

if __name__ == "__main__":
    with workers(2) as pool:
        tasks = [pool.submit(os.getpid) for _ in range(2)] + [pool.submit(time.sleep, 60)] * 2
        print(tasks[0].result(), flush=True)
        tasks[2].result()
"""


def is_gone(pid: int) -> bool:
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return True
    return said.rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize(
    ("number", "whole_group", "code"),
    [
        (signal.SIGKILL, False, -9),
        (signal.SIGTERM, False, -15),
        (signal.SIGINT, True, -2),  # as Ctrl-C in a terminal
    ],
)
def test_they_end_with_the_process_that_started_them(
    tmp_path: Path, number: int, code: int, *, whole_group: bool
) -> None:
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    started = subprocess.Popen(
        [sys.executable, tmp_path / "parent.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert started.stdout is not None
    worker = int(started.stdout.readline())
    assert not is_gone(worker)
    if whole_group:
        os.killpg(started.pid, number)
    else:
        started.send_signal(number)
    _, said = started.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while not is_gone(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_gone(worker)
    assert started.returncode == code
    assert said.count("Traceback") == whole_group  # the parent's own, and no worker's
