"""How the factor moves with the years compared: one end held, the other moved, in two plots on one scale. Pure."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.gained import amount
from pages.parts.same import kind_of
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, axis, layout, pale, pencil
from pages.parts.words import Words
from queries.figure import Figure

Row = dict[str, Any]
_GAP: Final = 0.08  # of the width or the height, between the two
_BARS: Final = 0.24  # of a plot's height, for the number of reporters under it
_STAGE: Final = 0.7  # of the type on a stage


def moving_windows(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The figure of queries.moving.moving: left the last year moves, right the first; on a phone one under the other.

    A point is a window, its bounds a ribbon; the window compared is ringed and named. Under each year the reporters.
    """
    rows = list(figure.frame.iter_rows(named=True))
    now = next(row for row in rows if row["is_current"])
    sides = [("last", [row for row in rows if row["first"] == now["first"]]),
             ("first", [row for row in rows if row["last"] == now["last"]])]  # fmt: skip
    sides = [(moved, own) for moved, own in sides if len(own) > 1]
    font = round(size.font * (_STAGE if size.name == "stage" else 1))
    base = layout(theme, size, words) | {"barmode": "overlay"}
    stacked = size.name == "phone" and len(sides) > 1
    shape = base | {
        "margin": base["margin"] | {"t": 0, "b": round(font * 1.8), "l": font * 2, "r": font},
        "height": round(size.height * (1.5 if stacked else 0.85)),
    }
    top = 1.12 * max([1.0, *(row["ratio_high"] or 0.0 for row in rows)])
    most = max(row["reporters"] for row in rows)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for at, (moved, own) in enumerate(sides):
        across, upright = _place(at, len(sides), stacked)
        line, bars = at * 2 + 1, at * 2 + 2
        years = [row[moved] for row in own]
        ticks = axis(theme, size, range=[min(years) - 0.6, max(years) + 0.6], domain=across, tickvals=_ticks(years),
                     anchor=f"y{bars}", automargin=False, tickformat="d",
                     tickfont={"color": theme.muted, "size": font})  # fmt: skip
        shape[f"xaxis{line}"] = ticks
        edge = upright[0] + (upright[1] - upright[0]) * _BARS
        ceiling = upright[1] - font * 2.6 / shape["height"]
        shape[f"yaxis{line}"] = axis(theme, size, range=[0, top], domain=[edge, ceiling], anchor=f"x{line}", nticks=4,
                                     tickprefix="× ", tickfont={"color": theme.muted, "size": font},
                                     automargin=True) | pencil(theme, size)  # fmt: skip
        shape[f"yaxis{bars}"] = axis(theme, size, range=[0, most * 1.9], domain=[upright[0], edge - 0.02],
                                     visible=False, anchor=f"x{line}")  # fmt: skip
        axes = {"xaxis": f"x{line}", "yaxis": f"y{line}"}
        data += [*_line(figure, own, moved, words, theme, size, axes, top / 100),
                 _reporters(own, moved, words, theme, font, axes | {"yaxis": f"y{bars}"})]  # fmt: skip
        notes += _texts(
            now, moved, words, theme, font, axes, upright[1], now["ratio_low"] and now["ratio_low"] < top / 4
        )
    shape |= {"annotations": notes}
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


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


def _line(
    figure: Figure,
    own: Sequence[Row],
    moved: str,
    words: Words,
    theme: Theme,
    size: Size,
    axes: dict[str, str],
    visible: float,
) -> list[dict[str, Any]]:
    """The points of the windows with a factor, joined where the years follow each other; the one compared ringed."""
    shown = [row for row in own if row["ratio_low"] is not None]
    years, colour = [row[moved] for row in shown], theme.series[0]
    xs, ys = _with_gaps(shown, moved)
    path = {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", **axes,
            "line": {"color": colour, "width": size.line}}  # fmt: skip
    wide = [row["ratio_high"] - row["ratio_low"] for row in shown]
    wide = [length if length > visible else 0 for length in wide]
    points = {
        "type": "scatter", "mode": "markers", "x": years, "y": [row["ratio_low"] for row in shown],
        "customdata": [[row["first"], row["last"]] for row in shown],
        "text": [_told(figure, row, words) for row in shown], "hovertemplate": "%{text}<extra></extra>",
        "error_y": {"type": "data", "symmetric": False, "array": wide, "arrayminus": [0] * len(wide), "width": 0,
                    "color": pale(colour, 0.5), "thickness": size.line},
        "marker": {"size": [size.marker * (1.9 if row["is_current"] else 1) for row in shown],
                   "color": [theme.paper if row["is_current"] else colour for row in shown],
                   "line": {"color": colour, "width": size.line}},
        "cliponaxis": False, **axes,
    }  # fmt: skip
    one = {"type": "scatter", "mode": "lines", "x": [own[0][moved] - 0.6, own[-1][moved] + 0.6], "y": [1, 1],
           "hoverinfo": "skip", "line": {"color": theme.muted, "width": 1, "dash": "dot"}, **axes}  # fmt: skip
    return [one, path, points]


def _with_gaps(shown: Sequence[Row], moved: str) -> tuple[list[int | None], list[float | None]]:
    xs: list[int | None] = []
    ys: list[float | None] = []
    for row in shown:
        if xs and row[moved] != (xs[-1] or 0) + 1:
            xs, ys = [*xs, None], [*ys, None]
        xs, ys = [*xs, row[moved]], [*ys, row["ratio_low"]]
    return xs, ys


def _reporters(
    own: Sequence[Row], moved: str, words: Words, theme: Theme, font: int, axes: dict[str, str]
) -> dict[str, Any]:
    """How many reported in every year of each window; the window compared and the two ends have their number."""
    ends = (own[0][moved], own[-1][moved])
    written = [words.number(row["reporters"]) if row["is_current"] or row[moved] in ends else "" for row in own]
    colours = [theme.series[0] if row["is_current"] else pale(theme.rest, 0.45) for row in own]
    return {
        "type": "bar", "x": [row[moved] for row in own], "y": [row["reporters"] for row in own], "width": 0.72,
        "text": written, "textposition": "outside", "textangle": 0, "constraintext": "none", "cliponaxis": False,
        "textfont": {"size": max(13, round(font * 0.87)), "color": theme.muted}, "marker": {"color": colours},
        "customdata": [[row["first"], row["last"]] for row in own],
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


def _texts(
    now: Row,
    moved: str,
    words: Words,
    theme: Theme,
    font: int,
    axes: dict[str, str],
    top: float,
    is_low: bool,
) -> list[dict[str, Any]]:
    """Above each plot which end is held; at the window compared its factor."""
    held = words("windows.from_held", year=now["first"]) if moved == "last" else words(
        "windows.to_held", year=now["last"])  # fmt: skip
    heading = {"text": f"<b>{held}</b>", "xref": f"{axes['xaxis']} domain", "x": 0, "xanchor": "left", "yref": "paper",
               "y": top, "yanchor": "top", "showarrow": False, "font": {"color": theme.ink, "size": font}}  # fmt: skip
    if now["ratio_low"] is None:
        return [heading]
    factor = words.range(now["ratio_low"], now["ratio_high"], words.times)
    mark = {"text": f"<b>{factor}</b>", "xref": axes["xaxis"], "x": now[moved], "yref": axes["yaxis"],
            "y": now["ratio_low"], "yshift": font * (1.3 if is_low else -1.3), "showarrow": False,
            "xanchor": "right" if moved == "last" else "left",
            "font": {"color": theme.series[0], "size": font}}  # fmt: skip
    return [heading, mark]
