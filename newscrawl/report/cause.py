"""Why a request said nothing of what it asked for, from its Fetch line alone."""

from newscrawl.items import Fetch, Outcome, Reason

ANSWERS: frozenset[Outcome] = frozenset(
    {"new", "revised", "unchanged", "not_modified", "alias", "vanished"}
)
"""Outcomes of articles after which something is known. ``vanished`` is an answer too."""

LOST: frozenset[Outcome] = frozenset(
    {
        *("http_error", "unreachable", "damaged", "unreadable", "unread"),
        *("forbidden", "refused", "given_up"),
    }
)
"""Outcomes after which nothing is known of an article."""

REPLACED: frozenset[Outcome] = frozenset({"redirected", "retried", "repeated"})
"""Outcomes of requests that another one took the place of."""

BARRING = frozenset({401, 403, 407, 429, 451})
"""HTTP statuses by which a server says that it does not want us (RFC 9110, 6585, 7725)."""

TOO_MANY = 429
SERVER_ERROR = 500

_SAID: dict[Reason, str] = {
    "dns": "dns",
    "connection": "refused",
    "timeout": "refused",
    "elsewhere": "redirected",
    "too_slow": "damaged",
    "reader_ended": "damaged",
    "consent_wall": "consent_wall",
    "block_page": "blocked",
    "no_teasers": "front_page_changed",
    "no_links": "empty",
}


def cause(fetch: Fetch) -> str | None:
    """Return the cause in one word of ``verdict.CAUSES``; ``None`` where the request was answered
    or another took its place."""
    if fetch.reason in _SAID:
        return _SAID[fetch.reason]
    if fetch.outcome == "http_error":
        return "blocked" if fetch.status in BARRING else "server_error"
    if fetch.outcome == "robots":
        return _of_rules(fetch.status or 0)
    # Of an article both are answers; a front page or a feed has to be there.
    if fetch.article_id is None and fetch.outcome in {"vanished", "unreadable"}:
        return "front_page_changed"
    return {
        "unreachable": "refused",
        "forbidden": "robots",
        "refused": "not_allowed",
        "given_up": "blocked",
        "damaged": "damaged",
        "unreadable": "damaged",
    }.get(fetch.outcome)


def _of_rules(status: int) -> str | None:
    """Return why no page of the host may be asked for (RFC 9309, section 2.3.1.4)."""
    if status == TOO_MANY:
        return "blocked"
    return "server_error" if status >= SERVER_ERROR else None
