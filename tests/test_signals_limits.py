"""What stands out, stands out from a series' own variation: a flat one hardly ever does, and no step hides itself."""

from collections.abc import Callable
from math import inf

import numpy as np
import pytest

from queries.signals_limits import (
    LIMIT,
    PENALTY,
    SHORTEST,
    Point,
    jumps,
    levels,
    of_counts,
    of_shares,
    shifts,
    spread,
    step,
)

Numbers = np.random.Generator
SETS, SERIES = 500, 20


def poisson(random: Numbers, years: int) -> list[Point]:
    return of_counts(dict(enumerate(random.poisson(random.uniform(100, 5000), years).tolist(), 2000)))


def in_groups(random: Numbers, years: int) -> list[Point]:
    """People are found in groups: the variance is up to 25 times that of counting."""
    mean, times = random.uniform(300, 5000), random.uniform(2, 25)
    size = mean / (times - 1)
    return of_counts(dict(enumerate(random.negative_binomial(size, size / (size + mean), years).tolist(), 2000)))


def shares(random: Numbers, years: int) -> list[Point]:
    """A share that wanders a little around its mean, of more people in some years than in others."""
    mean, asked = random.uniform(0.05, 0.6), random.integers(60, 3000, years)
    true = random.beta(mean * 400, (1 - mean) * 400, years)
    said = random.binomial(asked, true)
    return of_shares({2000 + at: (int(y), int(n)) for at, (y, n) in enumerate(zip(said, asked, strict=True))})


def stands_out(points: list[Point]) -> bool:
    usual = spread(points)
    return bool(jumps(points, usual) or shifts(points, usual))


def test_at_most_a_twentieth_of_flat_series_are_signalled_over_five_hundred_data_sets() -> None:
    random = np.random.default_rng(4)
    makers: tuple[Callable[[Numbers, int], list[Point]], ...] = (poisson, in_groups, shares)
    alarms = {make.__name__: [0, 0] for make in makers}
    for _ in range(SETS):
        years = int(random.integers(8, 22))
        for at in range(SERIES):
            make = makers[at % len(makers)]
            alarms[make.__name__][0] += stands_out(make(random, years))
            alarms[make.__name__][1] += 1
    assert all(found / scanned <= 0.05 for found, scanned in alarms.values()), alarms
    found, scanned = (sum(one[part] for one in alarms.values()) for part in (0, 1))
    assert scanned == SETS * SERIES
    assert found / scanned <= 0.025, alarms  # measured: 1.7 %


def test_the_partition_is_the_best_one_that_ruptures_finds_by_trying_all() -> None:
    import ruptures

    random = np.random.default_rng(7)
    for _ in range(60):
        values = np.concatenate([random.normal(random.uniform(-8, 8), 1, random.integers(2, 9)) for _ in range(3)])
        own = levels([Point(year, value) for year, value in enumerate(values.tolist())], usual=1.0)
        search = ruptures.Dynp(model="l2", min_size=SHORTEST, jump=1).fit(values)
        most = len(values) // SHORTEST - 1
        tried = [search.predict(n_bkps=n) if n else [len(values)] for n in range(min(most, 6) + 1)]
        best = min(tried, key=lambda ends: search.cost.sum_of_costs(ends) + PENALTY * len(ends))
        assert own == best[:-1]


def test_a_jump_is_seen_in_its_year_and_does_not_hide_itself() -> None:
    points = of_counts({year: 1000 + 10 * (year % 2) + (800 if year >= 2010 else 0) for year in range(2000, 2020)})
    assert jumps(points, spread(points)) == [2010]
    assert spread(points) == 1.0


def test_a_gap_is_no_step() -> None:
    points = of_counts({year: 1000 if year < 2010 else 3000 for year in range(2000, 2020) if year != 2009})
    assert jumps(points, spread(points)) == []


def test_a_slow_move_is_one_move_from_where_it_starts_to_where_it_ends() -> None:
    flat = dict.fromkeys(range(2000, 2011), 1000)
    rise = {2010 + at: round(1000 * 1.09**at) for at in range(1, 7)}
    after = dict.fromkeys(range(2017, 2022), rise[2016])
    points = of_counts(flat | rise | after)
    assert jumps(points, spread(points)) == []
    assert shifts(points, spread(points)) == [(2010, 2016)]


def test_two_moves_in_opposite_directions_are_two() -> None:
    points = of_counts({year: 2000 if 2007 <= year <= 2013 else 1000 for year in range(2000, 2021)})
    assert shifts(points, spread(points)) == [(2006, 2007), (2013, 2014)]


def test_the_ends_of_a_move_are_as_far_apart_as_a_jump_must_be() -> None:
    random = np.random.default_rng(11)
    for _ in range(200):
        points = in_groups(random, 15) + of_counts(dict(enumerate(random.poisson(900, 6).tolist(), 2015)))
        usual, at = spread(points), {point.year: point for point in points}
        assert all(abs(step(at[first], at[last])) > LIMIT * usual for first, last in shifts(points, usual))


def test_a_share_of_few_weighs_little() -> None:
    few, many = ({2000 + at: (n // 5, n) for at in range(9)} | {2009: (n // 2, n)} for n in (30, 3000))
    assert jumps(of_shares(few), 1.0) == []
    assert jumps(of_shares(many), 1.0) == [2009]


@pytest.mark.parametrize("answered", [{}, {2000: (0, 50), 2001: (0, 60)}, {2000: (50, 50), 2001: (60, 60)}])
def test_a_share_of_nobody_or_of_all_has_no_points(answered: dict[int, tuple[int, int]]) -> None:
    assert of_shares(answered) == []


@pytest.mark.parametrize("years", [0, 1, 2, 3])
def test_a_short_series_has_no_levels(years: int) -> None:
    points = of_counts(dict.fromkeys(range(2000, 2000 + years), 500))
    assert shifts(points, spread(points)) == []
    assert spread(points) < inf
