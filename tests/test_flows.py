"""From where to where: every record is in one pair, internal ones are told apart, and no floor loses a record."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl import build
from queries.catalogue import catalogue
from queries.figure import Figure
from queries.figures import trend
from queries.flows import MOST_ARCS, MOST_BARS, MOST_SHOWN, can_flow, exchange, flows, matrix, regions
from queries.link import read_link
from queries.places import places
from queries.view import Filters, View
from tests import fabricated
from tests.fabricated_glotip import CITIZENSHIP, row

PARTS = ("internal", "between", "only_origin", "only_country", "neither")
# Citizenship, place of identification, year, records: some of one country, some of no known one.
PEOPLE = (
    ("NGA", "ITA", "2019", 40), ("NGA", "ITA", "2020", 20), ("NGA", "NGA", "2019", 30), ("ITA", "NGA", "2019", 3),
    ("UKR", "ITA", "2019", 12), ("NGA", "", "2019", 5), ("", "ITA", "2020", 7), ("", "", "", 2), ("PHL", "USA", "", 4),
)  # fmt: skip
Load = Callable[[Path], None]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Load]:
    """Loads files written for one test."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
        yield lambda path: build.load([path]) and None


@pytest.fixture
def people(own: Load, tmp_path: Path) -> None:
    """PEOPLE, in the demonstration's layout."""
    own(fabricated.demo_of(tmp_path, [
        {"citizenship": origin, "CountryOfExploitation": place, "yearOfRegistration": year, "gender": "Woman"}
        for origin, place, year, records in PEOPLE for _ in range(records)
    ]))  # fmt: skip


@pytest.fixture
def published(own: Load, tmp_path: Path) -> None:
    """Citizenships published by Italy and France, one of them censored in a year, one no country's name."""
    own(fabricated.glotip_of(tmp_path, [
        row("ITA", 2018, "100"), row("ITA", 2019, "100"), row("PAK", 2019, "60"),
        *(row(country, year, value, Dimension=CITIZENSHIP, Category=named) for country, year, value, named in (
            ("ITA", 2018, "30", "Nigeria"), ("ITA", 2019, "<5", "Nigeria"), ("ITA", 2019, "20", "Italy"),
            ("ITA", 2019, "9", "Unknown nationality"), ("PAK", 2019, "50", "Pakistan"))),
    ]))  # fmt: skip


def asked(by: str = "country", *, options: tuple[tuple[str, str], ...] = (), **chosen: Any) -> View:
    return View("flows", Filters(**chosen), by=by, options=options)


def pairs(figure: Figure, column: str = "low") -> dict[tuple[str | None, str | None], Any]:
    first, second = figure.frame.columns[:2]
    return {(one, other): value for one, other, value in figure.frame.select(first, second, column).rows()}


@pytest.mark.usefixtures("people")
def test_every_record_is_in_one_pair_known_or_not() -> None:
    expected: Counter[tuple[str | None, str | None]] = Counter()
    for origin, place, _, records in PEOPLE:
        expected[origin or None, place or None] += records
    figure = flows(asked())
    assert pairs(figure) == expected
    facts = figure.facts
    assert {name: facts[name] for name in ("records", "both", *PARTS)} == {
        "records": 123, "both": 109, "internal": 30, "between": 79, "only_origin": 5, "only_country": 7, "neither": 2,
    }  # fmt: skip
    assert facts["without_year"] == 6


@pytest.mark.usefixtures("people")
def test_years_asked_for_leave_out_records_without_one_and_say_so() -> None:
    facts = flows(asked(from_=2019, to=2019)).facts
    assert (facts["records"], facts["undated"], facts["without_year"]) == (90, 6, 0)


@pytest.mark.usefixtures("people")
def test_the_floor_takes_arcs_away_counts_them_and_never_takes_a_ring() -> None:
    figure = flows(asked(options=(("floor", "50"),)))
    drawn = {pair for pair, is_drawn in pairs(figure, "drawn").items() if is_drawn}
    assert drawn == {("NGA", "ITA"), ("NGA", "NGA")}
    facts = figure.facts
    assert (facts["arcs"], facts["rings"], facts["pairs_under"], facts["records_under"]) == (1, 1, 3, 19)
    assert facts["records_under"] + 60 + facts["internal"] == facts["both"]


@pytest.mark.usefixtures("people")
def test_without_a_floor_asked_for_all_arcs_are_drawn_while_they_can_be_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert flows(asked()).facts["floor"] == 1
    monkeypatch.setattr("queries.flows.MOST_ARCS", 2)
    facts = flows(asked(options=(("shape", "globe"),))).facts
    assert (facts["floor"], facts["arcs"], facts["pairs_under"]) == (5, 2, 2)


@pytest.mark.usefixtures("people")
def test_regions_hold_the_same_records() -> None:
    figure = regions(asked())
    assert figure.frame.columns[:2] == ["origin_region", "region"]
    assert pairs(figure)["africa", "europe"] == 60
    assert pairs(figure)["europe", "europe"] == 12
    assert figure.frame["low"].sum() == flows(asked()).facts["records"]


