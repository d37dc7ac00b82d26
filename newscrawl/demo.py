"""``newscrawl demo``: two days of the bundled sample newspapers, crawled for real."""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

from rich.console import Console

from newscrawl import clock
from newscrawl.archive.location import VARIABLE
from newscrawl.archive.reader import articles, runs
from newscrawl.items import Article
from newscrawl.report.verdict import CONFIGURATION
from newscrawl.sample.server import serve
from newscrawl.sample.story import EDITIONS

SITES = ("harbour_gazette", "ferry_post")
SHOWN_LINES = 12


def demo(root: Path) -> int:
    """Crawl the sample newspapers of the next day into the archive at ``root``.

    The first call is day one, the second is 24 hours later by the clock; further calls repeat
    day two.

    Returns:
        The worse exit code of the two crawls; 0 if all is well.

    Raises:
        ConfigurationError: A port of the sample newspapers is in use.
    """
    console = Console(highlight=False, soft_wrap=True)
    day, begin, repeated = _next_day(root)
    console.print(
        f"Day {day}: crawling two small newspapers that are served on this machine, as on "
        f"{EDITIONS[day]:%d %B %Y}.\n"
    )
    codes = []
    with serve(day):
        for site in SITES:
            codes.append(_crawl(site, root, begin))
            if codes[-1] == CONFIGURATION:  # it said why, and the next would say the same
                return CONFIGURATION
    found = [article for article in articles(root) if article.site in SITES]
    _show(found, begin, console)
    _say_next(root, day if max(codes) == 0 else None, repeated=repeated, console=console)
    return max(codes)


def _next_day(root: Path) -> tuple[int, datetime, bool]:
    """Return the day, when it begins by the clock, and whether it was crawled before."""
    ended = [
        clock.parse(run.finished_at)
        for run in (runs(root, site=SITES[-1]) if root.is_dir() else ())
        if run.finished_at is not None and run.exit_code == 0
    ]
    if not ended:
        return 1, EDITIONS[1], False
    latest = max(ended)
    return (2, EDITIONS[2], False) if latest < EDITIONS[2] else (2, latest, True)


def _crawl(site: str, root: Path, begin: datetime) -> int:
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newscrawl.settings",
        VARIABLE: str(root),
        clock.VARIABLE: clock.text(begin),
    }
    command = [sys.executable, "-m", "scrapy", "crawl", site]
    code = subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own
    sys.stdout.write("\n")
    return code


def _show(found: list[Article], begin: datetime, console: Console) -> None:
    today = [article for article in found if (article.fetched_at or "") >= clock.text(begin)]
    for article in today:
        if article.revision and article.revision > 1:
            changed = ", ".join(article.changed_fields)
            console.print(f"Revised: {article.headline!r}, revision {article.revision} ({changed})")
        if article.duplicate_of:
            known = (old.site for old in found if old.article_id == article.duplicate_of)
            console.print(
                f"Copied: {article.site} prints {article.headline!r}, {article.duplicate_kind} "
                f"copy of {next(known, 'another newspaper of the archive')}"
            )
    shown = _worth_showing(today) or _worth_showing(found)
    if shown is not None:
        console.print("\nOne article of it:\n")
        console.print(textwrap.indent(_told(shown), "  "), markup=False)


def _worth_showing(found: list[Article]) -> Article | None:
    """Return what is new in a day: a revision, else a copy, else the page with most teasers."""
    return max(
        found,
        key=lambda one: ((one.revision or 1) > 1, one.duplicate_of is not None, len(one.teasers)),
        default=None,
    )


def _told(article: Article) -> str:
    authors = ", ".join(author.name for author in article.authors)
    told = (
        f"{authors or 'no author'}, {article.published_at}, {article.word_count} words, "
        f"{len(article.body)} sections, {len(article.teasers)} teasers"
    )
    head = [article.headline or "", told, ""]
    body = textwrap.wrap((article.text or "").replace("\n\n", " ¶ "), 88)
    return "\n".join(head + body[:SHOWN_LINES]) + " …"


def _say_next(root: Path, day: int | None, *, repeated: bool, console: Console) -> None:
    console.print(f"\nThe archive is {root}")
    console.print(f"  read it:   zcat {root}/articles/*/*/*.jsonl.gz | head -1")
    program = _program()
    console.print(f"  check it:  {program} verify --archive {root}")
    if repeated:
        console.print(
            "\nThis was day two again: the sample newspapers have no third day. To start over, "
            f"remove what is in the archive:\n  cd {root} && rm -r {' '.join(_contents(root))}\n"
            f"or crawl into another one: {program} demo --archive DIR"
        )
    elif day == 1:
        console.print("\nRun it again for the day after: a revision, a copy, a changed front page.")


def _program() -> str:
    """Return how newscrawl is called here."""
    if shutil.which("newscrawl"):
        return "newscrawl"
    is_module = Path(sys.argv[0]).name == "__main__.py"
    return f"{sys.executable} -m newscrawl.cli" if is_module else sys.argv[0]


def _contents(root: Path) -> list[str]:
    """Return what the archive at ``root`` consists of; other files there are somebody else's."""
    ours = {"articles", "front_pages", "fetches", "captures", "runs", "locks", "manifest.jsonl"}
    return sorted(
        path.name
        for path in root.iterdir()
        if path.name in ours or path.name.startswith("catalogue.sqlite3")
    )
