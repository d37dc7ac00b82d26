"""What a host's robots.txt allows, as RFC 9309 has it."""

import codecs
from dataclasses import dataclass

from protego import Protego

MAX_BYTES = 500 * 1024
"""The least a crawler must parse, and all that newscrawl does (RFC 9309, section 2.5)."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

REFUSES = frozenset({429})
"""Statuses below 500 that say "not now" rather than "there are no rules"."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host."""

    rules: Protego | None
    """``None`` where there is nothing to parse: then ``default`` holds for every URL."""
    default: bool = True

    def allows(self, url: str, agent: str) -> bool:
        """Return whether the crawler that calls itself ``agent`` may fetch ``url``."""
        if self.rules is None:
            return self.default
        return bool(self.rules.can_fetch(url, agent))

    def crawl_delay(self, agent: str) -> float | None:
        """Return the pause the host asks for between two requests, in seconds."""
        delay = self.rules.crawl_delay(agent) if self.rules is not None else None
        return None if delay is None else float(delay)


UNREACHABLE = Robots(rules=None, default=False)
"""Nobody knows the rules: everything is disallowed (RFC 9309, section 2.3.1.4)."""


NO_RULES = Robots(rules=None)
"""There are none: everything is allowed (RFC 9309, section 2.3.1.3)."""


def robots(status: int, body: bytes) -> Robots:
    """Return the rules that an answer to the request for ``/robots.txt`` states.

    Args:
        status: HTTP status. 2xx holds rules; 5xx and 429 mean that the rules are unknown, and
            everything is disallowed; any other status means that there are none.
        body: The answer's body, decompressed: UTF-8, or UTF-16 where it says so by a byte order
            mark. What is beyond 500 KiB is not read; a line cut there is dropped.
    """
    if status >= 500 or status in REFUSES:  # noqa: PLR2004 - classes of RFC 9110, section 15
        return UNREACHABLE
    if not 200 <= status < 300:  # noqa: PLR2004
        return NO_RULES
    encoding = "utf-16" if body.startswith(_UTF_16) else "utf-8-sig"
    text = body[:MAX_BYTES].decode(encoding, errors="replace")
    if len(body) > MAX_BYTES:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
    return Robots(rules=Protego.parse(text))
