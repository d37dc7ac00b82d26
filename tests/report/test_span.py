from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.made_up import moment

from newscrawl.report.span import Span, is_known, joined, minutes, without


def spans(*pairs):
    return [Span(moment(begin), moment(end)) for begin, end in pairs]


SPANS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 50)).map(lambda p: (p[0], p[0] + p[1]))
).map(lambda pairs: spans(*pairs))


def told(found):
    """Return every minute that the spans cover."""
    minute = timedelta(minutes=1)
    return {
        (one.begin - moment(0)) // minute + step
        for one in found
        for step in range(one.length // minute)
    }


@pytest.mark.parametrize(("length", "known"), [(0, True), (120, True), (120.001, False)])
def test_two_hours_are_known_and_no_more(length, known):
    assert is_known(*spans((0, length))) == known


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ([], []),
        ([(0, 5), (5, 9)], [(0, 9)]),
        ([(4, 6), (0, 5)], [(0, 6)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
        ([(0, 1), (2, 3)], [(0, 1), (2, 3)]),
    ],
)
def test_spans_that_touch_are_one(given_, found):
    assert joined(spans(*given_)) == spans(*found)


@pytest.mark.parametrize(
    ("known", "rest"),
    [
        ([], [(10, 20)]),
        ([(0, 30)], []),
        ([(10, 20)], []),
        ([(12, 14)], [(10, 12), (14, 20)]),
        ([(0, 12), (18, 30)], [(12, 18)]),
        ([(0, 5), (25, 30)], [(10, 20)]),
    ],
)
def test_what_is_known_is_taken_out(known, rest):
    assert without(spans((10, 20)), spans(*known)) == spans(*rest)


@given(SPANS, SPANS)
def test_spans_are_sets_of_minutes(some, others):
    assert told(joined(some)) == told(some)
    assert told(without(some, others)) == told(some) - told(others)
    assert minutes(joined(some)) == len(told(some))
