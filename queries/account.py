"""Is a change real? What it is made of between two years: the same reporters, those who came, those who went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import polars as pl

from queries.interval import NOTHING, Interval
from queries.leading import Leading, leading
from queries.panels import (
    Panel,
    Reports,
    chained,
    exact_in_every_year,
    holds_too_little,
    least_base,
    panel,
    reports,
    total,
)

# How far the data can answer: nobody is named who reports; one reporter only; all the same throughout; a panel of some;
# a panel too small to speak for the whole.
Ground = Literal["nobody", "one", "all", "panel", "small"]
Role = Literal["panel", "entering", "leaving", "interrupted"]
MOST_DRIVERS: Final = 10
NOBODY: Final[Mapping[int, float]] = MappingProxyType({})


@dataclass(frozen=True)
class Driver:
    """A reporter's part in a change: `share` is a fraction of the change as published (of the lower bounds); without it
    the published values would be `from_without` and `to_without` (leave-one-out)."""

    reporter: str
    role: Role
    at_from: Interval | None  # None: not reported
    at_to: Interval | None
    share: float | None
    from_without: Interval
    to_without: Interval

    @property
    def change(self) -> float:
        """Of the lower bounds."""
        return (self.at_to or NOTHING).low - (self.at_from or NOTHING).low


@dataclass(frozen=True)
class Absent:
    """The largest reporter that a panel leaves out though it was there when the window began (or, if none was, at all):
    its highest value, when that was, and the years without one."""

    reporter: str
    most: Interval
    year: int
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Account:
    """A change from one year to another, as published and in the same reporters. Counts, as intervals.

    As published = in the panel + of the others: `entering` is what those outside the panel gave in the last year,
    `leaving` what they gave in the first, so all_to - all_from = panel.at_to - panel.at_from + entering - leaving.
    Records of nobody known are outside every panel: they are in `entering` and `leaving`, and no reporter's.
    """

    code: str
    first: int
    last: int
    ground: Ground
    all_from: Interval
    all_to: Interval
    reporters_from: int | None
    reporters_to: int | None
    panel: Panel | None = None
    panel_exact: Panel | None = None
    entering: Interval = NOTHING
    leaving: Interval = NOTHING
    entered: tuple[str, ...] = ()  # reporters outside the panel with a value in the last year
    left: tuple[str, ...] = ()  # ... in the first year
    interrupted: tuple[str, ...] = ()  # in both lists: there in both years, but not in every year between
    drivers: tuple[Driver, ...] = ()  # the largest parts first
    largest_absent: Absent | None = None
    leading: Leading | None = None  # the member that alone makes most of the panel's change
    chained: Interval | None = None  # the factor over the neighbouring years' common reporters
    chained_to: int | None = None  # the last year it reaches
    chained_base: float | None = None  # the least that any of its links grows from

    @property
    def change(self) -> float:
        """As published, of the lower bounds."""
        return self.all_to.low - self.all_from.low

    @property
    def of_reporters(self) -> float | None:
        """The fraction of the change as published that is not the panel's; None where nothing changed."""
        return (self.entering.low - self.leaving.low) / self.change if self.change and self.panel else None

    @property
    def largest(self) -> Driver | None:
        """The reporter with the largest part in the direction of the change."""
        along = (one for one in self.drivers if one.share and one.share > 0)
        return max(along, key=lambda one: one.share or 0.0, default=None)


