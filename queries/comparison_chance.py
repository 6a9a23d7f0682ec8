"""95 % intervals of a difference and of a ratio of two sides that count different people (METHODS rule 9).

Counts: the exact Poisson interval of each, and the log-normal ratio. Shares: Wilson's intervals, and the log-normal
ratio of two proportions (Katz, Biometrics 1978); two shares of the very same people take from each other, and are parts
of one multinomial. A number between two bounds is taken at the bound that makes the interval widest. Where something
may be on both sides, the two rise and fall together and the interval is wider than it need be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any, Final, Literal

from queries.interval import Interval
from queries.uncertainty import difference_interval, poisson_interval, ratio_interval, wilson

# Shares of people who are the same on both sides, or of others on each.
Bases = Literal["one", "two"]
Z: Final = 1.959963984540054  # of 95 %
CHANCE: Final = (
    "difference_ci_low", "difference_ci_high", "ratio_ci_low", "ratio_ci_high",
    "panel_difference_ci_low", "panel_difference_ci_high", "panel_ratio_ci_low", "panel_ratio_ci_high",
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One side of a row: how many of how many known, over how many years."""

    count: Interval
    known: Interval
    years: int


def chance(row: Mapping[str, Any], of: str, measure: str, bases: Bases) -> dict[str, float | None]:
    """The intervals of a row of queries.comparison_scale: as published (`of` ""), of the same reporters ("panel_")."""
    a, b = _given(row, of, ""), _given(row, of, "b_")
    apart, factor = _of_shares(a, b, bases) if measure == "share" else _of_counts(a, b)
    return {
        "difference_ci_low": apart.low, "difference_ci_high": apart.high,
        "ratio_ci_low": factor.low if factor else None, "ratio_ci_high": factor.high if factor else None,
    }  # fmt: skip


def _given(row: Mapping[str, Any], of: str, side: str) -> Given:
    known = "_known" if of else "known"
    return Given(
        Interval(row[f"{side}{of}low"], row[f"{side}{of}high"]),
        Interval(row[f"{side}{known}"], row[f"{side}{known}_high"]),
        row[f"{side}_width"],
    )


def _of_counts(a: Given, b: Given) -> tuple[Interval, Interval | None]:
    """Per year of each side's years."""
    factor = ratio_interval(a.count, b.count)
    scaled = factor and Interval(factor.low * b.years / a.years, factor.high * b.years / a.years)
    return _widest(_rate, a, b), scaled


def _rate(given: Given, count: float) -> tuple[float, Interval]:
    limits = poisson_interval(count)
    return count / given.years, Interval(limits.low / given.years, limits.high / given.years)


def _of_shares(a: Given, b: Given, bases: Bases) -> tuple[Interval, Interval | None]:
    if bases == "one":
        return _parts_of_one(a, b), share_ratio(a, b, bases)
    return _widest(_percent, a, b), share_ratio(a, b, bases)


def _parts_of_one(a: Given, b: Given) -> Interval:
    """In percent: the variance of the difference of two parts of one multinomial, and where that vanishes because one
    part is all, Wilson's of each. Where people may be in both parts, the true one is smaller."""
    ends = []
    for sign, one, other in ((-1, a.count.low, b.count.high), (1, a.count.high, b.count.low)):
        known = _known_with(a, one)
        p, q = one / known, other / known
        ends.append(100 * (p - q + sign * Z * (max(0.0, p + q - (p - q) ** 2) / known) ** 0.5))
    apart = _widest(_percent, a, b)
    return Interval(min(ends[0], apart.low), max(ends[1], apart.high))


def _percent(given: Given, count: float) -> tuple[float, Interval]:
    known = _known_with(given, count)
    limits = wilson(count, known)
    return 100 * count / known, Interval(100 * limits.low, 100 * limits.high)


def _known_with(given: Given, count: float) -> float:
    """How many are known where so many are counted: the rest is at its other bound."""
    rest = given.known.high - given.count.high if count == given.count.low else given.known.low - given.count.low
    return count + rest


def _widest(of_one: Callable[[Given, float], tuple[float, Interval]], a: Given, b: Given) -> Interval:
    least, most = of_one(a, a.count.low), of_one(a, a.count.high)
    other_least, other_most = of_one(b, b.count.low), of_one(b, b.count.high)
    return Interval(difference_interval(*least, *other_most).low, difference_interval(*most, *other_least).high)


def share_ratio(a: Given, b: Given, bases: Bases) -> Interval | None:
    """Of the ratio of two shares; None where either counts, or may count, nobody."""
    if a.count.low <= 0 or b.count.low <= 0:
        return None
    return Interval(_katz(a, a.count.low, b, b.count.high, bases, -Z), _katz(a, a.count.high, b, b.count.low, bases, Z))


def _katz(a: Given, one: float, b: Given, other: float, bases: Bases, z: float) -> float:
    known, other_known = _known_with(a, one), _known_with(b, other)
    spread = 1 / one + 1 / other - (0 if bases == "one" else 1 / known + 1 / other_known)
    return (one / known) / (other / other_known) * exp(z * max(0.0, spread) ** 0.5)
