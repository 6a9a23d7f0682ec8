"""Two selections on one scale, and under them their ratio and their difference by year. Pure."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from pages.parts.charts_direct import direct
from pages.parts.compare_series import SIDES, Inked, lines, years
from pages.parts.compare_strips import Lower, lower_strips
from pages.parts.marks import Trace, bar_marks
from pages.parts.theme import STAGE, Size, Theme
from pages.parts.timeline import Timeline
from pages.parts.words import Words
from queries.figure import Figure

_STRIP = 112  # pixels of a strip, with its heading
_HEADING = 0.36  # the part of a strip that its heading takes, with the air above it


def compare_lines(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.comparison.comparison; both sides have at least one row."""
    inked = lines(figure, words, theme, size)
    time = Timeline.of(figure, [one.series for one in inked], words)
    above = direct(figure, [(one.series, one.pen) for one in inked], time, words, theme, size)
    spec = above.to_plotly_json()
    if time.unequal:
        spec["data"] = _bars(inked)
    if not figure.facts["same_years"]:
        _two_years(spec["layout"], figure, theme)
    found = lower_strips(figure, words, theme, size)
    if found:
        _under(spec, found, size)
    return go.Figure(spec, _validate=False)


def _bars(inked: list[Inked]) -> list[Trace]:
    """The two sides beside each other in every period, each half as wide as the period."""
    found = []
    for one in inked:
        side = -0.25 if one.series.code == "a" else 0.25
        for trace in bar_marks(one.series, one.pen, {}):
            xs = [x + side * width for x, width in zip(trace["x"], trace["width"], strict=True)]
            found.append(trace | {"x": xs, "width": [width / 2 for width in trace["width"]]})
    return found


def _two_years(shape: dict[str, Any], figure: Figure, theme: Theme) -> None:
    """Under each year of the two periods both calendar years, each in its side's colour."""
    firsts = {side: {row["step"]: row["year_first"] for row in years(figure, side).iter_rows(named=True)}
              for side in SIDES}  # fmt: skip
    steps = sorted({*firsts["a"], *firsts["b"]})
    shape["xaxis"] |= {"tickvals": steps, "ticktext": [_both(step, firsts, theme) for step in steps]}
    shape["margin"] = shape["margin"] | {"b": round(shape["margin"]["b"] + shape["font"]["size"] * 1.3)}


def _both(step: int, firsts: dict[str, dict[int, int]], theme: Theme) -> str:
    return "<br>".join(
        f'<span style="color:{theme.series[at]}">{firsts[side].get(step, "")}</span>' for at, side in enumerate(SIDES)
    )


@dataclass(frozen=True)
class _Room:
    """The part of the plotting area that the strips take, and the height of the figure with them."""

    part: float
    height: float

    @classmethod
    def of(cls, shape: dict[str, Any], strips: int, size: Size) -> "_Room":
        edges = shape["margin"]["t"] + shape["margin"]["b"]
        if size is STAGE:
            return cls(0.26, shape["height"])
        grown = shape["height"] + strips * _STRIP
        return cls(strips * _STRIP / (grown - edges), grown)


def _under(spec: dict[str, Any], strips: list[Lower], size: Size) -> None:
    """Lifts the plot, and puts the strips between it and the years."""
    shape = spec["layout"]
    room = _Room.of(shape, len(strips), size)
    for name in ("yaxis", "yaxis2"):
        low, high = shape[name].get("domain", (0, 1))
        shape[name]["domain"] = [room.part + low * (1 - room.part), room.part + high * (1 - room.part)]
    each = room.part / len(strips)
    rules = [rule for rule in shape["shapes"] if rule.get("yref") == "y domain"]
    for at, strip in enumerate(strips):
        top = room.part - at * each
        axis = f"y{at + 4}"
        shape[f"yaxis{at + 4}"] = strip.axis | {"domain": [top - each * 0.97, top - each * _HEADING]}
        spec["data"] = [*spec["data"], *({**trace, "yaxis": axis} for trace in strip.data)]
        shape["shapes"] = [*shape["shapes"], *({**rule, "yref": f"{axis} domain"} for rule in rules)]
        shape["annotations"] = [*shape["annotations"], strip.heading | {"yref": "paper", "y": top - each * _HEADING}]
    shape["height"] = round(room.height)
