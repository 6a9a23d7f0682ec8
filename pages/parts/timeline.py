"""The two axes of a time series: years written once, counts from zero, and what changed in the counting."""

import math
from dataclasses import dataclass
from typing import Any

from pages.parts.labels import nearest_gap
from pages.parts.series import Series
from pages.parts.theme import Size, Theme, axis, pencil
from pages.parts.words import Words
from queries.figure import Figure

_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Timeline:
    """The years drawn, the breaks between them (year, reason in words), and the words written above the plot."""

    first: int
    last: int
    unequal: bool
    periods: tuple[tuple[int, int], ...]
    breaks: tuple[tuple[int, str], ...]
    provisional: tuple[int, ...]
    break_word: str
    provisional_word: str

    @classmethod
    def of(cls, figure: Figure, drawn: list[Series], words: Words) -> "Timeline":
        """The timeline of a trend; breaks outside the years drawn are left out."""
        points = [point for one in drawn for point in one.points]
        first, last = min(point.first for point in points), max(point.last for point in points)
        inside = [(year, reason) for year, reason, *_ in figure.breaks if first < year <= last]
        return cls(
            first=first,
            last=last,
            unequal=any(point.years > 1 for point in points),
            periods=tuple(sorted({(point.first, point.last) for point in points})),
            breaks=tuple((year, words(f"break.{reason}")) for year, reason in inside),
            provisional=tuple(sorted({point.last for point in points if point.provisional})),
            break_word=words("chart.break"),
            provisional_word=words("chart.provisional"),
        )

    def rules(self, theme: Theme, size: Size, yref: str, xref: str = "x") -> list[dict[str, Any]]:
        """A fine vertical rule a break, between the year before and the first year after it."""
        line = {"color": theme.muted, "width": max(1, size.line / 2.5), "dash": "2px,3px"}
        return [
            {"type": "line", "xref": xref, "yref": yref, "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1,
             "line": line, "layer": "below"}
            for year in dict(self.breaks)
        ]  # fmt: skip

    def is_crowded(self) -> bool:
        """Whether two rows of words are needed above the plot."""
        return bool(self.breaks and self.provisional)

    def words_above(self, theme: Theme, size: Size, width: float) -> list[dict[str, Any]]:
        """The word beside each break, its reason on hover; and where the provisional years are."""
        reasons: dict[int, list[str]] = {}
        for year, reason in self.breaks:
            reasons.setdefault(year, []).append(reason)
        per_year = width / (self.last - self.first + 1)
        tight = nearest_gap(list(reasons)) * per_year < size.text_width(len(self.break_word) + 1)
        labels = [_break_word(self, year, said, tight, theme, size) for year, said in reasons.items()]
        return labels + ([_provisional_word(self, theme, size)] if self.provisional else [])


def _above(theme: Theme, size: Size, **more: Any) -> dict[str, Any]:
    font = {"color": theme.muted, "size": size.small}
    return {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": font, **more}


def _break_word(time: Timeline, year: int, reasons: list[str], tight: bool, theme: Theme, size: Size) -> dict[str, Any]:
    # Where breaks follow each other too closely for the word, a mark stands for it.
    text = "▾" if tight else time.break_word
    said = f"<b>{year}</b>  " + "<br>".join(reasons)
    label = _above(theme, size, text=text, x=year - 0.5, xanchor="center", hovertext=said, captureevents=True)
    return label | (
        {"font": {"color": theme.muted, "size": size.font * 1.6}, "yshift": -size.font / 3} if tight else {}
    )


def _provisional_word(time: Timeline, theme: Theme, size: Size) -> dict[str, Any]:
    shift = size.line_height if time.breaks else 0
    return _above(theme, size, text=time.provisional_word, xref="paper", x=1, xanchor="right", yshift=shift)


def year_axis(time: Timeline, width: float, theme: Theme, size: Size) -> dict[str, Any]:
    """Years written once, as many as there is room for; periods by their first and last year."""
    edge = 0.5 if time.unequal else 0.35
    base = axis(theme, size, range=[time.first - edge, time.last + edge], automargin=False)
    if time.unequal:
        middles = [(first + last) / 2 for first, last in time.periods]
        texts = [str(first) if first == last else f"{first}–{last}" for first, last in time.periods]
        narrow = any(
            size.text_width(len(text) + 1) > (last - first + 1) * width / (time.last - time.first + 1)
            for text, (first, last) in zip(texts, time.periods, strict=True)
        )
        return base | {"tickvals": middles, "ticktext": texts, "tickangle": -90 if narrow else 0, "automargin": True}
    room = max(2, int(width / size.text_width(6)))
    ticks = next((found for step in _STEPS if len(found := _ticks(time, step)) <= room), [time.last])
    return base | {"tickvals": ticks, "tickformat": "d", "tickangle": 0}


def _ticks(time: Timeline, step: int) -> list[int]:
    return list(range(math.ceil(time.first / step) * step, time.last + 1, step))


def value_axis(figure: Figure, highest: float, words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """From zero; thousands in the language's way; a share ends at 100 at most."""
    top = highest * 1.06 or 1.0
    share = figure.view.measure == "share"
    sign = words("app.percent", number="") if share else ""
    return axis(
        theme,
        size,
        range=[0, min(top, 103) if share else top],
        nticks=5,
        tickformat=",~f",
        ticksuffix=sign,
        **pencil(theme, size),
    )
