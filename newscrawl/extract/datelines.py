# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Times as they are printed for people: days in words and digits, clock times, what was updated."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from newscrawl.extract.dates import LATEST, Moment, moment
from newscrawl.extract.months import from_persian, month, persian
from newscrawl.extract.text import fold
from newscrawl.extract.zones import NAMES, offset

_YEAR = r"(?:19|20|25)\d\d"
_MARK = r"\s?[-./\u2013]\s?"
_MARKED = r"\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u109f\u1780-\u17d3\u200c\u200d"
_LETTER = rf"[^\W\d_{_MARKED}]|[{_MARKED}]|\.(?=[\u0e00-\u0eff])"
"""Of a month's name: the marks of Indic, Thai, Lao, Burmese and Khmer letters too, the joiners, and
the dots of Thai and Lao."""
_NAME = rf"(?:{_LETTER}){{2,12}}"
_OF = r"(?:de\s+|of\s+|da\s+|ta’?\s+|d['’]\s?)?"

_CLOCK = re.compile(
    r"(?<![\d.:/])(?P<early>오전|오후|上午|下午|午前|午後)?\s?(?P<H>[01]?\d|2[0-4])"
    r"(?:[:.時시点點]\s?|\s?[hH]\s?|\s?Uhr\s?)(?P<M>[0-5]\d(?!\d)|\d(?=[分분]))?(?::(?P<S>[0-5]\d))?"
    r"(?:分|분|h)?\s*(?P<late>[ap]\.?\s?m\b\.?|[πμ]\.?μ\.?|ص|م(?!\w))?(?![\d/])"
    rf"(?:\s*\(?(?P<z>(?-i:{NAMES}))(?!\w))?",
    re.IGNORECASE,
)
_LEADING = re.compile(_CLOCK.pattern + r"[\s,|/\u2013-]*\Z", re.IGNORECASE)
"""A clock time directly before its day: then those of all days in the text are."""
_AFTERNOON = re.compile(r"p|μ\.?μ|م|오후|下午|午後", re.IGNORECASE)

_UPDATED = re.compile(
    r"updat|modif|revis|actuali[sz]|atualiz|aggiorn|aktuali[sz]|akt\.|mise? à jour|\bmàj|\bmaj\b"
    r"|bijgewerkt|gewijzigd|geändert|\bstand\b|zuletzt|oppdater|uppdater|ändrad|opdater|endret"
    r"|päivitetty|muokattu|обновл|измен[её]н|оновлен|güncel|ενημ[εέ]ρ|ανανέωσ|تحديث|به.?روز|عודכן"
    r"|עודכן|עדכון|अपडेट|হালনাগাদ|diperbarui|kemas ?kini|cập nhật|อัปเดต|อัพเดต|แก้ไข|更新|修改|수정"
    r"|업데이트|frissít|módosít|editat|atnaujint|atjaun|uuendatud|ažurirano|zmien|změn|posodob"
    r"|last changed|edited|przerobion",
    re.IGNORECASE,
)
"""What stands before the time of a change."""

MONTH_FIRST = ("en-us", "en-ph", "fil", "en")
"""Locales that write 3/14/2026 (CLDR short dates); plain ``en`` on the web is mostly American."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A time in a text for people."""

    moment: Moment
    updated: bool
    """It is that of a change, by the words before it."""


def shown(raw: str, language: str | None) -> Moment | None:
    """Return the time that a text for people states, ``None`` where it states no full date.

    Args:
        raw: A short text, as a dateline. Of several times in it that of publication is returned.
        language: BCP 47 tag of the page; it decides which of two numbers is the month.

    >>> shown("Updated 15.03.2026, 07:00, published 14.03.2026, 06:00", "de").value
    '2026-03-14T06:00:00'
    >>> shown("2 months ago", "en") is None
    True
    """
    return told(printed(raw, language))


def told(times: list[Printed], *, clock_only: bool = False) -> Moment | None:
    """Return the time of publication among ``times``, else that of a change.

    Args:
        times: Those of one text.
        clock_only: The day is known: a clock time of a change says nothing of publication.
    """
    own = next((one.moment for one in times if not one.updated), None)
    return own or (times[0].moment if times and not clock_only else None)


