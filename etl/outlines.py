"""The map's outlines: from Natural Earth's boundaries to the few files the pages draw, with geopandas.

    prepare(source, target): read -> cut at the 180th meridian -> thin -> name the areas -> write

Plotly (d3-geo) fills the wrong side of a ring that is not clockwise and draws every edge as a great circle; MapLibre
and deck.gl draw a streak along an edge that crosses the 180th meridian. etl/shapes.py has the cures.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from data.countries import countries
from etl.dataset import DataError

if TYPE_CHECKING:
    import geopandas as gpd

CODE_COLUMNS: Final = ("a3", "ISO_A3_EH", "iso3", "ISO_A3", "ADM0_A3", "id")
TOLERANCE: Final = 8.0  # km: a corner goes whose triangle is smaller than this squared; under a third of a pixel
ISLAND: Final = 100.0  # km2: a smaller island goes, unless it is its country's largest
SMALL: Final = 8_000.0  # km2: an area whose largest part is smaller hides in a map 1,000 pixels wide (under 7 of them)
LEFT_OUT: Final = frozenset({"ATA"})  # nobody is registered there, and it would be a fifth of the picture's height

# Codes of Natural Earth that ISO 3166 does not have, and the ISO area they are drawn with (None: with none).
MEANS: Final = MappingProxyType(
    {
        "SOL": "SOM", "CYN": "CYP", "KAS": None, "ATC": "AUS", "CSI": "AUS", "IOA": "CXR", "KOS": "XKX", "PSX": "PSE",
        "SAH": "ESH", "SDS": "SSD", "ALD": "ALA",
    }
)  # fmt: skip
# Areas that the source draws apart without giving them an ISO number: the lines around them are dashed.
APART: Final = ("SOL", "CYN", "KAS", "XKX", "KOS")
# Parts of the world with a code of their own that Natural Earth draws inside another: west, south, east, north.
PARTS: Final = (
    ("GUF", "FRA", (-55, 2, -51, 6)), ("GLP", "FRA", (-62, 15.8, -60.9, 16.6)),
    ("MTQ", "FRA", (-61.4, 14.3, -60.7, 15)), ("REU", "FRA", (55, -21.6, 56, -20.7)),
    ("MYT", "FRA", (44.9, -13.2, 45.4, -12.5)), ("BES", "NLD", (-69, 11.9, -68, 12.5)),
    ("BES", "NLD", (-63.5, 17.3, -62.8, 17.8)), ("SJM", "NOR", (10, 74, 36, 82)), ("SJM", "NOR", (-10, 70.5, -7, 71.5)),
)  # fmt: skip
# Where to mark the areas that the source is too coarse for.
POINTS: Final = MappingProxyType(
    {
        "BVT": (3.36, -54.42), "CCK": (96.83, -12.17), "GIB": (-5.35, 36.13), "TKL": (-171.85, -9.2),
        "UMI": (166.63, 19.29), "VAT": (12.45, 41.9),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What `prepare` wrote: codes drawn, codes to mark with a disc, codes the source lacks, codes it has besides."""

    drawn: tuple[str, ...]
    small: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]


def prepare(source: Path, target: Path) -> Report:
    """Write world.geojson, world_coarse.geojson, disputed.geojson and centroids.json into the folder `target`, from a
    file of boundaries.

    `source`: any file geopandas reads whose areas carry an ISO 3166-1 alpha-3 code (CODE_COLUMNS). Raises DataError.
    """
    from etl.outlines_coarse import write_coarse
    from etl.shapes import label_point, largest_part, thinned

    pieces = thinned(cut(read(source)), TOLERANCE, ISLAND)
    areas = named(pieces)
    if not areas:
        raise DataError(f"{source.name}: none of its codes is an ISO 3166-1 alpha-3 code.")
    marks = {**POINTS, **{code: label_point(shape) for code, shape in areas.items()}}
    small = tuple(sorted(code for code in marks if code not in areas or largest_part(areas[code]) < SMALL))
    drawn = {code: shape for code, shape in areas.items() if code not in LEFT_OUT}
    target.mkdir(parents=True, exist_ok=True)
    write_outlines(target / "world.geojson", drawn)
    write_coarse(target)
    write_lines(target / "disputed.geojson", disputed(pieces))
    _write(target / "centroids.json", {"points": dict(sorted(marks.items())), "small": small})
    absent = tuple(code for code, country in countries().items() if code not in marks and not country.historic)
    unknown = tuple(sorted(code for code in pieces.index if code not in {*countries(), *MEANS}))
    return Report(tuple(drawn), small, absent, unknown)


