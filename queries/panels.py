"""The constant panel: the same reporters in every year, so that a change is theirs and not one of who reports.

Pure functions on what each reporter gave. A reporter is in the panel from one year to another if it reported in every
year between, a `<5` included: the panel depends on the years chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from queries.interval import NOTHING, Interval, added

Reports = Mapping[str, Mapping[int, Interval]]  # reporter -> year -> value
# A panel that holds less than this part of what was published, in the first year and in the last, says little of the
# whole: the years are chained instead. So are fewer reporters than these, unless no others ever reported.
LEAST_PART: Final = 0.2
LEAST_REPORTERS: Final = 3


@dataclass(frozen=True)
class Panel:
    """The reporters of every year from one to another, and what they gave in the two."""

    members: frozenset[str]
    at_from: Interval
    at_to: Interval

    @property
    def reporters(self) -> int:
        return len(self.members)


def reports(cells: pl.DataFrame) -> Reports:
    """The rows of one code of `queries.reporters.cells` by reporter and year."""
    found: dict[str, dict[int, Interval]] = {}
    for reporter, year, low, high in cells.select("reporter", "year", "low", "high").iter_rows():
        found.setdefault(reporter, {})[year] = Interval(low, high)
    return found


def in_every_year(given: Reports, first: int, last: int) -> frozenset[str]:
    """The reporters with a value in every year from `first` to `last`."""
    years = range(first, last + 1)
    return frozenset(one for one, values in given.items() if all(year in values for year in years))


def exact_in_every_year(given: Reports, first: int, last: int) -> frozenset[str]:
    """Those of them whose every value of these years is a number and not an interval."""
    years = range(first, last + 1)
    members = in_every_year(given, first, last)
    return frozenset(one for one in members if all(given[one][year].is_exact for year in years))


def total(given: Reports, year: int, among: Iterable[str] | None = None) -> Interval:
    """What the reporters (`among` them) gave in a year."""
    chosen = given if among is None else among
    return added(given[one].get(year, NOTHING) for one in chosen)


def panel(given: Reports, first: int, last: int, members: frozenset[str] | None = None) -> Panel:
    """The constant panel from `first` to `last`, or the `members` named, with what they gave in the two years."""
    chosen = in_every_year(given, first, last) if members is None else members
    return Panel(chosen, total(given, first, chosen), total(given, last, chosen))


def holds_too_little(found: Panel, whole: Interval, end: Interval) -> bool:
    """Whether a panel of some reporters holds too little of what was published in the first year and the last."""
    parts = [inside.low / all_.low for inside, all_ in ((found.at_from, whole), (found.at_to, end)) if all_.low]
    return found.reporters < LEAST_REPORTERS or max(parts, default=0.0) < LEAST_PART


def links(given: Reports, first: int, last: int) -> list[tuple[int, Panel]]:
    """For every year after `first`, the panel of that year and the one before."""
    return [(year, panel(given, year - 1, year)) for year in range(first + 1, last + 1)]


def chained(given: Reports, first: int, last: int) -> dict[int, Interval]:
    """The chained index: the changes of neighbouring years, each over the reporters of both, multiplied. `first` is 1.

    It ends before the first year that has nobody, or perhaps nothing, in common with the year before.
    """
    index = {first: Interval(1.0, 1.0)}
    for year, pair in links(given, first, last):
        step = pair.at_to.over(pair.at_from)
        if step is None:
            break
        before = index[year - 1]
        index[year] = Interval(before.low * step.low, before.high * step.high)
    return index


def least_base(given: Reports, first: int, last: int) -> float | None:
    """The least (of lower bounds) that a link of the chain between two years grows from; None without a link."""
    return min((pair.at_from.low for _, pair in links(given, first, last)), default=None)


def windows(given: Reports, years: Iterable[int]) -> pl.DataFrame:
    """How the answer moves with the window: the panel of every two of the years.

    Columns: first, last, reporters, from_low, from_high, to_low, to_high, ratio_low, ratio_high (null where the panel
    gave, or may have given, nothing in the first year).
    """
    kept = sorted(years)
    rows = []
    for first in kept:
        for last in (year for year in kept if year > first):
            found = panel(given, first, last)
            ratio = found.at_to.over(found.at_from)
            rows.append(
                (first, last, found.reporters, found.at_from.low, found.at_from.high, found.at_to.low,
                 found.at_to.high, ratio and ratio.low, ratio and ratio.high)
            )  # fmt: skip
    names = ("first", "last", "reporters", "from_low", "from_high", "to_low", "to_high", "ratio_low", "ratio_high")
    kinds = dict.fromkeys(names, pl.Int64) | {"ratio_low": pl.Float64, "ratio_high": pl.Float64}
    return pl.DataFrame(rows, schema=kinds, orient="row")
