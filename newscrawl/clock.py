"""The one clock. Nothing else in newscrawl asks what time it is."""

import os
import re
import time
from datetime import UTC, date, datetime, timedelta

from newscrawl.errors import ConfigurationError

VARIABLE = "NEWSCRAWL_CLOCK_START"
"""Environment variable that moves the clock: the time at which the process starts, RFC 3339.
For the demo and for tests."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_started = time.monotonic()


def now() -> datetime:
    """Return the time, aware, in UTC.

    Raises:
        ConfigurationError: ``NEWSCRAWL_CLOCK_START`` is set and is no RFC 3339 time, or has come
            to the end of the year 9999.
    """
    start = os.environ.get(VARIABLE)
    if start is None:
        return datetime.now(UTC)
    try:
        return parse(start, name=VARIABLE) + timedelta(seconds=time.monotonic() - _started)
    except OverflowError as error:
        message = f"{VARIABLE} is {start!r}, and the years end at 9999. Write an earlier time."
        raise ConfigurationError(message) from error


def parse(text: str, *, name: str = "time") -> datetime:
    """Return an RFC 3339 time as an aware datetime in UTC.

    Raises:
        ConfigurationError: ``text`` is no time, or states no zone.

    >>> parse("2026-03-14T06:00:00Z").hour
    6
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{name} is {text!r}, which is no time. Write it as 2026-03-14T06:00:00Z."
        raise ConfigurationError(message) from error
    if moment.tzinfo is None:
        cure = f"{moment.isoformat()}Z"
        message = f"{name} is {text!r}, which has no zone. Add Z for UTC: {cure}."
        raise ConfigurationError(message)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        message = f"{name} is {text!r}, which in UTC is before the year 1 or after 9999."
        raise ConfigurationError(message) from error


def moment(said: str, name: str, *, end: bool = True) -> datetime:
    """Return the time that an argument says; a bare day is its end or its beginning, in UTC.

    Raises:
        ConfigurationError: It is no time, or states no zone.
    """
    if not _DAY.fullmatch(said):
        return parse(said, name=name)
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        message = f"{name} is {said!r}, which is no day of the calendar."
        raise ConfigurationError(message) from error
    return datetime.combine(day, datetime.max.time() if end else datetime.min.time(), tzinfo=UTC)


def text(moment: datetime) -> str:
    """Return an aware time as records print it: UTC, RFC 3339, microseconds, ``Z``.

    >>> text(parse("2026-03-14T08:00:00+02:00"))
    '2026-03-14T06:00:00.000000Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
