"""What must not be shown: secrets in URLs, and characters that steer a terminal or forge a line."""

import re

HIDDEN = "***"

_USERINFO = re.compile(r"(?<=://)[^/\s'\"<>?#]*@|[^\s/@:'\"<>=]+:[^\s/@'\"<>]+@")
"""Name and password before a host (RFC 3986, section 3.2.1), also where the scheme is missing."""

_TOKEN = re.compile(
    r"""(?<=[?&;])( [\w.-]* (?: token | secret | passw(?:or)?d | passphrase | pwd | signature
    | api-?_?key | session | jwt | auth | credential ) [\w.-]* | key | sig | sid | code )
    = [^&;\s\#'"<>]+""",
    re.VERBOSE | re.IGNORECASE,
)
"""Query parameters whose values open something. The names are those that OWASP ("Information
exposure through query strings in URL") and OAuth 2 (RFC 6749, RFC 6750) warn of."""

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters (Unicode's Cc), line and paragraph separators, bidirectional controls (UAX
#9, section 2), marks without width, and halves of characters."""


def redacted(text: str) -> str:
    """Return ``text`` without the secrets that URLs in it hold.

    >>> redacted("GET https://ada:pw@a.example/x?id=1&access_token=abc")
    'GET https://***@a.example/x?id=1&access_token=***'
    """
    return _TOKEN.sub(rf"\1={HIDDEN}", _USERINFO.sub(f"{HIDDEN}@", text))


def one_line(text: str) -> str:
    r"""Return ``text`` as one line that does nothing; what would do something is escaped.

    >>> one_line("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    return _STEERING.sub(lambda match: ascii(match[0])[1:-1], text)
