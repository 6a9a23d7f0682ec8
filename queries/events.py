"""Breaks found in the data: who enters, leaves, pauses or returns, and whose number alone makes a jump or a drop.

A described break is somebody's knowledge; these are what the cells themselves show. Only material ones are told, or the
list would be every small reporter's every silent year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import polars as pl

from data.countries import countries
from queries.account import Account
from queries.accounts import by_code
from queries.breaks import breaks_in
from queries.catalogue import Break, Edition
from queries.figure import kept
from queries.interval import NOTHING, Interval
from queries.panels import Reports, reports, total
from queries.run import run
from queries.view import Filters, View

Kind = Literal["enters", "leaves", "pauses", "returns", "jumps", "drops"]
# An event is told if it moves this part of what was published in the larger of the two years, and this many at least.
LEAST_PART: Final = 0.05
LEAST_NUMBER: Final = 30
# One that reported in both years makes a jump or a drop if its change is a larger part yet, and it doubles or halves:
# a large reporter that grows with the others is no break.
LEAST_PART_OF_ONE: Final = 0.10
FACTOR: Final = 2.0


@dataclass(frozen=True)
class Event:
    """What one reporter (or one citizenship, `group`) does in a year; `before` and `after` are its numbers in the year
    before and in this one, None where it did not report. `share` is the part that moves of what was published in the
    larger of the two years (of lower bounds); `described` where a break of the edition already tells it."""

    year: int
    kind: Kind
    reporter: str
    group: Literal["reporter", "origin"]
    before: Interval | None
    after: Interval | None
    share: float
    described: bool = False


def events(
    edition: Edition, view: View, found: Mapping[str, Account], cells: pl.DataFrame
) -> dict[str, tuple[Event, ...]]:
    """Code -> the events between the two years of its account, the largest first.

    `view` has its data set pinned; `cells` are those of queries.reporters.cells. Of a share the events are those of the
    records that answer: they are what it is a share of.
    """
    if view.measure == "share":
        cells = cells.with_columns(low="known", high="known_high")
    own = by_code(cells)
    return {code: _of_code(edition, view, one, own.get(code, cells.clear())) for code, one in found.items()}


def _of_code(edition: Edition, view: View, one: Account, cells: pl.DataFrame) -> tuple[Event, ...]:
    told = reporter_events(reports(cells), one.first, one.last, edition.provisional, breaks_in(edition, view))
    is_of_many = not one.code and len(view.filters.origin) != 1  # of one citizenship, the series is its own
    if is_of_many and edition.kind == "victims" and "origin" in edition.answers:
        told += _origin_events(edition, view, one)
    return tuple(sorted(told, key=lambda event: (-event.share, event.year, event.reporter)))


def reporter_events(
    given: Reports, first: int, last: int, provisional: Sequence[int] = (), described: Sequence[Break] = ()
) -> list[Event]:
    """The material events of reporters after `first` and up to `last`.

    Records of a provisional year are still to come: nobody leaves, pauses or drops in one, unless a break that somebody
    described says so.
    """
    years = sorted({year for values in given.values() for year in values if first <= year <= last})
    totals = {year: total(given, year) for year in years}
    found = [
        _event(name, before, year, values, last_seen=max(values), totals=totals, described=described)
        for before, year in pairwise(years)
        for name, values in given.items()
        if before in values or year in values
    ]
    return [one for one in found if one and (one.described or not _is_a_lag(one, provisional))]


def _event(
    name: str, before: int, year: int, values: Mapping[int, Interval], *, last_seen: int,
    totals: Mapping[int, Interval], described: Sequence[Break],
) -> Event | None:  # fmt: skip
    was, now = values.get(before), values.get(year)
    larger = max(totals[before].low, totals[year].low)
    moved = _moved(was or NOTHING, now or NOTHING)
    kind: Kind | None
    if was is None:
        kind = "enters" if min(values) == year else "returns"
    elif now is None:
        kind = "leaves" if last_seen < year else "pauses"
    else:
        kind = _step(was, now, moved, larger)
    if kind is None or moved < max(LEAST_NUMBER, LEAST_PART * larger):
        return None
    return Event(year, kind, name, "reporter", was, now, moved / larger, _is_described(year, name, described))


def _moved(was: Interval, now: Interval) -> float:
    """What moved at the least: censored bounds may touch."""
    return max(now.low - was.high, was.low - now.high, 0.0)


def _step(was: Interval, now: Interval, moved: float, larger: float) -> Kind | None:
    if moved < LEAST_PART_OF_ONE * larger:
        return None
    if now.low > FACTOR * was.high:
        return "jumps"
    return "drops" if was.low > FACTOR * now.high else None


def _is_a_lag(one: Event, provisional: Sequence[int]) -> bool:
    return one.year in provisional and one.kind in ("leaves", "pauses", "drops")


def _is_described(year: int, name: str, described: Sequence[Break]) -> bool:
    return any(found.year == year and is_of(found, name) for found in described)


def tells(found: Break, event: Event) -> bool:
    """Whether a described break is that of an event."""
    is_of_one = found.place == event.reporter if event.group == "origin" else is_of(found, event.reporter)
    return found.year == event.year and is_of_one


def is_of(found: Break, reporter: str) -> bool:
    """Whether a break's place is that of a reporter. A contributor has no place: any change of who reports is its."""
    country = countries().get(reporter.rpartition(".")[2])
    if country is not None:
        return found.place in (country.iso3, country.region)
    return found.of == "reporters" and "." not in reporter


def _origin_events(edition: Edition, view: View, one: Account) -> list[Event]:
    """The jumps and drops of one citizenship. A citizenship reports nothing: without a record it is a true zero."""
    given, years = _by_origin(view.filters)
    inside = [year for year in years if one.first <= year <= one.last]
    described = breaks_in(edition, view)
    return [
        event
        for before, year in pairwise(inside)
        for event in _steps(given, before, year, years, described)
        if event.described or not _is_a_lag(event, edition.provisional)
    ]


def _steps(
    given: Reports, before: int, year: int, totals: Mapping[int, int], described: Sequence[Break]
) -> Iterator[Event]:
    larger = max(totals[before], totals[year])
    for origin, values in given.items():
        was, now = values.get(before, NOTHING), values.get(year, NOTHING)
        moved = _moved(was, now)
        kind = _step(was, now, moved, larger) if moved >= LEAST_NUMBER else None
        if kind:
            yield Event(year, kind, origin, "origin", was, now, moved / larger, _is_told(year, origin, described))


def _is_told(year: int, origin: str, described: Sequence[Break]) -> bool:
    return any((found.year, found.place) == (year, origin) for found in described)


@kept
def _by_origin(filters: Filters) -> tuple[Reports, Mapping[int, int]]:
    """Citizenship -> year -> records, and the records of each year, whether their citizenship is known or not."""
    counted = run("victims_by_origin", filters)
    years = counted.group_by("year").agg(pl.col("records").sum()).sort("year")
    named = counted.drop_nulls("origin").select("year", reporter="origin", low="records", high="records")
    return reports(named), dict(years.iter_rows())
