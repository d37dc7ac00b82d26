# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Times as a page states them: read strictly first, by dateparser where nothing is declared."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from newscrawl.extract.text import fold
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
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:\s*[T ,]\s*(?P<H>\d{1,2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?P<f>[.,:]\d{1,9})?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+\- ]\d{2}:?\d{2}|[+-]\d{2})?(?:\[[\w/+-]+\])?)?\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\Z")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?\Z")
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)"
    r" ?(?:GMT|UTC|Z)?([+-]\d{4})?(?: (\d{4}))?(?: \(.*\))?\Z"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EARLIEST, _LATEST = 1600, 2200
"""Years taken for years: the first newspaper appeared in 1605."""


def declared(raw: str) -> Moment | None:
    """Return the time that a machine-readable text states: ISO 8601, RFC 2822, epoch, JavaScript.

    >>> declared("2026-03-14T06:00+0100").value
    '2026-03-14T06:00:00+01:00'
    >>> declared("14 March") is None
    True
    """
    text = fold(raw).strip("\"' ")
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
        return _moment(day, "day", raw)
    clock = f"{int(match['H']):02}:{match['M']}:{match['S'] or '00'}"
    fraction = (match["f"] or "").replace(",", ".").replace(":", ".")
    zone = _zone(match["z"])
    return _moment(f"{day}T{clock}{fraction}{zone}", "second" if match["S"] else "minute", raw)


def _zone(text: str | None) -> str:
    if not text:
        return ""
    text = text.upper().replace(":", "")
    if text in ("Z", "UTC", "GMT"):
        return "Z"
    text = "+" + text[1:] if text[0] == " " else text
    return f"{text[:3]}:{text[3:5] or '00'}"


def _moment(value: str, precision: Precision, raw: str) -> Moment | None:
    """Return the moment if it exists in the calendar and in the age of newspapers."""
    head = value.split(".", maxsplit=1)[0].rstrip("Z")
    moment = datetime.fromisoformat(head if "T" in head else head + "T00:00:00")
    if not _EARLIEST <= moment.year <= _LATEST:
        return None
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
        return _moment(f"{y}-{m}-{d}", "day", raw)
    clock = f"{hours}:{minutes}:{seconds or '00'}{_zone(zone)}"
    return _moment(f"{y}-{m}-{d}T{clock}", "second" if seconds else "minute", raw)


