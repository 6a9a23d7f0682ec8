"""The changes that stand out: years across, a lane a likely cause, a mark a change, a line back to where a slow move
began. Pure: a figure, words, a theme and a size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import shortened
from pages.parts.signals_words import due_to, name, period, published
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, STAGE, Size, Theme, axis, layout
from pages.parts.words import Words
from queries.figure import Figure

# Cause -> marker and position in the theme's series (None: the colour of what stands back). The lane is the first cue.
LANES: Final[Mapping[str, tuple[str, int | None]]] = {
    "open": ("star", 0),
    "unknown": ("hexagon", 2),
    "reporters": ("circle", 1),
    "one_reporter": ("diamond", 3),
    "counting": ("square", 4),
    "asked": ("pentagon", 5),
    "small": ("x", None),
    "provisional": ("circle-open", None),
}
_ROW: Final = 1.6  # heights of a letter that a row takes
_HEADING: Final = 1.4  # rows
_FURTHER: Final = 0.8  # rows that a further line of a label takes
_YEARS: Final = 1.3  # rows for the years above: a long chart is read from both ends


@dataclass(frozen=True)
class _Mark:
    """A change with its place: `y` counts rows from the top; `right`: whether its label stands right of it."""

    row: Mapping[str, Any]
    y: float
    label: str
    right: bool


def overview(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.signals.signals; it has at least one row."""
    first, last = _years(figure)
    marks, headings, depth = _placed(figure, words, size, first, last)
    base = layout(theme, size, words)
    step = 5 if size is PHONE or last - first > 16 else 2
    years = [year for year in range(first, last + 1) if year % step == 0]
    small = size.small if size is not STAGE else size.font * 0.7
    shape = base | {
        "height": round(size.font * _ROW * (depth + _YEARS) + size.font * 2.2) if size is not STAGE else size.height,
        "margin": base["margin"] | {"b": round(size.font * 2), "l": round(size.font * 0.5)},
        "xaxis": axis(theme, size, range=[first - 0.6, last + 0.6], tickangle=0, showgrid=True, gridcolor=theme.rule,
                      automargin=False, tickvals=years),
        "yaxis": axis(theme, size, range=[depth, -_YEARS], showticklabels=False, automargin=False),
        "shapes": [_line_above(y, theme) for y in headings.values() if y],
        "annotations": [
            *(_year_above(year, theme, size) for year in years),
            *(_heading(cause, y, words, theme, small) for cause, y in headings.items()),
            *(_label(mark, theme, size, small) for mark in marks if mark.label),
        ],
    }  # fmt: skip
    data = [*_spans(marks, theme, size), *_traces(marks, figure, words, theme, size)]
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _years(figure: Figure) -> tuple[int, int]:
    """The years of the selection, whichever causes are shown: a filter does not move the marks."""
    facts, frame = figure.facts, figure.frame
    asked = figure.view.filters
    first = max(facts["first_year"], asked.from_ or 0)
    last = min(facts["last_year"], asked.to or 9999)
    return min(first, int(frame["first"].min())), max(last, int(frame["year"].max()))  # type: ignore[arg-type]


def _placed(
    figure: Figure, words: Words, size: Size, first: int, last: int
) -> tuple[list[_Mark], dict[str, float], float]:
    """Marks in lanes, each in the first row of its lane where neither it nor its label meets another; where each lane
    begins; and how many rows there are."""
    marks, headings, depth = [], {}, 0.0
    for cause in LANES:
        rows = figure.frame.filter(figure.frame["cause"] == cause).sort("year", "first").to_dicts()
        if not rows:
            continue
        headings[cause] = depth
        lane = [*_packed(rows, words, size, first, last, cause)]
        tops = _tops(lane)
        marks += [_Mark(row, depth + _HEADING + tops[at], label, right) for row, at, label, right in lane]
        depth += _HEADING + tops[-1]
    return marks, headings, depth


def _tops(lane: Sequence[tuple[dict[str, Any], int, str, bool]]) -> list[float]:
    """Where the middle of each row of a lane is, and where it ends. A row with a label of several lines is higher."""
    tops, below = [], 0.0
    for at in range(1 + max(at for _, at, _, _ in lane)):
        extra = _FURTHER * max(label.count("<br>") for _, own, label, _ in lane if own == at)
        tops.append(below + extra / 2)
        below += 1 + extra
    return [*tops, below]


