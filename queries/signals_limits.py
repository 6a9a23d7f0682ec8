"""Which steps of a series stand out from its own year-on-year variation: XmR for counts, Laney p' for shares, and an
optimal partition for shifts. Pure functions on points; docs/decisions/signals.md says why these and how wide.

Both charts are one rule on a scale where counting noise has a spread of one: a count is taken as 2 sqrt(x + 3/8)
(Anscombe), a share with the weight n / p(1 - p). The spread is that of the moving ranges (without the largest fifth:
a jump must not hide itself), and never less than counting noise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from statistics import fmean
from typing import Final

LEAST_POINTS: Final = 8
# In spreads of a difference. Wheeler's limits are 2.6 of them for the moving range; these are wider, for every scan
# looks at a hundred series and more (false alarms are measured in tests/test_signals.py).
LIMIT: Final = 3.5
PENALTY: Final = 16.0  # what a further level must save, in squared spreads
SHORTEST: Final = 2  # years of a level
_KEPT: Final = 0.8  # of the moving ranges, the smallest
_MEAN_OF_KEPT: Final = 0.5586  # of the smallest 80 % of the sizes of standard normal numbers


@dataclass(frozen=True)
class Point:
    """A value on a scale, and its weight: one over its variance if there were counting noise only."""

    year: int
    value: float
    weight: float = 1.0


def of_counts(counts: Mapping[int, float]) -> list[Point]:
    """Counts by year on the scale on which counting noise has a spread of one."""
    return [Point(year, 2 * sqrt(count + 0.375)) for year, count in sorted(counts.items())]


def of_shares(answered: Mapping[int, tuple[float, float]]) -> list[Point]:
    """Shares by year, from how many said yes and how many answered; none where all or nobody ever said yes."""
    yes, known = (sum(pair[at] for pair in answered.values()) for at in (0, 1))
    if not 0 < yes < known:
        return []
    mean = yes / known
    return [Point(year, y / n, n / (mean * (1 - mean))) for year, (y, n) in sorted(answered.items()) if n]


def spread(points: Sequence[Point]) -> float:
    """The usual size of a year-on-year difference beside what counting noise makes: 1 or more."""
    steps = sorted(abs(step(before, after)) for before, after in pairwise(points))
    kept = steps[: ceil(_KEPT * len(steps))]
    return max(1.0, fmean(kept) / _MEAN_OF_KEPT) if kept else 1.0


def jumps(points: Sequence[Point], usual: float) -> list[int]:
    """The years whose step from the year before is outside the limits. A gap is no step."""
    return [
        after.year
        for before, after in pairwise(points)
        if after.year == before.year + 1 and abs(step(before, after)) > LIMIT * usual
    ]


def step(before: Point, after: Point) -> float:
    """A difference in counting noises."""
    return (after.value - before.value) / sqrt(1 / before.weight + 1 / after.weight)


def levels(points: Sequence[Point], usual: float) -> list[int]:
    """Where the best partition into levels begins a new one: positions in `points`.

    The exact least-squares partition (optimal partitioning, Jackson et al. 2005), every further level at PENALTY.
    """
    many = len(points)
    weights, sums = [0.0], [0.0]
    for point in points:
        weights.append(weights[-1] + point.weight)
        sums.append(sums[-1] + point.weight * point.value)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, many + 1):
        starts = [0, *range(SHORTEST, end - SHORTEST + 1)] if end >= SHORTEST else []
        # The squares are the same in every partition: the rest of the cost is minus the squared sum over the weight.
        costs = [
            (best[at][0] + PENALTY - (sums[end] - sums[at]) ** 2 / (weights[end] - weights[at]) / usual**2, at)
            for at in starts
        ]
        best.append(min(costs, default=(float("inf"), 0)))
    found, at = [], many
    while at > 0:
        at = best[at][1]
        found.append(at)
    return sorted(found)[1:]


def shifts(points: Sequence[Point], usual: float) -> list[tuple[int, int]]:
    """The spans over which the level moves one way: (last year before, last year of the move).

    Levels that follow one another in the same direction within three years are steps of one slow move; it goes on while
    the values do. Its ends are as far apart as a jump must be.
    """
    starts = levels(points, usual)
    bounds = [0, *starts, len(points)]
    means = [_mean(points[a:b]) for a, b in pairwise(bounds)] if starts else []
    spans: list[tuple[int, int, bool]] = []
    for at, (before, after) in zip(starts, pairwise(means), strict=True):
        rises = after > before
        if spans and spans[-1][2] == rises and at - spans[-1][1] <= 3:
            spans[-1] = (spans[-1][0], at, rises)
        else:
            spans.append((at - 1, at, rises))
    ends = [_stretched(points, *span) for span in spans]
    return [(a.year, b.year) for a, b in ends if abs(step(a, b)) > LIMIT * usual]


def _mean(points: Sequence[Point]) -> float:
    return sum(one.weight * one.value for one in points) / sum(one.weight for one in points)


def _stretched(points: Sequence[Point], first: int, last: int, rises: bool) -> tuple[Point, Point]:
    sign = 1 if rises else -1
    while first > 0 and sign * (points[first].value - points[first - 1].value) > 0:
        first -= 1
    while last < len(points) - 1 and sign * (points[last + 1].value - points[last].value) > 0:
        last += 1
    return points[first], points[last]
