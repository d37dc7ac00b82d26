"""scrapy explain: what is read on a page, and by which rule."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl import clock, recorded
from newscrawl.items import Article, FrontPageSnapshot, Teaser
from newscrawl.layout import layout_for
from newscrawl.recorded import ABOUT, PAGE, RecordedPage
from newscrawl.report.table import Column, show_table
from newscrawl.spider import NewsSpider
from newscrawl.trial.changed_look import proposals
from newscrawl.trial.check import read
from newscrawl.trial.explanation import matches, readings
from newscrawl.trial.recording import archived, page_of
from newscrawl.trial.site_command import EXIT_CODES, SiteCommand
from newscrawl.trial.sites import recorded_folder, site_class, site_of_project
from newscrawl.urls import canonical_url, is_web
from newscrawl.validate import problems


class Command(SiteCommand):
    """Shows field, value and rule."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] SITE [URL | PAGE | FILE]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Show what is read on a page, and which rule read it"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Reads a page as the module of SITE does and shows each field with its value and the "
            "rule that won; rules of the module that matched nothing or too much; and the teasers "
            "on the page. URL is fetched as a crawl would, and not archived; PAGE is the name of a "
            "recorded page; FILE is a saved page, with --url. Without any, the front page is "
            "looked at, or with --archived the article that the archive holds last. " + EXIT_CODES
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own."""
        super().add_options(parser)
        parser.add_argument(
            "--archived",
            action="store_true",
            help="take the newest page that the archive holds (of URL); nothing is fetched",
        )
        parser.add_argument("--url", help="where FILE was fetched")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Read the page and show how."""
        if not 1 <= len(args) <= 2:  # noqa: PLR2004 - SITE and perhaps a page
            raise UsageError
        site = site_of_project(self.settings, args[0])
        page = self._page(site, args[1] if len(args) > 1 else None, opts)
        found = read(site, page)
        self.say(f"{page.url}  as of {page.captured_at}, {len(page.body)} bytes", "bold")
        if isinstance(found, Article):
            self._show_article(found)
        self._show_matches(site, page)
        if isinstance(found, Article):
            self._show_proposals(site, page, found)
        self._show_teasers(site, found)
        return 0

    def _page(self, site: NewsSpider, target: str | None, opts: argparse.Namespace) -> RecordedPage:
        if opts.archived:
            return archived(site, self.archive, target)
        target = target or next(iter(site.front_pages), None)
        if target is None:
            message = f"{site.name} declares no front page; name a URL"
            raise UsageError(message, print_help=False)
        if is_web(target):
            return page_of(site, self.look_at(site_class(self.settings, site.name), target))
        return self._stored(site, target, opts.url)

    def _stored(self, site: NewsSpider, target: str, url: str | None) -> RecordedPage:
        """Return a recorded page by its name or file, or a saved one."""
        name = Path(target).name.removesuffix(ABOUT).removesuffix(PAGE)
        folder = recorded_folder() / site.name
        if (folder / (name + ABOUT)).is_file():
            return recorded.load(folder / (name + ABOUT))
        if not Path(target).is_file():
            names = ", ".join(page.name for page in recorded.pages(folder)) or "none"
            message = f"{target!r} is no URL, no file and no recorded page; recorded are: {names}"
            raise UsageError(message, print_help=False)
        if url is None or not is_web(url):
            message = f"where was {target} fetched? Say it with --url https://…"
            raise UsageError(message, print_help=False)
        saved_at = datetime.fromtimestamp(Path(target).stat().st_mtime, UTC)
        front = canonical_url(url) in map(canonical_url, site.front_pages)
        return RecordedPage(
            site=site.name,
            name=name,
            url=url,
            captured_at=clock.text(saved_at),
            content_type=None,
            kind="front_page" if front else "article",
            body=Path(target).read_bytes(),
        )

    def _show_article(self, article: Article) -> None:
        columns = (Column("field"), Column("value"), Column("source"), Column("rule"))
        rows = [(one.field, one.value, one.source, one.rule) for one in readings(article)]
        show_table(self.console, columns, rows)
        least = self.settings.getint("NEWSCRAWL_VALIDATE_BODY_MIN_WORDS")
        found = problems(article, min_words=least)
        self.say()
        self.say(f"problems: {', '.join(found)}" if found else "problems: none")

    def _show_matches(self, site: NewsSpider, page: RecordedPage) -> None:
        found = matches(site, page)
        if not found:
            return
        self.say()
        columns = (Column("rule of the module"), Column("matches", "right"), Column("fault"))
        show_table(self.console, columns, [(one.rule, one.matches, one.fault) for one in found])

    def _show_proposals(self, site: NewsSpider, page: RecordedPage, found: Article) -> None:
        layout = layout_for(site.layouts, date.fromisoformat(page.day))
        for proposal in proposals(found, layout, page, recorded_folder() / site.name):
            self.say(f"perhaps {proposal}")

    def _show_teasers(self, site: NewsSpider, found: Article | FrontPageSnapshot) -> None:
        self.say()
        self.say(f"teasers: {len(found.teasers)}")
        columns = (Column("rank", "right"), Column("title"), Column("article_url"),
                   Column("url", whole=True))  # fmt: skip
        rows = [(one.rank, one.title, _fits(site, one), one.url) for one in found.teasers]
        show_table(self.console, columns, rows)


def _fits(site: NewsSpider, teaser: Teaser) -> str:
    if site.pattern is None:
        return ""
    match = site.pattern.search(canonical_url(teaser.url))
    if match is None:
        return "does not match"
    named = match.groupdict().get("id")
    return f"id {named}" if named else "matches"
