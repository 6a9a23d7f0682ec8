"""Two selections on one scale: the arithmetic recounted in plain loops, what is refused, and what intervals hold."""

import math
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import store
from pages.parts.compare_words import verdict
from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import Catalogue, catalogue
from queries.comparison import comparison
from queries.comparison_chance import Given, chance, share_ratio
from queries.comparison_panels import Window, held, line
from queries.comparison_rules import differing, refusal, relation
from queries.comparison_scale import OF_TWO, against
from queries.figure import Figure
from queries.figures import trend
from queries.interval import Interval
from queries.view import Filters, View
from tests.made import FIGURES, VICTIMS, loaded

LABOUR = Filters("demo", exploitation=("forced_labour",))
WOMEN, MEN = Filters("demo", gender=("female",)), Filters("demo", gender=("male",))


def compared(one: Filters, other: Filters, measure: str = "count") -> Figure:
    return comparison(View("compare", one, measure=measure, versus=other))


def side(figure: Figure, name: str) -> dict[int, dict[str, Any]]:
    rows = figure.frame.filter(pl.col("side") == name, ~pl.col("average"))
    return {row["year_first"]: row for row in rows.iter_rows(named=True)}


def average(figure: Figure, name: str) -> dict[str, Any]:
    return figure.frame.filter(pl.col("side") == name, pl.col("average")).row(0, named=True)


def raw(gender: str) -> list[tuple[int, str, int]]:
    """Year, contributor, records: straight from the table, without any of our statements."""
    found = store.query(
        "SELECT period_first AS y, contributor AS c, records AS n FROM victims "
        "WHERE dataset = 'demo' AND gender::VARCHAR = $gender AND period_first IS NOT NULL",
        {"gender": gender},
    )
    return [(row[0], row[1], row[2]) for row in found.iter_rows()]


@pytest.mark.usefixtures("demonstration")
def test_every_year_of_both_sides_is_what_a_plain_loop_counts() -> None:
    figure = compared(WOMEN, MEN)
    for name, gender in (("a", "female"), ("b", "male")):
        counted: dict[int, int] = defaultdict(int)
        for year, _, records in raw(gender):
            counted[year] += records
        assert {year: row["value_low"] for year, row in side(figure, name).items()} == dict(counted)


@pytest.mark.usefixtures("demonstration")
def test_the_panel_is_those_who_report_both_in_every_year_of_the_window() -> None:
    figure = compared(replace(WOMEN, from_=2005, to=2014), replace(MEN, from_=2005, to=2014))
    first, last = figure.facts["windows"]["a"]
    gave: dict[str, set[int]] = defaultdict(set)
    for gender in ("female", "male"):
        for year, who, _ in raw(gender):
            gave[who].add(year)
    constant = {who for who, years in gave.items() if set(range(first, last + 1)) <= years}
    panel = figure.facts["held"]
    assert panel.shared
    assert panel.members[0] == panel.members[1] == constant
    for name, gender in (("a", "female"), ("b", "male")):
        counted: dict[int, int] = defaultdict(int)
        for year, who, records in raw(gender):
            counted[year] += records if who in constant else 0
        rows = side(figure, name)
        assert all(rows[year]["panel_low"] == counted[year] for year in range(first, last + 1))


