"""Processes without their start: a warm one forks, and the child is a process like any other.

SIGKILL, limits and exit codes are the same; only Python's start and its imports, some seconds on a
busy machine, are paid once instead of thousands of times.
"""

import importlib
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import scrapy.cmdline

HEAVY = ("scrapy", "twisted", "newscrawl", "OpenSSL", "aiohttp", "requests")
"""Packages that take long to import."""
LIMIT_SECONDS = 600
"""No crawl of these takes as long; one that does hangs."""


@contextmanager
def sample_newspaper() -> Iterator[str]:
    """Serve the bundled newspapers from a process of their own; yield the first one's address."""
    command = [sys.executable, "-m", "newscrawl.sample", "--ports", "0", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()  # where a shell started us behind an "&", SIGINT is not heard


def warm(url: str) -> None:
    """Import what a crawl of the newspaper at ``url`` imports, save the reactor: each process
    makes its own."""
    with tempfile.TemporaryDirectory(prefix="newscrawl-warm-") as folder:
        names, said = Path(folder) / "names", Path(folder) / "said"

        def work() -> int:
            code = crawl(url, Path(folder) / "archive")
            names.write_text("\n".join(sys.modules))
            return code

        if ended(fork(work, said)) != 0:
            raise AssertionError(said.read_text())
        for name in names.read_text().splitlines():
            if name.startswith(HEAVY) and name != "twisted.internet.reactor":
                importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules


def fork(work: Callable[[], int | None], output: Path | None = None) -> int:
    """Do ``work`` in a forked process, whose exit code it returns; return the process's id.

    Args:
        work: What the child does.
        output: File for what the child prints.
    """
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        if output is not None:
            fd = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(fd, 1)
            os.dup2(fd, 2)
        code = work() or 0
    except BaseException:  # noqa: BLE001 - nothing of the child may reach the parent's code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended(pid: int) -> int:
    """Wait for a process; return its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def crawl(url: str, root: Path, **settings: str) -> int:
    """Crawl the newspaper at ``url`` into ``root``, as fast as it goes; return the exit code.

    Of a process that does nothing else: ends it after ``LIMIT_SECONDS``.
    """
    signal.alarm(LIMIT_SECONDS)
    os.environ["SCRAPY_SETTINGS_MODULE"] = "newscrawl.settings"
    os.environ["NEWSCRAWL_ARCHIVE_DIR"] = str(root)
    given = {
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": "127.0.0.0/8",
        "DOWNLOAD_DELAY": "0",
        **settings,
    }
    options = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    try:
        scrapy.cmdline.execute(["scrapy", "crawl", "any", "-a", f"url={url}", *options])
    except SystemExit as end:
        return int(end.code or 0)
    return 0
