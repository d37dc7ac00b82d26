"""scrapy checksite: the recorded pages of a site, read again."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scrapy.exceptions import UsageError

from newscrawl import clock, recorded
from newscrawl.errors import SiteError
from newscrawl.recorded import RecordedPage
from newscrawl.report.table import Column, show_table
from newscrawl.spider import NewsSpider
from newscrawl.trial import check
from newscrawl.trial.check import Difference
from newscrawl.trial.site_command import SiteCommand
from newscrawl.trial.sites import recorded_folder, site_of_project

WINDOW = 60
"""Letters that are shown around the first difference of two values."""


class Command(SiteCommand):
    """Reads a site's recorded pages and compares."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] SITE"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Check that a module reads its recorded pages as expected"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Reads the pages in tests/sites/SITE with the module as it is now and compares every "
            "field with what is expected; nothing is fetched. Exit codes: 0 all as expected; "
            "1 something differs, or configuration; 2 usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own."""
        super().add_options(parser)
        parser.add_argument(
            "--accept",
            action="store_true",
            help="take what is read now as expected, once the differences were shown",
        )
        parser.add_argument(
            "--checked",
            metavar="PAGE",
            action="append",
            default=[],
            help="note that you compared PAGE's values with the page, today (may be repeated)",
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Compare, show, and write what the options say."""
        if len(args) != 1:
            raise UsageError
        site = site_of_project(self.settings, args[0])
        pages = recorded.pages(recorded_folder() / site.name)
        if not pages:
            message = (
                f"{site.name} has no recorded pages. Record one: scrapy capture {site.name} URL"
            )
            raise SiteError(message)
        self._note_checked(pages, opts.checked)
        pages = recorded.pages(recorded_folder() / site.name)
        found = {page.name: check.differences(site, page) for page in pages}
        self._show(pages, found)
        faults = self._faults(site, pages)
        if opts.accept:
            return self._accept(site, pages) or int(faults)
        differs = any(found.values())
        if differs:
            self.say()
            self.say(f"Mend the module, or take it as right: scrapy checksite {site.name} --accept")
        return int(differs or faults)

    def _note_checked(self, pages: Sequence[RecordedPage], names: Sequence[str]) -> None:
        known = {page.name: page for page in pages}
        for name in names:
            if name not in known:
                message = f"There is no recorded page {name!r}. There are {', '.join(known)}."
                raise SiteError(message)
            today = f"{clock.now():%Y-%m-%d}"
            page = replace(known[name], checked=today, recheck=())
            recorded.save(page, recorded_folder() / page.site)

    def _show(self, pages: Sequence[RecordedPage], found: dict[str, list[Difference]]) -> None:
        columns = (Column("page"), Column("fields", "right"), Column("differ", "right"),
                   Column("compared by a person"))  # fmt: skip
        rows = [
            (page.name, len(page.expected), len(found[page.name]), _compared(page))
            for page in pages
        ]
        show_table(self.console, columns, rows)
        differences = [one for each in found.values() for one in each]
        if differences:
            self.say()
            columns = (Column("page"), Column("field"), Column("expected"), Column("read"))
            cells = [
                (one.page.name, one.field, *around(one.expected, one.read)) for one in differences
            ]
            show_table(self.console, columns, cells)
        waiting = [page for page in pages if page.to_check]
        if waiting:
            self.say()
            self.say(
                f"{len(waiting)} of {len(pages)} pages hold values that nobody has compared with "
                f"the page: until then they only notice change. Look at one with "
                f"'scrapy explain {waiting[0].site} {waiting[0].name}', then "
                f"'scrapy checksite {waiting[0].site} --checked {waiting[0].name}'."
            )

    def _faults(self, site: NewsSpider, pages: Sequence[RecordedPage]) -> bool:
        found = [
            check.fault_of_name(site, type(site).__module__),
            check.fault_of_article_url(site, pages),
            check.fault_of_layouts(site, pages),
        ]
        for fault in found:
            if fault:
                self.say(fault)
        return any(found)

    def _accept(self, site: NewsSpider, pages: Sequence[RecordedPage]) -> int:
        for page in pages:
            read = recorded.compared(check.read(site, page))
            recorded.save(recorded.accepted(page, read), recorded_folder() / site.name)
        self.say()
        self.say("Accepted. Fields that changed are to be compared with their pages again.")
        return 0


def _compared(page: RecordedPage) -> str:
    if page.checked is None:
        return "no"
    return f"{page.checked}, but not {', '.join(page.recheck)}" if page.recheck else page.checked


def around(expected: Any, read: Any) -> tuple[str, str]:
    """Return two values as text, cut around the first place where they differ."""
    one, other = (json.dumps(value, ensure_ascii=False) for value in (expected, read))
    pairs = enumerate(zip(one, other, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, place - WINDOW // 3)
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    end = start + WINDOW
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
