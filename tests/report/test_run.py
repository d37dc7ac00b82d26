import platform
from dataclasses import replace
from importlib.metadata import version

import pytest

from newscrawl.items import Article, Fetch, FrontPageSnapshot, Provenance, Teaser
from newscrawl.report.run import PROGRAMS, judged, killed_run, run_record
from newscrawl.report.tally import Tally
from newscrawl.run_record import Count, FillRate, RuleHits, Version
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


def tally_with_a_front_page():
    found = tally()
    found.front_pages = found.pages_with_teasers = 1
    return found


def ended(ending="finished", earlier=()):
    run = run_record(
        tally(),
        site="a",
        run_id="r",
        started_at=STARTED,
        finished_at=FINISHED,
        delay_seconds=1.5,
        declared="abc",
    )
    return judged(run, tally_with_a_front_page(), earlier, ending=ending, reason="No space left.")


@pytest.mark.parametrize(
    ("ending", "verdict", "code", "told"),
    [("finished", "fine", 0, None), ("storage", "storage", 5, "No space left.")],
)
def test_the_record_of_a_run_says_how_it_ended(ending, verdict, code, told):
    run = ended(ending)
    assert (run.verdict, run.exit_code) == (verdict, code)
    assert (run.message is None) if told is None else (told in run.message)
    assert (run.site, run.run_id, run.delay_seconds, run.declared) == ("a", "r", 1.5, "abc")
    assert (run.started_at, run.finished_at) == (STARTED, FINISHED)


def test_a_run_is_judged_by_the_runs_before_it():
    usual = replace(
        ended(),
        fill=(FillRate(field="body", filled=99, of=99),),
        rules=(),
        run_id="q",
    )
    earlier = [replace(usual, run_id=f"q{number}") for number in range(9)]
    run = replace(ended(), fill=(FillRate(field="body", filled=0, of=9),))
    found = judged(run, tally_with_a_front_page(), earlier, ending="finished", reason=None)
    assert (found.verdict, found.exit_code) == ("layout_changed", 4)
    assert [drift.name for drift in found.drifts] == ["fill body"]


def test_the_record_of_a_run_holds_its_sums():
    run = ended()
    assert (run.requests, run.bytes) == (3, 30)
    assert run.outcomes == (Count(name="unchanged", count=2), Count(name="new", count=1))
    assert run.skipped == (Count(name="foreign", count=7),)
    assert run.page_kinds == (Count(name="article", count=1),)
    assert run.problems == (Count(name="no_authors", count=1),)
    assert run.duplicates == (Count(name="exact", count=1),)
    assert run.rules == (RuleHits(field="headline", source="rule", rule="h1", count=1),)
    assert {rate.field: rate.filled for rate in run.fill if rate.filled} == {"headline": 1}


def test_the_record_of_a_run_names_the_programs_that_took_part():
    run = ended()
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
    lived = ended()
    assert (run.requests, run.bytes, run.outcomes) == (lived.requests, lived.bytes, lived.outcomes)
    assert (run.fill, run.rules, run.problems) == (lived.fill, lived.rules, lived.problems)


def test_the_record_of_a_run_that_was_killed_at_once_counts_nothing():
    run = killed_run("a", "r", STARTED, ())
    assert (run.requests, run.outcomes, run.page_kinds) == (0, (), ())
