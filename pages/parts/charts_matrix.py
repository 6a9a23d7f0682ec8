"""Citizenship by place of identification: a square a pair, as large as its records; a circle where both are one place.

As on the map of arcs, squares and circles have a scale each: those identified in their own country would leave nothing
to be seen of the others. Squares, not a heat map: Streamlit reports no click on one. Pure.
"""

import math
from typing import Any, Final

import plotly.graph_objects as go

from data.countries import countries
from pages.parts.flows_words import ends, pick, told
from pages.parts.labels import shortened
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, STAGE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure
from queries.flows_pairs import ends_of

_CELL: Final = {"normal": 34, "phone": 21, "stage": 36}  # pixels of a row
_LARGEST: Final = {"normal": 30, "phone": 17, "stage": 28}
_LETTERS: Final = {"normal": 20, "phone": 13, "stage": 18}
_SMALLEST: Final = 5.0
Row = dict[str, Any]


def matrix_plot(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The shown rows of queries.flows.matrix: citizenships down, places of identification across, both by region."""
    rows = [row for row in figure.frame.iter_rows(named=True) if row["shown"] and row["high"]]
    first, second = ends_of(figure.view)
    down, across = (_order([row[end] for row in rows], figure, words) for end in (first, second))
    at = {"down": {code: n for n, code in enumerate(down)}, "across": {code: n for n, code in enumerate(across)}}
    kinds = {kind: [row for row in rows if kind_of(figure, row) == kind] for kind in ("between", "internal")}
    data = [_marks(figure, part, at, _pen(kind, theme, size), words, size) for kind, part in kinds.items() if part]
    shape = _shape(figure, down, across, words, theme, size)
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def kind_of(figure: Figure, row: Row) -> str:
    """Whether a pair is of two places (between), of one (internal), or has an unknown end."""
    origin, place = ends(figure, row)
    if origin is None or place is None:
        return "unknown"
    return "internal" if origin == place else "between"


def _order(codes: list[str], figure: Figure, words: Words) -> list[str]:
    """By region, then by name, so that neighbours stand together and the order ranks nobody."""
    known = countries()

    def place(code: str) -> tuple[str, str]:
        region = known[code].region if code in known else code
        return region or "", words.label("region" if figure.view.by == "region" else "country", code)

    return sorted({*codes}, key=place)


def _marks(
    figure: Figure, rows: list[Row], at: dict[str, dict[str, int]], pen: dict[str, Any], words: Words, size: Size
) -> dict[str, Any]:
    places = [ends(figure, row) for row in rows]
    scale = _LARGEST[size.name] / math.sqrt(max(row["value_high"] for row in rows))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at["across"][place or ""] for _, place in places],
        "y": [at["down"][origin or ""] for origin, _ in places],
        "marker": pen | {"size": [max(_SMALLEST, scale * math.sqrt(row["value_low"])) for row in rows], "opacity": 1},
        "text": ["<br>".join(told(figure, row, words)) for row in rows],
        "customdata": [[pick(figure, row)] for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        **UNCHANGED,
    }


def _pen(kind: str, theme: Theme, size: Size) -> dict[str, Any]:
    """Colour and, as the second cue, shape."""
    if kind == "internal":
        ring = {"color": theme.series[5], "width": size.line * 0.8}
        return {"symbol": "circle", "color": pale(theme.series[5], 0.12), "line": ring}
    return {"symbol": "square", "color": theme.series[0], "line": {"width": 0}}


def _shape(
    figure: Figure, down: list[str], across: list[str], words: Words, theme: Theme, size: Size
) -> dict[str, Any]:
    letters, cell = _LETTERS[size.name], _CELL[size.name]
    rows, columns = (_names(codes, figure, words, letters) for codes in (down, across))
    type_size = size.small if size is STAGE else max(13, size.font - 1)
    room = round(max(map(len, columns), default=0) * type_size * 0.5) + 10
    base = axis(theme, size, tickfont={"size": type_size, "color": theme.ink}, automargin=False)
    grid = {"showgrid": True, "gridcolor": theme.rule, "gridwidth": 1}
    heads = _heads(figure, words, theme, size)
    widest = max(map(len, [*rows, *heads[0]["text"].split("<br>")]))
    left = round(widest * type_size * 0.54) + 10
    return layout(theme, size, words) | {
        "height": cell * len(down) + room + 8,
        "margin": {"l": left, "r": 4 if size is PHONE else 30, "t": room, "b": 4},
        "xaxis": base | grid | {"side": "top", "tickangle": -90, "tickvals": [*range(len(across))], "ticktext": columns,
                                "range": [-0.6, len(across) - 0.4]},
        "yaxis": base | grid | {"tickvals": [*range(len(down))], "ticktext": rows, "range": [len(down) - 0.4, -0.6]},
        "annotations": heads,
        "clickmode": "event+select",
    }  # fmt: skip


def _heads(figure: Figure, words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """What the rows and the columns are, in the corner between their names."""
    text = f"{words(f'flows.across_{figure.edition.kind}')} →<br>{words('flows.left')} ↓"
    font = {"size": max(13, size.small - 2 if size is STAGE else size.font - 1), "color": theme.muted}
    return [{"text": text, "font": font, "showarrow": False, "align": "right", "xref": "paper", "yref": "paper", "x": 0,
             "y": 1, "xanchor": "right", "yanchor": "bottom", "xshift": -8, "yshift": 8}]  # fmt: skip


def _names(codes: list[str], figure: Figure, words: Words, letters: int) -> list[str]:
    table = "region" if figure.view.by == "region" else "country"
    return [shortened(words.label(table, code), letters, most=1) for code in codes]
