"""The coarse outlines that lie under the arcs between countries: a tenth of the corners of the map's own.

A click on an arc is lost where a browser that draws without a graphics card has ten thousand corners to search.
"""

import json
from pathlib import Path
from typing import Any, Final

FROM: Final = "world.geojson"
TO: Final = "world_coarse.geojson"
TOLERANCE: Final = 1.0  # degrees
ISLAND: Final = 0.8  # square degrees: a smaller one would be a speck under the end of an arc


def write_coarse(folder: Path) -> int:
    """Write world_coarse.geojson beside world.geojson: one feature an area, its `id` the alpha-3 code; areas without a
    part as large as ISLAND are left out. Borders stay common to both neighbours. Returns the number of corners."""
    import shapely

    areas = json.loads((folder / FROM).read_text("utf-8"))["features"]
    shapes = [shapely.make_valid(shapely.geometry.shape(area["geometry"])) for area in areas]
    coarse = zip(areas, shapely.coverage_simplify(shapes, TOLERANCE), strict=True)
    features = [feature for area, shape in coarse if (feature := _feature(area["id"], shape))]
    content = {"type": "FeatureCollection", "features": features}
    (folder / TO).write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    return sum(len(ring) for feature in features for part in feature["geometry"]["coordinates"] for ring in part)


def _feature(code: str, shape: Any) -> dict[str, Any] | None:
    """An area of its large parts, without holes, to a tenth of a degree."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area >= ISLAND]
    if not parts:
        return None
    rings = [[[round(x, 1), round(y, 1)] for x, y, *_ in part.exterior.coords] for part in parts]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}
