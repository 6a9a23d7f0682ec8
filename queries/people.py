"""Who the people are: gender and age together, with all that is not known of either as parts of their own.

Ages come in bands of unequal length: what is compared is a year of age, and a bar is as thick as its band, so that its
area is its records (docs/decisions/people.md).
"""

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.crossed import crossed
from queries.figure import Figure, edition_of, kept, pinned
from queries.interval import Interval
from queries.measures import SMALL_BASE
from queries.notes import notes
from queries.slices import published
from queries.uncertainty import may_test, wilson
from queries.view import Filters, View

# Years of age in a band, first and last; what has no upper end is as thick as the band before it.
BANDS: Final = {
    "0_8": (0, 8), "9_17": (9, 17), "18_20": (18, 20), "21_23": (21, 23), "24_26": (24, 26), "27_29": (27, 29),
    "30_38": (30, 38), "39_47": (39, 47),
}  # fmt: skip
OPEN: Final = "48_plus"
# Known as a child or an adult, and no more, in a file that has bands; in one that has none they are all there is.
NO_BAND: Final = "_no_band"
AGES: Final = (*BANDS, OPEN, "minor", "adult", f"minor{NO_BAND}", f"adult{NO_BAND}")
CHILDREN: Final = ("0_8", "9_17", "minor", f"minor{NO_BAND}")


@dataclass(frozen=True)
class Share:
    """Those of one answer among the records whose answer is known. `part`, `known` and `total` count records (of
    published figures as intervals; `total` is the lower bound)."""

    code: str
    part: Interval
    known: Interval
    total: int
    interval: Interval | None  # 95 %, percent; None where rows are a synthesiser's

    @property
    def percent(self) -> Interval | None:
        """In percent, the rest at its other bound; None of fewer known than a percentage needs."""
        if self.known.low < SMALL_BASE:
            return None
        others = Interval(self.known.low - self.part.low, self.known.high - self.part.high)
        low, high = self.part.low + others.high, self.part.high + others.low
        return Interval(100 * self.part.low / low, 100 * self.part.high / high if high else 0.0)

    @property
    def percent_known(self) -> float:
        """Percent of the records whose answer is known."""
        return 100 * min(self.known.low, self.total) / max(1, self.total)


@kept
def people(view: View) -> Figure:
    """Records by gender and age.

    Frame, a row a gender and age that occurs: gender, age (of AGES; null: not known), low, high (records, bounds),
    status, age_years (years of age in the band; null where it has no two ends), per_year (records per year of age).
    Facts: records, children and women (Share, each of all the other filters leave), bands (whether there are any),
    gender_known, age_known (percent), first_year, last_year, known, known_high (of all parts); of published figures
    whole and whole_high. Raises ValueError where gender and age are not published together (`can_be_crossed`).
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    if not can_be_crossed(edition, filters):
        raise ValueError("gender and age are not published together for this selection")
    counted = _counted(edition, filters)
    bands = has_bands(edition)
    frame = _per_year_of_age(_by_age(counted, bands))
    facts = {
        "records": int(counted["high"].sum()),
        "children": share(_whatever(edition, filters, "age", counted), "majority", "minor", edition),
        "women": share(_whatever(edition, filters, "gender", counted), "gender", "female", edition),
        "bands": bands,
        "gender_known": _percent_known(counted, "gender"), "age_known": _percent_known(counted, "majority"),
        "first_year": filters.from_ or edition.first_year, "last_year": filters.to or edition.last_year,
    } | _published_total(edition, filters, counted)  # fmt: skip
    said = (*notes(edition, view, frame, "gender"), *(("age_area",) if bands else ()), "children_and_means")
    return Figure("people", view, edition, frame, facts, tuple(dict.fromkeys(said)))


def can_be_crossed(edition: Edition, filters: Filters) -> bool:
    """Whether the data set has gender and age, and its publisher gives them together with what is selected."""
    return not {"gender", "age"} & edition.lacks() and published(edition, filters, "gender", "age")


def has_bands(edition: Edition) -> bool:
    """Whether ages come in bands, or as children and adults only."""
    return edition.kind == "victims" and "age" in edition.answers


def _counted(edition: Edition, filters: Filters) -> pl.DataFrame:
    """gender, age (as it is in the file), majority, low, high."""
    if edition.kind == "figures":
        found = crossed(edition, filters, "gender", "age").with_columns(pl.col("age").alias("majority"))
    else:
        found = crossed(edition, filters, "gender", "age", "majority")
    return found.select("gender", "age", "majority", "low", "high")


def _whatever(edition: Edition, filters: Filters, name: str, counted: pl.DataFrame) -> pl.DataFrame:
    """The same without the filter on one dimension; what is counted already where there is none."""
    return _counted(edition, filters.having({name: ()})) if getattr(filters, name) else counted


def _by_age(counted: pl.DataFrame, bands: bool) -> pl.DataFrame:
    """By gender and age; who has no band is a child, an adult or neither known."""
    age = pl.coalesce("age", pl.col("majority") + (NO_BAND if bands else ""))
    order = {code: at for at, code in enumerate(AGES)}
    found = counted.group_by("gender", age.alias("age")).agg(pl.col("low", "high").sum())
    place = pl.col("age").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    return found.sort("gender", place, nulls_last=True)


def _per_year_of_age(frame: pl.DataFrame) -> pl.DataFrame:
    years = {code: last - first + 1 for code, (first, last) in BANDS.items()}
    thick = pl.col("age").replace_strict(years, default=None, return_dtype=pl.Int64)
    censored = pl.when(pl.col("high") > pl.col("low")).then(pl.lit("Q")).otherwise(pl.lit("A"))
    return frame.with_columns(
        censored.alias("status"), thick.alias("age_years"), (pl.col("low") / thick).alias("per_year")
    )


def share(counted: pl.DataFrame, column: str, code: str, edition: Edition) -> Share:
    """The share of one code of a column (low and high count) among the rows where it is known."""
    known = counted.filter(pl.col(column).is_not_null())
    part = _bounds(known.filter(pl.col(column) == code))
    chance = wilson(part, _bounds(known)) if may_test(edition) else None
    percent = Interval(100 * chance.low, 100 * chance.high) if chance else None
    return Share(code, part, _bounds(known), int(counted["low"].sum()), percent)


def _bounds(frame: pl.DataFrame) -> Interval:
    return Interval(int(frame["low"].sum()), int(frame["high"].sum()))


def _percent_known(counted: pl.DataFrame, column: str) -> float:
    return 100 * int(counted.filter(pl.col(column).is_not_null())["low"].sum()) / max(1, int(counted["low"].sum()))


def _published_total(edition: Edition, filters: Filters, counted: pl.DataFrame) -> dict[str, Any]:
    """What the parts by gender and age add up to, and the publisher's own total of the same selection beside it."""
    parts = _bounds(counted)
    found: dict[str, Any] = {"known": int(parts.low), "known_high": int(parts.high)}
    if edition.kind == "victims" or not published(edition, filters):
        return found
    whole = _bounds(crossed(edition, filters, "year"))
    return found | {"whole": int(whole.low), "whole_high": int(whole.high)}
