"""All series of a trend in one plot, each labelled where it ends, over the strip of those who report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import placed, wrapped
from pages.parts.marks import WITHHELD, Pen, Trace, bar_marks, line_marks, withheld_marks
from pages.parts.series import Series
from pages.parts.stamp import stamped
from pages.parts.strip import Strip
from pages.parts.theme import Size, Theme, axis, layout
from pages.parts.timeline import Timeline, value_axis, year_axis
from pages.parts.words import Words
from queries.figure import Figure

_PHONE: Final = 300  # pixels: both lines on the first screen, under the headline
Inked = Sequence[tuple[Series, Pen]]


@dataclass(frozen=True)
class Levels:
    """How high things stand in the lowest plot: the strip's and the dots' upper edge, as fractions; the pixels of the
    plot above them; the pixels that the strip adds to the figure (a stage is as high as it is)."""

    strip: float
    dots: float
    room: float
    grown: float

    @classmethod
    def of(cls, strip: Strip | None, dots: int, edges: float, size: Size) -> "Levels":
        """`dots`: rows of withheld values; `edges`: pixels of the margins."""
        under = strip.height(size) if strip else 0.0
        grown = 0.0 if size.name == "stage" else under
        lowest = size.least + grown - edges
        floor = under / lowest + (min(0.3, dots * size.font * 0.9 / lowest) if dots else 0.0)
        return cls(under / lowest, floor, lowest * (1 - floor), grown)


def direct(figure: Figure, inked: Inked, time: Timeline, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The lines (or bars, where periods are of unequal length) of the series, in the order they are drawn."""
    size = replace(size, height=_PHONE, least=_PHONE) if size.name == "phone" else size
    drawn = [one for one, _ in inked]
    held = _withheld(inked)
    named = [(one, pen, _wrapped(one, size)) for one, pen in inked if one.label]
    base = layout(theme, size, words)
    right = _label_room([text for *_, text in named], size)
    strip = Strip.of(figure, drawn[0], words, right) if len({one.code for one in drawn}) == 1 else None
    margin = {"r": right, "t": time.room_above(size), "b": round(size.font * 2.1)}
    levels = Levels.of(strip, len(held), margin["t"] + margin["b"], size)
    upright = value_axis(figure, max(one.highest() for one in drawn), words, theme, size)
    top, width = upright["range"][1], size.width - right
    shape = base | {
        "margin": base["margin"] | margin,
        "height": round(base["height"] + levels.grown),
        "xaxis": year_axis(time, width, theme, size) | {"anchor": "free", "position": 0},
        "yaxis": upright | {"domain": [levels.dots, 1]},
        "yaxis2": axis(theme, size, domain=_dots_domain(levels), range=[-len(held), 0.5], visible=False),
        "shapes": time.rules(theme, size, "y domain"),
        "annotations": [
            *_end_labels(named, top, levels.room, size),
            *time.words_above(theme, size, width),
        ],
        "barmode": "overlay",
    }
    data = [*_marks(inked, time, 1.6 * size.marker * top / levels.room), *held]
    if strip:
        data += strip.marks(theme, size, width, words)
        shape["yaxis3"] = strip.axis(levels.strip, theme, size)
        shape["annotations"].append(strip.heading(levels.strip, theme, size))
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _dots_domain(levels: Levels) -> list[float]:
    return [levels.strip, levels.dots - (levels.dots - levels.strip) * 0.1]


def _marks(inked: Inked, time: Timeline, visible: float) -> list[Trace]:
    """Whiskers are drawn on what stands alone: beside a line of the same reporters they would be of the other one."""
    if time.unequal:
        return list(chain.from_iterable(bar_marks(one, pen, {}) for one, pen in inked))
    is_split = len({one.code for one, _ in inked}) < len(inked)
    return list(chain.from_iterable(
        line_marks(one, pen, {}, float("inf") if is_split else visible) for one, pen in inked
    ))  # fmt: skip


def _withheld(inked: Inked) -> list[Trace]:
    """Dots for what is withheld, a row a series."""
    rows = [(one, pen) for one, pen in inked if any(point.status == "U" for point in one.points)]
    marks = [withheld_marks(one, pen, -row, {"yaxis": "y2"}) for row, (one, pen) in enumerate(rows)]
    return [mark for mark in marks if mark]


def _wrapped(one: Series, size: Size) -> str:
    return wrapped(f"{one.label} {WITHHELD}" if one.is_withheld else one.label, size.letters)


def _label_room(texts: Sequence[str], size: Size) -> int:
    longest = max((len(line) for text in texts for line in text.split("<br>")), default=0)
    return size.text_width(longest + 3) + 8 if longest else 12


def _end_labels(named: Sequence[tuple[Series, Pen, str]], top: float, room: float, size: Size) -> list[dict[str, Any]]:
    """A label a series at the right edge, at the height where it ends, moved apart where they would overlap in the
    lowest plot; smaller where they are too many for it."""
    wanted = [one.value() / top * room for one, *_ in named]
    heights = [size.line_height * (text.count("<br>") + 1) + 2 for *_, text in named]
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
        for (_, pen, text), (block, offset) in zip(named, spots, strict=True)
    ]


def _marked(text: str, pen: Pen) -> str:
    """The label after its symbol; further lines are set in by an unseen one."""
    unseen = f'<br><span style="color:transparent">{pen.letter}</span> '
    return f'<span style="color:{pen.colour}">{pen.letter}</span> {text.replace("<br>", unseen)}'
