"""The constant panel of a comparison: the same reporters on both sides, in every year of both periods.

Where the two sides pick different places they cannot be the same ones: each side then has its own constant panel.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from queries.account import Ground
from queries.measures import measured
from queries.panels import LEAST_PART, LEAST_REPORTERS, Panel, Reports, in_every_year, panel, reports, total

COLUMNS: Final = ("panel_low", "panel_high", "panel_value_low", "panel_value_high", "panel_reporters")


@dataclass(frozen=True)
class Window:
    """What one side gave between two years: `cells` are those of queries.reporters.cells, of one code."""

    cells: pl.DataFrame
    first: int
    last: int

    def given(self) -> Reports:
        """Reporter -> year -> value, of who gave anything in these years."""
        inside = self.cells.filter(pl.col("year").is_between(self.first, self.last))
        giving = inside.filter(pl.col("high") > 0)["reporter"].unique()
        return reports(inside.filter(pl.col("reporter").is_in(giving.to_list())))


@dataclass(frozen=True)
class Held:
    """Who is held constant: `members` of the first and the second side, the same ones where they are `shared`; `parts`
    is the fraction of what each side's reporters gave in the last year that is the members'."""

    ground: Ground
    shared: bool
    members: tuple[frozenset[str], frozenset[str]]
    parts: tuple[float, float] = (0.0, 0.0)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a line of the same reporters to draw and to speak of."""
        return self.ground in ("panel", "all")


NOBODY = Held("nobody", True, (frozenset(), frozenset()))


def held(first: Window, second: Window, shared: bool, levels: bool = True) -> Held:
    """The constant panel of two windows: of both together where the same reporters can stand on both sides.

    Where it is asked how many there are on each side (`levels`), and not only how each changes, it must stand for
    enough of both in the last year.
    """
    given = first.given(), second.given()
    if not all(given):
        return NOBODY
    found = [in_every_year(one, window.first, window.last) for one, window in zip(given, (first, second), strict=True)]
    if shared:
        found = [found[0] & found[1]] * 2
    members = found[0], found[1]
    same = [panel(one, window.first, window.last, chosen)
            for one, window, chosen in zip(given, (first, second), members, strict=True)]  # fmt: skip
    grounds = [_ground(one, found, window) for one, found, window in zip(given, same, (first, second), strict=True)]
    parts = [_part(one, found, window) for one, found, window in zip(given, same, (first, second), strict=True)]
    ground = "small" if levels and grounds != ["one", "one"] and min(parts) < LEAST_PART else _weaker(*grounds)
    return Held(ground, shared, members, (parts[0], parts[1]))


def _weaker(one: Ground, other: Ground) -> Ground:
    order: tuple[Ground, ...] = ("small", "panel", "one", "all")
    return min(one, other, key=order.index)


def _ground(given: Reports, same: Panel, window: Window) -> Ground:
    if len(given) == 1:
        return "one"
    if same.members == given.keys():
        return "all"
    ends = ((same.at_from, total(given, window.first)), (same.at_to, total(given, window.last)))
    parts = [inside.low / whole.low for inside, whole in ends if whole.low]
    return "small" if same.reporters < LEAST_REPORTERS or max(parts, default=0.0) < LEAST_PART else "panel"


def _part(given: Reports, same: Panel, window: Window) -> float:
    whole = total(given, window.last).high
    return same.at_to.high / whole if whole else 0.0


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
