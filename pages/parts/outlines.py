"""Where countries are: which have an outline, where their discs stand, which lines are disputed. Read once."""

import json
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any, Final

from data import boundaries

URL: Final = "/assets/world.geojson"  # where the browser fetches the polygons
COARSE: Final = "/assets/world_coarse.geojson"  # the same, of fewer corners, under the arcs between countries


def drawn() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes that have a polygon; Antarctica is left out, it would take a fifth of the map."""
    return _drawn(_folder())


@lru_cache(maxsize=2)
def _drawn(folder: Path) -> frozenset[str]:
    features = _read(folder, "world.geojson")["features"]
    return frozenset(feature["id"] for feature in features if feature["id"] != "ATA")


def points() -> dict[str, tuple[float, float]]:
    """Code -> longitude and latitude of a point inside the country."""
    return _points(_folder())


@lru_cache(maxsize=2)
def _points(folder: Path) -> dict[str, tuple[float, float]]:
    return {code: (lon, lat) for code, (lon, lat) in _read(folder, "centroids.json")["points"].items()}


def small() -> frozenset[str]:
    """Codes of countries too small to be seen as a polygon: they are drawn as discs."""
    return _small(_folder())


@lru_cache(maxsize=2)
def _small(folder: Path) -> frozenset[str]:
    return frozenset(_read(folder, "centroids.json")["small"])


def disputed() -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes of disputed lines, a gap (None) after each."""
    return _disputed(_folder())


@lru_cache(maxsize=2)
def _disputed(folder: Path) -> tuple[list[float | None], list[float | None]]:
    lons: list[float | None] = []
    lats: list[float | None] = []
    for feature in _read(folder, "disputed.geojson")["features"]:
        for lon, lat, *_ in feature["geometry"]["coordinates"]:
            lons.append(lon)
            lats.append(lat)
        lons.append(None)
        lats.append(None)
    return lons, lats


def _folder() -> Path:
    """The outlines in use. A map asks for every country it draws: within a tenth of a second the answer is one."""
    return _in_use(int(monotonic() * 10))


@lru_cache(maxsize=1)
def _in_use(_tenth: int) -> Path:
    return boundaries.folder()


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))
