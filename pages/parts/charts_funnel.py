"""The funnel plot: each place's share by how many records answer there, between the limits that chance draws. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from pages.parts.funnel_labels import Box, Dot, labels
from pages.parts.labels import wrapped
from pages.parts.picks import UNCHANGED, row_pick
from pages.parts.sentences import noun
from pages.parts.series import value_of
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, STAGE, Size, Theme, axis, layout, mixed, pencil
from pages.parts.words import Words
from queries.figure import Figure

Trace = dict[str, Any]
# Where a place lies -> Plotly's marker: the shape tells the side, a hollow one that it lies between the two limits.
_SHAPES: Final = {"inside": "circle", "above": "triangle-up", "below": "triangle-down"}
_TICKS: Final = (1, 3)
_HEIGHTS: Final = {"normal": 330, "stage": 236, "phone": 340}  # of the plot without its axis and key, at the least
_FEW: Final = 6  # places picked by the filters that are all named


@dataclass(frozen=True)
class _Ink:
    """What the marks are drawn with."""

    theme: Theme
    size: Size

    def colour(self, position: str) -> str:
        return {"above": self.theme.series[0], "below": self.theme.series[1]}.get(position, self.theme.rest)

    def fill(self, position: str, far: bool) -> str:
        """Hollow between the two limits."""
        return self.theme.paper if position != "inside" and not far else self.colour(position)

    def shown(self, colour: str, is_picked: bool) -> str:
        """Pale where the filters pick others. Not by opacity: Plotly keeps that for what is clicked."""
        return colour if is_picked else mixed(colour, self.theme.paper, 0.35)


def funnel_plot(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.funnel.funnel: records known across (logarithmic), percent up; it has at least one row."""
    ink = _Ink(theme, size)
    rows = [_told(figure, row, words) for row in figure.frame.iter_rows(named=True)]
    across, up = _across(figure.frame["known"]), _up(figure, size)
    data = [
        *_limits(figure, words, ink),
        _all_of_them(figure, across, words, ink),
        _bars(rows, ink),
        *_points(rows, words, ink),
    ]
    base, sign = layout(theme, size, words), words("app.percent", number="")
    tall, lines_below = (1.6, 4.8) if size is PHONE else (1.1, 3.6)
    named = [
        Dot(row["known"], row["value_low"], row["name"], _priority(figure, row), not row["selected"]) for row in rows
    ]
    box = Box(across, up, size.width * 0.9, _HEIGHTS[size.name])
    shape = base | {
        "height": round(size.height * tall),
        "margin": base["margin"] | {"t": round(size.font * 0.8), "b": round(size.font * lines_below)},
        "xaxis": _x(figure, across, words, theme, size),
        "yaxis": axis(theme, size, range=up, nticks=6, ticksuffix=sign, **pencil(theme, size)),
        "annotations": labels(named, box, theme, size),
        "showlegend": True,
        "legend": {
            "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False,
            "bgcolor": "rgba(0,0,0,0)", "font": {"size": size.small if size is not STAGE else 26, "color": theme.ink},
        },
    }  # fmt: skip
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _told(figure: Figure, row: dict[str, Any], words: Words) -> dict[str, Any]:
    """A row with its name and what hovering says."""
    name = words.label(figure.view.by, row["code"])
    counted = words("chart.of_records", low=words.range(row["low"], row["high"]), known=row["known"])
    lines = [f"<b>{name}</b>", value_of(figure, words, row | {"status": "A"}), counted]
    if row["position"]:
        lines.append(words(f"funnel.is_{_where(row)}"))
    told = {"name": name, "text": "<br>".join(lines), "side": row["position"] or "inside"}
    return row | told | {"pick": row_pick(figure, row)}


def _where(row: dict[str, Any]) -> str:
    return f"far_{row['position']}" if row["far"] else str(row["position"])


def _priority(figure: Figure, row: dict[str, Any]) -> int:
    """Which names are drawn first: of a few places that the filters pick, then of those far outside, then of the others
    outside; 0 for none. Where some are picked, no others are named."""
    picked = int(figure.frame["selected"].sum())
    if not row["selected"]:
        return 0
    if picked <= _FEW and picked < figure.frame.height:
        return 3
    return (2 if row["far"] else 1) if row["side"] != "inside" else 0


def _across(known: pl.Series) -> tuple[float, float]:
    """The ends of the axis, as powers of ten."""
    return math.log10(float(known.min())) - 0.06, math.log10(float(known.max())) + 0.12  # type: ignore[arg-type]


def _up(figure: Figure, size: Size) -> tuple[float, float]:
    """From zero to a little over the highest share; there is none above 100, but names may stand there."""
    highest = max(float(figure.frame["value_high"].max()), figure.facts["target"][1] * 1.6)  # type: ignore[arg-type]
    return 0.0, min(114.0 if size is STAGE else 104.0, highest * 1.12 + 0.5)