def read(source: Path) -> "gpd.GeoSeries":
    """The areas of the layer that has a column of codes, in degrees, indexed by the code as the file has it."""
    layers = _layers(source)
    for column in CODE_COLUMNS:
        for layer in layers:
            if column in layer.columns and "geometry" in layer.columns:
                degrees = layer.set_crs(4326) if layer.crs is None else layer.to_crs(4326)
                return degrees.set_index(column).geometry
    raise DataError(f"{source.name}: no column of country codes (looked for {', '.join(CODE_COLUMNS)}).")


def cut(areas: "gpd.GeoSeries") -> "gpd.GeoSeries":
    """One polygon a row, none crossing the 180th meridian, the parts with a code of their own under it."""
    import geopandas as gpd

    from etl.shapes import polygons, unwrapped

    whole = [(str(code), polygon) for code, shape in areas.items() for polygon in polygons(shape)]
    rows = [(part_code(code, part), part) for code, polygon in whole for part in unwrapped(polygon)]
    return gpd.GeoSeries([part for _, part in rows], index=[code for code, _ in rows])


def part_code(code: str, polygon: Any) -> str:
    """The code of one polygon of an area: its own where the source draws it inside another (PARTS)."""
    inside = polygon.representative_point()
    for part, owner, (west, south, east, north) in PARTS:
        if code == owner and west <= inside.x <= east and south <= inside.y <= north:
            return part
    return code


def named(pieces: "gpd.GeoSeries") -> dict[str, Any]:
    """The shapes by the codes of data/countries.csv, in their order; a piece without an ISO area is left out."""
    import shapely

    shapes: dict[str, list[Any]] = {}
    for code, shape in pieces.items():
        shapes.setdefault(MEANS.get(code, code) or "", []).append(shape)
    return {code: shapely.union_all(shapes[code]) for code in countries() if code in shapes}


def disputed(pieces: "gpd.GeoSeries") -> list[Any]:
    """The borders of the areas the source draws apart without an ISO number: lines, those with the sea left out."""
    from etl.shapes import common_border

    apart = [code for code in APART if code in pieces.index]
    others = {
        code: pieces[pieces.index != code][pieces[pieces.index != code].intersects(pieces[code])] for code in apart
    }
    lines = [common_border(pieces[code], other) for code in apart for other in others[code]]
    return [line for line in lines if not line.is_empty]


def write_outlines(path: Path, shapes: Mapping[str, Any]) -> None:
    """GeoJSON, one feature an area, its `id` the alpha-3 code; rings as Plotly wants them, not as RFC 7946 does."""
    from etl.shapes import finished

    features = [_feature(finished(shape), id=code) for code, shape in shapes.items()]
    _write(path, {"type": "FeatureCollection", "features": features})


def write_lines(path: Path, lines: Iterable[Any]) -> None:
    """GeoJSON, one feature a line, in hundredths of a degree."""
    import shapely

    features = [_feature(shapely.set_precision(line, 0.01)) for line in lines]
    _write(path, {"type": "FeatureCollection", "features": features})


def _layers(source: Path) -> "list[gpd.GeoDataFrame]":
    try:
        import geopandas as gpd
    except ImportError as absent:
        raise DataError("Outlines need geopandas: pip install 'trafficking-trends[outlines]'.") from absent
    if not source.is_file():
        raise DataError(f"{source}: no such file. Give a file of country boundaries, such as Natural Earth's.")
    try:
        return [gpd.read_file(source, layer=name) for name in gpd.list_layers(source)["name"]]
    except Exception as unreadable:  # GDAL's drivers raise many kinds
        raise DataError(f"{source.name}: not a file of boundaries ({unreadable}).") from unreadable


def _feature(shape: Any, **identity: str) -> dict[str, Any]:
    from shapely.geometry import mapping

    return {"type": "Feature", **identity, "properties": {}, "geometry": mapping(shape)}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
