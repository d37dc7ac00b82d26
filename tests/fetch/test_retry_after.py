"""RFC 9110, sections 10.2.3 and 5.6.7."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.fetch.retry_after import asked_pause

NOW = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("007", 7.0),
        ("999999999999", 999_999_999_999.0),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60.0),
        ("Sunday, 06-Nov-94 08:50:37 GMT", 60.0),
        ("Sun Nov  6 08:50:37 1994", 60.0),
        ("Sun, 06 Nov 1994 09:50:37 +0100", 60.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
        ("Tue, 01 Jan 1980 00:00:00 GMT", 0.0),
        ("Sat, 06 Nov 2094 08:49:37 GMT", 36_525 * 86_400.0),
    ],
)
def test_seconds_and_dates_ask_for_a_pause(header, seconds):
    assert asked_pause(header, None, NOW) == seconds


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", " ", "-5", "+5", "1.5", "1e3", "5 s", "soon", "5, 10", "9" * 13, "٣"),
        *("Sun, 99 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 99999 08:50:37 GMT", "2026-03-14T08:00Z"),
    ],
)
def test_what_is_neither_is_as_if_missing(header):
    assert asked_pause(header, None, NOW) is None


def test_a_date_is_counted_from_the_clock_of_the_server():
    wrong = "Sun, 06 Nov 1994 10:00:00 GMT"
    assert asked_pause("Sun, 06 Nov 1994 10:00:30 GMT", wrong, NOW) == 30.0
    assert asked_pause("Sun, 06 Nov 1994 08:50:37 GMT", "no date", NOW) == 60.0
    assert asked_pause("30", wrong, NOW) == 30.0


@given(st.text(max_size=40), st.none() | st.text(max_size=40))
def test_no_header_raises_and_no_pause_is_negative(header, date):
    assert (asked_pause(header, date, NOW) or 0.0) >= 0.0
