"""scrapy newsite: from the address of a newspaper to its module and its tests."""

import argparse
import difflib
import keyword
import re
from dataclasses import replace
from importlib import import_module, invalidate_caches
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newscrawl.errors import SiteError
from newscrawl.recorded import RecordedPage
from newscrawl.report.table import Column, show_table
from newscrawl.spider import NewsSpider
from newscrawl.survey.module import Module, class_name
from newscrawl.survey.seen import Finding, Seen
from newscrawl.survey.survey import findings, module
from newscrawl.trial.first_look import FirstLook
from newscrawl.trial.recording import NOTICE, page_of, record
from newscrawl.trial.site_command import SiteCommand
from newscrawl.trial.sites import recorded_folder, site_of_project
from newscrawl.trial.visit import visit
from newscrawl.urls import ANY_SITE, canonical_url, is_web

NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
"""A site's name that can be a module's too."""

SECTIONS = 6
"""Pages of sections that are looked at, where that is wanted."""

NETWORKS = "NEWSCRAWL_FETCH_ALLOWED_NETWORKS"


class Command(SiteCommand):
    """Looks at a newspaper, writes its module, and records its pages."""

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] URL"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Add a newspaper: look at it, write its module, record its pages as tests"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Reads robots.txt, the front page at URL, the feeds and sitemaps it announces and "
            "three articles, as a crawl would: robots.txt obeyed, a pause between requests, "
            "nothing archived. Then it decides name, language, time zone and the pattern of "
            "articles' URLs, writes spiders/NAME.py with what differs from the generic reader, "
            "records the pages in tests/sites/NAME, and prints what it decided by which rule, "
            "doubts marked. It asks nothing. A module that is there is never changed: what would "
            "differ is shown. Exit codes: 0 done; 1 configuration (a name or setting is wrong); "
            "2 usage; 3 the newspaper could not be read: unreachable, forbidden by robots.txt, "
            "at another host, a private address, no HTML, or no teaser on the page."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own."""
        super().add_options(parser)
        parser.add_argument("--name", help="the site's name (default: from host or title)")
        parser.add_argument(
            "--sections",
            action="store_true",
            help=f"look at up to {SECTIONS} sections too, and read those that add articles",
        )
        parser.add_argument(
            "--update-pages",
            action="store_true",
            help="where the module is there: record its pages anew, but those a person checked",
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Look, decide, write, tell."""
        url = self._url(args)
        self._check_name(opts.name)
        most = str(SECTIONS if opts.sections else 0)
        look = visit(self.process, FirstLook, url, url=url, sections=most)
        assert isinstance(look, FirstLook)
        seen = look.seen()
        found = findings(seen, opts.name or self._known_as(seen.url))
        wanted = replace(module(found, seen), networks=self._networks(seen.url))
        self._check_name(wanted.name)
        file = self._spiders() / wanted.file_name
        is_new = not file.exists()
        if is_new:
            file.write_text(wanted.text(), encoding="utf-8")
        self._tell(found, seen)
        self._show_module(wanted, file, is_new=is_new)
        if is_new or opts.update_pages:
            self._record(wanted.name, look)
        self._say_next(wanted, is_new=is_new)
        return 0

    def _url(self, args: list[str]) -> str:
        if len(args) != 1:
            raise UsageError
        url = args[0] if "://" in args[0] else f"https://{args[0]}"
        if not is_web(url):
            message = f"{args[0]} is no http or https URL; write https://newspaper.example/"
            raise UsageError(message, print_help=False)
        return url if urlsplit(url).path else f"{url}/"

    def _check_name(self, name: str | None) -> None:
        if name is None:
            return
        taken = name == ANY_SITE or keyword.iskeyword(class_name(name))
        if taken or not NAME.fullmatch(name):
            message = (
                f"{name!r} cannot be a site's name. Begin with a letter; a-z, 0-9, _ and -, at "
                "most 64 characters: --name harbour_gazette"
            )
            raise SiteError(message)

    def _known_as(self, url: str) -> str | None:
        """Return the site whose front page this is, if a module declares it."""
        loader = get_spider_loader(self.settings)
        for name in loader.list():
            kind = loader.load(name)
            if issubclass(kind, NewsSpider) and name != ANY_SITE:
                pages = (getattr(one, "url", None) for one in kind.discover)
                if any(one and canonical_url(one) == canonical_url(url) for one in pages):
                    return str(name)
        return None

    def _networks(self, url: str) -> tuple[str, ...]:
        """Return the private networks that were allowed for a newspaper on this machine."""
        host = urlsplit(url).hostname or ""
        is_number = re.fullmatch(r"[\d.]+|.*:.*|localhost", host) is not None
        allowed = self.settings.getlist(NETWORKS) if self.given(NETWORKS) else []
        return tuple(map(str, allowed)) if is_number else ()

    def _spiders(self) -> Path:
        package = import_module(self.settings["NEWSPIDER_MODULE"])
        return Path(package.__file__ or "").resolve().parent

    # --- what is told ---------------------------------------------------------------------

    def _tell(self, found: tuple[Finding, ...], seen: Seen) -> None:
        rows = [
            (one.field, one.value, f"{one.rule}  ?? {one.doubt}" if one.doubt else one.rule)
            for one in found
        ]
        show_table(self.console, (Column("field"), Column("value"), Column("rule")), rows)
        for note in seen.notes:
            self.say(f"not read: {note}")
        doubts = sum(one.doubt is not None for one in found)
        if doubts:
            self.say(f"{doubts} in doubt, marked ??: look at them before you rely on them.")
        self.say()

    def _show_module(self, wanted: Module, file: Path, *, is_new: bool) -> None:
        shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
        if is_new:
            self.say(f"Wrote {shown}:")
            for line in wanted.text().splitlines():
                self.say(f"    {line}")
            return
        there = file.read_text(encoding="utf-8")
        lines = list(
            difflib.unified_diff(
                there.splitlines(),
                wanted.text().splitlines(),
                str(shown),
                "as found now",
                lineterm="",
            )
        )
        same = "; it says what was found." if not lines else ". What was found differs:"
        self.say(f"{shown} is there and stays as it is{same}")
        for line in lines:
            self.say(line)

    def _record(self, name: str, look: FirstLook) -> None:
        invalidate_caches()
        site = site_of_project(self.settings, name)
        folder = recorded_folder() / name
        assert look.home is not None
        front = replace(look.home, asked=look.home.url)
        answers = [front, *(answer for answer, _ in look.articles())]
        self.say()
        for answer in answers:
            page: RecordedPage = record(site, page_of(site, answer), folder, renew=True)
            kept = " (checked by a person: kept)" if page.checked else ""
            self.say(f"Recorded tests/sites/{name}/{page.name}.html.gz{kept}")
        self.say(NOTICE.format(site=name))

    def _say_next(self, wanted: Module, *, is_new: bool) -> None:
        name = wanted.name
        self.say()
        self.say("Next:")
        steps = [
            (f"scrapy explain {name}", "what is read of the front page"),
            (f"scrapy checksite {name}", "its tests, and which values are to be compared"),
            (f"scrapy crawl {name} -s NEWSCRAWL_ARCHIVE_DIR=/tmp/try", "a first crawl, to try it"),
        ]
        if not is_new:
            steps = [
                (f"scrapy checksite {name}", "do the recorded pages still pass?"),
                (f"scrapy explain {name}", "what the module reads of the front page"),
            ]
        width = max(len(command) for command, _ in steps)
        for command, why in steps:
            self.say(f"    {command:{width}}  # {why}")
