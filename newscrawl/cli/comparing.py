"""``newscrawl diff`` and ``copies``: texts of the archive beside each other."""

import argparse
from functools import partial
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.as_of import read_by
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import articles, check_site
from newscrawl.cli.finding import revisions_of
from newscrawl.cli.options import OK, Commands, add_archive, at_least_one
from newscrawl.cli.printing import JSON, TIMES, add_parser, print_all, say
from newscrawl.errors import ConfigurationError
from newscrawl.items import Article
from newscrawl.report.comparison import show_cluster, show_edit
from newscrawl.report.copies import Cluster, clusters
from newscrawl.report.edits import Edit, edit, edits
from newscrawl.report.sheet import brief


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    for add in (_add_diff, _add_copies):
        add_archive(add(commands))


# --- diff ---------------------------------------------------------------------------------------


def _add_diff(commands: "Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    parser = add_parser(
        commands,
        "diff",
        help_="show what a newspaper changed in an article, word by word",
        description="Show what differs in headline, standfirst and body between two revisions of "
        "an article: the last two, unless --revisions or --all says otherwise. Words are compared, "
        "characters in scripts without spaces; unchanged paragraphs are folded. In a terminal "
        "words that went are red and struck out, those that came green; elsewhere they are "
        f"[-so-] and {{+so+}}. {TIMES}. Exit code 1: the article is not archived, or has no two "
        "revisions.",
        example="newscrawl diff https://paper.example/2026/03/the-ferry-is-late --revisions 1 3",
    )
    parser.add_argument(
        "article", metavar="URL|ARTICLE_ID", help="one of the article's URLs, or its article_id"
    )
    parser.add_argument("--site", help="the newspaper (default: the one whose URL it is)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--revisions", nargs=2, type=at_least_one, metavar=("A", "B"), help="from A to B, from 1"
    )
    which.add_argument("--all", action="store_true", help="each revision beside the one before")
    parser.add_argument("--as-of", metavar="TIME", help="only revisions that were read by then")
    parser.add_argument("--json", action="store_true", help=JSON.format("one line a pair"))
    parser.set_defaults(command=_diff)
    return parser


def _diff(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    if options.site:
        check_site(root, options.site)
    known = _by_then(options, _one(options.article, root, options.site))
    found = _edits(options, known)
    if not found:
        (only,) = known
        when = brief(only.fetched_at or "")
        message = (
            f"{options.article} has one revision{_until(options)}, {only.headline!r}, read at "
            f"{when}: there is nothing to compare it with."
        )
        raise ConfigurationError(message)
    print_all(options, found, show_edit)
    return OK


def _edits(options: argparse.Namespace, known: list[Article]) -> tuple[Edit, ...]:
    if options.revisions:
        before, after = (_revision(known, number) for number in options.revisions)
        return (edit(before, after),)
    return edits(known if options.all else known[-2:])


def _one(article: str, root: Path, site: str | None) -> list[Article]:
    found = revisions_of(root, article, site)
    if not found:
        message = (
            f"{article} is not in the archive {root}: no line of it was written. Is it written "
            "as the newspaper links it?"
        )
        raise ConfigurationError(message)
    if len(found) > 1:
        told = ", ".join(f"{lines[0].article_id} of {lines[0].site}" for lines in found)
        message = f"{article} names several articles: {told}. Give an article_id, or --site."
        raise ConfigurationError(message)
    return found[0]


def _by_then(options: argparse.Namespace, lines: list[Article]) -> list[Article]:
    if not options.as_of:
        return lines
    found = list(read_by(lines, clock.moment(options.as_of, "--as-of")))
    if not found:
        first = brief(lines[0].fetched_at or "")
        message = f"{options.article} was first read at {first}, after {options.as_of}."
        raise ConfigurationError(message)
    return found


def _until(options: argparse.Namespace) -> str:
    return f" that was read by {options.as_of}" if options.as_of else ""


def _revision(lines: list[Article], number: int) -> Article:
    for line in lines:
        if line.revision == number:
            return line
    told = ", ".join(str(line.revision) for line in lines)
    message = f"--revisions: there is no revision {number}. There are {told}."
    raise ConfigurationError(message)


# --- copies -------------------------------------------------------------------------------------


def _add_copies(commands: "Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    parser = add_parser(
        commands,
        "copies",
        help_="show stories that several newspapers have: who was first, who followed",
        description="Show each story that a newspaper has from another one: who was read first "
        "with it, who followed, how long after, how similar the text is, and each headline. "
        "First is who was first read, not always who published first. Of SITE, those stories "
        f"that it has. {TIMES}; for --since, its beginning.",
        example="newscrawl copies harbour_gazette --since 2026-03-14 --kind near",
    )
    parser.add_argument("site", metavar="SITE", nargs="?", help="a newspaper (default: all)")
    parser.add_argument("--since", metavar="TIME", help="with a copy that was read then or later")
    parser.add_argument("--kind", choices=("exact", "near"), help="of copies (default: both)")
    parser.add_argument(
        "--one-site",
        action="store_true",
        help="also what only one newspaper has, nearly the same at several addresses",
    )
    parser.add_argument("--json", action="store_true", help=JSON.format("one line a story"))
    parser.set_defaults(command=_copies)
    return parser


def _copies(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    if options.site:
        check_site(root, options.site)
    since = clock.text(clock.moment(options.since, "--since", end=False)) if options.since else ""
    every = clusters(partial(articles, root), kind=options.kind, one_site=options.one_site)
    found = [one for one in every if _is_wanted(one, options.site, since)]
    if not found:
        say("No story of that kind was found in the archive.")
    print_all(options, found, show_cluster)
    return OK


def _is_wanted(one: Cluster, site: str | None, since: str) -> bool:
    is_late = any(copy.fetched_at >= since for copy in (one.copies or (one.first,)))
    return is_late and (site is None or site in one.sites)
