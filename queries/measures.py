"""From counted intervals to what is drawn: per year of the period, share, index, rate. Pure functions on frames.

A frame has low, high (counted, bounds), known and known_high (what the share is of), year_first and year_last; of a
rate also people (residents). The result gains value_low, value_high and status: A normal, Q a part is a censored value,
U the base is too small for a percentage, M no value, N no residents to divide by. A value that may not be shown is
null, never zero.
"""

from typing import Final

import polars as pl

PER: Final = 100_000  # residents, of a rate
SMALL_BASE: Final = 30  # METHODS rule 9: no percentage of fewer known than this


def measured(frame: pl.DataFrame, measure: str, zero_is_absence: bool = False) -> pl.DataFrame:
    """The frame with `value_low`, `value_high` and `status` for one measure: count, share, index or rate.

    `zero_is_absence`: a row without any record says that nobody registered there, not that there was nobody.
    """
    shown = {"count": _count, "share": _share, "index": _index, "rate": _rate}[measure](
        _with_status(frame, zero_is_absence)
    )
    missing = pl.col("status") == "M"
    return shown.with_columns(pl.when(~missing).then(pl.col(bound)).alias(bound) for bound in ("low", "high"))


def _with_status(frame: pl.DataFrame, zero_is_absence: bool) -> pl.DataFrame:
    censored = pl.when(pl.col("high") > pl.col("low")).then(pl.lit("Q")).otherwise(pl.lit("A"))
    missing = (pl.col("known_high") == 0) | (pl.lit(zero_is_absence) & (pl.col("high") == 0))
    return frame.with_columns(pl.when(missing).then(pl.lit("M")).otherwise(censored).alias("status"))


def _values(frame: pl.DataFrame, low: pl.Expr, high: pl.Expr) -> pl.DataFrame:
    shown = pl.col("status").is_in(["A", "Q"])
    return frame.with_columns(
        pl.when(shown).then(low).cast(pl.Float64).alias("value_low"),
        pl.when(shown).then(high).cast(pl.Float64).alias("value_high"),
    )


def _count(frame: pl.DataFrame) -> pl.DataFrame:
    """Per year of the period: periods of unequal length are only comparable so (METHODS rule 11)."""
    width = pl.col("year_last") - pl.col("year_first") + 1 if "year_first" in frame.columns else pl.lit(1)
    return _values(frame, pl.col("low") / width, pl.col("high") / width)


def _share(frame: pl.DataFrame) -> pl.DataFrame:
    """Percent of the known. With intervals the rest is at its other bound: low / (low + the others' high)."""
    small = pl.when(pl.col("status") == "M").then(pl.lit("M")).when(pl.col("known") < SMALL_BASE).then(pl.lit("U"))
    frame = frame.with_columns(small.otherwise(pl.col("status")).alias("status"))
    others_high = pl.col("known_high") - pl.col("high")
    others_low = pl.col("known") - pl.col("low")
    return _values(
        frame,
        100 * pl.col("low") / (pl.col("low") + others_high),
        100 * pl.col("high") / (pl.col("high") + others_low),
    )


def _rate(frame: pl.DataFrame) -> pl.DataFrame:
    """Per 100,000 residents, of all years of a row together."""
    bare = pl.when((pl.col("status") != "M") & pl.col("people").is_null()).then(pl.lit("N"))
    frame = frame.with_columns(bare.otherwise(pl.col("status")).alias("status"))
    return _values(frame, PER * pl.col("low") / pl.col("people"), PER * pl.col("high") / pl.col("people"))


def _index(frame: pl.DataFrame) -> pl.DataFrame:
    """The first year of each series is 100; a base of under 30 is too small to grow from."""
    per_year = _count(frame)
    first = (
        pl.col("low").sort_by("year_first").filter(pl.col("status").sort_by("year_first") != "M").first().over("code")
    )
    base_low = pl.col("value_low").sort_by("year_first").drop_nulls().first().over("code")
    base_high = pl.col("value_high").sort_by("year_first").drop_nulls().first().over("code")
    small = pl.when((first < SMALL_BASE) & (pl.col("status") != "M")).then(pl.lit("U")).otherwise(pl.col("status"))
    is_base = pl.col("year_first") == pl.col("year_first").filter(pl.col("value_low").is_not_null()).min().over("code")
    indexed = per_year.with_columns(
        small.alias("status"), base_low.alias("_low"), base_high.alias("_high"), is_base.alias("_base")
    )
    low = pl.when(pl.col("_base")).then(100.0).otherwise(100 * pl.col("value_low") / pl.col("_high"))
    high = pl.when(pl.col("_base")).then(100.0).otherwise(100 * pl.col("value_high") / pl.col("_low"))
    return _values(indexed, low, high).drop("_low", "_high", "_base")
