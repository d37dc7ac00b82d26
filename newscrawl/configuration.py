"""What settings may be: what is wrong is said before a run asks for anything."""

import difflib
import logging
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.misc import load_object
from scrapy.utils.python import global_object_name

from newscrawl import clock
from newscrawl import settings as project
from newscrawl.archive.location import locate
from newscrawl.errors import ConfigurationError
from newscrawl.fetch.addresses import networks

ARCHIVE = "NEWSCRAWL_ARCHIVE_DIR"

OWN = "NEWSCRAWL_"
"""What the names of newscrawl's own settings begin with."""


LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
"""Of a log, from the most to the least that is told."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeric setting may be."""

    kind: type[int | float] = int
    least: float = 0
    most: float = math.inf

    def __str__(self) -> str:
        kind = "a whole number" if self.kind is int else "a number"
        most = "" if math.isinf(self.most) else f" and at most {self.most:g}"
        return f"{kind}, at least {self.least:g}{most}"


NUMBERS = {
    "CONCURRENT_REQUESTS": Number(least=1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": Number(least=1),
    "DNS_TIMEOUT": Number(float, least=0.1),
    "DOWNLOAD_DELAY": Number(float),
    "DOWNLOAD_DELAY_JITTER": Number(float),
    "DOWNLOAD_MAXSIZE": Number(),
    "DOWNLOAD_TIMEOUT": Number(float, least=0.1),
    "REDIRECT_MAX_TIMES": Number(),
    "RETRY_TIMES": Number(),
    "NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS": Number(float, most=36_500),  # as below
    "NEWSCRAWL_DISCOVER_ARTICLES_MAX": Number(),
    "NEWSCRAWL_DISCOVER_SITEMAPS_MAX": Number(),
    "NEWSCRAWL_DISCOVER_SITEMAP_DAYS": Number(most=36_500),  # a century: no date is before year 1
    "NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS": Number(float, least=0.1, most=86_400),
    "NEWSCRAWL_EXTRACT_PROCESSES": Number(most=1000),
    "NEWSCRAWL_FETCH_CRAWL_DELAY_MAX_SECONDS": Number(float),
    "NEWSCRAWL_FETCH_REFUSALS_MAX": Number(),
    "NEWSCRAWL_FETCH_REQUESTS_MAX": Number(),
    "NEWSCRAWL_FETCH_RETRY_AFTER_DEFAULT_SECONDS": Number(float),
    "NEWSCRAWL_FETCH_RETRY_AFTER_MAX_SECONDS": Number(float),
    "NEWSCRAWL_FETCH_RUN_MAX_SECONDS": Number(float),
    "NEWSCRAWL_FETCH_SITES_AT_ONCE": Number(least=1),
    "NEWSCRAWL_VALIDATE_BODY_MIN_WORDS": Number(),
}
"""The numeric settings whose wrong values would end a run in its middle, or never."""

FLAGS = (
    *("COMPRESSION_ENABLED", "COOKIES_ENABLED", "DOWNLOAD_FAIL_ON_DATALOSS"),
    *("DOWNLOAD_VERIFY_CERTIFICATES", "HTTPPROXY_ENABLED", "LOG_ENABLED", "LOG_FILE_APPEND"),
    *("LOG_STDOUT", "METAREFRESH_ENABLED", "NEWSCRAWL_LOG_JSON", "REDIRECT_ENABLED"),
    *("REMOTE_CONTROL_ENABLED", "RETRY_ENABLED", "ROBOTSTXT_OBEY", "TELNETCONSOLE_ENABLED"),
)
"""The settings that are on or off."""


FIXED = {
    "TWISTED_REACTOR": project.TWISTED_REACTOR,
    "FORCE_CRAWLER_PROCESS": False,
}
"""Settings that newscrawl can work with at one value only."""

UNUSED = {
    "FEEDS": "FEEDS (also: -o, -O) is not used: what is read goes into the archive, none of it is "
    "lost at a kill. Read it there, or write it to a file with 'newscrawl export'.",
    "JOBDIR": "JOBDIR is not used: a run that was stopped is taken up by the next one, which asks "
    "for what is not archived. Leave it out.",
}
"""Parts of Scrapy that would lose what was read, and what to do instead."""

IMPORTED = ("DNS_RESOLVER", "ASYNCIO_EVENT_LOOP")
"""Settings that name what Scrapy imports when the process begins, where all runs would end."""

NEEDED = {
    "EXTENSIONS": ("newscrawl.crawl.extensions.RunExtension",),
    "ITEM_PIPELINES": (
        "newscrawl.crawl.pipelines.DeduplicatePipeline",
        "newscrawl.crawl.pipelines.ArchivePipeline",
    ),
}
"""Parts of newscrawl without which nothing is archived, by the setting that lists them."""


def check(settings: BaseSettings) -> None:
    """Check the settings of a run, wherever they were set; and the clock.

    Raises:
        ConfigurationError: One of them is wrong; the message says which, and what it may be.
    """
    clock.now()
    for name in settings:
        if name.startswith(OWN):
            _check_name(name)
    for name, number in NUMBERS.items():
        if name in settings:
            _check_number(name, settings[name], number)
    for name in FLAGS:
        _check_flag(name, settings)
    _check_log_level(settings)
    _check_networks(settings)
    _check_archive(settings)
    _check_machinery(settings)


def check_parts(settings: BaseSettings) -> None:
    """Check that what archives is there.

    Raises:
        ConfigurationError: A setting of Scrapy's leaves it out.
    """
    for name, parts in NEEDED.items():
        listed = settings.getwithbase(name).items()
        there = {_path(part) for part, order in listed if order is not None}
        lacking = [part for part in parts if part not in there]
        if lacking:
            message = f"{name} lacks {', '.join(lacking)}: nothing would be archived. Add it."
            raise ConfigurationError(message)


def archive_of(settings: BaseSettings) -> Path:
    """Return the folder of the archive.

    Raises:
        ConfigurationError: There can be none of that name.
    """
    setting = settings[ARCHIVE]
    return locate(setting if _is_given(settings, ARCHIVE) else None, setting)


def _path(part: object) -> str:
    return part if isinstance(part, str) else global_object_name(part)


def _is_given(settings: BaseSettings, name: str) -> bool:
    """Return whether the command line sets ``name``."""
    return (settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["cmdline"]


def _check_name(name: str) -> None:
    known = [own for own in dir(project) if own.startswith(OWN)]
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
    message = f"There is no setting {name}. {hint}"
    raise ConfigurationError(message)


def _check_number(name: str, value: Any, number: Number) -> None:
    message = f"{name} is {value!r}; write {number}, for example {getattr(project, name, 16)}."
    try:
        read = number.kind(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise ConfigurationError(message) from error
    cut = isinstance(value, float) and read != value
    if cut or not math.isfinite(read) or not number.least <= read <= number.most:
        raise ConfigurationError(message)


def _check_flag(name: str, settings: BaseSettings) -> None:
    try:
        settings.getbool(name)
    except ValueError as error:
        message = f"{name} is {settings[name]!r}; write True or False."
        raise ConfigurationError(message) from error


def _check_log_level(settings: BaseSettings) -> None:
    level = settings["LOG_LEVEL"]
    known = logging.getLevelNamesMapping()
    if level not in known and type(level) is not int:
        hint = next((f"Did you mean {name}? " for name in known if name == str(level).upper()), "")
        message = f"LOG_LEVEL is {level!r}. {hint}Write one of {', '.join(LEVELS)}."
        raise ConfigurationError(message)


def _check_networks(settings: BaseSettings) -> None:
    name = "NEWSCRAWL_FETCH_ALLOWED_NETWORKS"
    value = settings[name]
    if not isinstance(value, str | list | tuple | None):
        message = f'{name} is {value!r}; write a list, for example ["127.0.0.0/8"].'
        raise ConfigurationError(message)
    networks(map(str, settings.getlist(name)))


def _check_archive(settings: BaseSettings) -> None:
    if _is_given(settings, ARCHIVE) and not str(settings[ARCHIVE] or "").strip():
        message = f"{ARCHIVE} is empty on the command line. Name a folder, or leave it out."
        raise ConfigurationError(message)
    archive_of(settings)


def _check_machinery(settings: BaseSettings) -> None:
    for name, message in UNUSED.items():
        if settings[name]:
            raise ConfigurationError(message)
    for name, value in FIXED.items():
        if settings[name] not in (value, str(value)):
            message = f"{name} is {settings[name]!r}; newscrawl needs {value}. Leave it out."
            raise ConfigurationError(message)
    for name in IMPORTED:
        _check_import(name, settings[name])


def _check_import(name: str, value: Any) -> None:
    try:
        if value:
            load_object(value)
    except Exception as error:  # a module may raise whatever it likes
        message = f"{name} is {value!r}, which cannot be imported: {error}. Leave it out."
        raise ConfigurationError(message) from error
