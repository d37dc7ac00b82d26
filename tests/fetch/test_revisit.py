from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl import clock
from newscrawl.fetch.revisit import AFTER, EARLY, is_due, oldest
from newscrawl.known import KnownArticle

FIRST = datetime(2026, 3, 28, 6, tzinfo=UTC)  # the night before summer time begins in Europe
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def known(last=timedelta(0), first=FIRST, outcome="not_modified"):
    return KnownArticle(
        site="a",
        article_id="0" * 32,
        url="https://a.example/b",
        canonical_url="https://a.example/b",
        first_seen=clock.text(first),
        last_looked=clock.text(first + last),
        outcome=outcome,
    )


def due(age, last=timedelta(0), outcome="not_modified"):
    return is_due(known(last, outcome=outcome), FIRST + age)


def looks(changed, days, every=timedelta(minutes=1)):
    """Return the ages in hours of all looks by a crawl that runs all the time.

    Args:
        changed: Whether a look at an age finds a change.
        days: Until when.
        every: How long after a run the next begins.
    """
    found, last, age, outcome = [], timedelta(0), timedelta(0), "new"
    while age <= days * DAY:
        if due(age, last, outcome):
            found.append(age / HOUR)
            last, outcome = age, "revised" if changed(age) else "not_modified"
        age += every
    return found


def test_an_article_is_looked_at_again_after_an_hour_six_a_day_three_and_seven():
    assert AFTER == (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY)


@pytest.mark.parametrize("age", AFTER)
def test_a_look_is_due_at_each_age_and_a_little_early_for_timers_that_start_on_the_hour(age):
    last = age - EARLY - SECOND
    assert not due(age - EARLY - SECOND, last)
    assert due(age - EARLY, last)
    assert due(age, last)
    assert due(age + 30 * DAY, last)


@pytest.mark.parametrize("age", AFTER)
def test_a_look_at_an_age_is_made_once(age):
    following = next((later for later in AFTER if later > age), 400 * DAY)
    for last in (age - EARLY, age, age + SECOND):
        assert not due(last, last)
        assert not due(last + SECOND, last)
        assert not due(following - EARLY - SECOND, last)


def test_several_ages_that_passed_together_are_one_look():
    assert due(4 * DAY)
    assert not due(4 * DAY + HOUR, last=4 * DAY)
    assert due(7 * DAY, last=4 * DAY)


def test_after_the_last_age_nothing_is_due():
    assert not due(400 * DAY, last=7 * DAY)


def test_what_changed_at_the_last_look_is_due_after_a_quarter_of_its_age():
    assert due(12.5 * HOUR, last=10 * HOUR, outcome="revised")
    assert not due(12.4 * HOUR, last=10 * HOUR, outcome="revised")
    for outcome in ("new", "unchanged", "not_modified", "alias", "vanished"):
        assert not due(12.5 * HOUR, last=10 * HOUR, outcome=outcome)


def test_what_changed_is_not_due_within_an_hour():
    assert not due(1.9 * HOUR, last=HOUR, outcome="revised")
    assert due(2 * HOUR, last=HOUR, outcome="revised")


def test_a_live_blog_is_followed_while_it_changes_and_then_by_the_ages():
    ended = 15 * HOUR
    asked = [round(age, 1) for age in looks(lambda age: age < ended, 8)]
    assert asked[:9] == [1, 2, 3, 4, 5, 6, 7.5, 9.4, 11.7]
    assert asked[9:] == [14.6, 18.3, 24, 72, 168]  # at 18.3 it was found at rest


def test_a_page_that_changes_with_each_look_is_asked_for_ever_less_often():
    asked = looks(lambda _: True, 37, every=timedelta(minutes=10))
    assert len([age for age in asked if age <= 168]) == 22
    assert len(asked) == 29


def test_an_article_that_was_just_seen_is_not_due():
    assert not due(timedelta(0))


def test_a_clock_set_back_makes_nothing_due():
    assert not due(-DAY)
    assert not due(2 * HOUR, last=5 * HOUR)


def test_a_change_to_summer_time_changes_nothing():
    now = datetime.fromisoformat("2026-03-29T08:00:00+02:00")  # 24 h later, by the wall 25
    assert is_due(known(6 * HOUR), now)
    assert not is_due(known(6 * HOUR), now - timedelta(minutes=1))


@settings(deadline=None)
@given(
    st.timedeltas(timedelta(0), 60 * DAY),
    st.timedeltas(timedelta(0), 60 * DAY),
    st.sampled_from(["revised", "unchanged"]),
)
def test_what_was_just_looked_at_is_never_due_and_what_is_due_stays_so(last, later, outcome):
    assert not due(last, last, outcome)
    if due(last + later, last, outcome):
        assert due(last + later + HOUR, last, outcome)


@pytest.mark.parametrize("age", AFTER)
def test_what_is_due_after_a_month_without_a_run_is_not_forgotten(age):
    assert oldest(FIRST + age + 30 * DAY) <= FIRST
