"""Gender and age: a column a gender, a bar an age band as thick as its years, so that its area is its records; those
whose age or gender is not known are drawn to the same measure. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts import picks
from pages.parts.labels import shortened, spaced
from pages.parts.people_rows import Block, Row, blocks_of, childhood, rows_of, said
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

GENDERS: Final = ("female", "male", "transgender_nonconforming", "other", None)
_GAP: Final = 0.02  # between two columns, of the width
_LETTER: Final = 0.56  # width of a bold letter, in heights of the type


@dataclass(frozen=True)
class _Column:
    """One gender: its code, its colour, its blocks, and the left and right end of its plot (of the width)."""

    code: str | None
    colour: str
    blocks: tuple[Block, ...]
    left: float
    right: float
    row: int  # of columns, from the top
    span: float  # what the plot's width stands for


def ages(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.people.people, with at least one row."""
    by_years = bool(figure.facts["bands"])
    rows = rows_of(figure, words, size)
    columns = _columns(figure, rows, theme, size)
    shape = layout(theme, size, words) | {"barmode": "overlay", "clickmode": "event+select", "hovermode": "closest"}
    names = [_name(column, words, size) for column in columns]
    lines = max(name.count("<br>") + 1 for name in names)
    height = _height(rows, size, by_years)
    deep = max(column.row for column in columns) + 1
    shape["height"] = round(deep * (height + size.line_height * (lines + 0.6)) + size.font)
    head = size.line_height * (lines + 0.6) * deep / shape["height"]
    shape["annotations"] = []
    data: list[dict[str, Any]] = []
    for position, column in enumerate(columns):
        number = str(position + 1) if position else ""
        data += _bars(figure, column, number, words, theme, size)
        shape[f"xaxis{number}"] = axis(theme, size, range=[0, column.span], domain=[column.left, column.right],
                                       anchor=f"y{number}", showticklabels=False)  # fmt: skip
        shape[f"yaxis{number}"] = _upright(rows, column, number, deep, head, theme, size)
        shape["annotations"].append(_title(names[position], number, theme, size))
    shape["shapes"] = _ground(rows, columns, theme)
    if by_years:
        shape["annotations"] += _childhood(rows, columns, words, theme, size)
    shape["margin"] = {"l": _left(rows, size), "r": 4, "t": round(size.line_height * (lines + 0.4)), "b": 4}
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _columns(figure: Figure, rows: list[Row], theme: Theme, size: Size) -> list[_Column]:
    """The genders that occur on one scale: a column is as wide as its longest block and its number need."""
    found = [(code, blocks_of(figure, code, rows)) for code in GENDERS]
    there = [(code, blocks) for code, blocks in found if blocks]
    abreast = 2 if size is PHONE else len(there)
    lines = [there[at : at + abreast] for at in range(0, len(there), abreast)]
    pad = size.text_width(8) / (size.width * 0.86)
    least = 0.36 if size is PHONE else 0.15
    free = [1 - _GAP * (len(line) - 1) - pad * len(line) for line in lines]
    scale = min(_scale(line, room, pad, least) for line, room in zip(lines, free, strict=True))
    widths = [[max(_longest(blocks) * scale + pad, least) for _, blocks in line] for line in lines]
    whole = max(1.0, *(sum(line) + _GAP * (len(line) - 1) for line in widths))
    columns = []
    for row, (line, wide) in enumerate(zip(lines, widths, strict=True)):
        left = 0.0
        for (code, blocks), width in zip(line, wide, strict=True):
            colour = theme.rest if code is None else theme.series[GENDERS.index(code)]
            ends = left / whole, min(1.0, (left + width) / whole)
            columns.append(_Column(code, colour, tuple(blocks), *ends, row, width / scale))
            left += width + _GAP
    return columns


def _scale(line: Sequence[tuple[str | None, list[Block]]], free: float, pad: float, least: float) -> float:
    """Of the width for one record per year of age, so that all columns of a row have room."""
    longest = [_longest(blocks) for _, blocks in line]
    # A column narrower than its heading takes from the others.
    narrow = 0.0
    for _ in longest:
        scale = (free - narrow) / max(1e-9, sum(longest))
        narrow = sum(max(0.0, least - pad - one * scale) for one in longest)
    return max(1e-9, (free - narrow) / max(1e-9, sum(longest)))


def _longest(blocks: Sequence[Block]) -> float:
    return max(block.high for block in blocks)


def _height(rows: Sequence[Row], size: Size, by_years: bool) -> float:
    whole = max(row.top for row in rows) - min(row.bottom for row in rows)
    return whole * (size.line_height / 3.1 if by_years else size.line_height / 4)


