"""Names beside the points of a funnel plot, as many as find room: none covers another name or a point. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pages.parts.theme import Size, Theme, pale

_MOST: Final = {"normal": 12, "stage": 8, "phone": 6}


@dataclass(frozen=True)
class Dot:
    """A point: records across, percent up, its name, how much the name is wanted (0: not at all), and whether the
    point stands back: a name may then lie over it."""

    across: float
    up: float
    name: str
    wanted: int
    pale: bool = False


@dataclass(frozen=True)
class Box:
    """The plot at its smallest: the ends of its axes (powers of ten; percent), and its size in pixels."""

    across: tuple[float, float]
    up: tuple[float, float]
    width: float
    height: float

    def at(self, dot: Dot) -> tuple[float, float]:
        """Pixels from the left and from the bottom."""
        x = (math.log10(dot.across) - self.across[0]) / (self.across[1] - self.across[0])
        y = (dot.up - self.up[0]) / (self.up[1] - self.up[0])
        return x * self.width, y * self.height


@dataclass(frozen=True)
class _Area:
    left: float
    right: float
    bottom: float
    top: float
    side: str = ""

    def meets(self, other: "_Area") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def is_in(self, box: Box) -> bool:
        return self.left >= 0 and self.right <= box.width and self.bottom >= 0 and self.top <= box.height


def labels(dots: Sequence[Dot], box: Box, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """Plotly annotations: the most wanted names first, each on a side of its point where it covers nothing; names that
    find no such side are left to the hover and the table."""
    taken = [_around(*box.at(dot), size.marker) for dot in dots if not dot.pale]
    drawn: list[dict[str, Any]] = []
    for dot in sorted((dot for dot in dots if dot.wanted), key=lambda dot: (-dot.wanted, dot.name)):
        if len(drawn) == _MOST[size.name]:
            break
        area = next(
            (area for area in _sides(dot, box, size) if area.is_in(box) and not any(map(area.meets, taken))), None
        )
        if area:
            taken.append(area)
            drawn.append(_annotation(dot, area.side, theme, size))
    return drawn


def _around(x: float, y: float, width: float) -> _Area:
    return _Area(x - width * 0.6, x + width * 0.6, y - width * 0.6, y + width * 0.6)


def _sides(dot: Dot, box: Box, size: Size) -> Iterator[_Area]:
    """Right, left, above and below the point, then at its corners."""
    x, y = box.at(dot)
    width, gap, half = size.text_width(len(dot.name)) + 4, size.marker, size.line_height / 2
    yield _Area(x + gap, x + gap + width, y - half, y + half, "left")
    yield _Area(x - gap - width, x - gap, y - half, y + half, "right")
    yield _Area(x - width / 2, x + width / 2, y + gap, y + gap + 2 * half, "bottom")
    yield _Area(x - width / 2, x + width / 2, y - gap - 2 * half, y - gap, "top")
    for up in (gap, -gap - 2 * half):
        yield _Area(x, x + width, y + up, y + up + 2 * half, "bottom left" if up > 0 else "top left")
        yield _Area(x - width, x, y + up, y + up + 2 * half, "bottom right" if up > 0 else "top right")


def _annotation(dot: Dot, side: str, theme: Theme, size: Size) -> dict[str, Any]:
    """`side` is the side, or the corner, of the text that is at the point. Curves do not run through it."""
    sides = side.split()
    upright = next((name for name in sides if name in ("bottom", "top")), "")
    across = next((name for name in sides if name in ("left", "right")), "")
    beside = 0 if upright else size.marker
    return {
        "text": dot.name,
        "x": math.log10(dot.across),
        "y": dot.up,
        "xanchor": across or "center",
        "yanchor": upright or "middle",
        "xshift": {"left": beside, "right": -beside}.get(across, 0),
        "yshift": {"bottom": size.marker, "top": -size.marker}.get(upright, 0),
        "showarrow": False,
        "bgcolor": pale(theme.paper, 0.7),
        "borderpad": 0,
        "font": {"size": max(13, size.small), "color": theme.ink},
    }
