"""A project of one's own in a folder of a test: sites are added there, not to newscrawl."""

import contextlib
import importlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from scrapy.cmdline import execute
from scrapy.settings import Settings

OWN = {"papers", "settings_of_test"}
"""Modules of a project."""


@contextlib.contextmanager
def redirected(said: io.StringIO) -> Iterator[None]:
    wide = mock.patch.dict(os.environ, {"COLUMNS": "200"})
    with wide, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        yield


SETTINGS = """\
from newscrawl.settings import *

SPIDER_MODULES = ["papers"]
NEWSPIDER_MODULE = "papers"
NEWSCRAWL_FETCH_ALLOWED_NETWORKS = ["127.0.0.0/8"]
DOWNLOAD_DELAY = 0
RETRY_TIMES = 0
"""


@dataclass
class Project:
    """Runs scrapy in a folder."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> "Project":
        (root / "papers").mkdir(parents=True)
        (root / "papers" / "__init__.py").write_text('"""The newspapers of a test."""\n')
        (root / "settings_of_test.py").write_text(SETTINGS)
        (root / "scrapy.cfg").write_text("[settings]\ndefault = settings_of_test\n")
        return cls(root)

    def start(self, *command: str, clock: str | None = None) -> subprocess.Popen[str]:
        moved = {"NEWSCRAWL_CLOCK_START": clock} if clock else {}
        inherited = {k: v for k, v in os.environ.items() if k != "SCRAPY_SETTINGS_MODULE"}
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *command],
            cwd=self.root,
            env={**inherited, "PYTHONPATH": str(self.root), "COLUMNS": "200", **moved},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: str, clock: str | None = None) -> tuple[int, str]:
        """Return exit code and output."""
        process = self.start(*command, clock=clock)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def act(self, *command: str) -> tuple[int, str]:
        """Run a command that fetches nothing, in this process: no second is lost in starting."""
        said = io.StringIO()
        with contextlib.chdir(self.root), self._importable(), redirected(said):
            settings = Settings()
            settings.setmodule("settings_of_test", priority="project")
            with pytest.raises(SystemExit) as ended:
                execute(["scrapy", *command], settings)
        return int(ended.value.code or 0), said.getvalue()

    @contextlib.contextmanager
    def _importable(self) -> Iterator[None]:
        for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
            del sys.modules[name]  # another project's, or as it was before a change
        importlib.invalidate_caches()
        with mock.patch.object(sys, "path", [str(self.root), *sys.path]):
            yield

    def module(self, name: str) -> Path:
        return self.root / "papers" / f"{name}.py"

    def pages(self, name: str) -> Path:
        return self.root / "tests" / "sites" / name
