"""The same reporters of a series: they show a move that one who comes or leaves hides in what was published."""

from collections.abc import Mapping
from typing import Final

from queries.catalogue import Edition
from queries.interval import Interval
from queries.measures import SMALL_BASE
from queries.panels import Panel, holds_too_little
from queries.signals_limits import LEAST_POINTS
from queries.signals_parts import Reported, added
from queries.signals_series import Counted, Series

NOBODY: Final[Reported] = {}


def same_reporters(one: Series, given: Reported, edition: Edition) -> tuple[Series | None, Reported]:
    """A series within its constant panel, and what the panel gave: over the most complete years, up to the last, whose
    panel stands for enough of what was published (queries.panels). None where that is under LEAST_POINTS years, or
    where everybody is in the panel: it is the published series then."""
    firm = [year for year in sorted(one.years) if year not in edition.provisional]
    if len(firm) < LEAST_POINTS:
        return None, NOBODY
    since = {name: _since(values, firm[-1]) for name, values in given.items()}
    for first in firm[: 1 - LEAST_POINTS]:
        members = {name: given[name] for name, start in since.items() if start <= first}
        if _stands_for_enough(one, members, given, first, firm[-1]):
            return _line(one, members, given, [year for year in firm if year >= first]), members
    return None, NOBODY


def _since(values: Mapping[int, Counted], last: int) -> int:
    """The first of the years up to `last` in every one of which a reporter has a value."""
    year = last + 1
    while year - 1 in values:
        year -= 1
    return year


def _stands_for_enough(one: Series, members: Reported, given: Reported, first: int, last: int) -> bool:
    inside, whole = ([_size(added(among, year), one) for year in (first, last)] for among in (members, given))
    return not holds_too_little(Panel(frozenset(members), *inside), *whole)


def _size(end: Counted, one: Series) -> Interval:
    return end.number if one.of == "count" else Interval(end.known, end.known_high)


def _line(one: Series, members: Reported, given: Reported, firm: list[int]) -> Series | None:
    others = [values for name, values in given.items() if name not in members]
    if not any(year in values for values in others for year in firm):
        return None
    years = {year: added(members, year) for year in firm}
    if one.of == "share":
        years = {year: counted for year, counted in years.items() if counted.known >= SMALL_BASE}
    return Series(one.dimension, one.code, one.of, years)