def _limits(figure: Figure, words: Words, ink: _Ink) -> list[Trace]:
    """Both pairs of limits as curves, told apart by their dashes; one entry of each pair in the legend."""
    curves = figure.facts["curves"]
    if curves is None:
        return []
    drawn = (
        ("lower_998", "outer", "6px,4px"),
        ("upper_998", "outer", "6px,4px"),
        ("lower_95", "inner", "2px,3px"),
        ("upper_95", "inner", "2px,3px"),
    )
    return [
        _line(
            curves["n"].to_list(), curves[name].to_list(), ink, dash, words(f"funnel.{pair}"), name.startswith("upper")
        )
        for name, pair, dash in drawn
    ]


def _line(xs: Sequence[float], ys: Sequence[float], ink: _Ink, dash: str, name: str, listed: bool) -> Trace:
    return {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "name": name, "showlegend": listed,
        "line": {"color": ink.theme.muted, "width": max(1.2, ink.size.line * 0.6), "dash": dash},
    }  # fmt: skip


def _all_of_them(figure: Figure, across: tuple[float, float], words: Words, ink: _Ink) -> Trace:
    """The share of all places together: a line, a band where it is an interval."""
    low, high = figure.facts["target"]
    ends = [10**end for end in across]
    xs, ys = (ends, [low, low]) if low == high else ([*ends, *reversed(ends), ends[0]], [low, low, high, high, low])
    told = words("funnel.all", percent=words.range(low, high, words.percent))
    return _line(xs, ys, ink, "solid", told, True) | {"fill": "none" if low == high else "toself"}


def _bars(rows: Sequence[dict[str, Any]], ink: _Ink) -> Trace:
    """A share that is an interval, from its lower to its upper bound."""
    wide = [row for row in rows if row["value_high"] > row["value_low"]]
    return {
        "type": "scatter", "mode": "lines", "showlegend": False, "hoverinfo": "skip", "opacity": 0.6,
        "x": [at for row in wide for at in (row["known"], row["known"], None)],
        "y": [at for row in wide for at in (row["value_low"], row["value_high"], None)],
        "line": {"color": ink.theme.muted, "width": ink.size.line},
    }  # fmt: skip


def _points(rows: Sequence[dict[str, Any]], words: Words, ink: _Ink) -> list[Trace]:
    """The places by where they lie: those within first, so that the others stand above them. A place that the filters
    do not pick stands back."""
    limited = any(row["position"] for row in rows)
    found = []
    for side in _SHAPES:
        for far in (False, True):
            here = [row for row in rows if row["side"] == side and bool(row["far"]) is far]
            here.sort(key=lambda row: not row["selected"])  # the key shows the first of them
            key = f"key_{'far_' if far else ''}{side}" if limited else "key_place"
            found += [_marks(here, side, far, words(f"funnel.{key}"), ink)] if here else []
    return found


def _marks(rows: Sequence[dict[str, Any]], side: str, far: bool, name: str, ink: _Ink) -> Trace:
    grown = 1.25 if side != "inside" else 0.85
    return {
        "type": "scatter", "mode": "markers", "name": name, "showlegend": True,
        "x": [row["known"] for row in rows],
        "y": [row["value_low"] for row in rows],
        "text": [row["text"] for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [[row["pick"]] for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": _SHAPES[side],
            "size": ink.size.marker * grown,
            "color": [ink.shown(ink.fill(side, far), row["selected"]) for row in rows],
            "opacity": 1,
            "line": {
                "color": [ink.shown(ink.colour(side), row["selected"]) for row in rows],
                "width": ink.size.line * 0.7,
            },
        },
        **UNCHANGED,
    }  # fmt: skip


def _x(figure: Figure, across: tuple[float, float], words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """The logarithmic axis: round numbers, and what they count."""
    powers = range(math.floor(across[0]), math.ceil(across[1]) + 1)
    ticks = [
        digit * 10**power
        for power in powers
        for digit in _TICKS
        if across[0] <= math.log10(digit * 10**power) <= across[1]
    ]
    room = size.width / size.text_width(9)
    if len(ticks) > room:
        ticks = [tick for tick in ticks if str(tick).startswith("1")]
    lines = wrapped(words("funnel.axis", unit=noun(figure, words)), round(size.width / size.text_width(1)))
    title = {"text": lines, "standoff": size.font * 0.5}
    return axis(
        theme,
        size,
        type="log",
        range=across,
        tickvals=ticks,
        ticktext=[words.number(tick) for tick in ticks],
        tickangle=0,
        automargin=False,
        title=title | {"font": {"size": size.small, "color": theme.muted}},
    )
