"""Intervals agree with independent implementations and with what was published; bounds cover every value between."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from queries.interval import Interval
from queries.uncertainty import (
    alike,
    difference_interval,
    may_test,
    poisson_interval,
    ratio_interval,
    told_apart,
    wilson,
)
from tests.made import FIGURES, VICTIMS

EXACT = {"rel": 1e-9, "abs": 1e-9}
counts = st.integers(0, 200_000)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])
bounds = st.tuples(st.integers(0, 5000), st.integers(0, 400)).map(lambda both: Interval(both[0], sum(both)))


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


def published(*numbers: float) -> object:
    """To the digits that were printed."""
    return pytest.approx(numbers, abs=0.5 * 10 ** -max(len(str(number).partition(".")[2]) for number in numbers) + 1e-9)


# Tables of exact Poisson limits (Garwood 1936; Documenta Geigy), as printed in epidemiology's textbooks.
@pytest.mark.parametrize(("count", "limits"), [
    (0, (0.0, 3.689)), (1, (0.0253, 5.5716)), (2, (0.2422, 7.2247)), (3, (0.6187, 8.7673)), (5, (1.6235, 11.6683)),
    (10, (4.7954, 18.3904)), (20, (12.2165, 30.8884)), (50, (37.11, 65.92)), (100, (81.36, 121.63)),
])  # fmt: skip
def test_the_interval_of_a_count_is_that_of_the_published_tables(count: int, limits: tuple[float, float]) -> None:
    assert ends(poisson_interval(count)) == published(*limits)


# Newcombe, Statistics in Medicine 1998, 17: 857-872, table I, method 3.
@pytest.mark.parametrize(("count", "known", "limits"), [
    (81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718)),
])  # fmt: skip
def test_the_interval_of_a_share_is_that_of_the_published_examples(
    count: int, known: int, limits: tuple[float, float]
) -> None:
    assert ends(wilson(count, known)) == published(*limits)


# Newcombe, Statistics in Medicine 1998, 17: 873-890, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
@pytest.mark.parametrize(("one", "other", "limits"), [
    ((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090)), ((10, 10), (0, 20), (0.6791, 1.0)),
])  # fmt: skip
def test_the_interval_of_a_difference_is_that_of_the_published_examples(
    one: tuple[int, int], other: tuple[int, int], limits: tuple[float, float]
) -> None:
    found = difference_interval(one[0] / one[1], wilson(*one), other[0] / other[1], wilson(*other))
    assert ends(found) == published(*limits)


@given(counts, levels)
def test_the_interval_of_a_count_agrees_with_chi_square_and_with_statsmodels(count: int, level: float) -> None:
    tail = (1 - level) / 2
    lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    assert ends(poisson_interval(count, level)) == pytest.approx(
        (lower, stats.chi2.isf(tail, 2 * count + 2) / 2), **EXACT
    )
    if count:
        assert ends(poisson_interval(count, level)) == pytest.approx(
            confint_poisson(count, 1, method="exact-c", alpha=1 - level), **EXACT
        )


@given(st.tuples(counts, counts).map(sorted), levels)
def test_the_interval_of_a_share_agrees_with_statsmodels(pair: list[int], level: float) -> None:
    count, known = pair[0], max(pair[1], 1)
    expected = proportion_confint(count, known, alpha=1 - level, method="wilson")
    assert ends(wilson(count, known, level)) == pytest.approx(expected, **EXACT)


@given(st.integers(1, 100_000), st.integers(1, 100_000), levels)
def test_the_interval_of_a_ratio_agrees_with_statsmodels(to: int, of: int, level: float) -> None:
    expected = confint_poisson_2indep(to, 1, of, 1, method="wald-log", compare="ratio", alpha=1 - level)
    assert ends(ratio_interval(to, of, level)) == pytest.approx(expected, **EXACT)


def test_a_ratio_to_nothing_has_no_interval_and_of_nothing_starts_at_nothing() -> None:
    assert ratio_interval(5, 0) is None
    assert ratio_interval(5, Interval(0, 4)) is None
    low, high = ends(ratio_interval(0, 50))
    assert (low, high) == (0.0, pytest.approx(0.5 / 50.5 * math.exp(1.959963984540054 * (2 + 1 / 50.5) ** 0.5)))


def test_a_share_of_nobody_may_be_anything_and_all_of_all_may_be_all() -> None:
    assert ends(wilson(0, 0)) == (0.0, 1.0)
    assert wilson(40, 40).high == 1.0
    assert wilson(0, 40).low == 0.0


@given(bounds, st.data())
def test_the_interval_of_a_censored_count_covers_that_of_every_value_it_may_have(
    count: Interval, data: st.DataObject
) -> None:
    truth = data.draw(st.integers(int(count.low), int(count.high)))
    whole, one = poisson_interval(count), poisson_interval(truth)
    assert whole.low <= one.low <= one.high <= whole.high


@given(bounds, bounds, st.data())
def test_the_interval_of_a_censored_share_covers_that_of_every_value_it_may_have(
    count: Interval, others: Interval, data: st.DataObject
) -> None:
    truth, rest = (data.draw(st.integers(int(one.low), int(one.high))) for one in (count, others))
    whole, one = wilson(count, count.plus(others)), wilson(truth, truth + rest)
    assert whole.low <= one.low + 1e-12
    assert one.high <= whole.high + 1e-12


@given(bounds, bounds.filter(lambda one: one.low > 0), st.data())
def test_the_interval_of_a_censored_ratio_covers_that_of_every_value_it_may_have(
    to: Interval, of: Interval, data: st.DataObject
) -> None:
    above, below = (data.draw(st.integers(int(one.low), int(one.high))) for one in (to, of))
    whole, one = ends(ratio_interval(to, of)), ends(ratio_interval(above, below))
    assert whole[0] <= one[0] * (1 + 1e-12)
    assert one[1] <= whole[1] * (1 + 1e-12)


def test_an_interval_of_a_count_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    for mean in (3.0, 30.0, 300.0):
        held = [ends(poisson_interval(float(n))) for n in rng.poisson(mean, 2000)]
        assert np.mean([low <= mean <= high for low, high in held]) >= 0.945


@pytest.mark.parametrize(("protection", "allowed"), [
    ("published", True), ("k-anonymised", True), ("synthetic", False), ("dp-synthetic", False), ("confidential", False),
])  # fmt: skip
def test_rows_of_a_synthesiser_are_never_tested(protection: str, allowed: bool) -> None:
    assert may_test(replace(VICTIMS, protection=protection)) is allowed
    assert may_test(replace(FIGURES, protection=protection)) is allowed


def test_the_demonstration_may_be_tested_for_its_truth_is_known() -> None:
    assert may_test(replace(VICTIMS, dataset="demo", protection="synthetic"))


def test_overlapping_intervals_are_not_told_apart() -> None:
    apart, close = Interval(1, 2), Interval(2.5, 3)
    assert told_apart([close, apart])
    assert told_apart([])
    assert not told_apart([apart, Interval(2, 4), Interval(9, 10)])
    assert not told_apart([Interval(0, 10), Interval(1, 2), Interval(20, 21)])


def test_those_that_are_alike_are_named_together_also_by_way_of_a_third() -> None:
    shares = {"a": Interval(10, 20), "b": Interval(18, 30), "c": Interval(29, 40), "d": Interval(50, 60),
              "e": Interval(1, 3), "f": Interval(2, 4)}  # fmt: skip
    assert alike(shares) == (("c", "b", "a"), ("f", "e"))
    assert alike({"d": shares["d"], "e": shares["e"]}) == ()


@given(st.lists(bounds, max_size=8))
def test_no_two_are_alike_exactly_where_all_are_told_apart(intervals: list[Interval]) -> None:
    named = {str(place): interval for place, interval in enumerate(intervals)}
    assert (alike(named) == ()) is told_apart(intervals)
