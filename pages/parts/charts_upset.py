"""Which answers go together, as an UpSet plot: a column a combination, its answers as joined dots, a bar above.
On a phone, the combinations in words with a bar under each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.charts_shares import at_end, hover, interval_of, value_of
from pages.parts.labels import wrapped
from pages.parts.question_bars import Bar, bars
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, Size, Theme, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

Trace = dict[str, Any]
_FEWER: Final = {"stage": 9, "phone": 7}  # combinations where there is less room
_TOP: Final = 150  # pixels of the bars at least
_VALUE: Final = 8  # letters of a number on a line, between its neighbours


def upset(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.combinations.combinations, at least one row."""
    rows = figure.frame.head(_FEWER.get(size.name, figure.frame.height)).to_dicts()
    if size is PHONE:
        return bars([_in_words(figure, row, words) for row in rows], figure, words, theme, size)
    return _plot(figure, rows, words, theme, size)


def left_out(figure: Figure, size: Size) -> int:
    """How many of the frame's combinations a size has no room for."""
    return max(0, figure.frame.height - _FEWER.get(size.name, figure.frame.height))


def named(figure: Figure, combination: str, words: Words) -> str:
    """A combination in words: "Threats + False promises"; "only" before a single answer."""
    labels = [words.label(figure.facts["of"], code) for code in combination.split("+")]
    return " + ".join(labels) if len(labels) > 1 else words("combinations.only", label=labels[0])


def _in_words(figure: Figure, row: Mapping[str, Any], words: Words) -> Bar:
    name = named(figure, row["combination"], words)
    told = hover(f"<b>{name}</b>", row, words)
    several = row["answers"] > 1
    return Bar(name, row["value_low"], interval_of(row), at_end(row, words), value_of(row, words), told, marked=several)


def _plot(figure: Figure, rows: Sequence[Mapping[str, Any]], words: Words, theme: Theme, size: Size) -> go.Figure:
    sets = [row["combination"].split("+") for row in rows]
    frequent = {code: sum(code in one for one in sets) for one in sets for code in one}
    answers = sorted(frequent, key=lambda code: (-frequent[code], code))
    size = replace(size, font=round(size.font * 0.72)) if size.name == "stage" else size
    letters = 42 if size.name == "stage" else 24  # a hall stretches the chart less than two lines need
    names = [wrapped(words.label(figure.facts["of"], code), letters, most=2) for code in answers]
    step = size.font * (2.5 if any("<br>" in name for name in names) else 1.9)
    below, above = round(step * len(answers)), _TOP + round(size.font * 2)
    left = size.text_width(1 + max(len(line) for name in names for line in name.split("<br>")))
    split = below / (below + above)
    hidden = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True}
    most = max(_end(row) for row in rows) or 1.0
    shape = layout(theme, size, words) | {
        "height": below + above + 8,
        "margin": {"l": left, "r": 4, "t": 4, "b": 4},
        "bargap": 0.45,
        "xaxis": hidden | {"range": [-0.5, len(rows) - 0.5], "anchor": "y2"},
        "yaxis": hidden | {"domain": [split, 1], "range": [0, most * 1.22]},
        "yaxis2": hidden | {"domain": [0, split - 0.015], "range": [len(answers) - 0.5, -0.5]},
        "annotations": [*_names(names, theme, size), *_values(rows, words, theme, size)],
    }
    data = [_bars(figure, rows, words, theme, size), *_dots(sets, answers, theme, size)]
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _end(row: Mapping[str, Any]) -> float:
    return max(row["value_low"] or 0.0, row["ci_high"] or 0.0)


def _bars(figure: Figure, rows: Sequence[Mapping[str, Any]], words: Words, theme: Theme, size: Size) -> Trace:
    values = [row["value_low"] or 0.0 for row in rows]
    ends = [interval_of(row) or (value, value) for row, value in zip(rows, values, strict=True)]
    several = [theme.series[0] if row["answers"] > 1 else theme.rest for row in rows]
    whisker = {
        "type": "data", "symmetric": False, "width": 0, "color": theme.ink, "thickness": max(1.4, size.line * 0.6),
        "array": [high - value for (_, high), value in zip(ends, values, strict=True)],
        "arrayminus": [value - low for (low, _), value in zip(ends, values, strict=True)],
    }  # fmt: skip
    return {
        "type": "bar", "x": list(range(len(rows))), "y": values, "marker": {"color": several},
        "error_y": whisker if any(row["ci_low"] is not None for row in rows) else {},
        "customdata": [["", hover(f"<b>{named(figure, row['combination'], words)}</b>", row, words)] for row in rows],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _dots(sets: Sequence[Sequence[str]], answers: Sequence[str], theme: Theme, size: Size) -> list[Trace]:
    """All places in pale, those of a combination in ink and joined: shape and place tell it, colour only helps."""
    every = [(x, y) for x in range(len(sets)) for y in range(len(answers))]
    given = [(x, answers.index(code)) for x, one in enumerate(sets) for code in one]
    xs: list[float | None] = []
    ys: list[float | None] = []
    for x, one in enumerate(sets):
        levels = [answers.index(code) for code in one]
        xs += [x, x, None]
        ys += [min(levels), max(levels), None]
    line = {"color": theme.ink, "width": size.line * 0.8}
    joined = {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip", "yaxis": "y2"}
    return [_marks(every, pale(theme.rest, 0.28), size), joined, _marks(given, theme.ink, size)]


def _marks(places: Sequence[tuple[int, int]], colour: str, size: Size) -> Trace:
    return {
        "type": "scatter", "mode": "markers", "x": [x for x, _ in places], "y": [y for _, y in places], "yaxis": "y2",
        "hoverinfo": "skip", "marker": {"color": colour, "size": size.marker * 1.3, "symbol": "circle"},
    }  # fmt: skip


def _names(names: Sequence[str], theme: Theme, size: Size) -> list[dict[str, Any]]:
    return [
        {"text": name, "x": 0, "xref": "paper", "xanchor": "right", "xshift": -6, "y": y, "yref": "y2",
         "yanchor": "middle", "align": "right", "showarrow": False, "font": {"size": size.font, "color": theme.ink}}
        for y, name in enumerate(names)
    ]  # fmt: skip


def _values(rows: Sequence[Mapping[str, Any]], words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    return [
        {"text": f"<b>{wrapped(value_of(row, words), _VALUE)}</b>", "x": x, "y": _end(row), "yanchor": "bottom",
         "yshift": 2, "showarrow": False, "font": {"size": size.small, "color": theme.ink}}
        for x, row in enumerate(rows)
    ]  # fmt: skip
