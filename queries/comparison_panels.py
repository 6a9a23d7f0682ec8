"""The constant panel of a comparison: the same reporters on both sides, in every year of both periods.

Where the two sides pick different places they cannot be the same ones: each side then has its own constant panel.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from queries.account import Ground
from queries.interval import Interval, added
from queries.measures import measured
from queries.panels import LEAST_PART, Panel, Reports, holds_too_little, in_every_year, reports, total

COLUMNS: Final = ("panel_low", "panel_high", "panel_value_low", "panel_value_high", "panel_reporters")


@dataclass(frozen=True)
class Window:
    """What one side gave between two years: `cells` are those of queries.reporters.cells, of one code and perhaps of
    more years; `unnamed` are records of nobody known, by year, which are in no cell (queries.accounts.unnamed)."""

    cells: pl.DataFrame
    first: int
    last: int
    unnamed: Mapping[int, float] = field(default_factory=dict)

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def giving(self) -> frozenset[str]:
        """Who gave anything in these years."""
        inside = self.cells.filter(pl.col("year").is_between(self.first, self.last), pl.col("high") > 0)
        return frozenset(inside["reporter"])

    def given(self, among: frozenset[str]) -> Reports:
        """Reporter -> year -> value, in these years; a zero is a value."""
        inside = self.cells.filter(pl.col("year").is_between(self.first, self.last))
        return reports(inside.filter(pl.col("reporter").is_in([*among])))

    def published(self, given: Reports, year: int) -> Interval:
        """Of everybody, named or not."""
        nobody = self.unnamed.get(year, 0)
        return total(given, year).plus(Interval(nobody, nobody))


@dataclass(frozen=True)
class Held:
    """Who is held constant: `members` of the first and the second side, the same ones where they are `shared`; `parts`
    is the fraction that the members hold of what is published of each side: in the last year where the two are compared
    year by year, over all its years where their averages are."""

    ground: Ground
    shared: bool
    members: tuple[frozenset[str], frozenset[str]]
    parts: tuple[float, float] = (0.0, 0.0)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a line of the same reporters to draw and to speak of."""
        return self.ground in ("panel", "all")


@dataclass(frozen=True)
class _Side:
    """One window with what everybody gave in it, and the members of its panel."""

    window: Window
    given: Reports
    members: frozenset[str]

    def ground(self) -> Ground:
        all_named = not any(self.window.unnamed.get(year) for year in self.window.years)
        if len(self.given) == 1 and all_named:
            return "one"
        return "all" if self.members == self.given.keys() and self.members and all_named else "panel"

    def at(self, year: int) -> tuple[Interval, Interval]:
        """What the members gave in a year, and everybody."""
        return total(self.given, year, self.members), self.window.published(self.given, year)

    def part(self, years: Iterable[int]) -> float:
        ends = [self.at(year) for year in years]
        inside, whole = (added(end[at] for end in ends).high for at in range(2))
        return inside / whole if whole else 0.0


NOBODY = Held("nobody", True, (frozenset(), frozenset()))


def held(first: Window, second: Window, shared: bool, *, levels: bool = True, periods: bool = False) -> Held:
    """The constant panel of two windows: of both together where the same reporters can stand on both sides.

    It speaks for the whole by the rule of queries.panels.holds_too_little: of each side, or of two `periods` from the
    first year of the earlier to the last of the later. Where it is asked how many there are on each side in one year
    (`levels`), and not how something changes, it must stand for enough of both in that year.
    """
    giving = first.giving(), second.giving()
    if not all(giving):
        return NOBODY
    ever = (giving[0] | giving[1],) * 2 if shared else giving
    given = first.given(ever[0]), second.given(ever[1])
    found = [in_every_year(one, window.first, window.last) for one, window in zip(given, (first, second), strict=True)]
    members = (found[0] & found[1],) * 2 if shared else (found[0], found[1])
    a, b = _Side(first, given[0], members[0]), _Side(second, given[1], members[1])
    parts = tuple(side.part(side.window.years if periods else [side.window.last]) for side in (a, b))
    ground = _weaker(a.ground(), b.ground())
    if ground == "panel" and (_too_little(a, b, periods) or (levels and not periods and min(parts) < LEAST_PART)):
        ground = "small"
    return Held(ground, shared, members, (parts[0], parts[1]))


def _too_little(a: _Side, b: _Side, periods: bool) -> bool:
    """Two periods are one change, from the earlier to the later; two groups or places are one each."""
    if periods:
        earlier, later = sorted((a, b), key=lambda side: side.window.first)
        return _holds_too_little((earlier, earlier.window.first), (later, later.window.last))
    return any(_holds_too_little((side, side.window.first), (side, side.window.last)) for side in (a, b))


def _holds_too_little(start: tuple[_Side, int], end: tuple[_Side, int]) -> bool:
    (inside, whole), (inside_then, whole_then) = (side.at(year) for side, year in (start, end))
    return holds_too_little(Panel(start[0].members, inside, inside_then), whole, whole_then)


def _weaker(one: Ground, other: Ground) -> Ground:
    order: tuple[Ground, ...] = ("panel", "one", "all")
    return min(one, other, key=order.index)


def line(window: Window, members: frozenset[str], measure: str) -> pl.DataFrame:
    """What the members gave in each year from the window's first on in which all of them reported.

    Columns: year_first and queries.comparison_panels.COLUMNS; counts are whole numbers, values in the measure.
    """
    inside = window.cells.filter(pl.col("reporter").is_in([*members]), pl.col("year") >= window.first)
    summed = inside.group_by("year").agg(pl.len(), pl.col("low", "high", "known", "known_high").sum())
    whole = summed.filter(pl.col("len") == len(members)).sort("year")
    shown = measured(whole.with_columns(pl.lit("").alias("code"), year_first="year", year_last="year"), measure)
    return shown.select(
        "year_first", "known", "known_high", panel_low="low", panel_high="high", panel_value_low="value_low",
        panel_value_high="value_high", panel_reporters=pl.col("len").cast(pl.Int64),
    )  # fmt: skip
