"""Small multiples: a panel a series, one scale for all, its own line strong before the others in grey."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import shortened
from pages.parts.marks import Pen, Trace, bar_marks, line_marks, runs, withheld_marks
from pages.parts.series import Series
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, layout, pale
from pages.parts.timeline import Timeline, value_axis, year_axis
from pages.parts.words import Words
from queries.figure import Figure

LETTER: Final = 0.56  # width of a bold letter, in heights of the type
# Of the type on a stage, where two and more rows of panels share the height of one.
_STAGE_TYPE: Final = (1.0, 1.0, 0.75, 0.6)


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


def multiples(figure: Figure, drawn: list[Series], time: Timeline, words: Words, theme: Theme, size: Size) -> go.Figure:
    """A panel a series, in the order given."""
    columns = min(size.columns, len(drawn))
    if size.name == "stage":
        scale = _STAGE_TYPE[min(math.ceil(len(drawn) / columns), len(_STAGE_TYPE) - 1)]
        size = replace(size, font=round(size.font * scale))
    highest = max(one.highest() for one in drawn)
    shape = layout(theme, size, words) | {"barmode": "overlay"}
    shape["margin"] = shape["margin"] | {"b": round(size.font * 2.1), "r": size.text_width(3)}
    left = size.text_width(len(words.number(highest)) + 1)
    letters = int(Grid.of(len(drawn), size, 1, shape["margin"], left).width() / (size.font * LETTER))
    titles = [shortened(one.label, letters, most=3 if size.name == "phone" else 2) for one in drawn]
    grid = Grid.of(len(drawn), size, 1 + max(title.count("<br>") for title in titles), shape["margin"], left)
    shape["height"] = grid.height
    shapes: list[dict[str, Any]] = []
    data: list[Trace] = []
    for position, one in enumerate(drawn):
        name = _axes(position)
        data += _panel(drawn, one, time.unequal, theme, size, name)
        shape[f"xaxis{name['xaxis'][1:]}"] = _years(time, grid, position, len(drawn), theme, size)
        shape[f"yaxis{name['yaxis'][1:]}"] = _values(figure, highest, grid, position, words, theme, size)
        shapes += time.only(figure.view.by, one.code).rules(theme, size, f"{name['yaxis']} domain", name["xaxis"])
    shape |= {"shapes": shapes, "annotations": _titles(titles, theme, size)}
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _axes(position: int) -> dict[str, str]:
    number = str(position + 1) if position else ""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _panel(
    drawn: Sequence[Series], one: Series, bars: bool, theme: Theme, size: Size, axes: dict[str, str]
) -> list[Trace]:
    pen = Pen.of(0, theme, replace(size, marker=size.marker * 0.6))
    if bars:
        return bar_marks(one, pen, axes)
    # Under the line of zero: on it they would read as zero.
    dots = withheld_marks(one, pen, 0, axes | {"textposition": "bottom center"})
    return [_others(drawn, one, theme, axes), *line_marks(one, pen, axes), *([dots] if dots else [])]


def _others(drawn: Sequence[Series], one: Series, theme: Theme, axes: dict[str, str]) -> Trace:
    """Every other series in one thin grey path."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for other in drawn:
        for run in runs(other.points) if other is not one else ():
            xs += [*(point.first for point in run), None]
            ys += [*(point.low for point in run), None]
    line = {"color": pale(theme.rest, 0.35), "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "line": line, **axes}


def _years(time: Timeline, grid: Grid, position: int, panels: int, theme: Theme, size: Size) -> dict[str, Any]:
    base = year_axis(time, grid.width(), theme, size)
    ends = {"tickvals": [time.first, time.last], "ticktext": [str(time.first), str(time.last)], "tickangle": 0}
    return base | ends | {
        "domain": list(grid.across(position)),
        "anchor": _axes(position)["yaxis"],
        "showticklabels": grid.is_lowest(position, panels),
        "automargin": False,
    }  # fmt: skip


def _values(
    figure: Figure, highest: float, grid: Grid, position: int, words: Words, theme: Theme, size: Size
) -> dict[str, Any]:
    return value_axis(figure, highest, words, theme, size) | {
        "domain": list(grid.upright(position)),
        "anchor": _axes(position)["xaxis"],
        "showticklabels": position % grid.columns == 0,
        "nticks": 4,
    }


def _titles(titles: Sequence[str], theme: Theme, size: Size) -> list[dict[str, Any]]:
    font = {"color": theme.ink, "size": size.font}
    return [
        {"text": f"<b>{title}</b>", "xref": f"{_axes(position)['xaxis']} domain", "x": 0, "xanchor": "left",
         "yref": f"{_axes(position)['yaxis']} domain", "y": 1, "yanchor": "bottom", "yshift": 2, "align": "left",
         "showarrow": False, "font": font}
        for position, title in enumerate(titles)
    ]  # fmt: skip
