"""Why a series may have moved, checked in a fixed order before anything is called unexplained.

A provisional year; a described break; who reports; one reporter; who was asked; small numbers. Only then "open", or,
where a data set names nobody who reports, "unknown": never "real".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final, Literal

from queries.breaks import breaks_in
from queries.catalogue import Break, Edition
from queries.events import is_of
from queries.signals_parts import Part, Reported, of_counts, of_shares, others_move_too
from queries.signals_series import Series
from queries.view import Filters, View

Kind = Literal["provisional", "counting", "reporters", "one_reporter", "asked", "small", "open", "unknown"]
MOST: Final = 0.5  # what explains a change is at least this part of it
SMALL: Final = 100  # people are found in groups: below this, one case can make a step
RATE_MOVES: Final = 0.10  # a share is of other people where this part more (or fewer) answered
MOST_NAMED: Final = 3
LEAST_NAMED: Final = 0.1
ALL_BUT: Final = 0.95  # those named are all, if they have this part of what all have


@dataclass(frozen=True)
class Cause:
    """The likely cause of a change: `part` is the fraction of it that is explained (None where it cannot be counted),
    `who` the reporters that do it, the largest first (`others`: and more of them), `breaks` the described ones of
    its years."""

    kind: Kind
    part: float | None = None
    who: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    others: bool = False


@dataclass(frozen=True)
class Change:
    """A series from one year to another, and what its reporters (`reported`) gave; `whole` are those of the selection
    whatever they answer. Both are empty where nobody is named."""

    edition: Edition
    filters: Filters
    series: Series
    first: int
    last: int
    reported: Reported
    whole: Mapping[str, frozenset[int]]

    @property
    def size(self) -> float:
        """Of the lower bounds; percentage points of a share."""
        return self.series.value(self.last).low - self.series.value(self.first).low

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each reporter has in it."""
        if not self.reported:
            return ()
        split = of_counts if self.series.of == "count" else of_shares
        return split(self.reported, self.whole, self.first, self.last, self.size)

    @property
    def is_one_reporters(self) -> bool:
        """Whether nobody else ever gave a number of the series, as with a country that reports of itself."""
        return len(self.reported) == 1

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The described breaks that touch the series in these years."""
        code = {self.series.dimension: (self.series.code,)} if self.series.dimension else {}
        touching = breaks_in(self.edition, View("signals", self.filters.having(code)))
        return tuple(found for found in touching if self.first < found.year <= self.last)


Check = Callable[[Change, Sequence[Part]], Cause | None]


def cause(change: Change) -> Cause:
    """The first of the checks that answers."""
    parts = change.parts
    answers = (check(change, parts) for check in CHECKS)
    # A series that one reporter makes alone has that reporter for its subject, not for its cause.
    nothing = (
        Cause("open", who=tuple(change.reported) if change.is_one_reporters else ()) if parts else Cause("unknown")
    )
    return next((found for found in answers if found), nothing)


def _ends(change: Change, parts: Sequence[Part]) -> Cause | None:
    """A reporter that somebody said comes or ends, and that the data show, is no lag: it goes before the provisional
    year."""
    found = _reporters(change, parts)
    told = [one for one in change.breaks if found and any(_names(one, who) for who in found.who)]
    return replace(found, breaks=_reasons(told)) if found and told else None


def _names(one: Break, who: str) -> bool:
    return one.of == "reporters" and is_of(one, who)


def _provisional(change: Change, _parts: Sequence[Part]) -> Cause | None:
    return Cause("provisional") if change.last in change.edition.provisional else None


def _described(change: Change, parts: Sequence[Part]) -> Cause | None:
    """A break of who reports is checked against the cells where there are any, and believed where there are none."""
    counting = tuple(one for one in change.breaks if one.of == "counting")
    if counting:
        return Cause("counting", breaks=_reasons(counting))
    return Cause("reporters", breaks=_reasons(change.breaks)) if change.breaks and not parts else None


def _reasons(breaks: Sequence[Break]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.reason for one in breaks))


def _reporters(_change: Change, parts: Sequence[Part]) -> Cause | None:
    return _explained("reporters", parts)


def _one_reporter(change: Change, parts: Sequence[Part]) -> Cause | None:
    same = [part for part in parts if part.role == "same"]
    if not same or change.is_one_reporters:
        return None
    largest = max(same, key=lambda part: part.part)
    is_shared = change.series.of == "count" and others_move_too(change.reported, largest.reporter, change)
    if len(parts) == 1 or (largest.part >= MOST and not is_shared):
        return Cause("one_reporter", largest.part, (largest.reporter,))
    return None


def _asked(change: Change, parts: Sequence[Part]) -> Cause | None:
    found = _explained("asked", parts)
    before, after = (change.series.years[year] for year in (change.first, change.last))
    if found or not (before.rate and after.rate):
        return found
    if change.series.of == "share":
        return Cause("asked") if abs(after.rate - before.rate) >= RATE_MOVES else None
    if min(before.low, after.low) == 0 or before.low == after.low:
        return None
    part = log(after.rate / before.rate) / log(after.low / before.low)
    return Cause("asked", part) if part >= MOST else None


def _explained(kind: Kind, parts: Sequence[Part]) -> Cause | None:
    """By the reporters of one year only, if those who came or went, or those who were asked or no longer, or both
    together are most of the change: then the larger of the two is its cause. Named are those with a part worth it."""
    by = {role: sum(part.part for part in parts if part.role == role) for role in ("came", "asked")}
    role = "came" if kind == "reporters" else "asked"
    if by[role] < MOST and (sum(by.values()) < MOST or by[role] < max(by.values())):
        return None
    along = sorted((one for one in parts if one.role == role and one.part >= LEAST_NAMED), key=lambda one: -one.part)
    named = along[:MOST_NAMED]
    others = sum(one.part for one in named) < ALL_BUT * by[role]
    return Cause(kind, by[role], tuple(one.reporter for one in named), others=others)


def _small(change: Change, _parts: Sequence[Part]) -> Cause | None:
    ends = [change.series.years[year] for year in (change.first, change.last)]
    few = min(end.known for end in ends) if change.series.of == "share" else max(end.low for end in ends)
    return Cause("small") if few < SMALL else None


CHECKS: Final[tuple[Check, ...]] = (_ends, _provisional, _described, _reporters, _one_reporter, _asked, _small)
