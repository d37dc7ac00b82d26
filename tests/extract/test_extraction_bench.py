"""What is read on real pages with known bodies does not fall."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("NEWSCRAWL_SHARED", PROJECT.parent / "shared"))


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the real pages are not here")
def test_figures_do_not_fall():
    bench = str(SHARED / "bench" / "articles")
    only = ("--only", "fundus_eval", "aeb")  # the rest is the guard's own run
    command = [sys.executable, "benchmarks/extraction.py", bench, "--guard", *only]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