def printed(raw: str, language: str | None) -> list[Printed]:
    """Return the times that a text for people states, at most four."""
    text = _western(fold(raw))
    days = list(_days(text, (language or "").lower()))
    found = []
    before = 0
    leads = bool(days) and _LEADING.search(text, 0, days[0].start) is not None
    for place, day in enumerate(days):
        end = days[place + 1].start if place + 1 < len(days) else len(text)
        label = text[before : day.start]
        around = [(day.end, end), (before, day.start)]
        clocks = (_CLOCK.search(text, *part) for part in (around[::-1] if leads else around))
        clock = next(filter(None, clocks), None)
        found.append(Printed(_moment(day.value, clock, raw), says_updated(label)))
        before = day.end
    return found


def says_updated(words: str) -> bool:
    """Return whether ``words`` announce the time of a change."""
    return _UPDATED.search(words) is not None


def _western(text: str) -> str:
    """Return ``text`` with the digits and commas of any script as those of ASCII.

    >>> _western("١٤ / ٠٣ / ٢٠٢٦"), _western("二〇二六年三月十四日")
    ('14 / 03 / 2026', '2026年3月14日')
    """
    if text.isascii():
        return text
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    return _HAN.sub(_counted, plain.translate(_ASCII))


_ASCII = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "،၊、"), ","
)
"""Unicode's full-width forms, and the commas of Arabic, Burmese and Chinese."""
_HAN = re.compile("[〇零一二三四五六七八九十]{1,4}(?=[年月日號号])")


def _counted(match: re.Match[str]) -> str:
    """Return a Han number below 100, or one that is written digit by digit, in ASCII."""
    tens, ten, ones = (
        "".join(f"{unicodedata.numeric(digit):.0f}" for digit in part)
        for part in match[0].partition("十")
    )
    return str(int(tens or 1) * 10 + int(ones or 0)) if ten else tens


def _moment(day: str, clock: re.Match[str] | None, raw: str) -> Moment:
    if clock is None or not (clock["M"] or clock["early"] or clock["late"]):
        return moment(day, "day", raw)
    try:
        return moment(day + _clock(day, clock), "second" if clock["S"] else "minute", raw)
    except ValueError:
        return moment(day, "day", raw)


def _clock(day: str, match: re.Match[str]) -> str:
    hours = int(match["H"]) % 24
    half = match["early"] or match["late"]
    if half:
        hours = hours % 12 + (12 if _AFTERNOON.match(half) else 0)
    clock = f"T{hours:02}:{int(match['M'] or 0):02}:{match['S'] or '00'}"
    return clock + offset(match["z"], day + clock)


@dataclass(frozen=True, slots=True)
class _Day:
    value: str
    start: int
    end: int


def _days(text: str, language: str) -> Iterator[_Day]:
    """Yield the days in ``text``, at most four."""
    at = 0
    for _ in range(_MOST):
        found = [
            day for pattern, read in _FORMS if (day := _next(pattern, read, text, at, language))
        ]
        if not found:
            return
        first = min(found, key=lambda day: day.start)  # of two at one place, the surer form
        yield first
        at = first.end


_MOST = 4


def _next(
    pattern: re.Pattern[str], read: "_Reader", text: str, at: int, language: str
) -> _Day | None:
    for match in pattern.finditer(text, at):
        try:
            value = read(match, language)
            if value:
                moment(value, "day", value)
        except ValueError:  # no such day
            continue
        if value:
            return _Day(value, match.start(), match.end())
    return None


_BUDDHIST = 543
"""Years by which the era of Thailand is ahead (Unicode CLDR, calendar ``buddhist``)."""
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
"""The year before the first of an era (Unicode CLDR, calendars ``japanese`` and ``roc``)."""


def _day(year: int, month_: int | None, day: int) -> str | None:
    if month_ is None:
        return None
    year -= _BUDDHIST if year > LATEST else 0
    return datetime(year, month_, day, tzinfo=UTC).strftime("%Y-%m-%d")


def _ymd(match: re.Match[str], _: str) -> str | None:
    y, m, d = (int(part) for part in match.groups())
    return _day(y, m, d)


def _dmy(match: re.Match[str], language: str) -> str | None:
    first, second, y = (int(part) for part in match.groups())
    american = language in MONTH_FIRST and "." not in match[0]
    swap = second > 12 or (first <= 12 and american)  # noqa: PLR2004
    d, m = (second, first) if swap else (first, second)
    return _day(y + 2000 if y < 100 else y, m, d)  # noqa: PLR2004


def _slashed(match: re.Match[str], language: str) -> str | None:
    """Return the day of 14/03/26, unless the year may stand first there."""
    own = language.partition("-")[0]
    return _dmy(match, language) if own and own not in _YEAR_FIRST else None


