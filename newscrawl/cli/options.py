"""What commands share: options, exit codes, and a sum for their progress."""

import argparse
from collections.abc import Callable

OK = 0
FAILED = 1
USAGE = 2
INTERRUPTED = 130

MOST_DAYS = 36_500
"""A hundred years: the web is younger, and a calendar has an end."""

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
AddOption = Callable[[argparse.ArgumentParser], None]


def add_archive(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the archive."""
    parser.add_argument(
        "--archive",
        metavar="DIR",
        help="the archive's folder (default: $NEWSCRAWL_ARCHIVE_DIR, else data beside scrapy.cfg)",
    )


def at_least_one(said: str) -> int:
    """Return the whole number that an option says."""
    if not (said.isdecimal() and int(said) > 0):
        message = f"{said} is no whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(said)


def days(said: str) -> int:
    """Return the number of days that an option says, 0 to ``MOST_DAYS``."""
    if not (said.isascii() and said.isdigit()) or len(said) > 5 or int(said) > MOST_DAYS:  # noqa: PLR2004
        message = f"{said} is no number of days from 0 to {MOST_DAYS:,}"
        raise argparse.ArgumentTypeError(message)
    return int(said)


def days_from_one(said: str) -> int:
    """Return the same, but at least 1."""
    return at_least_one(str(days(said)))


class Sum:
    """Adds up what is reported piece by piece."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, count: int) -> int:
        """Return the sum so far."""
        self.total += count
        return self.total
