"""The two axes of a time series: years written once, counts from zero, and what changed in the counting."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.countries import countries
from pages.parts.changes import between
from pages.parts.labels import grouped
from pages.parts.series import Series
from pages.parts.theme import Size, Theme, axis, pencil
from pages.parts.words import Words
from queries.catalogue import Break
from queries.figure import Figure

_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Timeline:
    """The years drawn, the breaks between them with their reasons in words, and the words above the plot."""

    first: int
    last: int
    unequal: bool
    periods: tuple[tuple[int, int], ...]
    breaks: tuple[Break, ...]
    reasons: Mapping[str, str]
    provisional: tuple[int, ...]
    break_word: str
    breaks_word: str
    provisional_word: str

    @classmethod
    def of(cls, figure: Figure, drawn: list[Series], words: Words) -> "Timeline":
        """The timeline of a trend; breaks outside the years drawn are left out."""
        points = [point for one in drawn for point in one.points]
        first, last = min(point.first for point in points), max(point.last for point in points)
        inside = between(figure, first, last)
        return cls(
            first=first,
            last=last,
            unequal=any(point.years > 1 for point in points),
            periods=tuple(sorted({(point.first, point.last) for point in points})),
            breaks=tuple(inside),
            reasons={found.reason: words(f"break.{found.reason}") for found in inside},
            provisional=tuple(sorted({point.last for point in points if point.provisional})),
            break_word=words("chart.break"),
            breaks_word=words("chart.breaks"),
            provisional_word=words("chart.provisional"),
        )

    def only(self, by: str, code: str) -> "Timeline":
        """The timeline of one panel: the breaks that are about one place are left to the panel of that place."""
        return replace(self, breaks=tuple(found for found in self.breaks if _concerns(found.place, by, code)))

    def rules(self, theme: Theme, size: Size, yref: str, xref: str = "x") -> list[dict[str, Any]]:
        """A fine vertical rule a break, between the year before and the first year after it."""
        line = {"color": theme.muted, "width": max(1, size.line / 2.5), "dash": "2px,3px"}
        return [
            {"type": "line", "xref": xref, "yref": yref, "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1,
             "line": line, "layer": "below"}
            for year in sorted({found.year for found in self.breaks})
        ]  # fmt: skip

    def is_crowded(self) -> bool:
        """Whether two rows of words are needed above the plot."""
        return bool(self.breaks and self.provisional)

    def words_above(self, theme: Theme, size: Size, width: float) -> list[dict[str, Any]]:
        """The word above each break, its reason on hover; and where the provisional years are. Where breaks follow each
        other too closely for that, a mark stands above each and the word beside them."""
        per_year = width / (self.last - self.first + 1)
        years = sorted({found.year for found in self.breaks})
        labels = []
        for group in grouped(years, 2 * size.text_width(len(self.breaks_word) + 2) / per_year):
            labels += [_break_word(self, year, len(group) > 1, theme, size) for year in group]
            if len(group) > 1:
                labels.append(_breaks_word(self, group, per_year, theme, size))
        return labels + ([_provisional_word(self, theme, size)] if self.provisional else [])


def _above(theme: Theme, size: Size, **more: Any) -> dict[str, Any]:
    font = {"color": theme.muted, "size": size.small}
    return {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": font, **more}


def _concerns(place: str, by: str, code: str) -> bool:
    """Whether a break of a place has to do with the series of a code; one of no place has to do with all."""
    if not place or by not in ("country", "region", "subregion"):
        return True
    known = countries()
    one, other = known.get(place), known.get(code)
    return (
        place == code
        or (one is not None and code in (one.region, one.subregion))
        or (other is not None and place in (other.region, other.subregion))
    )


def _breaks_word(time: Timeline, group: list[int], per_year: float, theme: Theme, size: Size) -> dict[str, Any]:
    """The word for several breaks: before the first of them, or after the last where there is no room."""
    room = (group[0] - time.first) * per_year
    before = room > size.text_width(len(time.breaks_word) + 2)
    side = {"x": group[0] - 0.5, "xanchor": "right", "xshift": -size.font * 0.6} if before else {
        "x": group[-1] - 0.5, "xanchor": "left", "xshift": size.font * 0.6}  # fmt: skip
    return _above(theme, size, text=time.breaks_word, **side)


def _break_word(time: Timeline, year: int, tight: bool, theme: Theme, size: Size) -> dict[str, Any]:
    text = "▾" if tight else time.break_word
    said = f"<b>{year}</b>  " + "<br>".join(time.reasons[found.reason] for found in time.breaks if found.year == year)
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
