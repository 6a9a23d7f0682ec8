"""The strip under a trend: how many reported in each year, and how many of them are the same throughout."""

from dataclasses import dataclass
from typing import Any, Final

from pages.parts.marks import Trace
from pages.parts.same import account_of, is_asked, kind_of
from pages.parts.series import Series
from pages.parts.theme import Size, Theme, axis, pale
from pages.parts.words import Words
from queries.figure import Figure
from queries.reporters import reporter_of

_LINES: Final = 4.2  # heights of its type: a title, the numbers, the bars
_STAGE: Final = 0.7  # of the type on a stage


@dataclass(frozen=True)
class Strip:
    """Bars by year on an axis of their own (y3). `panel` are the reporters of every year, 0 where they are not told."""

    title: str
    years: tuple[int, ...]
    reporters: tuple[int, ...]
    panel: tuple[int, ...]
    told: tuple[str, ...]

    @classmethod
    def of(cls, figure: Figure, one: Series, words: Words) -> "Strip | None":
        """The strip of a series; None where nobody is named who reports, or there never was more than one."""
        points = [point for point in one.points if point.reporters]
        kind = kind_of(figure.edition)
        if not reporter_of(figure.edition) or max((point.reporters or 0 for point in points), default=0) < 2:
            return None
        account = account_of(figure, one.code)
        split = account if account and account.panel and account.ground == "panel" and is_asked(figure) else None
        same = split.panel.reporters if split and split.panel else 0
        window = range(split.first, split.last + 1) if split else range(0)
        return cls(
            title=words(f"chart.strip_same_{kind}", n=same) if same else words(f"chart.strip_{kind}"),
            years=tuple(point.first for point in points),
            reporters=tuple(point.reporters or 0 for point in points),
            panel=tuple(same if point.first in window else 0 for point in points),
            told=tuple(point.text for point in points),
        )

    def height(self, size: Size) -> float:
        """Pixels."""
        return _LINES * self._type(size) * 1.25

    def _type(self, size: Size) -> int:
        return max(13, round(size.font * (_STAGE if size.name == "stage" else 0.87)))

    def marks(self, theme: Theme, size: Size, width: float, words: Words) -> list[Trace]:
        """The bars of all, with their numbers where there is room, and over them those of the same."""
        wide = self.years[-1] - self.years[0] + 1
        numbers = self._numbers(width / wide, self._type(size), words)
        bar = {"type": "bar", "x": list(self.years), "yaxis": "y3", "width": min(0.72, wide * 0.12),
               "hovertext": list(self.told), "hovertemplate": "%{hovertext}<extra></extra>",
               "cliponaxis": False}  # fmt: skip
        text = {"text": numbers, "textposition": "outside", "textangle": 0, "constraintext": "none",
                "textfont": {"size": self._type(size), "color": theme.muted}}  # fmt: skip
        whole = bar | text | {"y": list(self.reporters), "marker": {"color": pale(theme.rest, 0.4)}}
        same = bar | {"y": list(self.panel), "marker": {"color": theme.series[0]}}
        return [whole, *([same] if any(self.panel) else [])]

    def _numbers(self, per_year: float, font: int, words: Words) -> list[str]:
        """Every number, or those of the first, the last and the highest year."""
        written = [words.number(count) for count in self.reporters]
        if max(map(len, written)) * font * 0.56 + 2 <= per_year:
            return written
        last = len(written) - 1
        highest = max(range(len(written)), key=lambda at: self.reporters[at])
        apart = max(map(len, written)) * font * 0.6 / per_year
        shown = {0, last} | ({highest} if min(highest, last - highest) >= apart else set())
        return [text if at in shown else "" for at, text in enumerate(written)]

    def axis(self, share: float, theme: Theme, size: Size) -> dict[str, Any]:
        """Under the plot, in this share of the height, with room for the numbers above the bars."""
        bars = share * (1 - 1 / _LINES)
        return axis(theme, size, domain=[0, bars], range=[0, max(self.reporters) * 1.65], visible=False)

    def heading(self, share: float, theme: Theme, size: Size) -> dict[str, Any]:
        font = {"color": theme.muted, "size": self._type(size)}
        return {"text": self.title, "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": share,
                "yanchor": "top", "showarrow": False, "align": "left", "font": font}  # fmt: skip
