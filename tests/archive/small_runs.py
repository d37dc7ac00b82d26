"""Small runs of made-up newspapers, for tests of the archive: fast, and the same every time."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from newscrawl.archive.files import Files
from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.identity import content_id, identified, identified_front_page
from newscrawl.deduplicate.revision import judge, judge_front_page
from newscrawl.items import Article, Fetch, FrontPageSnapshot, Section, Teaser
from newscrawl.run_record import Run

SITE = "gazette"
STARTED = "2026-03-14T06:00:00.000000Z"


def at(second: int) -> str:
    return f"2026-03-14T06:{second // 60 % 60:02d}:{second % 60:02d}.000000Z"


def url(number: int) -> str:
    return f"https://{SITE}.example/{number}"


def text(number: int, version: int = 1) -> str:
    holes = " ".join(f"Hole {hole} was cut on day {number}." for hole in range(40))
    return f"Story {number}, version {version}. The harbour froze over. {holes}"


def article(number: int, run_id: str = "r1", *, site: str = SITE, version: int = 1) -> Article:
    read = Article(
        site=site,
        url=url(number),
        canonical_url=url(number),
        article_id="",
        page_kind="article",
        headline=f"Headline {number}",
        body=(Section(paragraphs=(text(number, version),)),),
        fetched_at=at(number),
        run_id=run_id,
        newscrawl_version="0",
    )
    return identified(read, site, None)


def run(run_id: str, site: str = SITE, verdict: str = "fine") -> Run:
    return Run(
        site=site,
        run_id=run_id,
        verdict=verdict,
        exit_code=None if verdict == "killed" else 0,
        started_at=STARTED,
        finished_at=None,
        newscrawl_version="0",
    )


def killed_run(run_id: str, started_at: str, records: Iterable[object], site: str = SITE) -> Run:
    requests = sum(isinstance(record, Fetch) for record in records)
    return replace(run(run_id, site, "killed"), started_at=started_at, requests=requests)


def opened(root: Path, run_id: str, *, site: str = SITE, files: Files | None = None) -> Writer:
    def killed(dead: str, started_at: str, records: Iterable[object]) -> Run:
        return killed_run(dead, started_at, records, site)

    return Writer.open(
        root, site, run_id=run_id, started_at=STARTED, killed_run=killed, files=files
    )


def fetch_one(
    writer: Writer, number: int, run_id: str, *, site: str = SITE, version: int = 1
) -> str:
    """Do what a crawl does with one page; return the outcome."""
    page = f"<p>{text(number, version)}</p>".encode() * 3
    capture = writer.capture(
        url=url(number),
        status=200,
        reason="OK",
        headers=[("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')],
        body=page,
        fetched_at=at(number),
        ip="192.0.2.1",
    )
    read = replace(article(number, run_id, site=site, version=version), capture=capture)
    content = content_id(read)
    known = writer.catalogue.article(site, read.article_id)
    judged = judge(read, known, writer.catalogue.first_with_content(content) if content else None)
    fetch = Fetch(
        site=site,
        url=read.url,
        canonical_url=read.canonical_url,
        article_id=read.article_id,
        via="front_page",
        rank=number,
        outcome=judged.outcome,
        status=200,
        alias_of=judged.alias_of,
        revision_id=judged.revision_id,
        etag=capture.etag,
        sha256=hashlib.sha256(page).hexdigest(),
        capture=capture,
        bytes=len(page),
        seconds=0.1,
        fetched_at=at(number),
        run_id=run_id,
    )
    writer.append(*([judged.article] if judged.article else []), fetch)
    return judged.outcome


def look_at_front_page(
    writer: Writer, run_id: str, numbers: Iterable[int], *, site: str = SITE, second: int = 0
) -> FrontPageSnapshot:
    """Write one look at a front page whose teasers name ``numbers``."""
    snapshot = FrontPageSnapshot(
        site=site,
        url=f"https://{site}.example/",
        fetched_at=at(second),
        teasers=tuple(
            Teaser(rank=rank, url=url(number), title=f"Headline {number}")
            for rank, number in enumerate(numbers, 1)
        ),
        run_id=run_id,
        newscrawl_version="0",
    )
    known = writer.catalogue.front_page(site, snapshot.url)
    judged = judge_front_page(identified_front_page(snapshot, site, None), known)
    writer.append(judged)
    return judged


def crawl(
    root: Path,
    run_id: str,
    numbers: Iterable[int],
    *,
    site: str = SITE,
    version: int = 1,
    files: Files | None = None,
) -> list[str]:
    """One whole run; returns the outcomes."""
    writer = opened(root, run_id, site=site, files=files)
    numbers = list(numbers)
    look_at_front_page(writer, run_id, numbers, site=site)
    outcomes = [fetch_one(writer, n, run_id, site=site, version=version) for n in numbers]
    writer.seal(run(run_id, site))
    return outcomes