@pytest.mark.usefixtures("demonstration")
def test_difference_and_ratio_are_of_the_same_year_and_stand_on_the_first_side() -> None:
    figure = compared(WOMEN, MEN)
    ours, theirs = side(figure, "a"), side(figure, "b")
    for year, row in ours.items():
        assert row["difference_low"] == row["value_low"] - theirs[year]["value_high"]
        assert row["ratio_high"] == pytest.approx(row["value_high"] / theirs[year]["value_low"])
        assert theirs[year]["difference_low"] is None


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("measure", ["count", "share", "index"])
def test_a_selection_differs_from_itself_by_nothing_and_its_ratio_is_one(measure: str) -> None:
    for row in side(compared(WOMEN, WOMEN, measure), "a").values():
        assert (row["difference_low"], row["difference_high"]) == (0, 0)
        assert row["ratio_low"] == row["ratio_high"] == 1


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("measure", ["count", "share"])
def test_swapping_the_sides_inverts_the_ratio_and_turns_the_difference_round(measure: str) -> None:
    there, back = side(compared(WOMEN, MEN, measure), "a"), side(compared(MEN, WOMEN, measure), "a")
    for year, row in there.items():
        other = back[year]
        for of in ("", "panel_"):
            assert row[f"{of}difference_low"] == (
                v and -v if (v := other[f"{of}difference_high"]) is not None else None
            )
            for ci in ("", "_ci"):
                if row[f"{of}ratio{ci}_low"] is not None:
                    assert row[f"{of}ratio{ci}_low"] == pytest.approx(1 / other[f"{of}ratio{ci}_high"])


@pytest.mark.usefixtures("demonstration")
def test_two_periods_are_compared_by_their_averages_per_year_and_by_nothing_else() -> None:
    figure = compared(Filters("demo", from_=2015, to=2019), Filters("demo", from_=2004, to=2006))
    assert not figure.facts["same_years"]
    assert all(row["difference_low"] is None for row in side(figure, "a").values())
    assert [row["step"] for row in side(figure, "b").values()] == [1, 2, 3]
    ours, theirs = average(figure, "a"), average(figure, "b")
    for row, name, years in ((ours, "a", 5), (theirs, "b", 3)):
        total = sum(one["low"] for one in side(figure, name).values())
        assert row["value_low"] == total / years
    assert ours["ratio_low"] == pytest.approx(ours["value_low"] / theirs["value_low"])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("start", [2020, 2024])
def test_nothing_is_compared_with_years_whose_records_are_still_to_come(start: int) -> None:
    recent, before = Filters("demo", from_=start, to=2024), Filters("demo", from_=2010, to=2014)
    for figure in (compared(recent, before), compared(before, recent)):
        row = average(figure, "a")
        assert all(row[name] is None for name in OF_TWO)
        said = statement(figure, words("en"))
        assert "Records of" in said.headline
        assert "2024 are still to come in, so the two are not compared yet." in said.headline
        assert not any(sign in said.text for sign in ("×", "times", "difference", "told apart"))


@pytest.mark.usefixtures("demonstration")
def test_an_index_does_not_end_in_a_year_whose_records_are_still_to_come() -> None:
    both = Filters("demo", from_=2015, to=2024, gender=("female",)), Filters("demo", from_=2015, to=2024)
    said = statement(compared(*both, "index"), words("en"))
    assert said.headline.startswith("Records, 2022, where the first year of each is 100")


@pytest.mark.usefixtures("demonstration")
def test_indices_of_two_periods_are_told_at_the_end_of_each() -> None:
    figure = compared(Filters("demo", from_=2015, to=2019), Filters("demo", from_=2004, to=2006), "index")
    ours, theirs = side(figure, "a")[2019]["value_low"], side(figure, "b")[2006]["value_low"]
    headline = statement(figure, words("en")).headline
    assert f"{ours:,.0f} in 2015–2019; {theirs:,.0f} in 2004–2006" in headline.replace(".0 ", " ")


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("first", "last"), [(2014, 2015), (2010, 2018), (2003, 2022)])
@pytest.mark.parametrize("region", ["americas", "europe", "asia", "africa"])
def test_two_years_have_the_panel_that_trends_has_over_the_same_two(region: str, first: int, last: int) -> None:
    """One rule on both pages: of neighbouring years the panel is the same one, drawn on both or neither."""
    place = Filters("demo", region=(region,))
    figure = compared(replace(place, from_=first, to=first), replace(place, from_=last, to=last))
    told = trend(View("trends", replace(place, from_=first, to=last))).facts["accounts"][""]
    panel = figure.facts["held"]
    if last == first + 1:
        assert panel.members[0] == panel.members[1] == told.panel.members
        assert panel.ground == told.ground
        assert average(figure, "b")["panel_low"] == told.panel.at_to.low
    else:  # those who paused in between are there in both years
        assert panel.members[0] >= told.panel.members


