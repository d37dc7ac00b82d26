"""``newscrawl verify``, ``repair``, ``compact``, ``forget``: looking after an archive."""

import argparse
import os
import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.compact import compact
from newscrawl.archive.forget import Taken, forget, named_in
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import check_site, sites
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.cli.finding import ids_told
from newscrawl.cli.options import FAILED, OK, Commands, Sum, add_archive, at_least_one, days
from newscrawl.errors import SiteBusy
from newscrawl.report.progress import Progress
from newscrawl.report.run import killed_run


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_verify(commands)
    _add_repair(commands)
    _add_compact(commands)
    _add_forget(commands)


def _add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "verify",
        help="check an archive's files against each other",
        description="Check every line, every WARC record, the manifest and the catalogue of an "
        "archive against each other. Exit code 0: all is well; 1: problems, each with its file "
        "and line. Nothing is changed.",
    )
    parser.add_argument(
        "--workers", type=at_least_one, help="processes for a large archive (default: all cores)"
    )
    add_archive(parser)
    parser.set_defaults(command=_verify)


def _verify(options: argparse.Namespace) -> int:
    root = locate(options.archive)
    done = Sum()
    with Progress("verifying", "MB") as progress:
        report = verify(
            root,
            progress=lambda size: progress.show(done.add(size) >> 20, None),
            workers=options.workers or os.cpu_count() or 1,
        )
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
        type=days,
        help="files of runs that started more than DAYS days ago, of this month too",
    )
    parser.add_argument("--month", metavar="YYYY-MM", type=_month, help="only files of this month")
    parser.set_defaults(command=_compact)


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


def _add_forget(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "forget",
        help="take an article down, for good",
        description="Take an article out of an archive: its lines in all revisions, the captures "
        "of its page, captures of other pages that show its teaser or say a passage of it, and "
        "pages in changed/ that tell of it. Requests for it stay counted, without address; "
        "teasers of it stay in their place, without words; run records lose its address. Files "
        "are written anew, and the old ones removed. A tombstone in tombstones.jsonl keeps ids, "
        "hashes and the reason; later crawls neither ask for the page nor store it. Nothing is "
        "asked: see first with --dry-run. May be interrupted and run again; after the newspaper "
        "has taken the teaser off its front page, run it again for the captures made until then.",
    )
    parser.add_argument("page", metavar="URL|ARTICLE_ID", help="the article, in any spelling")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="for the tombstone")
    add_archive(parser)
    parser.add_argument("--site", metavar="SITE", help="only as this site knows it")
    parser.add_argument(
        "--copies",
        action="store_true",
        help="take down articles with the same text too; without it they are listed",
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    parser.set_defaults(command=_forget)


def _forget(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    search = partial(ids_told, root, options.page, options.site)
    left = [*named_in(root, options.page, options.site, search=search).items()]
    taken: set[tuple[str, str]] = set()
    while left:
        site, ids = left.pop(0)
        done = _forget_one(root, site, ids, options)
        taken |= {(site, named) for named in ids}
        for copy in done.copies:
            if copy in taken:
                continue
            if options.copies:
                left += named_in(root, copy[1], copy[0]).items()
                taken.add(copy)
            else:
                print(f"{copy[0]}: article {copy[1]} says the same; it stays without --copies")
    return OK


def _forget_one(root: Path, site: str, ids: tuple[str, ...], options: argparse.Namespace) -> Taken:
    done = Sum()
    with Progress(f"searching {site}", "MB") as progress:
        taken = forget(
            root,
            site,
            ids,
            reason=options.reason,
            killed_run=partial(killed_run, site),
            dry_run=options.dry_run,
            progress=lambda size: progress.show(done.add(size) >> 20, None),
        )
    would = "would lose" if options.dry_run else "lost"
    for file in taken.files:
        what = "captures" if file.path.startswith("captures/") else "lines"
        changed = f", {file.changed} changed" if file.changed else ""
        print(f"{file.path}: {would} {file.gone} {what}{changed}")
    would = "would be removed" if options.dry_run else "is removed"
    for path in taken.pages:
        print(f"{path}: {would}")
    would = "would be forgotten" if options.dry_run else "is forgotten"
    print(f"{site}: article {ids[0]} {would}, in {len(taken.files)} files.")
    for run_id in taken.unsealed:
        print(f"Run {run_id} of {site} died and is not sealed yet: what it holds is not counted.")
    if not taken.scrubbed:
        print("Runs of other sites go on: run it again later to shrink the catalogue too.")
    return taken
