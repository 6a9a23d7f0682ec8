"""What the map shows: no data, zero, withheld and values differ by more than colour, small countries are seen."""

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from pages.parts import outlines
from pages.parts.maps import choropleth
from pages.parts.steps import class_of, ranges, steps
from pages.parts.theme import LIGHT, NORMAL, SIZES, THEMES, mixed
from pages.parts.words import words
from queries.figure import Figure
from tests.frames import COUNTED, DEMO, places

EN = words("en")
SPREAD = {"USA": 65_880, "FRA": 3, "DEU": 20, "IND": 150, "BRA": 1200, "MLT": 7, "NGA": 0, "KEN": 9000, "PER": 40}


def drawn(figure: Figure, **more: Any) -> go.Figure:
    return choropleth(figure, EN, more.get("theme", LIGHT), more.get("size", NORMAL))


def key(chart: go.Figure) -> dict[str, Any]:
    return {trace.name: trace.marker for trace in chart.data if trace.showlegend}


def kinds(chart: go.Figure) -> dict[str, Any]:
    """ISO3 -> (colour, width of the outline) of the polygons."""
    polygons = chart.data[0]
    colours = [colour for _, colour in polygons.colorscale[::2]]
    parts = zip(polygons.locations, polygons.z, polygons.marker.line.width, strict=True)
    return {code: (colours[z], width) for code, z, width in parts}


def discs(chart: go.Figure) -> dict[str, Any]:
    """ISO3 -> (size, colour) of the discs that can be clicked."""
    found: dict[str, Any] = {}
    for trace in chart.data:
        if trace.type != "scattergeo":
            continue
        for position, (pick,) in enumerate(getattr(trace, "customdata", None) or ()):
            code = pick.removeprefix("country=")
            colour = trace.marker.color
            found.setdefault(code, (trace.marker.size, colour if isinstance(colour, str) else colour[position]))
    return found


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
@pytest.mark.parametrize("figure", [
    places(SPREAD), places(SPREAD, measure="share"), places({"FRA": (0, 4), "ITA": (10, 18)}, edition=COUNTED),
    places({"FRA": 1}, edition=DEMO),
])  # fmt: skip
def test_plotly_accepts_every_property_of_the_map(figure: Figure, theme: Any, size: Any) -> None:
    assert go.Figure(drawn(figure, theme=theme, size=size).to_dict()).data


def test_polygons_come_by_address_from_this_server_and_not_inside_the_figure() -> None:
    chart = drawn(places(SPREAD))
    assert chart.data[0].geojson == "/assets/world.geojson"
    assert chart.data[0].featureidkey == "id"
    assert len(chart.to_json()) < 150_000


def test_no_data_zero_withheld_and_values_differ_by_more_than_colour() -> None:
    seen = kinds(drawn(places({"FRA": 500, "NGA": 0, "DEU": 4}, measure="share", known=lambda high: high + 25)))
    assert seen["CHN"] == (LIGHT.no_data, 0)
    assert seen["FRA"][1] > 0
    assert seen["DEU"] == (LIGHT.paper, seen["FRA"][1])
    chart = drawn(places({"FRA": 500, "NGA": 0}))
    assert kinds(chart)["NGA"] == (LIGHT.zero, seen["FRA"][1])


def test_a_withheld_country_carries_a_mark() -> None:
    chart = drawn(places({"FRA": 500, "DEU": 4}, measure="share"))
    marked = [trace for trace in chart.data if getattr(trace.marker, "symbol", "") == "cross-thin-open"]
    assert [pick for trace in marked for (pick,) in trace.customdata] == ["country=DEU"]


def test_small_countries_are_discs_that_carry_their_code() -> None:
    seen = discs(drawn(places(SPREAD)))
    assert seen["MLT"][0] > seen["SGP"][0] > 0
    assert seen["MLT"][1] in LIGHT.ramp
    assert seen["SGP"][1] == LIGHT.no_data


def test_a_country_without_a_polygon_is_a_disc_too() -> None:
    without = sorted(set(outlines.points()) - outlines.drawn() - {"ATA"})
    assert without
    assert without[0] in discs(drawn(places({without[0]: 5})))