@pytest.mark.usefixtures("people")
def test_both_answers_of_one_place() -> None:
    facts = exchange(asked(options=(("place", "NGA"),))).facts
    sides = ("citizens", "elsewhere", "nowhere", "identified", "foreign", "stateless", "to", "from")
    assert [facts[name] for name in sides] == [95, 60, 5, 33, 3, 0, 1, 1]
    assert facts["records"] == 98
    assert facts["known"] == 93


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("options", "chosen", "place"),
    [
        ((), {}, "ITA"),
        ((("place", "USA"),), {}, "USA"),
        ((("place", "FRA"),), {}, "ITA"),
        ((), {"origin": ("PHL",)}, "PHL"),
    ],
)
def test_the_place_is_the_one_asked_for_or_picked_or_has_most_with_others(
    options: tuple[tuple[str, str], ...], chosen: dict[str, Any], place: str
) -> None:
    assert exchange(asked(options=options, **chosen)).facts["place"] == place


@pytest.mark.usefixtures("published")
def test_published_figures_are_averages_of_the_years_with_one_and_keep_their_bounds() -> None:
    figure = flows(asked(dataset="unodc-glotip"))
    found = {(one, other): bounds for one, other, *bounds in figure.frame.select(
        "origin", "country", "low", "high", "years", "value_low", "value_high").rows()}  # fmt: skip
    assert found["NGA", "ITA"] == [30, 34, 2, 15.0, 17.0]
    assert found["PAK", "PAK"] == [50, 50, 1, 50.0, 50.0]
    assert found[None, "ITA"] == [9, 9, 1, 9.0, 9.0]
    facts = figure.facts
    assert (facts["known"], facts["known_high"], facts["whole"]) == (109, 113, 260)


@pytest.mark.usefixtures("published")
def test_a_pair_is_the_map_s_number_for_the_same_selection() -> None:
    on_map = places(View("map", Filters(dataset="unodc-glotip", origin=("NGA",)), by="country")).frame
    italy = on_map.filter(pl.col("code") == "ITA").select("value_low", "value_high").row(0)
    pair = flows(asked(dataset="unodc-glotip")).frame.filter((pl.col("origin") == "NGA") & (pl.col("country") == "ITA"))
    assert pair.select("value_low", "value_high").row(0) == italy


@pytest.mark.usefixtures("published")
def test_what_the_publisher_does_not_give_together_is_no_flow() -> None:
    view = asked(dataset="unodc-glotip", gender=("female",))
    assert not can_flow(catalogue().editions[0], view)
    assert can_flow(catalogue().editions[0], asked(dataset="unodc-glotip"))
    assert flows(view).is_empty


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    "chosen", [{}, {"country": ("ITA",)}, {"origin": ("NGA",)}, {"gender": ("female",), "from_": 2015, "to": 2019}]
)
def test_all_figures_of_a_selection_hold_the_records_of_the_map_and_of_the_trend(chosen: dict[str, Any]) -> None:
    totals = {draw(asked(**chosen)).frame["low"].sum() for draw in (flows, matrix, regions)}
    line = trend(View("trends", Filters(**chosen)))
    undated = 0 if "from_" in chosen else line.facts["undated"]
    assert totals == {places(View("map", Filters(**chosen), by="country")).facts["records"]}
    assert totals == {line.facts["records"] + undated}


@pytest.mark.usefixtures("demonstration")
def test_no_chart_has_more_than_can_be_told_apart() -> None:
    assert 0 < flows(asked()).facts["arcs"] <= MOST_ARCS
    square = matrix(asked())
    seen = square.frame.filter("shown")
    assert {seen[end].n_unique() for end in ("origin", "country")} == {MOST_SHOWN}
    assert seen["low"].sum() == square.facts["shown"] < square.facts["both"]
    place = exchange(asked())
    side = place.frame.filter("shown" and pl.col("country") == place.facts["place"], "shown")
    assert 0 < side.drop_nulls().height <= MOST_BARS


@pytest.mark.usefixtures("demonstration")
def test_a_link_spells_the_options_and_refuses_what_is_no_place() -> None:
    link = {"shape": ["globe"], "floor": ["100"], "place": ["PHL"], "by": ["region"]}
    view, dropped = read_link("flows", link, catalogue())
    assert not dropped
    assert (view.option("shape"), view.option("floor"), view.option("place"), view.by) == (
        "globe",
        "100",
        "PHL",
        "region",
    )
    _, dropped = read_link("flows", {"place": ["nowhere"], "floor": ["3"]}, catalogue())
    assert {part.key for part in dropped} == {"place", "floor"}


@pytest.mark.real
def test_pairs_of_the_real_file_are_its_rows_counted_again(
    real_data: Path, real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In plain Python over the file itself: citizenship and country as they are written there."""
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    with (real_data / "ctdc/CTDC_synthetic_20210825.tsv").open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t")
        expected = Counter((line["citizenship"] or None, line["CountryOfExploitation"] or None) for line in lines)
    figure = flows(asked(dataset="ctdc-synthetic", edition="2021-08-25"))
    assert pairs(figure) == expected
    assert figure.facts["between"] == sum(n for (one, other), n in expected.items() if one and other and one != other)
    assert figure.facts["internal"] == sum(n for (one, other), n in expected.items() if one and one == other)
