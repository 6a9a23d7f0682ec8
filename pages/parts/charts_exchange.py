"""Both answers of one place: where its citizens were identified, and whose citizens were identified there. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.charts_matrix import kind_of
from pages.parts.flows_words import ends, pick, told
from pages.parts.labels import shortened
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

_BAR: Final = 1.75  # heights of a letter that a bar takes
_LETTERS: Final = {"normal": 20, "phone": 15, "stage": 17}
_GAP: Final = 0.04  # of the width, between two plots beside each other
_HEAD: Final = 2.2  # bars that the heading of the lower of two plots takes
Row = dict[str, Any]


@dataclass(frozen=True)
class _Side:
    """One of the two plots: its rows and their labels; `left`, `bottom`, `right` and `top` are parts of the whole."""

    end: int  # which end of its rows is the place: 0, their citizenship; 1, where they were identified
    rows: tuple[Row, ...]
    labels: tuple[str, ...]
    left: float = 0
    right: float = 1
    bottom: float = 0
    top: float = 1
    depth: int = 0  # bars it has room for

    @property
    def number(self) -> str:
        return "" if self.end == 0 else "2"


def exchange_plot(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The shown rows of queries.flows.exchange as two plots of bars, the longest first and unknown last; one above the
    other on a phone."""
    rows = [_rows(figure, end) for end in (0, 1)]
    sides = _placed(rows, [_labels(figure, part, end, words, size) for end, part in enumerate(rows)], size)
    longest = max((row["value_high"] for part in rows for row in part), default=1)
    letters = max((len(label) for side in sides for label in side.labels), default=0)
    data = [bars for side in sides for bars in _bars(figure, side, words, theme, size)]
    lines = sum(side.depth for side in sides) + _HEAD if size is PHONE else sides[0].depth
    shape = layout(theme, size, words) | {
        "height": round(size.font * (_BAR * lines + 2.6)),
        "margin": {"l": 0, "r": 4, "t": round(size.font * 2.4), "b": 4},
        "annotations": [_head(figure, side, words, theme, size) for side in sides],
        "barmode": "overlay",
        "bargap": 0.28,
        "clickmode": "event+select",
    }
    for side in sides:
        shape |= _axes(side, longest, size.text_width(letters + 1) / size.width, theme, size)
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _rows(figure: Figure, end: int) -> tuple[Row, ...]:
    place = figure.facts["place"]
    found = [row for row in figure.frame.iter_rows(named=True) if row["shown"] and ends(figure, row)[end] == place]
    found.sort(key=lambda row: (ends(figure, row)[1 - end] is None, -row["value_low"], -row["value_high"]))
    return tuple(found)


def _labels(figure: Figure, rows: Sequence[Row], end: int, words: Words, size: Size) -> tuple[str, ...]:
    table = "region" if figure.view.by == "region" else "country"
    names = (words.label(table, ends(figure, row)[1 - end]) for row in rows)
    return tuple(shortened(name, _LETTERS[size.name], most=1) for name in names)


def _placed(rows: Sequence[tuple[Row, ...]], labels: Sequence[tuple[str, ...]], size: Size) -> tuple[_Side, _Side]:
    """Beside each other on one scale; on a phone one above the other, each as high as its bars."""
    depths = [max(1, len(part)) for part in rows]
    if size is PHONE:
        whole = sum(depths) + _HEAD
        cut = depths[1] / whole
        return (_Side(0, rows[0], labels[0], bottom=(depths[1] + _HEAD) / whole, depth=depths[0]),
                _Side(1, rows[1], labels[1], top=cut, depth=depths[1]))  # fmt: skip
    half = (1 - _GAP) / 2
    return (_Side(0, rows[0], labels[0], right=half, depth=max(depths)),
            _Side(1, rows[1], labels[1], left=1 - half, depth=max(depths)))  # fmt: skip


def _bars(figure: Figure, side: _Side, words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """The bars up to the lower bound, and paler ones behind them up to the upper."""
    kinds = [kind_of(figure, row) for row in side.rows]
    fills = {"unknown": theme.rest, "internal": theme.series[5], "between": theme.series[side.end]}
    colours = [fills[kind] for kind in kinds]
    common = {
        "type": "bar",
        "orientation": "h",
        "y": [*range(len(side.rows))],
        "hovertext": ["<br>".join(told(figure, row, words)) for row in side.rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[pick(figure, row)] for row in side.rows],
        "cliponaxis": False,
        "xaxis": f"x{side.number}",
        "yaxis": f"y{side.number}",
        **UNCHANGED,
    }
    hatch = {"shape": ["/" if kind == "unknown" else "" for kind in kinds], "fgcolor": theme.paper,
             "size": size.marker, "solidity": 0.3}  # fmt: skip
    upper = {"x": [row["value_high"] for row in side.rows], "marker": {"color": [pale(c, 0.3) for c in colours]}}
    lower = {
        "x": [row["value_low"] for row in side.rows],
        "marker": {"color": colours, "pattern": hatch},
    }
    numbers = {
        "text": [words.range(row["value_low"], row["value_high"]) for row in side.rows],
        "textposition": "outside",
        "textfont": {"size": size.small, "color": theme.ink},
    }
    # The numbers stand behind the longer of the two.
    return [common | upper | numbers, common | lower]


def _axes(side: _Side, longest: float, labels: float, theme: Theme, size: Size) -> dict[str, Any]:
    """`labels`: the part of the width that the longest label takes."""
    base = axis(theme, size, automargin=False)
    room = 1.75 if size is PHONE else 1.5  # for the numbers behind the bars
    wide = side.right - side.left
    across = {"domain": [side.left + min(0.6 * wide, labels), side.right], "range": [0, longest * room]}
    down = {"domain": [side.bottom, side.top], "range": [side.depth - 0.4, -0.6]}
    ticks = {"tickvals": [*range(len(side.rows))], "ticktext": [f"{label}  " for label in side.labels],
             "tickfont": {"size": size.font, "color": theme.ink}}  # fmt: skip
    return {
        f"xaxis{side.number}": base | across | {"showticklabels": False, "anchor": f"y{side.number}"},
        f"yaxis{side.number}": base | down | ticks | {"anchor": f"x{side.number}"},
    }


def _head(figure: Figure, side: _Side, words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    said = words(f"flows.{'from' if side.end else 'to'}_{figure.edition.kind}")
    return {"text": f"<b>{said}</b>", "showarrow": False, "xref": "paper", "yref": "paper", "xanchor": "left",
            "yanchor": "bottom", "x": side.left, "y": side.top, "yshift": 4,
            "font": {"size": size.font, "color": theme.ink}}  # fmt: skip
