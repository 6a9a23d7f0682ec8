"""The map year by year and in periods: counted by hand, adding up to the whole, in the same colours for all years."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from etl import build
from pages.parts.charts_small_maps import small_maps
from pages.parts.maps import choropleth
from pages.parts.sentences import notes, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled
from pages.parts.theme import LIGHT, NORMAL, SIZES, THEMES
from pages.parts.words import words
from queries.figure import Figure
from queries.funnel import funnel
from queries.periods import periods, periods_of
from queries.placed import by_year, years_of
from queries.places import places
from queries.view import Filters, View
from tests import fabricated
from tests.fabricated_glotip import row
from tests.fabricated_records import records_of

EN, FR = words("en"), words("fr")
REPORTED = {
    "FRA": {2010: "10", 2011: "30", 2012: "20", 2013: "40", 2020: "5"},
    "ITA": {2010: "<5", 2011: "8", 2012: "<5", 2013: "12"},
    "KEN": {2012: "100", 2013: "300"},
}
CITIZENS = ((2012, "FRA", "Nigeria", "7"), (2012, "ITA", "Nigeria", "5"), (2013, "FRA", "Nigeria", "20"),
            (2013, "FRA", "Unknown", "9"))  # fmt: skip


def loaded(folder: Path, file: Path) -> Path:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load([file])
    return folder / "trends.duckdb"


@pytest.fixture(scope="module")
def counted_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three countries' figures, the citizenships of some, and one repatriated."""
    folder = tmp_path_factory.mktemp("counted")
    totals = [row(code, year, value) for code, values in REPORTED.items() for year, value in values.items()]
    rows = [row(code, year, n, Dimension="by citizenship", Category=of) for year, code, of, n in CITIZENS]
    abroad = [row("FRA", 2013, "3", Dimension="by country of repatriation", Category="Nigeria")]
    return loaded(folder, fabricated.glotip_of(folder, [*totals, *rows, *abroad]))


@pytest.fixture(scope="module")
def registered_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registered")
    return loaded(folder, fabricated.demo(folder))


@pytest.fixture
def counted(counted_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(counted_database))


@pytest.fixture
def registered(registered_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(registered_database))


def view(year: int | None = None, by: str = "country", measure: str = "count", **chosen: Any) -> View:
    return View("map", Filters(**chosen), by, measure, year=year)


def values(figure: Figure) -> dict[str, tuple[float, float]]:
    return {code: (low, high) for code, low, high in figure.frame.select("code", "value_low", "value_high").rows()}


@pytest.mark.usefixtures("counted")
def test_a_year_of_published_figures_has_its_own_values_and_is_no_average() -> None:
    assert values(places(view(2012))) == {"FRA": (20, 20), "ITA": (0, 4), "KEN": (100, 100)}
    figure = places(view(2011))
    assert values(figure) == {"FRA": (30, 30), "ITA": (8, 8)}
    assert statement(figure, EN).headline.startswith(
        "2011 · Victims detected: 2 countries with published figures, 8 at"
    )
    assert unit_line(figure, EN) == "detected victims"
    assert years_of(view()) == [2010, 2011, 2012, 2013, 2020]
    assert places(view(2015)).is_empty


@pytest.mark.usefixtures("counted")
def test_periods_are_averages_of_the_years_with_a_figure_and_say_who_reports() -> None:
    figure = periods(view(from_=2010, to=2013))
    assert [span[:2] for span in figure.facts["periods"]] == [(year, year) for year in (2010, 2011, 2012, 2013)]
    figure = periods(view())  # eleven years: six periods of two, the first of one
    assert [one[2] for one in figure.facts["periods"]] == [2, 3, 3, 0, 0, 1]
    assert figure.facts["periods"][1] == (2011, 2012, 3)
    found = {
        (code, first): (low, high)
        for code, first, low, high in figure.frame.select("code", "year_first", "value_low", "value_high").rows()
    }
    assert found == {
        ("FRA", 2010): (10, 10), ("FRA", 2011): (25, 25), ("FRA", 2013): (40, 40), ("FRA", 2019): (5, 5),
        ("ITA", 2010): (0, 4), ("ITA", 2011): (4, 6), ("ITA", 2013): (12, 12),
        ("KEN", 2011): (100, 100), ("KEN", 2013): (300, 300),
    }  # fmt: skip
    assert (figure.facts["places"], figure.facts["every"]) == (3, 0)


