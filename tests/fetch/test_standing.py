"""What hosts asked an earlier run for holds for the next one."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl import clock
from newscrawl.fetch.standing import LONGEST, standing_pauses
from newscrawl.run_record import HostPoliteness, Pause, Run

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def run(**hosts):
    """Return a run whose hosts asked, so long before ``NOW``, for so many seconds."""
    return Run(
        site="gazette",
        run_id="r",
        verdict="fine",
        exit_code=0,
        started_at=clock.text(NOW - HOUR),
        finished_at=clock.text(NOW),
        newscrawl_version="1",
        hosts=tuple(
            HostPoliteness(
                host=f"{name}.example",
                requests=1,
                not_modified=0,
                bytes=0,
                smallest_gap_seconds=None,
                pauses=tuple(
                    Pause(
                        at=clock.text(NOW - ago),
                        url="https://a.example/",
                        status=429,
                        asked_seconds=seconds,
                        kept_seconds=0.0,
                    )
                    for ago, seconds in pauses
                ),
                given_up_at=None,
                given_up_because=None,
            )
            for name, pauses in hosts.items()
        ),
    )


@pytest.mark.parametrize(
    ("ago", "asked", "left"),
    [
        (HOUR, 7200.0, HOUR),
        (HOUR, 3600.5, timedelta(seconds=0.5)),
        (HOUR, 3600.0, None),
        (HOUR, 0.0, None),
        (HOUR, None, None),
        (HOUR, 1e30, LONGEST - HOUR),
        (LONGEST, 1e30, None),
    ],
)
def test_a_pause_holds_until_it_is_over_and_for_a_day_at_most(ago, asked, left):
    found = standing_pauses([run(a=[(ago, asked)])], NOW)
    assert found == ({"a.example": NOW + left} if left else {})


def test_of_all_pauses_of_a_host_the_one_that_ends_last_counts():
    earlier = run(a=[(HOUR, 4000.0), (2 * HOUR, 8000.0)], b=[(HOUR, 60.0)])
    later = run(a=[(HOUR / 2, 1900.0)], b=[], c=[])
    for runs in ([earlier, later], [later, earlier]):
        assert standing_pauses(runs, NOW) == {"a.example": NOW + timedelta(seconds=800)}


def test_nothing_is_left_alone_that_did_not_ask_for_it():
    assert standing_pauses([], NOW) == {}
    assert standing_pauses([run(a=[])], NOW) == {}
