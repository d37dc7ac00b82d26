"""What a person reads when a run has ended."""

import re
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

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
    "vanished": "vanished (404, 410)",
    "http_error": "error answers",
    "unreachable": "unreachable",
    "damaged": "damaged answers",
    "unreadable": "answers that are no page",
    "not_sent": "not asked for any more",
    "defect": "defects of newscrawl",
    "foreign": "links to other newspapers",
    "no_article": "links that are no article's",
    "not_due": "known articles, no look due",
    "over_limit": "links beyond the run's limit",
}
"""Outcomes and reasons in words; a name that is not here is shown as it is."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What steers a terminal: a message may quote a page or a server."""


def summary(run: Run, archive: Path, console: Console) -> None:
    """Print what ``run`` did, and where its archive is."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    _rows(table, run.outcomes)
    if run.skipped:
        table.add_row("", Text("not asked for:", style="dim"))
        _rows(table, run.skipped)
    code = "" if run.exit_code is None else f" (exit code {run.exit_code})"
    colour = "green" if run.exit_code == 0 else "red"
    console.print(Text.assemble((run.site, "bold"), ": ", (run.verdict, colour), code))
    console.print(table)
    for kind in run.duplicates:
        console.print(_text(f"{kind.name} copies of other newspapers' articles: {kind.count}"))
    if run.problems:
        told = ", ".join(f"{count.name} {count.count}" for count in run.problems)
        console.print(_text(f"marked: {told}"))
    if run.message:
        console.print(_text(run.message))
    console.print(_text(f"archive: {archive}"), soft_wrap=True)


def _text(said: str) -> Text:
    """Return ``said`` as it is: brackets and colons in it are no markup."""
    return Text(_CONTROL.sub("", said))


def _rows(table: Table, found: tuple[Count, ...]) -> None:
    for count in found:
        table.add_row(str(count.count), _text(WORDS.get(count.name, count.name)))


def detail(outcomes: dict[str, int]) -> str:
    """Return outcomes as one short text.

    >>> detail({"new": 3, "robots": 1})
    '3 new, 1 robots'
    """
    return ", ".join(f"{count} {name}" for name, count in outcomes.items() if count)
