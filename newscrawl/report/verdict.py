"""How a run went: one word, an exit code, and what to do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newscrawl.report.cause import LOST, REPLACED
from newscrawl.report.drift import TEASERS
from newscrawl.report.tally import READABLE, Tally
from newscrawl.run_record import Drift

FINE = 0
CONFIGURATION = 1
USAGE = 2
UNREAD = 3
FELL = 4
STORAGE = 5
INTERRUPTED = 6
DEFECT = 70
BUSY = 75

WORST_FIRST = (STORAGE, DEFECT, CONFIGURATION, INTERRUPTED, UNREAD, FELL, BUSY, FINE)
"""Exit codes from worst to best: what a command that runs many sites returns."""

Ending = Literal["finished", "interrupted", "storage", "defect"]
"""Why a run stopped asking."""

FEW = 2
"""So many failures beside known articles are bad links, not a site that cannot be read."""

CAUSES = {
    "dns": "The newspaper's name has no address. Is it written right, and the network up?",
    "refused": "The newspaper's server gives no answer.",
    "blocked": "The newspaper turns newscrawl away. Ask less often, or ask the newspaper.",
    "server_error": "The newspaper's server fails. The next run may find it mended.",
    "consent_wall": "A consent wall stands in front of the newspaper.",
    "robots": "robots.txt forbids what the site's module asks for.",
    "redirected": "The newspaper sends newscrawl to another host. It may have moved.",
    "not_allowed": "newscrawl does not ask there: see NEWSCRAWL_FETCH_ALLOWED_NETWORKS.",
    "damaged": "Answers are cut short, too large, no pages, or take too long to read.",
    "empty": "The front page or feed has nothing on it.",
    "front_page_changed": "The front page has moved, or is built anew. Look with "
    "'scrapy explain SITE'.",
    "pattern": "article_url fits too few of the newspaper's links. Look with "
    "'scrapy explain SITE'.",
    "paywall": "Articles are behind a paywall.",
    "layout_changed": "Articles are built another way. Look with 'scrapy explain SITE'.",
}
"""What ``Run.verdict`` can name as a cause, and what to do. Beside them stand ``fine``,
``storage``, ``defect``, ``interrupted`` and ``killed``."""

WALLS = {"block_page": "blocked", "consent_wall": "consent_wall", "paywall_stub": "paywall"}
"""Page kinds that stand in an article's place, and the cause they are."""

BARRED = frozenset({"block_page", "consent_wall"})
"""Those of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run went."""

    name: str
    exit_code: int
    message: str | None = None


def verdict(
    tally: Tally, drifts: Sequence[Drift] = (), *, ending: Ending, reason: str | None
) -> Verdict:
    """Return the verdict of a run that ended.

    Args:
        tally: What it did.
        drifts: What fell against the site's own history.
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
    return _unread(tally) or _partly(tally) or _fell(tally, drifts) or Verdict("fine", FINE)


def _unread(tally: Tally) -> Verdict | None:
    said = " ".join(tally.failures.values())
    if not (tally.front_pages or tally.other_sources or tally.fitting):
        # Where the rules could not be read, all else is forbidden: they are the cause.
        causes = tally.robots_causes or tally.source_causes
        return _verdict(_most(causes), UNREAD, said or "No front page could be read.")
    if tally.front_pages and not (tally.pages_with_teasers or tally.fitting):
        message = "No teaser was found on any front page."
        return _verdict(_most(tally.source_causes), UNREAD, message)
    if failed := _none_fetched(tally):
        message = f"None of {failed} articles behind the teasers could be fetched. {said}".strip()
        return _verdict(_most(tally.article_causes), UNREAD, message)
    read = tally.page_kinds.total()
    if read and all(kind in BARRED for kind in tally.page_kinds):
        message = f"All {read} pages behind the teasers are walls: {', '.join(tally.page_kinds)}."
        return _verdict(WALLS[_most(tally.page_kinds)], UNREAD, message)
    return _elsewhere(tally)


def _elsewhere(tally: Tally) -> Verdict | None:
    """Return the verdict of a run that found links, and no article's among them."""
    if tally.fitting:
        return None
    if tally.skipped["no_article"]:
        message = f"article_url fits none of {tally.skipped['no_article']} links."
        return _verdict("pattern", UNREAD, message)
    if tally.skipped["foreign"] and not (tally.skipped["repeated"] or tally.article_outcomes):
        message = f"All {tally.skipped['foreign']} links lead to other hosts."
        return _verdict("redirected", UNREAD, message)
    return None


def _partly(tally: Tally) -> Verdict | None:
    """Return the verdict of a run in which something that the module declares said nothing."""
    if not tally.declared_lost:
        return None
    message = f"{tally.declared_lost} of {tally.declared} declared pages and feeds said nothing."
    said = " ".join(tally.failures.values())
    return _verdict(_most(tally.source_causes), FELL, f"{message} {said}".strip())


def _fell(tally: Tally, drifts: Sequence[Drift]) -> Verdict | None:
    """Return the verdict of a run whose pages were read and said less than they used to."""
    if not drifts:
        return None
    fallen = {drift.name for drift in drifts}
    telling = [drift for drift in drifts if drift.name.startswith(TEASERS)]
    if "fetched" in fallen:
        cause, first = _most(tally.article_causes), "fetched"
    elif "article_links" in fallen:
        cause, first = "pattern", "article_links"
    elif telling:
        cause, first = "front_page_changed", telling[0].name
    else:
        cause, first = _of_pages(tally) if "articles" in fallen else "layout_changed", "articles"
    ordered = sorted(drifts, key=lambda drift: (drift.name != first, drift.name))
    return _verdict(cause, FELL, " ".join(f"{_told(drift)}." for drift in ordered[:_TOLD]))


def _of_pages(tally: Tally) -> str:
    """Return why fewer pages are articles, by what most of the others are."""
    others = Counter({kind: n for kind, n in tally.page_kinds.items() if kind not in READABLE})
    return WALLS.get(_most(others), "layout_changed")


_TOLD = 5
"""So many drifts are told in a message; the run record has all."""


def _told(drift: Drift) -> str:
    usual = drift.usual_count / drift.usual_of
    if drift.name.startswith(TEASERS):
        return f"{drift.name}: {drift.count / drift.of:.0f} a look, usually {usual:.0f}"
    return f"{drift.name}: {drift.count} of {drift.of}, usually {usual:.0%}"


def _verdict(cause: str, code: int, message: str) -> Verdict:
    return Verdict(cause, code, f"{message} {CAUSES.get(cause, '')}".strip())


def _most(causes: "Counter[str]") -> str:
    """Return the most frequent; ties go to the first by name."""
    ordered = sorted(causes.items(), key=lambda item: (-item[1], item[0]))
    return ordered[0][0] if ordered else "front_page_changed"


def _none_fetched(tally: Tally) -> int:
    """Return how many articles were asked for, if none of them could be fetched; else 0."""
    asked = tally.article_outcomes
    failed = sum(asked[outcome] for outcome in LOST)
    others = asked.total() - failed - sum(asked[outcome] for outcome in REPLACED)
    if others and others == asked["vanished"] and not tally.skipped["not_due"]:
        return failed + others
    # A link that robots.txt forbids fails in every run; beside known articles it says nothing.
    telling = failed - asked["forbidden"] - asked["refused"]
    if others or (tally.skipped["not_due"] and telling <= FEW):
        return 0
    # A redirect that was followed leads to another outcome; these all lead away.
    return failed or asked["redirected"]
