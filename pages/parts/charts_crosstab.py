"""A crosstab as a heat map: a square a cell with its number on a tint, layer under layer on the same columns. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.crosstab_axes import Item
from pages.parts.crosstab_grid import Cell, Grid, grid
from pages.parts.crosstab_said import described, headed
from pages.parts.labels import shortened
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import NORMAL, PHONE, STAGE, Size, Theme, axis, layout, mixed
from pages.parts.words import Words
from queries.figure import Figure

# Codes of rows, columns and layers that a size has room for.
MOST: Final = {NORMAL.name: (24, 14, 6), STAGE.name: (9, 6, 3), PHONE.name: (16, 3, 4)}
_MOST_LEVEL: Final = 9  # columns whose heads have room side by side
_ROW: Final = 2.1  # heights of a letter that a cell takes
_LINE: Final = 0.6  # of that, what a line of a row's name takes
_LETTERS: Final = {NORMAL.name: 30, STAGE.name: 20, PHONE.name: 16}  # of a row's name on a line
_LINES: Final = {NORMAL.name: 2, STAGE.name: 2, PHONE.name: 3}


@dataclass(frozen=True)
class _Mark:
    """A cell and where it stands: its column, how far down its middle is, and how high it is."""

    cell: Cell
    column: int
    down: float
    high: float
    text: str


def limits(size: Size, layered: bool) -> tuple[int, int, int]:
    """How many codes of rows, columns and layers are drawn; layers share the height."""
    rows, columns, layers = MOST[size.name]
    return (max(3, rows // 3), columns, layers) if layered else (rows, columns, layers)


def heat_map(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The figure of queries.crosstab.crosstab; rows, columns and layers beyond the size's room are left out."""
    drawn = grid(figure, words, limits(size, bool(figure.view.option("within"))))
    marks, ticks, titles = _placed(figure, drawn, words, size)
    heads = [headed(figure, item, drawn.columns.dimension, words) for item in drawn.columns.items]
    top, lines, upright = _above(heads, size)
    deep = max(mark.down + mark.high / 2 for mark in marks)
    base = axis(theme, size, tickfont={"size": size.small, "color": theme.ink})
    shape = layout(theme, size, words) | {
        "height": round(size.font * _ROW * (deep + 0.5) + top),
        "margin": {"l": 0, "r": 2, "t": round(top), "b": 2},
        "barmode": "overlay", "bargap": 0, "clickmode": "event+select",
        "annotations": [_title(text, down, theme, size) for text, down in titles],
        "xaxis": base | {"tickvals": [*range(len(heads))], "ticktext": lines, "side": "top",
                         "tickangle": -90 if upright else 0, "range": [-0.5, len(heads) - 0.5], "automargin": False},
        "yaxis": base | {"tickvals": [down for down, _ in ticks], "ticktext": [name for _, name in ticks],
                         "range": [deep, -0.5]},
    }  # fmt: skip
    data = [_squares(marks, drawn.top, theme, size)]
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _above(heads: list[str], size: Size) -> tuple[float, list[str], bool]:
    """The room that the heads take above, their lines, and whether they stand upright, where columns are narrow."""
    if len(heads) > _MOST_LEVEL:
        lines = [shortened(head, 22, 1) for head in heads]
        return size.text_width(max(map(len, lines))) + 12, lines, True
    letters = max(8, round((size.width - size.text_width(_LETTERS[size.name])) / len(heads) / size.font / 0.5))
    lines = [shortened(head, letters, 4) for head in heads]
    return size.line_height * (1 + max(line.count("<br>") for line in lines)) + 8, lines, False


def _placed(
    figure: Figure, drawn: Grid, words: Words, size: Size
) -> tuple[list[_Mark], list[tuple[float, str]], list[tuple[str, float]]]:
    """Marks, names of rows with how far down they stand, and the titles of layers."""
    marks: list[_Mark] = []
    ticks, titles, down = [], [], 0.0
    for layer, cells in zip(drawn.layers.items, drawn.cells, strict=True):
        if drawn.layers.dimension:
            titles.append((layer.label, down))
            down += 1
        for row, line in zip(drawn.rows.items, cells, strict=True):
            name = shortened(headed(figure, row, drawn.rows.dimension, words), _LETTERS[size.name], _LINES[size.name])
            high = max(1, 0.2 + _LINE * (1 + name.count("<br>")))
            middle = down + (high - 1) / 2
            ticks.append((middle, name))
            marks += [
                _Mark(cell, at, middle, high, text)
                for at, cell, text in _line(figure, drawn, (row, layer), line, words)
            ]
            down += high
        down += 0.3
    return marks, ticks, titles


def _line(
    figure: Figure, drawn: Grid, of: tuple[Item, Item], line: tuple[Cell, ...], words: Words
) -> Iterator[tuple[int, Cell, str]]:
    for at, (column, cell) in enumerate(zip(drawn.columns.items, line, strict=True)):
        yield at, cell, described(figure, cell, (of[0], column, of[1]), words)


def _title(text: str, down: float, theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": down + 0.15, "yref": "y",
        "yanchor": "middle", "showarrow": False, "font": {"size": size.font, "color": theme.ink},
    }  # fmt: skip


def _squares(marks: list[_Mark], top: float, theme: Theme, size: Size) -> dict[str, Any]:
    """Bars that fill their cells: a heat map would not tell which cell was clicked."""
    pattern = {
        "shape": [_SHAPES.get(mark.cell.look, "") for mark in marks], "fgcolor": theme.muted, "size": 6,
        "solidity": 0.12, "fillmode": "overlay",
    }  # fmt: skip
    return {
        "type": "bar",
        "x": [mark.column for mark in marks],
        "y": [mark.high - 0.08 for mark in marks],
        "base": [mark.down - mark.high / 2 + 0.04 for mark in marks],
        "width": 0.96,
        "text": [mark.cell.text for mark in marks],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": size.small if size is not STAGE else size.font * 0.8, "color": theme.ink},
        "hovertext": [mark.text for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[mark.cell.pick] for mark in marks],
        "marker": {
            "color": [_colour(mark.cell, top, theme) for mark in marks],
            "line": {"width": [1 if mark.cell.look == "zero" else 0 for mark in marks], "color": theme.rule},
            "pattern": pattern,
        },
        **UNCHANGED,
    }  # fmt: skip


# No figure is hatched, what is withheld has dots; zero is a number in an outline.
_SHAPES: Final = {"none": "/", "withheld": "."}


def _colour(cell: Cell, top: float, theme: Theme) -> str:
    """A tint of the ramp under a number that stays in ink: by the root of the value, so that small ones differ too."""
    if cell.look == "unknown":
        return mixed(theme.rest, theme.paper, 0.18)
    if cell.look == "zero":
        return theme.zero
    if cell.value is None or not top:
        return theme.paper
    return mixed(theme.ramp[2], theme.paper, 0.08 + 0.82 * (cell.value / top) ** 0.5)
