"""``newscrawl verify``, ``repair``, ``compact``: looking after an archive."""

import argparse
import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.compact import compact
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import check_site, sites
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.cli.options import FAILED, OK, Commands, Sum, add_archive
from newscrawl.errors import SiteBusy
from newscrawl.report.progress import Progress
from newscrawl.report.run import killed_run


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_verify(commands)
    _add_repair(commands)
    _add_compact(commands)


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


def _add_compact(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "compact",
        help="join many small files into one per kind, site and month",
        description="Join the files of articles, front pages and requests into one per kind, site "
        "and month: the same lines in the same order. Without options, of the months that are "
        "over. Captures and run records stay as they are. It may be interrupted at any moment and "
        "run again; a second time there is nothing to do. While it runs, tools that read the bare "
        "files may see lines twice; newscrawl's own readers never do. A site that is being "
        "crawled is left out and named, with exit code 1.",
    )
    add_archive(parser)
    parser.add_argument("--site", metavar="SITE", help="only files of this site")
    parser.add_argument(
        "--older-than",
        metavar="DAYS",
        type=_count,
        help="files of runs that started more than DAYS days ago, of this month too",
    )
    parser.add_argument("--month", metavar="YYYY-MM", type=_month, help="only files of this month")
    parser.set_defaults(command=_compact)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        message = f"{text!r} is no number of days"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
        message = f"{text!r} is no month; write it as 2026-10"
        raise argparse.ArgumentTypeError(message)
    return text


def _compact(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    today = clock.now().date()
    before = today.replace(day=1) if options.month is None else today + timedelta(days=1)
    if options.older_than is not None:
        before = today - timedelta(days=options.older_than)
    ended, done = OK, Sum()
    with Progress("joining", "MB") as progress:
        for site in _sites(root, options.site):
            try:
                for joined in compact(
                    root,
                    site,
                    before=before.isoformat(),
                    month=options.month,
                    killed_run=partial(killed_run, site),
                    progress=lambda size: progress.show(done.add(size) >> 20, None),
                ):
                    print(
                        f"{joined.path}: {joined.files} files of {joined.before:,} bytes "
                        f"are one of {joined.after:,}"
                    )
            except SiteBusy as error:
                print(error)
                ended = FAILED
    return ended


def _sites(root: Path, named: str | None) -> Sequence[str]:
    if named is None:
        return sites(root)
    check_site(root, named)
    return [named]
