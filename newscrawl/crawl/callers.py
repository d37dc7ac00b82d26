"""Scrapy's deprecated classes, made without reading the source of half the program.

Each asks ``inspect.stack`` where it is being made, which looks at every frame and every module that
is loaded, to fill in a name for people. The three that come with Scrapy's HTTP handler take 0.13 s
of processor time from a shallow stack and 0.3 s from where a crawl loads them: a quarter of the
time until its first request, on every run (``python -X importtime``).
"""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType

from scrapy.utils import deprecate


class _Callers:
    """Answers what Scrapy 2.19 asks of ``inspect`` when it makes such a class."""

    isclass = staticmethod(inspect.isclass)

    @staticmethod
    def stack() -> list[tuple[FrameType]]:
        """Return the frame that asks and the one that called it, first in what ``inspect`` says
        of each."""
        return [(sys._getframe(1),), (sys._getframe(2),)]  # noqa: SLF001 - what inspect does

    @staticmethod
    def getmodule(frame: FrameType) -> ModuleType | None:
        """Return the module that ``frame`` runs in."""
        return sys.modules.get(frame.f_globals["__name__"])


@contextmanager
def known_at_once() -> Iterator[None]:
    """What is imported here has the names of its callers by a look at two frames."""
    before = vars(deprecate)["inspect"]
    vars(deprecate)["inspect"] = _Callers
    try:
        yield
    finally:
        vars(deprecate)["inspect"] = before
