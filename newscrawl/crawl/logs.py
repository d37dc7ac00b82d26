"""The log of a run: one record a line, plain or JSON, without secrets.

Scrapy's own handler is left out (LOG_INSTALL_ROOT_HANDLER): it prints what a page or a server
says as it is.
"""

import json
import logging
import sys
import traceback
from contextlib import suppress
from typing import Any

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.errors import ConfigurationError
from newscrawl.redaction import one_line, redacted_start

DEFAULT_SETTINGS = {"LOG_INSTALL_ROOT_HANDLER": False}
"""Of every command that calls ``install``."""

_CONTINUES = "\n    | "
"""Stands before every further line of a record, so that none looks like a record."""


LINE_MAX = 4000
"""Characters of a line that are kept: some errors quote all that a server sent."""


def harmless(text: str) -> str:
    """Return ``text`` as one line without secrets, cut where it is very long."""
    return one_line(redacted_start(text, LINE_MAX))


class PlainFormatter(logging.Formatter):
    """As the standard one, but a message is one line, and the lines of a traceback are marked."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the line; the message in it can do nothing."""
        record.message = harmless(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        record = _readable(record)
        lines = [super().format(_without_traceback(record)), *_traceback(record)]
        return _CONTINUES.join(lines)


class JsonFormatter(logging.Formatter):
    """One JSON object a line (RFC 8259), in ASCII, whatever the message holds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        record = _readable(record)
        spider = getattr(record, "spider", None)
        found: dict[str, Any] = {
            "time": _time(),
            "level": record.levelname,
            "logger": record.name,
            "message": harmless(record.getMessage()),
            "site": getattr(spider, "site", None),
            "traceback": list(_traceback(record)),
        }
        return json.dumps(found)


def _time() -> str | None:
    """Return the time, unless it is the clock that is told of."""
    try:
        return clock.text(clock.now())
    except ConfigurationError:
        return None


def _readable(record: logging.LogRecord) -> logging.LogRecord:
    """Return a copy whose message and arguments fit together."""
    copy = logging.makeLogRecord(record.__dict__)
    try:
        copy.getMessage()
    except Exception:  # noqa: BLE001 - an argument may raise whatever it likes
        copy.msg, copy.args = f"{record.msg!a} % {record.args!a}", ()
    return copy


def _without_traceback(record: logging.LogRecord) -> logging.LogRecord:
    return logging.makeLogRecord(
        {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
    )


def _traceback(record: logging.LogRecord) -> tuple[str, ...]:
    text = ""
    if isinstance(record.exc_info, tuple):
        text = "".join(traceback.format_exception(*record.exc_info))
    text += record.stack_info or ""
    return tuple(harmless(line) for line in text.split("\n") if line.strip())


def formatter(settings: BaseSettings) -> logging.Formatter:
    """Return what writes log records as the settings say."""
    if settings.getbool("NEWSCRAWL_LOG_JSON"):
        return JsonFormatter()
    return PlainFormatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"])


def install(settings: BaseSettings) -> None:
    """Log as the settings say; what an earlier call installed goes.

    Raises:
        ConfigurationError: The log file cannot be written.
    """
    for handler in list(logging.root.handlers):
        if isinstance(handler.formatter, PlainFormatter | JsonFormatter):
            logging.root.removeHandler(handler)
            handler.close()
    handler = _handler(settings)
    handler.setFormatter(formatter(settings))
    handler.setLevel(settings["LOG_LEVEL"])
    # What nobody will see is not even made: Scrapy logs some three lines a page at DEBUG.
    for maker in (logging.root, logging.getLogger("scrapy")):  # Scrapy sets its own to DEBUG
        maker.setLevel(settings["LOG_LEVEL"])
    logging.root.addHandler(handler)


def _handler(settings: BaseSettings) -> logging.Handler:
    file = settings["LOG_FILE"]
    if not file:
        return logging.StreamHandler() if settings.getbool("LOG_ENABLED") else logging.NullHandler()
    mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
    try:
        return logging.FileHandler(file, mode, encoding=settings["LOG_ENCODING"])
    except OSError as error:
        message = f"LOG_FILE is {file!r}, which cannot be written: {error.strerror}."
        raise ConfigurationError(message) from error


def say(message: str, settings: BaseSettings) -> None:
    """Tell whoever started the run on standard error, as one line or one JSON object."""
    record = logging.LogRecord("newscrawl", logging.ERROR, "", 0, message, None, None)
    line = JsonFormatter().format(record) if _as_json(settings) else harmless(message)
    with suppress(OSError, ValueError):  # nobody listens
        sys.stderr.write(line + "\n")


def _as_json(settings: BaseSettings) -> bool:
    try:
        return settings.getbool("NEWSCRAWL_LOG_JSON")
    except ValueError:  # it is this setting that is told of
        return False
