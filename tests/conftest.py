"""Fixtures for tests of whole crawls."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from newspapers import Answer, Crawls, Newspaper, serve_pages


@pytest.fixture
def newspaper() -> Iterator[Callable[..., Newspaper]]:
    """A function that serves pages until the test ends."""
    with ExitStack() as stack:

        def start(pages: dict[str, Answer], host: str = "127.0.0.1") -> Newspaper:
            started, server = serve_pages(pages, host)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return started

        yield start


@pytest.fixture
def crawls(tmp_path: Path) -> Crawls:
    return Crawls(tmp_path / "archive")
