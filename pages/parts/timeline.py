"""The two axes of a time series: years written once, counts from zero, and what changed in the counting."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pages.parts.happened import Mark, marks_of
from pages.parts.series import Series
from pages.parts.theme import Size, Theme, axis, pencil
from pages.parts.words import Words
from queries.figure import Figure

_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Timeline:
    """The years drawn, what happened between them, and the words above the plot."""

    first: int
    last: int
    unequal: bool
    periods: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    provisional: tuple[int, ...]
    breaks_word: str
    provisional_word: str

    @classmethod
    def of(cls, figure: Figure, drawn: list[Series], words: Words) -> "Timeline":
        """The timeline of a trend; what happened outside the years drawn is left out."""
        points = [point for one in drawn for point in one.points]
        first, last = min(point.first for point in points), max(point.last for point in points)
        return cls(
            first=first,
            last=last,
            unequal=any(point.years > 1 for point in points),
            periods=tuple(sorted({(point.first, point.last) for point in points})),
            marks=marks_of(figure, [one.code for one in drawn], first, last, words),
            provisional=tuple(sorted({point.last for point in points if point.provisional})),
            breaks_word=words("chart.breaks"),
            provisional_word=words("chart.provisional"),
        )

    def only(self, by: str, code: str) -> "Timeline":
        """The timeline of one panel: what is about one place or one series is left to the panel of it."""
        return replace(self, marks=tuple(mark for mark in self.marks if mark.concerns(by, code)))

    def rules(self, theme: Theme, size: Size, yref: str, xref: str = "x") -> list[dict[str, Any]]:
        """A fine vertical rule a year in which something happened, between the year before and the first after it."""
        line = {"color": theme.muted, "width": max(1, size.line / 2.5), "dash": "2px,3px"}
        return [
            {"type": "line", "xref": xref, "yref": yref, "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1,
             "line": line, "layer": "below"}
            for year in self.years
        ]  # fmt: skip

    @property
    def years(self) -> list[int]:
        return sorted({mark.year for mark in self.marks})

    def room_above(self, size: Size) -> int:
        """Pixels above the plot: for one row of words, or two."""
        rows = 2 if self.marks and self.provisional else 1
        return round(rows * _type(size) * 1.25 + size.font * 0.6)

    def words_above(self, theme: Theme, size: Size, width: float) -> list[dict[str, Any]]:
        """The word above each rule, its reason on hover; and where the provisional years are. A rule that follows
        another too closely has a mark in place of its word; where all do, the word for several stands beside them.

        Nothing hovers over a phone: there the year stands in place of the mark, and the sentences tell the rest.
        """
        per_year = width / (self.last - self.first + 1)
        shown = self._with_room(size, per_year)
        labels = [_word(self, year, shown.get(year, ""), theme, size) for year in self.years if size.name != "phone" or
                  year in shown]  # fmt: skip
        if self.years and not shown:
            labels.append(_breaks_word(self, self.years, per_year, theme, size))
        return labels + ([_provisional_word(self, theme, size)] if self.provisional else [])

    def _with_room(self, size: Size, per_year: float) -> dict[int, str]:
        """What fits above each year's rule: its word, what is described first and then the largest; else what is brief;
        on a phone else the year."""
        years = list(dict.fromkeys(mark.year for mark in self.marks))
        wanted = [(year, self.word(year)) for year in years]
        wanted += [(mark.year, mark.brief) for mark in self.marks if mark.brief]
        if size.name == "phone":
            wanted += [(year, str(year)) for year in years]
        air = 1 if size.name == "phone" else 2
        half = dict.fromkeys(years, size.font * 0.5)
        shown: dict[int, str] = {}
        for year, text in wanted:
            room = size.text_width(len(text) + air) / 2
            if year not in shown and self._fits(year, room, half, per_year):
                half[year], shown[year] = room, text
        return shown

    def _fits(self, year: int, wanted: float, half: Mapping[int, float], per_year: float) -> bool:
        """Whether a word reaches neither over an edge nor into another; `half`: of the words there are, in pixels."""
        inside = wanted <= (year - self.first + 1) * per_year and wanted <= (self.last - year + 2) * per_year
        return inside and all(
            abs(year - other) * per_year >= wanted + taken for other, taken in half.items() if other != year
        )

    def reasons(self, theme: Theme, size: Size, yref: str, xref: str) -> list[dict[str, Any]]:
        """A mark at the head of each rule of a small panel, with the reason on hover; none where nothing hovers."""
        if size.name == "phone":
            return []
        at = {"xref": xref, "yref": yref, "y": 1, "yanchor": "middle", "yshift": 0}
        return [_word(self, year, "", theme, size) | at for year in self.years]

    def word(self, year: int) -> str:
        """Above one rule: the word of what happened; where it was more than one thing, the word for several."""
        found = list(dict.fromkeys(mark.word for mark in self.marks if mark.year == year))
        return found[0] if len(found) == 1 else self.breaks_word

    def said(self, year: int) -> str:
        return "<br>".join(dict.fromkeys(mark.said for mark in self.marks if mark.year == year))


def _type(size: Size) -> float:
    """Of what stands above a plot; a stage gives the room to the lines."""
    return size.font * 0.75 if size.name == "stage" else size.small


def _above(theme: Theme, size: Size, **more: Any) -> dict[str, Any]:
    font = {"color": theme.muted, "size": _type(size)}
    return {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": font, **more}


def _breaks_word(time: Timeline, group: list[int], per_year: float, theme: Theme, size: Size) -> dict[str, Any]:
    """The word for several breaks: before the first of them, or after the last where there is no room."""
    room = (group[0] - time.first) * per_year
    before = room > size.text_width(len(time.breaks_word) + 2)
    side = {"x": group[0] - 0.5, "xanchor": "right", "xshift": -size.font * 0.6} if before else {
        "x": group[-1] - 0.5, "xanchor": "left", "xshift": size.font * 0.6}  # fmt: skip
    return _above(theme, size, text=time.breaks_word, **side)


def _word(time: Timeline, year: int, text: str, theme: Theme, size: Size) -> dict[str, Any]:
    """A word above a rule, or a mark where there is none."""
    said = f"<b>{year}</b>  {time.said(year)}"
    label = _above(theme, size, text=text or "▾", x=year - 0.5, xanchor="center", hovertext=said, captureevents=True)
    return label | ({} if text else {"font": {"color": theme.muted, "size": size.font * 1.6}, "yshift": -size.font / 3})


def _provisional_word(time: Timeline, theme: Theme, size: Size) -> dict[str, Any]:
    shift = _type(size) * 1.25 if time.marks else 0
    return _above(theme, size, text=time.provisional_word, xref="paper", x=1, xanchor="right", yshift=shift)


def year_axis(time: Timeline, width: float, theme: Theme, size: Size) -> dict[str, Any]:
    """Years written once, as many as there is room for; periods by their first and last year."""
    edge = 0.5 if time.unequal else 0.35
    base = axis(theme, size, range=[time.first - edge, time.last + edge], automargin=False)
    if time.unequal:
        middles = [(first + last) / 2 for first, last in time.periods]
        texts = [str(first) if first == last else f"{first}–{last}" for first, last in time.periods]
        narrow = any(
            size.text_width(len(text)) > (last - first + 1) * width / (time.last - time.first + 1)
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
