"""How the factor moves with the years compared: one end held, the other moved, in two plots on one scale. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.gained import amount
from pages.parts.picks import UNCHANGED, spelled
from pages.parts.same import kind_of
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, axis, layout, pale, pencil
from pages.parts.words import Words
from queries.figure import Figure

Row = dict[str, Any]
_GAP: Final = 0.08  # of the width or the height, between the two
_BARS: Final = 0.24  # of a plot's height, for the number of reporters under it
_STAGE: Final = 0.7  # of the type on a stage


@dataclass(frozen=True)
class Side:
    """One plot: the windows whose `moved` end ("first" or "last") moves, its axes, and where it stands."""

    moved: str
    rows: Sequence[Row]
    at: int
    across: list[float]
    upright: list[float]
    font: int

    @property
    def axes(self) -> dict[str, str]:
        return {"xaxis": f"x{self._number}", "yaxis": f"y{self._number}"}

    @property
    def bars(self) -> dict[str, str]:
        return {"xaxis": f"x{self._number}", "yaxis": f"y{self.at * 2 + 2}"}

    @property
    def _number(self) -> str:
        return str(self.at * 2 + 1) if self.at else ""

    @property
    def now(self) -> Row:
        """The window compared."""
        return next(row for row in self.rows if row["is_current"])

    def layout(self, top: float, most: int, height: float, theme: Theme, size: Size) -> dict[str, Any]:
        """Its three axes: the years, the factors up to `top`, and under them the reporters, `most` at most."""
        years = [row[self.moved] for row in self.rows]
        edge = self.upright[0] + (self.upright[1] - self.upright[0]) * _BARS
        ceiling = self.upright[1] - self.font * 2.6 / height
        type_ = {"tickfont": {"color": theme.muted, "size": self.font}}
        across = {"domain": self.across, "tickvals": _ticks(years), "tickformat": "d", "automargin": False}
        line = axis(theme, size, range=[0, top], domain=[edge, ceiling], anchor=self.axes["xaxis"], nticks=4)
        under = {"domain": [self.upright[0], edge - 0.02], "anchor": self.axes["xaxis"], "visible": False}
        return {
            f"xaxis{self._number}": axis(
                theme, size, range=[min(years) - 0.6, max(years) + 0.6], anchor=self.bars["yaxis"], **across, **type_
            ),
            f"yaxis{self._number}": line | pencil(theme, size) | type_ | {"tickprefix": "×\u00a0"},
            f"yaxis{self.at * 2 + 2}": axis(theme, size, range=[0, most * 1.9], **under),
        }


def moving_windows(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The figure of queries.moving.moving: left the last year moves, right the first; on a phone one under the other.

    A point is a window, its bounds a whisker; the window compared is ringed and named. Under each year the reporters.
    """
    rows = list(figure.frame.iter_rows(named=True))
    font = round(size.font * (_STAGE if size.name == "stage" else 1))
    sides = _sides(rows, size.name == "phone", font)
    base = layout(theme, size, words) | {"barmode": "overlay"}
    shape = base | {
        "margin": base["margin"] | {"t": 0, "b": round(font * 1.8), "l": font * 2, "r": font},
        "height": round(size.height * (1.5 if size.name == "phone" and len(sides) > 1 else 0.85)),
    }
    top = 1.12 * max([1.0, *(row["ratio_high"] or 0.0 for row in rows)])
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for side in sides:
        shape |= side.layout(top, max(row["reporters"] for row in rows), shape["height"], theme, size)
        data += [*_line(figure, side, words, theme, size, top / 100), _reporters(side, words, theme)]
        notes += _texts(side, words, theme, top)
    shape |= {"annotations": notes}
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _sides(rows: Sequence[Row], stacked: bool, font: int) -> list[Side]:
    """The plots that have more than the window compared, and a factor to show."""
    now = next(row for row in rows if row["is_current"])
    held = (("last", "first"), ("first", "last"))  # the end that moves, the end that is held
    found = [(moved, [row for row in rows if row[end] == now[end]]) for moved, end in held]
    kept = [(moved, own) for moved, own in found if len(own) > 1 and _has_a_factor(own)]
    return [Side(moved, own, at, *_place(at, len(kept), stacked), font) for at, (moved, own) in enumerate(kept)]


def _has_a_factor(rows: Sequence[Row]) -> bool:
    return any(row["ratio_low"] is not None for row in rows)


def _place(at: int, of: int, stacked: bool) -> tuple[list[float], list[float]]:
    """Left and right, bottom and top of a plot, as fractions."""
    if of == 1:
        return [0, 1], [0, 1]
    half = (1 - _GAP) / 2
    low = at * (half + _GAP)
    return ([0, 1], [0.5 + _GAP / 2, 1] if at == 0 else [0, half]) if stacked else ([low, low + half], [0, 1])


