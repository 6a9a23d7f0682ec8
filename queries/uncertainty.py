"""How far chance alone could move a number: 95 % intervals of counts, shares, ratios and differences.

Each function takes numbers or Intervals. A number known only between two bounds (a sum with a "fewer than 5" in it)
gets the lower limit of its low bound and the upper limit of its high bound, so that the result holds for every value it
may have. The `..._limits` functions do the same on columns. They say how precise a number is as a count of what was
registered; they say nothing of what was never registered.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from queries.catalogue import Edition
from queries.interval import Interval

LEVEL: Final = 0.95
Number = float | Interval
Limits = tuple[NDArray[np.float64], NDArray[np.float64]]


def may_test(edition: Edition) -> bool:
    """Whether intervals and tests mean anything: rows made by a synthesiser carry its own noise, and tests on them find
    what is not there (METHODS rule 10; arXiv 2403.13612). The demonstration's rows are drawn from a known truth."""
    return edition.protection in ("published", "k-anonymised") or edition.is_demonstration


def poisson_interval(count: Number, level: float = LEVEL) -> Interval:
    """Of the mean behind a count: exact (Garwood, Biometrika 1936)."""
    return _one(poisson_limits(_low(count), _high(count), level))


def poisson_limits(low: ArrayLike, high: ArrayLike, level: float = LEVEL) -> Limits:
    """The same of columns of counts, or of their bounds."""
    from scipy.special import gammaincinv

    least, most, tail = _floats(low), _floats(high), (1 - level) / 2
    lower = np.where(least > 0, gammaincinv(np.maximum(least, 1e-300), tail), 0.0)
    return np.where(np.isnan(least), np.nan, lower), gammaincinv(most + 1, 1 - tail)


def wilson(count: Number, known: Number, level: float = LEVEL) -> Interval:
    """Of a share, as a fraction (Wilson, JASA 1927). Nobody known: from 0 to 1.

    Of Intervals the rest is at its other bound, as in queries.measures: low of (low + the others' high).
    """
    return _one(wilson_limits(_low(count), _high(count), _low(known), _high(known), level))


def wilson_limits(
    low: ArrayLike, high: ArrayLike, known: ArrayLike, known_high: ArrayLike, level: float = LEVEL
) -> Limits:
    """The same of columns."""
    least, most, answered, answered_high = map(_floats, (low, high, known, known_high))
    z = _z(level)
    lower, _ = _wilson(least, least + answered_high - most, z)
    _, upper = _wilson(most, most + answered - least, z)
    return lower, upper


def _wilson(count: NDArray[np.float64], known: NDArray[np.float64], z: float) -> Limits:
    base = np.where(known > 0, known, 1.0)
    share = count / base
    middle = (share + z**2 / (2 * base)) / (1 + z**2 / base)
    half = z / (1 + z**2 / base) * np.sqrt(share * (1 - share) / base + z**2 / (4 * base**2))
    # At the ends the limits are the ends; rounding must not move them.
    lower = np.where(count <= 0, 0.0, middle - half)
    upper = np.where(count >= known, 1.0, middle + half)
    return np.where(known > 0, lower, 0.0), np.where(known > 0, upper, 1.0)


def ratio_interval(to: Number, of: Number, level: float = LEVEL) -> Interval | None:
    """Of the ratio `to` / `of` of two counts: log-normal, variance 1/to + 1/of (Rothman, Greenland and Lash, 2008, page
    244). Where `to` is nothing, half a person is added to both (Haldane, Anscombe) and the lower limit is 0. None where
    the ratio is of nothing, or may be."""
    if _low(of) <= 0:
        return None
    return _one(ratio_limits(_low(to), _high(to), _low(of), _high(of), level))


def ratio_limits(
    low: ArrayLike, high: ArrayLike, of_low: ArrayLike, of_high: ArrayLike, level: float = LEVEL
) -> Limits:
    """The same of columns; not a number where the ratio is of nothing."""
    least, most, of_least, of_most = map(_floats, (low, high, of_low, of_high))
    z = _z(level)
    return _ratio(least, of_most, -z), _ratio(most, of_least, z)


def _ratio(to: NDArray[np.float64], of: NDArray[np.float64], z: float) -> NDArray[np.float64]:
    added = np.where(to > 0, 0.0, 0.5)
    above, below = to + added, np.where(of > 0, of, np.nan) + added
    found = above / below * np.exp(z * np.sqrt(1 / above + 1 / below))
    return np.where((to <= 0) & (z < 0) & (of > 0), 0.0, found)


def difference_interval(one: float, of_one: Interval, other: float, of_other: Interval) -> Interval:
    """Of the difference `one` - `other` from the interval of each (MOVER: Zou and Donner, Statistics in Medicine 2008;
    with Wilson's intervals it is Newcombe's method 10, 1998). Both in the same unit."""
    below = ((one - of_one.low) ** 2 + (of_other.high - other) ** 2) ** 0.5
    above = ((of_one.high - one) ** 2 + (other - of_other.low) ** 2) ** 0.5
    return Interval(one - other - below, one - other + above)


def told_apart(intervals: Iterable[Interval]) -> bool:
    """Whether no two of the intervals overlap: only then may what they are of be put in an order."""
    ordered = sorted(intervals)
    return all(before.high < after.low for before, after in pairwise(ordered))


def alike(intervals: Mapping[str, Interval]) -> tuple[tuple[str, ...], ...]:
    """Which cannot be told apart: groups of two or more whose intervals overlap, also by way of a third. The group with
    the highest interval first, and in it the highest first."""
    groups: list[list[str]] = []
    reached = float("inf")  # the lowest limit of the last group
    for name in sorted(intervals, key=lambda one: (-intervals[one].high, one)):
        if groups and intervals[name].high >= reached:
            groups[-1].append(name)
            reached = min(reached, intervals[name].low)
        else:
            groups.append([name])
            reached = intervals[name].low
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _z(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + level) / 2))


def _low(value: Number) -> float:
    return value.low if isinstance(value, Interval) else value


def _high(value: Number) -> float:
    return value.high if isinstance(value, Interval) else value


def _floats(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64)


def _one(limits: Limits) -> Interval:
    return Interval(float(limits[0]), float(limits[1]))
