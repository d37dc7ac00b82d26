import platform
from importlib.metadata import version

import pytest

from newscrawl.items import Article, Fetch, FrontPageSnapshot, Provenance, Teaser
from newscrawl.report.run import PROGRAMS, killed_run, run_record
from newscrawl.report.tally import Tally
from newscrawl.report.verdict import Verdict
from newscrawl.run_record import Count, RuleHits, Version
from newscrawl.version import __version__

STARTED, FINISHED = "2026-03-14T06:00:00.000000Z", "2026-03-14T06:01:00.000000Z"
URL = "https://a.example/b"
RECORDS = [
    FrontPageSnapshot(
        site="a",
        url="https://a.example/",
        teasers=(Teaser(rank=1, url=URL, title="Title"),),
        newscrawl_version="0",
    ),
    Article(
        site="a",
        url=URL,
        canonical_url=URL,
        article_id="0",
        page_kind="article",
        headline="Title",
        problems=("no_authors",),
        provenance=(Provenance(field="headline", source="rule", rule="h1"),),
        duplicate_kind="exact",
        newscrawl_version="0",
    ),
    *(
        Fetch(
            site="a",
            url=URL,
            canonical_url=URL,
            article_id="0",
            via="front_page",
            outcome=outcome,
            bytes=10,
            fetched_at=STARTED,
            run_id="r",
        )
        for outcome in ("new", "unchanged", "unchanged")
    ),
]


def tally():
    found = Tally()
    for record in RECORDS:
        found.add(record)
    found.skipped.update(foreign=7)
    return found


def ended(verdict):
    return run_record(
        tally(),
        verdict,
        site="a",
        run_id="r",
        started_at=STARTED,
        finished_at=FINISHED,
        delay_seconds=1.5,
    )


@pytest.mark.parametrize("verdict", [Verdict("fine", 0), Verdict("no_teasers", 3, "No teaser.")])
def test_the_record_of_a_run_says_how_it_ended(verdict):
    run = ended(verdict)
    assert (run.verdict, run.exit_code, run.message) == (
        verdict.name,
        verdict.exit_code,
        verdict.message,
    )
    assert (run.site, run.run_id, run.delay_seconds) == ("a", "r", 1.5)
    assert (run.started_at, run.finished_at) == (STARTED, FINISHED)


def test_the_record_of_a_run_holds_its_sums():
    run = ended(Verdict("fine", 0))
    assert (run.requests, run.bytes) == (3, 30)
    assert run.outcomes == (Count(name="unchanged", count=2), Count(name="new", count=1))
    assert run.skipped == (Count(name="foreign", count=7),)
    assert run.page_kinds == (Count(name="article", count=1),)
    assert run.problems == (Count(name="no_authors", count=1),)
    assert run.duplicates == (Count(name="exact", count=1),)
    assert run.rules == (RuleHits(field="headline", source="rule", rule="h1", count=1),)
    assert {rate.field: rate.filled for rate in run.fill if rate.filled} == {"headline": 1}


def test_the_record_of_a_run_names_the_programs_that_took_part():
    run = ended(Verdict("fine", 0))
    assert run.newscrawl_version == __version__
    assert run.versions[0] == Version(name="python", version=platform.python_version())
    assert {(program.name, program.version) for program in run.versions[1:]} == {
        (name, version(name)) for name in PROGRAMS
    }


def test_the_record_of_a_killed_run_counts_what_it_had_committed():
    run = killed_run("a", "r", STARTED, iter(RECORDS))
    assert (run.verdict, run.exit_code, run.finished_at) == ("killed", None, None)
    assert (run.site, run.run_id, run.started_at) == ("a", "r", STARTED)
    assert "Everything counted here is archived." in run.message
    lived = ended(Verdict("fine", 0))
    assert (run.requests, run.bytes, run.outcomes) == (lived.requests, lived.bytes, lived.outcomes)
    assert (run.fill, run.rules, run.problems) == (lived.fill, lived.rules, lived.problems)


def test_the_record_of_a_run_that_was_killed_at_once_counts_nothing():
    run = killed_run("a", "r", STARTED, ())
    assert (run.requests, run.outcomes, run.page_kinds) == (0, (), ())