@pytest.mark.usefixtures("demonstration")
def test_the_planted_entry_in_the_americas_is_flat_in_the_same_reporters_and_said_so() -> None:
    place = Filters("demo", region=("americas",))
    figure = compared(replace(place, from_=2014, to=2014), replace(place, from_=2015, to=2015))
    assert (average(figure, "a")["panel_low"], average(figure, "b")["panel_low"]) == (753, 755)
    assert statement(figure, words("en")).headline == (
        "Records, Americas: 753 in 2014; 3,920 in 2015. As published, 2014 has 0.19 times the number of 2015; "
        "from the same 3 reporters, the two cannot be told apart."
    )


@pytest.mark.usefixtures("demonstration")
def test_places_that_differ_have_a_panel_each_and_the_size_of_the_panels_is_not_compared() -> None:
    europe = Filters("demo", region=("europe",), from_=2015, to=2019)
    figure = compared(europe, replace(europe, region=("americas",)))
    assert not figure.facts["held"].shared
    assert figure.frame["panel_value_low"].count() > 0
    assert figure.frame["panel_ratio_low"].count() == figure.frame["panel_difference_low"].count() == 0
    assert figure.frame["ratio_low"].count() > 0
    indexed = compared(europe, replace(europe, region=("americas",)), "index")
    assert indexed.frame["panel_ratio_low"].count() > 0


@pytest.mark.usefixtures("demonstration")
def test_the_planted_entry_is_no_change_of_the_same_reporters() -> None:
    """The demonstration's hotline enters in 2015: two periods around it differ as published, hardly in the panel."""
    figure = compared(Filters("demo", from_=2015, to=2018), Filters("demo", from_=2011, to=2014))
    row = average(figure, "a")
    assert row["ratio_low"] > 1.4
    assert 0.98 < row["panel_ratio_low"] <= row["panel_ratio_high"] < 1.02


def cells(rows: dict[str, dict[int, tuple[int, int]]]) -> pl.DataFrame:
    found = [
        ("", who, year, low, high, low, high) for who, years in rows.items() for year, (low, high) in years.items()
    ]
    names = ("code", "reporter", "year", "low", "high", "known", "known_high")
    return pl.DataFrame(found, schema=names, orient="row")


ONE = {"A": {2000: (50, 50), 2001: (60, 60)}, "B": {2000: (0, 4), 2001: (30, 30)}, "C": {2001: (90, 90)},
       "D": {2000: (40, 40), 2001: (40, 40)}}  # fmt: skip
TWO = {"A": {2000: (10, 10), 2001: (20, 20)}, "B": {2000: (40, 40), 2001: (0, 4)}, "D": {2000: (70, 70)}}


def test_only_reporters_of_both_sides_in_every_year_are_held_and_censored_values_count_as_reports() -> None:
    first, second = Window(cells(ONE), 2000, 2001), Window(cells(TWO), 2000, 2001)
    found = held(first, second, shared=True)
    assert found.members == (frozenset("AB"), frozenset("AB"))
    assert found.ground == "small"  # two reporters are too few to speak for the rest
    assert held(first, second, shared=False).members == (frozenset("ABD"), frozenset("AB"))


def test_a_reporter_with_nobody_to_count_in_one_period_reports_a_zero_there() -> None:
    """Who counts somebody in the other period belongs to the panel of both."""
    given = {name: {2000: (40, 40), 2001: (40, 40)} for name in "ABC"} | {"D": {2000: (0, 0), 2001: (90, 90)}}
    then, now = Window(cells(given), 2000, 2000), Window(cells(given), 2001, 2001)
    found = held(now, then, shared=True, periods=True)
    assert (found.ground, found.members[0]) == ("all", frozenset("ABCD"))


