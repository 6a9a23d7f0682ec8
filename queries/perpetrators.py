"""What records say of the perpetrators: a share of the records that say anything of that part. A record may have
several perpetrators, so nothing here counts perpetrators, and parts never add up to a whole."""

from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.crossed import crossed
from queries.figure import Figure, edition_of, kept, pinned
from queries.notes import notes
from queries.people_shares import in_percent, of_shares
from queries.view import PERPETRATORS, Filters, View

# Said under every figure of perpetrators.
_SAID: Final = ("several_perpetrators", "of_records")


def has_perpetrators(edition: Edition) -> bool:
    return "perpetrator" in edition.answers


def part_of(view: View) -> str:
    """The part that is asked for: perpetrator_role, perpetrator_gender, ..."""
    return f"perpetrator_{view.option('part')}"


@kept
def perpetrators(view: View) -> Figure:
    """All that records say of perpetrators, part by part.

    Frame, a row a code of a part: asked (of PERPETRATORS), perpetrator (its code), value_low, value_high (percent of
    `known`), ci_low, ci_high, status, low, high, known, known_high, total. Facts: records. The edition must have
    perpetrators.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    counted = pl.concat([_part(edition, filters, part) for part in PERPETRATORS])
    frame = in_percent(counted, edition)
    facts = {"records": max(counted["total"].to_list(), default=0), "known": 0}
    return Figure("perpetrators", view, edition, frame, facts, _notes(edition, view, frame))


def _part(edition: Edition, filters: Filters, part: str) -> pl.DataFrame:
    counted = crossed(edition, filters, part)
    return counted.select(pl.lit(part).alias("asked"), pl.col(part).alias("perpetrator"), *_COUNTS).filter(
        pl.col("perpetrator").is_not_null() | (pl.col("known") == 0)
    )


_COUNTS: Final = ("low", "high", "known", "known_high", "total")


@kept
def periods(view: View) -> Figure:
    """One part by the data set's own periods of registration, which are of unequal length.

    Frame: that of a trend in shares (queries.figures.trend), code by period. Facts: records, known, undated, of.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    part = part_of(view)
    counted = _filled(crossed(edition, filters, part, "year"), part, "year")
    dated = counted.filter(pl.col("year").is_not_null()).with_columns(_ends("year"))
    frame = dated.select(
        pl.col(part).alias("code"), "year_first", "year_last", *_COUNTS, pl.lit(None, pl.Int64).alias("reporters")
    )
    frame = in_percent(frame.sort("code", "year_first"), edition).with_columns(
        pl.col("year_last").is_in(list(edition.provisional)).alias("provisional")
    )
    once = dated.unique("year")
    facts = {
        "records": int(once["total"].sum()), "known": int(once["known"].sum()), "of": part,
        "undated": int(counted.filter(pl.col("year").is_null()).unique("year")["total"].sum()),
    }  # fmt: skip
    asked = replace(view, by=part, measure="share")
    return Figure("perpetrator_periods", asked, edition, frame, facts, _notes(edition, view, frame))


def _ends(year: str) -> list[pl.Expr]:
    """The first and the last year of "2005-2013" or "2019"."""
    ends = pl.col(year).str.split("-")
    return [
        ends.list.first().cast(pl.Int64).alias("year_first"),
        ends.list.last().cast(pl.Int64).alias("year_last"),
    ]


@kept
def across(view: View) -> Figure:
    """One part by the gender or age of the person, or by the type of exploitation (`view.option("across")`).

    Frame, a row a code of the part and of the other: both (columns named after them; null: the other is not known),
    value_low, value_high, ci_low, ci_high (percent), status, low, high, known, known_high, total. Facts: records, part,
    across.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    part, other = part_of(view), view.option("across")
    counted = _filled(crossed(edition, filters, part, other), part, other)
    frame = in_percent(counted.sort(part, other, nulls_last=True), edition)
    records = max(crossed(edition, filters, part)["total"].to_list(), default=0)
    facts = {"records": records, "known": 0, "part": part, "across": other}
    more = ("several_answers",) if other == "exploitation" else ()
    return Figure("perpetrators_across", view, edition, frame, facts, (*_notes(edition, view, frame), *more))


def _filled(counted: pl.DataFrame, part: str, other: str) -> pl.DataFrame:
    """Every code of the part with every code of the other: where some say the part and none this code, nobody is an
    answer. Without the rows of an unknown part, which are no share of anything."""
    bases = counted.unique(other).select(other, "known", "known_high", "total")
    codes = counted.select(part).filter(pl.col(part).is_not_null()).unique()
    counts = counted.select(part, other, "low", "high")
    grid = bases.join(codes, how="cross").join(counts, on=[part, other], how="left", nulls_equal=True)
    return grid.select(part, other, pl.col("low", "high").fill_null(0), "known", "known_high", "total")


def _notes(edition: Edition, view: View, frame: pl.DataFrame) -> tuple[Any, ...]:
    found = notes(edition, replace(view, measure="share"), frame, "perpetrator")
    return (*of_shares(found), *_SAID)
