"""How long a host asks to be left alone: the header Retry-After (RFC 9110, section 10.2.3)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)
"""A dozen digits are 30,000 years; what is longer is no number that anybody meant."""


def asked_pause(retry_after: str | None, date: str | None, now: datetime) -> float | None:
    """Return the pause that an answer asks for, in seconds; ``None`` where it names none.

    Args:
        retry_after: The header: seconds, or one of the three forms of an HTTP date (section
            5.6.7). A date that has passed asks for no pause. What is neither is as if missing.
        date: The header Date of the same answer. A date is counted from it, so that a server's
            wrong clock does no harm.
        now: Aware; counted from where there is no Date.

    >>> asked_pause("120", None, datetime.now(UTC))
    120.0
    >>> asked_pause("soon", None, datetime.now(UTC))
    """
    said = (retry_after or "").strip()
    if _SECONDS.fullmatch(said):
        return float(said)
    until = _http_date(said)
    if until is None:
        return None
    return max(0.0, (until - (_http_date(date or "") or now)).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
