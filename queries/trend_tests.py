"""Is there a trend, in graded words: tests of short yearly series whose values may be intervals. Pure functions.

Mann-Kendall (Mann 1945; Kendall 1975) asks whether later values are higher, Theil-Sen (Sen 1968) by how much a year.
Two years whose intervals overlap are a tie. The p-value is the larger of the exact one of independent years and that of
years that hang together: the variance of S is widened for serial correlation (Hamed and Rao 1998). How much there is, 8
to 25 points cannot tell, so ASSUMED_PERSISTENCE is reckoned with throughout: docs/decisions/trend-statements.md says
why, and what was measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from queries.interval import Interval

LEAST_POINTS: Final = 8
# The correlation of neighbouring years, trend aside, that a trend must stand out from.
ASSUMED_PERSISTENCE: Final = 0.45
POSSIBLE: Final = 0.05
CLEAR: Final = 0.025
# A change of under a tenth of the level over the whole period is no change to speak of, however regular.
MATERIAL: Final = 0.1
_Z: Final = 1.959963984540054  # of a 95 % interval

Grade = Literal["none", "possible", "clear"]
Reason = Literal["points", "break", "protection", "panel", "nobody", "provisional", "measure"]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Finding:
    """What may be said of a series. `p` is corrected for the number of series of the figure (Holm); `slope` is the 95 %
    interval of the Theil-Sen slope in units a year, on the bounds, `slope_mid` the slope. Without a grade there is no
    direction: 0."""

    grade: Grade
    direction: Literal[-1, 0, 1]
    p: float
    slope: Interval
    slope_mid: float
    points: int
    first: int
    last: int


@dataclass(frozen=True)
class Unsaid:
    """Why nothing is said: `protection` forbids it, `nobody` is named who reports, there is no constant `panel`, a
    `break` in how is counted lies inside, its percentages rest on too few answers (`measure`), too few `points`, or too
    few without the `provisional` years."""

    reason: Reason


@dataclass(frozen=True)
class Evidence:
    """A series as tested, by itself: `s` is Kendall's, `change` the part of its level by which it changed over its
    years, up or down."""

    s: int
    p: float
    slope: Interval
    slope_mid: float
    change: float
    years: tuple[int, ...]


def findings(series: Mapping[str, Mapping[int, Interval]], percent: bool = False) -> dict[str, Finding]:
    """Code -> what may be said of its values by year, for all the series of one figure: they are tested together.

    `percent`: the values are shares of 100, whose level is the smaller of the share and the rest.
    """
    tested = {code: evidence(values, percent) for code, values in series.items()}
    adjusted = holm([one.p for one in tested.values()])
    return {code: graded(one, p) for (code, one), p in zip(tested.items(), adjusted, strict=True)}


def graded(found: Evidence, p: float) -> Finding:
    """The words for a p-value that is already adjusted. "Clear" also needs a slope whose interval excludes nothing."""
    grade: Grade = "none"
    if p < POSSIBLE and found.change >= MATERIAL:
        off_zero = found.slope.low > 0 or found.slope.high < 0
        grade = "clear" if p < CLEAR and off_zero else "possible"
    direction: Literal[-1, 0, 1] = 0 if grade == "none" else 1 if found.s > 0 else -1
    first, last = found.years[0], found.years[-1]
    return Finding(grade, direction, p, found.slope, found.slope_mid, len(found.years), first, last)


def evidence(values: Mapping[int, Interval], percent: bool = False) -> Evidence:
    """The tests of one series of three or more years."""
    years = tuple(sorted(values))
    at = np.array(years, dtype=float)
    low, high = (np.array([getattr(values[year], end) for year in years], dtype=float) for end in ("low", "high"))
    spread = inflation(ASSUMED_PERSISTENCE, len(years))
    s, variance = mann_kendall(low, high)
    # Ties of what is hidden are ignorance: they take nothing from the width of the slope's interval.
    whole = variance if bool((low == high).all()) else untied_variance(len(years))
    slope, slope_mid = theil_sen(at, low, high, whole * spread)
    p = max(exact_p(s, len(years)), normal_p(s, variance * spread))
    return Evidence(s, p, slope, slope_mid, _change(slope_mid, at, (low + high) / 2, percent), years)


def _change(slope: float, years: Floats, values: Floats, percent: bool) -> float:
    level = float(np.median(values))
    level = min(level, 100 - level) if percent else level
    return abs(slope) * float(years[-1] - years[0]) / level if level > 0 else float("inf") if slope else 0.0


def mann_kendall(low: Floats, high: Floats) -> tuple[int, float]:
    """Kendall's S of values between bounds, in the order of time, and its variance if every order were as likely.

    Overlapping is not transitive, so the variance is that of a general correlation coefficient (Daniels 1944; Kendall
    1975, chapter 5), which is the one with the correction for ties where the values are numbers.
    """
    n = len(low)
    sign = (low[None, :] > high[:, None]).astype(float) - (high[None, :] < low[:, None])
    s = int(np.triu(sign).sum())
    squares, rows = float((sign**2).sum()), float((sign.sum(axis=1) ** 2).sum())
    of_time, rows_of_time = n * (n - 1), n * (n**2 - 1) / 3
    third = (rows - squares) * (rows_of_time - of_time) / (n * (n - 1) * (n - 2))
    return s, third + squares / 2


def untied_variance(n: int) -> float:
    """Of S, if every order of n values without ties were as likely."""
    return n * (n - 1) * (2 * n + 5) / 18


@lru_cache(maxsize=64)
def _tail(n: int) -> Floats:
    """P(|S| >= s) for s = 0, 1, 2 ... of n independent values without ties: the number of inversions is a sum."""
    chance = np.ones(1)
    for size in range(2, n + 1):
        chance = np.convolve(chance, np.full(size, 1 / size))
    most = n * (n - 1) // 2
    distance = np.abs(2 * np.arange(most + 1) - most)
    exactly = np.zeros(most + 1)
    np.add.at(exactly, distance, chance)
    return np.cumsum(exactly[::-1])[::-1]


def exact_p(s: int, n: int) -> float:
    """Two-sided, of n independent values. Ties take from S and not from n: with them it leans to "no change"."""
    return min(1.0, float(_tail(n)[abs(s)]))


def normal_p(s: int, variance: float) -> float:
    """Two-sided, with the correction for continuity."""
    from scipy.special import ndtr

    return min(1.0, 2 * float(ndtr(-max(0, abs(s) - 1) / variance**0.5))) if variance > 0 else 1.0


def theil_sen(years: Floats, low: Floats, high: Floats, variance: float) -> tuple[Interval, float]:
    """The 95 % interval of the median of the slopes between every two years (Sen 1968), and the median.

    `variance` is that of S. Of values between bounds: the lower limit of the slopes at their least, the upper limit of
    those at their most; the median lies midway between the two.
    """
    first, second = np.triu_indices(len(years), 1)
    apart = years[second] - years[first]
    least, most = np.sort((low[second] - high[first]) / apart), np.sort((high[second] - low[first]) / apart)
    pairs, reach = len(apart), _Z * variance**0.5
    below = max(round((pairs - reach) / 2) - 1, 0)
    above = min(round((pairs + reach) / 2), pairs - 1)
    middle = float(np.median(least) + np.median(most)) / 2
    return Interval(float(least[below]), float(most[above])), middle


def inflation(rho: float, n: int) -> float:
    """By how much serial correlation rho ** lag widens the variance of S (Hamed and Rao 1998, equation 9); the
    correlation of ranks is 6/pi arcsin(rho/2) (Kendall 1975)."""
    lag = np.arange(1, n - 2)
    ranks = 6 / np.pi * np.arcsin(rho**lag / 2)
    return 1 + 2 / (n * (n - 1) * (n - 2)) * float(((n - lag) * (n - lag - 1) * (n - lag - 2)) @ ranks)


def holm(chances: Sequence[float]) -> list[float]:
    """P-values adjusted for being several (Holm 1979)."""
    ordered = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, least = [0.0] * len(chances), 0.0
    for rank, place in enumerate(ordered):
        least = max(least, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = least
    return adjusted
