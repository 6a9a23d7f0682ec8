"""Who reported, the constant panel and the account of a change, counted again in plain loops.

Written from the methods (docs/methods.md) and from what the functions promise, not from how they do it: a mistake of
theirs is not made twice. Nothing here imports what it checks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

REGIONS = {"ITA": "europe", "NGA": "africa", "MEX": "americas", "USA": "americas", "PHL": "asia", "UKR": "europe"}
MINOR = {"0_8", "9_17"}
ANY_YEAR = (1, 9999)

Bounds = tuple[float, float]
Table = dict[str, dict[int, Bounds]]  # reporter -> year -> value; a year without one: it did not report
Chosen = Mapping[str, Sequence[str]]  # dimension -> the codes a filter picks


@dataclass(frozen=True)
class Person:
    """One record as it is in the file, in our codes. None: not known."""

    year: int | None
    reporter: str | None
    country: str | None = None
    gender: str | None = None
    age: str | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()

    def value(self, dimension: str) -> str | None:
        region = REGIONS.get(self.country or "")
        return {"": "", "region": region, "country": self.country, "gender": self.gender, "age": self.age}[dimension]

    def says(self, dimension: str, code: str) -> bool:
        if dimension == "exploitation":
            return code in self.yes
        if dimension == "age" and code in ("minor", "adult"):
            return self.age is not None and (self.age in MINOR) == (code == "minor")
        return self.value(dimension) == code

    def answers(self, dimension: str, codes: Iterable[str], zeros: bool) -> bool:
        """Rule 3: where a "no" is published, a flag is answered by a yes or a no to it; elsewhere by any yes at all."""
        if dimension != "exploitation":
            return self.value(dimension) is not None
        return bool((self.yes | self.no) & set(codes)) if zeros else bool(self.yes)

    def is_in(self, chosen: Chosen) -> bool:
        return all(any(self.says(name, code) for code in codes) for name, codes in chosen.items())


@dataclass
class Counted:
    """One series: what every reporter gave, and what was published in every year with a value."""

    table: Table
    published: dict[int, Bounds]
    known: dict[str, dict[int, Bounds]] = field(default_factory=dict)


def of_people(people: Sequence[Person], chosen: Chosen, by: str, code: str, zeros: bool, years: Bounds) -> Counted:
    """The cells of one code of a breakdown, zeros of those that reported and had nobody included."""
    counts: dict[tuple[str | None, int], int] = defaultdict(int)
    known: dict[tuple[str | None, int], int] = defaultdict(int)
    reported = set()
    for one in people:
        if not one.year or not years[0] <= one.year <= years[1]:
            continue
        answers = one.answers(by, [code], zeros)
        if answers and all(one.answers(name, codes, zeros) for name, codes in chosen.items()):
            reported.add((one.reporter, one.year))
        if one.is_in(chosen):
            counts[one.reporter, one.year] += one.says(by, code)
            known[one.reporter, one.year] += answers
    ever = {reporter for (reporter, _), n in counts.items() if n}
    there = [(reporter, year) for reporter, year in reported if reporter and reporter in ever]
    return Counted(
        _table(there, counts), _published(counts, known, zero_is_absence=by in ("region", "country")),
        _table(there, known),
    )  # fmt: skip


def _table(there: Iterable[tuple[str, int]], counts: Mapping[tuple[str | None, int], int]) -> Table:
    table: Table = {}
    for reporter, year in there:
        n = counts.get((reporter, year), 0)
        table.setdefault(reporter, {})[year] = (n, n)
    return table


def _published(
    counts: Mapping[tuple[str | None, int], int], known: Mapping[tuple[str | None, int], int], zero_is_absence: bool
) -> dict[int, Bounds]:
    """What everybody gave, nobody known included, in every year in which anybody answered."""
    published: dict[int, Bounds] = {}
    for year in {year for _, year in known}:
        found = sum(n for (_, when), n in counts.items() if when == year)
        answered = sum(n for (_, when), n in known.items() if when == year)
        if answered and (found or not zero_is_absence):
            published[year] = (found, found)
    return published


def of_rows(rows: Iterable[tuple[str, int, Bounds]], years: Bounds) -> Counted:
    """The cells of published figures: country, year, bounds; a key may come more than once and is added up."""
    table: Table = {}
    published: dict[int, Bounds] = {}
    for country, year, value in rows:
        if years[0] <= year <= years[1]:
            own = table.setdefault(country, {})
            own[year] = plus(own.get(year, (0, 0)), value)
            published[year] = plus(published.get(year, (0, 0)), value)
    return Counted(table, published)


def plus(one: Bounds, other: Bounds) -> Bounds:
    return one[0] + other[0], one[1] + other[1]


def summed(table: Table, reporters: Iterable[str], year: int) -> Bounds:
    total: Bounds = (0, 0)
    for reporter in reporters:
        total = plus(total, table[reporter].get(year, (0, 0)))
    return total


@dataclass
class Recount:
    all_from: Bounds
    all_to: Bounds
    reporters_from: int
    reporters_to: int
    panel: set[str]
    panel_from: Bounds
    panel_to: Bounds
    exact: set[str]
    exact_from: Bounds
    exact_to: Bounds
    entering: Bounds
    leaving: Bounds
    entered: set[str]
    left: set[str]
    interrupted: set[str]
    shares: dict[str, float | None]
    without: dict[str, tuple[Bounds, Bounds]]
    absent: Bounds | None
    chained: Bounds | None
    chained_to: int | None
    ground: str


def recount(counted: Counted, first: int, last: int) -> Recount:
    """The account from one year to another of what was counted."""
    given: Table = {}
    for reporter, values in counted.table.items():
        own = {year: value for year, value in values.items() if first <= year <= last}
        if any(high > 0 for _, high in own.values()):
            given[reporter] = own
    panel = {one for one in given if all(year in given[one] for year in range(first, last + 1))}
    exact = {one for one in panel if all(low == high for low, high in given[one].values())}
    here = {one for one in given if first in given[one]}
    there = {one for one in given if last in given[one]}
    whole, end = counted.published[first], counted.published[last]
    leaving = whole[0] - summed(given, panel, first)[0], whole[1] - summed(given, panel, first)[1]
    entering = end[0] - summed(given, panel, last)[0], end[1] - summed(given, panel, last)[1]
    change = end[0] - whole[0]
    shares, without = {}, {}
    for one in here | there:
        before, after = given[one].get(first, (0, 0)), given[one].get(last, (0, 0))
        shares[one] = (after[0] - before[0]) / change if change else None
        without[one] = (
            (whole[0] - before[0], whole[1] - before[1]),
            (end[0] - after[0], end[1] - after[1]),
        )
    chain, reach = _chained(given, first, last)
    return Recount(
        whole, end, len(here), len(there), panel, summed(given, panel, first), summed(given, panel, last), exact,
        summed(given, exact, first), summed(given, exact, last), entering, leaving, there - panel, here - panel,
        (here & there) - panel, shares, without, _absent(given, panel, first), chain, reach,
        _ground(counted, given, panel, first, last),
    )  # fmt: skip


def _chained(given: Table, first: int, last: int) -> tuple[Bounds | None, int | None]:
    index: Bounds = (1.0, 1.0)
    reached = None
    for year in range(first + 1, last + 1):
        both = [one for one in given if year in given[one] and year - 1 in given[one]]
        before, after = summed(given, both, year - 1), summed(given, both, year)
        if before[0] <= 0:  # nobody in common, or perhaps nothing
            break
        index, reached = (index[0] * after[0] / before[1], index[1] * after[1] / before[0]), year
    return (index, reached) if reached else (None, None)


def _absent(given: Table, panel: set[str], first: int) -> Bounds | None:
    outside = [one for one in given if one not in panel]
    begun = [one for one in outside if first in given[one]] or outside
    values = [value for one in begun for value in given[one].values()]
    return max(values, key=lambda value: value[1], default=None)


def _ground(counted: Counted, given: Table, panel: set[str], first: int, last: int) -> str:
    """How far the reporters can answer; records of nobody known are in no panel, and so it is never all of them."""
    named = all(
        summed(counted.table, counted.table, year) == counted.published[year]
        for year in range(first, last + 1)
        if year in counted.published
    )
    if len(given) == 1 and named:
        return "one"
    if panel and panel == set(given) and named:
        return "all"
    parts = [
        summed(given, panel, year)[0] / counted.published[year][0]
        for year in (first, last)
        if counted.published[year][0]
    ]
    return "small" if len(panel) < 3 or max(parts, default=0) < 0.2 else "panel"