@pytest.mark.usefixtures("counted")
def test_the_same_countries_are_told_apart_from_those_that_come() -> None:
    figure = periods(view(from_=2010, to=2013))
    assert (figure.facts["places"], figure.facts["every"]) == (3, 2)
    assert figure.facts["same"] == ((10, 14), (38, 38), (20, 24), (52, 52))
    told = statement(figure, EN)
    assert told.headline.startswith(
        "Victims detected: of 3 countries with published figures, 2 have one in every period"
    )
    assert told.lines[0] == "Countries with a figure: 2 in 2010, 2 in 2011, 3 in 2012 and 3 in 2013."
    assert "between 10 and 14 in an average year of 2010, 52 in one of 2013" in told.lines[1]
    assert dict(figure.frame.select("code", "every").unique().rows()) == {"FRA": True, "ITA": True, "KEN": False}


@pytest.mark.usefixtures("counted")
def test_citizenships_without_a_country_are_said_and_are_on_no_map() -> None:
    figure = places(view(2013, by="origin"))
    assert values(figure) == {"NGA": (20, 20)}
    assert statement(figure, EN).lines[1:] == (EN("takeaway.unplaced_figures", n=9),)
    whole = places(view(by="origin"))
    assert values(whole) == {"NGA": (16, 16)}  # 12 in 2012 and 20 in 2013
    assert statement(whole, FR).lines[1:] == (FR("takeaway.unplaced_figures_years", n=9),)


@pytest.mark.usefixtures("registered")
def test_the_years_and_the_records_without_one_add_up_to_the_whole() -> None:
    whole, each = places(view()), [places(view(year)) for year in years_of(view())]
    assert each
    assert sum(one.facts["records"] for one in each) + each[0].facts["undated"] == whole.facts["records"]
    assert each[0].facts["undated"] > 0
    summed: Counter[str] = Counter()
    for one in each:
        summed.update(dict(one.frame.select("code", "low").rows()))
    undated = by_year(view()).filter(pl.col("year_first").is_null() & pl.col("code").is_not_null())
    summed.update(dict(undated.select("code", "low").rows()))
    assert summed == Counter(dict(whole.frame.select("code", "low").rows()))


@pytest.mark.usefixtures("registered")
def test_a_year_of_records_is_the_records_of_that_year() -> None:
    year = years_of(view())[0]
    named = [one for one in records_of("demo") if one.get("yearOfRegistration") == str(year)]
    placed = Counter(one["CountryOfExploitation"] for one in named if one.get("CountryOfExploitation"))
    assert {code: low for code, (low, _) in values(places(view(year))).items()} == placed


@pytest.mark.usefixtures("registered")
def test_periods_add_up_to_the_years_and_a_count_is_one_of_an_average_year() -> None:
    figure = periods(view())
    spans = [span[:2] for span in figure.facts["periods"]]
    for first, last in spans:
        part = figure.frame.filter(pl.col("year_first") == first)
        summed = sum(places(view(year)).facts["placed"] for year in range(first, last + 1))
        assert part["total"].sum() == summed
        assert part["value_low"].to_list() == pytest.approx((part["low"] / (last - first + 1)).to_list())
    assert figure.facts["records"] + figure.facts["undated"] + figure.facts["partly"] == places(view()).facts["records"]


@pytest.mark.usefixtures("registered")
def test_a_filter_on_places_marks_them_in_a_year_and_counts_only_them() -> None:
    whole = places(view(years_of(view())[0]))
    code = whole.frame.sort("low")["code"][-1]
    marked = places(replace(whole.view, filters=Filters(country=(code,))))
    assert marked.frame.height == whole.frame.height
    assert marked.facts["records"] == whole.frame.filter(pl.col("code") == code)["total"].item()
    assert marked.facts["undated"] < whole.facts["undated"]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("measure", ["count", "share"])
def test_colours_are_of_the_same_classes_in_every_year(measure: str) -> None:
    chosen: dict[str, Any] = {"exploitation": ("forced_labour",)} if measure == "share" else {}
    keys = set()
    for year in years_of(view()):
        chart = choropleth(places(view(year, measure=measure, **chosen)), EN, LIGHT, NORMAL)
        named = {trace.name: trace.marker.color for trace in chart.data if trace.showlegend}
        keys.add(tuple(pair for pair in named.items() if pair[0] not in (EN("map.zero"), EN("map.withheld"))))
    assert len(keys) == 1


