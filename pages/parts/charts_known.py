"""Shares in groups of rows: a solid bar the share of those known, under it, hatched, the part of the records where
nothing is known. Pure. What the rows are of is said by who draws them (pages.parts.known_bars)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import spaced, wrapped
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import NORMAL, PHONE, STAGE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

# Heights in lines of type: a bar, the strip of what is not known, a label above its bar, a heading, the air after each;
# what a label of two lines needs above and below its bar.
_BAR, _STRIP, _LABEL, _HEADING, _AIR, _SECOND = 0.85, 0.32, 1.15, 1.5, 0.55, 0.35
_FITS: Final = 15  # lines that a hall reads in full type; more are smaller
_LEAST: Final = 0.55
_TICKS: Final = (0, 25, 50, 75, 100)
_LONGER: Final = {NORMAL: 12, STAGE: 4, PHONE: 4}  # letters more than a label of other charts: a bar is one line high


@dataclass(frozen=True)
class Bar:
    """One row. `low`, `high` and `interval` in percent, None where nothing may be shown; `unknown` is the percentage of
    records where nothing is known, None where a row of the group says it for all. `printed` stands at the end."""

    label: str
    low: float | None
    high: float | None
    interval: tuple[float, float] | None
    printed: str
    text: str
    unknown: float | None = None
    pick: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under one heading; `unknown`: one hatched row at their end, where all of them have the same."""

    heading: str
    bars: tuple[Bar, ...]
    unknown: Bar | None = None


@dataclass(frozen=True)
class _Placed:
    bar: Bar
    top: float  # of the bar, in lines from the top of the plot
    is_unknown: bool


