"""The item that flows through Scrapy: what was read in one fetch."""

from dataclasses import dataclass

from scrapy.http import Response

from newscrawl.items import Article, FrontPageSnapshot, Outcome, Reason

CAPTURE_KEY = "newscrawl_capture"
"""The key of a response's ``meta`` that holds its ``Capture``, once the archive has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in one fetch, with the answer it was read from."""

    response: Response
    record: Article | FrontPageSnapshot | None
    """``None`` where there is nothing to store."""
    asked_for: str | None
    """``article_id`` of the URL that was asked for; ``None`` for a front page."""
    outcome: Outcome | None = None
    reason: Reason | None = None
    article: Article | None = None
    """The article as it was read, with its problems, also where nothing of it is new."""
    alias_of: str | None = None
    revision_id: str | None = None
