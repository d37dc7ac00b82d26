from dataclasses import replace

import pytest

from newscrawl.report.drift import LEAST_RUNS, drifts
from newscrawl.run_record import Count, FillRate, RuleHits, Run, Share


def run(number, *, filled=20, of=20, layout=20, teasers=(40, 1), **more):
    return Run(
        site="a",
        run_id=f"r{number:04}",
        verdict="fine",
        exit_code=0,
        started_at="2026-03-14T06:00:00Z",
        finished_at="2026-03-14T06:01:00Z",
        page_kinds=(Count(name="article", count=of),),
        fill=(FillRate(field="authors", filled=filled, of=of),),
        rules=(RuleHits(field="body", source="layout", rule="css(.a)", count=layout),)
        if layout
        else (),
        shares=(Share(name=TEASERS, count=teasers[0], of=teasers[1]),) if teasers[1] else (),
        newscrawl_version="1",
        **more,
    )


TEASERS = "teasers https://a.example/"
USUAL = [run(number) for number in range(10)]


def names(now, earlier=USUAL):
    return [drift.name for drift in drifts(now, earlier)]


def test_a_run_as_ever_has_no_drift():
    assert names(run(99)) == []
    assert names(run(99, filled=19)) == []


def test_a_field_that_falls_is_named_with_its_figures():
    (drift,) = drifts(run(99, filled=8), USUAL)
    assert (drift.name, drift.count, drift.of) == ("fill authors", 8, 20)
    assert (drift.usual_count, drift.usual_of) == (200, 200)
    assert 0 < drift.probability < 1e-7


def test_a_rule_that_hits_nothing_any_more_is_named_though_it_stands_in_no_record():
    assert names(run(99, layout=0)) == ["rule body layout css(.a)"]


def test_few_teasers_are_named():
    assert names(run(99, teasers=(4, 1))) == [TEASERS]
    assert names(run(99, teasers=(33, 1))) == []


@pytest.mark.parametrize("other", [{"declared": "other"}])
def test_rules_of_other_declarations_are_not_compared(other):
    assert names(run(99, layout=0, **other)) == []


def test_rules_of_another_newscrawl_are_not_compared():
    assert names(replace(run(99, layout=0), newscrawl_version="2")) == []


def test_a_field_that_most_articles_lack_has_no_alarm():
    usual = [run(number, filled=2) for number in range(10)]
    assert names(run(99, filled=0), usual) == []


def test_a_field_that_comes_and_goes_by_the_day_has_no_alarm():
    """Saturdays without names: the runs differ by more than chance, and that is their way."""
    usual = [run(number, filled=2 if number % 7 == 6 else 18) for number in range(28)]
    assert names(run(99, filled=2), usual) == []
    assert names(run(99, filled=0, of=60, layout=60), usual[:6]) == ["fill authors"]


def test_small_runs_are_taken_together():
    usual = [run(number, of=2, filled=2, layout=2) for number in range(40)]
    small = [run(50 + number, of=2, filled=0, layout=2) for number in range(4)]
    assert names(small[0], usual) == []
    assert names(small[3], usual + small[:3]) == ["fill authors"]


def test_a_run_in_which_it_fell_is_no_reference():
    history = list(USUAL)
    for number in range(50):
        now = run(100 + number, filled=8)
        found = drifts(now, history)
        assert [drift.name for drift in found] == ["fill authors"]
        history.append(replace(now, drifts=found))


def test_once_mended_it_is_fine_at_once():
    broken = [run(100 + number, filled=0) for number in range(8)]
    history = [*USUAL, *(replace(one, drifts=drifts(one, USUAL)) for one in broken)]
    assert names(run(200, filled=19), history) == []


def test_weekends_are_no_alarm_for_ever():
    """A fall that passed by itself belongs to how the site is."""
    history, alarms = [], []
    for day in range(70):
        now = run(100 + day, filled=6 if day % 7 in {5, 6} else 16)
        found = drifts(now, history)
        alarms.append(bool(found))
        history.append(replace(now, drifts=found))
    assert not any(alarms[28:])


def test_a_changed_module_makes_its_own_history_of_links_and_teasers():
    assert names(run(99, teasers=(4, 1), declared="other")) == []
    assert names(run(99, filled=0, declared="other")) == ["fill authors"]


def test_two_runs_are_no_history():
    assert names(run(99, filled=0), USUAL[: LEAST_RUNS - 1]) == []
    assert names(run(99, filled=0), USUAL[:LEAST_RUNS]) == ["fill authors"]


def test_a_run_without_articles_says_nothing():
    assert names(run(99, of=0, filled=0, layout=0)) == []


def test_the_order_of_the_earlier_runs_does_not_matter():
    now = run(99, filled=8)
    assert drifts(now, USUAL[::-1]) == drifts(now, USUAL)
