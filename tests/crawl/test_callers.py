"""Scrapy's deprecated classes bear the names they always had."""

import inspect
import subprocess
import sys

from scrapy.utils import deprecate

from newscrawl.crawl.callers import known_at_once

NAMES = """
import {first}
from scrapy.core.downloader import contextfactory, tls
kinds = (
    contextfactory.ScrapyClientContextFactory,
    contextfactory.AcceptableProtocolsContextFactory,
    tls.ScrapyClientTLSOptions,
)
print(*(kind.__module__ + "." + kind.__name__ for kind in kinds))
"""


class Old:
    """What took the place of a deprecated class."""


def names(first):
    command = [sys.executable, "-W", "error", "-c", NAMES.format(first=first)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_names_are_those_that_scrapy_finds_itself():
    found = names("newscrawl.crawl.connection")
    assert found == names("scrapy.core.downloader.contextfactory")
    assert "scrapy.core.downloader.tls.ScrapyClientTLSOptions" in found


def test_no_frame_but_two_is_looked_at(monkeypatch):
    monkeypatch.setattr(inspect, "stack", lambda: 1 / 0)
    with known_at_once():
        made = deprecate.create_deprecated_class("Older", Old)
    assert made.__module__ == __name__
    assert issubclass(Old, made)


def test_scrapy_asks_inspect_again_afterwards():
    with known_at_once():
        pass
    assert deprecate.inspect is inspect