def shares(groups: Sequence[Group], figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The groups from the top; at least one bar."""
    letters = size.letters + _LONGER[size]
    placed, headings, deep = _placed(groups, letters, size)
    font = size.font * (1 if size is not STAGE else max(_LEAST, min(1.0, _FITS / deep)))
    size_here = replace(size, font=round(font))
    line = font * 1.25
    left = 0 if size is PHONE else _left(placed, size_here, letters)
    shape = layout(theme, size, words) | {"barmode": "overlay", "clickmode": "event+select", "bargap": 0}
    right = size_here.text_width(max(_letters(one.bar.printed) for one in placed) + 1)
    share = max(0.3, 1 - right / max(1, size.width - left))
    shape |= {
        "height": round(deep * line + 2.2 * font),
        "margin": {"l": left, "r": 0, "t": 4, "b": round(1.9 * font)},
        "xaxis": axis(theme, size_here, range=[0, 100 / share], tickvals=list(_TICKS), tickangle=0,
                      ticktext=[words.percent(tick) for tick in _TICKS], showgrid=True, gridcolor=theme.rule,
                      tickfont={"color": theme.muted, "size": max(13, font * 0.9)}, automargin=False),
        "yaxis": axis(theme, size_here, range=[deep, 0], automargin=False,
                      **_ticks(placed, size_here, letters, theme, size)),
        "annotations": [*_headings(headings, theme, font), *(_above(placed, theme, font) if size is PHONE else ())],
    }  # fmt: skip
    data = [*_bars(placed, theme, size_here), _strips(placed, theme), _printed(placed, theme, font)]
    drawn = [trace for trace in data if trace["y"]]
    return go.Figure({"data": drawn, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _letters(text: str) -> int:
    return len(text.replace("<b>", "").replace("</b>", ""))


def _placed(groups: Sequence[Group], letters: int, size: Size) -> tuple[list[_Placed], list[tuple[str, float]], float]:
    """Where every bar stands, where the headings, and how many lines there are."""
    placed, headings, at = [], [], 0.0
    for group in groups:
        if group.heading:
            headings.append((group.heading, at))
            at += _HEADING
        for bar in (*group.bars, *([group.unknown] if group.unknown else ())):
            wide = _SECOND if size is not PHONE and "<br>" in wrapped(bar.label, letters) else 0.0
            at += _LABEL if size is PHONE else wide
            placed.append(_Placed(bar, at, bar is group.unknown))
            at += _BAR + (_STRIP if bar.unknown is not None else 0.0) + _AIR + wide
        at += _AIR
    return placed, headings, at


def _left(placed: Sequence[_Placed], size: Size, letters: int) -> int:
    longest = max(len(line) for one in placed for line in wrapped(one.bar.label, letters, most=2).split("<br>"))
    return size.text_width(longest) + 10


def _ticks(placed: Sequence[_Placed], wide: Size, letters: int, theme: Theme, size: Size) -> dict[str, Any]:
    if size is PHONE:
        return {"showticklabels": False}
    return {
        "tickvals": [one.top + _BAR / 2 for one in placed],
        "ticktext": [spaced(wrapped(one.bar.label, letters, most=2)) for one in placed],
        "tickfont": {"color": theme.ink, "size": wide.font},
    }


def _bars(placed: Sequence[_Placed], theme: Theme, size: Size) -> list[dict[str, Any]]:
    """Solid up to the lower bound with its 95 % interval; pale and dotted up to the upper one."""
    colour = theme.series[0]
    shown = [one for one in placed if not one.is_unknown and one.bar.low is not None]
    wide = [one for one in shown if (one.bar.high or 0) - (one.bar.low or 0) > 0.05]
    dots = {"shape": ".", "fgcolor": colour, "size": 5, "solidity": 0.3, "fillmode": "overlay"}
    solid = _trace(shown, [one.bar.low or 0.0 for one in shown]) | {"marker": {"color": colour}}
    between = _trace(wide, [(one.bar.high or 0) - (one.bar.low or 0) for one in wide]) | {
        "base": [one.bar.low for one in wide], "marker": {"color": pale(colour, 0.2), "pattern": dots},
    }  # fmt: skip
    return [solid | _whiskers(shown, theme, size), between]


def _trace(placed: Sequence[_Placed], lengths: list[float]) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": lengths, "y": [one.top + _BAR / 2 for one in placed],
        "width": [_BAR] * len(placed), "customdata": [[one.bar.pick] for one in placed],
        "hovertext": [one.bar.text for one in placed], "hovertemplate": "%{hovertext}<extra></extra>",
        **UNCHANGED,
    }  # fmt: skip


def _whiskers(placed: Sequence[_Placed], theme: Theme, size: Size) -> dict[str, Any]:
    ends = [(one.bar.interval, one.bar.low or 0.0) for one in placed]
    if not any(interval and interval[1] - interval[0] > 1 for interval, _ in ends):
        return {}
    error = {
        "type": "data", "symmetric": False, "width": 0, "color": theme.ink, "thickness": max(1.2, size.line * 0.6),
        "array": [max(0.0, interval[1] - low) if interval else 0 for interval, low in ends],
        "arrayminus": [max(0.0, low - interval[0]) if interval else 0 for interval, low in ends],
    }  # fmt: skip
    return {"error_x": error}


def _strips(placed: Sequence[_Placed], theme: Theme) -> dict[str, Any]:
    """What is not known: a hatched strip under its bar, or a row of its own."""
    there = [(one, one.bar.low if one.is_unknown else one.bar.unknown) for one in placed]
    found = [(one, length) for one, length in there if length is not None]
    hatch = {"shape": "/", "fgcolor": theme.rest, "size": 6, "solidity": 0.25, "fillmode": "overlay"}
    return _trace([one for one, _ in found], [length for _, length in found]) | {
        "y": [one.top + (_BAR / 2 if one.is_unknown else _BAR + _STRIP / 2) for one, _ in found],
        "width": [_BAR if one.is_unknown else _STRIP for one, _ in found],
        "marker": {"color": theme.paper, "pattern": hatch, "line": {"color": theme.rest, "width": 1}},
    }


def _printed(placed: Sequence[_Placed], theme: Theme, font: float) -> dict[str, Any]:
    """What a bar is worth, after its end and that of its interval."""
    ends = [max(one.bar.high or 0.0, one.bar.interval[1] if one.bar.interval else 0.0) for one in placed]
    return {
        "type": "scatter", "mode": "text", "x": ends, "y": [one.top + _BAR / 2 for one in placed],
        "text": [f" {one.bar.printed}" for one in placed], "textposition": "middle right", "cliponaxis": False,
        "textfont": {"color": theme.ink, "size": max(13, font * 0.9)}, "hoverinfo": "skip",
    }  # fmt: skip


def _headings(headings: Sequence[tuple[str, float]], theme: Theme, font: float) -> list[dict[str, Any]]:
    return [
        {"text": f"<b>{text}</b>", "xref": "paper", "x": 0, "xanchor": "left", "align": "left", "y": at + 0.65,
         "yanchor": "middle", "showarrow": False, "font": {"size": font, "color": theme.ink}}
        for text, at in headings
    ]  # fmt: skip


def _above(placed: Sequence[_Placed], theme: Theme, font: float) -> list[dict[str, Any]]:
    """On a phone the label stands above its bar."""
    return [
        {"text": one.bar.label, "xref": "paper", "x": 0, "xanchor": "left", "align": "left", "y": one.top - 0.1,
         "yanchor": "bottom", "showarrow": False, "font": {"size": font, "color": theme.ink}}
        for one in placed
    ]  # fmt: skip
