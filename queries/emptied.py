"""What an empty selection could do without: for each filter, how much would match if it were taken off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from queries.figure import Figure, edition_of, kept, pinned
from queries.interval import Interval
from queries.run import run
from queries.shares import share_of
from queries.slices import published, slice_of
from queries.view import DIMENSIONS, Filters, View

YEARS: Final = "years"  # what both ends of the period are called together
# Figures in which a record without a year has no place.
_BY_YEAR: Final = ("trend", "change", "windows", "reporters", "presence", "signals")
_TOGETHER: Final = 2


@dataclass(frozen=True)
class Way:
    """Filters (of queries.view.DIMENSIONS, or YEARS) without which the selection is of `found`: records, or the bounds
    of what published figures add up to. All codes of a filter go together: fewer of them match less, never more."""

    dropped: tuple[str, ...]
    found: Interval


def ways_out(figure: Figure) -> tuple[Way, ...]:
    """The single filters without which an empty figure has something to show, the most first; where none of them is
    enough, the pairs; nothing where not even two are."""
    return _ways((figure.view, figure.name in _BY_YEAR))


@kept
def _ways(asked: tuple[View, bool]) -> tuple[Way, ...]:
    view, dated = asked
    on = _on(view)
    for together in range(1, _TOGETHER + 1):
        found = [way for names in combinations(on, together) if (way := _without(view, names, dated)) is not None]
        if found:
            return tuple(sorted(found, key=lambda way: (-way.found.low, -way.found.high, way.dropped)))
    return ()


def _on(view: View) -> list[str]:
    """The filters that are on; what a share is of takes no record away."""
    of = share_of(view)
    on = [name for name in DIMENSIONS if getattr(view.filters, name) and name != of]
    return on + ([YEARS] if (view.filters.from_, view.filters.to) != (None, None) else [])


def _without(view: View, names: Sequence[str], dated: bool) -> Way | None:
    """What the page would count without some filters; None where that is nothing, or not published."""
    edition, rest = edition_of(view), without(view.filters, names)
    if not published(edition, rest, view.by):
        return None
    of = share_of(view)
    asked = pinned(rest.having({of: ()}) if of else rest, edition)
    options = slice_of(rest, view.by).parameters() if edition.kind == "figures" else {"dated": dated}
    low, high = run(f"{edition.kind}_matching", asked, **options).row(0)
    return Way(tuple(names), Interval(low, high)) if high else None


def without(filters: Filters, names: Sequence[str]) -> Filters:
    """The selection with some of its filters taken off."""
    rest = filters.having({name: () for name in names if name != YEARS})
    return replace(rest, from_=None, to=None) if YEARS in names else rest
