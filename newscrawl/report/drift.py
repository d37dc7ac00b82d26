"""Whether a site reads as it did: this run's shares against those of its own last runs.

No threshold is fixed for any field: a newspaper that signs one article in ten is as well known
by its history as one that signs all. What is fixed is how often a false alarm may come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newscrawl.report.tail import rate_tail, share_tail
from newscrawl.run_record import Drift, Run

FALSE_ALARM = 1e-4
"""Probability that a run of a site that reads as ever is called changed; shared among all that is
compared (Bonferroni). A site looked at hourly would see one in 14 months."""

WINDOWS = (1, 2, 4, 8)
"""So many of the last runs are taken together: a run of two new articles proves little alone."""

REFERENCE_DAYS = 30
"""Runs older than this are another time. A change that nobody mended is the new look after it."""

LEAST_RUNS = 3
"""Runs that a history is made of: two say little of how much runs differ."""

LOW = 0.05
"""A run by itself is low at this probability (Fisher, "Statistical Methods for Research Workers",
1925): no alarm by itself, but what several runs together must show in the last one too."""

TEASERS = "teasers"
"""The one thing compared that is no share: teasers a look at a front page."""


@dataclass(frozen=True, slots=True)
class _Sample:
    count: int
    of: int
    is_reference: bool


def drifts(run: Run, earlier: Iterable[Run]) -> tuple[Drift, ...]:
    """Return what fell against the site's own history, by name.

    Compared are the fill rate of each field, the hits of each rule (among runs of the same
    newscrawl and the same declarations of the site, for others have other rules), the share of
    pages that are articles, of articles that could be fetched, of links that are articles', and
    the teasers a look. A run in which a thing was found fallen is no reference for that thing:
    else a change would be the rule after a few runs.

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
            compared.setdefault(name, []).append(_Sample(count, of, name not in fallen))
    now = {name: _Sample(count, of, is_reference=False) for name, count, of in _said(run, like=run)}
    lines = sum(kind.count for kind in run.page_kinds)
    level = FALSE_ALARM / max(1, len(compared) * len(WINDOWS))
    found = (
        # A rule that hit nothing stands in no record.
        _fallen(name, now.get(name) or _Sample(0, _asked(name, lines), is_reference=False), history)
        for name, history in sorted(compared.items())
    )
    return tuple(drift for drift in found if drift and drift.probability < level)


def _asked(name: str, lines: int) -> int:
    return lines if name.startswith("rule ") else 0


def _said(run: Run, *, like: Run) -> list[tuple[str, int, int]]:
    """Return name, count and of how many for all that is compared."""
    lines = sum(kind.count for kind in run.page_kinds)
    said = [(f"fill {fill.field}", fill.filled, fill.of) for fill in run.fill]
    said += [(share.name, share.count, share.of) for share in run.shares]
    if _rules_of(run) == _rules_of(like):
        said += [
            (f"rule {hits.field} {hits.source} {hits.rule}", hits.count, lines)
            for hits in run.rules
        ]
    return [(name, count, of) for name, count, of in said if of]


def _rules_of(run: Run) -> tuple[str, str | None]:
    return run.newscrawl_version, run.declared


def _fallen(name: str, now: _Sample, history: Sequence[_Sample]) -> Drift | None:
    """Return the least likely of the windows that end with this run, if it is below the usual."""
    if not now.of:
        return None
    found = [_window(name, [now, *history[: -size - 1 : -1]], history[: -size or None])
             for size in (window - 1 for window in WINDOWS) if size <= len(history)]  # fmt: skip
    return min((drift for drift in found if drift), key=lambda one: one.probability, default=None)


def _window(name: str, last: Sequence[_Sample], before: Sequence[_Sample]) -> Drift | None:
    reference = [sample for sample in before if sample.is_reference]
    count, of = _sum(last)
    usual_count, usual_of = _sum(reference)
    if len(reference) < LEAST_RUNS:
        return None
    tail = rate_tail if name == TEASERS else share_tail
    spread = _spread(reference, usual_count / usual_of, is_rate=name == TEASERS)
    # Pooled runs may still hold what has been mended since: this run itself has to be low too.
    if tail(last[0].count, last[0].of, usual_count, usual_of, spread) > LOW:
        return None
    return Drift(
        name=name,
        count=count,
        of=of,
        usual_count=usual_count,
        usual_of=usual_of,
        probability=tail(count, of, usual_count, usual_of, spread),
    )


def _sum(samples: Sequence[_Sample]) -> tuple[int, int]:
    return sum(sample.count for sample in samples), sum(sample.of for sample in samples)


def _spread(samples: Sequence[_Sample], usual: float, *, is_rate: bool) -> float:
    """Return Pearson's chi-square by its degrees of freedom: how much more than chance alone runs
    differ (McCullagh and Nelder, section 4.5.2); 1 or more."""
    unit = usual if is_rate else usual * (1 - usual)
    if unit <= 0:
        return 1.0
    squares = ((one.count - one.of * usual) ** 2 / (one.of * unit) for one in samples)
    return max(1.0, sum(squares) / (len(samples) - 1))
