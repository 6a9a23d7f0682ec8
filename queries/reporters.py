"""Who reported what, and when: the cells that a trend over changing reporters is made of.

A reporter of published figures is the country; of records, the contributor where the file names it, else how the
records were collected and where ("hotline.USA"). A data set that tells neither has no reporters, and no constant panel.
"""

from dataclasses import replace
from typing import Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import kept
from queries.run import run, run_answering
from queries.slices import slice_of
from queries.view import PLAIN, Filters, View

COLUMNS: Final = ("code", "reporter", "year", "low", "high", "known", "known_high")


def reporter_of(edition: Edition) -> str:
    """What a reporter of an edition is: `country`, `contributor`, `collection`, or nothing where nobody is named."""
    if edition.kind == "figures":
        return "country"
    return next((name for name in ("contributor", "collection") if name in edition.answers), "")


def cells(edition: Edition, filters: Filters, by: str) -> pl.DataFrame:
    """What each reporter gave: a row a code of the breakdown ("" where whole), reporter and year in which it reported.

    Columns: code, reporter, year, low, high, known, known_high. A reporter reports in a year of published figures if it
    has a figure (a `<5` counts); of records, if any of its records of that year answers all that is asked, of this very
    code where its "no" is published: it then has a row also where none of them is in the selection, a true zero. Who is
    never in the selection is left out.
    """
    if not reporter_of(edition):
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.Int64) | {"code": pl.String, "reporter": pl.String})
    if edition.kind == "figures":
        return run("figures_by_reporter", filters, by=by, **slice_of(filters, by).parameters()).select(COLUMNS)
    counted = run("victims_by_reporter", filters, by=by, place="")
    counted = counted.with_columns(pl.col("known").alias("known_high"))
    first, last = filters.from_ or 0, filters.to or 9999
    asked = asked_of(edition, filters, by)
    # Where nothing is asked but years, who answers it is who was counted: no second statement.
    is_whole = asked.filters == Filters(edition.dataset, edition.edition)
    active = _answered(counted) if is_whole else _answering(asked)
    return _with_zeros(counted, active.filter(pl.col("year").is_between(first, last)))


def _with_zeros(counted: pl.DataFrame, active: pl.DataFrame) -> pl.DataFrame:
    """A row for every year in which a reporter reported at all; where it has none in the selection, zero."""
    counts = ["low", "high", "known", "known_high"]
    ever = counted.filter(pl.col("high") > 0).select("code", "reporter").unique()
    full = ever.join(active, on=["code", "reporter"]).join(counted, on=["code", "reporter", "year"], how="left")
    return full.with_columns(pl.col(counts).fill_null(0)).select(COLUMNS).sort("code", "reporter", "year")


def asked_of(edition: Edition, filters: Filters, by: str) -> View:
    """What a selection asks, whatever the years and the answers: the same for every place, and for women and men."""
    asked = {name: ("any",) for name in PLAIN if name != "age" and getattr(filters, name)}
    whole = replace(filters, dataset=edition.dataset, edition=edition.edition, from_=None, to=None)
    return View("trends", whole.having(asked), by)


@kept
def _answering(asked: View) -> pl.DataFrame:
    """Code, reporter and year wherever any record answers what is asked."""
    return _answered(run_answering("victims_by_reporter", asked.filters, by=asked.by, place=""))


def _answered(counted: pl.DataFrame) -> pl.DataFrame:
    return counted.filter(pl.col("known") > 0).select("code", "reporter", "year")