def _ticks(years: Sequence[int]) -> list[int]:
    """The first and the last year, and one between where there is room."""
    middle = years[len(years) // 2]
    return sorted({years[0], years[-1]} | ({middle} if len(years) > 6 else set()))


def _line(figure: Figure, side: Side, words: Words, theme: Theme, size: Size, visible: float) -> list[dict[str, Any]]:
    """The points of the windows with a factor, joined where the years follow each other; the one compared ringed."""
    shown = [row for row in side.rows if row["ratio_low"] is not None]
    moved, axes = side.moved, side.axes
    years, colour = [row[moved] for row in shown], theme.series[0]
    xs, ys = _with_gaps(shown, moved)
    path = {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", **axes,
            "line": {"color": colour, "width": size.line}}  # fmt: skip
    wide = [row["ratio_high"] - row["ratio_low"] for row in shown]
    wide = [length if length > visible else 0 for length in wide]
    points = {
        "type": "scatter", "mode": "markers", "x": years, "y": [row["ratio_low"] for row in shown],
        "customdata": _picks(shown), **UNCHANGED,
        "text": [_told(figure, row, words) for row in shown], "hovertemplate": "%{text}<extra></extra>",
        "error_y": {"type": "data", "symmetric": False, "array": wide, "arrayminus": [0] * len(wide), "width": 0,
                    "color": pale(colour, 0.5), "thickness": size.line},
        "marker": {"opacity": 1, "size": [size.marker * (1.9 if row["is_current"] else 1) for row in shown],
                   "color": [theme.paper if row["is_current"] else colour for row in shown],
                   "line": {"color": colour, "width": size.line}},
        "cliponaxis": False, **axes,
    }  # fmt: skip
    ends = [side.rows[0][moved] - 0.6, side.rows[-1][moved] + 0.6]
    one = {"type": "scatter", "mode": "lines", "x": ends, "y": [1, 1], "hoverinfo": "skip",
           "line": {"color": theme.muted, "width": 1, "dash": "dot"}, **axes}  # fmt: skip
    return [one, path, points]


def _picks(rows: Sequence[Row]) -> list[list[str]]:
    """What a click on each window filters by: its years."""
    return [[spelled({"from": row["first"], "to": row["last"]})] for row in rows]


def _with_gaps(shown: Sequence[Row], moved: str) -> tuple[list[int | None], list[float | None]]:
    xs: list[int | None] = []
    ys: list[float | None] = []
    for row in shown:
        if xs and row[moved] != (xs[-1] or 0) + 1:
            xs, ys = [*xs, None], [*ys, None]
        xs, ys = [*xs, row[moved]], [*ys, row["ratio_low"]]
    return xs, ys


def _reporters(side: Side, words: Words, theme: Theme) -> dict[str, Any]:
    """How many reported in every year of each window; the window compared and the two ends have their number."""
    own, moved, axes, font = side.rows, side.moved, side.bars, side.font
    ends = (own[0][moved], own[-1][moved])
    written = [words.number(row["reporters"]) if row["is_current"] or row[moved] in ends else "" for row in own]
    colours = [theme.series[0] if row["is_current"] else pale(theme.rest, 0.45) for row in own]
    return {
        "type": "bar", "x": [row[moved] for row in own], "y": [row["reporters"] for row in own], "width": 0.72,
        "text": written, "textposition": "outside", "textangle": 0, "constraintext": "none", "cliponaxis": False,
        "textfont": {"size": max(13, round(font * 0.87)), "color": theme.muted}, "marker": {"color": colours},
        "customdata": _picks(own), **UNCHANGED,
        "hovertext": [words("windows.panel", n=row["reporters"], period=words.period(row["first"], row["last"]))
                      for row in own],
        "hovertemplate": "%{hovertext}<extra></extra>", **axes,
    }  # fmt: skip


def _told(figure: Figure, row: Row, words: Words) -> str:
    factor = words.range(row["ratio_low"], row["ratio_high"], words.times)
    ends = {"before": amount(row["from_low"], row["from_high"], words),
            "after": amount(row["to_low"], row["to_high"], words)}  # fmt: skip
    return "<br>".join([
        f"<b>{words.period(row['first'], row['last'])}</b>  {factor}",
        words("change.ends", first_year=row["first"], last_year=row["last"], **ends),
        words(f"chart.same_{kind_of(figure.edition)}", n=row["reporters"]),
    ])  # fmt: skip


def _texts(side: Side, words: Words, theme: Theme, top: float) -> list[dict[str, Any]]:
    """Above each plot which end is held; at the window compared its factor."""
    now, moved, axes, font = side.now, side.moved, side.axes, side.font
    held = words("windows.from_held", year=now["first"]) if moved == "last" else words(
        "windows.to_held", year=now["last"])  # fmt: skip
    heading = {"text": f"<b>{held}</b>", "xref": f"{axes['xaxis']} domain", "x": 0, "xanchor": "left", "yref": "paper",
               "y": side.upright[1], "yanchor": "top", "showarrow": False,
               "font": {"color": theme.ink, "size": font}}  # fmt: skip
    if now["ratio_low"] is None:
        return [heading]
    factor = words.range(now["ratio_low"], now["ratio_high"], words.times)
    mark = {"text": f"<b>{factor}</b>", "xref": axes["xaxis"], "x": now[moved], "yref": axes["yaxis"],
            "y": now["ratio_low"], "yshift": font * (1.3 if now["ratio_low"] < top / 4 else -1.3), "showarrow": False,
            "xanchor": "right" if moved == "last" else "left",
            "font": {"color": theme.series[0], "size": font}}  # fmt: skip
    return [heading, mark]
