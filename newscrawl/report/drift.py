"""Whether a site reads as it did: this run's shares against those of its own last runs.

No threshold is fixed for any field: a newspaper that signs one article in ten is as well known
by its history as one that signs all. What is fixed is how often a false alarm may come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import sqrt

from newscrawl.report.tail import PRIOR, rate_tail, share_tail, t_tail
from newscrawl.run_record import Drift, Run

FALSE_ALARM = 1e-4
"""Probability that a run of a site that reads as ever is called changed; shared among all that is
compared (Bonferroni). Sites whose runs differ wildly have more: see ``benchmarks/drift.py``."""

WINDOWS = (1, 2, 4, 8)
"""So many of the last runs are taken together: a run of two new articles proves little alone."""

REFERENCE_DAYS = 30
"""Runs older than this are another time. A change that nobody mended is the new look after it."""

LEAST_RUNS = 5
"""Runs that a history is made of: fewer say little of how much runs differ."""

LOW = 0.05
"""A run by itself is low at this probability (Fisher, "Statistical Methods for Research Workers",
1925): no alarm by itself, but what several runs together must show in the last one too."""

TEASERS = "teasers "
"""How the names of the one thing begin that is no share: teasers a look at a front page."""


@dataclass(frozen=True, slots=True)
class _Sample:
    count: int
    of: int
    has_fallen: bool = False


def drifts(run: Run, earlier: Iterable[Run]) -> tuple[Drift, ...]:
    """Return what fell against the site's own history, by name.

    Compared are the fill rate of each field, the hits of each rule (among runs of the same
    newscrawl and the same declarations of the site, for others have other rules), the share of
    pages that are articles, of articles that could be fetched, of links that are articles', and
    the teasers a look. Runs in which a thing was found fallen are no reference for it until one
    stood as usual again: else a change would be the rule after a few runs, and a weekend a change
    for ever.

    Args:
        run: The run that ends.
        earlier: Runs of the same site that ended before, in any order; of the last
            ``REFERENCE_DAYS``.
    """
    past = sorted((one for one in earlier if one.run_id != run.run_id), key=lambda one: one.run_id)
    compared: dict[str, list[_Sample]] = {}
    for one in past:
        fallen = {drift.name for drift in one.drifts}
        for name, count, of in _said(one, like=run):
            compared.setdefault(name, []).append(_Sample(count, of, name in fallen))
    now = {name: _Sample(count, of) for name, count, of in _said(run, like=run)}
    lines = sum(kind.count for kind in run.page_kinds)
    level = FALSE_ALARM / max(1, len(compared) * len(WINDOWS))
    found = (
        # A rule that hit nothing stands in no record.
        _fallen(name, now.get(name) or _Sample(0, _asked(name, lines)), history)
        for name, history in sorted(compared.items())
    )
    return tuple(drift for drift in found if drift and drift.probability < level)


def _asked(name: str, lines: int) -> int:
    return lines if name.startswith("rule ") else 0


def _said(run: Run, *, like: Run) -> list[tuple[str, int, int]]:
    """Return name, count and of how many for all that is compared."""
    lines = sum(kind.count for kind in run.page_kinds)
    said = [(f"fill {fill.field}", fill.filled, fill.of) for fill in run.fill]
    same = run.declared == like.declared
    said += [
        (share.name, share.count, share.of)
        for share in run.shares
        if same or share.name in {"articles", "fetched"}  # the others follow from what is declared
    ]
    if same and run.newscrawl_version == like.newscrawl_version:
        said += [
            (f"rule {hits.field} {hits.source} {hits.rule}", hits.count, lines)
            for hits in run.rules
        ]
    return [(name, count, of) for name, count, of in said if of]


def _fallen(name: str, now: _Sample, history: Sequence[_Sample]) -> Drift | None:
    """Return the least likely of the windows that end with this run."""
    if not now.of:
        return None
    streak = list(takewhile(lambda one: one.has_fallen, reversed(history)))
    usual = history[: len(history) - len(streak)]
    # A window does not reach behind an alarm: what was told is not told again of a mended run.
    sizes = [size - 1 for size in WINDOWS] if not streak else [0]
    found = [
        _window(name, [now, *usual[: -size - 1 : -1]], usual[: -size or None])
        for size in sizes
        if size <= len(usual)
    ]
    return min((drift for drift in found if drift), key=lambda one: one.probability, default=None)


def _window(name: str, last: Sequence[_Sample], before: Sequence[_Sample]) -> Drift | None:
    if len(before) < LEAST_RUNS:
        return None
    now, usual = _sum(last), _sum(before)
    probability = _tail(name, now, usual, before)
    # What several runs show together, this one has to show too.
    if _tail(name, _sum(last[:1]), usual, before) > LOW:
        return None
    return Drift(
        name=name,
        count=now.count,
        of=now.of,
        usual_count=usual.count,
        usual_of=usual.of,
        probability=probability,
    )


def _tail(name: str, now: _Sample, usual: _Sample, before: Sequence[_Sample]) -> float:
    """Return how unlikely ``now`` is: the larger of two tails.

    One is exact for small counts and takes the spread between runs as known; the other is
    Student's, which knows that it was estimated from few runs.
    """
    is_rate = name.startswith(TEASERS)
    share = (usual.count + PRIOR) / (usual.of + (0 if is_rate else 2 * PRIOR))
    unit = share if is_rate else share * (1 - share)
    squares = sum((one.count - one.of * share) ** 2 / (one.of * unit) for one in before)
    freedom = len(before) - 1
    spread = max(1.0, squares / freedom)
    error = sqrt(spread * unit * now.of * (1 + now.of / usual.of))
    counted = rate_tail if is_rate else share_tail
    exact = counted(now.count, now.of, usual.count, usual.of, spread)
    if spread == 1:  # runs differ by chance alone: nothing was estimated
        return exact
    return max(exact, t_tail((now.count - now.of * share) / error, freedom))


def _sum(samples: Sequence[_Sample]) -> _Sample:
    return _Sample(sum(sample.count for sample in samples), sum(sample.of for sample in samples))
