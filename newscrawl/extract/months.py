# the months of many scripts are meant as they stand
"""The months by name, in the page's language first, and the calendars that newspapers print."""

from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ENGLISH = {name[:size]: n for n, name in enumerate(_MONTHS, 1) for size in (3, 4, len(name))}

_ALSO = {
    "ar": "كانونالثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرينالأول تشرينالثاني كانونالأول",
    "ar-MA": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "de": "jänner feber märz april mai juni juli august september oktober november dezember",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}
"""Names that dateparser's tables lack: those of the Levant and of the Maghreb, Austria's."""

_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_JALALI = {name: place for place, name in enumerate(_PERSIAN.split(), 1)}

_WIDESPREAD = (
    *("en", "es", "de", "ja", "fr", "pt", "ru", "it", "nl", "pl", "tr", "zh", "fa", "vi", "cs"),
    *("id", "ko", "uk", "ar", "hu", "sv", "ro", "el", "da", "fi", "sk", "he", "th", "bg", "nb"),
)
"""Languages that a month is looked up in where the page's own does not know it, or is not known:
those of most web pages, by and large in the order of W3Techs' list of content languages."""


@lru_cache(maxsize=2000)
def month(name: str, language: str) -> int | None:
    """Return the number of the month that ``name`` names, by dateparser's tables.

    The tables alone are asked: its parser builds a grammar of each language it tries, 0.9 s for
    the widespread ones, and takes the short months of Thai for hours.

    >>> month("März", "de"), month("มี.ค.", "th"), month("bridge", "en")
    (3, 3, None)
    """
    plain = _plain(name)
    if plain in _ENGLISH:
        return _ENGLISH[plain]
    if len(plain) < 3 and plain.isascii():  # noqa: PLR2004  Turkish "ha" is a word elsewhere
        return None
    for own in (language, *_WIDESPREAD):
        if found := _table(own).get(plain):
            return found
    return None


def persian(name: str) -> int | None:
    """Return the number of the month of the Persian calendar that ``name`` names."""
    return _JALALI.get(_plain(name))


def _plain(name: str) -> str:
    return (
        name.casefold()
        .replace(".", "")
        .replace(" ", "")
        .replace("\u200c", "")
        .replace("\u200d", "")
    )


@lru_cache(maxsize=100)
def _table(language: str) -> dict[str, int]:
    """Return the months of ``language`` by name, empty where dateparser does not know it."""
    found: dict[str, int] = {}
    if not language.isalpha():
        return found
    for own, listed in _ALSO.items():
        if own.partition("-")[0] == language:
            found |= {_plain(name): place for place, name in enumerate(listed.split(), 1)}
    try:
        told = import_module(f"dateparser.data.date_translation_data.{language}").info
    except ImportError:
        return found
    words = ("", *told.get("month", ()))  # Khmer and Burmese write theirs and the name as one
    for place, name in enumerate(_MONTHS, 1):
        for form in told.get(name, ()):
            found |= {_plain(f"{a}{form}{b}"): place for a in words for b in words if not (a and b)}
    return found


def from_persian(year: int, month_: int, day: int) -> date:
    """Return the day of the Gregorian calendar that a day of the Persian one is.

    Leap years by the cycle of 33 years, which holds from 1244 to 1472 (Borkowski, "The Persian
    calendar for 3000 years", Earth, Moon and Planets 74, 1996).

    >>> from_persian(1404, 12, 23)
    datetime.date(2026, 3, 14)
    """
    if not _FIRST <= year <= _LAST or not 1 <= day <= 31:  # noqa: PLR2004
        message = f"{year}-{month_}-{day} is no day of the Persian calendar"
        raise ValueError(message)
    date(2000, month_, 1)  # it says what is wrong with a month
    past = year - _FIRST
    leaps = sum(1 for other in range(_FIRST, year) if other % 33 in _LEAPS)
    days = min(month_ - 1, 6) * 31 + max(month_ - 7, 0) * 30 + day - 1
    return date(1921, 3, 21) + timedelta(days=past * 365 + leaps + days)


_FIRST, _LAST = 1300, 1472
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Leap years in a cycle of 33."""
