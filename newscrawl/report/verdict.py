"""How a run went: one word, an exit code, and what to do."""

from dataclasses import dataclass
from typing import Literal

from newscrawl.report.tally import Tally

FINE = 0
CONFIGURATION = 1
USAGE = 2
UNREAD = 3
STORAGE = 5
INTERRUPTED = 6
DEFECT = 70
BUSY = 75

WORST_FIRST = (STORAGE, DEFECT, CONFIGURATION, INTERRUPTED, UNREAD, 4, BUSY, FINE)
"""Exit codes from worst to best: what a command that runs many sites returns."""

Ending = Literal["finished", "interrupted", "storage", "defect"]
"""Why a run stopped asking."""

FAILED = ("http_error", "unreachable", "damaged", "unreadable", "forbidden", "refused")
"""Outcomes after which nothing is known of an article. ``vanished`` is an answer."""

REPLACED = ("redirected", "retried", "repeated")
"""Outcomes of requests that another one took the place of."""

FEW = 2
"""So many failures beside known articles are bad links, not a site that cannot be read."""

BARRED = frozenset({"block_page", "consent_wall"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run went."""

    name: str
    exit_code: int
    message: str | None = None


def verdict(tally: Tally, *, ending: Ending, reason: str | None) -> Verdict:
    """Return the verdict of a run that ended.

    Args:
        tally: What it did.
        ending: Why it stopped; the worst of several.
        reason: What was said of it, for a storage failure or a defect.
    """
    if ending == "storage":
        return Verdict("storage", STORAGE, f"{reason} What was acknowledged is safe.")
    if ending == "defect":
        return Verdict("defect", DEFECT, f"A defect of newscrawl: {reason}")
    if ending == "interrupted":
        message = f"{reason} What was read is archived; the next run reads the rest."
        return Verdict("interrupted", INTERRUPTED, message)
    return _unread(tally) or Verdict("fine", FINE)


def _unread(tally: Tally) -> Verdict | None:
    said = " ".join(tally.failures.values())
    if not (tally.front_pages or tally.other_sources):
        message = said or "No front page could be read."
        return Verdict("front_page_unread", UNREAD, message)
    if tally.front_pages and not tally.pages_with_teasers:
        message = "No teaser was found on any front page. It may have changed, or be a wall."
        return Verdict("no_teasers", UNREAD, message)
    if failed := _none_fetched(tally):
        message = f"None of {failed} articles behind the teasers could be fetched. {said}".strip()
        return Verdict("no_articles", UNREAD, message)
    read = tally.page_kinds.total()
    if read and all(kind in BARRED for kind in tally.page_kinds):
        message = f"All {read} pages behind the teasers are walls: {', '.join(tally.page_kinds)}."
        return Verdict("blocked", UNREAD, message)
    return None


def _none_fetched(tally: Tally) -> int:
    """Return how many articles were asked for, if none of them could be fetched; else 0."""
    asked = tally.article_outcomes
    failed = sum(asked[outcome] for outcome in FAILED)
    others = asked.total() - failed - sum(asked[outcome] for outcome in REPLACED)
    if others and others == asked["vanished"] and not tally.skipped["not_due"]:
        return failed + others
    # A link that robots.txt forbids fails in every run; beside known articles it says nothing.
    telling = failed - asked["forbidden"] - asked["refused"]
    if others or (tally.skipped["not_due"] and telling <= FEW):
        return 0
    # A redirect that was followed leads to another outcome; these all lead away.
    return failed or asked["redirected"]
