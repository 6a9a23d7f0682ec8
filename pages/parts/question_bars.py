"""Horizontal bars that are read and clicked one by one: a name, a bar with its whisker, its value in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import wrapped
from pages.parts.picks import UNCHANGED
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, Size, Theme, layout, pale
from pages.parts.words import Words
from queries.figure import Figure

_LETTERS: Final = {"normal": 26, "stage": 26}  # of a line of a name beside its bar
_MANY: Final = 7  # rows that a stage has room for in its own type
_THICK: Final = 0.62  # of a row that its bar takes


@dataclass(frozen=True)
class Bar:
    """One row. `value` and `interval` in percent (None: not shown); `told` stands at its end, `brief` where there is
    little room; `pick` is what a click on it filters by; `heading` opens a group above it."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    told: str
    brief: str
    hover: str
    pick: str = ""
    marked: bool = True
    heading: str = ""


def bars(rows: Sequence[Bar], figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """A chart of at least one row, in the order given; on a phone the names stand above their bars."""
    drawn = _Rows(rows, theme, size)
    shape = layout(theme, size, words) | drawn.shape() | {"barmode": "overlay", "clickmode": "event+select"}
    return go.Figure(
        {"data": [drawn.visible(), drawn.touched()], "layout": stamped(shape, figure, words, theme, size)},
        _validate=False,
    )


class _Rows:
    """Where everything stands: one unit of the upright axis is a row, headings take a part of one."""

    def __init__(self, rows: Sequence[Bar], theme: Theme, size: Size) -> None:
        self.rows, self.theme = rows, theme
        self.beside = size is not PHONE
        headings = sum(bool(row.heading) for row in rows)
        crowded = size.name == "stage" and len(rows) + headings > _MANY
        self.size = replace(size, font=round(size.font * 0.72)) if crowded else size
        lines = 2 if self.beside else 6
        self.names = [wrapped(row.name, _LETTERS.get(size.name, 36), most=lines) for row in rows]
        self.tall = [self._height(name) for name in self.names]
        self.at = self._placed()

    def _placed(self) -> list[float]:
        found, y = [], 0.0
        for row, tall in zip(self.rows, self.tall, strict=True):
            y += 0.85 if row.heading else 0.0
            found.append(y + tall / 2)
            y += tall
        self.bottom = y
        return found

    def _height(self, name: str) -> float:
        """In rows: a name above its bar takes the lines it needs, beside it all rows are alike."""
        return 1.0 if self.beside else (1.45 + 1.25 * (1 + name.count("<br>"))) / 2.7

    @property
    def pixels(self) -> float:
        """The height of a row, of one line where names stand above the bars."""
        if not self.beside:
            return self.size.font * 2.7
        return self.size.font * (3.15 if any("<br>" in name for name in self.names) else 2.25)

    @property
    def left(self) -> int:
        """The room of the names."""
        letters = max(len(line) for name in self.names for line in name.split("<br>"))
        return self.size.text_width(letters + 1) if self.beside else 0

    def most(self) -> float:
        """The end of the axis: what is written at the end of the longest bar stays inside."""
        ends = [max(row.value or 0.0, row.interval[1] if row.interval else 0.0) for row in self.rows]
        top = max(*ends, 1.0)
        room = self.size.text_width(max(len(row.told) for row in self.rows) + 2) if self.beside else 8
        plot = self.size.width - self.left
        return top * plot / max(plot - room, plot * 0.3)

    def shape(self) -> dict[str, Any]:
        hidden = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True}
        top = {"t": round(self.size.font * 0.4), "r": 4, "b": 4, "l": self.left}
        return {
            "height": round(self.pixels * self.bottom) + top["t"] + 4,
            "margin": top,
            "xaxis": hidden | {"range": [0, self.most()]},
            "yaxis": hidden | {"range": [self.bottom, 0]},
            "annotations": [*self._headings(), *(self._beside() if self.beside else self._above())],
        }

    def visible(self) -> dict[str, Any]:
        """The bars with their whiskers; what a filter does not mark stands back."""
        ends = [row.interval or (row.value or 0.0, row.value or 0.0) for row in self.rows]
        values = [row.value or 0.0 for row in self.rows]
        strong, back = self.theme.series[0], pale(self.theme.rest, 0.45)
        whisker = {
            "type": "data", "symmetric": False, "width": 0, "color": self.theme.ink,
            "thickness": max(1.4, self.size.line * 0.6),
            "array": [high - value for (_, high), value in zip(ends, values, strict=True)],
            "arrayminus": [value - low for (low, _), value in zip(ends, values, strict=True)],
        }  # fmt: skip
        return {
            "type": "bar", "orientation": "h", "x": values, "y": self._bar_at(), "hoverinfo": "skip",
            "width": _THICK if self.beside else self.thick,
            "marker": {"color": [strong if row.marked else back for row in self.rows]},
            "error_x": whisker if any(row.interval for row in self.rows) else {},
            **UNCHANGED,
        }  # fmt: skip

    def touched(self) -> dict[str, Any]:
        """What a hand or a mouse meets: the whole row, also where its bar is short or not shown."""
        return {
            "type": "bar", "orientation": "h", "x": [self.most()] * len(self.rows), "y": self.at,
            "width": [0.98 * tall for tall in self.tall],
            "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
            "customdata": [[row.pick, row.hover] for row in self.rows],
            "hovertemplate": "%{customdata[1]}<extra></extra>",
            **UNCHANGED,
        }  # fmt: skip

    def _bar_at(self) -> list[float]:
        return self.at if self.beside else [end - 0.05 - self.thick / 2 for end in self._ends()]

    def _ends(self) -> list[float]:
        return [y + tall / 2 for y, tall in zip(self.at, self.tall, strict=True)]

    @property
    def thick(self) -> float:
        """What a bar under its name takes of a row: the rest is the name's."""
        return 0.8 * self.size.font / self.pixels

    def _beside(self) -> list[dict[str, Any]]:
        font = {"size": self.size.font, "color": self.theme.ink}
        quiet = font | {"size": self.size.small}
        names = [
            _text(name, y, x=0, xref="paper", xanchor="right", xshift=-8, font=font, align="right")
            for name, y in zip(self.names, self.at, strict=True)
        ]
        ends = [max(row.value or 0.0, row.interval[1] if row.interval else 0.0) for row in self.rows]
        told = [
            _text(row.told, y, x=end, xref="x", xanchor="left", xshift=4, font=quiet)
            for row, y, end in zip(self.rows, self.at, ends, strict=True)
        ]
        return names + told

    def _above(self) -> list[dict[str, Any]]:
        font = {"size": self.size.font, "color": self.theme.ink}
        up = {"xref": "paper", "yanchor": "bottom", "yshift": round(self.size.font * 0.1), "font": font}
        at = [end - 0.05 - self.thick for end in self._ends()]
        return [
            note
            for row, name, y in zip(self.rows, self.names, at, strict=True)
            for note in (
                _text(name, y, x=0, xanchor="left", align="left", **up),
                _text(f"<b>{row.brief}</b>", y, x=1, xanchor="right", **up),
            )
        ]

    def _headings(self) -> list[dict[str, Any]]:
        left = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -self.left, "align": "left"}
        font = {"size": self.size.small, "color": self.theme.muted}
        letters = int(self.size.width / self.size.text_width(1))
        return [
            _text(wrapped(row.heading, letters, most=1), y - tall / 2 - 0.02, yanchor="bottom", font=font, **left)
            for row, y, tall in zip(self.rows, self.at, self.tall, strict=True)
            if row.heading
        ]


def _text(text: str, y: float, **more: Any) -> dict[str, Any]:
    return {"text": text, "y": y, "yref": "y", "yanchor": "middle", "showarrow": False, **more}