def _epoch(text: str, raw: str) -> Moment | None:
    if _EPOCH.match(text) is None:
        return None
    digits = text.partition(".")[0]
    seconds = int(digits[:10])
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return _moment(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", raw)


def _script(text: str, raw: str) -> Moment | None:
    match = _SCRIPT.match(text)
    if match is None:
        return None
    month, day, y1, hours, minutes, seconds, zone, y2 = match.groups()
    date = f"{y1 or y2}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
    named = _zone(zone) or ("Z" if re.search("GMT|UTC", text) else "")
    return _moment(f"{date}T{hours}:{minutes}:{seconds}{named}", "second", raw)


def _rfc2822(text: str, raw: str) -> Moment | None:
    if not re.match(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return None
    moment = parsedate_to_datetime(text)
    return _moment(moment.isoformat().replace("+00:00", "Z"), "second", raw)


_CLOCK = re.compile(
    r"(?<![\d.:/])(?P<H>[01]?\d|2[0-4])(?:[:.時시h]"
    r"|\s?Uhr\s?)(?P<M>[0-5]\d)?(?::(?P<S>[0-5]\d))?(?:分|분|h)?"
    r"\s*(?P<ap>[ap]\.?\s?m\.?)?(?![\d/])(?:\s*(?P<z>UTC|GMT|Z|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_YMD = re.compile(
    r"(?<!\d)((?:19|20|25)\d\d)\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)"
)
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20|25)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.([0-3]\d)(?![\d.:])")
"""14.03.26, as Germany, Austria, Russia and the North write it."""
_LETTER = r"[^\W\d_\u0900-\u0d7f\u0e31-\u0e4e]|[\u0900-\u0d7f\u0e31-\u0e4e]"
"""Of a month's name: the marks of Indic and Thai letters too."""
_WORDED = re.compile(
    rf"(?<!\d)(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-/.]*(?:de\s+|of\s+|da\s+|ta’?\s+)?"
    rf"(?P<m1>(?:{_LETTER}){{3,12}})\.?,?[\s\-/]*(?:de\s+|del\s+|,\s*)?(?P<y1>(?:19|20|25)\d\d)"
    rf"|(?P<m2>(?:{_LETTER}){{3,12}})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20|25)\d\d))(?!\d)"
)
_MONTH_FIRST = ("en-us", "en-ph", "fil", "en")
"""Locales that write 3/14/2026 (CLDR short dates); plain ``en`` on the web is mostly American."""


def shown(raw: str, language: str | None) -> Moment | None:
    """Return the time that a text for people states, ``None`` where it states no full date.

    Args:
        raw: A short text, as a dateline.
        language: BCP 47 tag of the page; it decides which of two numbers is the month.

    >>> shown("Published 14.03.2026, 06:00", "de").value
    '2026-03-14T06:00:00'
    >>> shown("2 months ago", "en") is None
    True
    """
    text = _western(fold(raw))
    try:
        day, end = _day(text, (language or "").lower())
    except ValueError:
        return None
    if day is None:
        return None
    clock = _CLOCK.search(text, end) or _CLOCK.search(text[: max(0, end - 8)])
    try:
        if clock is not None and (clock["M"] or clock["ap"]):
            return _moment(day + _clock(clock), "second" if clock["S"] else "minute", raw)
        return _moment(day, "day", raw)
    except ValueError:
        return _moment(day, "day", raw)


def _western(text: str) -> str:
    """Return ``text`` with the digits of any script as those of ASCII.

    >>> _western("١٤ / ٠٣ / ٢٠٢٦")
    '14 / 03 / 2026'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _clock(match: re.Match[str]) -> str:
    hours = int(match["H"]) % 24
    if match["ap"]:
        hours = hours % 12 + (12 if match["ap"][0] in "pP" else 0)
    return f"T{hours:02}:{match['M'] or '00'}:{match['S'] or '00'}{_zone(match['z'])}"


def _day(text: str, language: str) -> tuple[str | None, int]:
    if match := _YMD.search(text):
        y, m, d = (int(part) for part in match.groups())
        return _valid(y, m, d), match.end()
    if match := _DMY.search(text):
        first, second, y = (int(part) for part in match.groups())
        swap = second > 12 or (first <= 12 and language in _MONTH_FIRST)  # noqa: PLR2004
        d, m = (second, first) if swap else (first, second)
        return _valid(y, m, d), match.end()
    if match := _SHORT.search(text):
        d, m, y = (int(part) for part in match.groups())
        return _valid(2000 + y, m, d), match.end()
    for match in _WORDED.finditer(text):
        form = "1" if match["d1"] else "2"
        month = _month(match["m" + form].casefold(), language.partition("-")[0])
        if month:
            return _valid(int(match["y" + form]), month, int(match["d" + form])), match.end()
    return None, 0


_BUDDHIST = 543
"""Years by which the era of Thailand is ahead (Unicode CLDR, calendar ``buddhist``)."""


def _valid(year: int, month: int, day: int) -> str:
    year -= _BUDDHIST if year > _LATEST else 0
    return datetime(year, month, day, tzinfo=UTC).strftime("%Y-%m-%d")


@lru_cache(maxsize=2000)
def _month(name: str, language: str) -> int | None:
    """Return the number of the month that ``name`` names, by dateparser's tables."""
    if name[:3] in _ENGLISH and name in _ENGLISH_FULL:
        return _ENGLISH[name[:3]]
    found = _dateparser(f"15 {name} 2000", language)
    return found.month if found is not None and found.day == 15 else None  # noqa: PLR2004


_ENGLISH = {name.lower(): place for place, name in enumerate(_MONTHS, 1)}
_ENGLISH_FULL = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
     "sept", "oct", "nov", "dec"]
)  # fmt: skip


def _dateparser(text: str, language: str) -> datetime | None:
    import dateparser  # noqa: PLC0415  73 ms the first time, needed on few pages

    settings: Any = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    for languages in ([language], _WIDESPREAD) if language else (_WIDESPREAD,):
        try:
            found = dateparser.parse(text, languages=list(languages), settings=settings)
        except (ValueError, KeyError):  # a language it does not know
            continue
        if isinstance(found, datetime):
            return found
    return None


_WIDESPREAD = (
    *("en", "es", "de", "ja", "fr", "pt", "ru", "it", "nl", "pl", "tr", "zh", "fa", "vi", "cs"),
    *("id", "ko", "uk", "ar", "hu", "sv", "ro", "el", "da", "fi", "sk", "he", "th", "bg", "nb"),
)
"""Languages that a month is looked up in where the page's own does not know it, or is not known:
those of most web pages, by and large in the order of W3Techs' list of content languages. Looking
through all two hundred of dateparser takes 2 s for the first word that is no month, and found no
other date on the measured pages."""
