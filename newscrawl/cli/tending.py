"""``newscrawl verify``: looking after an archive."""

import argparse

from newscrawl.archive.location import locate
from newscrawl.archive.verify import verify
from newscrawl.cli.options import FAILED, OK, Commands, Sum, add_archive
from newscrawl.report.progress import Progress


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_verify(commands)


def _add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "verify",
        help="check an archive's files against each other",
        description="Check every line, every WARC record, the manifest and the catalogue of an "
        "archive against each other. Exit code 0: all is well; 1: problems, each with its file "
        "and line. Nothing is changed.",
    )
    add_archive(parser)
    parser.set_defaults(command=_verify)


def _verify(options: argparse.Namespace) -> int:
    root = locate(options.archive)
    done = Sum()
    with Progress("verifying", "MB") as progress:
        report = verify(root, progress=lambda size: progress.show(done.add(size) >> 20, None))
    for problem in report.problems:
        print(problem)
    print(report)
    return FAILED if report.problems else OK