def test_every_country_can_be_seen() -> None:
    chart = drawn(places({"FRA": 1}))
    assert set(outlines.points()) - {"ATA"} <= set(chart.data[0].locations) | set(discs(chart))


def test_an_interval_is_coloured_by_its_lower_bound_and_says_between() -> None:
    chart = drawn(places({"FRA": (10, 18), "ITA": 300, "DEU": 5}, edition=COUNTED))
    assert kinds(chart)["FRA"] == kinds(drawn(places({"FRA": 10, "ITA": 300, "DEU": 5}, edition=COUNTED)))["FRA"]
    text = dict(zip(chart.data[0].locations, chart.data[0].text, strict=True))["FRA"]
    assert "between 10 and 18" in text


def test_fewer_than_five_is_not_zero() -> None:
    chart = drawn(places({"FRA": (0, 4), "ITA": 300, "DEU": 50, "ESP": 0}, edition=COUNTED))
    assert kinds(chart)["FRA"][0] in LIGHT.ramp
    assert kinds(chart)["ESP"][0] == LIGHT.zero
    assert class_of(0, [5.0]) == class_of(4, [5.0]) == 0


def test_the_legend_names_the_ranges_and_only_what_occurs() -> None:
    names = list(key(drawn(places(SPREAD))))
    assert names[0] == "Zero"
    assert names[-1] == "No data"
    assert "Base too small for a percentage" not in names
    assert all("–" in name or "or more" in name for name in names[1:-1])


def test_legend_colours_are_those_of_the_polygons() -> None:
    chart = drawn(places(SPREAD))
    of_legend = {marker.color for marker in key(chart).values()}
    assert {colour for colour, _ in kinds(chart).values()} <= of_legend


def test_every_value_lies_in_exactly_one_class() -> None:
    edges = steps([1, 3, 20, 150, 1200, 9000, 65_880], 6)
    assert edges == sorted(set(edges))
    assert 3 <= len(edges) <= 5
    assert len({class_of(value, edges) for value in (1, 3, 20, 150, 1200, 9000, 65_880)}) >= 4


def test_whole_numbers_have_ranges_that_do_not_touch() -> None:
    assert ranges([5, 20, 100], whole=True, words=EN) == ["1–4", "5–19", "20–99", "100 or more"]
    assert ranges([2, 3], whole=True, words=EN) == ["1", "2", "3 or more"]


def test_shares_and_averages_have_ranges_that_touch() -> None:
    assert ranges([5, 20], whole=False, words=EN, sign="%") == ["under 5%", "5 to under 20%", "20% or more"]


def test_one_value_needs_no_steps() -> None:
    assert steps([7], 6) == []
    assert ranges([], whole=True, words=EN) == ["1 or more"]


def test_a_share_has_no_class_above_a_hundred() -> None:
    names = key(drawn(places(dict.fromkeys(("FRA", "DEU", "ITA"), 100) | {"ESP": 2}, measure="share",
                             known=lambda _: 100)))  # fmt: skip
    assert "100% or more" not in names


def test_disputed_lines_are_dashed_and_silent() -> None:
    (line,) = [trace for trace in drawn(places(SPREAD)).data if getattr(trace, "mode", "") == "lines"]
    assert line.line.dash
    assert line.hoverinfo == "skip"


def test_the_map_is_of_equal_area_and_the_demonstration_says_so() -> None:
    chart = drawn(places({"FRA": 1}, edition=DEMO))
    assert chart.layout.geo.projection.type == "equal earth"
    assert [note.text for note in chart.layout.annotations] == ["Demonstration data, made up"]


MOST: dict[str, Any] = {"USA": 65_880, "FRA": 500, "DEU": 20, "MLT": 7, "SGP": 9}


def marked(*codes: str, edition: Any = None) -> Figure:
    figure = places(MOST, **({"edition": edition} if edition else {}))
    return replace(figure, frame=figure.frame.with_columns(pl.col("code").is_in(codes).alias("selected")))


