import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl import clock
from newscrawl.errors import ConfigurationError

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=ZONES,
)


def test_the_clock_is_the_machines_in_utc(monkeypatch):
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    now = clock.now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_start_moves_the_clock_and_it_goes_on_from_there(monkeypatch):
    monkeypatch.setenv(clock.VARIABLE, "2031-03-14T08:00:00+02:00")
    monkeypatch.setattr(clock, "_started", time.monotonic() - 90)
    begin = datetime(2031, 3, 14, 6, 1, 30, tzinfo=UTC)
    first, second = clock.now(), clock.now()
    assert begin <= first <= second < begin + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("", "which is no time. Write it as 2026-03-14T06:00:00Z"),
        ("yesterday", "which is no time. Write it as 2026-03-14T06:00:00Z"),
        ("1710396000", "which is no time. Write it as 2026-03-14T06:00:00Z"),
        ("2026-03-14T06:00:00", "which has no zone. Add Z for UTC: 2026-03-14T06:00:00Z."),
        ("2026-03-14", "which has no zone. Add Z for UTC: 2026-03-14T00:00:00Z."),
        ("0001-01-01T00:00:00+10:00", "which in UTC is before the year 1 or after 9999"),
        ("9999-12-31T23:59:59-10:00", "which in UTC is before the year 1 or after 9999"),
        ("9999-12-31T23:59:59.999999Z", "and the years end at 9999. Write an earlier time."),
    ],
)
def test_a_bad_start_is_a_configuration_error_that_says_what_to_write(monkeypatch, start, said):
    monkeypatch.setenv(clock.VARIABLE, start)
    with pytest.raises(ConfigurationError) as error:
        clock.now()
    assert str(error.value).startswith(f"NEWSCRAWL_CLOCK_START is {start!r}, ")
    assert said in str(error.value)


def test_the_cure_for_a_missing_zone_is_a_time():
    with pytest.raises(ConfigurationError) as error:
        clock.parse("2026-03-14")
    cure = str(error.value).rpartition(" ")[2].rstrip(".")
    assert clock.parse(cure) == datetime(2026, 3, 14, tzinfo=UTC)


def test_times_are_printed_alike_so_that_they_sort_as_text():
    moments = [
        datetime(1, 2, 3, tzinfo=UTC),
        datetime(2026, 3, 14, 6, tzinfo=UTC),
        datetime(2026, 3, 14, 9, tzinfo=timezone(timedelta(hours=2, minutes=30))),
        datetime(2026, 3, 14, 6, 30, 0, 1, tzinfo=UTC),
    ]
    assert [clock.text(moment) for moment in moments] == [
        "0001-02-03T00:00:00.000000Z",
        "2026-03-14T06:00:00.000000Z",
        "2026-03-14T06:30:00.000000Z",
        "2026-03-14T06:30:00.000001Z",
    ]


@settings(deadline=None)
@given(MOMENTS)
def test_what_is_printed_is_read_back_as_the_same_moment(moment):
    assert clock.parse(clock.text(moment)) == moment
    assert clock.parse(clock.text(moment)).tzinfo is UTC


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_printed_times_sort_as_the_moments_do(one, other):
    assert (clock.text(one) < clock.text(other)) == (one < other)
