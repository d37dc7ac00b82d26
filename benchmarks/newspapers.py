"""What the bundled newspapers' modules add to the generic reader, on pages of theirs.

    python benchmarks/newspapers.py FOLDER          (or NEWSCRAWL_BENCH, then FOLDER/articles)

FOLDER holds gold.jsonl, score.py and the pages. A module that makes anything worse, or whose
``article_url`` does not fit a page of its newspaper, is exit code 1.
"""

import argparse
import gzip
import importlib.util
import json
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from scrapy.settings import Settings

from newscrawl import settings
from newscrawl.crawl.loader import SiteLoader
from newscrawl.extract.article import extract_article
from newscrawl.extract.declared import with_language, with_zone
from newscrawl.items import Article
from newscrawl.layout import layout_for
from newscrawl.sources import FrontPage, pattern_of, zone_of
from newscrawl.spider import NewsSpider
from newscrawl.urls import canonical_url, is_own

SAMPLES = {"any", "harbour_gazette", "ferry_post"}

FIELDS = {
    "body": "body_page_f1",
    "paragraphs": "para_f1",
    "headline": "headline_ok",
    "standfirst": "standfirst_f1",
    "authors": "authors_f1",
    "day": "date_day",
    "instant": "date_instant",
}
"""The column and the scorer's name of its figure, 0 to 1."""


@dataclass(frozen=True)
class Newspaper:
    """A module, and what it says of its pages."""

    name: str
    language: str
    homes: tuple[str, ...]
    spider: type[NewsSpider]


def newspapers() -> list[Newspaper]:
    loader = SiteLoader.from_settings(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))
    found = []
    for name in sorted(set(loader.list()) - SAMPLES):
        spider: Any = loader.load(name)
        homes = tuple(page.url for page in spider.discover if isinstance(page, FrontPage))
        found.append(Newspaper(name, spider.language, homes, spider))
    return found


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(page: bytes, record: dict[str, Any], paper: Newspaper | None) -> Article:
    """Return the article; by its newspaper's module, or by the generic reader alone."""
    layout = layout_for(paper.spider.layouts, date.max) if paper else None
    read = extract_article(page, record["url"], encoding=record["encoding"], layout=layout)
    if paper is None:
        return read
    zone = zone_of(paper.name, paper.spider.timezone)
    read = with_zone(read, zone) if zone else read
    return with_language(read, paper.language) if paper.language else read


def prediction(article: Article) -> dict[str, Any]:
    return {
        "text": article.text,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "authors": [author.name for author in article.authors],
        "published": article.published_at,
        "sections": [
            {"heading": section.heading, "paragraphs": list(section.paragraphs)}
            for section in article.body
        ],
    }


def figures(
    pages: list[dict[str, Any]], folder: Path, score: ModuleType, paper: Newspaper | None
) -> dict[str, float]:
    measured = []
    for record in pages:
        page = gzip.decompress((folder / record["html"]).read_bytes())
        measured.append(score.page(record, prediction(read(page, record, paper))))
    return {
        column: fmean(values)
        for column, name in FIELDS.items()
        if (values := [one[name] for one in measured if name in one])
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    default = os.environ.get("NEWSCRAWL_BENCH")
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(default) / "articles" if default else None
    )
    folder = parser.parse_args().folder
    if folder is None:
        parser.error("name the folder of the pages, or set NEWSCRAWL_BENCH")
    score = scorer(folder)
    records = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    worse = 0
    print("| newspaper | language | pages |", " | ".join(FIELDS), "|")
    print("| --- " * (3 + len(FIELDS)) + "|")
    for paper in newspapers():
        pages = [one for one in records if is_own(one["url"], paper.homes)]
        pattern = pattern_of(paper.name, paper.spider.article_url)
        misfits = [
            one["url"] for one in pages if pattern and not pattern.search(canonical_url(one["url"]))
        ]
        for url in misfits:
            print(f"{paper.name}: article_url does not fit {url}", file=sys.stderr)
        alone, helped = (figures(pages, folder, score, by) for by in (None, paper))
        fallen = [name for name in alone if helped[name] < alone[name] - 1e-9]
        for name in fallen:
            print(f"{paper.name}: the module lowers {name}", file=sys.stderr)
        worse += len(misfits) + len(fallen) + (not pages)
        cells = [cell(alone.get(name), helped.get(name)) for name in FIELDS]
        print(f"| {paper.name} | {paper.language} | {len(pages)} | {' | '.join(cells)} |")
    return 1 if worse else 0


def cell(alone: float | None, helped: float | None) -> str:
    if alone is None or helped is None:
        return ""
    return f"{alone:.2f}" if helped == alone else f"{alone:.2f} → **{helped:.2f}**"


if __name__ == "__main__":
    sys.exit(main())
