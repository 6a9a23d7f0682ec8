"""Small maps of consecutive periods, side by side: one key and one set of classes for all of them. Pure."""

import math
from dataclasses import replace
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from pages.parts.map_key import key
from pages.parts.map_places import Place, edges_of, sign, withheld
from pages.parts.maps import Trace, geo, layer, legend, places_of
from pages.parts.stamp import stamped
from pages.parts.steps import ranges
from pages.parts.theme import PHONE, STAGE, Size, Theme, layout
from pages.parts.words import Words
from queries.figure import Figure

_ABREAST: Final = 4  # maps that stand two and two; more of them three and three
_HEIGHTS: Final = {"normal": {2: 250, 3: 190}, "phone": {1: 175}, "stage": {2: 300, 3: 300}}


def small_maps(figure: Figure, words: Words, theme: Theme, size: Size, same: bool = False) -> go.Figure:
    """The frame of queries.periods.periods: a map a period, from the first to the last. `same`: countries without a
    value in every period stand back."""
    edges = edges_of(figure)
    names = ranges(edges, False, words, sign(figure, words))
    spans: tuple[tuple[int, int, int], ...] = figure.facts["periods"]
    drawn = [_places(figure, words, span[0], edges, same) for span in spans]
    grid = _Grid(len(spans), size)
    fine = replace(size, marker=size.marker * 0.6, line=size.line * 0.7)
    data: list[Trace] = []
    shape = layout(theme, size, words) | {
        "height": grid.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": True,
        "legend": legend(theme, size),
        "annotations": [_title(span, grid.top(at), words, theme, size) for at, span in enumerate(spans)],
        "clickmode": "event+select",
        "dragmode": False,
    }
    for at, places in enumerate(drawn):
        name = f"geo{at + 1 if at else ''}"
        shape[name] = geo(theme) | {"domain": grid.domain(at)}
        data += [trace | {"geo": name} for trace in layer(places, theme, fine, len(names))]
    data += key({place.kind for places in drawn for place in places}, names, words, theme, size, withheld(figure))
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size, above=True)}, _validate=False)


def _places(figure: Figure, words: Words, first: int, edges: list[float], same: bool) -> list[Place]:
    rows = figure.frame.filter(pl.col("year_first") == first)
    if same:
        rows = rows.with_columns(pl.col("selected") & pl.col("every"))
    return places_of(figure, words, rows, edges)


class _Grid:
    """Where the maps stand, in rows from the top, each under its title."""

    def __init__(self, maps: int, size: Size) -> None:
        self.columns = 1 if size is PHONE else min(maps, 2 if maps <= _ABREAST else 3)
        self.rows = math.ceil(maps / self.columns)
        title = round(_type(size) * 1.5)
        self.height = self.rows * (_HEIGHTS[size.name].get(self.columns, 250) + title)
        self._title = title / (size.least if size is STAGE else self.height)

    def domain(self, at: int) -> dict[str, list[float]]:
        column, top = at % self.columns, self.top(at)[1]
        return {
            "x": [column / self.columns + 0.004, (column + 1) / self.columns - 0.004],
            "y": [max(0.0, top - 1 / self.rows + 0.01), top - self._title],
        }

    def top(self, at: int) -> tuple[float, float]:
        """Where the title of a map begins."""
        return at % self.columns / self.columns, 1 - (at // self.columns) / self.rows


def _type(size: Size) -> float:
    return size.font * (0.7 if size is STAGE else 1)


def _title(
    span: tuple[int, int, int], corner: tuple[float, float], words: Words, theme: Theme, size: Size
) -> dict[str, Any]:
    """The period, and how many countries have a value in it."""
    first, last, reporters = span
    told = words("count.country", n=reporters)
    return {
        "text": f'<b>{words.period(first, last)}</b>  <span style="color:{theme.muted}">{told}</span>',
        "xref": "paper", "x": corner[0], "xanchor": "left", "yref": "paper", "y": corner[1], "yanchor": "top",
        "align": "left", "showarrow": False, "font": {"size": _type(size), "color": theme.ink},
    }  # fmt: skip
