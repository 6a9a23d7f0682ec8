"""How the answer moves with the years compared, as a figure: the panel of every window that shares an end with it."""

from dataclasses import replace
from typing import Final

import polars as pl

from queries.account import Account
from queries.catalogue import Edition
from queries.figure import Figure, kept, pinned
from queries.figures import trend
from queries.measures import SMALL_BASE
from queries.panels import LEAST_REPORTERS, Reports, reports, windows
from queries.reporters import cells
from queries.view import View

NOTES: Final = ("demonstration", "censored", "noise")


@kept
def moving(view: View) -> Figure:
    """The factor of the same reporters for every window that begins or ends where the one compared does, whole and in
    counts, over all years of the data, whatever years the view asks for; provisional years only if it asks for them.

    Frame, a row a window: first, last, reporters, from_low, from_high, to_low, to_high, ratio_low, ratio_high (null
    where the status says why), status (A; U: the panel gave too little in the first year for a factor; F: too few
    reporters; P: records of the last year are still to come; M: nobody reported every year), is_current. Facts:
    account. No row where nobody is named, or where who reports never changes.
    """
    whole = trend(replace(view, by="", measure="count"))
    found: Account | None = whole.facts["accounts"].get("")
    frame = _windows(whole, found)
    notes = tuple(note for note in whole.notes if note in NOTES)
    return Figure("windows", whole.view, whole.edition, frame, {**whole.facts, "account": found}, notes)


def _windows(whole: Figure, found: Account | None) -> pl.DataFrame:
    given: Reports = {}
    if found and found.ground in ("panel", "small") and found.panel:
        every = replace(pinned(whole.view.filters, whole.edition), from_=None, to=None)
        given = reports(cells(whole.edition, every, ""))
    return around(given, found.first if found else 0, found.last if found else 0, whole.edition)


def around(given: Reports, first: int, last: int, edition: Edition) -> pl.DataFrame:
    """The frame of `moving`: the windows that share an end with the one from `first` to `last`."""
    complete = {year for values in given.values() for year in values if year not in edition.provisional}
    years = complete | {first, last} if given and first < last else set()
    return _judged(windows(given, years), first, last, edition)


def _judged(frame: pl.DataFrame, first: int, last: int, edition: Edition) -> pl.DataFrame:
    """The windows that share an end with the one compared; no factor where there is too little to say one."""
    pending = pl.col("last").is_in(list(edition.provisional)) & pl.lit(edition.kind == "victims")
    status = (
        pl.when(pl.col("reporters") == 0).then(pl.lit("M"))
        .when(pending).then(pl.lit("P"))
        .when(pl.col("reporters") < LEAST_REPORTERS).then(pl.lit("F"))
        .when(pl.col("from_low") < SMALL_BASE).then(pl.lit("U"))
        .otherwise(pl.lit("A"))
    )  # fmt: skip
    shared = frame.filter((pl.col("first") == first) | (pl.col("last") == last)).with_columns(status=status)
    return shared.with_columns(
        ((pl.col("first") == first) & (pl.col("last") == last)).alias("is_current"),
        *(pl.when(pl.col("status") == "A").then(pl.col(name)).alias(name) for name in ("ratio_low", "ratio_high")),
    )
