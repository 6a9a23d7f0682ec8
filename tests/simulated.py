"""Yearly series made by a known rule, for tests of what may be said of a trend: most have none."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from queries.interval import Interval, added
from queries.panels import in_every_year, total

Series = dict[int, Interval]
Draw = Callable[[np.random.Generator], Series]


def series(values: Mapping[int, float] | np.ndarray) -> Series:
    """Numbers as intervals; of an array the years begin in 2005."""
    items = values.items() if isinstance(values, Mapping) else enumerate(values, 2005)
    return {int(year): Interval(float(value), float(value)) for year, value in items}


def years(rng: np.random.Generator) -> int:
    return int(rng.integers(8, 26))


def persistent(rng: np.random.Generator, n: int, rho: float) -> np.ndarray:
    """An AR(1) of standard deviation 1, in its steady state from the first year on."""
    steps = rng.normal(size=n) * np.r_[1.0, np.full(n - 1, (1 - rho**2) ** 0.5)]
    found = np.empty(n)
    for year in range(n):
        found[year] = steps[year] + (rho * found[year - 1] if year else 0.0)
    return found


def poisson(rng: np.random.Generator) -> Series:
    return series(rng.poisson(10 ** rng.uniform(0.5, 3), years(rng)))


def over_dispersed(rng: np.random.Generator) -> Series:
    mean, shape = 10 ** rng.uniform(1, 3), rng.uniform(1, 20)
    return series(rng.negative_binomial(shape, shape / (shape + mean), years(rng)))


def hanging_together(rng: np.random.Generator) -> Series:
    mean, spread, rho = 10 ** rng.uniform(1.5, 3.5), rng.uniform(0.05, 0.5), rng.uniform(0, 0.4)
    return series(rng.poisson(mean * np.exp(spread * persistent(rng, years(rng), rho))))


def hanging_together_most(rng: np.random.Generator) -> Series:
    return series(rng.poisson(1000 * np.exp(0.3 * persistent(rng, years(rng), 0.4))))


def hanging_together_longest(rng: np.random.Generator) -> Series:
    return series(1000 * np.exp(0.3 * persistent(rng, 25, 0.4)))


def hidden(count: int) -> Interval:
    """As published where fewer than 5 are not told."""
    return Interval(0, 4) if count < 5 else Interval(count, count)


def small_and_hidden(rng: np.random.Generator) -> Series:
    """The sum of a few reporters of whom most have a handful."""
    means = rng.uniform(1, 9, int(rng.integers(1, 8)))
    given = rng.poisson(means, (years(rng), len(means)))
    return {year: added(hidden(int(count)) for count in counts) for year, counts in enumerate(given, 2005)}


def reporters_come_and_go(rng: np.random.Generator) -> Series:
    """Ten stay and have no trend; five come and five go, so that the whole has one. The panel's line."""
    n = years(rng)
    reported = {}
    for one in range(20):
        first, last = (int(rng.integers(1, n)), n) if one < 5 else (0, int(rng.integers(1, n))) if one < 10 else (0, n)
        given = rng.poisson(10 ** rng.uniform(0, 2.5) * np.exp(0.2 * persistent(rng, n, 0.3)))
        reported[str(one)] = {2005 + year: hidden(int(given[year])) for year in range(first, last)}
    members = in_every_year(reported, 2005, 2004 + n)
    return {year: total(reported, year, members) for year in range(2005, 2005 + n)}


def share(rng: np.random.Generator) -> Series:
    """In percent, of a base that grows."""
    n = years(rng)
    base = np.round(10 ** rng.uniform(1.6, 3) * 1.1 ** np.arange(n)).astype(int)
    inside = rng.uniform(0.03, 0.97)
    drawn = rng.beta(inside * 100, (1 - inside) * 100, n)
    return series(100 * rng.binomial(base, drawn) / base)


WITHOUT_A_TREND: Final[Mapping[str, Draw]] = {
    draw.__name__: draw
    for draw in (poisson, over_dispersed, hanging_together, hanging_together_most, hanging_together_longest,
                 small_and_hidden, reporters_come_and_go, share)
}  # fmt: skip


def rising(rng: np.random.Generator, n: int, factor: float = 1.8, noise: float = 0.08) -> Series:
    """By a factor over n years, with noise beyond that of counting."""
    level = 500 * factor ** (np.arange(n) / (n - 1))
    return series(rng.poisson(level * np.exp(noise * rng.normal(size=n))))
