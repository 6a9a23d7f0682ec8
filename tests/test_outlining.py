"""Boundaries that somebody prefers take the place of the project's own: from any format, whole or not at all."""

import builtins
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import shape

from data import boundaries
from etl import outlining
from etl.dataset import DataError
from pages.parts import outlines
from pages.parts.sentences import notes
from pages.parts.served import Assets
from pages.parts.words import words
from queries.figures import trend
from queries.places import places
from queries.view import Filters, View
from tests.conftest import Invoke
from tests.test_served import ask

OWN_FILES = {path: path.read_bytes() for path in boundaries.OWN.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a database, without one; whatever a test does, the project's own outlines stay as they are."""
    path = tmp_path / "database" / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    outlines._in_use.cache_clear()
    yield path
    outlines._in_use.cache_clear()
    assert {path: path.read_bytes() for path in boundaries.OWN.rglob("*") if path.is_file()} == OWN_FILES


def made(column: str = "iso3cd", crs: int | str = 4326, **codes: str) -> gpd.GeoDataFrame:
    """Two neighbours (one in two pieces), one torn over the 180th meridian, one round the pole, one drawn apart."""
    torn = shapely.Polygon([(170, 60), (-170, 60), (-170, 70), (170, 70)])
    pole = shapely.Polygon([(-180, -70), (-90, -65), (0, -70), (90, -65), (179, -70)])
    areas = {
        "FRA": shapely.box(0, 43, 6, 50), "FRA ": shapely.box(-3, 45, 0, 48), "DEU": shapely.box(6, 43, 14, 50),
        "RUS": shapely.union_all([torn, shapely.box(100, 50, 110, 60)]), "ATA": pole,
        "xJK": shapely.box(14, 43, 18, 50), "MLT": shapely.box(14.3, 35.8, 14.5, 36),
    }  # fmt: skip
    names = [codes.get(code.strip(), code.strip()) for code in areas]
    frame = gpd.GeoDataFrame({column: names, "area": range(7)}, geometry=list(areas.values()), crs=4326)
    return frame.to_crs(crs) if crs != 4326 else frame


def written(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    """A file of boundaries in the format its name says; `.zip` is a zipped shapefile in a folder of the archive."""
    frame = made() if frame is None else frame
    if path.suffix != ".zip":
        frame.to_file(path)
        return path
    folder = path.with_suffix("")
    folder.mkdir()
    frame.to_file(folder / "areas.shp")
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, f"boundaries/{part.name}")
    return path


def drawn(folder: Path | None = None) -> dict[str, Any]:
    content = json.loads(((folder or boundaries.folder()) / "world.geojson").read_text("utf-8"))
    return {feature["id"]: shape(feature["geometry"]) for feature in content["features"]}


# ----------------------------------------------------------------------------------------------------- what is read


@pytest.mark.parametrize("name", ["areas.geojson", "areas.shp", "areas.gpkg", "areas.zip"])
def test_every_format_gives_the_same_outlines(name: str, tmp_path: Path) -> None:
    said = outlining.use(written(tmp_path / name), "Somebody")
    areas = drawn()
    assert set(areas) == {"FRA", "DEU", "RUS", "MLT"}
    assert areas["FRA"].area == pytest.approx(6 * 7 + 3 * 3, rel=0.01)
    assert areas["RUS"].area == pytest.approx(20 * 10 + 10 * 10, rel=0.01)
    assert said[0] == (
        f"{name}: 4 countries and areas drawn, told by the codes in its column 'iso3cd'. Source on the map: Somebody"
    )


def test_a_folder_with_one_shapefile_is_that_shapefile(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    written(tmp_path / "given" / "areas.shp")
    assert outlining.use(tmp_path / "given", "Somebody")[0].startswith("areas.shp: 4 countries and areas drawn")
    written(tmp_path / "given" / "other.gpkg")
    with pytest.raises(DataError, match=r"holds several files of boundaries \(areas.shp, other.gpkg\). Name the one"):
        outlining.use(tmp_path / "given", "Somebody")


def test_other_coordinates_are_brought_to_degrees(tmp_path: Path) -> None:
    frame = made()[lambda areas: areas["iso3cd"].isin(["FRA", "DEU"])].to_crs(3035)
    outlining.use(written(tmp_path / "areas.gpkg", frame), "Somebody")
    assert drawn()["DEU"].bounds == pytest.approx((6, 43, 14, 50), abs=0.3)


@pytest.mark.parametrize("column", ["ISO_A3", "iso_3166_1_alpha_3", "ADM0_A3", "ISO3166-1-Alpha-3", "shapeGroup"])
def test_a_column_of_codes_is_found_by_its_usual_names(column: str, tmp_path: Path) -> None:
    said = outlining.use(written(tmp_path / "areas.geojson", made(column)), "Somebody")
    assert f"the codes in its column {column!r}" in said[0]
    assert set(drawn()) == {"FRA", "DEU", "RUS", "MLT"}


def test_of_two_columns_of_codes_the_one_that_names_more_countries_tells(tmp_path: Path) -> None:
    frame = made("ISO_A3", FRA="-99", DEU="-99").assign(ADM0_A3=made()["iso3cd"])
    said = outlining.use(written(tmp_path / "areas.geojson", frame), "Somebody")
    assert "column 'ADM0_A3'" in said[0]


def test_an_area_without_a_code_is_told_by_its_name_and_one_with_another_code_is_not(tmp_path: Path) -> None:
    frame = made("ISO_A3", FRA="-99").assign(NAME=["France", "France", "Allemagne", "Russia", "", "Italy", "Malta"])
    said = outlining.use(written(tmp_path / "areas.geojson", frame), "Somebody")
    assert {"FRA", "DEU"} <= set(drawn())
    assert "ITA" not in drawn()  # its code says that it is something else
    assert any(line.startswith("1 outline without a country, left out of the map: xJK") for line in said)


def test_codes_of_two_letters_and_names_will_do(tmp_path: Path) -> None:
    two = made("iso2", FRA="FR", DEU="DE", RUS="RU", MLT="MT", ATA="AQ")
    assert "the codes in" in outlining.use(written(tmp_path / "two.geojson", two), "Somebody")[0]
    assert set(drawn()) == {"FRA", "DEU", "RUS", "MLT"}
    named = made("whole", FRA="France", DEU="Germany", RUS="Russian Federation", MLT="Malta", ATA="Antarctica")
    path = written(tmp_path / "named.geojson", named)
    assert "the names in its column 'whole'" in outlining.use(path, "Somebody", "whole")[0]
    assert set(drawn()) == {"FRA", "DEU", "RUS", "MLT"}


# ------------------------------------------------------------------------------------------------ how it is finished


def test_rings_are_clockwise_cut_at_the_meridian_and_no_country_is_lost_from_the_map(tmp_path: Path) -> None:
    outlining.use(written(tmp_path / "areas.geojson"), "Somebody")
    parts = [part for area in drawn().values() for part in shapely.get_parts(area)]
    assert not any(part.exterior.is_ccw for part in parts)
    assert drawn()["RUS"].bounds == (-180, 50, 180, 70)
    assert all(part.bounds[2] - part.bounds[0] < 170 for part in parts)
    assert set(outlines.drawn()) == set(drawn())
    # Who has no outline is a disc where the project's own outlines have it.
    assert outlines.points().keys() == json.loads(OWN_FILES[boundaries.OWN / "centroids.json"])["points"].keys()
    assert {"ITA", "MLT", "GIB"} <= outlines.small()


def test_the_report_names_countries_without_an_outline_and_outlines_without_a_country(tmp_path: Path) -> None:
    said = outlining.use(written(tmp_path / "areas.geojson"), "Somebody")
    assert any("without an outline, drawn as discs: Aruba (ABW), Afghanistan (AFG)" in line for line in said)
    assert any(line == "1 outline without a country, left out of the map: xJK" for line in said)
    assert any(line == "1 joined from several areas of one code: FRA" for line in said)
    assert any(
        "marks no line as disputed; dashed are the land borders of areas drawn apart (1)" in line for line in said
    )


def test_lines_that_the_file_marks_as_disputed_are_dashed_and_others_are_dropped(tmp_path: Path) -> None:
    path = written(tmp_path / "areas.gpkg")
    kinds = ["Line of control (please verify)", "International boundary"]
    lines = [shapely.LineString([(6, 43), (6, 50)]), shapely.LineString([(0, 45), (0, 48)])]
    gpd.GeoDataFrame({"FEATURECLA": kinds}, geometry=lines, crs=4326).to_file(path, layer="lines")
    said = outlining.use(path, "Somebody")
    assert outlines.disputed() == ([6.0, 6.0, None], [43.0, 50.0, None])
    assert "disputed lines: 1, dashed, as the file marks them" in said


def test_lines_that_nobody_marked_are_dropped_with_a_word(tmp_path: Path) -> None:
    path = written(tmp_path / "areas.gpkg", made(xJK="ITA"))
    line = shapely.LineString([(6, 43), (6, 50)])
    gpd.GeoDataFrame({"kind": ["International boundary"]}, geometry=[line], crs=4326).to_file(path, layer="lines")
    said = outlining.use(path, "Somebody")
    assert "disputed lines: none of its 1 lines is marked as disputed, and they are dropped; nothing is dashed" in said
    assert outlines.disputed() == ([], [])


# ----------------------------------------------------------------------------------------------- whole or not at all


def test_one_version_follows_another_and_the_last_one_stays_for_a_page_that_is_being_drawn(tmp_path: Path) -> None:
    path, seen = written(tmp_path / "areas.geojson"), []
    for source in ("One", "Two", "Three"):
        outlining.use(path, source)
        seen.append(boundaries.folder())
        assert boundaries.source() == source
    assert len(set(seen)) == 3
    assert [folder.exists() for folder in seen] == [False, True, True]
    assert outlining.go_back()
    assert boundaries.folder() == boundaries.OWN
    assert boundaries.source() == ""
    assert not any(folder.exists() for folder in seen)
    assert not outlining.go_back()


def test_outlines_that_are_not_whole_are_not_drawn_from(tmp_path: Path) -> None:
    outlining.use(written(tmp_path / "areas.geojson"), "Somebody")
    folder = boundaries.folder()
    (folder / "world.geojson").unlink()
    boundaries._whole.cache_clear()
    assert boundaries.folder() == boundaries.OWN


def refusals(folder: Path) -> dict[str, tuple[Path, str | None, str]]:
    """Files that cannot be used: file, column, and what is said."""
    points = gpd.GeoDataFrame({"iso3cd": ["FRA"]}, geometry=[shapely.Point(2, 48)], crs=4326)
    metres = made(crs=3857)[lambda areas: areas["iso3cd"] == "FRA"].set_crs(4326, allow_override=True)
    (folder / "text.geojson").write_text("no map", encoding="utf-8")
    (folder / "empty.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with zipfile.ZipFile(folder / "papers.zip", "w") as archive:
        archive.writestr("read me.txt", "nothing here")
    without_crs = written(folder / "bare.shp")
    without_crs.with_suffix(".prj").unlink()
    only_pole = made()[lambda areas: areas["iso3cd"] == "ATA"]
    return {
        "absent": (folder / "none.gpkg", None, "no such file"),
        "text": (folder / "text.geojson", None, "not a file of boundaries"),
        "empty": (folder / "empty.geojson", None, "is empty, it holds no area at all"),
        "points": (written(folder / "points.gpkg", points), None, "holds no areas"),
        "archive": (folder / "papers.zip", None, "holds no file of boundaries"),
        "no crs": (without_crs, None, "does not say its coordinate system; of a shapefile, the .prj file is missing"),
        "metres": (written(folder / "metres.geojson", metres), None, "its coordinates are no degrees"),
        "no codes": (written(folder / "x.geojson", made("number")), None, "no column of country codes .*number"),
        "no such column": (written(folder / "y.geojson"), "ISO", r"has no column 'ISO'\. It has: iso3cd, area"),
        "other codes": (written(folder / "z.geojson"), "area", "none of its codes is an ISO 3166-1 alpha-3 code"),
        "the pole": (written(folder / "pole.geojson", only_pole), None, "no country but Antarctica"),
    }  # fmt: skip


@pytest.mark.parametrize("what", [
    "absent", "text", "empty", "points", "archive", "no crs", "metres", "no codes", "no such column", "other codes",
    "the pole",
])  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence_and_changes_nothing(
    what: str, tmp_path: Path, database: Path
) -> None:
    outlining.use(written(tmp_path / "areas.geojson"), "Somebody")
    before = sorted(database.parent.rglob("*"))
    file, column, said = refusals(tmp_path)[what]
    with pytest.raises(DataError, match=said) as refused:
        outlining.use(file, "Nobody", column)
    assert "\n" not in str(refused.value)
    assert sorted(database.parent.rglob("*")) == before
    assert boundaries.source() == "Somebody"


def test_without_geopandas_the_command_that_installs_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    path, real = written(tmp_path / "areas.geojson"), builtins.__import__

    def absent(name: str, *rest: Any, **named: Any) -> Any:
        if name.split(".")[0] == "geopandas":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", absent)
    done = invoke("outlines", path, "--source", "Somebody")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Outlines need geopandas: pip install 'trafficking-trends[outlines]'.\n"


# -------------------------------------------------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a file of boundaries"),
        (("areas.geojson",), "Say whose boundaries these are"),
        (("areas.geojson", "--source", " "), "Say whose boundaries these are"),
        (("areas.geojson", "--default"), "give it alone"),
    ],
)
def test_a_call_that_says_too_little_or_two_things_is_wrong_use(
    arguments: tuple[str, ...], said: str, invoke: Invoke
) -> None:
    done = invoke("outlines", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_the_command_says_what_was_done_and_goes_back(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("outlines", written(tmp_path / "areas.gpkg"), "--source", "UN Geospatial", "--code", "iso3cd")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("areas.gpkg: 4 countries and areas drawn")
    assert boundaries.source() == "UN Geospatial"
    assert invoke("outlines", "--default").stdout == "The maps are drawn from the app's own outlines again\n"
    assert invoke("outlines", "--default").stdout == "The maps are drawn from the app's own outlines, as they were\n"


# ------------------------------------------------------------------------------------------------------------ the app


def test_what_the_server_sends_is_what_was_prepared_and_the_rest_is_the_projects_own(tmp_path: Path) -> None:
    assets = Assets(boundaries.OWN)
    first = ask(assets, "/world.geojson")
    outlining.use(written(tmp_path / "areas.geojson"), "Somebody")
    status, headers, body = ask(assets, "/world.geojson", headers=[("if-none-match", first[1]["etag"])])
    assert (status, headers["cache-control"]) == (200, "public, no-cache")
    assert {feature["id"] for feature in json.loads(body)["features"]} == {"FRA", "DEU", "RUS", "MLT"}
    coarse = json.loads(ask(assets, "/world_coarse.geojson")[2])["features"]
    assert {feature["id"] for feature in coarse} <= {"FRA", "DEU", "RUS"}
    assert ask(assets, "/topojson/world_110m.json")[0] == 200
    assert ask(assets, "/world.geojson", headers=[("if-none-match", headers["etag"])])[0] == 304
    for path in ("/NOTICE", "/../story.csv", "/../trends.duckdb"):
        with pytest.raises(Exception, match="404"):
            ask(assets, path)
    outlining.go_back()
    assert ask(assets, "/world.geojson")[2] == first[2]


def test_the_map_and_its_export_say_whose_outlines_they_are(
    demo_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    (tmp_path / "trends.duckdb").symlink_to(demo_database.resolve())
    figure = places(View("map", Filters("demo")))
    assert not any("Outlines" in note for note in notes(figure, words("en")))
    outlining.use(written(tmp_path / "areas.geojson"), "UN Geospatial")
    assert "Outlines: UN Geospatial, simplified." in notes(figure, words("en"))
    assert "Contours\u00a0: UN Geospatial, simplifiés." in notes(figure, words("fr"))
    assert "Outlines: UN Geospatial, simplified." not in notes(trend(View("trends", Filters("demo"))), words("en"))
