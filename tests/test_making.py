"""What a change is made of, and how the answer moves with the window: recounted in plain loops."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.account import account, unaccounted
from queries.interval import Interval
from queries.making import MOST_NAMED, made_of, parts
from queries.moving import around, moving
from queries.panels import reports
from queries.view import Filters, View
from tests.frames import COUNTED, PLAIN, cells

Row = dict[str, Any]
Given = Mapping[str, Mapping[int, int | tuple[int, int]]]
YEARS = range(2010, 2014)
# A pause, an entry, a departure, a <5, and two that are always there.
SIX: Given = {
    "AUT": {2010: 100, 2011: 110, 2012: 120, 2013: 130},
    "BEL": {2010: (0, 4), 2011: 7, 2012: 9, 2013: 40},
    "CHE": {2012: 500, 2013: 700},
    "DEU": {2010: 60, 2011: 50},
    "EST": {2010: 30, 2012: 35, 2013: 45},
    "FRA": {2013: (0, 4)},
}


def rows(given: Given, first: int = 2010, last: int = 2013) -> list[Row]:
    return list(parts(account("", cells(given), first, last)).iter_rows(named=True))


def one(found: list[Row], part: str, what: str = "whole") -> Row:
    (row,) = [row for row in found if (row["part"], row["what"]) == (part, what)]
    return row


def ends(row: Row) -> tuple[int, ...]:
    return row["from_low"], row["from_high"], row["to_low"], row["to_high"]


def test_the_parts_are_the_same_the_others_now_and_the_others_then() -> None:
    found = rows(SIX)
    assert ends(one(found, "all")) == (190, 194, 915, 919)
    assert ends(one(found, "panel")) == (100, 104, 170, 170)
    assert ends(one(found, "entering")) == (0, 0, 745, 749)
    assert ends(one(found, "leaving")) == (90, 90, 0, 0)
    assert [one(found, part)["reporters"] for part in ("panel", "entering", "leaving")] == [2, 3, 2]


def test_a_change_is_an_interval_as_wide_as_what_it_is_made_of() -> None:
    found = one(rows(SIX), "panel")
    assert (found["change_low"], found["change_high"]) == (66, 70)


def test_who_paused_is_named_in_neither_part() -> None:
    named = {row["reporter"]: row["part"] for row in rows(SIX) if row["what"] == "reporter"}
    assert named == {"CHE": "entering", "DEU": "leaving", "BEL": "panel", "AUT": "panel"}


def test_the_change_without_a_reporter_is_told_beside_it() -> None:
    (largest,) = [row for row in rows(SIX) if row["reporter"] == "CHE"]
    assert (largest["from_without_low"], largest["to_without_low"], largest["to_without_high"]) == (190, 215, 219)
    assert round(largest["part_of_change"], 1) == round(100 * 700 / 725, 1)


amounts = st.one_of(st.integers(5, 400), st.just((0, 4)))
reporting = st.dictionaries(st.sampled_from(YEARS), amounts, min_size=1)
everything = st.dictionaries(st.sampled_from([f"R{n}" for n in range(12)]), reporting, min_size=1)


def bounds(entry: int | tuple[int, int] | None) -> tuple[int, int]:
    return (0, 0) if entry is None else entry if isinstance(entry, tuple) else (entry, entry)


@settings(max_examples=150)
@given(everything)
def test_the_bridge_recounted_in_plain_loops_leads_from_the_first_to_the_last(given: Given) -> None:
    """first + within the same + entering - leaving = last, bound by bound; pieces add up to their part."""
    found = rows(given)
    totals = {(end, side): 0 for end in ("from", "to") for side in ("low", "high")}
    same = dict(totals)
    for values in given.values():
        is_same = all(year in values for year in YEARS)
        for end, year in (("from", 2010), ("to", 2013)):
            for side, bound in zip(("low", "high"), bounds(values.get(year)), strict=True):
                totals[end, side] += bound
                same[end, side] += bound if is_same else 0
    for (end, side), total in totals.items():
        name = f"{end}_{side}"
        assert one(found, "all")[name] == total
        own = [row for row in found if row["what"] == "whole" and row["part"] != "all"]
        assert sum(row[name] for row in own) == total
        assert sum(row[name] for row in own if row["part"] == "panel") == same[end, side]
        for part in {row["part"] for row in own}:
            pieces = [row for row in found if row["part"] == part and row["what"] != "whole"]
            assert sum(row[name] for row in pieces) == one(found, part)[name]
    for row in found:
        inside = row["change_low"] <= row["to_low"] - row["from_low"] <= row["change_high"]
        assert inside
        assert row["change_low"] <= row["to_high"] - row["from_high"] <= row["change_high"]


@settings(max_examples=80)
@given(everything)
def test_every_reporter_is_counted_in_its_part_once(given: Given) -> None:
    found = rows(given)
    assert sum(row["what"] == "reporter" for row in found) <= MOST_NAMED
    for part in {row["part"] for row in found} - {"all"}:
        pieces = [row["reporters"] for row in found if row["part"] == part and row["what"] != "whole"]
        assert sum(pieces) == one(found, part)["reporters"]


def test_where_nobody_is_named_or_one_year_only_is_there_nothing_is_taken_apart() -> None:
    assert parts(None).is_empty()
    assert parts(unaccounted("", 2010, 2013, Interval(1, 1), Interval(2, 2))).is_empty()
    assert rows(SIX, 2013, 2013) == []


def test_records_of_nobody_known_are_the_rest_of_the_others() -> None:
    found = account("", cells({"a": dict.fromkeys(YEARS, 50), "b": {2013: 20}}), 2010, 2013, {2013: 7})
    rest = one(list(parts(found).iter_rows(named=True)), "entering", "rest")
    assert (rest["reporters"], rest["to_low"]) == (0, 7)


# ------------------------------------------------------------------------------------------------------- the windows


def windows(given: Given, first: int, last: int, edition: Any = COUNTED) -> dict[tuple[int, int], Row]:
    frame = around(reports(cells(given)), first, last, edition)
    return {(row["first"], row["last"]): row for row in frame.iter_rows(named=True)}


MOVING: Given = {name: dict.fromkeys(range(2010, 2016), 100) for name in "ABC"} | {
    "D": {year: 100 * (year - 2011) for year in range(2012, 2016)}
}


def test_windows_share_an_end_with_the_one_compared_and_recount_their_panel() -> None:
    found = windows(MOVING, 2012, 2014)
    assert set(found) == {(2010, 2014), (2011, 2014), (2012, 2014), (2013, 2014), (2012, 2013), (2012, 2015)}
    for (first, last), row in found.items():
        members = [name for name, values in MOVING.items() if all(year in values for year in range(first, last + 1))]
        before, after = (sum(bounds(MOVING[name][year])[0] for name in members) for year in (first, last))
        assert (row["reporters"], row["from_low"], row["to_low"]) == (len(members), before, after)
        assert row["ratio_low"] == row["ratio_high"] == after / before
    assert [pair for pair, row in found.items() if row["is_current"]] == [(2012, 2014)]


def test_no_factor_is_said_of_few_reporters_of_a_small_base_or_of_nobody() -> None:
    few = {"A": MOVING["A"], "B": MOVING["B"], "C": {2015: 5}}
    assert {row["status"] for row in windows(few, 2010, 2015).values()} == {"F"}
    small = {name: dict.fromkeys(range(2010, 2016), 9) for name in "ABC"}
    assert {row["status"] for row in windows(small, 2010, 2015).values()} == {"U"}
    gone = {"A": {2010: 50, 2011: 50}, "B": {2014: 50, 2015: 50}}
    assert windows(gone, 2010, 2015)[2010, 2015]["status"] == "M"
    for reporting in (few, small, gone):
        found = windows(reporting, 2010, 2015).values()
        assert all(row["ratio_low"] is None for row in found if row["status"] != "A")


def test_no_factor_leads_to_a_year_whose_records_are_still_to_come() -> None:
    pending = replace(PLAIN, provisional=(2015,))
    assert windows(MOVING, 2010, 2014, pending).keys() == {(year, 2014) for year in range(2010, 2014)} | {
        (2010, year) for year in range(2011, 2015)
    }
    assert windows(MOVING, 2010, 2015, pending)[2010, 2015]["status"] == "P"
    published = windows(MOVING, 2010, 2015, replace(COUNTED, provisional=(2015,)))
    assert published[2010, 2015]["status"] == "A"


@pytest.mark.usefixtures("demonstration")
def test_years_asked_for_do_not_narrow_the_windows() -> None:
    found = moving(View("trends", Filters(from_=2013, to=2016))).frame
    assert (found["first"].min(), found["last"].max()) == (2002, 2022)


@pytest.mark.usefixtures("demonstration")
def test_the_planted_entry_is_the_change() -> None:
    figure = made_of(View("trends", Filters(from_=2014, to=2015), by="region", measure="index"))
    found = list(figure.frame.iter_rows(named=True))
    entering = one(found, "entering", "reporter")
    assert entering["reporter"] == "hotline_north"
    assert entering["part_of_change"] > 98
    assert figure.view.measure == "count"


@pytest.mark.real
def test_pakistan_is_nine_tenths_of_the_step_of_2019(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    view = View("trends", Filters(dataset="unodc-glotip", from_=2018, to=2019))
    found = list(made_of(view).frame.iter_rows(named=True))
    assert ends(one(found, "all")) == (46_284, 46_332, 82_291, 82_363)
    assert ends(one(found, "panel")) == (42_764, 42_812, 47_473, 47_525)
    pakistan = one(found, "entering", "reporter")
    assert (pakistan["reporter"], pakistan["to_low"], round(pakistan["part_of_change"])) == ("PAK", 32_022, 89)
    moved = {(row["first"], row["last"]): row for row in moving(view).frame.iter_rows(named=True)}
    assert (moved[2018, 2019]["reporters"], moved[2010, 2019]["reporters"]) == (113, 50)
