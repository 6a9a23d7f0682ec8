"""Where the panels of small multiples stand."""

import math
from dataclasses import dataclass
from typing import Any

from pages.parts.theme import Size


@dataclass(frozen=True)
class Grid:
    """Where each panel stands, as fractions of the plot; rows from the top. Nothing overlaps in the narrowest and the
    lowest space that the size is drawn in."""

    columns: int
    rows: int
    height: int
    title: float  # pixels above a panel
    gap: float  # pixels between columns
    across_all: float  # pixels that all columns share, where it is narrowest
    inside: float  # pixels that all rows share, where it is lowest

    @classmethod
    def of(cls, panels: int, size: Size, lines: int, margin: dict[str, Any], left: float) -> "Grid":
        """At most `size.columns` across; a stage keeps its height, other sizes grow with the rows.

        `left`: pixels that the labels of the values take.
        """
        columns = min(size.columns, panels)
        rows = math.ceil(panels / columns)
        title = size.line_height * lines + 8
        grown = rows * (title + size.font * max(10, 20 / rows)) + margin["t"] + margin["b"]
        is_stage = size.name == "stage"
        inside = (size.least if is_stage else grown) - margin["t"] - margin["b"]
        across_all = size.width - left - margin["l"] - margin["r"]
        return cls(
            columns, rows, size.height if is_stage else round(grown), title, size.text_width(5), across_all, inside
        )

    def width(self) -> float:
        """Pixels of a panel where it is narrowest."""
        return (self.across_all - self.gap * (self.columns - 1)) / self.columns

    def across(self, position: int) -> tuple[float, float]:
        width, gap = self.width() / self.across_all, self.gap / self.across_all
        start = (position % self.columns) * (width + gap)
        return start, min(1.0, start + width)

    def upright(self, position: int) -> tuple[float, float]:
        row, title = 1 / self.rows, self.title / self.inside
        top = 1 - (position // self.columns) * row
        # Air under a row, so that a title reads as that of the panel below it.
        air = 0.3 * title if position // self.columns < self.rows - 1 else 0.0
        return max(0.0, top - row + air), top - title

    def is_lowest(self, position: int, panels: int) -> bool:
        return position + self.columns >= panels
