"""What the panels under a trend say: of a change, what it is made of; of the years compared, how the answer moves."""

from dataclasses import replace
from typing import Any

import pytest

from pages.parts.statement_change import change_statement
from pages.parts.statement_windows import windows_statement
from pages.parts.words import words
from queries.account import account, unaccounted
from queries.catalogue import Edition
from queries.figure import Figure
from queries.interval import Interval
from queries.making import parts
from queries.moving import around
from queries.panels import Panel, reports
from queries.view import View
from tests.frames import COUNTED, PLAIN, cells

EN, FR = words("en"), words("fr")
YEARS = range(2010, 2016)
STEADY: Any = {name: dict.fromkeys(YEARS, 100) for name in ("AUT", "BEL", "CHE")}


def change(given: Any, edition: Edition = COUNTED, first: int = 2010, last: int = 2015) -> Figure:
    found = account("", cells(given), first, last)
    return Figure("change", View("trends"), edition, parts(found), {"records": 1, "account": found})


def text(given: Any, **options: Any) -> str:
    return change_statement(change(given, **options), EN).headline


def test_a_rise_of_who_reports_names_the_one_who_makes_it() -> None:
    told = change_statement(change(STEADY | {"PAK": {2014: 900, 2015: 900}}), EN)
    assert told.headline == (
        "The whole rise in the figures from 2010 to 2015 comes from countries that enter, leave or pause; Pakistan "
        "alone is 100%."
    )
    assert told.lines[0] == (
        "In numbers: +900 as published; +900 from countries that enter, leave or pause; 0 in the same 3 countries."
    )


def test_a_part_of_a_change_is_a_percentage_and_its_amounts_stand_under_it() -> None:
    given = STEADY | {"AUT": {year: 100 + 20 * (year - 2010) for year in YEARS}, "PAK": {2015: 300}}
    told = change_statement(change(given), EN)
    assert told.headline == (
        "75% of the rise in the figures from 2010 to 2015 comes from countries that enter, leave or pause; Pakistan "
        "alone is 75%."
    )
    assert told.lines[0].endswith("+300 from countries that enter, leave or pause; +100 in the same 3 countries.")


def test_what_the_same_countries_lost_is_not_hidden_behind_who_entered() -> None:
    falling = STEADY | {"AUT": {year: 2100 - year for year in YEARS}, "PAK": {2015: 900}}
    told = change_statement(change(falling), EN)
    assert told.headline == (
        "More than the whole rise in the figures from 2010 to 2015 comes from countries that enter, leave or pause: in "
        "the same 3 countries the number fell; Pakistan alone is more than the whole rise."
    )
    assert told.lines[0].endswith("−5 in the same 3 countries.")


def test_a_rise_in_the_same_countries_against_who_left() -> None:
    rising = STEADY | {"AUT": {year: 100 * (year - 2009) for year in YEARS}, "PAK": {2010: 50}}
    said = text(rising)
    assert said.startswith("More than the whole rise in the figures from 2010 to 2015 is in the same 3 countries: ")
    assert "countries that enter, leave or pause work the other way" in said


@pytest.mark.parametrize(("entered", "within", "said"), [
    ((10, 40), (-2, 10), "At least 50% of the rise"), ((0, 10), (40, 60), "Between 0% and 20%"),
    ((-5, 20), (-5, 30), "How much"), ((20, 30), (60, 70), "Between 22% and 33% of the rise"),
    ((-9, 4), (60, 60), "At most 6.2% of the rise"),
])  # fmt: skip
def test_bounds_that_lie_apart_are_told(entered: tuple[int, int], within: tuple[int, int], said: str) -> None:
    """The countries that come in give so many, the others grow by so many: both between bounds."""
    whole = Interval(max(1, entered[0] + within[0]), entered[1] + within[1])
    found = replace(
        account("", cells(STEADY), 2010, 2015), ground="panel", all_from=Interval(0, 0), all_to=whole,
        entering=Interval(*entered), leaving=Interval(0, 0),
        panel=Panel(frozenset({"AUT", "BEL", "CHE"}), Interval(0, 0), Interval(*within)),
    )  # fmt: skip
    figure = Figure("change", View("trends"), COUNTED, parts(found), {"records": 1, "account": found})
    assert change_statement(figure, EN).headline.startswith(said)


