"""The zones that newspapers print behind a clock time."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_FIXED = {
    "UTC": 0, "GMT": 0, "Z": 0, "UT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60,
    "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "SAST": 120,
    "CAT": 120, "EAT": 180, "WAT": 60, "GST": 240, "PKT": 300, "IST": 330, "WIB": 420, "WITA": 480,
    "WIT": 540, "ICT": 420, "SGT": 480, "HKT": 480, "MYT": 480, "PHT": 480, "AWST": 480,
    "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180,
    "ART": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes ahead of UTC. The American ones are those of RFC 5322; where a name has two meanings,
that of newspapers which print it: IST is India's, BST Britain's, CST not China's."""

_RUNNING = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}  # fmt: skip
"""Names that hold in summer and winter; IANA's zones know which it is."""

NAMES = r"UTC(?:[+-]\d{1,2}(?::?\d\d)?)?|GMT(?:[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d"
NAMES += "".join(f"|{name}" for name in (*_FIXED, *_RUNNING) if len(name) > 1)


def offset(name: str | None, moment: str) -> str:
    """Return ``name`` as an offset of RFC 3339, empty where it is none.

    Args:
        name: "Z", "+0100", "GMT+7", "CET", "ET".
        moment: The clock time beside it, ISO 8601 without a zone.

    >>> offset("ET", "2026-07-14T15:05:00"), offset("GMT+7", ""), offset("+0530", "")
    ('-04:00', '+07:00', '+05:30')
    """
    word = (name or "").upper().replace("\u2212", "-").strip()
    if word in _RUNNING:
        return _text(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(_RUNNING[word])))
    if word in _FIXED:
        return _signed(_FIXED[word])
    match = re.fullmatch(r"(?:UTC|GMT)?([+\- ])(\d{1,2}):?(\d\d)?", word)
    if match is None:
        return ""
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return _signed(-minutes if match[1] == "-" else minutes, utc="+00:00")


def _text(moment: datetime) -> str:
    return moment.isoformat()[-6:]


def _signed(minutes: int, utc: str = "Z") -> str:
    if not minutes:
        return utc
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