def test_two_periods_have_a_panel_where_it_stands_for_enough_of_one_end_as_on_trends() -> None:
    given = {name: {2000: (100, 100), 2001: (100, 100)} for name in "ABC"} | {"D": {2001: (5000, 5000)}}
    then, now = Window(cells(given), 2000, 2000), Window(cells(given), 2001, 2001)
    assert held(now, then, shared=True, periods=True).ground == "panel"
    # Two groups in one year: the panel's ratio is said of that very year, and must stand for it.
    groups = Window(cells(given), 2000, 2001), Window(cells(given), 2000, 2001)
    assert held(*groups, shared=True).ground == "small"
    assert held(*groups, shared=False, levels=False).ground == "panel"


def test_records_of_nobody_known_are_outside_every_panel() -> None:
    given = {name: {2000: (100, 100)} for name in "ABC"}
    whole, unnamed = Window(cells(given), 2000, 2000), Window(cells(given), 2000, 2000, {2000: 2700})
    assert held(whole, whole, shared=True).ground == "all"
    found = held(unnamed, unnamed, shared=True)
    assert (found.ground, found.parts) == ("small", (0.1, 0.1))


def test_the_line_of_a_panel_is_the_sum_of_its_members_bounds() -> None:
    drawn = line(Window(cells(ONE), 2000, 2001), frozenset("ABD"), "count")
    assert drawn.select("year_first", "panel_low", "panel_high", "panel_reporters").rows() == [
        (2000, 90, 94, 3), (2001, 130, 130, 3),
    ]  # fmt: skip


def rows_of(a: tuple[int, int], b: tuple[int, int]) -> pl.DataFrame:
    """One year of two sides, counted between bounds."""
    base = {"average": False, "year_first": 2000, "year_last": 2000, "provisional": False, "_width": 1}
    made = []
    for name, (low, high) in (("a", a), ("b", b)):
        counts = {f"{of}{bound}": value for of in ("", "panel_") for bound, value in (("low", low), ("high", high))}
        values = {f"{of}value_{bound}": float(value) for of in ("", "panel_")
                  for bound, value in (("low", low), ("high", high))}  # fmt: skip
        known = {"known": 1000, "known_high": 1000, "_known": 1000, "_known_high": 1000}
        made.append(base | {"side": name} | counts | values | known)
    return pl.DataFrame(made)


bounds = st.tuples(st.integers(0, 500), st.integers(0, 40))


@given(bounds, bounds, st.floats(0, 1), st.floats(0, 1))
def test_difference_and_ratio_hold_for_every_value_that_censored_numbers_may_have(
    a: tuple[int, int], b: tuple[int, int], at: float, of: float
) -> None:
    made = rows_of((a[0], a[0] + a[1]), (b[0], b[0] + b[1]))
    row = against(made, True, "count", "two", False).row(0, named=True)
    one, other = a[0] + round(at * a[1]), b[0] + round(of * b[1])
    assert row["difference_low"] <= one - other <= row["difference_high"]
    assert row["difference_ci_low"] <= row["difference_low"] <= row["difference_high"] <= row["difference_ci_high"]
    if row["ratio_low"] is None:
        assert b[0] < 30
    else:
        assert row["ratio_low"] <= one / other <= row["ratio_high"] + 1e-12
        assert row["ratio_ci_low"] <= row["ratio_low"] <= row["ratio_high"] <= row["ratio_ci_high"]


def exact(count: int, known: int) -> Given:
    return Given(Interval(count, count), Interval(known, known), 1)


def test_the_ratio_of_two_shares_is_that_of_statsmodels() -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(41, 300, 25, 280, compare="ratio", method="log")
    found = share_ratio(exact(41, 300), exact(25, 280), "two")
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-12), pytest.approx(high, rel=1e-12))


def test_shares_of_the_very_same_people_have_the_interval_of_their_counts() -> None:
    """Two parts of one multinomial: the base cancels, and 1/a + 1/b is left."""
    found = share_ratio(exact(120, 400), exact(80, 400), "one")
    assert found is not None
    spread = 1.959963984540054 * math.sqrt(1 / 120 + 1 / 80)
    assert found.low == pytest.approx(1.5 * math.exp(-spread), rel=1e-12)
    assert found.high == pytest.approx(1.5 * math.exp(spread), rel=1e-12)


