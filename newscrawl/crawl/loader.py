"""Finds the sites' modules. A wrong one is told of in one line; the others still run."""

import pkgutil
import traceback
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newscrawl.crawl.logs import say


class SiteLoader(SpiderLoader):
    """As Scrapy's own, which gives up at the first module that raises.

    ``broken`` holds, by the site's name, where and why its module could not be loaded.
    """

    broken: dict[str, str]

    def __init__(self, settings: BaseSettings) -> None:
        self._settings = settings
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        self.broken = {}
        for name in self.spider_modules:
            self._load_tree(name)
        self._check_name_duplicates()

    def _load_tree(self, name: str) -> None:
        try:
            module = import_module(name)
            self._load_spiders(module)
        except Exception as error:  # noqa: BLE001 - a module may raise whatever it likes
            cause = cause_of(error, name)
            self.broken[name.rpartition(".")[2]] = cause
            say(cause, self._settings)
            return
        for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
            self._load_tree(f"{name}.{found.name}")

    def why_broken(self, site: str) -> str | None:
        """Return why the module named after ``site`` could not be loaded; ``None``: it could."""
        return self.broken.get(site.replace("-", "_"))


def cause_of(error: Exception, module: str) -> str:
    """Return in one line where in ``module`` an import failed, and with what."""
    *_, what = traceback.format_exception_only(error)
    where = next(_places(error, module), module)
    return " ".join(f"{where}: {what}".split())


def _places(error: Exception, module: str) -> Iterator[str]:
    """Yield where it failed: what cannot be parsed, else the module's line that went wrong."""
    if isinstance(error, SyntaxError) and error.filename:
        yield f"{_short(error.filename)}, line {error.lineno}"
    file = _file_of(module)
    frames = reversed(traceback.extract_tb(error.__traceback__))
    yield from (
        f"{_short(file)}, line {frame.lineno}" for frame in frames if frame.filename == file
    )
    if file:
        yield _short(file)


def _file_of(module: str) -> str:
    try:
        spec = find_spec(module)
    except ImportError:  # it is the package above that is missing
        return ""
    return (spec.origin if spec else None) or ""


def _short(file: str) -> str:
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
