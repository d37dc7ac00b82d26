import pytest

from newscrawl.sample import serve


@pytest.fixture(scope="session")
def day_one():
    with serve(1, ports=(0, 0)) as sample:
        yield sample


@pytest.fixture(scope="session")
def day_two():
    with serve(2, ports=(0, 0)) as sample:
        yield sample