def test_the_difference_of_two_shares_is_newcombes_published_example() -> None:
    """Newcombe (Statistics in Medicine 1998, table II): 56/70 against 48/80 is 0.0524 to 0.3339 by method 10."""
    row = {"low": 56, "high": 56, "known": 70, "known_high": 70, "_width": 1,
           "b_low": 48, "b_high": 48, "b_known": 80, "b_known_high": 80, "b__width": 1}  # fmt: skip
    found = chance(row, "", "share", "two")
    assert round(found["difference_ci_low"] or 0, 2) == 5.24
    assert round(found["difference_ci_high"] or 0, 2) == 33.39


def test_a_share_of_all_against_none_is_not_certain() -> None:
    row = {"low": 40, "high": 40, "known": 40, "known_high": 40, "_width": 1,
           "b_low": 0, "b_high": 0, "b_known": 40, "b_known_high": 40, "b__width": 1}  # fmt: skip
    assert (chance(row, "", "share", "one")["difference_ci_low"] or 100) < 99


def refused(one: Filters, other: Filters, among: Catalogue, measure: str = "count") -> str:
    return refusal(View("compare", one, measure=measure, versus=other), among)


RECORDS, TABLES = Filters("ctdc-synthetic"), Filters("unodc-glotip")


def test_what_cannot_be_on_one_scale_is_refused_with_its_reason() -> None:
    other = {"unit": "person", "publisher": "Somebody else", "protection": "dp-synthetic"}
    for name, value in other.items():
        changed = replace(VICTIMS, dataset="other", **{name: value})
        assert refused(RECORDS, Filters("other"), loaded(VICTIMS, changed)) == name
    assert refused(TABLES, RECORDS, loaded()) == "kind"
    assert refused(TABLES, replace(TABLES, indicator="offences"), loaded()) == "indicator"
    people = replace(VICTIMS, protection="k-anonymised")
    lacking = replace(people, edition="2020", answers=VICTIMS.answers - {"means"})
    asked = Filters("ctdc-synthetic", "2021-08-25", means=("threats",))
    among = loaded(people, lacking, FIGURES)
    assert refused(asked, Filters("ctdc-synthetic", "2020"), among) == "question"
    assert refused(Filters("ctdc-synthetic", "2021-08-25"), Filters("ctdc-synthetic", "2020"), among) == ""


@pytest.mark.parametrize("protection", ["synthetic", "dp-synthetic"])
def test_two_syntheses_are_not_on_one_scale_and_two_parts_of_one_are(protection: str) -> None:
    """Each release is synthesised anew: its noise is drawn again, and a record stands for another number of people."""
    new = replace(VICTIMS, protection=protection)
    among = loaded(new, replace(new, edition="2020"))
    assert refused(RECORDS, Filters("ctdc-synthetic", "2020"), among) == "synthesis"
    assert refused(replace(RECORDS, gender=("female",)), replace(RECORDS, gender=("male",)), among) == ""


def test_shares_with_another_denominator_are_refused() -> None:
    people = replace(VICTIMS, protection="k-anonymised")
    zeros = replace(people, edition="2020", zeros=frozenset({"exploitation"}))
    one = Filters("ctdc-synthetic", "2021-08-25", exploitation=("forced_labour",))
    other = replace(one, edition="2020")
    among = loaded(people, zeros)
    assert refused(one, other, among, "share") == "denominator"
    assert refused(one, other, among) == ""
    bands = replace(one, exploitation=(), age=("minor",)), replace(one, exploitation=(), age=("9_17",))
    assert refused(*bands, among, "share") == "denominator"


