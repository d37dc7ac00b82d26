"""Times as a page states them for machines."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from newscrawl.extract.text import fold
from newscrawl.extract.zones import NAMES, offset
from newscrawl.items import Precision


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it stands in a record."""

    value: str
    """``2026-03-14`` or ``2026-03-14T06:00:00+01:00``; no offset where the page states none."""
    precision: Precision
    raw: str
    """The text it was read from."""


_ISO = re.compile(
    r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
    r"(?:\s*[T ,]\s*(?P<H>\d{1,2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?P<f>[.,:]\d{1,9})?)?"
    rf"\s*(?P<z>[+\- ]\d{{2}}:?\d{{2}}|[+-]\d{{2}}|{NAMES})?(?:\[[\w/+-]+\])?)?\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\Z")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?\Z")
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)"
    rf" ?(?P<z>(?:GMT|UTC|Z)?[+-]\d{{4}}|{NAMES})?(?: (\d{{4}}))?(?: \(.*\))?\Z"
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EARLIEST, LATEST = 1600, 2049
"""Years taken for years: the first newspaper appeared in 1605; Nepal's calendar, the Bikram Sambat,
had its year 2050 when the web began (1993), so that 2082 is none of ours."""
_NEVER = "1970-01-01"
"""What systems write where they have no time."""


def declared(raw: str) -> Moment | None:
    """Return the time that a machine-readable text states: ISO 8601, RFC 2822, epoch, JavaScript.

    >>> declared("2026-03-14T06:00+0100").value
    '2026-03-14T06:00:00+01:00'
    >>> declared("14 March") is None
    True
    """
    text = fold(raw).strip("\"' ").replace("\u2212", "-")
    for read in (_iso, _compact, _epoch, _script, _rfc2822):
        try:
            found = read(text, raw)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None:
            return found
    return None


def _iso(text: str, raw: str) -> Moment | None:
    match = _ISO.match(text)
    if match is None:
        return None
    day = f"{int(match['y']):04}-{int(match['m']):02}-{int(match['d']):02}"
    if match["H"] is None:
        return moment(day, "day", raw)
    if match["H"] == "24":
        day = (datetime.fromisoformat(day) + timedelta(days=1)).strftime("%Y-%m-%d")
    clock = f"{int(match['H']) % 24:02}:{match['M']}:{match['S'] or '00'}"
    fraction = (match["f"] or "").replace(",", ".").replace(":", ".")
    zone = offset(match["z"], f"{day}T{clock}")
    return moment(f"{day}T{clock}{fraction}{zone}", "second" if match["S"] else "minute", raw)


def moment(value: str, precision: Precision, raw: str) -> Moment:
    """Return the moment ``value``, a fraction of zero left out.

    Raises:
        ValueError: It is not in the calendar, or not in the age of newspapers.
    """
    head = value.split(".", maxsplit=1)[0].rstrip("Z")
    found = datetime.fromisoformat(head if "T" in head else head + "T00:00:00")
    if not _EARLIEST <= found.year <= LATEST or value.startswith(_NEVER):
        message = f"{value} is no time of a newspaper"
        raise ValueError(message)
    if "." in value:  # a fraction of 0 says nothing, others are kept
        whole, _, rest = value.partition(".")
        digits = re.match(r"\d+", rest)
        fraction = digits[0].rstrip("0") if digits else ""
        zone = rest[len(digits[0]) :] if digits else rest
        value = whole + (f".{fraction}" if fraction else "") + zone
    return Moment(value, precision, raw)


def _compact(text: str, raw: str) -> Moment | None:
    match = _COMPACT.match(text)
    if match is None or len(text) == 10:  # noqa: PLR2004  ten digits are an epoch
        return None
    y, m, d, hours, minutes, seconds, zone = match.groups()
    if hours is None:
        return moment(f"{y}-{m}-{d}", "day", raw)
    clock = f"{hours}:{minutes}:{seconds or '00'}{offset(zone, '')}"
    return moment(f"{y}-{m}-{d}T{clock}", "second" if seconds else "minute", raw)


def _epoch(text: str, raw: str) -> Moment | None:
    if _EPOCH.match(text) is None:
        return None
    digits = text.partition(".")[0]
    seconds = int(digits[:10])
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment(found.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", raw)


def _script(text: str, raw: str) -> Moment | None:
    match = _SCRIPT.match(text)
    if match is None:
        return None
    month, day, y1, hours, minutes, seconds, zone, y2 = match.groups()
    date = (
        f"{y1 or y2}-{_SHORT_MONTHS.index(month) + 1:02}-{int(day):02}T{hours}:{minutes}:{seconds}"
    )
    return moment(date + offset(zone, date), "second", raw)


def _rfc2822(text: str, raw: str) -> Moment | None:
    if not re.match(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return None
    found = parsedate_to_datetime(text)
    return moment(found.isoformat().replace("+00:00", "Z"), "second", raw)
