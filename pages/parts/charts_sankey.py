"""From region of citizenship to region of identification as bands: unknown ends in grey, own regions apart. Pure.

Streamlit reports no click on such a chart: a picker beside it does what a click would.
"""

from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.charts_matrix import kind_of
from pages.parts.flows_words import ends, told
from pages.parts.stamp import stamped
from pages.parts.theme import SANS, Size, Theme, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

_HEIGHTS: Final = {"normal": 430, "phone": 400, "stage": 560}
Row = dict[str, Any]


def bands(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.flows.regions: citizenship on the left, identification on the right; a band is as wide as
    its lower bound."""
    rows = [row for row in figure.frame.iter_rows(named=True) if row["value_low"] > 0]
    # Where neither end is known nothing is between: the account under the chart has it.
    rows = [row for row in rows if ends(figure, row) != (None, None)]
    nodes = _nodes(figure, rows)
    at = {node: n for n, node in enumerate(nodes)}
    data = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": _node(nodes, words, theme, size),
        "link": {
            "source": [at["origin", ends(figure, row)[0]] for row in rows],
            "target": [at["place", ends(figure, row)[1]] for row in rows],
            "value": [row["value_low"] for row in rows],
            "color": [_tint(kind_of(figure, row), theme) for row in rows],
            "customdata": ["<br>".join(told(figure, row, words)) for row in rows],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "textfont": {
            "family": SANS,
            "size": size.font,
            "color": theme.ink,
            "shadow": ", ".join([f"0 0 3px {theme.paper}"] * 3),
        },
    }
    shape = layout(theme, size, words) | {
        "height": _HEIGHTS[size.name],
        "margin": {"l": 2, "r": 2, "t": round(size.line_height) + 10, "b": 12},
        "annotations": _heads(figure, words, theme, size),
    }
    return go.Figure({"data": [data], "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _nodes(figure: Figure, rows: list[Row]) -> list[tuple[str, str | None]]:
    """Each region once on either side."""
    found = [(side, ends(figure, row)[n]) for row in rows for n, side in enumerate(("origin", "place"))]
    return [*dict.fromkeys(found)]


def _node(nodes: list[tuple[str, str | None]], words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    sides = {"origin": theme.series[1], "place": theme.series[0]}
    return {
        "label": [words.label("region", code) for _, code in nodes],
        "color": [sides[side] if code else theme.rest for side, code in nodes],
        "line": {"width": 0},
        "thickness": size.font,
        "pad": round(size.font * 1.3),
        "hovertemplate": "%{label}<extra></extra>",
    }


def _tint(kind: str, theme: Theme) -> str:
    tints = {"between": theme.series[0], "internal": theme.series[5], "unknown": theme.rest}
    return pale(tints[kind], 0.42 if kind == "between" else 0.22)


def _heads(figure: Figure, words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """What stands on either side."""
    base = {"showarrow": False, "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 6, "xref": "paper",
            "font": {"size": size.small, "color": theme.muted}}  # fmt: skip
    return [
        base | {"text": words("flows.left"), "x": 0, "xanchor": "left"},
        base | {"text": words(f"flows.right_{figure.edition.kind}"), "x": 1, "xanchor": "right"},
    ]
