"""Statistics of shares."""

from math import sqrt

_Z = 1.96  # standard deviations on either side of the mean that contain 95 % of a normal distribution


def least_share(some: float, of: float) -> float:
    """Return the lower bound of the 95 % interval of a share, seen in `some` of `of` trials; 0.0 without any.

    Wilson's score interval (Wilson, "Probable inference, the law of succession, and statistical inference", 1927). It
    holds for few trials too: 17 of 20 count as 0.64, 170 of 200 as 0.79. `some` may not exceed `of`.
    """
    if not of:
        return 0.0
    share, weight = some / of, _Z * _Z / of
    return (share + weight / 2 - sqrt(weight * (share * (1 - share) + weight / 4))) / (1 + weight)
