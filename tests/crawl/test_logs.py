"""What a log may hold, whoever writes into it."""

import io
import json
import logging
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.crawl.logs import LINE_MAX, JsonFormatter, PlainFormatter

HOSTILE = "a\r\n2026-03-14 [x] ERROR: forged \x1b[31m\u2028\u202e https://u:pw@a.example/?token=t0p"


def logged(formatter, message, *args, **more):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.Logger("newscrawl.test")  # noqa: LOG001 - of this record alone
    logger.addHandler(handler)
    logger.error(message, *args, **more)
    return stream.getvalue()


def plain():
    return PlainFormatter("%(asctime)s [%(name)s] %(levelname)s: %(message)s", "%H:%M")


@pytest.mark.parametrize("formatter", [plain(), JsonFormatter()], ids=["plain", "json"])
@pytest.mark.parametrize("where", ["message", "argument", "traceback"])
def test_nothing_hostile_reaches_a_log(formatter, where):
    if where == "traceback":
        try:
            raise ValueError(HOSTILE)  # noqa: TRY301
        except ValueError:
            said = logged(formatter, "it failed", exc_info=True)
    else:
        message = (HOSTILE,) if where == "message" else ("says %s", HOSTILE)
        said = logged(formatter, *message)
    assert "pw" not in said
    assert "t0p" not in said
    assert not set(said) & set("\r\x1b\u2028\u202e")
    assert "forged" in said
    first, *others = said.removesuffix("\n").split("\n")
    assert all(line.startswith("    | ") for line in others)
    assert not first.startswith("2026")


@pytest.mark.parametrize("formatter", [plain(), JsonFormatter()], ids=["plain", "json"])
@pytest.mark.parametrize("place", [LINE_MAX, 2 * LINE_MAX])
def test_a_secret_where_a_line_is_cut_does_not_reach_a_log(formatter, place):
    for shift in range(6, 40, 3):
        words = "x" * (place - shift)
        said = logged(formatter, f"{words} https://ada:s3cretword@a.example/ {'y' * 9000}")
        assert "s3" not in said


@given(st.text(), st.lists(st.one_of(st.text(), st.integers(), st.floats(), st.none()), max_size=3))
@example("%d of %s", ["x"])
@example("100 %", [1])
@example("\ud800 %(name)s", [{}])
def test_any_record_is_one_valid_json_object_in_one_line(message, args):
    said = logged(JsonFormatter(), message, *args)
    assert said.isascii()
    assert said.count("\n") == 1
    found = json.loads(said, parse_constant=pytest.fail)
    assert set(found) == {"time", "level", "logger", "message", "site", "traceback"}
    found["message"].encode()


class Broken:
    def __repr__(self):
        return "<broken>"

    def __str__(self):
        raise RuntimeError


def test_an_argument_that_cannot_be_written_does_not_stop_the_log():
    assert "<broken>" in logged(JsonFormatter(), "%s", Broken())


def test_a_traceback_is_kept():
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        said = json.loads(logged(JsonFormatter(), "it failed", exc_info=True))
    assert said["traceback"][-1] == "ZeroDivisionError: division by zero"


LEVELS = """
import logging
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from newscrawl.crawl.logs import install
configure_logging(install_root_handler=False)
install(Settings({{"LOG_LEVEL": "{level}"}}))
for name in ("scrapy.core.engine", "newscrawl.crawl.extensions"):
    print(logging.getLevelName(logging.getLogger(name).getEffectiveLevel()))
"""


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_what_nobody_will_see_is_not_made(level):
    """Scrapy sets the level of its own loggers to DEBUG."""
    command = [sys.executable, "-c", LEVELS.format(level=level)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    assert found.stdout.split() == [level, level]
