"""Who reported when: every year of every reporter, the same on the chart, in the table and in the file."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.charts_presence import MOST_DRAWN, left_out, presence_grid
from pages.parts.reporters import bars
from pages.parts.statement_presence import presence_statement
from pages.parts.tables import labelled, whole
from pages.parts.theme import LIGHT, NORMAL, PHONE, SIZES, THEMES
from pages.parts.words import words
from queries import quality
from queries.figure import Figure
from queries.quality import changes_in_counting, presence, reporters, spans
from queries.reporters import cells
from queries.view import Filters, View
from tests.frames import COUNTED
from tests.made import FIGURES

EN = words("en")
ALL = View("quality", Filters(dataset="demo"))


def made(years: dict[str, list[int]], low: int = 50, high: int = 50, edition: Any = COUNTED) -> Figure:
    """The figure of reporters by hand: each reported so much in each of its years."""
    rows = [
        {"reporter": name, "year": year, "low": low, "high": high} for name, own in years.items() for year in own
    ]  # fmt: skip
    given_cells = pl.DataFrame(rows)
    parts = given_cells.sort("reporter", "year").group_by("reporter", maintain_order=True)
    frame = pl.DataFrame([quality._row(name, part) for (name,), part in parts], schema=quality._SCHEMA)
    frame = frame.sort("high", "reporter", descending=[True, False])
    facts = {"records": int(frame["low"].sum()), "kind": "country", "reporters": frame.height}
    return Figure("presence", View("quality"), edition, frame, facts | quality._counted(frame, edition))


@given(st.sets(st.integers(1990, 2030), min_size=1))
def test_the_years_of_a_row_read_back_as_they_were(years: set[int]) -> None:
    text = quality._text(sorted(years))
    assert {year for first, last in spans(text) for year in range(first, last + 1)} == years


def test_a_row_has_the_gaps_and_the_sum_of_its_years() -> None:
    row = made({"FRA": [2010, 2011, 2014, 2016]}, low=0, high=4).frame.row(0, named=True)
    assert row["reported"] == "2010-2011, 2014, 2016"
    assert (row["year_first"], row["year_last"], row["reporting"], row["gaps"]) == (2010, 2016, 4, 3)
    assert (row["low"], row["high"], row["status"]) == (0, 16, "Q")


def test_the_sentence_counts_who_came_went_and_paused_between_complete_years() -> None:
    years = {"FRA": [2019, 2020, 2021], "ITA": [2019, 2021, 2022], "DEU": [2020, 2021], "ESP": [2019], "MLT": [2022]}
    edition = replace(FIGURES, provisional=(2022,))
    figure = made(years, edition=edition)
    names = ("first_year", "last_year", "among", "every", "later", "earlier", "paused")
    assert [figure.facts[name] for name in names] == [2019, 2021, 4, 1, 1, 1, 1]
    said = presence_statement(figure, EN)
    assert said.headline == "One of 4 reporters reported in every year from 2019 to 2021."
    assert "one began later, one ended before and one left out years in between" in said.text


def test_a_single_reporter_is_told_with_its_years() -> None:
    assert presence_statement(made({"FRA": [2010, 2011, 2013]}), EN).text == (
        "France is the only reporter here, and reported in 2010–2011, 2013."
    )


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_a_bar_lies_over_each_run_of_years_and_provisional_ones_are_outlined(theme: Any, size: Any) -> None:
    edition = replace(FIGURES, provisional=(2022,))
    figure = made({"FRA": [2010, 2011, 2014], "ITA": [2021, 2022]}, edition=edition)
    chart = go.Figure(presence_grid(figure, EN, theme, size).to_dict())
    (bar,) = chart.data
    drawn = sorted(
        (row, base + 0.45, base + length - 0.45) for row, base, length in zip(bar.y, bar.base, bar.x, strict=True)
    )
    assert drawn == [(0, 2010, 2011), (0, 2014, 2014), (1, 2021, 2021), (1, 2022, 2022)]
    assert len({*bar.marker.color}) == 2


def test_many_reporters_are_drawn_in_part_and_all_are_in_the_table() -> None:
    countries = ["FRA", "ITA", "DEU", "ESP", "MLT", "PRT", "POL", "NLD", "BEL", "SWE", "NOR", "FIN", "DNK", "AUT"]
    countries += ["CHE", "GRC", "HUN", "ROU", "BGR", "HRV", "SVN", "SVK", "CZE", "EST", "LVA", "LTU", "IRL", "ISL"]
    figure = made({code: [2019, 2020] for code in countries})
    assert len({*presence_grid(figure, EN, LIGHT, NORMAL).data[0].y}) == MOST_DRAWN["normal"] == 25
    assert (left_out(figure, NORMAL), left_out(figure, PHONE)) == (3, 3)
    assert labelled(figure, EN).height == whole(figure, EN).height == 28
    assert whole(figure, EN)["Reporter"].to_list()[0] == EN.label("country", figure.frame["reporter"][0])


@pytest.mark.usefixtures("demonstration")
def test_the_grid_is_that_of_the_cells_a_trend_is_made_of() -> None:
    figure = presence(ALL)
    given_cells = cells(figure.edition, Filters(dataset="demo", edition=figure.edition.edition), "")
    told = {
        (row["reporter"], year)
        for row in figure.frame.iter_rows(named=True)
        for first, last in spans(row["reported"])
        for year in range(first, last + 1)
    }
    assert told == {*given_cells.select("reporter", "year").iter_rows()}
    assert figure.frame["low"].sum() == given_cells["low"].sum()
    assert figure.frame["high"].is_sorted(descending=True)


@pytest.mark.usefixtures("demonstration")
def test_the_number_of_reporters_a_year_is_counted_from_the_same_grid() -> None:
    figure, grid = reporters(ALL), presence(ALL).frame
    counted = dict(figure.frame.select("year_last", "reporters").iter_rows())
    for year, n in counted.items():
        there = [any(first <= year <= last for first, last in spans(text)) for text in grid["reported"]]
        assert sum(there) == n
    assert go.Figure(bars(figure, EN, LIGHT, NORMAL).to_dict()).data[0].y == tuple(counted.values())
    assert figure.facts["kind"] == "contributor"


@pytest.mark.usefixtures("demonstration")
def test_the_planted_entry_and_exit_are_described_and_found() -> None:
    figure = changes_in_counting(ALL)
    told = {(row["year"], row["told"], row["reporter"], row["event"]) for row in figure.frame.iter_rows(named=True)}
    assert (2015, "described", None, None) in told
    assert (2015, "found", "hotline_north", "enters") in told
    assert (2020, "found", "rights_clinic", "leaves") in told
    again = figure.frame.filter(pl.col("also_described"))
    assert {*again.select("year", "reporter").iter_rows()} == {(2015, "hotline_north"), (2020, "rights_clinic")}
    assert whole(figure, EN).height == figure.frame.height == figure.facts["described"] + figure.facts["found"]


@pytest.mark.usefixtures("demonstration")
def test_a_reporter_that_is_not_in_the_selection_is_not_in_the_grid() -> None:
    few = presence(View("quality", Filters(dataset="demo", from_=2016, to=2018)))
    assert few.frame["year_first"].min() == 2016
    assert few.frame["year_last"].max() == 2018
