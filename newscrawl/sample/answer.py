"""What a newspaper's server has to say about one path."""

from dataclasses import dataclass
from datetime import datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, before the server adds what depends on the request."""

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    modified: datetime | None = None
    """When the page last changed, aware; ``None`` where the server does not say."""
    location: str | None = None
    """Where a redirect leads."""


def page(html: str, modified: datetime) -> Answer:
    """Return the answer that shows ``html``."""
    return Answer(body=html.encode(), modified=modified)


def moved(location: str) -> Answer:
    """Return a permanent redirect to ``location``."""
    return Answer(status=301, location=location)


def gone(html: str) -> Answer:
    """Return the answer of a page that was taken down for good."""
    return Answer(status=410, body=html.encode())
