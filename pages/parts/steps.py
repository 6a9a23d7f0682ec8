"""Classes for a map: few round steps that share out skewed values, and their ranges in words."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pages.parts.words import Words

_ROUND = (1, 2, 5)
_SKEWED = 100


def steps(values: Sequence[float], most: int) -> list[float]:
    """Round edges (1, 2, 3 or 5 times a power of ten) between at most `most` classes; class 0 ends at the first edge.

    Values that differ a hundredfold or more are cut at every power of ten (at 1 and 3 times one, where those are few),
    so that no class holds ten times its least; others at their quantiles, so that the classes hold about as many
    countries each. Where the powers are too many, the low ones share a class.
    """
    positive = sorted(value for value in values if value > 0)
    if not positive:
        return []
    low, high = positive[0], positive[-1]
    if high / low >= _SKEWED:
        decades = _powers(low, high, (1,))
        return (decades if len(decades) > most // 2 - 1 else _powers(low, high, (1, 3)))[1 - most :]
    wanted = [positive[len(positive) * part // most] for part in range(1, most)]
    return [edge for edge in sorted({_round(value) for value in wanted}) if low < edge <= high]


def _powers(low: float, high: float, digits: Sequence[int]) -> list[float]:
    """The digits times a power of ten between two values."""
    exponents = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    return [edge for power in exponents for digit in digits if low < (edge := digit * 10.0**power) <= high]


def _round(value: float) -> float:
    """The nearest 1, 2 or 5 times a power of ten, on a logarithmic scale."""
    power = 10.0 ** math.floor(math.log10(value))
    candidates = [digit * power for digit in (*_ROUND, 10)]
    return min(candidates, key=lambda candidate: abs(math.log(candidate / value)))


def class_of(value: float, edges: Sequence[float]) -> int:
    """The class of a value, 0 for what lies under the first edge."""
    return bisect_right(edges, value)


def ranges(edges: Sequence[float], whole: bool, words: Words, sign: str = "") -> list[str]:
    """The classes in words. `whole`: only whole numbers occur, so a class ends one below the next."""

    def written(value: float) -> str:
        return _edge(value, words) + sign

    if not edges:
        return [words("map.any", low=written(1)) if whole else words("map.above_zero")]
    first = _between(1, edges[0] - 1, words, sign) if whole else words("map.under", high=written(edges[0]))
    pairs = pairwise(edges)
    middle = [_between(low, high - 1, words, sign) if whole else _under(low, high, words, sign) for low, high in pairs]
    return [first, *middle, words("map.from", low=written(edges[-1]))]


def _between(low: float, high: float, words: Words, sign: str) -> str:
    if low == high:
        return words.number(low) + sign
    return words("map.range", low=words.number(low), high=words.number(high) + sign)


def _under(low: float, high: float, words: Words, sign: str) -> str:
    return words("map.range_under", low=_edge(low, words), high=_edge(high, words) + sign)


def _edge(value: float, words: Words) -> str:
    """A round number with all its digits: 0.003, 0.5, 20."""
    return words.number(value, max(0, -math.floor(math.log10(value))))
