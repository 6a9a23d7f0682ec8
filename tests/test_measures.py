"""What is drawn from what was counted: shares, indices and periods, with their bounds."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures import SMALL_BASE, measured


def frame(**columns: list[object]) -> pl.DataFrame:
    rows = len(columns["low"])
    absent = {
        "code": [""] * rows,
        "year_first": list(range(2000, 2000 + rows)),
        "known": columns["high"] if "high" in columns else columns["low"],
        "high": columns["low"],
    }
    columns = absent | columns
    columns.setdefault("known_high", columns["known"])
    columns.setdefault("year_last", columns["year_first"])
    return pl.DataFrame(columns)


def values(frame: pl.DataFrame) -> list[tuple[float | None, float | None, str]]:
    return frame.select("value_low", "value_high", "status").rows()


def test_a_share_is_of_the_records_that_answered_and_not_of_all() -> None:
    shown = measured(frame(low=[50], known=[100], total=[400]), "share")
    assert values(shown) == [(50.0, 50.0, "A")]


def test_fewer_than_thirty_answers_give_no_percentage() -> None:
    shown = measured(frame(low=[10, 10], known=[SMALL_BASE - 1, SMALL_BASE]), "share")
    assert values(shown) == [(None, None, "U"), (pytest.approx(100 / 3), pytest.approx(100 / 3), "A")]


def test_no_answer_at_all_is_no_value_and_never_zero() -> None:
    for measure in ("count", "share"):
        assert values(measured(frame(low=[0], known=[0]), measure)) == [(None, None, "M")]


def test_none_of_the_answers_is_a_true_zero() -> None:
    assert values(measured(frame(low=[0], known=[500]), "share")) == [(0.0, 0.0, "A")]


def test_a_period_of_nine_years_is_shown_per_year() -> None:
    shown = measured(frame(low=[2531, 2398], year_first=[2005, 2019], year_last=[2013, 2019]), "count")
    assert values(shown) == [(pytest.approx(2531 / 9), pytest.approx(2531 / 9), "A"), (2398.0, 2398.0, "A")]


def test_a_censored_value_keeps_both_bounds_and_is_never_a_middle() -> None:
    assert values(measured(frame(low=[100], high=[108]), "count")) == [(100.0, 108.0, "Q")]


def test_an_index_starts_at_exactly_one_hundred_in_the_first_year_with_a_value() -> None:
    shown = measured(frame(low=[0, 50, 75], known=[0, 90, 90]), "index")
    assert values(shown) == [(None, None, "M"), (100.0, 100.0, "A"), (150.0, 150.0, "A")]


def test_an_index_on_a_base_of_under_thirty_is_not_shown() -> None:
    shown = measured(frame(low=[10, 40], known=[100, 100]), "index")
    assert {status for *_, status in values(shown)} == {"U"}


def test_each_series_has_its_own_base() -> None:
    shown = measured(
        frame(code=["a", "b", "a", "b"], year_first=[2000, 2000, 2001, 2001], low=[50, 200, 100, 100]), "index"
    )
    assert [low for low, *_ in values(shown)] == [100.0, 100.0, 200.0, 50.0]


counts = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 4)), min_size=2, max_size=6)


@given(counts, st.data())
def test_the_bounds_of_a_share_bracket_every_truth_behind_the_censored_values(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    low = [exact for exact, _ in parts]
    high = [exact + censored for exact, censored in parts]
    truth = [data.draw(st.integers(a, b)) for a, b in zip(low, high, strict=True)]
    known = {"known": [sum(low)] * len(parts), "known_high": [sum(high)] * len(parts)}
    shown = measured(frame(code=[str(i) for i in range(len(parts))], low=low, high=high, **known), "share")
    for (least, most, status), true in zip(values(shown), truth, strict=True):
        if status in "AQ" and sum(truth):
            assert least is not None
            assert most is not None
            assert least - 1e-9 <= 100 * true / sum(truth) <= most + 1e-9


@given(st.lists(st.tuples(st.integers(30, 5000), st.integers(0, 4)), min_size=2, max_size=8), st.data())
def test_the_bounds_of_an_index_bracket_every_truth_behind_the_censored_values(
    years: list[tuple[int, int]], data: st.DataObject
) -> None:
    low, high = [exact for exact, _ in years], [exact + censored for exact, censored in years]
    truth = [data.draw(st.integers(a, b)) for a, b in zip(low, high, strict=True)]
    shown = measured(frame(low=low, high=high), "index")
    for (least, most, _), true in zip(values(shown)[1:], truth[1:], strict=True):
        assert least is not None
        assert most is not None
        assert least - 1e-9 <= 100 * true / truth[0] <= most + 1e-9


def test_a_place_without_a_record_has_no_value_because_nobody_registered_there() -> None:
    shown = measured(frame(low=[0, 7], known=[90, 90]), "count", zero_is_absence=True)
    assert shown.select("low", "high", "value_low", "status").rows() == [(None, None, None, "M"), (7, 7, 7.0, "A")]
