"""What the flows say and draw, from figures made by hand: no route, no ranking, nothing undrawn that is not said."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
import streamlit as st

from pages.parts import outlines
from pages.parts.charts_exchange import exchange_plot
from pages.parts.charts_matrix import matrix_plot
from pages.parts.charts_sankey import bands
from pages.parts.flows_arcs import ARCS, RINGS, deck, marks
from pages.parts.flows_key import arcs_key, bands_key, matrix_key
from pages.parts.globe import STEPS, middle, over_the_globe
from pages.parts.sentences import alt, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled
from pages.parts.theme import DARK, LIGHT, NORMAL, PHONE, SIZES, STAGE
from pages.parts.words import words
from queries.catalogue import Edition
from queries.figure import Figure
from queries.view import Filters, View
from tests.frames import COUNTED, PLAIN

EN = words("en")
Pairs = Mapping[tuple[str | None, str | None], int | tuple[int, int]]
PEOPLE: Pairs = {
    ("NGA", "ITA"): 600, ("NGA", "NGA"): 300, ("ITA", "NGA"): 20, ("UKR", "RUS"): 80, ("NGA", None): 50,
    (None, "ITA"): 70, (None, None): 9,
}  # fmt: skip
DRAWN: Mapping[str, Any] = {
    "matrix": matrix_plot, "exchange": exchange_plot, "regions": bands,
}  # fmt: skip


def made(
    name: str = "flows", pairs: Pairs = PEOPLE, *, by: str = "country", edition: Edition = PLAIN, years: int = 1,
    under: Iterable[tuple[str, str]] = (), options: tuple[tuple[str, str], ...] = (), **facts: Any,
) -> Figure:  # fmt: skip
    """A figure of flows: pair -> count, or (low, high) where censored; `under` are the pairs that are not drawn."""
    ends = ("origin_region", "region") if by == "region" else ("origin", "country")
    bounds = [count if isinstance(count, tuple) else (count, count) for count in pairs.values()]
    frame = pl.DataFrame(
        {
            ends[0]: [one for one, _ in pairs],
            ends[1]: [other for _, other in pairs],
            "low": [low for low, _ in bounds],
            "high": [high for _, high in bounds],
            **({"years": [years] * len(bounds)} if edition.kind == "figures" else {}),
            "value_low": [low / years for low, _ in bounds],
            "value_high": [high / years for _, high in bounds],
            "status": ["A" if low == high else "Q" for low, high in bounds],
            "drawn": [None not in pair and pair not in {*under} for pair in pairs],
            "shown": [None not in pair or name == "exchange" for pair in pairs],
        },
        schema_overrides={ends[0]: pl.String, ends[1]: pl.String},
    )

    def held(is_one: Any) -> int:
        return sum(low for pair, (low, _) in zip(pairs, bounds, strict=True) if is_one(*pair))

    known = {
        "records": held(lambda *_: True),
        "both": held(lambda one, other: one and other),
        "internal": held(lambda one, other: one and one == other),
        "between": held(lambda one, other: one and other and one != other),
        "only_origin": held(lambda one, other: one and not other),
        "only_country": held(lambda one, other: other and not one),
        "neither": held(lambda one, other: not one and not other),
    }
    told = known | {f"{key}_high": value for key, value in known.items()} | {
        "known": known["both"], "known_high": known["both"], "without_year": 0, "undated": 0, "partly": 0,
        "pairs_under": 0, "records_under": 0, "records_under_high": 0, "placeless": 0, "floor": 1, "shown": 900,
        "shown_origins": 2, "shown_countries": 2, "origins": 5, "countries": 9, "first_year": 2010, "last_year": 2019,
        "place": "asia" if by == "region" else "NGA", "places": ("NGA",), "citizens": 950, "elsewhere": 600,
        "nowhere": 50, "identified": 320, "foreign": 20, "stateless": 0, "to": 3, "from": 2,
    } | facts  # fmt: skip
    return Figure(name, View("flows", Filters(), by=by, options=options), edition, frame, told)


def test_the_headline_is_the_part_identified_elsewhere_of_what_is_known() -> None:
    told = statement(made(), EN)
    assert "70% of the 1,000 that name both countries" in told.headline
    assert (
        "300 the same one twice, 50 only the citizenship, 70 only the place of identification, 9 neither" in told.text
    )


def test_the_sentence_says_what_the_floor_leaves_undrawn() -> None:
    told = statement(made(floor=100, pairs_under=2, records_under=100, records_under_high=100), EN)
    assert told.lines[0] == ("2 pairs with fewer than 100 each (100 together) are not drawn; they are in the table.")


def test_of_fewer_than_thirty_no_percentage_is_said() -> None:
    told = statement(made(pairs={("NGA", "ITA"): 9, ("NGA", "NGA"): 5}), EN)
    assert "9 of the 14" in told.headline
    assert "%" not in told.headline


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_pair_is_called_by_both_its_ends(language: str) -> None:
    spoken = words(language)
    told = statement(made(pairs={("NGA", "ITA"): 600, (None, "ITA"): 3}), spoken)
    assert told.headline.startswith(spoken("flows.pair_victims", origin=spoken.label("country", "NGA"),
                                           place=spoken.label("country", "ITA")))  # fmt: skip
    assert spoken("count.record", n=600) in told.headline


def test_published_figures_count_countries_and_add_up_no_people() -> None:
    pairs: Pairs = {("NGA", "ITA"): (30, 34), ("ITA", "ITA"): 20, ("NGA", "FRA"): 4, (None, "FRA"): 9}
    told = statement(made(pairs=pairs, edition=COUNTED, years=2), EN)
    assert told.headline == (
        "Victims detected: 2 citizenships, reported by 2 countries; 1 of them also reports its own citizens."
    )
    assert "not a country: 9" in told.text
    assert unit_line(made(edition=COUNTED), EN) == "detected victims per year with a figure"


@pytest.mark.parametrize("key", [arcs_key, matrix_key])
def test_a_key_says_how_much_the_largest_marks_are_and_that_it_is_an_average(
    key: Callable[[Any, Figure], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(st, "html", written.append)
    here = SimpleNamespace(words=EN, theme=LIGHT, size=NORMAL)
    key(here, made("matrix" if key is matrix_key else "flows"))
    assert "600 records" in written[0]
    assert "300 records" in written[0]
    assert "average" not in written[0]
    key(here, made("matrix" if key is matrix_key else "flows", edition=COUNTED, years=2))
    assert written[1].count("detected victims in an average year") == 2


def test_the_key_of_the_bands_names_only_colours_that_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(st, "html", written.append)
    here: Any = SimpleNamespace(words=EN, theme=LIGHT, size=NORMAL)
    bands_key(here, made("regions", {("asia", "asia"): 40, (None, "asia"): 3}, by="region"))
    assert EN("flows.band_internal") in written[0]
    assert EN("flows.band_unknown") in written[0]
    assert EN("flows.band_between") not in written[0]


def test_most_of_a_region_is_most_whatever_its_censored_values_are() -> None:
    pairs: Pairs = {("asia", "asia"): 10, ("africa", "asia"): (8, 12), ("europe", "europe"): 30, ("asia", "europe"): 9}
    told = statement(made("regions", pairs, by="region", edition=COUNTED), EN)
    assert "in one of 2 regions" in told.headline


def test_all_of_them_and_none_of_them_are_no_n_of_n() -> None:
    own: Pairs = {("asia", "asia"): 10}
    for pairs, said in (
        (own, "in the one region that reports, most are citizens"),
        (own | {("europe", "europe"): 30}, "in all 2 regions, most are citizens"),
        ({("africa", "asia"): 12}, "in the one region that reports, it is not certain"),
    ):
        assert said in statement(made("regions", pairs, by="region", edition=COUNTED), EN).headline


def test_a_side_of_an_exchange_leaves_out_what_is_zero() -> None:
    headline = statement(made("exchange"), EN).headline
    assert headline == (
        "Nigeria: 950 records with its citizenship (600 of them identified elsewhere and 50 with no place named); "
        "320 records identified there (20 of them with another citizenship)."
    )


def test_nothing_known_at_both_ends_is_said_and_not_drawn() -> None:
    figure = made(pairs={("NGA", None): 7, (None, "ITA"): 3})
    assert statement(figure, EN).headline == EN("flows.none")
    assert not marks(figure, EN, NORMAL).arcs


@pytest.mark.parametrize("name", ["flows", "exchange", "matrix", "regions"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("edition", [PLAIN, COUNTED])
def test_every_figure_has_words_a_table_and_a_file(name: str, language: str, edition: Edition) -> None:
    by = "region" if name == "regions" else "country"
    pairs: Pairs = {("asia", "asia"): 40, ("africa", "europe"): 10, (None, "asia"): 3} if by == "region" else PEOPLE
    figure = made(name, pairs, by=by, edition=edition)
    spoken = words(language)
    assert statement(figure, spoken).headline in alt(figure, spoken)
    assert labelled(figure, spoken).height == len(pairs)
    assert len(csv(figure, spoken).splitlines()) == len(pairs) + 1


def test_an_arc_is_as_wide_as_its_records_and_a_ring_as_large() -> None:
    found = marks(made(under=[("ITA", "NGA")]), EN, NORMAL)
    assert [(arc["source"], arc["target"]) for arc in found.arcs] == [
        ([*outlines.points()[one]], [*outlines.points()[other]]) for one, other in (("NGA", "ITA"), ("UKR", "RUS"))
    ]
    wide, thin = (arc["width"] - 0.9 for arc in found.arcs)
    assert wide / thin == pytest.approx(600 / 80, rel=0.02)
    assert [ring["pick"] for ring in found.rings] == ["origin=NGA&country=NGA"]
    assert found.arcs[0]["text"] == "Citizenship: Nigeria; identified in: Italy\n600 records"


@pytest.mark.parametrize("shape", ["flat", "globe"])
@pytest.mark.parametrize("size", [NORMAL, PHONE, STAGE])
def test_the_map_asks_for_nothing_off_the_machine(shape: str, size: Any) -> None:
    spec = json.loads(deck(made(options=(("shape", shape),)), EN, DARK, size).to_json())
    assert "http" not in json.dumps(spec)
    assert not spec.get("mapProvider")
    layers = {layer["id"]: layer for layer in spec["layers"]}
    assert {"land", ARCS, RINGS} <= layers.keys()
    assert layers["land"]["data"] == outlines.COARSE
    assert layers[RINGS]["radiusUnits"] == "pixels"
    assert [view["@@type"] for view in spec["views"]] == ["_GlobeView" if shape == "globe" else "MapView"]
    assert {mark["pick"] for mark in layers[ARCS]["data"]} == {
        f"origin={one}&country={other}" for one, other in (("NGA", "ITA"), ("ITA", "NGA"), ("UKR", "RUS"))
    }


def test_an_arc_over_the_globe_starts_and_ends_where_it_should_and_crosses_the_180th_meridian() -> None:
    path = over_the_globe((122.0, 12.0), (-98.0, 39.0))
    assert len(path) == STEPS + 1
    assert path[0][:2] == [122.0, 12.0]
    assert (path[-1][0] - 360, path[-1][1]) == pytest.approx((-98.0, 39.0), abs=0.01)
    assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(path))
    assert max(height for _, _, height in path) > path[0][2] > 0


def test_a_globe_is_turned_to_what_it_shows() -> None:
    assert middle([((10.0, 20.0), 2.0), ((30.0, 20.0), 2.0)])[0] == pytest.approx(20.0)
    assert middle([]) == (15.0, 15.0)


@pytest.mark.parametrize("size", SIZES.values())
@pytest.mark.parametrize("name", DRAWN)
def test_charts_are_what_plotly_draws_and_picks_are_pairs(name: str, size: Any) -> None:
    by = "region" if name == "regions" else "country"
    pairs: Pairs = {("asia", "asia"): 40, ("africa", "europe"): 10, (None, "asia"): 3} if by == "region" else PEOPLE
    for theme in (LIGHT, DARK):
        chart = DRAWN[name](made(name, pairs, by=by), EN, theme, size)
        go.Figure(chart.to_plotly_json())
    picked = {mark[0] for trace in chart.data for mark in trace.customdata or () if name != "regions"}
    assert name == "regions" or "origin=NGA&country=ITA" in picked
    assert all(not pick or pick.count("=") == 2 for pick in picked)


def test_a_matrix_ranks_nobody_and_tells_one_place_from_two_by_shape() -> None:
    chart = matrix_plot(made("matrix"), EN, LIGHT, NORMAL)
    assert [*chart.layout.yaxis.ticktext] == ["Nigeria", "Italy", "Ukraine"]
    assert [trace.marker.symbol for trace in chart.data] == ["square", "circle"]


def test_bands_leave_out_only_what_has_no_end_at_all() -> None:
    pairs: Pairs = {("asia", "asia"): 40, (None, "asia"): 3, ("africa", None): 2, (None, None): 5}
    link = bands(made("regions", pairs, by="region"), EN, LIGHT, NORMAL).data[0].link
    assert sorted(link.value) == [2, 3, 40]


def test_the_place_s_own_citizens_are_in_both_answers_and_unknown_stands_last() -> None:
    chart = exchange_plot(made("exchange"), EN, LIGHT, NORMAL)
    assert [label.strip() for label in chart.layout.yaxis.ticktext] == ["Italy", "Nigeria", "Unknown"]
    assert [label.strip() for label in chart.layout.yaxis2.ticktext] == ["Nigeria", "Italy"]


def test_countries_of_the_past_are_said() -> None:
    assert "4 more are of countries of the past" in statement(made(placeless=4), EN).text
    assert "YUG" not in outlines.points()


def test_a_figure_of_a_selection_says_so() -> None:
    figure = replace(made(), view=View("flows", Filters(gender=("female",)), by="country"))
    assert statement(figure, EN).headline.startswith("Records, women and girls: ")
