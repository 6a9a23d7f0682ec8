"""The strip under a trend: how many reported in each year, and how many of them are the same throughout."""

from dataclasses import dataclass
from typing import Any, Final

from pages.parts.labels import wrapped
from pages.parts.marks import Trace
from pages.parts.same import account_of, is_asked, kind_of
from pages.parts.series import Series
from pages.parts.theme import Size, Theme, axis, pale
from pages.parts.words import Words
from queries.figure import Figure
from queries.reporters import reporter_of

# Heights of its type: the title above, the numbers over the bars, the bars.
_TITLE, _NUMBERS, _BARS = 1.5, 1.3, 1.6
_STAGE: Final = 0.6  # of the type and of the bars on a stage: the lines above need the room
_LEAST_BESIDE: Final = 14  # letters that a title beside the bars needs


@dataclass(frozen=True)
class Strip:
    """Bars by year on an axis of their own (y3). `panel` are the reporters of every year, 0 where they are not told."""

    title: str
    years: tuple[int, ...]
    reporters: tuple[int, ...]
    panel: tuple[int, ...]
    told: tuple[str, ...]
    beside: float = 0  # pixels beside the bars

    @classmethod
    def of(cls, figure: Figure, one: Series, words: Words, beside: float = 0) -> "Strip | None":
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
            beside=beside,
        )

    def height(self, size: Size) -> float:
        """Pixels."""
        return sum(self._lines(size)) * self._type(size) * 1.25

    def _lines(self, size: Size) -> tuple[float, float, float]:
        """Heights of the title, the numbers and the bars, in heights of the type."""
        if size.name != "stage":
            return _TITLE, _NUMBERS, _BARS
        return (0 if self._letters_beside(size) else _TITLE), _NUMBERS, _BARS * _STAGE

    def _letters_beside(self, size: Size) -> int:
        """How long a line of the title may be beside the bars of a stage; 0 where it has to stand above them."""
        letters = int(self.beside / (self._type(size) * 0.54)) if size.name == "stage" else 0
        return letters if letters >= _LEAST_BESIDE else 0

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
        apart = (max(map(len, written)) + 1) * font * 0.6 / per_year
        shown = {0, last} | ({highest} if min(highest, last - highest) >= apart else set())
        return [text if at in shown else "" for at, text in enumerate(written)]

    def axis(self, share: float, theme: Theme, size: Size) -> dict[str, Any]:
        """Under the plot, in this share of the height, with room for the numbers above the bars."""
        title, numbers, bars = self._lines(size)
        upper = share * (numbers + bars) / (title + numbers + bars)
        top = max(self.reporters) * (numbers + bars) / bars
        return axis(theme, size, domain=[0, upper * 0.99], range=[0, top], visible=False)

    def heading(self, share: float, theme: Theme, size: Size) -> dict[str, Any]:
        """Above the bars; beside them on a stage with room there."""
        font = {"color": theme.muted, "size": self._type(size)}
        text = {"xref": "paper", "yref": "paper", "xanchor": "left", "showarrow": False, "align": "left", "font": font}
        letters = self._letters_beside(size)
        if letters:
            return text | {"text": wrapped(self.title, letters), "x": 1, "xshift": size.marker, "y": 0,
                           "yanchor": "bottom"}  # fmt: skip
        return text | {"text": self.title, "x": 0, "y": share, "yanchor": "top"}
