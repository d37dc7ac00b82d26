"""The parser of ``newscrawl`` and its exit codes."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

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
from newscrawl.cli.options import FAILED, INTERRUPTED, OK, Commands, add_archive
from newscrawl.cli.printing import say
from newscrawl.demo import demo
from newscrawl.errors import NewscrawlError
from newscrawl.redaction import redacted
from newscrawl.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 done, 1 it found or met a problem, 2 usage, 130 it was interrupted (128 and the number of
    SIGINT, as shells have it).
    """
    _open_what_is_closed()
    _print_anything()
    try:
        try:
            return _done(_parser().parse_args(arguments))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # `newscrawl … | head`
        _drop_output()
        return OK
    except OSError as error:  # no file of the archive: of those it tells by an ArchiveError
        _drop_output()
        of = error.filename or "the output cannot be written"
        say(f"newscrawl: {of}: {error.strerror or error}.")
        return FAILED


def _done(options: argparse.Namespace) -> int:
    try:
        return int(options.command(options))
    except NewscrawlError as error:
        say(f"newscrawl: {redacted(str(error))}")
        return FAILED
    except KeyboardInterrupt:
        say("newscrawl: interrupted")
        return INTERRUPTED


def _open_what_is_closed() -> None:
    """Let what writes to standard output, where that was closed (``>&-``), meet an error that is
    told, and let no file of the archive take its number."""
    for name, mode, flags in (
        ("stdin", "r", os.O_WRONLY),
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),  # nobody is there to be told
    ):
        if getattr(sys, name) is None:
            fd = os.open(os.devnull, flags)
            setattr(sys, name, open(fd, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _drop_output() -> None:
    """Let nothing try again, when the process ends, to write what could not be written."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