@pytest.mark.usefixtures("registered")
def test_a_year_is_said_in_the_headline_the_table_the_file_and_under_the_map() -> None:
    year = years_of(view(exploitation=("forced_labour",)))[-1]
    figure = places(view(year, exploitation=("forced_labour",)))
    provisional = year in figure.edition.provisional
    assert statement(figure, EN).headline.startswith(f"{year} (provisional) · " if provisional else f"{year} · ")
    assert statement(figure, FR).headline.startswith(f"{year}")
    table = labelled(figure, EN)
    assert set(table[EN("column.year")].to_list()) == {year}
    assert f"year={year}" in csv(figure, EN).decode()
    assert EN("map.same_classes") in notes(figure, EN)
    share = funnel(view(year, measure="share", exploitation=("forced_labour",)))
    assert statement(share, EN).headline.startswith(str(year))


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_small_maps_stand_apart_each_with_its_period_and_its_countries(theme: Any, size: Any) -> None:
    figure = periods(view())
    chart = go.Figure(small_maps(figure, EN, theme, size).to_dict())
    spans = figure.facts["periods"]
    polygons = [trace for trace in chart.data if trace.type == "choropleth"]
    assert len(polygons) == len({trace.geo for trace in polygons}) == len(spans)
    domains = [chart.layout[trace.geo].domain for trace in polygons]
    for at, one in enumerate(domains):
        for other in domains[at + 1 :]:
            assert one.x[1] <= other.x[0] or other.x[1] <= one.x[0] or one.y[0] >= other.y[1] or other.y[0] >= one.y[1]
    titles = [note.text for note in chart.layout.annotations][: len(spans)]
    for title, (first, last, reporters) in zip(titles, spans, strict=True):
        assert EN.period(first, last) in title
        assert EN("count.country", n=reporters) in title
    assert len({tuple(tuple(stop) for stop in trace.colorscale) for trace in polygons}) == 1


@pytest.mark.usefixtures("registered")
def test_the_table_of_periods_has_every_period_and_every_value_drawn() -> None:
    figure = periods(view())
    table = labelled(figure, EN)
    assert table.height == figure.frame.height
    first, last = (table[EN(f"column.{name}")].to_list() for name in ("year_first", "year_last"))
    assert {*zip(first, last, strict=True)} == {span[:2] for span in figure.facts["periods"] if span[2]}
    assert EN("column.every") in table.columns
    assert csv(figure, FR).decode().count("\r\n") == figure.frame.height + 1


@pytest.mark.parametrize(("first", "last"), [(a, b) for a in (2002, 2007) for b in range(a, a + 30)])
def test_periods_are_consecutive_of_one_length_and_cover_every_year(first: int, last: int) -> None:
    found = periods_of(first, last)
    assert [year for a, b in found for year in range(a, b + 1)] == [*range(first, last + 1)]
    lengths = [b - a + 1 for a, b in found]
    assert len({*lengths[1:]}) <= 1
    assert lengths[0] <= lengths[-1]
    assert 4 <= len(found) <= 6 or last - first < 3


@pytest.mark.real
def test_unodc_s_map_of_2019_is_the_published_sum(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    for year, total in ((2017, 46_000), (2019, 82_291), (2022, 75_128)):
        frame = places(View("map", Filters("unodc-glotip"), "country", year=year)).frame
        assert frame.filter(pl.col("low") == pl.col("high"))["low"].sum() == total


@pytest.mark.real
def test_those_repatriated_are_never_on_the_map_of_those_detected(
    real_database: Path, real_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    file = real_data / "unodc" / "data_glotip_2025-04-14.xlsx"
    rows = pl.read_excel(file, sheet_name="data_glotip_1", read_options={"header_row": 2}, infer_schema_length=0)
    asked = rows.filter(
        (pl.col("Indicator") == "Detected trafficking victims") & (pl.col("Dimension") == "by citizenship")
        & (pl.col("Sex") == "Total") & (pl.col("Age") == "Total") & (pl.col("Year") == "2019")
        & pl.col("Iso3_code").is_not_null()
        & ~pl.col("Category").fill_null("").str.to_uppercase().str.starts_with("TOTAL")
    )  # fmt: skip
    exact = asked["txtVALUE"].str.replace_all(",", "").cast(pl.Int64, strict=False).drop_nulls()
    figure = places(View("map", Filters("unodc-glotip"), "origin", year=2019))
    assert figure.facts["records"] == exact.sum() > figure.facts["placed"] > 0
