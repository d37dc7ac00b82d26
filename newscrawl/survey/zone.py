"""In which time zone a newspaper prints its clock times, where it does not say."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newscrawl.survey.seen import Finding, Seen

ZONES = {
    "ae": "Asia/Dubai", "al": "Europe/Tirane", "am": "Asia/Yerevan", "at": "Europe/Vienna",
    "az": "Asia/Baku", "ba": "Europe/Sarajevo", "bd": "Asia/Dhaka", "be": "Europe/Brussels",
    "bg": "Europe/Sofia", "bo": "America/La_Paz", "by": "Europe/Minsk", "ch": "Europe/Zurich",
    "ci": "Africa/Abidjan", "cm": "Africa/Douala", "co": "America/Bogota",
    "cr": "America/Costa_Rica", "cu": "America/Havana", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "do": "America/Santo_Domingo",
    "dz": "Africa/Algiers", "ee": "Europe/Tallinn", "eg": "Africa/Cairo",
    "et": "Africa/Addis_Ababa", "fi": "Europe/Helsinki", "fr": "Europe/Paris",
    "gb": "Europe/London", "ge": "Asia/Tbilisi", "gh": "Africa/Accra", "gr": "Europe/Athens",
    "gt": "America/Guatemala", "hk": "Asia/Hong_Kong", "hn": "America/Tegucigalpa",
    "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin", "il": "Asia/Jerusalem",
    "in": "Asia/Kolkata", "iq": "Asia/Baghdad", "ir": "Asia/Tehran", "is": "Atlantic/Reykjavik",
    "it": "Europe/Rome", "jm": "America/Jamaica", "jo": "Asia/Amman", "jp": "Asia/Tokyo",
    "ke": "Africa/Nairobi", "kr": "Asia/Seoul", "kw": "Asia/Kuwait", "lb": "Asia/Beirut",
    "lk": "Asia/Colombo", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga",
    "ma": "Africa/Casablanca", "md": "Europe/Chisinau", "me": "Europe/Podgorica",
    "mk": "Europe/Skopje", "mt": "Europe/Malta", "mz": "Africa/Maputo", "na": "Africa/Windhoek",
    "ng": "Africa/Lagos", "ni": "America/Managua", "nl": "Europe/Amsterdam", "no": "Europe/Oslo",
    "np": "Asia/Kathmandu", "pa": "America/Panama", "pe": "America/Lima", "ph": "Asia/Manila",
    "pk": "Asia/Karachi", "pl": "Europe/Warsaw", "py": "America/Asuncion", "qa": "Asia/Qatar",
    "ro": "Europe/Bucharest", "rs": "Europe/Belgrade", "sa": "Asia/Riyadh",
    "se": "Europe/Stockholm",
    "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "sn": "Africa/Dakar", "sv": "America/El_Salvador", "th": "Asia/Bangkok", "tn": "Africa/Tunis",
    "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "tz": "Africa/Dar_es_Salaam",
    "ua": "Europe/Kyiv", "ug": "Africa/Kampala", "uk": "Europe/London",
    "uy": "America/Montevideo", "ve": "America/Caracas", "vn": "Asia/Ho_Chi_Minh",
    "za": "Africa/Johannesburg", "zm": "Africa/Lusaka", "zw": "Africa/Harare",
}  # fmt: skip
"""Countries with one zone for nearly all who live there, by their top-level domain (IANA's
zone.tab); those with several, as us, br or au, say nothing."""

_OF_LANGUAGE = {
    "cs": "cz", "da": "dk", "el": "gr", "et": "ee", "fi": "fi", "hu": "hu", "is": "is", "it": "it",
    "ja": "jp", "ko": "kr", "lt": "lt", "lv": "lv", "nb": "no", "pl": "pl", "sk": "sk", "sl": "si",
    "sq": "al", "sv": "se", "th": "th", "tr": "tr", "uk": "ua", "vi": "vn",
}  # fmt: skip
"""Languages that are written in one of these countries above all."""


def zone_finding(seen: Seen) -> Finding:
    """Return the zone to declare: none where every clock time states its offset."""
    stated = [one for article in seen.articles for one in (article.published_at,
              article.modified_at) if one]  # fmt: skip
    clocks = [one for one in stated if "T" in one]
    bare = [one for one in clocks if datetime.fromisoformat(one).tzinfo is None]
    if not clocks:
        return Finding(field="timezone", value=None, rule="not needed: articles state days only")
    if not bare:
        said = " and ".join(sorted({_offset(one) for one in clocks}))
        rule = f"not needed: clock times state their offset, {said}"
        return Finding(field="timezone", value=None, rule=rule)
    offsets = [one for one in (*clocks, *seen.feed_dates) if one not in bare]
    return _guessed(seen, f"{len(bare)} of {len(clocks)} clock times state no zone", offsets)


def _guessed(seen: Seen, why: str, offsets: list[str]) -> Finding:
    for zone in seen.zones:
        if _known(zone):
            return Finding(field="timezone", value=zone, rule=f"{why}; the pages name this one")
    for zone, source in _likely(seen):
        against = [one for one in offsets if not _fits(zone, one)]
        if against and _offset(against[0]) != "Z":  # many feeds state UTC whatever the place
            continue
        fits = ", which fits the offsets that feeds and other times state" if offsets else ""
        doubt = f"told from {source} alone{fits}: is it right?"
        return Finding(field="timezone", value=zone, rule=f"{why}; {source}", doubt=doubt)
    doubt = 'which zone is it? Write timezone = "Europe/Lisbon" or so; until then they have none'
    return Finding(field="timezone", value=None, rule=why, doubt=doubt)


def _likely(seen: Seen) -> Iterable[tuple[str, str]]:
    country = (urlsplit(seen.url).hostname or "").rpartition(".")[2]
    if country in ZONES:
        yield ZONES[country], f"the domain .{country}"
    for tag in dict.fromkeys(article.language for article in seen.articles if article.language):
        language, _, region = tag.partition("-")
        if region.lower() in ZONES:
            yield ZONES[region.lower()], f"the language {tag}"
        elif language in _OF_LANGUAGE:
            yield ZONES[_OF_LANGUAGE[language]], f"the language {tag}"


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _offset(stated: str) -> str:
    text = datetime.fromisoformat(stated).isoformat()[-6:]
    return "Z" if text == "+00:00" else text


def _fits(zone: str, stated: str) -> bool:
    moment = datetime.fromisoformat(stated)
    return moment.utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()
