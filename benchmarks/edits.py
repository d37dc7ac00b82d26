"""What it costs to say what changed between two texts, and why newscrawl.report.edits has limits.

Prints seconds of processor time for texts of doubling length, without the limits: words of a
living language (by Zipf's law, 5000 words), and texts made to cost much.

Usage::

    python benchmarks/edits.py
"""

import random
import time
from collections.abc import Callable
from typing import TypeVar
from unittest import mock

from newscrawl.report import edits

WORDS = [f"word{number}" for number in range(5000)]
WEIGHTS = [1 / number for number in range(1, 5001)]
SOURCE = random.Random(1)  # noqa: S311 - the same texts each time
Text = TypeVar("Text")
NO_LIMIT = 10**12


def main() -> None:
    """Print a line a kind and length."""
    limits = dict.fromkeys(("WORDS_MAX", "PAIRS_MAX", "PARAGRAPHS_MAX"), NO_LIMIT)
    with mock.patch.multiple(edits, **limits):
        for count in (500, 1000, 2000, 4000):
            _time(f"{count} words, others", edits.pieces, _text(count), _text(count))
        for count in (500, 1000, 2000):
            same, other = "a " * count, "a " * (count - 1) + "b"
            _time(f"{count} times the same word", edits.pieces, same, other)
        for count in (158, 316, 632):
            one, two = (" ".join(f"a {x}{n}" for n in range(count)) for x in "xy")
            _time(f"the same word {count} times, {count**2} pairs", edits.pieces, one, two)
        for count in (100, 200, 400):
            before, after = ([_text(100) for _ in range(count)] for _ in "xy")
            _time(f"{count} paragraphs", lambda *both: list(edits.passages(*both)), before, after)


def _text(count: int) -> str:
    return " ".join(SOURCE.choices(WORDS, WEIGHTS, k=count))


def _time(name: str, compare: Callable[[Text, Text], object], before: Text, after: Text) -> None:
    begin = time.process_time()
    compare(before, after)
    print(f"{name:<48} {time.process_time() - begin:8.3f} s")


if __name__ == "__main__":
    main()
