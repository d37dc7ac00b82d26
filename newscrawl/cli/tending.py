"""``newscrawl verify``, ``repair``: looking after an archive."""

import argparse

from newscrawl.archive.location import locate
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.cli.options import FAILED, OK, Commands, Sum, add_archive
from newscrawl.report.progress import Progress


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_verify(commands)
    _add_repair(commands)


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


def _add_repair(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "repair",
        help="make the catalogue anew from the files",
        description="Make catalogue.sqlite3 anew from the files of an archive: when it was lost, "
        "damaged, or made by an older newscrawl. No run may go on meanwhile. The old catalogue "
        "stays until the new one is complete; one that cannot be read is kept beside it as "
        "catalogue.sqlite3.broken-TIME. Exit code 0: it holds all that the files say; 1: a file "
        "is damaged, and what it held is missing.",
    )
    add_archive(parser)
    parser.add_argument(
        "--site",
        metavar="SITE",
        help="make anew only what is known of this site; runs of others may go on",
    )
    parser.set_defaults(command=_repair)


def _repair(options: argparse.Namespace) -> int:
    root = locate(options.archive)
    done = Sum()
    with Progress("repairing", "MB") as progress:
        made = repair(
            root,
            site=options.site,
            progress=lambda size: progress.show(done.add(size) >> 20, None),
        )
    for problem in made.problems:
        print(problem)
    for cut in made.cut:
        print(f"{cut}; the next run of the site cuts them off")
    if made.kept_as:
        print(f"The old catalogue could not be read; it is kept as {made.kept_as}.")
    print(f"{root}: {made.records} records of {made.runs} runs of {', '.join(made.sites)}.")
    return FAILED if made.problems else OK
