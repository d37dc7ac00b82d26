"""How commands say what they do, and print what they found: for people, or JSON Lines."""

import argparse
import sys
import textwrap
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from rich.console import Console

from newscrawl.archive.lines import encode
from newscrawl.cli.options import Commands
from newscrawl.report.table import harmless, show_line

TIMES = (
    "TIME is 2026-03-14T08:00:00Z, or with another offset, or a day as 2026-03-14, which "
    "means the end of that day in UTC"
)
JSON = "print JSON Lines, {}"
_HELP_WIDTH = 80


def add_parser(
    commands: "Commands[argparse.ArgumentParser]",
    name: str,
    *,
    help_: str,
    description: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command whose help ends with an example."""
    return commands.add_parser(
        name,
        help=help_,
        description=textwrap.fill(description, _HELP_WIDTH),
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,  # the example stays one line
    )


def print_all(
    options: argparse.Namespace, found: Iterable[Any], show: Callable[[Console, Any], None]
) -> None:
    """Print each thing as a line of JSON if ``options.json``, else by ``show``."""
    if options.json:
        for one in found:
            sys.stdout.buffer.write(encode(one))
        sys.stdout.buffer.flush()
        return
    console = plain_console()
    for number, one in enumerate(found):
        if number:
            show_line(console, "")
        show(console, one)


def plain_console() -> Console:
    """Return standard output, where nothing that a newspaper wrote is taken for markup."""
    return Console(highlight=False, markup=False, emoji=False)


def say(message: str) -> None:
    """Print a line on standard error, if that can be written."""
    with suppress(OSError):
        sys.stderr.write(harmless(message) + "\n")
