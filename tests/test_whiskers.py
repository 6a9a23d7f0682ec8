"""Every value drawn has the interval of its measure; none where there is no value or the rows are synthetic."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson_2indep

from queries.catalogue import Edition
from queries.measures import SMALL_BASE
from queries.whiskers import with_whiskers
from tests.frames import COUNTED, DEMO, PLAIN, Period, Value, places, trend

OPEN = replace(PLAIN, protection="k-anonymised")
EXACT = {"rel": 1e-9, "abs": 1e-9}
counts = st.integers(0, 5000)
bounds = st.tuples(counts, st.integers(0, 40)).map(lambda both: (both[0], sum(both)))
Limits = list[tuple[float | None, float | None]]


def drawn(frame: pl.DataFrame, edition: Edition, measure: str = "count") -> Limits:
    return with_whiskers(frame.drop("ci_low", "ci_high"), edition, measure).select("ci_low", "ci_high").rows()


def of_trend(counts: dict[Period, Value], measure: str = "count", edition: Edition = OPEN, known: int = 400) -> Limits:
    made = trend({"": counts}, measure=measure, edition=edition, known=lambda _: known)
    return drawn(made.frame, edition, measure)


def exact(low: float, high: float) -> tuple[float, float]:
    return float(stats.chi2.ppf(0.025, 2 * low) / 2) if low else 0.0, float(stats.chi2.isf(0.025, 2 * high + 2) / 2)


@given(bounds)
def test_a_count_has_its_exact_interval_outside_its_bounds(count: tuple[int, int]) -> None:
    ((low, high),) = of_trend({2019: count})
    assert (low, high) == pytest.approx(exact(*count), **EXACT)


def test_a_count_of_a_period_has_the_interval_of_the_whole_by_its_years() -> None:
    nine, one = of_trend({(2005, 2013): 900, 2019: 100})
    assert nine == pytest.approx(tuple(limit / 9 for limit in exact(900, 900)), **EXACT)
    assert one == pytest.approx(exact(100, 100), **EXACT)


@given(counts, counts)
def test_a_share_has_wilsons_interval_in_percent(inside: int, others: int) -> None:
    known = inside + others + SMALL_BASE
    ((low, high),) = of_trend({2019: inside}, "share", known=known)
    expected = proportion_confint(inside, known, method="wilson")
    assert (low, high) == pytest.approx(tuple(100 * limit for limit in expected), **EXACT)


def test_a_share_between_bounds_has_the_lower_limit_of_the_lower_and_the_upper_of_the_upper() -> None:
    made = trend({"": {2019: (40, 60)}}, measure="share", edition=COUNTED)
    frame = made.frame.with_columns(known=100, known_high=140)  # the others are 60 to 80
    ((low, high),) = drawn(frame, COUNTED, "share")
    assert low == pytest.approx(100 * proportion_confint(40, 120, method="wilson")[0], **EXACT)
    assert high == pytest.approx(100 * proportion_confint(60, 120, method="wilson")[1], **EXACT)


@given(st.integers(SMALL_BASE, 5000), st.integers(1, 5000))
def test_an_index_has_the_interval_of_its_ratio_to_the_first_year(first: int, later: int) -> None:
    base, grown = of_trend({2018: first, 2019: later}, "index")
    expected = confint_poisson_2indep(later, 1, first, 1, method="wald-log", compare="ratio")
    assert base == (100.0, 100.0)
    assert grown == pytest.approx(tuple(100 * limit for limit in expected), **EXACT)


def test_an_index_of_periods_compares_what_was_counted_in_a_year() -> None:
    _, grown = of_trend({(2010, 2013): 400, 2019: 100}, "index")
    expected = confint_poisson_2indep(100, 1, 400, 4, method="wald-log", compare="ratio")
    assert grown == pytest.approx(tuple(100 * limit for limit in expected), **EXACT)


def test_every_series_has_its_own_first_year() -> None:
    made = trend({"a": {2018: 50, 2019: 100}, "b": {2018: None, 2019: 200, 2020: 100}}, edition=OPEN, measure="index",
                 known=lambda _: 900)  # fmt: skip
    limits = dict(zip(made.frame.select("code", "year_first").rows(), drawn(made.frame, OPEN, "index"), strict=True))
    assert limits["a", 2018] == limits["b", 2019] == (100.0, 100.0)
    assert limits["b", 2018] == (None, None)
    low, high = limits["b", 2020]
    assert (low or 0) < 50 < (high or 0)


def test_an_index_on_a_small_base_and_a_share_of_few_have_no_interval() -> None:
    assert set(of_trend({2018: SMALL_BASE - 1, 2019: 90}, "index")) == {(None, None)}
    assert of_trend({2019: 5}, "share", known=SMALL_BASE - 1) == [(None, None)]


def test_where_there_is_no_value_there_is_no_interval() -> None:
    assert of_trend({2018: None, 2019: 0}) == [(None, None), pytest.approx((0.0, 3.6888794541139363), **EXACT)]


@pytest.mark.parametrize("measure", ["count", "share", "index"])
def test_synthetic_rows_have_none_but_the_demonstrations_have(measure: str) -> None:
    for protection in ("synthetic", "dp-synthetic"):
        synthetic = replace(PLAIN, protection=protection)
        assert set(of_trend({2018: 100, 2019: 90}, measure, edition=synthetic)) == {(None, None)}
    assert (None, None) not in of_trend({2018: 100, 2019: 90}, measure, edition=DEMO)


def test_a_place_has_the_interval_of_its_count_and_of_published_figures_of_a_year_with_one() -> None:
    records = places({"FRA": 60, "ITA": (0, 4)}, edition=OPEN)
    assert drawn(records.frame, OPEN) == [
        pytest.approx(exact(60, 60), **EXACT), pytest.approx(exact(0, 4), **EXACT)
    ]  # fmt: skip
    figures = records.frame.with_columns(years=pl.Series([3, 0]))
    assert drawn(figures, COUNTED)[0] == pytest.approx(tuple(limit / 3 for limit in exact(60, 60)), **EXACT)
    assert drawn(figures, OPEN)[0] == pytest.approx(exact(60, 60), **EXACT)  # records are shown as they add up


def test_an_empty_frame_has_the_columns_too() -> None:
    empty = trend({"": {2019: 5}}).frame.clear().drop("ci_low", "ci_high")
    assert with_whiskers(empty, OPEN, "count").schema["ci_high"] == pl.Float64
