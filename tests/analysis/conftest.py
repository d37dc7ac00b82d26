import pytest
from analysis import made_up

from newscrawl import open_archive


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    return made_up.archive(tmp_path_factory.mktemp("analysis") / "archive")


@pytest.fixture
def archive(root):
    return open_archive(root)
