"""``newscrawl front``, ``history`` and ``reworded``: looking into an archive."""

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from newscrawl import clock
from newscrawl.archive.location import locate, present
from newscrawl.archive.reader import articles, check_site, fetches, front_pages
from newscrawl.cli.finding import histories
from newscrawl.cli.options import Commands, add_archive
from newscrawl.cli.printing import JSON, TIMES, add_parser, plain_console, print_all, say
from newscrawl.errors import ConfigurationError
from newscrawl.items import FrontPageSnapshot
from newscrawl.report.alias import aliases
from newscrawl.report.front import Page, difference, is_page, pages_at
from newscrawl.report.history import History
from newscrawl.report.reworded import reworded
from newscrawl.report.sheet import (
    brief,
    show_difference,
    show_history,
    show_page,
    show_reworded,
)


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    for add in (_add_front, _add_history, _add_reworded):
        add_archive(add(commands))


# --- front --------------------------------------------------------------------------------------


def _add_front(commands: "Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    parser = add_parser(
        commands,
        "front",
        help_="show a front page as it stood, or what changed on it",
        description="Show the front pages of SITE as the newest look at or before a time found "
        "them, or with --diff what entered, left, moved and was reworded between two times. All "
        f"front pages are shown, unless --url chooses one. {TIMES}.",
        example="newscrawl front harbour_gazette --diff 2026-03-14 2026-03-15",
    )
    parser.add_argument("site", metavar="SITE", help="the newspaper's name in the archive")
    parser.add_argument("--url", help="of one front page, by any spelling (default: all)")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--at", metavar="TIME", help="as it stood then (default: now)")
    when.add_argument(
        "--diff", nargs=2, metavar=("A", "B"), help="what changed from time A to time B"
    )
    parser.add_argument("--json", action="store_true", help=JSON.format("one line a front page"))
    parser.set_defaults(command=_front)
    return parser


