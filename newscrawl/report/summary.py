"""What a person reads when a run has ended."""

import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from newscrawl.report.table import harmless
from newscrawl.run_record import Count, Run

WORDS = {
    "new": "new article[s]",
    "revised": "revised article[s]",
    "unchanged": "unchanged article[s]",
    "not_modified": "not modified (304)",
    "alias": "other URL[s] of known articles",
    "front_page": "front page[s] read",
    "feed": "feed[s] read",
    "sitemap": "sitemap[s] read",
    "robots": "robots.txt read",
    "redirected": "redirect[s]",
    "retried": "tr[y|ies] that w[as|ere] repeated",
    "repeated": "found again in this run",
    "forbidden": "forbidden by robots.txt",
    "refused": "refused by newscrawl",
    "given_up": "given up: the host wants to be left alone",
    "over_budget": "left to the next run: this one's budget is spent",
    "vanished": "vanished (404, 410)",
    "http_error": "error answer[s]",
    "unreachable": "unreachable",
    "damaged": "damaged answer[s]",
    "unreadable": "answer[s] that [is|are] no page",
    "unread": "page[s] that took too long to read",
    "not_sent": "not asked for any more",
    "defect": "defect[s] of newscrawl",
    "foreign": "link[s] to other newspapers",
    "no_article": "link[s] that [is|are] no article's",
    "not_due": "known article[s], no look due",
    "over_limit": "link[s] beyond the run's limit",
}
"""Outcomes and reasons in words, as ``of_number`` reads them; a name that is not here is shown as
it is."""

_NUMBER = re.compile(r"\[(?:(\w+)\|)?(\w+)\]")

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
        _print(console, _text(f"{count.count:{width}} {_named(count)}"))


def _named(count: Count) -> str:
    words = WORDS.get(count.name)
    return count.name if words is None else of_number(words, count.count)


def of_number(words: str, number: int) -> str:
    """Return words as they stand behind a number: of ``[a|b]`` the first behind 1, else the second;
    ``[s]`` is nothing behind 1.

    >>> of_number("tr[y|ies] of front page[s]", 1), of_number("tr[y|ies] of front page[s]", 2)
    ('try of front page', 'tries of front pages')
    """
    return _NUMBER.sub(lambda found: (found[1] or "") if number == 1 else found[2], words)


def detail(outcomes: dict[str, int]) -> str:
    """Return outcomes as one short text.

    >>> detail({"new": 3, "robots": 1})
    '3 new, 1 robots'
    """
    return ", ".join(f"{count} {name}" for name, count in outcomes.items() if count)
