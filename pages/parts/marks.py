"""The marks of one series as Plotly traces: ribbon, line, dashes, points, bars, and dots where a value is withheld.

Traces are plain dictionaries: Plotly's own objects cost a millisecond each to build and check (a test checks them).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from pages.parts.picks import UNCHANGED
from pages.parts.series import Point, Series
from pages.parts.theme import SYMBOLS, Size, Theme, pale

Trace = dict[str, Any]
WITHHELD: Final = "•••"


@dataclass(frozen=True)
class Pen:
    """What a series is drawn with: its colour and its second cue, the symbol of its points."""

    colour: str
    symbol: str
    letter: str
    theme: Theme
    size: Size

    @classmethod
    def of(cls, position: int, theme: Theme, size: Size) -> "Pen":
        """The pen of the series at a position, six of them at most."""
        symbol, letter = SYMBOLS[position]
        return cls(theme.series[position], symbol, letter, theme, size)

    @classmethod
    def grey(cls, theme: Theme, size: Size, thin: bool) -> "Pen":
        """What stands back; thin where another line is to be seen before it."""
        less = replace(size, line=size.line * 0.6, marker=size.marker * 0.6) if thin else size
        return cls(theme.rest, "circle", "•" if thin else "●", theme, less)


def line_marks(series: Series, pen: Pen, axes: dict[str, str], visible: float = float("inf")) -> list[Trace]:
    """Ribbon between the bounds, line through the lower ones, dashes where provisional, points with the tooltip.

    Whiskers where an interval is at least as long as what is `visible`, in units of the value.
    """
    traces = [_ribbon(series.points, pen), _line(series.points, pen, False), _line(series.points, pen, True)]
    points = _points(series.points, pen, visible) | picked(series)
    return [{**trace, **axes} for trace in (*traces, points) if trace and trace["x"]]


def picked(series: Series) -> Trace:
    """What makes a click on a mark of a series pick its code; nothing where it has none."""
    return {"customdata": [[series.pick]] * len(series.points), **UNCHANGED} if series.pick else {}


def runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The points in runs of neighbouring years that have a value: where a year is missing, the line breaks."""
    run: list[Point] = []
    for point in points:
        if run and (point.low is None or point.first != run[-1].last + 1):
            yield run
            run = []
        if point.low is not None:
            run.append(point)
    if run:
        yield run


def _ribbon(points: Sequence[Point], pen: Pen) -> Trace | None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for run in runs(points):
        if any(point.high != point.low for point in run):
            sides = [(p.first, p) for p in run] if len(run) > 1 else [(run[0].first + d, run[0]) for d in (-0.12, 0.12)]
            xs += [*(x for x, _ in sides), *(x for x, _ in reversed(sides)), None]
            ys += [*(p.high for _, p in sides), *(p.low for _, p in reversed(sides)), None]
    fill = {"fill": "toself", "fillcolor": pale(pen.colour, 0.25), "line": {"width": 0}}
    return _path(xs, ys) | fill if xs else None


def _line(points: Sequence[Point], pen: Pen, dashed: bool) -> Trace:
    """Segments between neighbours; a segment is dashed where one of its ends is provisional."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for run in runs(points):
        for before, after in pairwise(run):
            if (before.provisional or after.provisional) == dashed:
                joined = bool(xs) and xs[-1] == before.first
                xs += [after.first] if joined else [None, before.first, after.first]
                ys += [after.low] if joined else [None, before.low, after.low]
    line = {"color": pen.colour, "width": pen.size.line}
    return _path(xs, ys) | {"line": line | ({"dash": "dot"} if dashed else {})}


def _path(xs: list[float | None], ys: list[float | None]) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "cliponaxis": False}


def _points(points: Sequence[Point], pen: Pen, visible: float) -> Trace:
    shown = [point for point in points if point.low is not None]
    return _whiskers(shown, pen, visible) | {
        "type": "scatter",
        "mode": "markers",
        "x": [point.first for point in shown],
        "y": [point.low for point in shown],
        "text": [point.text for point in shown],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": pen.symbol,
            "size": pen.size.marker,
            # Hollow where provisional: the second cue beside the dashes.
            "color": [pen.theme.paper if point.provisional else pen.colour for point in shown],
            "line": {"color": pen.colour, "width": pen.size.line * 0.7},
        },
    }


def _whiskers(points: Sequence[Point], pen: Pen, visible: float) -> Trace:
    """The 95 % intervals around the points, where they are longer than the mark itself."""
    ends = [point.interval for point in points]
    if not any(one and one[1] - one[0] >= visible for one in ends):
        return {}
    lows = [point.low or 0.0 for point in points]
    up = [max(0.0, one[1] - low) if one else 0.0 for one, low in zip(ends, lows, strict=True)]
    down = [max(0.0, low - one[0]) if one else 0.0 for one, low in zip(ends, lows, strict=True)]
    bars = {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "width": 0}
    return {"error_y": bars | {"color": pale(pen.colour, 0.55), "thickness": max(1, pen.size.line * 0.6)}}


def withheld_marks(series: Series, pen: Pen, row: int, axes: dict[str, str]) -> Trace | None:
    """Dots, in a strip of their own under the chart, for years whose base is too small: never a point at zero."""
    held = [point for point in series.points if point.status == "U"]
    if not held:
        return None
    return {
        "type": "scatter",
        "mode": "text",
        "x": [point.first for point in held],
        "y": [row] * len(held),
        "text": [WITHHELD] * len(held),
        "textfont": {"color": pen.theme.ink, "size": max(13, pen.size.font * 0.7)},
        "hovertext": [point.text for point in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **axes,
    }


def bar_marks(series: Series, pen: Pen, axes: dict[str, str]) -> list[Trace]:
    """Bars as wide as their period, as high as a year of it; above, dotted, up to the upper bound."""
    shown = [point for point in series.points if point.low is not None and point.high is not None]
    firm = [point for point in shown if not point.provisional]
    pending = [point for point in shown if point.provisional]
    wide = [point for point in shown if point.high != point.low]
    line = {"color": pen.colour, "width": pen.size.line * 0.6}
    pale_fill = {"color": pale(pen.colour, 0.25), "line": line}
    traces = [
        _bars(firm, [point.low for point in firm]) | {"marker": {"color": pen.colour, "line": line}},
        _bars(pending, [point.low for point in pending]) | {"marker": pale_fill | {"pattern": _hatch("/", pen)}},
        _bars(wide, [(point.high or 0) - (point.low or 0) for point in wide])
        | {"base": [point.low for point in wide], "marker": pale_fill | {"pattern": _hatch(".", pen)}},
    ]
    return [{**trace, **picked(series), **axes} for trace in traces if trace["x"]]


def _bars(points: Sequence[Point], heights: list[float | None]) -> Trace:
    return {
        "type": "bar",
        "x": [(point.first + point.last) / 2 for point in points],
        "y": heights,
        "width": [point.years - 0.06 for point in points],
        "hovertext": [point.text for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hatch(shape: str, pen: Pen) -> dict[str, Any]:
    return {"shape": shape, "fgcolor": pen.colour, "size": pen.size.marker, "solidity": 0.25, "fillmode": "overlay"}
