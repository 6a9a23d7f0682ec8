"""The map's outlines: from a file of boundaries to the few files the pages draw, with geopandas.

    prepare(source, target): read -> cut at the 180th meridian -> thin -> name the areas -> write

Natural Earth's are the project's own; what `trends outlines` is given takes the same way (etl/outlining.py).

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
from etl.boundary_file import MEANS, read_boundaries
from etl.dataset import DataError

if TYPE_CHECKING:
    import geopandas as gpd

TOLERANCE: Final = 8.0  # km: a corner goes whose triangle is smaller than this squared; under a third of a pixel
LINE: Final = 0.05  # degrees a thinned line may leave its course
ISLAND: Final = 100.0  # km2: a smaller island goes, unless it is its country's largest
SMALL: Final = 8_000.0  # km2: an area whose largest part is smaller hides in a map 1,000 pixels wide (under 7 of them)
LEFT_OUT: Final = frozenset({"ATA"})  # nobody is registered there, and it would be a fifth of the picture's height

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
    """What `prepare` wrote: codes drawn, codes to mark with a disc, codes the source lacks, codes (or names) it has
    besides; how they were told; the countries joined from several areas; the lines that are dashed.

    `lines`: how many; `marked`: whether the source marks them as disputed, else they are the land borders of areas it
    draws apart; `unmarked`: how many lines the source has that it does not mark.
    """

    drawn: tuple[str, ...]
    small: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]
    column: str = ""
    by_names: bool = False
    joined: tuple[str, ...] = ()
    lines: int = 0
    marked: bool = False
    unmarked: int = 0


def prepare(
    source: Path, target: Path, column: str | None = None, points: Mapping[str, tuple[float, float]] = POINTS
) -> Report:
    """Write world.geojson, world_coarse.geojson, disputed.geojson and centroids.json into the folder `target`, from a
    file of boundaries.

    `source`: any file geopandas reads whose areas carry a country's code (etl.boundary_file), in `column` if that is no
    usual one. `points`: where to mark countries that the source lacks. Raises DataError.
    """
    found = read_boundaries(source, column)  # first: it says in words that geopandas is not there
    from etl.outlines_coarse import write_coarse
    from etl.shapes import label_point, largest_part, thinned

    pieces = thinned(cut(found.areas), TOLERANCE, ISLAND)
    areas = named(pieces)
    if not areas:
        raise DataError(f"{source.name}: holds no area of a country that can be drawn.")
    marks = {**points, **{code: label_point(shape) for code, shape in areas.items()}}
    small = tuple(sorted(code for code in marks if code not in areas or largest_part(areas[code]) < SMALL))
    drawn = {code: shape for code, shape in areas.items() if code not in LEFT_OUT}
    if not drawn:
        raise DataError(f"{source.name}: holds no country but Antarctica, which is left out.")
    unknown = tuple(sorted(code for code in pieces.index if code not in {*countries(), *MEANS}))
    lines = thin_lines(found.lines) or disputed(pieces, unknown)
    target.mkdir(parents=True, exist_ok=True)
    write_outlines(target / "world.geojson", drawn)
    write_coarse(target)
    write_lines(target / "disputed.geojson", lines)
    _write(target / "centroids.json", {"points": dict(sorted(marks.items())), "small": small})
    absent = tuple(code for code, country in countries().items() if code not in areas and not country.historic)
    several = found.areas.index.value_counts()
    joined = tuple(sorted(code for code in several.index[several > 1] if code in areas))
    told = found.column, found.by_names, joined, len(lines), bool(found.lines), found.unmarked
    return Report(tuple(drawn), small, absent, unknown, *told)


def thin_lines(lines: Iterable[Any]) -> list[Any]:
    """Lines in fewer corners, flat, one a part."""
    import shapely

    parts = [part for line in lines for part in shapely.get_parts(shapely.force_2d(line))]
    return [slim for part in parts if not (slim := shapely.simplify(part, LINE)).is_empty]


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


def disputed(pieces: "gpd.GeoSeries", unknown: Iterable[str] = ()) -> list[Any]:
    """The borders of the areas the source draws apart without an ISO number: lines, those with the sea left out."""
    from etl.shapes import common_border

    apart = [code for code in (*APART, *unknown) if code in pieces.index]
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


def _feature(shape: Any, **identity: str) -> dict[str, Any]:
    from shapely.geometry import mapping

    return {"type": "Feature", **identity, "properties": {}, "geometry": mapping(shape)}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
