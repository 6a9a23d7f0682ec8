"""What a change is made of: a bridge from the first number to the last, in horizontal bars. Pure."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from pages.parts.bridge import Step, steps
from pages.parts.labels import shortened
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

_WIDE = {False: 0.66, True: 0.4}  # of a row: a part, and a piece of it
_LETTERS = 30  # of a label beside the bars


def bridge(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The figure of queries.making.made_of as a bridge; on a phone each bar has its words above it."""
    drawn = steps(figure, words, size.name == "stage")
    above = size.name == "phone"
    if size.name == "stage":
        size = replace(size, font=min(size.font, round(size.least / len(drawn) / 1.5)))
    row = size.font * (2.9 if above else 1.9)
    base = layout(theme, size, words)
    labels = [shortened(step.label, _LETTERS - 2 * step.is_detail, 1) for step in drawn]
    left = 0 if above else size.text_width(max(len(label) for label in labels))
    right = 8 if above else size.text_width(max(len(step.value) for step in drawn)) + 8
    top = max(max(step.start, step.end) for step in drawn) or 1
    shape = base | {
        "margin": base["margin"] | {"l": left, "r": right, "t": 4, "b": 4},
        "height": size.height if size.name == "stage" else round(row * len(drawn) + 8),
        "barmode": "overlay",
        "xaxis": axis(theme, size, range=[0, top], visible=False, automargin=False),
        "yaxis": axis(theme, size, range=[0.5 - len(drawn), 0.6], visible=False),
        "shapes": [*_joints(drawn, theme, size), _zero(theme, size)],
        "annotations": _texts(drawn, labels, above, theme, size),
    }
    data = [_bars(drawn, part, theme, size, above) for part in ("all", "panel", "entering", "leaving")]
    data = [bars for bars in data if bars["y"]]
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _bars(drawn: list[Step], part: str, theme: Theme, size: Size, above: bool) -> dict[str, Any]:
    """The bars of one part: its colour, and for what is taken away a hatch as the second cue beside the sign."""
    own = [(at, step) for at, step in enumerate(drawn) if step.part == part]
    colour = {"all": theme.rest, "panel": theme.series[0]}.get(part, theme.series[1])
    shift = 0.22 if above else 0.0
    return {
        "type": "bar",
        "orientation": "h",
        "y": [-at - shift for at, _ in own],
        "base": [min(step.start, step.end) for _, step in own],
        "x": [abs(step.end - step.start) for _, step in own],
        "width": [_WIDE[step.is_detail] * (0.6 if above else 1) for _, step in own],
        "hovertext": [step.told for _, step in own],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[step.pick] for _, step in own],
        **UNCHANGED,
        "marker": {
            "color": [pale(colour, 0.45) if step.is_detail else colour for _, step in own],
            "line": {"color": colour, "width": size.line * 0.4},
            "pattern": {"shape": ["/" if step.end < step.start else "" for _, step in own], "fgcolor": theme.paper,
                        "fillmode": "overlay", "size": size.marker, "solidity": 0.35},
        },
    }  # fmt: skip


def _joints(drawn: list[Step], theme: Theme, size: Size) -> list[dict[str, Any]]:
    """A fine line from where a part ends to where the next begins."""
    parts = [(at, step) for at, step in enumerate(drawn) if not step.is_detail]
    line = {"color": theme.muted, "width": size.line * 0.3, "dash": "dot"}
    return [
        {"type": "line", "x0": step.end, "x1": step.end, "y0": -at, "y1": -after, "line": line, "layer": "below"}
        for (at, step), (after, _) in pairwise(parts)
    ]


def _zero(theme: Theme, size: Size) -> dict[str, Any]:
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": theme.muted, "width": size.line / 2}}  # fmt: skip


def _texts(drawn: list[Step], labels: list[str], above: bool, theme: Theme, size: Size) -> list[dict[str, Any]]:
    found = []
    for at, (step, label) in enumerate(zip(drawn, labels, strict=True)):
        ink = theme.muted if step.is_detail else theme.ink
        written, value = (label, step.value) if step.is_detail else (f"<b>{label}</b>", f"<b>{step.value}</b>")
        text = {
            "showarrow": False,
            "font": {"color": ink, "size": size.font},
            "y": -at,
            "bgcolor": theme.paper,
            "borderpad": 0,
        }
        if above:
            found.append(text | {"text": f"{written}  {value}", "xref": "paper", "x": 0, "xanchor": "left",
                                 "yanchor": "bottom", "yshift": -2})  # fmt: skip
            continue
        found.append(text | {"text": written, "xref": "paper", "x": 0, "xanchor": "right", "xshift": -6})
        beside = {
            "x": max(step.start, step.end),
            "xanchor": "left",
            "xshift": 4,
            "bgcolor": theme.paper,
            "borderpad": 0,
        }
        found.append(text | {"text": value, **beside})
    return found
