"""The series of an edition that a scan for signals looks at: the whole, and the codes of what it can be broken into."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import polars as pl

from queries.catalogue import Edition
from queries.interval import Interval
from queries.measures import SMALL_BASE
from queries.signals_limits import LEAST_POINTS
from queries.slices import published
from queries.view import Filters

SCANNED: Final = (
    "", "region", "subregion", "country", "exploitation", "gender", "age", "sector", "recruiter", "method",
)  # fmt: skip
SHARES: Final = ("exploitation", "gender", "age", "sector", "recruiter", "method")
LEAST_SIZE: Final = 100  # a series that never reaches this is small numbers throughout
LEAST_OF_WHOLE: Final = 0.01  # ... and one that never reaches this part of the largest year is not seen in the whole
Of = Literal["count", "share"]


class Counted(NamedTuple):
    """One year of a series: how many (bounds), of how many who answered, of how many in all."""

    low: int
    high: int
    known: int
    known_high: int
    total: int

    @property
    def number(self) -> Interval:
        return Interval(self.low, self.high)

    @property
    def share(self) -> Interval:
        """Percent of who answered. With intervals the rest is at its other bound."""
        least = self.low / (self.low + self.known_high - self.high)
        return Interval(100 * least, 100 * self.high / (self.high + self.known - self.low))

    @property
    def rate(self) -> float:
        """The fraction that answered."""
        return self.known / self.total if self.total else 0.0


@dataclass(frozen=True)
class Series:
    """One line that a reader could look at: a code of a dimension ("" and "" where whole), as counts or shares."""

    dimension: str
    code: str
    of: Of
    years: Mapping[int, Counted]

    def value(self, year: int) -> Interval:
        """A count, or percent."""
        counted = self.years[year]
        return counted.number if self.of == "count" else counted.share


def dimensions(edition: Edition, filters: Filters) -> tuple[str, ...]:
    """What is scanned: what the edition answers, was published together with the filters, and is not picked already."""
    return tuple(
        name
        for name in SCANNED
        if name not in edition.lacks() and published(edition, filters, name) and not _is_picked(filters, name)
    )


def _is_picked(filters: Filters, name: str) -> bool:
    """Whether the filters leave one code of a dimension: it would be the whole again, under the name of a part."""
    finer = {"region": ("subregion", "country"), "subregion": ("country",)}.get(name, ())
    return bool(name) and (len(getattr(filters, name)) == 1 or any(getattr(filters, one) for one in finer))


def series_of(edition: Edition, by: str, frame: pl.DataFrame, largest: int) -> Iterator[Series]:
    """The series of one dimension that are large and long enough; `frame` are its years (queries.signals_cells),
    `largest` the largest year of the whole."""
    least = max(LEAST_SIZE, LEAST_OF_WHOLE * largest)
    for (code,), part in frame.sort("year").group_by("code", maintain_order=True):
        years = {year: Counted(*values) for _, year, *values in part.iter_rows()}
        for of in ("count", "share") if by in SHARES else ("count",):
            one = Series(by, str(code), of, _usable(years, of))
            if _is_enough(one, edition, least):
                yield one


def _usable(years: Mapping[int, Counted], of: Of) -> dict[int, Counted]:
    return {year: one for year, one in years.items() if of == "count" or one.known >= SMALL_BASE}


def _is_enough(one: Series, edition: Edition, least: float) -> bool:
    firm = [year for year in one.years if year not in edition.provisional]
    return len(firm) >= LEAST_POINTS and max(counted.low for counted in one.years.values()) >= least
