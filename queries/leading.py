"""Who alone makes most of a panel's change: the same reporters may rise because one of them does (METHODS rule 2)."""

from dataclasses import dataclass
from typing import Final

from queries.interval import Interval
from queries.panels import Panel, Reports

MOST_OF_IT: Final = 0.5  # of the panel's change: from here on it is that of one reporter before that of the panel
LEAST_MEMBERS: Final = 2


@dataclass(frozen=True)
class Leading:
    """One member of a panel: `share` is a fraction of the panel's change (of lower bounds; above 1 where the others go
    against it); without it the panel would go from `from_without` to `to_without`."""

    reporter: str
    share: float
    from_without: Interval
    to_without: Interval


def leading(given: Reports, same: Panel, first: int, last: int) -> Leading | None:
    """The member with more than half of the panel's change between two years; None where there is none."""
    change = same.at_to.low - same.at_from.low
    if not change or same.reporters < LEAST_MEMBERS:
        return None
    parts = {one: (given[one][last].low - given[one][first].low) / change for one in same.members}
    name = min(parts, key=lambda one: (-parts[one], one))
    if parts[name] <= MOST_OF_IT:
        return None
    before, after = given[name][first], given[name][last]
    return Leading(name, parts[name], _without(same.at_from, before), _without(same.at_to, after))


def _without(whole: Interval, part: Interval) -> Interval:
    return Interval(whole.low - part.low, whole.high - part.high)
