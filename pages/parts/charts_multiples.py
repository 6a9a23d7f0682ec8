"""Small multiples: a panel a series, one scale for all, its own line strong before the others in grey; or before what
was published, where the same reporters are a line of their own."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.grid import Grid
from pages.parts.labels import shortened
from pages.parts.marks import Pen, Trace, bar_marks, line_marks, runs, withheld_marks
from pages.parts.same import account_of
from pages.parts.series import Series
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, layout, pale
from pages.parts.timeline import Timeline, value_axis, year_axis
from pages.parts.words import Words
from queries.figure import Figure

LETTER: Final = 0.56  # width of a bold letter, in heights of the type
_MOST_ABREAST: Final = 6  # panels in the one row of a stage
# Of the type on a stage, where two and more rows of panels share the height of one, or five and six its width.
_STAGE_TYPE: Final = (1.0, 1.0, 0.75, 0.6)


def multiples(
    figure: Figure, drawn: list[Series], same: Mapping[str, Series], time: Timeline, words: Words, theme: Theme,
    size: Size,
) -> go.Figure:  # fmt: skip
    """A panel a series, in the order given; `same`: code -> its line of the same reporters."""
    size = _sized(size, len(drawn), bool(same))
    highest = max(one.highest() for one in [*drawn, *same.values()])
    shape = layout(theme, size, words) | {"barmode": "overlay"}
    key = [_key(words, theme, size)] if same else []
    top = shape["margin"]["t"] + (round(size.line_height * 1.3) if key else 0)
    shape["margin"] = shape["margin"] | {"t": top, "b": round(size.font * 2.1), "r": size.text_width(3)}
    left = size.text_width(len(words.number(highest)) + 1)
    letters = int(Grid.of(len(drawn), size, 1, shape["margin"], left).width() / (size.font * LETTER))
    titles = [_title(figure, one, same, letters, words, theme, size) for one in drawn]
    grid = Grid.of(len(drawn), size, 1 + max(title.count("<br>") for title in titles), shape["margin"], left)
    shape["height"] = grid.height
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    data: list[Trace] = []
    for position, one in enumerate(drawn):
        name = _axes(position)
        data += _panel(figure, drawn, one, same, time.unequal, theme, size, name)
        shape[f"xaxis{name['xaxis'][1:]}"] = _years(time, grid, position, len(drawn), theme, size)
        shape[f"yaxis{name['yaxis'][1:]}"] = _values(figure, highest, grid, position, words, theme, size)
        own, upright = time.only(figure.view.by, one.code), f"{name['yaxis']} domain"
        shapes += own.rules(theme, size, upright, name["xaxis"])
        notes += own.reasons(theme, replace(size, font=round(size.font * 0.8)), upright, name["xaxis"])
    shape |= {"shapes": shapes, "annotations": [*_titles(titles, theme, size), *notes, *key]}
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _sized(size: Size, panels: int, are_split: bool) -> Size:
    """Fewer columns where each panel has to say whose line is strong; a stage has all in one row while they have room,
    for two rows leave their lines no height, and smaller type for more."""
    if size.name != "stage":
        return replace(size, columns=min(size.columns, 3)) if are_split else size
    columns = panels if panels <= _MOST_ABREAST else size.columns
    scale = _STAGE_TYPE[min(math.ceil(panels / min(columns, size.columns)), len(_STAGE_TYPE) - 1)]
    return replace(size, columns=columns, font=round(size.font * scale))


def _title(
    figure: Figure, one: Series, same: Mapping[str, Series], letters: int, words: Words, theme: Theme, size: Size
) -> str:
    """The name of a panel, and under it whom its strong line is of."""
    name = f"<b>{shortened(one.label, letters, most=3)}</b>"
    account = account_of(figure, one.code)
    if one.code in same:
        told, colour = same[one.code].label, theme.series[0]
    elif same and account and account.ground == "small":
        told, colour = words("chart.only_published"), theme.rest
    else:
        return name
    brief = shortened(told, letters, most=3 if size.name == "stage" else 2)
    return f'{name}<br><span style="color:{colour}">{brief}</span>'


def _key(words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """What the two lines are, above all panels."""
    pens = (Pen.of(0, theme, size), "chart.same"), (Pen.grey(theme, size, thin=True), "chart.as_published")
    text = "   ".join(f'<span style="color:{pen.colour}">{pen.letter}</span> {words(name)}' for pen, name in pens)
    return {"text": text, "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom",
            "showarrow": False, "font": {"size": size.small, "color": theme.muted}}  # fmt: skip


def _axes(position: int) -> dict[str, str]:
    number = str(position + 1) if position else ""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _panel(
    figure: Figure, drawn: Sequence[Series], one: Series, same: Mapping[str, Series], bars: bool, theme: Theme,
    size: Size, axes: dict[str, str],
) -> list[Trace]:  # fmt: skip
    small = replace(size, marker=size.marker * 0.6)
    pen = Pen.of(0, theme, small)
    if bars:
        return bar_marks(one, pen, axes)
    if same:
        return _two_lines(figure, one, same, theme, small, axes)
    return [_others(drawn, one, theme, axes), *line_marks(one, pen, axes), *_dots(one, pen, axes)]


def _two_lines(
    figure: Figure, one: Series, same: Mapping[str, Series], theme: Theme, size: Size, axes: dict[str, str]
) -> list[Trace]:
    """As published in grey, the same reporters before it; where all are the same, as published is that strong line."""
    account, strong = account_of(figure, one.code), Pen.of(0, theme, size)
    if one.code in same:
        pen = Pen.grey(theme, size, thin=True)
        return [*line_marks(one, pen, axes), *line_marks(same[one.code], strong, axes), *_dots(one, pen, axes)]
    pen = Pen.grey(theme, size, thin=False) if account and account.ground == "small" else strong
    return [*line_marks(one, pen, axes), *_dots(one, pen, axes)]


def _dots(one: Series, pen: Pen, axes: dict[str, str]) -> list[Trace]:
    """Under the line of zero: on it they would read as zero."""
    dots = withheld_marks(one, pen, 0, axes | {"textposition": "bottom center"})
    return [dots] if dots else []


def _others(drawn: Sequence[Series], one: Series, theme: Theme, axes: dict[str, str]) -> Trace:
    """Every other series in one thin grey path."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for other in drawn:
        for run in runs(other.points) if other is not one else ():
            xs += [*(point.first for point in run), None]
            ys += [*(point.low for point in run), None]
    line = {"color": pale(theme.rest, 0.35), "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "line": line, **axes}


def _years(time: Timeline, grid: Grid, position: int, panels: int, theme: Theme, size: Size) -> dict[str, Any]:
    base = year_axis(time, grid.width(), theme, size)
    ends = {"tickvals": [time.first, time.last], "ticktext": [str(time.first), str(time.last)], "tickangle": 0}
    return base | ends | {
        "domain": list(grid.across(position)),
        "anchor": _axes(position)["yaxis"],
        "showticklabels": grid.is_lowest(position, panels),
        "automargin": False,
    }  # fmt: skip


def _values(
    figure: Figure, highest: float, grid: Grid, position: int, words: Words, theme: Theme, size: Size
) -> dict[str, Any]:
    return value_axis(figure, highest, words, theme, size) | {
        "domain": list(grid.upright(position)),
        "anchor": _axes(position)["xaxis"],
        "showticklabels": position % grid.columns == 0,
        "nticks": 4,
    }


def _titles(titles: Sequence[str], theme: Theme, size: Size) -> list[dict[str, Any]]:
    font = {"color": theme.ink, "size": size.font}
    return [
        {"text": title, "xref": f"{_axes(position)['xaxis']} domain", "x": 0, "xanchor": "left",
         "yref": f"{_axes(position)['yaxis']} domain", "y": 1, "yanchor": "bottom", "yshift": 2, "align": "left",
         "showarrow": False, "font": font}
        for position, title in enumerate(titles)
    ]  # fmt: skip
