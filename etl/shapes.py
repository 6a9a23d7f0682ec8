"""Shapes on the globe, for outlines: cut at the 180th meridian, thinned together, finished for drawing.

Coordinates are degrees (longitude, latitude) unless a name says flat: then Lambert's cylindrical equal-area projection
in kilometres. It squeezes shapes but not areas, and areas are all that thinning (Visvalingam and Whyatt) looks at;
unlike the projections of a map, it brings every longitude back exactly.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd

EARTH: Final = 6371.007  # km, the radius of the sphere with the Earth's surface
LONGEST: Final = 2.0  # degrees an edge may span: Plotly draws edges as great circles, which leave the parallels


def unwrapped(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    """The parts of a polygon whose rings may jump from 180 to -180 degrees, each valid and within -180 to 180."""
    rings = [_unwrapped_ring(np.asarray(ring.coords)[:, :2]) for ring in (polygon.exterior, *polygon.interiors)]
    whole = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
    parts: list[shapely.Polygon] = []
    for turn in (-360, 0, 360):
        inside = shapely.intersection(whole, shapely.box(turn - 180, -90, turn + 180, 90))
        parts += polygons(shapely.transform(inside, lambda xy, turn=turn: xy - [turn, 0]))
    return parts


def thinned(areas: "gpd.GeoSeries", tolerance: float, island: float) -> "gpd.GeoSeries":
    """One shape an index label from its polygons, in fewer corners; neighbours keep one common border.

    `tolerance` (km): a corner goes whose triangle is smaller than its square. `island` (km2): a smaller polygon goes,
    unless it is the label's largest.
    """
    import geopandas as gpd

    flat = gpd.GeoSeries(shapely.transform(areas.values, _flat), index=areas.index)
    kept = flat[(flat.area >= island) | (flat.area == flat.area.groupby(level=0).transform("max"))]
    shapes = kept.groupby(level=0).agg(lambda parts: shapely.union_all(parts.values))
    slim = shapely.coverage_simplify(shapely.coverage_clean(shapes.values), tolerance)
    return gpd.GeoSeries(shapely.transform(slim, _round), index=shapes.index)


def finished(shape: Any) -> Any:
    """A shape as it is written: hundredths of a degree (about 1 km), short edges, exterior rings clockwise."""
    grid = 0.01 if largest_part(shape) > 100 else 0.001
    dense = shapely.segmentize(shapely.set_precision(shape, grid), LONGEST)
    return shapely.orient_polygons(shapely.set_precision(dense, grid), exterior_cw=True)


def largest_part(shape: Any) -> float:
    """The area in km2 of the largest polygon of a shape."""
    return max(shapely.area(shapely.transform(part, _flat)) for part in polygons(shape))


def label_point(shape: Any) -> tuple[float, float]:
    """A point well inside the largest polygon of a shape: the centre of the largest circle that fits, about."""
    largest = max(polygons(shape), key=lambda part: shapely.area(shapely.transform(part, _flat)))
    squeeze = np.array(
        [np.cos(np.radians(largest.centroid.y)), 1.0]
    )  # a degree of longitude is shorter than of latitude
    circle = shapely.maximum_inscribed_circle(shapely.transform(largest, lambda xy: xy * squeeze))
    east, north = np.asarray(circle.coords)[0] / squeeze
    return round(float(east), 3), round(float(north), 3)


def common_border(one: Any, other: Any) -> Any:
    """The lines that two shapes share, joined; empty if they share none."""
    shared = shapely.intersection(one.boundary, other.boundary)
    lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(lines))


def _unwrapped_ring(ring: np.ndarray) -> np.ndarray:
    """The ring with longitudes that run on past 180; one that goes round a pole is closed along it."""
    east = np.unwrap(ring[:, 0], period=360)
    whole = np.column_stack([east, ring[:, 1]])
    if abs(east[-1] - east[0]) < 1:
        return whole
    pole = np.copysign(90.0, ring[:, 1].mean())
    return np.vstack([whole, [east[-1], pole], [east[0], pole], whole[0]])


def polygons(shape: Any) -> list[shapely.Polygon]:
    """The polygons in a shape, a collection or None; lines, points and empty ones are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def _flat(degrees: np.ndarray) -> np.ndarray:
    east, north = np.radians(degrees).T
    return np.column_stack([EARTH * east, EARTH * np.sin(north)])


def _round(flat: np.ndarray) -> np.ndarray:
    east, north = flat.T / EARTH
    return np.degrees(np.column_stack([east, np.arcsin(np.clip(north, -1, 1))]))
