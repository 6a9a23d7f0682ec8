"""The shares of the answers among those of each gender, age, exploitation or region: a table of tinted cells. Pure.

Cells are bars: Streamlit reports a click on a bar, and none on a heat map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts import picks
from pages.parts.charts_shares import hover, value_of
from pages.parts.labels import wrapped
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, axis, layout, mixed, pale
from pages.parts.words import Words
from queries.figure import Figure
from queries.questioned import filter_of

_MOST: Final = {"normal": 7, "stage": 7, "phone": 4}  # columns; more of them stand down, the answers across
_ROWS: Final = {"stage": 9}  # rows that a hall can read
_NARROW: Final = {"phone": 5}  # answers across, the others are in the table


def across_cells(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.parts_of.across; it has at least one row."""
    plan = _Plan.of(figure, words, size)
    cells = [_Cell(figure, row, plan, words) for row in figure.frame.iter_rows(named=True)]
    cells = [cell for cell in cells if cell.is_shown]
    size = replace(size, font=round(size.font * 0.72)) if size.name == "stage" else size
    base = axis(theme, size, tickfont={"size": size.small, "color": theme.ink}, showticklabels=True)
    above, heads, angle = plan.heads(size)
    tall = size.font * (2.9 if any("<br>" in name for name in plan.down_names(size)) else 2.3)
    shape = layout(theme, size, words) | {
        "height": round(tall * len(plan.down)) + above + 8,
        "margin": {"l": 0, "r": 2, "t": 4, "b": 4},
        "barmode": "overlay",
        "clickmode": "event+select",
        "xaxis": base | {"tickvals": list(range(len(heads))), "ticktext": heads, "side": "top", "tickangle": angle,
                         "range": [-0.5, len(heads) - 0.5]},
        "yaxis": base | {"tickvals": list(range(len(plan.down))), "ticktext": plan.down_names(size),
                         "range": [len(plan.down) - 0.5, -0.5]},
    }  # fmt: skip
    data = [_cells([cell for cell in cells if cell.status != "M"], theme, size),
            _cells([cell for cell in cells if cell.status == "M"], theme, size, hatched=True)]  # fmt: skip
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def left_out(figure: Figure, words: Words, size: Size) -> int:
    """How many answers a size has no room for."""
    plan = _Plan.of(figure, words, size)
    shown = plan.down if plan.down_of == figure.facts["of"] else plan.across
    return len(figure.facts["codes"][0]) - len(shown)


@dataclass(frozen=True)
class _Plan:
    """What stands across and what down: (dimension, codes) each; names of both."""

    across_of: str
    down_of: str
    across: Sequence[str]
    down: Sequence[str]
    words: Words
    room: Size

    @classmethod
    def of(cls, figure: Figure, words: Words, size: Size) -> "_Plan":
        answers, columns = figure.facts["codes"]
        question, dimension = figure.facts["of"], figure.facts["across"]
        rows = _ROWS.get(size.name, 99)
        if len(columns) <= _MOST[size.name]:
            return cls(dimension, question, columns, answers[:rows], words, size)
        return cls(question, dimension, answers[: _NARROW.get(size.name, 99)], columns[: rows * 2], words, size)

    def name(self, dimension: str, code: str) -> str:
        return self.words.label(dimension, code)

    def down_names(self, size: Size) -> list[str]:
        letters = {"phone": 14, "normal": 24}.get(size.name, 40)  # a hall stretches rows less than two lines need
        return [wrapped(self.name(self.down_of, code), letters, most=3) for code in self.down]

    def heads(self, size: Size) -> tuple[int, list[str], int]:
        """Room above, the column heads, their angle: upright where a word is wider than its column."""
        names = [self.name(self.across_of, code) for code in self.across]
        side = size.text_width(1 + max(len(line) for name in self.down_names(size) for line in name.split("<br>")))
        letters = int((size.width - side) / len(names) / (size.small * 0.56))
        if max(len(word) for name in names for word in name.split()) <= letters:
            lines = [wrapped(name, letters, most=4) for name in names]
            return round(size.line_height * (1 + max(line.count("<br>") for line in lines))) + 8, lines, 0
        lines = [wrapped(name, 24, most=3) for name in names]
        longest = max(len(line) for name in lines for line in name.split("<br>"))
        return size.text_width(longest + 1), lines, -90


class _Cell:
    """One cell: where it stands, what it shows, what it picks."""

    def __init__(self, figure: Figure, row: Mapping[str, Any], plan: _Plan, words: Words) -> None:
        question, dimension = figure.facts["of"], figure.facts["across"]
        self.is_shown = row[plan.across_of] in plan.across and row[plan.down_of] in plan.down
        if not self.is_shown:
            return
        self.x, self.y = plan.across.index(row[plan.across_of]), plan.down.index(row[plan.down_of])
        self.value, self.status, self.marked = row["value_low"], row["status"], row["selected"]
        title = " · ".join(plan.name(name, row[name]) for name in (question, dimension))
        self.hover, self.text = (
            hover(f"<b>{title}</b>", row, words),
            "" if row["status"] == "M" else value_of(row, words),
        )
        codes = {filter_of(question): row[question], filter_of(dimension): row[dimension]}
        self.pick = picks.spelled(codes) if filter_of(question) else ""


def _cells(cells: Sequence[_Cell], theme: Theme, size: Size, hatched: bool = False) -> dict[str, Any]:
    """Tinted by share, with the number in it; hatched where nobody answers. Those that a filter marks are outlined."""
    return {
        "type": "bar",
        "x": [cell.x for cell in cells],
        "y": [0.94] * len(cells),
        "base": [cell.y - 0.47 for cell in cells],
        "width": 0.96,
        "text": [cell.text for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": size.small, "color": theme.ink},
        "customdata": [[cell.pick, cell.hover] for cell in cells],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "marker": _hatch(theme) if hatched else {
            "color": [_tint(cell, theme) for cell in cells],
            "line": {"width": [size.line * 0.8 if cell.marked and _some(cells) else 0 for cell in cells],
                     "color": theme.ink},
        },
        **picks.UNCHANGED,
    }  # fmt: skip


def _hatch(theme: Theme) -> dict[str, Any]:
    pattern = {"shape": "/", "fgcolor": theme.no_data, "size": 6, "solidity": 0.3}
    return {"color": theme.paper, "pattern": pattern, "line": {"width": 0}}


def _some(cells: Sequence[_Cell]) -> bool:
    """Whether a filter marks some of the cells, and not all."""
    return not all(cell.marked for cell in cells)


def _tint(cell: _Cell, theme: Theme) -> str:
    """From paper to green by the share: at its darkest the ink of the number still stands out."""
    if cell.value is None:
        return pale(theme.no_data, 0.45) if cell.status == "U" else theme.paper
    return mixed(theme.ramp[2], theme.paper, 0.06 + 0.94 * min(cell.value, 100.0) / 100)