@pytest.mark.parametrize(("given", "said"), [
    ({"AUT": {2010: 5, 2015: 9} | dict.fromkeys(range(2011, 2015), 7)}, "is that of one country: Austria."),
    (STEADY | {"AUT": dict.fromkeys(YEARS, 100) | {2015: 160}}, "is in the same 3 countries: nobody enters"),
])  # fmt: skip
def test_where_the_reporters_never_change_that_is_said(given: Any, said: str) -> None:
    assert said in text(given)


def test_a_change_that_censored_values_may_close_is_none() -> None:
    assert text({"AUT": {2010: (0, 4), 2015: (1, 4)}, "BEL": {2015: (0, 4)}}).startswith("The number did not clearly")


def test_records_still_to_come_are_no_fall() -> None:
    pending = replace(PLAIN, provisional=(2015,))
    falling = STEADY | {"AUT": dict.fromkeys(YEARS, 100) | {2015: 20}}
    said = text(falling, edition=pending)
    assert said.startswith("2015 is provisional")
    assert "no fall and no rise yet" in said
    told = change_statement(change(falling, edition=replace(COUNTED, provisional=(2015,))), EN)
    assert "2015 is provisional" in told.lines[0]


def test_the_change_without_its_largest_part_is_told() -> None:
    told = change_statement(change(STEADY | {"PAK": {2015: 900}}), EN)
    assert told.lines[1:] == ("Largest parts of the change: Pakistan (100%).",
                              "Without Pakistan: 300 in 2010, 300 in 2015.")  # fmt: skip


def test_where_nobody_is_named_or_one_year_is_there_that_is_why() -> None:
    nobody = {"records": 1, "account": unaccounted("", 2010, 2015, Interval(1, 1), Interval(2, 2))}
    figure = replace(change(STEADY), facts=nobody)
    assert "does not say who reports" in change_statement(figure, EN).headline
    assert "one year only" in text(STEADY, first=2015)


def windows(given: Any, first: int, last: int, edition: Edition = COUNTED) -> Figure:
    frame = around(reports(cells(given)), first, last, edition)
    return Figure("windows", View("trends"), edition, frame, {"records": 1})


MOVING: Any = {name: {year: 100 * (year - 2008) for year in YEARS} for name in ("AUT", "BEL", "CHE")} | {
    "DEU": dict.fromkeys(range(2012, 2016), 900)
}


def test_the_span_is_that_of_windows_of_about_the_same_length() -> None:
    told = windows_statement(windows(MOVING, 2010, 2014), EN)
    # 2012-2014 (4 reporters), 2011-2014, 2010-2012, 2010-2013 and 2010-2015 (3 reporters each); not 2010-2014 itself
    assert told.headline == ("Compared over other years, the same countries give from ×\u00a01.3 to ×\u00a03.5 (3 to 4 "
                             "countries report every year).")  # fmt: skip
    assert told.lines[0] == "From 2010 to 2014: ×\u00a03.0 in the same 3 countries."


def test_a_span_of_falls_is_in_percent() -> None:
    falling = {name: {year: 100 - 6 * (year - 2010) for year in YEARS} for name in ("AUT", "BEL", "CHE")}
    told = windows_statement(windows(falling | {"DEU": {2012: 90}}, 2010, 2014), EN)
    assert told.headline == (
        "Compared over other years, the same countries give from −30% to −12% (3 countries report every year)."
    )
    assert told.lines[0] == "From 2010 to 2014: −24% in the same 3 countries."


def test_a_window_without_a_factor_says_why() -> None:
    few = {"AUT": STEADY["AUT"], "BEL": STEADY["BEL"], "CHE": {2014: 100, 2015: 100}}
    told = windows_statement(windows(few, 2010, 2015), EN)
    assert told.headline.startswith("Over other years of about that length, too few countries")
    assert "fewer than three reported every year" in told.lines[0]


def test_both_languages_say_all_of_it() -> None:
    pending = replace(PLAIN, provisional=(2015,))
    for given in (STEADY, MOVING, STEADY | {"PAK": {2015: 900}}, STEADY | {"PAK": {2010: 900}}):
        for edition in (COUNTED, PLAIN, pending):
            assert change_statement(change(given, edition=edition), FR).text
            assert windows_statement(windows(given, 2010, 2014, edition), FR).text