def line_of(chart: go.Figure, code: str) -> tuple[float, str]:
    line = chart.data[0].marker.line
    at = list(chart.data[0].locations).index(code)
    return line.width[at], line.color[at]


def test_countries_that_are_not_picked_keep_their_class_and_stand_back() -> None:
    plain, chart = drawn(places(MOST)), drawn(marked("FRA", "SGP"))
    assert kinds(chart)["FRA"][0] == kinds(plain)["FRA"][0]
    assert kinds(chart)["USA"][0] == mixed(kinds(plain)["USA"][0], LIGHT.paper, 0.35)
    assert discs(chart)["SGP"][1] == discs(plain)["SGP"][1]
    assert discs(chart)["MLT"][1] not in LIGHT.ramp


def test_countries_that_are_picked_have_a_strong_outline_above_the_others() -> None:
    chart = drawn(marked("FRA"))
    (wide, colour), (thin, _) = line_of(chart, "FRA"), line_of(chart, "USA")
    assert wide > 2 * thin
    assert colour == LIGHT.ink
    valued = [code for code in chart.data[0].locations if code in MOST]
    assert valued[-1] == "FRA"


def test_the_legend_is_over_all_countries_whichever_are_picked() -> None:
    assert list(key(drawn(marked("FRA")))) == list(key(drawn(places(MOST))))


def test_without_a_filter_on_places_all_countries_are_alike() -> None:
    assert drawn(marked(*MOST)).to_dict() == drawn(places(MOST)).to_dict()


def test_a_click_changes_no_opacity() -> None:
    # A clicked country would be told apart by Plotly's own dimming, which knows nothing of what is picked.
    for trace in drawn(marked("FRA")).data[:1]:
        assert trace.selected.marker.opacity == trace.unselected.marker.opacity == 1


@pytest.mark.parametrize("high", [500, 5_000, 65_880, 1_000_000])
def test_no_class_of_skewed_counts_holds_more_than_ten_times_its_least(high: int) -> None:
    edges = steps([1, 3, 20, 150, high], 6)
    assert len(edges) <= 5
    pairs = [*itertools.pairwise(edges), (edges[-1], high)]
    assert all(above / below <= 10 + 1e-9 for below, above in pairs)


def test_five_hundred_and_sixty_thousand_are_not_of_one_colour() -> None:
    seen = kinds(drawn(places(MOST)))
    assert seen["USA"][0] != seen["FRA"][0] != seen["DEU"][0]


def hover(figure: Figure, code: str, language: str = "en") -> str:
    polygons = choropleth(figure, words(language), LIGHT, NORMAL).data[0]
    return str(dict(zip(polygons.locations, polygons.text, strict=True))[code])


def test_a_hover_names_the_unit_and_the_average() -> None:
    figure = places({"BRA": 398}, edition=COUNTED)
    eight = replace(figure, frame=figure.frame.with_columns(pl.lit(8).alias("years")))
    assert hover(eight, "BRA") == (
        f"<b>Brazil</b><br>{EN('map.average', counted='398 detected victims')}<br>{EN('map.years', n=8)}"
    )
    assert "398 victimes détectées par an en moyenne" in hover(eight, "BRA", "fr")
    assert hover(places({"BRA": 1}), "BRA").startswith("<b>Brazil</b><br>1 record")
    assert "between 0 and 4 detected victims" in hover(places({"BRA": (0, 4)}, edition=COUNTED), "BRA")


def test_all_of_south_america_is_on_the_map() -> None:
    # Measured in a browser: with a range to -60 Plotly cuts at -55, with -75 all of Chile is inside.
    south = min(lat for lat in outline_latitudes("CHL"))
    assert drawn(places(MOST)).layout.geo.lataxis.range[0] < south - 15


def outline_latitudes(code: str) -> list[float]:
    world = json.loads((Path(outlines.__file__).parents[2] / "data" / "outlines" / "world.geojson").read_text())
    shape = next(one for one in world["features"] if one["id"] == code)["geometry"]
    rings = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [lat for polygon in rings for ring in polygon for _, lat in ring]