def _bars(figure: Figure, column: _Column, number: str, words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """Solid where the age is known, hatched where it is not; pale up to the upper bound of an interval."""
    axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
    known = [block for block in column.blocks if block.is_known]
    vague = [block for block in column.blocks if not block.is_known]
    wide = [block for block in column.blocks if block.high > block.low]
    # Paper between the bands, but for what would be no more than its line.
    edges = [1 if block.low > column.span * 0.02 else 0 for block in known]
    solid = {"color": column.colour, "line": {"color": theme.paper, "width": edges}}
    hatch = {"shape": "/", "fgcolor": column.colour, "size": 7, "solidity": 0.22, "fillmode": "overlay"}
    loose = {"color": pale(column.colour, 0.12), "pattern": hatch, "line": {"color": column.colour, "width": 1}}
    dots = {"shape": ".", "fgcolor": column.colour, "size": 6, "solidity": 0.3, "fillmode": "overlay"}
    between = {"color": pale(column.colour, 0.2), "pattern": dots, "line": {"width": 0}}
    drawn = [
        _trace(figure, known, column, words, [block.low for block in known], solid),
        _trace(figure, vague, column, words, [block.low for block in vague], loose),
        _trace(figure, wide, column, words, [block.high - block.low for block in wide], between)
        | {"base": [block.low for block in wide]},
        _numbers(column, words, theme, size),
    ]
    return [{**trace, **axes} for trace in drawn if trace["y"]]


def _trace(
    figure: Figure, blocks: Sequence[Block], column: _Column, words: Words, lengths: list[float], marker: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": lengths,
        "y": [block.middle for block in blocks], "width": [block.thick for block in blocks],
        "marker": marker, "hovertext": [said(figure, column.code, block, words) for block in blocks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[_pick(figure, column.code, block.age)] for block in blocks],
        **picks.UNCHANGED,
    }  # fmt: skip


def _pick(figure: Figure, gender: str | None, age: str | None) -> str:
    """What a bar stands for; whose band is not known cannot be picked, for "children" would be all of them."""
    return picks.spelled({"gender": gender, "age": age}) if age in figure.edition.options.get("age", {}) else ""


def _numbers(column: _Column, words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """The records of a block, at its end, where the block is as high as the type."""
    shown = [block for block in column.blocks if size.name != "stage" or block.thick > 5]
    return {
        "type": "scatter", "mode": "text", "x": [block.high for block in shown], "y": [block.middle for block in shown],
        "text": [f" {words.number(block.records)}" for block in shown], "textposition": "middle right",
        "textfont": {"size": size.small if size.name != "stage" else size.font * 0.7, "color": theme.ink},
        "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _upright(
    rows: Sequence[Row], column: _Column, number: str, deep: int, head: float, theme: Theme, size: Size
) -> dict[str, Any]:
    part = 1 / deep
    gap = head / deep if deep > 1 else 0.0
    base = axis(theme, size, range=[min(row.bottom for row in rows) - 1, max(row.top for row in rows) + 0.5])
    font = {"size": size.small if size.name != "stage" else size.font * 0.7, "color": theme.ink}
    return base | {
        "domain": [1 - (column.row + 1) * part, 1 - column.row * part - (gap if column.row else 0)],
        "anchor": f"x{number}", "tickvals": [row.middle for row in rows],
        "ticktext": [spaced(row.label) for row in rows],
        "showticklabels": math.isclose(column.left, 0), "tickfont": font, "automargin": False,
    }  # fmt: skip


def _left(rows: Sequence[Row], size: Size) -> int:
    longest = max(len(line) for row in rows for line in row.label.split("<br>"))
    return round((size.text_width(longest) if size.name != "stage" else size.text_width(longest) * 0.72) + 8)


def _name(column: _Column, words: Words, size: Size) -> str:
    """What stands above a column, in as many lines as its width needs."""
    name = words("people.gender_unknown") if column.code is None else words.label("gender", column.code)
    letters = max(
        14 if size is PHONE else 11, int((column.right - column.left) * size.width * 0.86 / (_heading(size) * _LETTER))
    )
    return shortened(name, letters, most=4)


def _heading(size: Size) -> float:
    return size.font if size.name != "stage" else size.font * 0.75


def _title(name: str, number: str, theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "text": f"<b>{name}</b>", "xref": f"x{number} domain", "x": 0,
        "xanchor": "left", "align": "left", "yref": f"y{number} domain", "y": 1, "yanchor": "bottom", "yshift": 3,
        "showarrow": False, "font": {"size": _heading(size), "color": theme.ink},
    }  # fmt: skip


def _ground(rows: list[Row], columns: Sequence[_Column], theme: Theme) -> list[dict[str, Any]]:
    """A pale ground behind who was a child, over the whole width."""
    low, high = childhood(rows)
    if low == high:
        return []
    return [
        {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": axis_of, "y0": low, "y1": high,
         "fillcolor": theme.rule, "opacity": 0.45, "line": {"width": 0}, "layer": "below"}
        for axis_of in _leftmost(columns)
    ]  # fmt: skip


def _leftmost(columns: Sequence[_Column]) -> list[str]:
    """The upright axes of the first column of every row of columns."""
    return [f"y{at + 1 if at else ''}" for at, column in enumerate(columns) if math.isclose(column.left, 0)]


def _childhood(
    rows: list[Row], columns: Sequence[_Column], words: Words, theme: Theme, size: Size
) -> list[dict[str, Any]]:
    """The word for whom the pale ground is behind, on its upper edge, between children and adults."""
    low, high = childhood(rows)
    font = {"size": size.small if size.name != "stage" else size.font * 0.7, "color": theme.muted}
    return [
        {"text": words.label("age", "minor"), "xref": "paper", "x": 1, "xanchor": "right", "yref": axis_of, "y": high,
         "yanchor": "middle", "showarrow": False, "font": font}
        for axis_of in _leftmost(columns) if low < high
    ]  # fmt: skip
