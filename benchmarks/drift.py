"""How often a run of a site that reads as ever is called changed, and how often a change is seen.

    python benchmarks/drift.py [--runs N]

Histories are made up: in each run 20 articles, of which a share has a field; the share differs
between runs by a beta distribution of a given correlation (0: by chance alone). The change is that
half of the values are gone.
"""

import argparse
import random

from newscrawl.report.drift import drifts
from newscrawl.run_record import Count, FillRate, Run

ARTICLES = 20


def run(number: int, filled: int) -> Run:
    return Run(
        site="made_up",
        run_id=f"r{number:05}",
        verdict="fine",
        exit_code=0,
        started_at="2026-03-14T06:00:00Z",
        finished_at=None,
        page_kinds=(Count(name="article", count=ARTICLES),),
        fill=(FillRate(field="authors", filled=filled, of=ARTICLES),),
        newscrawl_version="0",
    )


def filled(chance: random.Random, share: float, correlation: float) -> int:
    if correlation:
        scale = (1 - correlation) / correlation
        share = chance.betavariate(share * scale, (1 - share) * scale)
    return sum(chance.random() < share for _ in range(ARTICLES))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=1000, help="a line of the table")
    count = parser.parse_args().runs
    chance = random.Random(5)  # noqa: S311 - no secret
    print("share  correlation  runs before  false alarms  half gone: seen")
    for share in (0.7, 0.97):
        for correlation in (0.0, 0.05, 0.15):
            for before in (5, 10, 30, 100):
                false = seen = 0
                for _ in range(count):
                    made = (filled(chance, share, correlation) for _ in range(before))
                    history = [run(number, one) for number, one in enumerate(made)]
                    false += bool(drifts(run(999, filled(chance, share, correlation)), history))
                    seen += bool(drifts(run(999, filled(chance, share / 2, correlation)), history))
                rate, power = false / count, seen / count
                print(f"{share:5}  {correlation:11}  {before:11}  {rate:12.4f}  {power:15.2f}")


if __name__ == "__main__":
    main()
