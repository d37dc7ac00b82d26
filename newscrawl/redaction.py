"""What must not be shown: secrets in URLs, and characters that steer a terminal or forge a line."""

import re

HIDDEN = "***"

_USERINFO = re.compile(r"(?<=://)[^/\s'\"<>?#]*@|[^\s/@:'\"<>=]+:[^\s/@'\"<>]+@")
"""Name and password before a host (RFC 3986, section 3.2.1), also where the scheme is missing."""

_NAME = r"""( [\w.-]* (?: token | secret | passw(?:or)?d | passphrase | pwd | signature
    | api-?_?key | session | jwt | auth | credential ) [\w.-]* | key | sig | sid | code )"""
_TOKEN = re.compile(rf"(?<=[?&;#]){_NAME} = [^&;\s\#'\"<>]+", re.VERBOSE | re.IGNORECASE)
_QUOTED = re.compile(
    rf"""(?:(?<=%26) | (?<=%3F) | (?<=%3B) | (?<=%23)){_NAME} %3D
    (?: (?!%26|%3B|%23) [^&;\s\#'"<>] )+""",
    re.VERBOSE | re.IGNORECASE,
)
"""Parameters, in a query or a fragment, and in a URL that is itself a parameter, whose values open
something. The names are those that OWASP ("Information exposure through query strings in
URL") and OAuth 2 (RFC 6749, RFC 6750) warn of."""

_HEADER = re.compile(
    r"""\b( (?:proxy-)?authorization | (?:set-)?cookie ) ( ["']?\s*:[\s\[]* )
    (?: b?(["']).*?\3 | (?:bearer|basic|token)\s+[^\s,;'"]+ | [^\r\n]+ )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Headers that open something (RFC 9110, section 11.6.2, RFC 6265): their values, as sent or as
Python prints them."""

_CUT_USERINFO = re.compile(r""":(?!//)[^\s/@'"<>]*\Z|(?<=://)[^/\s@'"<>?#]*\Z""")
"""What may be a name and a password whose end, and so the ``@``, was cut off."""

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters (Unicode's Cc), line and paragraph separators, bidirectional controls (UAX
#9, section 2), marks without width, and halves of characters."""


def redacted(text: str) -> str:
    """Return ``text`` without the secrets that URLs and headers in it hold.

    >>> redacted("GET https://ada:pw@a.example/x?id=1&access_token=abc")
    'GET https://***@a.example/x?id=1&access_token=***'
    """
    shown = _HEADER.sub(rf"\1\2{HIDDEN}", _USERINFO.sub(f"{HIDDEN}@", text))
    return _QUOTED.sub(rf"\1%3D{HIDDEN}", _TOKEN.sub(rf"\1={HIDDEN}", shown))


def redacted_start(text: str, longest: int) -> str:
    """Return at most ``longest`` characters of ``redacted(text)``, and `` ...`` if there are more.

    What is beyond twice as many is not looked at: a text may have millions of characters, and of
    a secret that is cut there nothing is shown.

    >>> redacted_start("https://ada:pw@a.example/", 14)
    'https://***@a. ...'
    """
    seen = text[: 2 * longest]
    shown = redacted(seen if seen == text else _CUT_USERINFO.sub(HIDDEN, seen))
    is_whole = seen == text and len(shown) <= longest
    return shown if is_whole else f"{shown[:longest]} ..."


def one_line(text: str) -> str:
    r"""Return ``text`` as one line that does nothing; what would do something is escaped.

    >>> one_line("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    return _STEERING.sub(lambda match: ascii(match[0])[1:-1], text)
