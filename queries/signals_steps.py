"""The steps and slow moves of a series that stand out and matter: as published, and in the same reporters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from queries.catalogue import Edition
from queries.panels import LEAST_PART as STANDS_FOR
from queries.signals_limits import Point, jumps, of_counts, of_shares, shifts, spread
from queries.signals_panels import same_reporters
from queries.signals_parts import Reported
from queries.signals_series import Series

# A change is worth a look if it moves this many, this part of the larger year, or these percentage points.
LEAST_NUMBER: Final = 30
LEAST_PART: Final = 0.10
LEAST_POINTS_MOVED: Final = 5.0
XMR: Final = {"count": "xmr", "share": "laney"}
SHIFT: Final = "change_point"
# The same reporters speak for what was published if they have this part of it in both years (queries.panels), and most
# of it in one: before somebody came, or after somebody left.
MOSTLY: Final = 0.5


@dataclass(frozen=True)
class Step:
    """A change of a series from one year to another, and the methods that saw it. `reported` is what its reporters
    gave; where only the same reporters show the change, `within` is their line and `reported` theirs."""

    first: int
    last: int
    series: Series
    methods: tuple[str, ...]
    reported: Reported
    within: Series | None = None

    @property
    def rises(self) -> bool:
        line = self.within or self.series
        return line.value(self.last).low > line.value(self.first).low


def every_step(one: Series, given: Reported, edition: Edition) -> Iterator[Step]:
    """What stands out in a series as published; then what stands out in the same reporters, and is not told by that.

    A move of the same reporters is told by a published one that goes the same way over the same years: it has their
    numbers beside its own.
    """
    published = [Step(*span, one, methods, given) for span, methods in steps_of(one, edition)]
    yield from published
    line, members = same_reporters(one, given, edition)
    if line:
        for span, methods in steps_of(line, edition):
            found = Step(*span, one, methods, members, line)
            if _speaks_for(line, one, span) and not any(_tells(other, found) for other in published):
                yield found


def _speaks_for(line: Series, one: Series, span: tuple[int, int]) -> bool:
    """Whether the same reporters are enough of what was published: in both years, and most of it in one of them."""
    parts = sorted(line.years[year].known / one.years[year].known for year in span)
    return parts[0] >= STANDS_FOR and parts[1] >= MOSTLY


def _tells(published: Step, found: Step) -> bool:
    common = min(published.last, found.last) - max(published.first, found.first)
    shorter = min(published.last - published.first, found.last - found.first)
    is_over = common * 2 >= shorter and (shorter > 1 or published.last == found.last)
    return common > 0 and is_over and published.rises == found.rises


def steps_of(one: Series, edition: Edition) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    """What stands out in a series. Levels and usual variation are those of complete years; a provisional year is
    compared with them."""
    points = _points(one)
    firm = [point for point in points if point.year not in edition.provisional]
    usual = spread(firm)
    steps = [(year - 1, year) for year in jumps(points, usual) if _moves(one, year - 1, year)]
    moves = shifts(firm, usual)
    seen = {
        span: (XMR[one.of], SHIFT) if any(_holds(move, span) for move in moves) else (XMR[one.of],) for span in steps
    }
    slow = {move: (SHIFT,) for move in moves if _moves(one, *move) and not any(_holds(move, span) for span in steps)}
    return [*(seen | slow).items()]


def _holds(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span[0] <= other[0] and other[1] <= span[1]


def _points(one: Series) -> list[Point]:
    if one.of == "count":
        return of_counts({year: counted.low for year, counted in one.years.items()})
    return of_shares({year: (counted.low, counted.known) for year, counted in one.years.items()})


def _moves(one: Series, first: int, last: int) -> bool:
    """Whether the change is large enough to matter, whatever censored values hide."""
    before, after = one.value(first), one.value(last)
    moved = max(after.low - before.high, before.low - after.high)
    if one.of == "share":
        return moved >= LEAST_POINTS_MOVED
    return moved >= max(LEAST_NUMBER, LEAST_PART * max(before.low, after.low))