def account(code: str, cells: pl.DataFrame, first: int, last: int, unnamed: Mapping[int, float] = NOBODY) -> Account:
    """The account of one code's cells (queries.reporters.cells) between two years.

    `unnamed`: year -> records of nobody known, which are in no cell.
    """
    given = _reporting_between(reports(cells), first, last)
    nobody, nobody_then = (Interval(unnamed.get(year, 0), unnamed.get(year, 0)) for year in (first, last))
    whole, end = total(given, first).plus(nobody), total(given, last).plus(nobody_then)
    here, there = _reporting(given, first), _reporting(given, last)
    same = panel(given, first, last)
    index = chained(given, first, last)
    return Account(
        code=code,
        first=first,
        last=last,
        ground=_ground(given, same, whole, end, not any(unnamed.get(year) for year in range(first, last + 1))),
        all_from=whole,
        all_to=end,
        reporters_from=len(here),
        reporters_to=len(there),
        panel=same,
        panel_exact=panel(given, first, last, exact_in_every_year(given, first, last)),
        entering=total(given, last, there - same.members).plus(nobody_then),
        leaving=total(given, first, here - same.members).plus(nobody),
        entered=_by_size(given, there - same.members, last),
        left=_by_size(given, here - same.members, first),
        interrupted=_by_size(given, (here & there) - same.members, last),
        drivers=_drivers(given, same, whole, end, first, last),
        largest_absent=_largest_absent(given, same, first, last),
        leading=leading(given, same, first, last),
        chained=index[max(index)] if len(index) > 1 else None,
        chained_to=max(index) if len(index) > 1 else None,
        chained_base=least_base(given, first, max(index)),
    )


def unaccounted(code: str, first: int, last: int, at_from: Interval, at_to: Interval) -> Account:
    """The account of a change in a data set that names nobody who reports: as published, and no more."""
    return Account(code, first, last, "nobody", at_from, at_to, None, None)


def _ground(given: Reports, same: Panel, whole: Interval, end: Interval, are_all_named: bool) -> Ground:
    if len(given) == 1 and are_all_named:
        return "one"
    if same.members and same.members == given.keys() and are_all_named:
        return "all"
    return "small" if holds_too_little(same, whole, end) else "panel"


def _reporting_between(given: Reports, first: int, last: int) -> Reports:
    """The values of these years, of who gave anything in them."""
    found = {one: _within(values, first, last) for one, values in given.items()}
    return {one: values for one, values in found.items() if any(value.high > 0 for value in values.values())}


def _reporting(given: Reports, year: int) -> frozenset[str]:
    return frozenset(one for one, values in given.items() if year in values)


def _by_size(given: Reports, among: Iterable[str], year: int) -> tuple[str, ...]:
    return tuple(sorted(among, key=lambda one: (-given[one][year].high, one)))


def _drivers(given: Reports, same: Panel, whole: Interval, end: Interval, first: int, last: int) -> tuple[Driver, ...]:
    found = [
        _driver(one, values.get(first), values.get(last), one in same.members, whole, end)
        for one, values in given.items()
        if first in values or last in values
    ]
    by_part = sorted(found, key=lambda one: (-abs(one.change), one.reporter))
    along = max(by_part, key=lambda one: one.share or 0.0, default=None)  # small, where large parts cancel out
    kept = by_part[:MOST_DRIVERS]
    return (*kept,) if along is None or along in kept else (*kept[:-1], along)


def _driver(
    reporter: str, at_from: Interval | None, at_to: Interval | None, is_same: bool, whole: Interval, end: Interval
) -> Driver:
    before, after = at_from or NOTHING, at_to or NOTHING
    change = end.low - whole.low
    role: Role = (
        "panel" if is_same else "entering" if at_from is None else "leaving" if at_to is None else "interrupted"
    )
    return Driver(
        reporter, role, at_from, at_to, (after.low - before.low) / change if change else None,
        Interval(whole.low - before.low, whole.high - before.high),
        Interval(end.low - after.low, end.high - after.high),
    )  # fmt: skip


def _largest_absent(given: Reports, same: Panel, first: int, last: int) -> Absent | None:
    """Those who were there at the start come first: a longer or shorter window would have kept them."""
    outside = {one: values for one, values in given.items() if one not in same.members}
    begun = {one: values for one, values in outside.items() if first in values} or outside
    peaks = [(value.high, one, year) for one, values in begun.items() for year, value in values.items()]
    if not peaks:
        return None
    _, one, year = max(peaks, key=lambda peak: (peak[0], peak[1], -peak[2]))
    missing = tuple(year for year in range(first, last + 1) if year not in begun[one])
    return Absent(one, begun[one][year], year, missing)


def _within(values: Mapping[int, Interval], first: int, last: int) -> dict[int, Interval]:
    return {year: value for year, value in values.items() if first <= year <= last}
