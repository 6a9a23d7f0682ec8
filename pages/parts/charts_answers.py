"""How much is known: a table of percentages by question and year, tinted; hatched where there are no records."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.parts.labels import wrapped
from pages.parts.questions import in_order
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

_ROW = 2.3  # heights of a letter that a cell takes


def answer_rates(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.figures.answers: questions down and periods across; on a phone the other way round."""
    upright = size is PHONE
    table = _table(figure, words)
    questions, periods = table["questions"], table["periods"]
    across, down = (questions, periods) if upright else (periods, questions)
    cells = [[table["cells"].get((q, p)) for q in questions] for p in periods] if upright else [
        [table["cells"].get((q, p)) for p in periods] for q in questions
    ]  # fmt: skip
    base = axis(theme, size, tickfont={"size": size.small, "color": theme.ink})
    top, lines = _above(across, size, upright)
    shape = layout(theme, size, words) | {
        "height": round(size.font * _ROW * len(down) + top + 4),
        "xaxis": base | {"tickvals": list(range(len(across))), "ticktext": lines, "side": "top",
                         **({"tickangle": -90} if upright else {"autotickangles": [0, -90]}),
                         "range": [-0.5, len(across) - 0.5]},
        "yaxis": base | {"tickvals": list(range(len(down))), "ticktext": [wrapped(name, 30) for name in down],
                         "range": [len(down) - 0.5, -0.5]},
        "bargap": 0,
    }  # fmt: skip
    data = [_empty(cells, theme), _tints(cells, words, theme, size)]
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _table(figure: Figure, words: Words) -> dict[str, Any]:
    """Questions and periods in words, and the cell (text on hover, value) of each pair; records without a year last."""
    ordered = in_order(figure.frame)
    frame = ordered.sort(pl.col("year_first"), nulls_last=True)
    unit = words(f"unit.{figure.edition.unit}")
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    periods: dict[str, None] = {}
    for row in frame.iter_rows(named=True):
        period = _period(row, words)
        question = words(f"dimension.{row['question']}")
        periods[period] = None
        cells[question, period] = {"value": row["value"], "hover": _hover(row, question, period, unit, words)}
    order = ordered["question"].unique(maintain_order=True)
    return {"questions": [words(f"dimension.{code}") for code in order], "periods": list(periods), "cells": cells}


def _period(row: dict[str, Any], words: Words) -> str:
    if row["year_first"] is None:
        return words("chart.without_year")
    return words.period(row["year_first"], row["year_last"])


def _hover(row: dict[str, Any], question: str, period: str, unit: str, words: Words) -> str:
    counted = words("chart.answered", answered=row["answered"], total=row["total"], unit=unit)
    value = words("status.M") if row["value"] is None else words.percent(row["value"])
    return f"<b>{question}</b>  {period}<br>{value}<br>{counted}"


def _above(names: list[str], size: Size, upright: bool) -> tuple[float, list[str]]:
    """The column heads and the room they take: upright where they are long and columns narrow."""
    if upright:
        return size.text_width(max(len(name) for name in names) + 1), names
    lines = [wrapped(name, 9, most=2) if len(names) < 12 else wrapped(name, 5, most=2) for name in names]
    return size.line_height * (1 + max(line.count("<br>") for line in lines)) + 6, lines


def _tints(cells: list[list[Any]], words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """The percentages, tinted; the number is printed in each cell, so colour only helps and stays behind it."""
    values = [[cell["value"] if cell else None for cell in row] for row in cells]
    printed = [["" if value is None else words.number(value, 0) for value in row] for row in values]
    steps = (pale(theme.ramp[0], 0.35), *theme.ramp[:3])
    return {
        "type": "heatmap",
        "z": values,
        "text": printed,
        "texttemplate": "%{text}",
        "textfont": {"size": size.small, "color": theme.ink},
        "customdata": [[cell["hover"] if cell else "" for cell in row] for row in cells],
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)],
        "zmin": 0,
        "zmax": 100,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }


def _empty(cells: list[list[Any]], theme: Theme) -> dict[str, Any]:
    """Hatch where no record was asked."""
    holes = [(x, y) for y, row in enumerate(cells) for x, cell in enumerate(row) if not cell or cell["value"] is None]
    pattern = {"shape": "/", "fgcolor": theme.no_data, "size": 6, "solidity": 0.3}
    return {
        "type": "bar",
        "x": [x for x, _ in holes],
        "y": [0.94] * len(holes),
        "base": [y - 0.47 for _, y in holes],
        "width": 0.94,
        "marker": {"color": theme.paper, "pattern": pattern, "line": {"width": 0}},
        "hoverinfo": "skip",
    }
