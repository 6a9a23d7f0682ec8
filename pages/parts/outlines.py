"""Where countries are: which have an outline, where their discs stand, which lines are disputed. Read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent.parent.parent / "data" / "outlines"
URL: Final = "/assets/world.geojson"  # where the browser fetches the polygons
COARSE: Final = "/assets/world_coarse.geojson"  # the same, of fewer corners, under the arcs between countries


@cache
def drawn() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes that have a polygon; Antarctica is left out, it would take a fifth of the map."""
    features = _read("world.geojson")["features"]
    return frozenset(feature["id"] for feature in features if feature["id"] != "ATA")


@cache
def points() -> dict[str, tuple[float, float]]:
    """Code -> longitude and latitude of a point inside the country."""
    return {code: (lon, lat) for code, (lon, lat) in _read("centroids.json")["points"].items()}


@cache
def small() -> frozenset[str]:
    """Codes of countries too small to be seen as a polygon: they are drawn as discs."""
    return frozenset(_read("centroids.json")["small"])


@cache
def disputed() -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes of disputed lines, a gap (None) after each."""
    lons: list[float | None] = []
    lats: list[float | None] = []
    for feature in _read("disputed.geojson")["features"]:
        for lon, lat, *_ in feature["geometry"]["coordinates"]:
            lons.append(lon)
            lats.append(lat)
        lons.append(None)
        lats.append(None)
    return lons, lats


def _read(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"))
