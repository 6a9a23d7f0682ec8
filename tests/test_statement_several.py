"""What several series say: their values, each one's change beside that in the same reporters, never a ranking."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from pages.parts.sentences import takeaway
from pages.parts.series import series
from pages.parts.statement import statement
from pages.parts.words import words
from queries.accounts import accounts
from queries.catalogue import Break
from queries.figure import Figure
from queries.interval import Interval
from queries.trend_tests import Finding, Unsaid
from tests.frames import COUNTED, PLAIN, cells, trend

EN, FR = words("en"), words("fr")
NB = "\u00a0"
SHARES = trend({"forced_labour": {2018: 40, 2019: 60}, "sexual_exploitation": {2018: 50, 2019: 90}},
               by="exploitation", measure="share", known=lambda _: 100)  # fmt: skip


@pytest.mark.parametrize("measure", ["count", "share", "index"])
@pytest.mark.parametrize("by", ["origin", "country", "region"])
def test_series_of_places_carry_their_caveat_in_every_measure(measure: str, by: str) -> None:
    codes = ("europe", "asia") if by == "region" else ("UKR", "PHL")
    figure = trend({code: {2018: 50, 2019: 90} for code in codes}, by=by, measure=measure)
    assert statement(figure, EN).lines[0] == EN("takeaway.depends_on_reporting")


def test_series_are_said_in_the_order_they_are_drawn() -> None:
    edition = replace(PLAIN, provisional=(2020,))
    figure = trend({"UKR": {2019: 9, 2020: 1}, "PHL": {2019: 5, 2020: 7}}, by="origin", edition=edition)
    assert [one.code for one in series(figure, EN)] == ["UKR", "PHL"]
    assert "Ukraine 9; Philippines 5" in takeaway(figure, EN)


def test_three_series_are_named_and_the_rest_counted() -> None:
    codes = ("agriculture", "construction", "domestic_work", "hospitality", "begging", "peddling")
    said = takeaway(trend({code: {2019: 10 * (n + 1)} for n, code in enumerate(codes)}, by="sector"), EN)
    assert said == (
        "Records, by sector of labour, in 2019, as published: "
        "street trading 60; begging 50; hospitality 40; 3 more on the chart."
    )


def test_counts_of_countries_carry_their_caveat() -> None:
    figure = trend({"UKR": {2019: 9}, "PHL": {2019: 5}}, by="origin")
    assert statement(figure, EN).lines[0] == "Counts follow who identifies and who reports."


def by_gender(given: dict[str, dict[str, dict[int, int]]], **options: Any) -> Figure:
    """A trend by gender: code -> reporter -> year -> count."""
    whole = {
        code: {year: sum(values.get(year, 0) for values in one.values()) for year in years(one)}
        for code, one in given.items()
    }
    figure = trend(whole, by="gender", **options)
    cell = pl.concat([cells(one).with_columns(pl.lit(code).alias("code")) for code, one in given.items()])
    return replace(figure, facts={**figure.facts, "accounts": accounts(figure.view, figure.frame, cell)})


def years(one: dict[str, dict[int, int]]) -> list[int]:
    return sorted({year for values in one.values() for year in values})


MEN = {name: {2018: 100, 2019: 110} for name in ("ITA", "FRA", "ESP")} | {"PAK": {2019: 330}}
WOMEN = {name: {2018: 200, 2019: 220} for name in ("ITA", "FRA", "ESP")} | {"PAK": {2019: 1140}}


def test_each_change_stands_beside_that_in_the_same_reporters() -> None:
    said = statement(by_gender({"female": WOMEN, "male": MEN}, edition=COUNTED), EN)
    assert (
        said.headline == "Victims detected, by gender, in 2019, as published: women and girls 1,800; men and boys 660."
    )
    assert said.lines == (
        f"From 2018 to 2019: women and girls ×{NB}3.0 as published and +10% in the same 3 countries. Men and boys "
        f"×{NB}2.2 as published and +10% in the same 3 countries.",
    )


def test_values_stand_in_for_a_factor_that_is_not_to_be_told() -> None:
    few = {name: {2018: 5, 2019: 50} for name in ("ITA", "FRA", "ESP")} | {"PAK": {2019: 50}}
    said = statement(by_gender({"female": WOMEN, "male": few}, edition=COUNTED), EN).text
    assert "Men and boys from 15 to 200 as published and from 15 to 150 in the same 3 countries" in said
    broken = replace(COUNTED, breaks=(Break(2019, "iom_system"),))
    said = statement(by_gender({"female": WOMEN, "male": MEN}, edition=broken), EN).text
    assert "×" not in said
    assert "women and girls from 600 to 1,800 as published" in said
    assert "What changed in between: IOM changes its own case management system (2019)." in said


def test_an_index_of_several_names_its_breaks_too() -> None:
    broken = replace(COUNTED, breaks=(Break(2019, "iom_system"),))
    said = statement(by_gender({"female": WOMEN, "male": MEN}, edition=broken, measure="index"), EN)
    assert EN("break.iom_system") in said.text


def test_series_that_begin_in_other_years_are_told_apart() -> None:
    late = {name: {2017: 100, 2018: 100, 2019: 110} for name in ("ITA", "FRA", "ESP")}
    said = statement(by_gender({"female": WOMEN, "male": late}, edition=COUNTED), EN).lines[0]
    assert said.startswith("From 2018 to 2019: women and girls")
    assert "From 2017 to 2019: men and boys +10% as published." in said


def test_where_nobody_is_the_same_that_is_said() -> None:
    relay = {"ITA": {2018: 100}, "FRA": {2019: 110}}
    said = statement(by_gender({"female": relay, "male": relay}, edition=COUNTED), EN)
    assert EN("statement.few_all") in said.lines
    said = statement(by_gender({"female": relay, "male": MEN}, edition=COUNTED), EN)
    assert EN("statement.few_series") in said.lines


def test_grades_are_told_for_each_series_and_a_reason_once_where_it_is_one_for_all() -> None:
    figure = by_gender({"female": WOMEN, "male": MEN}, edition=COUNTED)
    rising = Finding("clear", 1, 0.001, Interval(1, 3), 2, 10, 2010, 2019)
    none = Finding("none", 0, 0.5, Interval(-1, 3), 1, 10, 2010, 2019)
    told = replace(figure, facts={**figure.facts, "findings": {"female": rising, "male": none}})
    assert statement(told, EN).lines[1] == (
        "Over the years, corrected for the number of series: women and girls, clearly rising; men and boys, no clear "
        "change."
    )
    untold = replace(figure, facts={**figure.facts, "findings": dict.fromkeys(("female", "male"), Unsaid("points"))})
    assert statement(untold, EN).lines[1] == EN("statement.unsaid_points")