_YEAR_FIRST = (
    *("af", "ckb", "eu", "fa", "hu", "ja", "ko", "lt", "mn", "ne", "ps", "sd", "si", "sv", "ug"),
    *("yue", "zh"),
)
"""Languages that write the year first in short dates (Unicode CLDR)."""


def _era(match: re.Match[str], _: str) -> str | None:
    return _day(_ERAS[match[1]] + int(match[2]), int(match[3]), int(match[4]))


def _worded(match: re.Match[str], language: str) -> str | None:
    said = month(match["m"], language.partition("-")[0])
    return _day(int(match["y"]), said, int(match["d"]))


def _buddhist(match: re.Match[str], _: str) -> str | None:
    return _day(2500 + int(match["y"]), month(match["m"], "th"), int(match["d"]))


def _persian(match: re.Match[str], _: str) -> str | None:
    said = persian(match["m"])
    return from_persian(int(match["y"]), said, int(match["d"])).isoformat() if said else None


def _persian_digits(match: re.Match[str], language: str) -> str | None:
    if not language.startswith("fa"):
        return None
    y, m, d = (int(part) for part in match.groups())
    return from_persian(y, m, d).isoformat()


_Reader = Callable[[re.Match[str], str], str | None]

_D = r"(?<!\d)(?P<d>\d{1,2})"
_M = rf"(?P<m>{_NAME})"
_Y = rf"(?P<y>{_YEAR})"
_TH = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_OF_Y = r"(?:(?:de|del)\s+|(?:พ\.ศ\.|ค\.ศ\.|ឆ្នាំ)\s?|,\s*)?"
_N = r"(\d{1,2})"
_NEN = r"\s?年\s?(?:\([^()]{2,9}\)\s?)?"
"""The year of Han, that of another era in brackets behind it."""
_AFTER_Y = rf"(?:{_MARK}|{_NEN}|\s?년\s?|\s?оны\s)"

_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (
            rf"(?<!\d)({_YEAR}){_AFTER_Y}{_N}(?:{_MARK}|\s?[月월]\s?|(?:-р)?\sсарын\s){_N}(?!\d)",
            _ymd,
        ),
        (rf"(?<!\d){_N}{_MARK}{_N}{_MARK}({_YEAR})(?!\d)", _dmy),
        (rf"(?<![\d.]){_N}\.{_N}\.([0-3]\d)(?![\d.:])", _dmy),
        (rf"(?<![\d/]){_N}/{_N}/([0-3]\d)(?![\d/:])", _slashed),
        (rf"(令和|平成|民國|民国)\s?(\d{{1,3}}){_NEN}{_N}月\s?{_N}日", _era),
        (rf"(?<!\d)(1[34]\d\d)[/-]{_N}[/-]{_N}(?!\d)", _persian_digits),
        (rf"{_D}\s+{_M}(?:\s+ماه)?\s+(?P<y>1[34]\d\d)(?!\d)", _persian),
        (
            rf"{_D}{_TH}[\s\-/.]*{_OF}{_M}\.?(?:\s?/\s?{_NAME})?\s?,?[\s\-/]*{_OF_Y}{_Y}(?!\d)",
            _worded,
        ),
        (
            rf"{_M}\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th|\s?ရက်)?(?:\s?,\s?|\s+){_Y}(?!\d)",
            _worded,
        ),
        (rf"(?<!\d){_Y}\.?,?\s*(?:m\.\s*)?{_M}\.?\s+(?P<d>\d{{1,2}})(?!\d)", _worded),
        (rf"(?<!\d){_Y}[.-]?\s*(?:gada|yil|ж\.)\s*(?P<d>\d{{1,2}})[.\s-]\s*{_M}", _worded),
        (rf"{_D}\s+(?P<m>tháng\s+\d{{1,2}}),?\s+(?:năm\s+)?{_Y}(?!\d)", _worded),
        (rf"{_D}\s+(?P<m>[\u0e01-\u0e4e.]{{3,12}})\s+(?P<y>[4-9]\d)(?![\d.:])", _buddhist),
    )
)
"""How days are written, the surest form first: 2026-03-14, 14.03.2026, 14.03.26 (as Germany,
Austria, Russia and the North write it), 14/03/26, the eras of Japan and Taiwan, the Persian
calendar, months in words in the orders of Unicode CLDR's medium dates, the last two years of
Thailand's. The words for year, month and day are those of CLDR's dates and fields."""
