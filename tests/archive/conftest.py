"""Archives for tests stand in memory where there is such a disk: SIGKILL and errors are the same
there, and only waiting for the disk falls away."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    folder = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="newscrawl-", dir=folder) as path:
        yield Path(path).resolve()
