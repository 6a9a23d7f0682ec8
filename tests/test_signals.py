"""Signals: what stands out has its likely cause checked first, and a false story is never left open."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from queries.catalogue import Break
from queries.interval import Interval
from queries.signals import signals
from queries.signals_causes import Cause, Change, cause
from queries.signals_merged import Signal, merged
from queries.signals_parts import Reported
from queries.signals_series import Counted, Series, dimensions, series_of
from queries.signals_steps import steps_of
from queries.view import Filters, View
from tests.made import FIGURES, VICTIMS

K_2021 = {"dataset": "ctdc-k-anonymised", "edition": "2021-07-15"}
PLAIN = replace(VICTIMS, breaks=(), provisional=(2012,))
Row = dict[str, Any]

# ------------------------------------------------------------------------------------------------- causes, on made data


def gave(values: dict[str, dict[int, int | tuple[int, int]]]) -> Reported:
    """Reporter -> year -> yes, or (yes, answered)."""
    return {name: {year: _gave(value) for year, value in years.items()} for name, years in values.items()}


def _gave(value: int | tuple[int, int]) -> Counted:
    yes, known = value if isinstance(value, tuple) else (value, value)
    return Counted(yes, yes, known, known, known)


def change(
    given: dict[str, dict[int, Any]], *, last: int = 2011, of: str = "count", whole: dict[str, set[int]] | None = None,
    total: dict[int, int] | None = None, **edition: Any,
) -> Change:  # fmt: skip
    cells = gave(given)
    every = {year: [one[year] for one in cells.values() if year in one] for year in (2010, last)}
    years = {year: Counted(*map(sum, zip(*some, strict=True))) for year, some in every.items()}
    years = {year: one._replace(total=(total or {}).get(year, one.known)) for year, one in years.items()}
    line = Series("gender", "female", of, years)  # type: ignore[arg-type]
    active = {name: frozenset(found) for name, found in (whole or {}).items()}
    return Change(replace(PLAIN, **edition), Filters(), line, 2010, last, cells, active)


def test_who_enters_explains_a_rise_and_is_named_with_its_part() -> None:
    found = cause(change({"old": {2010: 500, 2011: 550}, "new": {2011: 450}}))
    assert (found.kind, found.who, found.part) == ("reporters", ("new",), 0.9)


def test_who_enters_explains_nothing_of_a_fall() -> None:
    given = {"a": {2010: 500, 2011: 250}, "b": {2010: 400, 2011: 200}, "new": {2011: 20}}
    assert cause(change(given)).kind == "open"


def test_one_reporter_that_the_others_do_not_follow() -> None:
    given = {"one": {2010: 200, 2011: 700}, "other": {2010: 600, 2011: 610}, "third": {2010: 300, 2011: 300}}
    assert (cause(change(given)).kind, cause(change(given)).who) == ("one_reporter", ("one",))


def test_a_series_of_one_reporter_is_not_explained_by_it() -> None:
    found = cause(change({"GBR": {2009: 590, 2010: 601, 2011: 5138}}))
    assert (found.kind, found.who, found.part) == ("open", ("GBR",), None)
    left_alone = {"GBR": {2010: 601, 2011: 5138}, "earlier": {2005: 20}}
    assert cause(change(left_alone)).kind == "one_reporter"
    assert cause(change({"GBR": {2010: 40, 2011: 90}})).kind == "small"


def test_a_large_reporter_that_all_others_follow_is_not_the_cause() -> None:
    given = {"large": {2010: 2000, 2011: 3000}, "other": {2010: 200, 2011: 300}, "third": {2010: 100, 2011: 148}}
    assert cause(change(given)).kind == "open"


def test_who_reported_before_but_was_not_asked_is_no_entry() -> None:
    given = {"old": {2010: 300, 2011: 310}, "asked": {2011: 400}}
    found = cause(change(given, whole={"old": {2010, 2011}, "asked": {2010, 2011}}))
    assert (found.kind, found.who) == ("asked", ("asked",))


def test_a_count_that_follows_the_number_who_answered_is_asked() -> None:
    given = {"a": {2010: (300, 900), 2011: (590, 1800)}, "b": {2010: (200, 600), 2011: (410, 1210)}}
    assert cause(change(given, total={2010: 3000, 2011: 3010})).kind == "asked"
    assert cause(change(given, total={2010: 1500, 2011: 3010})).kind == "open"


def test_a_share_of_whom_many_more_were_asked_is_asked() -> None:
    given = {"a": {2010: (100, 500), 2011: (200, 500)}, "b": {2010: (110, 500), 2011: (190, 500)}}
    assert cause(change(given, of="share", total={2010: 1000, 2011: 2000})).kind == "asked"
    assert cause(change(given, of="share", total={2010: 1000, 2011: 1050})).kind == "open"


def test_a_share_that_the_same_reporters_do_not_show_is_one_of_who_reports() -> None:
    given = {
        "a": {2010: (100, 500), 2011: (101, 500)},
        "b": {2010: (90, 500), 2011: (92, 500)},
        "new": {2011: (900, 1000)},
    }
    found = cause(change(given, of="share"))
    assert (found.kind, found.who) == ("reporters", ("new",))


def test_a_provisional_year_comes_first_and_a_described_break_of_counting_before_who_reports() -> None:
    given = {"old": {2010: 500, 2012: 450}, "gone": {2010: 400}}
    assert cause(change(given, last=2012)).kind == "provisional"
    moved = {"old": {2010: 500, 2011: 450}, "gone": {2010: 400}}
    described = (Break(2011, "iom_system"),)
    assert (cause(change(moved, breaks=described)).kind, cause(change(moved)).kind) == ("counting", "reporters")


def test_an_end_that_is_described_and_seen_goes_before_the_provisional_year() -> None:
    given = {"case.USA": {2010: 500, 2012: 450}, "hotline.USA": {2010: 4000}}
    ends = (Break(2012, "hotline_leaves", "USA", of="reporters"),)
    found = cause(change(given, last=2012, breaks=ends))
    assert (found.kind, found.who, found.breaks) == ("reporters", ("hotline.USA",), ("hotline_leaves",))


def test_few_are_small_numbers() -> None:
    given = {"a": {2010: 10, 2011: 40}, "b": {2010: 12, 2011: 50}}
    assert cause(change(given)).kind == "small"


def test_where_nobody_is_named_a_change_is_unknown_and_never_open() -> None:
    line = Series("", "", "count", {2010: Counted(500, 500, 500, 500, 500), 2011: Counted(900, 900, 900, 900, 900)})
    assert cause(Change(PLAIN, Filters(), line, 2010, 2011, {}, {})).kind == "unknown"


# ------------------------------------------------------------------------------------------------- one story told once


def signal(place: tuple[str, str], before: int, after: int, kind: str = "open", who: tuple[str, ...] = ()) -> Signal:
    ends = Interval(before, before), Interval(after, after)
    line = Series(*place, "count", {})
    return Signal(line, 2010, 2011, ("xmr",), *ends, abs(after - before), Cause(kind, None, who))  # type: ignore[arg-type]


def test_a_country_s_jump_that_makes_its_region_s_and_the_whole_s_is_one_story() -> None:
    found = [
        signal(("", ""), 20000, 26000), signal(("region", "europe"), 8000, 13500),
        signal(("subregion", "northern_europe"), 1000, 6000), signal(("country", "GBR"), 601, 5138),
    ]  # fmt: skip
    (one,) = merged(found)
    assert one.place == ("country", "GBR")
    assert set(one.also) == {("", ""), ("region", "europe"), ("subregion", "northern_europe")}


def test_a_region_s_jump_that_is_one_country_s_is_told_as_that_country_s() -> None:
    around = signal(("region", "europe"), 8000, 13500, "one_reporter", ("GBR",))
    own = signal(("country", "GBR"), 2000, 5138, "open", ("GBR",))
    (one,) = merged([around, own])
    assert (one.place, one.cause.kind, one.also) == (("country", "GBR"), "open", (("region", "europe"),))


def test_a_country_that_does_not_make_its_region_s_jump_is_a_story_of_its_own() -> None:
    found = [signal(("region", "europe"), 8000, 13500, "one_reporter", ("FRA",)),
             signal(("country", "GBR"), 601, 1138, "one_reporter", ("GBR",))]  # fmt: skip
    assert len(merged(found)) == 2


def test_a_jump_and_a_drop_of_the_same_year_are_two_stories() -> None:
    assert len(merged([signal(("gender", "female"), 100, 200), signal(("gender", "male"), 200, 100)])) == 2


def test_one_reporter_s_entry_is_told_once_over_all_breakdowns() -> None:
    places = {("", ""): 900, ("gender", "female"): 500, ("exploitation", "other"): 300}
    found = [signal(place, 100, 100 + moved, "reporters", ("new",)) for place, moved in places.items()]
    (one,) = merged(found)
    assert len(one.also) == 2


# ------------------------------------------------------------------------------------------------------ what is scanned


def test_only_what_was_published_together_is_scanned() -> None:
    assert set(dimensions(FIGURES, Filters())) == {
        "",
        "region",
        "subregion",
        "country",
        "exploitation",
        "gender",
        "age",
    }
    assert "gender" not in dimensions(FIGURES, Filters(origin=("NGA",)))
    assert "region" not in dimensions(FIGURES, Filters(region=("asia",)))
    assert {"region", "subregion", "country"}.isdisjoint(dimensions(FIGURES, Filters(country=("GBR",))))
    assert "country" in dimensions(FIGURES, Filters(country=("GBR", "PAK")))


def test_small_and_short_series_are_not_scanned() -> None:
    def frame(most: int, years: int) -> pl.DataFrame:
        rows = [("female", 2000 + at, most, most, most, most, most) for at in range(years)]
        names = ["code", "year", "low", "high", "known", "known_high", "total"]
        return pl.DataFrame(rows, schema=names, orient="row")

    assert [len([*series_of(PLAIN, "region", frame(*made), 5000)]) for made in ((99, 12), (100, 7), (100, 8))] == [
        0,
        0,
        1,
    ]
    assert not [*series_of(PLAIN, "country", frame(100, 12), 20000)]


def test_a_provisional_year_is_compared_and_sets_no_limit() -> None:
    years = {year: Counted(*[1000 + 5 * (year % 3)] * 5) for year in range(2000, 2012)}
    fallen = years | {2012: Counted(*[400] * 5)}
    assert steps_of(Series("", "", "count", years), PLAIN) == []
    assert [span for span, _ in steps_of(Series("", "", "count", fallen), PLAIN)] == [(2011, 2012)]


# ------------------------------------------------------------------------------------------------ the data themselves


def rows(cause: str = "all", order: str = "size", **chosen: Any) -> list[Row]:
    options = tuple(
        (name, value) for name, value in (("cause", cause), ("order", order)) if value not in ("all", "size")
    )
    return signals(View("signals", Filters(**chosen), options=options)).frame.to_dicts()


def touching(found: list[Row], year: int, of: str = "count") -> list[Row]:
    return [row for row in found if row["first"] < year <= row["year"] and row["of"] == of]


@pytest.mark.usefixtures("demonstration")
def test_the_planted_entry_and_exit_are_explained_by_who_reports() -> None:
    found = rows()
    for year, who in ((2015, "hotline_north"), (2020, "rights_clinic")):
        steps = [row for row in found if (row["first"], row["year"]) == (year - 1, year)]
        assert steps
        assert {(row["cause"], row["who"][0]) for row in steps} == {("reporters", who)}
        assert any("." in row["also"] or not row["dimension"] for row in steps), "the whole shows it"
        assert all(row["breaks"] and row["part"] > 0.9 for row in steps)


@pytest.mark.usefixtures("demonstration")
def test_the_lag_is_never_called_anything_but_provisional() -> None:
    late = [row for row in rows() if row["year"] > 2022]
    assert {row["year"] for row in late} == {2023, 2024}
    assert {row["cause"] for row in late} == {"provisional"}


@pytest.mark.usefixtures("demonstration")
def test_only_the_two_planted_rises_are_left_open() -> None:
    found = {(row["dimension"], row["code"]): row for row in rows("open")}
    assert set(found) == {("subregion", "south_eastern_asia"), ("method", "online_social_network")}
    rise = found["subregion", "south_eastern_asia"]
    assert rise["direction"] == "up"
    assert rise["first"] in (2015, 2016)
    assert rise["year"] in (2021, 2022)
    assert (rise["panel_from_low"], rise["panel_to_low"]) == (rise["from_low"], rise["to_low"])
    assert found["method", "online_social_network"]["of"] == "share"


@pytest.mark.usefixtures("demonstration")
def test_a_share_that_the_same_reporters_show_rising_while_it_falls_as_published_is_found() -> None:
    (found,) = [row for row in rows() if row["hidden"]]
    assert (found["dimension"], found["code"], found["of"]) == ("exploitation", "forced_labour", "share")
    assert found["direction"] == "up"
    assert found["to_low"] < found["from_low"] - 5, "as published it falls: the hotline came"
    assert found["panel_to_low"] > found["panel_from_low"] + 5
    assert found["who"] == ["migrant_desk"], "where the planted rise is"


@pytest.mark.usefixtures("demonstration")
def test_the_planted_rise_itself_is_open_and_of_its_planted_size() -> None:
    found = rows("open", subregion=("south_eastern_asia",), exploitation=("forced_labour",))
    (rise,) = [row for row in found if not row["dimension"]]
    assert rise["relative"] == pytest.approx(1.8, abs=0.06)


@pytest.mark.usefixtures("demonstration")
def test_filters_years_cause_and_order_are_those_asked_for() -> None:
    assert {row["year"] for row in rows(from_=2014, to=2016)} == {2015}
    assert {row["cause"] for row in rows("reporters")} == {"reporters"}
    years = [row["year"] for row in rows(order="year")]
    assert years == sorted(years, reverse=True)
    moved = [row["moved"] for row in rows()]
    assert moved == sorted(moved, reverse=True)
    factors = [max(row["relative"], 1 / row["relative"]) for row in rows(order="change")]
    assert factors == sorted(factors, reverse=True)


@pytest.mark.usefixtures("demonstration")
def test_a_selection_with_nothing_to_signal_says_what_was_scanned() -> None:
    figure = signals(View("signals", Filters(country=("ISL",))))
    assert figure.frame.is_empty()
    assert not figure.is_empty


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_pakistan_explains_2019_of_asia_and_the_whole() -> None:
    (jump,) = [row for row in rows(dataset="unodc-glotip") if "PAK" in row["who"] and row["year"] == 2019]
    assert (jump["cause"], jump["who"][0], jump["breaks"]) == ("reporters", "PAK", ["pakistan_enters"])
    assert jump["part"] > 0.9
    assert {".", "region.asia"} <= {*jump["also"]}


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_united_kingdom_s_jump_of_2017_is_its_own_number_and_the_cause_of_its_region_s() -> None:
    found = rows(dataset="unodc-glotip")
    (jump,) = [row for row in found if row["code"] == "GBR" and row["year"] == 2017]
    assert (jump["from_low"], jump["to_low"], jump["cause"]) == (601, 5138, "open")
    assert "subregion.northern_europe" in jump["also"]
    (europe,) = [row for row in found if row["code"] == "europe" and row["direction"] == "up"]
    assert (europe["first"], europe["year"], europe["cause"], europe["who"]) == (2014, 2019, "one_reporter", ["GBR"])


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_no_country_s_series_is_explained_by_that_country() -> None:
    own = [row for row in rows(dataset="unodc-glotip") if row["dimension"] == "country"]
    assert len(own) > 5
    assert {row["cause"] for row in own} <= {"open", "provisional", "counting", "small"}
    assert all(row["who"] == [row["code"]] for row in own if row["cause"] == "open")
    assert {row["cause"] for row in rows(dataset="unodc-glotip", country=("GBR",)) if not row["dimension"]} <= {
        "open", "provisional",
    }  # fmt: skip


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_hotline_and_the_philippines_explain_the_records_of_ctdc() -> None:
    found = rows(**K_2021)
    for year in (2015, 2020):
        named = [row for row in touching(found, year) + touching(found, year, "share") if "hotline.USA" in row["who"]]
        assert named
        assert {row["cause"] for row in named} == {"reporters"}
    (end,) = [row for row in found if (row["dimension"], row["year"]) == ("", 2020)]
    assert (end["from_low"], end["to_low"], end["breaks"]) == (21312, 1717, ["hotline_leaves"])
    assert {row["cause"] for row in touching(found, 2016) if row["first"] == 2015} == {"counting"}
    assert all("philippines" in row["breaks"] for row in touching(found, 2016) if row["first"] == 2015)


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
@pytest.mark.parametrize("dataset", ["ctdc-synthetic", "ctdc-victim-perpetrator"])
def test_a_data_set_that_names_nobody_leaves_nothing_open(dataset: str) -> None:
    assert "open" not in {row["cause"] for row in rows(dataset=dataset)}
