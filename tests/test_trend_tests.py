"""The tests of a trend agree with independent implementations, and call nothing a trend that is none."""

import itertools
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from queries.interval import Interval
from queries.trend_tests import (
    LEAST_POINTS,
    POSSIBLE,
    Finding,
    evidence,
    exact_p,
    findings,
    holm,
    inflation,
    mann_kendall,
    normal_p,
    theil_sen,
    untied_variance,
)
from tests import simulated
from tests.simulated import Series, rising, series

SEEDS = 2000
EXACT = {"rel": 1e-9, "abs": 1e-9}
distinct = st.lists(st.integers(-(10**6), 10**6), min_size=LEAST_POINTS, max_size=25, unique=True)
tied = st.lists(st.integers(0, 6), min_size=LEAST_POINTS, max_size=25)
bounded = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), min_size=LEAST_POINTS, max_size=16)


def floats(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=float)


def found(values: Series, percent: bool = False) -> Finding:
    return findings({"": values}, percent)[""]


@given(distinct)
def test_the_exact_p_of_independent_years_is_scipys(values: list[int]) -> None:
    s, _ = mann_kendall(floats(values), floats(values))
    known = stats.kendalltau(range(len(values)), values, method="exact")
    pairs = len(values) * (len(values) - 1) / 2
    assert s / pairs == pytest.approx(known.statistic, **EXACT)
    assert exact_p(s, len(values)) == pytest.approx(known.pvalue, **EXACT)


def test_the_exact_p_is_that_of_counting_every_order() -> None:
    orders = [mann_kendall(floats(list(one)), floats(list(one)))[0] for one in itertools.permutations(range(6))]
    for s in range(16):
        assert exact_p(s, 6) == pytest.approx(np.mean([abs(one) >= s for one in orders]), **EXACT)


@given(tied)
def test_the_variance_with_ties_and_its_p_are_scipys(values: list[int]) -> None:
    s, variance = mann_kendall(floats(values), floats(values))
    n, groups = len(values), np.unique(values, return_counts=True)[1]
    of_ties = (groups * (groups - 1) * (2 * groups + 5)).sum() / 18
    assert variance == pytest.approx(untied_variance(n) - of_ties, **EXACT)
    if len(groups) > 1 and s:
        without_continuity = 2 * stats.norm.sf(abs(s) / variance**0.5)
        known = stats.kendalltau(range(n), values, method="asymptotic").pvalue
        assert without_continuity == pytest.approx(known, **EXACT)
        assert normal_p(s, variance) == pytest.approx(2 * stats.norm.sf((abs(s) - 1) / variance**0.5), **EXACT)


@given(bounded)
def test_the_variance_of_overlapping_intervals_is_that_of_every_order(values: list[tuple[int, int]]) -> None:
    """Of many random orders, as counting every one of eight values would take 40,320."""
    low = floats([one for one, _ in values])
    high = low + floats([width for _, width in values])
    _, variance = mann_kendall(low, high)
    rng, drawn = np.random.default_rng(3), []
    for _ in range(400):
        order = rng.permutation(len(low))
        drawn.append(mann_kendall(low[order], high[order])[0])
    assert np.mean(np.square(drawn)) == pytest.approx(variance, rel=0.45, abs=1e-9)


@given(st.one_of(distinct, tied))
def test_the_slope_and_its_interval_are_scipys(values: list[int]) -> None:
    years, given_values = np.arange(2005.0, 2005 + len(values)), floats(values)
    _, variance = mann_kendall(given_values, given_values)
    interval, middle = theil_sen(years, given_values, given_values, variance)
    known = stats.theilslopes(given_values, years)
    assert (middle, interval.low, interval.high) == pytest.approx(
        (known.slope, known.low_slope, known.high_slope), **EXACT
    )


@given(bounded, st.data())
def test_the_slope_of_intervals_covers_that_of_every_value_behind_them(
    values: list[tuple[int, int]], data: st.DataObject
) -> None:
    low = floats([one for one, _ in values])
    high = low + floats([width for _, width in values])
    truth = floats([data.draw(st.integers(int(a), int(b))) for a, b in zip(low, high, strict=True)])
    years = np.arange(len(values), dtype=float)
    whole, _ = theil_sen(years, low, high, 300.0)
    one, _ = theil_sen(years, truth, truth, 300.0)
    assert whole.low <= one.low <= one.high <= whole.high


@settings(max_examples=30)  # statsmodels takes a tenth of a second each
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_p_values_of_several_series_are_adjusted_as_statsmodels_does(chances: list[float]) -> None:
    assert holm(chances) == pytest.approx(list(multipletests(chances, method="holm")[1]), **EXACT)


def test_years_whose_intervals_overlap_are_a_tie() -> None:
    low, high = floats([0, 3, 5, 9]), floats([4, 6, 8, 9])
    assert (
        mann_kendall(low, high)[0] == 4
    )  # four pairs are apart; the first and the second, the second and the third not
    assert mann_kendall(floats([0] * 9), floats([4] * 9)) == (0, 0.0)
    assert found({year: Interval(0, 4) for year in range(2005, 2015)}) == Finding(
        "none", 0, 1.0, Interval(-4.0, 4.0), 0.0, 10, 2005, 2014
    )


