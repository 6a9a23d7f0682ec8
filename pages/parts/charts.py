"""Time series as Plotly figures. Pure: a figure, words, the names of a theme and of a size."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import plotly.graph_objects as go

from pages.parts.charts_answers import answer_rates as answer_rates
from pages.parts.charts_multiples import multiples
from pages.parts.labels import placed, wrapped
from pages.parts.marks import WITHHELD, Pen, bar_marks, line_marks, withheld_marks
from pages.parts.series import Series, series
from pages.parts.stamp import stamped
from pages.parts.theme import MOST_DIRECT, Size, Theme, axis, layout
from pages.parts.timeline import Timeline, value_axis, year_axis
from pages.parts.words import Words
from queries.figure import Figure


def lines(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """A trend as a line chart; as bars where periods are of unequal length; as small multiples where series are many.

    `figure.frame` is that of queries.figures.trend and has at least one row.
    """
    drawn = series(figure, words)
    time = Timeline.of(figure, drawn, words)
    if len(drawn) > (1 if time.unequal else MOST_DIRECT):
        return multiples(figure, drawn, time, words, theme, size)
    return _direct(figure, drawn, time, words, theme, size)


def _direct(figure: Figure, drawn: list[Series], time: Timeline, words: Words, theme: Theme, size: Size) -> go.Figure:
    """All series in one plot, each labelled where it ends."""
    pens = [Pen.of(position, theme, size) for position in range(len(drawn))]
    marks = bar_marks if time.unequal else line_marks
    traces = list(chain.from_iterable(marks(one, pen, {}) for one, pen in zip(drawn, pens, strict=True)))
    dots = _strip(drawn, pens)
    named = [one for one in drawn if one.code]
    texts = [wrapped(f"{one.label} {WITHHELD}" if one.is_withheld else one.label, size.letters) for one in named]
    right = _label_room(texts, size)
    base = layout(theme, size, words)
    floor = 0.0 if not dots else min(0.3, len(dots) * size.font * 0.9 / size.least)
    top = round(size.font * (2.9 if time.is_crowded() else 1.7))
    margin = base["margin"] | {"r": right, "t": top, "b": round(size.font * 2.1)}
    room = (size.least - top - margin["b"]) * (1 - floor)
    highest = max(one.highest() for one in drawn)
    upright = value_axis(figure, highest, words, theme, size) | {"domain": [floor, 1]}
    shape = base | {
        "margin": margin,
        "xaxis": year_axis(time, size.width - right, theme, size) | {"anchor": "free", "position": 0},
        "yaxis": upright,
        "yaxis2": axis(theme, size, domain=[0, floor * 0.9], range=[-len(dots), 0.5], visible=False),
        "shapes": time.rules(theme, size, "paper"),
        "annotations": [
            *_end_labels(named, texts, pens, upright["range"][1], room, size),
            *time.words_above(theme, size, size.width - right),
        ],
        "barmode": "overlay",
    }
    return go.Figure({"data": [*traces, *dots], "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _strip(drawn: list[Series], pens: list[Pen]) -> list[dict[str, Any]]:
    rows = [(one, pen) for one, pen in zip(drawn, pens, strict=True) if any(p.status == "U" for p in one.points)]
    marks = [withheld_marks(one, pen, -row, {"yaxis": "y2"}) for row, (one, pen) in enumerate(rows)]
    return [mark for mark in marks if mark]


def _label_room(texts: Sequence[str], size: Size) -> int:
    longest = max((len(line) for text in texts for line in text.split("<br>")), default=0)
    return size.text_width(longest + 3) + 8 if longest else 12


def _end_labels(
    named: list[Series], texts: Sequence[str], pens: Sequence[Pen], top: float, room: float, size: Size
) -> list[dict[str, Any]]:
    """A label a series at the right edge, at the height where it ends, moved apart where they would overlap in the
    lowest plot; smaller where they are too many for it."""
    wanted = [one.value() / top * room for one in named]
    heights = [size.line_height * (text.count("<br>") + 1) + 2 for text in texts]
    smaller = min(1.0, max(0.5, (room + size.font) / max(1.0, sum(heights))))
    spots = placed(wanted, [height * smaller for height in heights], -size.font * 0.5, room + size.font * 0.5)
    return [
        {
            "text": _marked(text, pen),
            "font": {"size": max(13, round(size.font * smaller))},
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": size.marker,
            "yref": "y domain",
            "y": round(block / room, 4),
            "yanchor": "middle",
            "yshift": round(offset, 1),
            "align": "left",
            "showarrow": False,
        }
        for text, pen, (block, offset) in zip(texts, pens, spots, strict=False)
    ]


def _marked(text: str, pen: Pen) -> str:
    """The label after its symbol; further lines are set in by an unseen one."""
    unseen = f'<br><span style="color:transparent">{pen.letter}</span> '
    return f'<span style="color:{pen.colour}">{pen.letter}</span> {text.replace("<br>", unseen)}'
