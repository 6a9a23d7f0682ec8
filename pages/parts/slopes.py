"""The story's figure: one rise from its first to its last year, over three sets of countries. Pure."""

import plotly.graph_objects as go
import polars as pl

from pages.parts.labels import apart
from pages.parts.theme import Size, Theme, axis, layout, pencil
from pages.parts.words import Words


def slopes(table: pl.DataFrame, words: Words, theme: Theme, size: Size) -> go.Figure:
    """A line a set of countries, from 1 to its factor; as published is thin and grey, the same countries stand out.

    `table` is that of queries.story.
    """
    base = layout(theme, size, words)
    rows = table.to_dicts()
    pens = dict(zip([row["code"] for row in rows], _pens(theme, size), strict=True))
    first, last = rows[0]["first_year"], rows[0]["last_year"]
    top = max(row["ratio"] for row in rows) * 1.08
    room = size.height - base["margin"]["t"] - size.font * 2
    wanted = [row["ratio"] / top * room for row in rows]
    moved = apart(wanted, [size.line_height * 1.6] * len(rows), 0, room)
    shape = base | {
        "margin": base["margin"] | {"r": round(size.font * 7), "b": size.font * 2},
        "xaxis": axis(theme, size, tickvals=[first, last], range=[first - 0.3, last + 0.2]),
        "yaxis": axis(theme, size, range=[0, top], tickvals=[1, 2, 3, 4, 5, 6], ticktext=_factors(words))
        | pencil(theme, size),
        "annotations": [
            {
                "x": last, "y": row["ratio"], "xanchor": "left", "xshift": size.marker + 4,
                "yshift": round(to - at), "showarrow": False, "align": "left",
                "text": f"<b>{words.times(row['ratio'])}</b>",
                "font": {"size": round(size.font * 1.6), "color": pens[row["code"]][0]},
            }
            for row, at, to in zip(rows, wanted, moved, strict=True)
        ],
    }  # fmt: skip
    return go.Figure({"data": [_slope(row, pens[row["code"]], size, words) for row in rows], "layout": shape})


def _pens(theme: Theme, size: Size) -> list[tuple[str, float, str]]:
    """Colour, width and marker: the answer in the first colour, the wider panel beside it, the rest stands back."""
    return [
        (theme.rest, size.line * 0.7, "circle-open"),
        (theme.series[1], size.line, "square"),
        (theme.series[0], size.line * 1.6, "circle"),
    ]


def _factors(words: Words) -> list[str]:
    return [words.times(factor) for factor in range(1, 7)]


def _slope(row: dict[str, float], pen: tuple[str, float, str], size: Size, words: Words) -> dict[str, object]:
    colour, width, symbol = pen
    numbers = [words.number(row["first"]), words.number(row["last"])]
    return {
        "type": "scatter",
        "x": [row["first_year"], row["last_year"]],
        "y": [1, row["ratio"]],
        "mode": "lines+markers",
        "line": {"color": colour, "width": width},
        "marker": {"color": colour, "size": size.marker, "symbol": symbol},
        "customdata": numbers,
        "hovertemplate": words("app.pair", name="%{x}", value="%{customdata}") + "<extra></extra>",
        "cliponaxis": False,
    }
