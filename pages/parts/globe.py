"""Arcs over a globe: points along great circles, and the middle of what is drawn. Pure geometry."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

STEPS: Final = 24  # of an arc
_RISE: Final = 500_000  # metres over the ground, in the middle of an arc as long as the globe's radius


def over_the_globe(source: Sequence[float], target: Sequence[float]) -> list[list[float]]:
    """Longitude, latitude and metres of height along the great circle between two places, STEPS and one of them."""
    one, other = _direction(source), _direction(target)
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(one, other, strict=True)))))
    found: list[list[float]] = []
    for step in range(STEPS + 1):
        part = step / STEPS
        near, far = _weights(part, angle)
        x, y, z = (near * a + far * b for a, b in zip(one, other, strict=True))
        longitude = math.degrees(math.atan2(y, x))
        if found:  # over the 180th meridian, on: a path that jumps back is drawn around the globe
            longitude += 360 * round((found[-1][0] - longitude) / 360)
        height = 20_000 + math.sin(math.pi * part) * angle * _RISE
        found.append([round(longitude, 2), round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(height)])
    return found


def _weights(part: float, angle: float) -> tuple[float, float]:
    """How much of either end a point is of."""
    if angle < 1e-6:
        return 1 - part, part
    return math.sin((1 - part) * angle) / math.sin(angle), math.sin(part * angle) / math.sin(angle)


def _direction(place: Sequence[float]) -> tuple[float, float, float]:
    longitude, latitude = map(math.radians, place)
    return (math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude))


def middle(places: Iterable[tuple[Sequence[float], float]]) -> tuple[float, float]:
    """The middle of places (longitude and latitude) on the sphere, each by a weight, never near a pole; a point in
    Africa where there are none."""
    weighed = [*places]
    if not weighed:
        return 15.0, 15.0
    x, y, z = (sum(by * _direction(place)[n] for place, by in weighed) for n in range(3))
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    return round(math.degrees(math.atan2(y, x)), 1), round(max(-35.0, min(35.0, latitude)), 1)
