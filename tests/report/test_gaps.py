from datetime import UTC, datetime, timedelta

from newscrawl import clock
from newscrawl.report.gaps import gaps
from newscrawl.report.status import standing, trend, worst_first
from newscrawl.run_record import Count, Run

BEGIN = datetime(2026, 3, 14, tzinfo=UTC)


def run(hour, *, verdict="fine", code=0, new=0, message=None):
    return Run(
        site="a",
        run_id=f"r{hour}",
        verdict=verdict,
        exit_code=code,
        message=message,
        started_at=clock.text(BEGIN + timedelta(hours=hour)),
        finished_at=None,
        outcomes=(Count(name="new", count=new),) if new else (),
        newscrawl_version="0",
    )


def at(hour):
    return BEGIN + timedelta(hours=hour)


def found(runs, hour):
    return [(gap.begin[11:16], gap.hours, gap.is_open) for gap in gaps(runs, at(hour))]


def test_looks_in_time_leave_no_gap():
    assert found(map(run, range(10)), 10) == []


def test_one_look_late_is_no_gap_two_are_one():
    assert found(map(run, (0, 1, 2, 3, 5, 6, 7)), 8) == []
    assert found(map(run, (0, 1, 2, 3, 6, 7, 8)), 9) == [("03:00", 3.0, False)]


def test_a_gap_up_to_now_is_open():
    assert found(map(run, range(5)), 9) == [("04:00", 5.0, True)]


def test_runs_that_saw_nothing_are_no_looks_and_say_why():
    blind = [run(hour, verdict="dns", code=3) for hour in (4, 5)]
    (gap,) = gaps([*map(run, range(4)), *blind, run(6), run(7)], at(8))
    assert (gap.begin, gap.end) == (clock.text(at(3)), clock.text(at(6)))
    assert gap.verdicts == (Count(name="dns", count=2),)


def test_what_is_usual_is_the_sites_own():
    """A newspaper looked at once a day is not late after two hours."""
    assert found(map(run, range(0, 240, 24)), 240) == []
    assert found(map(run, range(0, 240, 24)), 216 + 61) == [("00:00", 61.0, True)]


def test_two_looks_are_no_schedule():
    assert found(map(run, (0, 1)), 99) == []


def test_a_standing_sums_up_the_runs():
    runs = [run(0, new=3), run(1, verdict="layout_changed", code=4, new=2, message="Look."), run(2)]
    one = standing("a", reversed(runs), at(3))
    assert (one.verdict, one.exit_code, one.trend, one.runs) == ("fine", 0, ".~.", 3)
    assert (one.articles, one.hours_ago, one.is_fine, one.is_overdue) == (5, 1.0, True, False)
    assert standing("a", [], at(3)) is None


def test_a_standing_is_not_fine_when_overdue_or_failed():
    assert not standing("a", map(run, range(5)), at(99)).is_fine
    assert not standing("a", [run(0, verdict="dns", code=3)], at(1)).is_fine
    assert standing("a", [run(0, verdict="killed", code=None)], at(1)).trend == "x"


def test_sites_that_need_somebody_come_first():
    fine, failed = standing("a", [run(0)], at(1)), standing("b", [run(0, code=3)], at(1))
    assert worst_first([fine, failed]) == [failed, fine]


def test_a_trend_shows_the_last_ten_runs():
    codes = (0, 4, 3, 6, 75, None, 5, 70, 1, 0, 0, 0)
    assert trend([run(0, code=code) for code in codes]) == "!--xXXX..."