def _front(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    check_site(root, options.site)
    if options.diff:
        return _diff(options, root)
    at = clock.moment(options.at, "--at") if options.at else clock.now()
    print_all(options, _pages(root, options, at), show_page)
    return 0


def _diff(options: argparse.Namespace, root: Path) -> int:
    begin, end = (
        clock.moment(text, f"--diff {name}") for text, name in zip(options.diff, "AB", strict=True)
    )
    if begin > end:
        message = f"--diff {' '.join(options.diff)}: the first time is after the second. Swap them."
        raise ConfigurationError(message)
    before = {page.url: page for page in _pages(root, options, begin)}
    after = _pages(root, options, end)
    known = aliases(fetches(root, options.site))
    found = [difference(before[page.url], page, known) for page in after if page.url in before]
    for page in after:
        if page.url not in before:
            say(f"{page.url} is left out: nobody had looked at it by {clock.text(begin)}.")
    print_all(options, found, show_difference)
    return 0


def _pages(root: Path, options: argparse.Namespace, at: datetime) -> tuple[Page, ...]:
    first: dict[str, str] = {}
    found = pages_at(_chosen(root, options, first), at)
    if not found:
        raise ConfigurationError(_no_page(root, options, first, at))
    return found


def _no_page(root: Path, options: argparse.Namespace, first: dict[str, str], at: datetime) -> str:
    """Return what to do where there is no page to show.

    Args:
        root: The archive.
        options: Of the command line.
        first: The URL of each front page, and when it was first looked at.
        at: The time asked for.
    """
    made = [when for url, when in first.items() if _is_chosen(url, options)]
    if not first:
        return f"No front page of {options.site} was looked at yet. The archive is {root}."
    if not made:
        return f"{options.url} is no front page of {options.site}. It has: {', '.join(first)}."
    if min(made) > clock.text(at):
        return (
            f"The first look at a front page of {options.site} was at {min(made)}, after "
            f"{clock.text(at)}. Give a later time."
        )
    return (
        f"No look at a front page of {options.site} at or before {clock.text(at)} found a "
        "teaser; the pages may have been walls. Give a later time."
    )


def _chosen(
    root: Path, options: argparse.Namespace, first: dict[str, str]
) -> Iterable[FrontPageSnapshot]:
    """Yield the looks at the front pages that are wanted; note the first at each in ``first``."""
    for snapshot in front_pages(root, options.site):
        made = snapshot.fetched_at or ""
        first[snapshot.url] = min(first.get(snapshot.url, made), made)
        if _is_chosen(snapshot.url, options):
            yield snapshot


def _is_chosen(url: str, options: argparse.Namespace) -> bool:
    return options.url is None or is_page(url, options.url)


# --- history ------------------------------------------------------------------------------------


def _add_history(commands: "Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    parser = add_parser(
        commands,
        "history",
        help_="show how long an article stood on front pages, where, and in which words",
        description="Show when an article was first and last seen on front pages, its best rank, "
        "how many minutes it stood there, and every wording of its headline there beside its own "
        "headline and its revisions. The minutes are the sum of the intervals between "
        "consecutive looks that both show it; of an interval of over 2 hours nobody knows, and "
        "it is told apart. Exit code 1: it is not known, or never stood on a front page.",
        example="newscrawl history https://paper.example/2026/03/the-ferry-is-late-again",
    )
    parser.add_argument(
        "article", metavar="URL|ARTICLE_ID", help="one of the article's URLs, or its article_id"
    )
    parser.add_argument("--site", help="the newspaper (default: the one whose URL it is)")
    parser.add_argument("--json", action="store_true", help=JSON.format("here one line"))
    parser.set_defaults(command=_history)
    return parser


def _history(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    if options.site:
        check_site(root, options.site)
    site, told = _one(options.article, histories(root, options.article, options.site), root)
    if not told.front_pages:
        raise ConfigurationError(_never(options.article, site, told))
    print_all(options, [told], show_history)
    return 0


def _one(article: str, found: list[tuple[str, History]], root: Path) -> tuple[str, History]:
    if not found:
        message = (
            f"{article} is not in the archive {root}: nobody asked for it, and it stood on no "
            "front page that was looked at. Is it written as the newspaper links it?"
        )
        raise ConfigurationError(message)
    if len(found) > 1:
        told = ", ".join(f"{one.article_id} of {site}" for site, one in found)
        message = f"{article} names several articles: {told}. Give an article_id, or --site."
        raise ConfigurationError(message)
    return found[0]


def _never(article: str, site: str, told: History) -> str:
    if not told.revisions:
        known = "was asked for, but is not archived"
    else:
        newest = told.revisions[-1]
        when = f"revision {newest.revision}, read at {brief(newest.fetched_at)}"
        known = f"is archived ({newest.headline!r}, {when})"
    return f"{article} {known}, and no look at a front page of {site} shows it."


# --- reworded -----------------------------------------------------------------------------------


def _add_reworded(commands: "Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    parser = add_parser(
        commands,
        "reworded",
        help_="show headlines that changed while on a front page",
        description="Show every headline that changed between two consecutive looks at a front "
        "page of SITE that both show the article: when the new words were first seen, both "
        "wordings, and whether the article's own headline changed too ('not known' where nobody "
        f"read the article since). {TIMES}; for --since, its beginning.",
        example="newscrawl reworded harbour_gazette --since 2026-03-15",
    )
    parser.add_argument("site", metavar="SITE", help="the newspaper's name in the archive")
    parser.add_argument("--since", metavar="TIME", help="first seen then or later")
    parser.add_argument("--until", metavar="TIME", help="first seen then or before")
    parser.add_argument("--json", action="store_true", help=JSON.format("one line a rewording"))
    parser.set_defaults(command=_reworded)
    return parser


def _reworded(options: argparse.Namespace) -> int:
    root = present(locate(options.archive))
    check_site(root, options.site)
    since = clock.text(clock.moment(options.since, "--since", end=False)) if options.since else ""
    until = clock.text(clock.moment(options.until, "--until")) if options.until else "~"
    if since > until:
        message = f"--since {options.since} is after --until {options.until}. Swap them."
        raise ConfigurationError(message)
    site = options.site
    every = reworded(front_pages(root, site), articles(root, site), fetches(root, site))
    found = [one for one in every if since <= one.at <= until]
    if options.json:
        print_all(options, found, show_reworded)
    elif found:
        show_reworded(plain_console(), found)
    else:
        say(f"No headline was reworded while on a front page of {site} in that time.")
    return 0
