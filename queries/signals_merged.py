"""One story told once: a country's jump that makes its region's, one reporter's entry that shows in every breakdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from data.countries import countries
from queries.interval import Interval
from queries.signals_causes import Cause
from queries.signals_series import Series

PLACED: Final = ("", "region", "subregion", "country")
# A place makes the change of the one around it if it is this part of it.
MAKES: Final = 2 / 3


@dataclass(frozen=True)
class Same:
    """The change within the reporters of all years between; counts, or percent of a share."""

    reporters: int
    at_from: Interval
    at_to: Interval


@dataclass(frozen=True)
class Signal:
    """A change worth a look: where, from which year to which, as published and in the same reporters, who saw it and
    its likely cause. `also` are the other series (dimension, code) that show the same; `moved` how many records.
    `is_hidden`: only the same reporters show it."""

    series: Series
    first: int
    year: int
    methods: tuple[str, ...]
    at_from: Interval
    at_to: Interval
    moved: float
    cause: Cause
    same: Same | None = None
    reporters_from: int | None = None
    reporters_to: int | None = None
    also: tuple[tuple[str, str], ...] = ()
    is_hidden: bool = False

    @property
    def ends(self) -> tuple[Interval, Interval]:
        """What the signal is about: as published, or in the same reporters where only they show it."""
        if self.is_hidden and self.same:
            return self.same.at_from, self.same.at_to
        return self.at_from, self.at_to

    @property
    def rises(self) -> bool:
        return self.change > 0

    @property
    def change(self) -> float:
        """Of the lower bounds: records, or percentage points."""
        before, after = self.ends
        return after.low - before.low

    @property
    def place(self) -> tuple[str, str]:
        return self.series.dimension, self.series.code


def merged(found: Sequence[Signal]) -> list[Signal]:
    """Each story once: kept is the most specific place that makes it; for a provisional year, the whole."""
    kept: list[Signal] = []
    for signal in sorted(found, key=_widest_first):
        at = next((at for at, other in enumerate(kept) if _is_same(other, signal)), None)
        if at is None:
            kept.append(signal)
        elif _makes(signal, kept[at]) or _is_of_one(kept[at], signal):
            kept[at] = _with(signal, kept[at])
        else:
            kept[at] = _with(kept[at], signal)
    return kept


def _widest_first(one: Signal) -> tuple[int, float, str]:
    """Places from the whole to the country, then answers; the larger first."""
    depth = PLACED.index(one.series.dimension) if one.series.dimension in PLACED else len(PLACED)
    return depth, -one.moved, one.series.code


def _is_same(kept: Signal, one: Signal) -> bool:
    if kept.series.of != one.series.of or not _touch(kept, one):
        return False
    if one.series.of == "count" and kept.rises != one.rises:
        return False
    alike = kept.cause.kind == one.cause.kind
    if alike and _told(kept) & _told(one) and one.cause.kind not in ("one_reporter", "open"):
        return True
    if not _overlap(kept, one):
        return False
    if (alike and _told(kept) & _told(one)) or _is_of_one(kept, one):
        return True
    if one.series.of == "share":
        return alike and kept.series.dimension == one.series.dimension
    is_part = alike and one.cause.kind in ("open", "unknown") and _lies_in(one, kept)
    return is_part or (alike and one.cause.kind == "provisional") or _makes(one, kept)


def _told(one: Signal) -> frozenset[str]:
    """What its cause is told by: the reporter that has most in it, else the breaks described."""
    return frozenset(one.cause.who[:1] or one.cause.breaks)


def _is_of_one(around: Signal, one: Signal) -> bool:
    """Whether a change is one reporter's, and the other is that reporter's own number."""
    is_own = one.cause.kind == "open" and bool(one.cause.who)
    return is_own and around.cause.kind == "one_reporter" and one.cause.who == around.cause.who


def _common(one: Signal, other: Signal) -> int:
    """The steps between years that two changes share."""
    return min(one.year, other.year) - max(one.first, other.first)


def _touch(one: Signal, other: Signal) -> bool:
    return _common(one, other) > 0


def _overlap(one: Signal, other: Signal) -> bool:
    """The same step; or moves of which one lies mostly within the other."""
    shorter = min(one.year - one.first, other.year - other.first)
    return _common(one, other) * 2 >= shorter and (shorter > 1 or one.year == other.year)


def _lies_in(one: Signal, around: Signal) -> bool:
    """Whether a place is in another; the whole is around every place."""
    return around.place in _around().get(one.place, ())


@cache
def _around() -> Mapping[tuple[str, str], frozenset[tuple[str, str]]]:
    """Place -> the places around it."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for country in countries().values():
        places = ("country", country.iso3), ("subregion", country.subregion), ("region", country.region)
        chain = [*((dimension, code) for dimension, code in places if code), ("", "")]
        for at, place in enumerate(chain):
            found.setdefault(place, set()).update(chain[at + 1 :])
    return MappingProxyType({place: frozenset(outer) for place, outer in found.items()})


def _makes(one: Signal, around: Signal) -> bool:
    """Whether a place within another makes its change. In an incomplete year all have a part: none makes it."""
    if one.series.of == "share" or one.cause.kind == "provisional" or not _lies_in(one, around):
        return False
    return one.change / around.change >= MAKES if around.change else False


def _with(kept: Signal, other: Signal) -> Signal:
    methods = tuple(dict.fromkeys((*kept.methods, *other.methods))) if kept.year == other.year else kept.methods
    return replace(kept, methods=methods, also=(*kept.also, other.place, *other.also))
