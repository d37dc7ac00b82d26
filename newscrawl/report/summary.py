"""What a person reads when a run has ended."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from newscrawl.report.table import harmless
from newscrawl.run_record import Count, Run

WORDS = {
    "new": "new articles",
    "revised": "revised articles",
    "unchanged": "unchanged articles",
    "not_modified": "not modified (304)",
    "alias": "other URLs of known articles",
    "front_page": "front pages read",
    "feed": "feeds read",
    "sitemap": "sitemaps read",
    "robots": "robots.txt read",
    "redirected": "redirects",
    "retried": "tries that were repeated",
    "repeated": "found again in this run",
    "forbidden": "forbidden by robots.txt",
    "refused": "refused by newscrawl",
    "given_up": "given up: the host wants to be left alone",
    "over_budget": "left to the next run: this one's budget is spent",
    "vanished": "vanished (404, 410)",
    "http_error": "error answers",
    "unreachable": "unreachable",
    "damaged": "damaged answers",
    "unreadable": "answers that are no page",
    "unread": "pages that took too long to read",
    "not_sent": "not asked for any more",
    "defect": "defects of newscrawl",
    "foreign": "links to other newspapers",
    "no_article": "links that are no article's",
    "not_due": "known articles, no look due",
    "over_limit": "links beyond the run's limit",
}
"""Outcomes and reasons in words; a name that is not here is shown as it is."""

COPIES = {"exact": "other newspapers' articles", "near": "earlier articles"}
"""What was copied, by kind. An exact copy on the same site is an alias."""


def summary(run: Run, archive: Path, console: Console) -> None:
    """Print what ``run`` did, and where its archive is."""
    width = max((len(str(count.count)) for count in run.outcomes + run.skipped), default=0)
    code = "" if run.exit_code is None else f" (exit code {run.exit_code})"
    colour = "green" if run.exit_code == 0 else "red"
    _print(console, Text.assemble((run.site, "bold"), ": ", (run.verdict, colour), code))
    _print_counts(console, run.outcomes, width)
    if run.skipped:
        _print(console, Text(" " * (width + 1)).append("not asked for:", style="dim"))
        _print_counts(console, run.skipped, width)
    for kind in run.duplicates:
        of = COPIES.get(kind.name, "articles")
        _print(console, _text(f"{kind.name} copies of {of}: {kind.count}"))
    if run.problems:
        told = ", ".join(f"{count.name} {count.count}" for count in run.problems)
        _print(console, _text(f"marked: {told}"))
    if run.message:
        _print(console, _text(run.message))
    _print(console, _text(f"archive: {archive}"))


def _print(console: Console, line: Text) -> None:
    """Print one line, whatever its length: nothing breaks it in a log or a pipe."""
    console.print(line, soft_wrap=True)


def _text(said: str) -> Text:
    """Return ``said`` as it is: brackets and colons in it are no markup."""
    return Text(harmless(said))


def _print_counts(console: Console, found: tuple[Count, ...], width: int) -> None:
    for count in found:
        _print(console, _text(f"{count.count:{width}} {WORDS.get(count.name, count.name)}"))


def detail(outcomes: dict[str, int]) -> str:
    """Return outcomes as one short text.

    >>> detail({"new": 3, "robots": 1})
    '3 new, 1 robots'
    """
    return ", ".join(f"{count} {name}" for name, count in outcomes.items() if count)
