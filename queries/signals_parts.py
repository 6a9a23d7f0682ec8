"""What each reporter has in a change: those who came or went, those who were asked or not, those in both years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import polars as pl

from queries.signals_cells import CELL
from queries.signals_series import Counted

# Reporter -> year -> what it gave.
Reported = Mapping[str, Mapping[int, Counted]]
NOBODY: Final = Counted(0, 0, 0, 0, 0)
Role = Literal["came", "asked", "same"]
# The others move too if their relative change is at least this part of the whole's: a large reporter is not the cause
# of what all of them show.
LEAST_OF_OTHERS: Final = 1 / 3


@dataclass(frozen=True)
class Part:
    """A reporter's fraction of a change. `came`: it reported in one of the two years only; `asked`: it reported in both
    and had an answer in one only; `same`: it has a number in both."""

    reporter: str
    role: Role
    part: float


class Between(Protocol):
    """A change of a known size from one year to another."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def size(self) -> float: ...


def reported(cells: pl.DataFrame) -> dict[str, Reported]:
    """Code -> what its reporters gave, from the cells of queries.signals_cells."""
    found: dict[str, dict[str, dict[int, Counted]]] = {}
    for code, reporter, year, *counted in cells.select(CELL).iter_rows():
        found.setdefault(code, {}).setdefault(reporter, {})[year] = Counted(*counted)
    return dict(found)


def added(given: Reported, year: int) -> Counted:
    """What these reporters gave in a year, together."""
    every = [values.get(year, NOBODY) for values in given.values()]
    return Counted(*(sum(each) for each in zip(*every, strict=True))) if every else NOBODY


def of_counts(
    given: Reported, whole: Mapping[str, frozenset[int]], first: int, last: int, size: float
) -> tuple[Part, ...]:
    """Each reporter's own change as a fraction of the whole's."""
    found = []
    for name, values in given.items():
        if first in values or last in values:
            own = values.get(last, NOBODY).low - values.get(first, NOBODY).low
            found.append(Part(name, _role(name, values, whole, first, last), own / size if size else 0.0))
    return tuple(found)


def of_shares(
    given: Reported, whole: Mapping[str, frozenset[int]], first: int, last: int, size: float
) -> tuple[Part, ...]:
    """What is gone of a change of a share without the reporters of one year only is theirs, in proportion to how many
    they asked; a reporter's of both years is what is gone of the change without it."""
    roles = {name: _role(name, values, whole, first, last) for name, values in given.items()}
    answered = {
        name: values.get(first, NOBODY).known + values.get(last, NOBODY).known for name, values in given.items()
    }
    same = {name: given[name] for name in given if roles[name] == "same" and answered[name]}
    others = {name: weight for name, weight in answered.items() if roles[name] != "same" and weight}
    theirs = 1 - _moved(same, first, last) / size if size and others else 0.0
    weighed = sum(others.values())
    found = [Part(name, roles[name], theirs * weight / weighed) for name, weight in others.items()]
    for name in same:
        without = _moved({other: same[other] for other in same if other != name}, first, last)
        found.append(Part(name, "same", 1 - without / size if size else 0.0))
    return tuple(found)


def _role(name: str, values: Mapping[int, Counted], whole: Mapping[str, frozenset[int]], first: int, last: int) -> Role:
    if first in values and last in values:
        return "same"
    return "asked" if {first, last} <= whole.get(name, frozenset()) else "came"


def _moved(given: Reported, first: int, last: int) -> float:
    """Percentage points by which the share of these reporters moves; none where nobody answered."""
    before, after = added(given, first), added(given, last)
    return 100 * (after.low / after.known - before.low / before.known) if before.known and after.known else 0.0


def others_move_too(given: Reported, one: str, change: Between) -> bool:
    """Whether the reporters of both years other than `one` show the same move, relative to their size."""
    both = {name: values for name, values in given.items() if change.first in values and change.last in values}
    rest = {name: values for name, values in both.items() if name != one}
    whole, others = ((added(among, change.first).low, added(among, change.last).low) for among in (both, rest))
    if not others[0] or whole[0] == whole[1]:
        return False
    return (others[1] / others[0] - 1) / (whole[1] / whole[0] - 1) >= LEAST_OF_OTHERS
