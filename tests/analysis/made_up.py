"""An archive of three runs of two made-up newspapers, with every kind of value in it.

In the first file of articles ``similarity``, ``free_access``, ``images`` and more are null or empty
in every line; in later ones they are filled. That is what readers without a schema stumble over.
"""

from dataclasses import replace

from archive.small_runs import article

from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.identity import content_id
from newscrawl.deduplicate.revision import judge
from newscrawl.items import (
    Author,
    Capture,
    Discovered,
    Fetch,
    FrontPageSnapshot,
    Image,
    Provenance,
    Teaser,
)
from newscrawl.run_record import Count, Run, Version

FIRST, SECOND = "gazette", "herald"
HOSTILE = 'He said: "fetched_at":"1999", \\ and\ttab\u2028end 😀 =1+1'
"""What a text may hold and a reader may trip over."""

FILLED = {
    "kicker": HOSTILE,
    "standfirst": "",
    "authors": (Author(name="Ada Quill", url="https://herald.example/ada"), Author(name="=cmd()")),
    "byline": "@home",
    "published_at": "2026-03-14T09:00:00+02:00",
    "published_precision": "minute",
    "published_raw": "2026",
    "tags": ("=tag", "ferries"),
    "word_count": 3,
    "images": (Image(url="https://herald.example/1.png", caption="-", credit=None),),
    "teasers": (Teaser(rank=1, url="https://herald.example/9", article_id="0" * 32, title="T"),),
    "free_access": False,
    "provenance": (Provenance(field="headline", source="rule", rule="h1"),),
    "problems": ("short",),
    "discovered": Discovered(via="feed", url="https://herald.example/rss", rank=2),
    "duplicate_kind": "near",
    "duplicate_of": "1" * 32,
    "similarity": 0.8984375,
}


def archive(root):
    """Write the archive; return its folder."""
    run(root, FIRST, "r1", "2026-03-14T23:50:00.000000Z", {1: 1, 2: 1})
    run(root, SECOND, "r2", "2026-03-15T06:00:00.000000Z", {1: 1, 3: 1}, **FILLED)
    run(root, FIRST, "r3", "2026-04-02T06:00:00.000000Z", {1: 2, 4: 1}, **FILLED)
    return root


def run(root, site, run_id, started, versions, **filled):
    """Write a run that reads a version of each numbered story; a minute between two."""
    writer = Writer.open(root, site, run_id=run_id, started_at=started, killed_run=None)
    times = (later(started, 10 * minute) for minute in range(1, 100))
    look(writer, site, run_id, next(times))
    for number, version in versions.items():
        read = replace(
            article(number, run_id, site=site, version=version), fetched_at=next(times), **filled
        )
        if number == 3:
            read = replace(read, page_kind="block_page")
        story(writer, read)
    counts = (Count(name="new", count=2),)
    writer.seal(
        Run(
            site=site,
            run_id=run_id,
            verdict="fine",
            exit_code=0,
            started_at=started,
            finished_at=next(times),
            delay_seconds=1.0 if filled else None,
            outcomes=counts,
            versions=(Version(name="python", version="3.11"),),
            newscrawl_version="0",
        )
    )


def later(started, minutes):
    hour, minute = divmod(int(started[11:13]) * 60 + int(started[14:16]) + minutes, 60)
    day, hour = divmod(hour, 24)
    return f"{started[:8]}{int(started[8:10]) + day:02d}T{hour:02d}:{minute:02d}:00.000000Z"


def look(writer, site, run_id, at):
    writer.append(
        FrontPageSnapshot(
            site=site,
            url=f"https://{site}.example/",
            snapshot_id="2" * 32,
            fetched_at=at,
            teasers=FILLED["teasers"],
            run_id=run_id,
            newscrawl_version="0",
        )
    )


def story(writer, read):
    judged = judge(read, writer.catalogue.article(read.site, read.article_id), None)
    assert content_id(read) or read.page_kind != "article"
    fetch = Fetch(
        site=read.site,
        url=read.url,
        canonical_url=read.canonical_url,
        article_id=read.article_id,
        via="front_page",
        rank=1,
        outcome=judged.outcome,
        status=200,
        revision_id=judged.revision_id,
        capture=Capture(
            capture_id="c",
            status=200,
            etag='"1"',
            sha256="0" * 64,
            warc_file="captures/x",
            warc_offset=1,
            warc_length=2,
        ),
        bytes=100,
        seconds=0.25,
        fetched_at=read.fetched_at,
        run_id=read.run_id,
    )
    copied = {
        name: getattr(read, name) for name in ("duplicate_of", "duplicate_kind", "similarity")
    }
    writer.append(replace(judged.article, **copied), fetch)
