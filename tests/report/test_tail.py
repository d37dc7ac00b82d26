from math import comb, exp, factorial

import pytest

from newscrawl.report.tail import rate_tail, share_tail, t_tail


@pytest.mark.parametrize("of", [1, 4, 20])
def test_without_any_history_every_count_is_as_likely_as_jeffreys_prior_says(of):
    """The chances of all counts sum to 1."""
    assert share_tail(of, of, 0, 0) == pytest.approx(1.0)


def test_with_a_long_history_the_tail_is_the_binomial_one():
    binomial = sum(comb(10, k) * 0.8**k * 0.2 ** (10 - k) for k in range(5))
    assert share_tail(4, 10, 800_000, 1_000_000) == pytest.approx(binomial, rel=1e-3)


def test_a_count_that_never_failed_is_unlikely_to_fail_half_of_the_time():
    assert share_tail(10, 20, 400, 400) < 1e-12
    assert share_tail(1, 2, 20, 20) > 1e-3  # one of two proves nothing


@pytest.mark.parametrize("count", range(20))
def test_less_is_never_more_likely(count):
    assert share_tail(count, 20, 150, 200) <= share_tail(count + 1, 20, 150, 200)
    assert rate_tail(count, 2, 150, 20) <= rate_tail(count + 1, 2, 150, 20)


def test_runs_that_always_differed_make_a_low_one_more_likely():
    alike = share_tail(4, 20, 160, 200)
    assert share_tail(4, 20, 160, 200, 4.0) > 100 * alike


def test_with_a_long_history_the_tail_of_a_rate_is_the_poisson_one():
    poisson = sum(exp(-8) * 8**k / factorial(k) for k in range(4))
    assert rate_tail(3, 2, 4_000_000, 1_000_000) == pytest.approx(poisson, rel=1e-3)


def test_half_of_the_usual_teasers_at_two_looks_is_unlikely():
    assert rate_tail(40, 2, 400, 10) < 1e-5 < rate_tail(70, 2, 400, 10)


@pytest.mark.parametrize(
    ("deviation", "freedom", "tail"),
    [(-12.706, 1, 0.025), (-2.571, 5, 0.025), (-3.169, 10, 0.005), (-1.96, 10_000, 0.025)],
)
def test_the_tail_of_student_is_the_printed_one(deviation, freedom, tail):
    assert t_tail(deviation, freedom) == pytest.approx(tail, rel=2e-3)
    assert t_tail(-deviation, freedom) == pytest.approx(1 - tail, rel=2e-3)


def test_a_full_run_is_no_low_one_whatever_the_spread():
    assert share_tail(10, 10, 1995, 2000, 1.3) == pytest.approx(1.0)
