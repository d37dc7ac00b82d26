"""Answers of newspapers: kept in the archive, and settled where they hold nothing to read."""

from typing import TYPE_CHECKING

from newscrawl.crawl.outcomes import NOT_MODIFIED, outcome_of_status
from newscrawl.crawl.reading import CAPTURE_KEY
from newscrawl.errand import META_KEY, Errand
from newscrawl.items import Outcome, Reason
from newscrawl.site_reader import charset

if TYPE_CHECKING:
    from scrapy.http import Response

    from newscrawl.crawl.extensions import RunExtension


def outcome_of(response: "Response", *, any_kind: bool = False) -> Outcome | None:
    """Return how a request ended whose answer holds nothing to read; ``None`` for a page.

    With ``any_kind`` a Content-Type says nothing: feeds come as anything.
    """
    ended = outcome_of_status(response.status)
    kind = (response.headers.get("Content-Type") or b"text/html").lower()
    is_page = b"html" in kind or b"xml" in kind or kind.startswith(b"text/")
    return ended if ended or any_kind or is_page else "unreadable"


def keep(run: "RunExtension", response: "Response") -> None:
    """Put an answer into the archive, once; a 304 has nothing to keep.

    Raises:
        ArchiveError: It cannot be written; the run ends.
    """
    if CAPTURE_KEY not in response.meta and response.status != NOT_MODIFIED:
        response.meta[CAPTURE_KEY] = run.keep(response)


def end(
    run: "RunExtension",
    response: "Response",
    outcome: Outcome,
    hint: str = "",
    reason: Reason | None = None,
) -> None:
    """Keep an answer, and close the account of its request.

    Args:
        run: That asked.
        response: The answer.
        outcome: How it ended.
        hint: For whoever reads the run record: what happened, or what to look at.
        reason: Why, where the outcome does not say it all.
    """
    assert response.request is not None
    keep(run, response)
    if outcome not in {"not_modified", "vanished"} or hint:
        said = f"{response.url} answered {response.status}. {hint}".strip()
        run.tally.failures.setdefault(outcome, said)
    errand: Errand = response.meta[META_KEY]
    is_known = errand.article_id and outcome == "not_modified"
    known = run.writer.catalogue.article(run.site, errand.article_id or "") if is_known else None
    run.settle(
        response.request,
        outcome,
        response=response,
        reason=reason,
        capture=response.meta.get(CAPTURE_KEY),
        revision_id=known.revision_id if known else None,
    )


def encoding(response: "Response") -> str | None:
    """Return the charset that the Content-Type header declares."""
    return charset((response.headers.get("Content-Type") or b"").decode("latin-1"))
