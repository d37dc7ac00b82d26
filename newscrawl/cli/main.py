"""The parser of ``newscrawl`` and its exit codes."""

import argparse
import io
import sys
from collections.abc import Sequence

from newscrawl.archive.location import locate
from newscrawl.cli import (
    comparing,
    exporting,
    extract,
    looking,
    politeness,
    reporting,
    status,
    tending,
)
from newscrawl.cli.options import FAILED, OK, Commands, add_archive
from newscrawl.cli.printing import say
from newscrawl.demo import demo
from newscrawl.errors import NewscrawlError
from newscrawl.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 it found or met a problem, 2 usage."""
    _print_anything()
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.command(options))
    except NewscrawlError as error:
        say(f"newscrawl: {error}")
        return FAILED
    except BrokenPipeError:  # `newscrawl … | head`
        sys.stderr.close()
        return OK


def _print_anything() -> None:
    """Let a locale that lacks a newspaper's letters show them escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newscrawl",
        description="Read newspaper pages, and look after an archive of them. "
        "Crawling is done with 'scrapy crawl SITE'.",
    )
    parser.add_argument("--version", action="version", version=f"newscrawl {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    extract.add_commands(commands)
    tending.add_commands(commands)
    status.add_commands(commands)
    reporting.add_commands(commands)
    looking.add_commands(commands)
    comparing.add_commands(commands)
    exporting.add_commands(commands)
    politeness.add_commands(commands)
    _add_demo(commands)
    return parser


def _add_demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "demo",
        help="crawl the bundled sample newspapers",
        description="Serve the bundled sample newspapers on this machine and crawl them into an "
        "archive. The first call is one day, the second the day after.",
    )
    add_archive(parser)
    parser.set_defaults(command=lambda options: demo(locate(options.archive)))