def _packed(
    rows: list[dict[str, Any]], words: Words, size: Size, first: int, last: int, cause: str
) -> Iterator[tuple[dict[str, Any], int, str, bool]]:
    a_year = size.width / (last - first + 1.2)
    taken: list[list[tuple[float, float]]] = []
    for row in rows:
        letter = size.text_width(1) * (0.7 if size is STAGE else 1) / a_year
        room = last + 0.2 - row["year"], row["first"] - first + 0.2
        # A hall has room for the names of what is unexplained.
        is_named = size is not STAGE or cause in ("open", "unknown")
        label = _named(row, words, size, int(max(room) / letter) - 4) if is_named else ""
        wide = (max(map(len, label.split("<br>"))) + 2) * letter if label else 0.0
        right = wide <= room[0]
        ends = (
            (row["first"] - 0.4, row["year"] + 0.5 + wide) if right else (row["first"] - 0.5 - wide, row["year"] + 0.4)
        )
        at = next((at for at, others in enumerate(taken) if _is_free(ends, others)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append(ends)
        yield row, at, label, right


def _is_free(ends: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return all(ends[1] < low or ends[0] > high for low, high in others)


def _named(row: Mapping[str, Any], words: Words, size: Size, most: int) -> str:
    arrow = "↑" if row["direction"] == "up" else "↓"
    letters, lines = (22, 3) if size is PHONE else (30, 1)
    return f"{arrow} {shortened(name(row, words), min(most, letters), lines)}"


def _spans(marks: list[_Mark], theme: Theme, size: Size) -> list[dict[str, Any]]:
    """From the year before a change to its year: short for a step, long for a slow move."""
    return [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip",
            "x": [at for mark in marks for at in (mark.row["first"], mark.row["year"], None)],
            "y": [at for mark in marks for at in (mark.y, mark.y, None)],
            "line": {"color": theme.rest, "width": size.line},
        }
    ]  # fmt: skip


def _traces(marks: list[_Mark], figure: Figure, words: Words, theme: Theme, size: Size) -> Iterator[dict[str, Any]]:
    for cause, (symbol, position) in LANES.items():
        here = [mark for mark in marks if mark.row["cause"] == cause]
        colour = theme.rest if position is None else theme.series[position]
        if here:
            yield {
                "type": "scatter", "mode": "markers", "cliponaxis": False,
                "x": [mark.row["year"] for mark in here],
                "y": [mark.y for mark in here],
                "customdata": [_hover(mark.row, figure, words) for mark in here],
                "hovertemplate": "%{customdata}<extra></extra>",
                "marker": {"symbol": symbol, "color": colour, "size": size.marker * 1.4,
                           "line": {"color": colour, "width": size.line * 0.6}},
            }  # fmt: skip


def _hover(row: Mapping[str, Any], figure: Figure, words: Words) -> str:
    cause = words(f"signals.cause_{row['cause']}")
    pair = words("app.pair", name=period(row, words), value=published(row, words))
    return "<br>".join((f"<b>{name(row, words)}</b>", pair, cause, due_to(row, figure.edition, words)))


def _year_above(year: int, theme: Theme, size: Size) -> dict[str, Any]:
    return {
        "text": str(year), "x": year, "y": -_YEARS, "yanchor": "top", "showarrow": False,
        "font": {"size": size.font, "color": theme.muted},
    }  # fmt: skip


def _line_above(y: float, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.rule, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y - 0.15, "y1": y - 0.15, "line": line}


def _heading(cause: str, y: float, words: Words, theme: Theme, small: float) -> dict[str, Any]:
    return {
        "text": f"<b>{words(f'signals.cause_{cause}')}</b>", "xref": "paper", "x": 0, "xanchor": "left",
        "y": y + 0.4, "yanchor": "middle", "showarrow": False, "font": {"size": small, "color": theme.ink},
    }  # fmt: skip


def _label(mark: _Mark, theme: Theme, size: Size, small: float) -> dict[str, Any]:
    at, side = (mark.row["year"], "left") if mark.right else (mark.row["first"], "right")
    shift = size.marker * (1.2 if mark.right else -1.2)
    return {
        "text": mark.label, "x": at, "y": mark.y, "xanchor": side, "yanchor": "middle", "xshift": shift, "align": side,
        "showarrow": False, "font": {"size": small, "color": theme.ink}, "bgcolor": theme.paper,
    }  # fmt: skip
