"""Rates: the same countries and years above and below the line, by plain loops; refused where they mislead."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cli.describe import described
from data import store
from etl import build, populated
from pages.parts.charts import lines
from pages.parts.maps import choropleth
from pages.parts.rates_said import rate_notes
from pages.parts.sentences import source_line, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled
from pages.parts.theme import LIGHT, NORMAL
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.figure import Figure
from queries.figures import trend
from queries.link import link_parameters, read_link
from queries.places import places
from queries.sdg import indicator
from tests import fabricated
from tests import fabricated_population as made

EN, FR = words("en"), words("fr")
GLOTIP = "unodc-glotip"


@pytest.fixture(autouse=True)
def database(rated_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(rated_database))


def drawn(page: str = "trends", figure: Callable[..., Figure] = trend, **link: str) -> Figure:
    view, dropped = read_link(
        page, {"dataset": [GLOTIP], "measure": ["rate"]} | {name.rstrip("_"): [v] for name, v in link.items()},
        catalogue(),
    )  # fmt: skip
    assert dropped == ()
    return figure(view)


def reported(where: str = "dimension = 'total' AND sex = 'total' AND age = 'total'") -> list[tuple[str, int, int, int]]:
    """Country, year, low and high of detected victims, straight from the table."""
    rows = store.query(f"SELECT * FROM figures WHERE indicator = 'detected_victims' AND {where}")  # noqa: S608  a test's
    found: dict[tuple[str, int], list[int]] = {}
    for row in rows.iter_rows(named=True):
        both = found.setdefault((row["country"], row["year"]), [0, 0])
        both[0] += row["low"]
        both[1] += row["high"]
    return [(country, year, low, high) for (country, year), (low, high) in found.items()]


def recounted(
    given: list[tuple[str, int, int, int]], sex: str = "total", among: frozenset[str] | None = None
) -> dict[int, tuple[float, float, int]]:
    """Year -> rate, its bounds, and the residents: a loop over countries."""
    sums: dict[int, list[int]] = {}
    for country, year, low, high in given:
        residents = made.resident(country, year, sex)
        if residents is not None and (among is None or country in among):
            one = sums.setdefault(year, [0, 0, 0])
            one[0], one[1], one[2] = one[0] + low, one[1] + high, one[2] + residents
    return {year: (1e5 * low / people, 1e5 * high / people, people) for year, (low, high, people) in sums.items()}


def agrees(frame: pl.DataFrame, expected: dict[int, tuple[float, float, int]], of: str = "") -> None:
    rows = frame.filter(pl.col(f"{of}value_low").is_not_null()).sort("year_first")
    assert rows["year_first"].to_list() == [*sorted(expected)]
    for row in rows.iter_rows(named=True):
        low, high, people = expected[row["year_first"]]
        assert row[f"{of}value_low"] == pytest.approx(low)
        assert row[f"{of}value_high"] == pytest.approx(high)
        assert row[f"{of}people"] == people


def test_a_rate_is_of_the_residents_of_the_countries_with_a_figure_in_that_year() -> None:
    agrees(drawn().frame, recounted(reported()))


def test_the_constant_panel_has_the_same_countries_above_and_below_the_line() -> None:
    figure = drawn(from_="2010", to="2021")
    members = figure.facts["accounts"][""].panel.members
    assert members == {"ITA", "NGA", "NAM", "GBR"}
    expected = recounted([one for one in reported() if one[1] <= 2021], among=members)
    agrees(figure.frame, expected, of="panel_")
    held = figure.facts["accounts"][""].panel
    assert (held.at_from.low, held.at_to.high) == pytest.approx((expected[2010][0], expected[2021][1]))


def test_by_gender_each_is_divided_by_residents_of_the_same_sex() -> None:
    figure = drawn(by="gender")
    for sex in ("female", "male"):
        given = reported(f"dimension = 'total' AND sex = '{sex}' AND age = 'total'")
        agrees(figure.frame.filter(code=sex), recounted(given, sex))
    assert "unknown" not in figure.frame["code"].to_list()
    assert EN("rate.of_sex") in rate_notes(figure, EN)
    agrees(drawn(gender="female").frame, recounted(
        reported("dimension = 'total' AND sex = 'female' AND age = 'total'"), "female"
    ))  # fmt: skip


def test_by_age_residents_are_of_every_age_and_that_is_said() -> None:
    figure = drawn(by="age")
    given = reported("dimension = 'total' AND sex = 'total' AND age = 'minor'")
    agrees(figure.frame.filter(code="minor"), recounted(given))
    assert EN("rate.of_age") in rate_notes(figure, EN)
    assert FR("rate.of_age") in rate_notes(figure, FR)


def test_bounds_of_fewer_than_five_bracket_the_rate_and_its_interval() -> None:
    row = drawn(country="NAM").frame.row(0, named=True)
    people = made.resident("NAM", 2010)
    assert people is not None
    assert (row["value_low"], row["value_high"]) == pytest.approx((0, 4e5 / people))
    assert row["status"] == "Q"
    assert row["ci_low"] == 0
    assert row["ci_high"] == pytest.approx(1e5 * 10.2416 / people, rel=1e-4)  # exact Poisson of 4


def test_a_country_without_a_population_is_in_neither_number_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    build.load([fabricated.glotip(tmp_path)])
    without = {
        name: [row for row in made.rows(name) if row["countryiso3code"] != "GBR"] for name in made.INDICATORS
    }  # fmt: skip
    populated.fetch(from_=made.write(tmp_path / "saved", without))
    figure = drawn()
    agrees(figure.frame, recounted([one for one in reported() if one[0] != "GBR"]))
    assert figure.facts["without_people"] == {"GBR": 12}
    assert any("United Kingdom" in line and "left out" in line for line in rate_notes(figure, EN))
    on_map = drawn("map", places).frame.filter(code="GBR").row(0, named=True)
    assert (on_map["value_low"], on_map["status"]) == (None, "N")
    alone = drawn(country="GBR")
    assert not alone.has_values
    assert not alone.is_empty


def test_a_map_divides_all_years_of_a_country_by_all_their_residents() -> None:
    frame = drawn("map", places, from_="2012", to="2020").frame
    given = [one for one in reported() if 2012 <= one[1] <= 2020]
    for row in frame.iter_rows(named=True):
        own = [one for one in given if one[0] == row["code"]]
        people = sum(made.resident(country, year) or 0 for country, year, *_ in own)
        assert row["resident_years"] == people
        assert row["value_low"] == pytest.approx(1e5 * sum(one[2] for one in own) / people)
        assert row["value_high"] == pytest.approx(1e5 * sum(one[3] for one in own) / people)
    of_year = drawn("map", places, year="2019").frame.filter(code="ITA").row(0, named=True)
    assert of_year["people"] == made.resident("ITA", 2019)


@pytest.mark.parametrize(
    ("page", "link", "reason"),
    [
        ("trends", {"dataset": "ctdc-synthetic"}, "rate_records"),
        ("map", {"dataset": "ctdc-synthetic"}, "rate_records"),
        ("trends", {"dataset": GLOTIP, "by": "origin"}, "rate_origin"),
        ("trends", {"dataset": GLOTIP, "origin": "NGA"}, "rate_origin"),
        ("map", {"dataset": GLOTIP, "by": "origin"}, "rate_origin"),
        ("compare", {"dataset": GLOTIP}, "rate_page"),
        ("flows", {"dataset": GLOTIP}, "rate_page"),
        ("trends", {"dataset": GLOTIP, "gender": "unknown"}, "value"),
    ],
)
def test_a_rate_that_would_mislead_is_refused_with_its_reason(page: str, link: dict[str, str], reason: str) -> None:
    asked = {name: [value] for name, value in (link | {"measure": "rate"}).items()}
    view, dropped = read_link(page, asked, catalogue())
    assert reason in {part.reason for part in dropped}
    assert view.measure == ("rate" if reason == "value" else "count")
    assert EN.has(f"dropped.{reason}")
    assert FR.has(f"dropped.{reason}")


def test_without_a_population_a_rate_is_refused_with_the_command_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    build.load([fabricated.glotip(tmp_path)])
    _, dropped = read_link("trends", {"measure": ["rate"]}, catalogue())
    assert [part.reason for part in dropped] == ["rate_population"]
    assert "trends fetch population" in EN("dropped.rate_population")


def test_a_view_of_rates_survives_its_own_link() -> None:
    view = drawn(by="gender", region="europe").view
    again, dropped = read_link("trends", link_parameters(view), catalogue())
    assert (again, dropped) == (view, ())


@pytest.mark.parametrize("spoken", [EN, FR], ids=["en", "fr"])
def test_words_tables_and_files_name_the_denominator_its_year_and_its_source(spoken: object) -> None:
    texts = EN if spoken is EN else FR
    figure = drawn()
    per = "100,000" if texts is EN else "100\u202f000"
    assert per in unit_line(figure, texts)
    assert per in statement(figure, texts).headline
    assert "World Bank" in source_line(figure, texts)
    assert texts("column.people") in labelled(figure, texts).columns
    file = csv(figure, texts).decode("utf-8-sig")
    assert figure.facts["population"].citation in file
    assert str(figure.frame["people"][0]) in file


def test_a_rate_is_never_said_to_be_published_and_no_trend_is_tested_on_it() -> None:
    said = statement(drawn(), EN)
    assert "as published" not in said.headline
    assert EN("statement.unsaid_measure") in said.text


def test_small_rates_keep_their_digits() -> None:
    assert [EN.rate(n) for n in (0, 0.00041, 0.0123, 0.75, 2.654, 38.56, 512.2)] == [
        "0", "0.00041", "0.012", "0.75", "2.65", "38.6", "512",
    ]  # fmt: skip
    assert FR.rate(0.75) == "0,75"


def test_rates_are_drawn_and_a_country_of_fewer_than_five_has_no_class() -> None:
    assert lines(drawn(), EN, LIGHT, NORMAL).data
    chart = choropleth(drawn("map", places), EN, LIGHT, NORMAL)
    assert EN("rate.withheld") in [trace.name for trace in chart.data]


def test_the_indicator_is_the_rate_of_detected_victims_whatever_the_link_says() -> None:
    figure = drawn("sdg", indicator, indicator="convicted")
    agrees(figure.frame, recounted(reported()))
    assert (figure.name, figure.view.filters.indicator) == ("sdg", "detected_victims")


def test_an_indicator_and_a_rate_are_described_in_words_and_numbers() -> None:
    said, numbers = described(f"/sdg?dataset={GLOTIP}&from=2010&to=2021")
    low, high, _ = recounted(reported())[2021]
    assert "per 100,000 residents" in said
    assert numbers["in"] == "per_100000"
    assert numbers["all_to"] == pytest.approx([low, high])


@pytest.mark.real
def test_rates_of_the_real_figures_are_those_of_a_loop(
    real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    build.load([real_data / "unodc" / "data_glotip_2025-04-14.xlsx"])
    populated.fetch(from_=made.write(tmp_path / "saved"))
    total = reported()
    agrees(drawn().frame, recounted(total))
    figure = drawn(from_="2010", to="2021")
    members = frozenset(
        country
        for country in {one[0] for one in total}
        if made.resident(country, 2010) and {2010, *range(2010, 2022)} <= {one[1] for one in total if one[0] == country}
    )
    assert figure.facts["accounts"][""].panel.members == members
    within = [one for one in total if 2010 <= one[1] <= 2021]
    agrees(figure.frame.filter(pl.col("year_first") <= 2021), recounted(within, among=members), of="panel_")
    assert set(figure.facts["without_people"]) == {one[0] for one in within if made.resident(one[0], one[1]) is None}
    women = reported("dimension = 'total' AND sex = 'female' AND age = 'total'")
    agrees(drawn(gender="female").frame, recounted(women, "female"))
