"""A trend is spoken of on a constant panel of eight years in a row, with no break inside, where tests are allowed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from queries.account import Account, Ground
from queries.catalogue import Break, Edition
from queries.figures import trend
from queries.findings import findings
from queries.interval import NOTHING, Interval
from queries.panels import Panel
from queries.trend_tests import Finding, Unsaid
from queries.view import Filters, View
from tests.frames import COUNTED, DEMO, PLAIN
from tests.frames import trend as figure

RISE = {2010 + year: 100 + 12 * year for year in range(10)}
FLAT = {2010 + year: 100 + (-1) ** year for year in range(10)}


def account(code: str = "", first: int = 2010, last: int = 2019, ground: Ground = "panel") -> Account:
    held = Panel(frozenset({"A", "B"}), NOTHING, NOTHING) if ground in ("panel", "all", "one") else None
    return Account(code, first, last, ground, NOTHING, NOTHING, 2, 2, held)


def said(
    panel: Mapping[str, Mapping[int, int | tuple[int, int]]], edition: Edition = COUNTED, measure: str = "count",
    accounts: Mapping[str, Account] | None = None, filters: Filters | None = None,
) -> dict[str, Finding | Unsaid]:  # fmt: skip
    """The findings of series of which as much was published every year, whatever their panel gave."""
    whole = {code: dict.fromkeys(one, 500) for code, one in panel.items()}
    by = "region" if len(panel) > 1 else ""
    made = figure(whole, edition=edition, measure=measure, panel=panel, filters=filters, by=by)
    return findings(edition, made.view, made.frame, accounts or {code: account(code) for code in panel})


def test_the_trend_is_that_of_the_same_reporters_and_not_of_what_was_published() -> None:
    found = said({"": RISE})[""]
    assert isinstance(found, Finding)
    assert (found.grade, found.direction, found.points, found.first, found.last) == ("clear", 1, 10, 2010, 2019)
    assert found.slope_mid == pytest.approx(12)


def test_an_index_moves_as_its_count_does() -> None:
    assert said({"": RISE}, measure="index") == said({"": RISE})


def test_all_the_series_of_a_figure_are_tested_together() -> None:
    several = said({"africa": RISE, "asia": FLAT, "europe": FLAT})
    alone, among = said({"": RISE})[""], several["africa"]
    assert isinstance(alone, Finding)
    assert isinstance(among, Finding)
    assert among.p == pytest.approx(3 * alone.p)
    assert list(several) == ["africa", "asia", "europe"]


def test_series_of_which_nothing_may_be_said_do_not_count_among_the_tested() -> None:
    accounts = {"africa": account("africa"), "asia": account("asia", ground="small")}
    several = said({"africa": RISE, "asia": FLAT}, accounts=accounts)
    assert several["asia"] == Unsaid("panel")
    assert several["africa"] == said({"": RISE})[""]


@pytest.mark.parametrize(("ground", "reason"), [("nobody", "nobody"), ("small", "panel")])
def test_without_a_panel_nothing_is_said(ground: Ground, reason: str) -> None:
    assert said({"": RISE}, accounts={"": account(ground=ground)})[""] == Unsaid(reason)  # type: ignore[arg-type]


@pytest.mark.parametrize("ground", ["one", "all", "panel"])
def test_one_reporter_or_the_same_ones_throughout_are_a_panel_too(ground: Ground) -> None:
    assert isinstance(said({"": RISE}, accounts={"": account(ground=ground)})[""], Finding)


def test_rows_of_a_synthesiser_are_not_tested_but_the_demonstrations_are() -> None:
    assert said({"": RISE}, edition=PLAIN)[""] == Unsaid("protection")
    assert said({"": RISE}, edition=replace(PLAIN, protection="dp-synthetic"))[""] == Unsaid("protection")
    assert isinstance(said({"": RISE}, edition=DEMO)[""], Finding)


def test_seven_years_are_too_few_and_so_are_ten_with_a_gap() -> None:
    seven = {year: value for year, value in RISE.items() if year < 2017}
    gap = {year: value for year, value in RISE.items() if year != 2014}
    assert said({"": seven})[""] == Unsaid("points")
    assert said({"": gap})[""] == Unsaid("points")
    assert isinstance(said({"": {year: value for year, value in RISE.items() if year < 2018}})[""], Finding)


def test_only_the_years_compared_are_tested() -> None:
    found = said({"": RISE}, accounts={"": account(last=2018)})[""]
    assert isinstance(found, Finding)
    assert (found.points, found.last) == (9, 2018)


def test_provisional_years_are_left_out_and_named_where_they_leave_too_few() -> None:
    provisional = replace(COUNTED, provisional=(2018, 2019))
    found = said({"": RISE}, edition=provisional)[""]
    assert isinstance(found, Finding)
    assert (found.points, found.last) == (8, 2017)
    assert said({"": RISE}, edition=replace(COUNTED, provisional=(2017, 2018, 2019)))[""] == Unsaid("provisional")


def test_no_trend_runs_through_a_break_that_the_panel_does_not_answer() -> None:
    counting = replace(COUNTED, breaks=(Break(2014, "definition", of="counting"),))
    of_reporters = replace(COUNTED, breaks=(Break(2014, "hotline_enters", of="reporters"),))
    assert said({"": RISE}, edition=counting)[""] == Unsaid("break")
    assert isinstance(said({"": RISE}, edition=of_reporters)[""], Finding)
    after = {"": account(first=2014)}
    assert said({"": RISE}, edition=counting, accounts=after)[""] == Unsaid("points")  # no break inside, but six years


def test_percentages_on_too_few_answers_are_no_trend() -> None:
    made = figure({"": RISE}, edition=COUNTED, measure="share", panel={"": RISE}, by="gender")
    hidden = made.frame.with_columns(panel_value_low=None, panel_value_high=None).cast(
        {"panel_value_low": float, "panel_value_high": float}
    )
    assert findings(COUNTED, made.view, hidden, {"": account()}) == {"": Unsaid("measure")}


def test_a_share_is_tested_in_percent_and_not_in_counts() -> None:
    made = figure({"": RISE}, edition=COUNTED, measure="share", panel={"": RISE}, by="gender")
    steady = made.frame.with_columns(panel_value_low=40.0, panel_value_high=40.0)
    found = findings(COUNTED, made.view, steady, {"": account()})[""]
    assert isinstance(found, Finding)
    assert (found.grade, found.p, found.slope_mid) == ("none", 1.0, 0.0)


def test_hidden_counts_go_through_as_bounds() -> None:
    found = said({"": {year: (value - 30, value + 30) for year, value in RISE.items()}})[""]
    sure = said({"": RISE})[""]
    assert isinstance(found, Finding)
    assert isinstance(sure, Finding)
    assert found.p > sure.p
    assert found.slope.low < sure.slope.low
    assert isinstance(found.slope, Interval)


def of_the_demonstration(**chosen: object) -> Finding | Unsaid:
    drawn = trend(View("trends", Filters(dataset="demo", from_=2010, **chosen)))  # type: ignore[arg-type]
    (found,) = drawn.facts["findings"].values()
    assert isinstance(found, Finding | Unsaid)
    return found


def test_of_the_demonstration_the_planted_rise_is_clear_and_nothing_else_is(
    demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    rise = of_the_demonstration(subregion=("south_eastern_asia",), exploitation=("forced_labour",))
    assert isinstance(rise, Finding)
    assert (rise.grade, rise.direction, rise.last) == ("clear", 1, 2022)  # the years after are provisional
    for region in ("americas", "europe"):  # where a contributor enters, and where one leaves
        flat = of_the_demonstration(region=(region,))
        assert isinstance(flat, Finding)
        assert (flat.grade, flat.direction) == ("none", 0)