def test_a_refusal_is_said_in_every_language(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    for reason in ("kind", "unit", "publisher", "protection", "synthesis", "indicator", "question", "denominator"):
        figure = Figure(
            "compare", View("compare"), catalogue().default(), pl.DataFrame(), {"refused": reason, "records": 1}
        )
        for language in ("en", "fr"):
            assert len(statement(figure, words(language)).lines[0]) > 40


@pytest.mark.parametrize(
    ("one", "other", "lie"),
    [
        (WOMEN, MEN, "apart"),
        (WOMEN, Filters("demo"), "part"),
        (LABOUR, replace(LABOUR, exploitation=("other_exploitation",)), "overlap"),
        (Filters("demo", from_=2010, to=2014), Filters("demo", from_=2015), "apart"),
        (Filters("demo", age=("9_17",)), Filters("demo", age=("minor",)), "overlap"),
        (Filters("demo", age=("adult",)), Filters("demo", age=("minor",)), "apart"),
        (Filters("demo", "2025"), Filters("demo", "2026"), "editions"),
        (replace(WOMEN, region=("asia",)), MEN, "apart"),
        (replace(WOMEN, region=("asia",)), replace(WOMEN, country=("ITA",)), "overlap"),
    ],
)  # fmt: skip
def test_how_two_selections_lie_to_each_other(one: Filters, other: Filters, lie: str) -> None:
    assert relation(one, other) == relation(other, one) == lie


def test_what_differs_is_named_by_its_url_keys() -> None:
    assert differing(WOMEN, replace(MEN, from_=2010)) == ("from", "gender")
    assert differing(Filters("demo", "1"), Filters("other", "2")) == ("dataset",)


@pytest.mark.usefixtures("demonstration")
def test_the_headline_has_both_values_the_ratio_and_the_same_reporters() -> None:
    figure = compared(replace(WOMEN, from_=2005, to=2014), replace(MEN, from_=2005, to=2014))
    ours, theirs = side(figure, "a")[2014], side(figure, "b")[2014]
    said = statement(figure, words("en"))
    assert f"women and girls {ours['value_low']:,.0f}" in said.headline
    assert f"men and boys {theirs['value_low']:,.0f}" in said.headline
    assert f"As published, the first is {ours['ratio_low']:.1f} times the second" in said.headline
    assert f"; from the same 4 reporters, {ours['panel_ratio_low']:.1f} times." in said.headline


@pytest.mark.usefixtures("demonstration")
def test_what_chance_may_have_made_is_not_told_apart() -> None:
    """Two small groups of a like size: no factor is said of them."""
    small = Filters("demo", gender=("transgender_nonconforming",), from_=2010, to=2014)
    figure = compared(small, replace(small, from_=2005, to=2009))
    row = average(figure, "a")
    assert row["difference_ci_low"] is not None
    overlap = row["difference_ci_low"] <= 0 <= row["difference_ci_high"]
    assert overlap == ("cannot be told apart" in statement(figure, words("en")).headline)


def test_what_a_panel_holds_is_said_before_any_ratio(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asia's 16 countries of every year hold a ninth of its figure: the ratio to Europe is not theirs."""
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    asia = Filters("unodc-glotip", region=("asia",), from_=2012, to=2021)
    figure = compared(asia, replace(asia, region=("europe",)))
    said = statement(figure, words("en"))
    before, after = said.headline.split("As published, ")
    assert "11% of it from the 16 countries that reported every year" in before
    assert "88% of it from the 28 countries that reported every year" in before
    assert after == "the first is 1.5 times the second."
    assert said.lines[0].startswith("So little of Asia comes from countries that reported every year")
    assert "Asia from 3,703 in 2012 to 3,291 in 2021 (×\u00a00.89)" in said.text
    assert all(figure.frame[name].count() == 0 for name in OF_TWO if "panel" in name)


@given(st.integers(30, 3000), st.integers(30, 3000))
def test_two_are_told_apart_only_where_neither_interval_holds_that_they_are_one(a: int, b: int) -> None:
    row = against(rows_of((a, a), (b, b)), True, "count", "two", False).row(0, named=True)
    apart = verdict(row) == "apart"
    assert apart == (
        verdict(against(rows_of((b, b), (a, a)), True, "count", "two", False).row(0, named=True)) == "apart"
    )
    assert not apart or not row["ratio_ci_low"] <= 1 <= row["ratio_ci_high"]
    assert not apart or not row["difference_ci_low"] <= 0 <= row["difference_ci_high"]
