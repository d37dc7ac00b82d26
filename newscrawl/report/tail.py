"""How unlikely a low count is, given counts from before: predictive tails, in plain Python."""

from math import atan, cos, exp, lgamma, log, pi, sin, sqrt

PRIOR = 0.5
"""Jeffreys' prior of a proportion, Beta(1/2, 1/2), and of a rate, Gamma(1/2, 0) (Jeffreys, "An
invariant form for the prior probability in estimation problems", Proc. R. Soc. A 186, 1946)."""


def share_tail(count: int, of: int, before: int, before_of: int, spread: float = 1.0) -> float:
    """Return the probability of so low a share as ``count`` of ``of``, were all as before.

    The beta-binomial predictive distribution (Gelman et al., "Bayesian Data Analysis", 3rd ed.,
    section 2.4) after ``before`` of ``before_of``.

    Args:
        count: Now; 0 to ``of``.
        of: Now.
        before: Over the runs before, summed; 0 to ``before_of``.
        before_of: The same.
        spread: How many times the variance between runs is that of a binomial, 1 or more; both
            samples count for so much less (McCullagh and Nelder, "Generalized Linear Models",
            2nd ed., section 4.5).

    Returns:
        0.0 to 1.0.

    >>> share_tail(10, 20, 400, 400) < 1e-12 < share_tail(19, 20, 380, 400)
    True
    """
    trials = max(1, round(of / spread)) if of else 0
    # What is missing is scaled, not what is there: a full run stays a full one.
    hits = max(0, trials - int((of - count) / spread))
    a = before / spread + PRIOR
    b = (before_of - before) / spread + PRIOR
    return min(1.0, sum(_beta_binomial(k, trials, a, b) for k in range(hits + 1)))


def t_tail(deviation: float, freedom: int) -> float:
    """Return the probability that Student's t is so low or lower.

    The finite sums of Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.3 and
    26.7.4.

    Args:
        deviation: Below 0 for a low tail; 0 or more returns 0.5 or more.
        freedom: Degrees of freedom, 1 or more.

    >>> round(t_tail(-2.776, 4), 3)
    0.025
    """
    angle = atan(abs(deviation) / sqrt(freedom))
    cosine, term, total = cos(angle), 1.0, 0.0
    if freedom % 2:
        term = cosine
        for k in range(1, freedom - 1, 2):
            total += term
            term *= cosine**2 * (k + 1) / (k + 2)
        within = 2 / pi * (angle + sin(angle) * total)
    else:
        for k in range(0, freedom - 1, 2):
            total += term
            term *= cosine**2 * (k + 1) / (k + 2)
        within = sin(angle) * total
    outside = max(0.0, (1 - within) / 2)
    return outside if deviation < 0 else 1 - outside


def rate_tail(count: int, looks: int, before: int, looks_before: int, spread: float = 1.0) -> float:
    """Return the probability of so low a sum as ``count`` in ``looks``, were all as before.

    The negative binomial predictive distribution of a Poisson rate (Gelman et al., section 2.6).

    Args:
        count: Now, summed over the looks.
        looks: Now.
        before: Over the runs before, summed.
        looks_before: The same; 1 or more.
        spread: As for ``share_tail``, against a Poisson distribution.

    >>> rate_tail(5, 1, 400, 10) < 1e-6 < rate_tail(35, 1, 400, 10)
    True
    """
    shape = before / spread + PRIOR
    odds = looks_before / (looks_before + looks)
    return min(
        1.0,
        sum(_negative_binomial(k, shape, odds) for k in range(int(count / spread) + 1)),
    )


def _beta_binomial(k: int, n: int, a: float, b: float) -> float:
    if k > n:
        return 0.0
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + _log_beta(k + a, n - k + b) - _log_beta(a, b))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _negative_binomial(k: int, shape: float, odds: float) -> float:
    ways = lgamma(k + shape) - lgamma(k + 1) - lgamma(shape)
    return exp(ways + shape * log(odds) + k * log(1 - odds))
