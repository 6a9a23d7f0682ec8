"""The map's outlines: what is committed draws everywhere, and the script that made it does what it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from data.countries import countries
from etl.dataset import DataError
from etl.outlines import SMALL, prepare
from etl.shapes import common_border, largest_part, unwrapped

OUTLINES = Path(__file__).parent.parent / "data" / "outlines"


def load(name: str, folder: Path = OUTLINES) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def shapes(folder: Path = OUTLINES) -> dict[str, Any]:
    return {feature["id"]: shape(feature["geometry"]) for feature in load("world.geojson", folder)["features"]}


def polygons(areas: dict[str, Any]) -> Iterator[tuple[str, shapely.Polygon]]:
    return ((code, part) for code, area in areas.items() for part in shapely.get_parts(area))


@pytest.fixture(scope="module")
def world() -> dict[str, Any]:
    return shapes()


@pytest.fixture(scope="module")
def marks() -> Any:
    return load("centroids.json")


def test_the_file_is_small_enough_to_be_fetched_by_a_phone() -> None:
    assert (OUTLINES / "world.geojson").stat().st_size < 500_000


def test_every_id_is_a_code_of_the_table_of_countries_once() -> None:
    ids = [feature["id"] for feature in load("world.geojson")["features"]]
    assert ids == sorted(set(ids))
    assert set(ids) <= set(countries())


def test_every_country_of_today_can_be_marked_on_the_map(marks: Any) -> None:
    assert set(marks["points"]) == {code for code, country in countries().items() if not country.historic}


def test_what_is_not_drawn_has_a_disc_except_antarctica(world: dict[str, Any], marks: Any) -> None:
    assert set(marks["points"]) - set(world) - set(marks["small"]) == {"ATA"}


def test_small_means_that_the_largest_part_is_small(world: dict[str, Any], marks: Any) -> None:
    drawn_small = {code for code, area in world.items() if largest_part(area) < SMALL}
    assert set(marks["small"]) & set(world) == drawn_small
    assert {"MLT", "SGP", "BHR", "MDV", "LUX"} <= drawn_small
    assert not {"FRA", "JAM", "LBN", "GUF"} & drawn_small


def test_a_mark_lies_in_the_outline_of_its_country(world: dict[str, Any], marks: Any) -> None:
    # An atoll's outline is thinner than the rounding of its mark, so a hundredth of a degree is forgiven.
    outside = [code for code, area in world.items() if area.distance(shapely.Point(marks["points"][code])) > 0.01]
    assert outside == []


def test_exterior_rings_are_clockwise_and_holes_are_not(world: dict[str, Any]) -> None:
    wrong = [
        code for code, part in polygons(world) if part.exterior.is_ccw or any(not h.is_ccw for h in part.interiors)
    ]
    assert wrong == []


def test_shapes_are_valid_and_within_the_globe(world: dict[str, Any]) -> None:
    assert [code for code, area in world.items() if not area.is_valid] == []
    west, south, east, north = shapely.total_bounds(list(world.values()))
    assert (west, east) == (-180, 180)
    assert south > -60
    assert north < 90


def test_no_edge_is_long_enough_to_streak_or_to_leave_its_parallel(world: dict[str, Any]) -> None:
    for code, part in polygons(world):
        for ring in (part.exterior, *part.interiors):
            steps = shapely.get_coordinates(ring)[1:] - shapely.get_coordinates(ring)[:-1]
            assert abs(steps).max() < 2.05, code


def test_russia_and_fiji_lie_on_both_sides_of_the_180th_meridian(world: dict[str, Any]) -> None:
    for code in ("RUS", "FJI"):
        west, _, east, _ = world[code].bounds
        assert (west, east) == (-180, 180)
        assert all(part.bounds[2] - part.bounds[0] < 170 for part in shapely.get_parts(world[code])), code


def test_neighbours_share_their_border_and_do_not_overlap(world: dict[str, Any]) -> None:
    for one, other in (("FRA", "DEU"), ("USA", "CAN"), ("SRB", "XKX"), ("BRA", "GUF"), ("MAR", "ESH")):
        assert common_border(world[one], world[other]).length > 1, (one, other)
    apart = sum(shapely.area(list(world.values())))
    assert shapely.union_all(list(world.values())).area == pytest.approx(apart, rel=1e-5)


def test_parts_with_a_code_of_their_own_are_not_drawn_in_their_owner(world: dict[str, Any]) -> None:
    assert world["FRA"].bounds[0] > -6
    assert world["NOR"].bounds[3] < 72
    assert {"GUF", "GLP", "MTQ", "REU", "MYT", "BES", "SJM"} <= set(world)


def test_disputed_lines_lie_on_borders_that_are_drawn_or_inside_a_country(world: dict[str, Any]) -> None:
    lines = shapely.union_all([shape(feature["geometry"]) for feature in load("disputed.geojson")["features"]])
    assert lines.intersects(world["XKX"].boundary)
    assert lines.distance(shapely.Point(47.0, 9.0)) < 3  # Somaliland
    assert lines.distance(shapely.Point(33.3, 35.1)) < 0.2  # Cyprus
    assert lines.distance(shapely.Point(-13, 27)) > 10  # the source says nothing of Western Sahara


@pytest.mark.parametrize("name", ["world_110m", "world_50m"])
def test_plotly_finds_an_empty_base_map_under_the_name_it_asks_for(name: str) -> None:
    base = load(f"topojson/{name}.json")
    assert base["arcs"] == []
    assert {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"} == set(base["objects"])
    assert all(layer["geometries"] == [] for layer in base["objects"].values())


def area_of(code: str, *rings: list[list[float]], column: str = "a3") -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "properties": {column: code}, "geometry": geometry}


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def source(folder: Path, *features: dict[str, Any]) -> Path:
    path = folder / "made.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Two neighbours, one torn over the 180th meridian, one round the pole, one with a part overseas, one apart."""
    ring = [[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]
    pole = [[-180, -70], [-90, -65], [0, -70], [90, -65], [179, -70], [-180, -70]]
    return source(
        tmp_path,
        area_of("RUS", ring, [[100, 50], [110, 50], [110, 60], [100, 60], [100, 50]]),
        area_of("CHN", box(100, 40, 110, 50)),
        area_of("ATA", pole),
        area_of("FRA", box(0, 43, 6, 50), box(-54, 3, -52, 5)),
        area_of("SOM", box(47, 2, 50, 8)),
        area_of("SOL", box(44, 8, 50, 11)),
        area_of("MLT", box(14.3, 35.8, 14.5, 36)),
        area_of("QQQ", box(60, 60, 61, 61)),
    )


def test_a_torn_country_is_cut_at_the_meridian_and_loses_nothing(made: Path, tmp_path: Path) -> None:
    prepare(made, tmp_path / "out")
    russia = shapes(tmp_path / "out")["RUS"]
    assert russia.bounds == (-180, 50, 180, 70)
    assert russia.area == pytest.approx(10 * 10 * 3)


def test_the_report_says_what_was_drawn_marked_left_out_and_not_understood(made: Path, tmp_path: Path) -> None:
    report = prepare(made, tmp_path / "out")
    assert report.drawn == ("CHN", "FRA", "GUF", "MLT", "RUS", "SOM")
    assert "MLT" in report.small
    assert "VAT" in report.small
    assert report.unknown == ("QQQ",)
    assert "DEU" in report.absent
    assert "YUG" not in report.absent
    assert load("centroids.json", tmp_path / "out")["points"]["ATA"][1] < -65


def test_an_area_drawn_apart_joins_its_country_and_leaves_a_line(made: Path, tmp_path: Path) -> None:
    prepare(made, tmp_path / "out")
    assert shapes(tmp_path / "out")["SOM"].area == pytest.approx(3 * 6 + 6 * 3)
    lines = load("disputed.geojson", tmp_path / "out")["features"]
    assert [feature["geometry"]["coordinates"] for feature in lines] == [[[50, 8], [47, 8]]]


def test_a_ring_round_the_pole_is_closed_along_it() -> None:
    ring = [(-180, -70), (-90, -65), (0, -70), (90, -65), (179, -70), (-180, -70)]
    whole = shapely.union_all(unwrapped(shapely.Polygon(ring)))
    assert whole.contains(shapely.Point(20, -89))
    assert not whole.contains(shapely.Point(20, -60))
    assert whole.bounds == (-180, -90, 180, -65)


@given(st.integers(-180, 179), st.integers(1, 170), st.integers(-80, 70), st.integers(1, 10))
def test_cutting_keeps_the_area_wherever_a_box_lies(west: int, width: int, south: int, height: int) -> None:
    torn = [((x + 180) % 360 - 180, y) for x, y in box(west, south, west + width, south + height)]
    parts = unwrapped(shapely.Polygon(torn))
    assert sum(part.area for part in parts) == pytest.approx(width * height)
    assert all(part.bounds[0] >= -180 and part.bounds[2] <= 180 for part in parts)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.shp: no such file"):
        prepare(tmp_path / "none.shp", tmp_path)


def test_a_file_that_holds_no_map_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text("not a map", encoding="utf-8")
    with pytest.raises(DataError, match=r"map\.json: not a file of boundaries"):
        prepare(tmp_path / "map.json", tmp_path)


def test_a_map_without_codes_is_told_which_columns_were_looked_for(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no column of country codes is among its columns \(title\)"):
        prepare(source(tmp_path, area_of("FRA", box(0, 0, 5, 5), column="title")), tmp_path)


def test_a_map_with_other_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="none of its codes is an ISO 3166-1 alpha-3 code"):
        prepare(source(tmp_path, area_of("QQ1", box(0, 0, 5, 5))), tmp_path, "a3")
