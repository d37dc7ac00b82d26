"""The Harbour Gazette as it was looked at six times in two days: its own pages, read and archived
as a crawl does, without the network."""

import re
from dataclasses import replace

from report.made_up import at

from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.identity import content_id, identified, identified_front_page
from newscrawl.deduplicate.revision import judge, judge_front_page
from newscrawl.extract.article import extract_article
from newscrawl.extract.front_page import extract_front_page
from newscrawl.items import Fetch
from newscrawl.run_record import Run
from newscrawl.sample.harbour_gazette import answers
from newscrawl.spiders.harbour_gazette import HarbourGazette
from newscrawl.urls import canonical_url

SITE = HarbourGazette.name
PATTERN = re.compile(HarbourGazette.article_url)
HOME = "https://gazette.example/"

LOOKS = {0: 1, 60: 1, 110: 1, 600: 2, 690: 2, 720: 1}
"""Minute of each look, and which day's edition was out. In the last one the newspaper has taken
its changes back."""


def archive(root, site=SITE, looks=LOOKS):
    """Write the archive; return its folder."""
    for minute, day in looks.items():
        _Visit(root, site, minute, day).make()
    return root


class _Visit:
    """One run."""

    def __init__(self, root, site, minute, day):
        self.site = site
        self.minute = minute
        self.run_id = f"{site}-{minute:04d}"
        self.answers = answers(day, HOME.rstrip("/"))
        self.writer = Writer.open(
            root, site, run_id=self.run_id, started_at=at(minute), killed_run=None
        )

    def make(self):
        for teaser in self.front_page():
            path = teaser.url.removeprefix(HOME.rstrip("/"))
            if not path.startswith("/private/"):  # robots.txt forbids it
                self.article(teaser, self.answers[path].body)
        run = Run(
            site=self.site,
            run_id=self.run_id,
            verdict="fine",
            exit_code=0,
            started_at=at(self.minute),
            finished_at=at(self.minute + 1),
            newscrawl_version="0",
        )
        self.writer.seal(run)

    def front_page(self):
        read = extract_front_page(self.answers["/"].body, HOME)
        named = identified_front_page(read, self.site, PATTERN)
        dated = replace(named, fetched_at=at(self.minute), run_id=self.run_id)
        self.writer.append(
            judge_front_page(dated, self.writer.catalogue.front_page(self.site, HOME))
        )
        return named.teasers

    def article(self, teaser, body):
        read = identified(extract_article(body, teaser.url), self.site, PATTERN)
        read = replace(read, fetched_at=at(self.minute + 0.1), run_id=self.run_id)
        content = content_id(read)
        known = self.writer.catalogue.article(self.site, read.article_id)
        copy = self.writer.catalogue.first_with_content(content) if content else None
        judged = judge(read, known, copy)
        fetch = Fetch(
            site=self.site,
            url=teaser.url,
            canonical_url=canonical_url(teaser.url),
            article_id=teaser.article_id,
            via="front_page",
            rank=teaser.rank,
            outcome=judged.outcome,
            status=200,
            alias_of=judged.alias_of,
            revision_id=judged.revision_id,
            fetched_at=read.fetched_at,
            run_id=self.run_id,
        )
        self.writer.append(*([judged.article] if judged.article else []), fetch)