# The lag-1 form of Hamed and Rao's equation 9, by hand: n = 8, rho = 0.5.
def test_correlation_widens_the_variance_as_published() -> None:
    assert inflation(0.0, 12) == pytest.approx(1.0)
    ranks = [6 / np.pi * np.arcsin(0.5**lag / 2) for lag in range(1, 8)]
    by_hand = 1 + 2 / (8 * 7 * 6) * (
        7 * 6 * 5 * ranks[0] + 6 * 5 * 4 * ranks[1] + 5 * 4 * 3 * ranks[2] + 4 * 3 * 2 * ranks[3] + 3 * 2 * 1 * ranks[4]
    )
    assert inflation(0.5, 8) == pytest.approx(by_hand, **EXACT)


@given(st.floats(0, 0.95), st.integers(LEAST_POINTS, 40))
def test_correlation_never_makes_the_test_bolder(rho: float, n: int) -> None:
    assert inflation(rho, n) >= 1


def test_a_rise_that_sets_in_late_is_found() -> None:
    late = [100, 101, 99, 100, 102, 100, 101, 108, 121, 138, 160, 195, 230]
    assert found(series(dict(enumerate(late, 2010)))).grade == "clear"


@cache
def called(name: str) -> tuple[Finding, ...]:
    """What is said of 2,000 series without a trend."""
    draw = simulated.WITHOUT_A_TREND[name]
    return tuple(found(draw(np.random.default_rng(seed)), percent=name == "share") for seed in range(SEEDS))


@pytest.mark.parametrize("name", simulated.WITHOUT_A_TREND)
def test_at_most_one_series_in_twenty_without_a_trend_is_called_one(name: str) -> None:
    assert np.mean([one.grade != "none" for one in called(name)]) <= 0.045
    assert np.mean([one.grade == "clear" for one in called(name)]) <= 0.02
    # Not for want of size alone: the p-values keep what they promise.
    assert np.mean([one.p < POSSIBLE for one in called(name)]) <= 0.05


def test_over_all_kinds_of_series_without_a_trend_it_is_far_fewer() -> None:
    assert np.mean([one.grade != "none" for name in simulated.WITHOUT_A_TREND for one in called(name)]) <= 0.02


def test_the_usual_test_would_call_too_many_of_the_same_series() -> None:
    """So that the test above means something: years that hang together fool Mann-Kendall as it is in the books."""
    fooled = 0
    for seed in range(SEEDS):
        values = simulated.hanging_together_most(np.random.default_rng(seed))
        fooled += exact_p(evidence(values).s, len(values)) < POSSIBLE
    assert fooled / SEEDS > 0.1


def test_at_most_one_figure_of_six_series_in_twenty_has_a_false_call() -> None:
    wrong = 0
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        shown = findings({str(place): simulated.hanging_together(rng) for place in range(6)})
        wrong += any(one.grade != "none" for one in shown.values())
    assert wrong / SEEDS <= 0.045


@pytest.mark.parametrize(("n", "clear", "called"), [(10, 0.5, 0.85), (11, 0.65, 0.9), (12, 0.7, 0.9), (15, 0.9, 0.97)])
def test_a_real_rise_is_called_clear_in_most_seeds(n: int, clear: float, called: float) -> None:
    said = [found(rising(np.random.default_rng(seed), n)) for seed in range(500)]
    assert np.mean([one.grade == "clear" for one in said]) >= clear
    assert np.mean([one.grade != "none" for one in said]) >= called
    assert {one.direction for one in said if one.grade != "none"} == {1}


def test_a_fall_has_the_other_direction_and_the_same_certainty() -> None:
    up = rising(np.random.default_rng(5), 12, noise=0.03)
    down = {year: Interval(2000 - value.high, 2000 - value.low) for year, value in up.items()}
    assert (found(up).grade, found(up).direction) == ("clear", 1)
    assert (found(down).grade, found(down).direction) == ("clear", -1)
    assert found(down).p == found(up).p
    assert found(down).slope == Interval(-found(up).slope.high, -found(up).slope.low)


def test_however_regular_a_change_of_a_few_percent_is_none_to_speak_of() -> None:
    creeping = series({2005 + year: 1000 + 5 * year for year in range(15)})
    assert (found(creeping).p < 0.001, found(creeping).grade, found(creeping).direction) == (True, "none", 0)


def test_a_share_near_a_hundred_is_judged_by_the_rest() -> None:
    falling_rest = series({2005 + year: 94 + 0.3 * year for year in range(12)})
    assert found(falling_rest, percent=True).grade == "clear"
    assert found(falling_rest).grade == "none"  # of 94, the same is a few percent


def test_among_many_series_the_same_rise_is_less_certain() -> None:
    rise = series({2005 + year: 100 + 10 * year + (12 if year in (3, 6) else 0) for year in range(10)})
    flat = {str(one): series({2005 + year: 50 + (year * 7 + one) % 5 for year in range(10)}) for one in range(4)}
    alone, among = found(rise), findings({"rise": rise, **flat})["rise"]
    assert among.p == pytest.approx(5 * alone.p)
    assert (alone.grade, among.grade) == ("clear", "possible")


def test_hidden_counts_take_certainty_away() -> None:
    """The same rise, told exactly and told between bounds that overlap."""
    exact = {2005 + year: Interval(10 + 2 * year, 10 + 2 * year) for year in range(10)}
    wide = {year: Interval(value.low - 6, value.high + 6) for year, value in exact.items()}
    assert found(exact).grade == "clear"
    assert found(wide).p > found(exact).p
    assert found(wide).slope.low < found(exact).slope.low <= found(exact).slope.high < found(wide).slope.high
