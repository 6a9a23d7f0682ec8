"""The average of a side's years, as one more row: periods of unequal length are comparable only so (rule 11)."""

import polars as pl

from queries.measures import measured

_SUMS = ("low", "high", "known", "known_high", "total", "panel_low", "panel_high", "_known", "_known_high")


def averaged(frame: pl.DataFrame, years: tuple[int, int], measure: str) -> pl.DataFrame:
    """One row: the years of `frame` inside `years`, added up, with the average per year that has a value (count) or the
    share over all of them. Empty where none of them has a value.

    The panel's part needs every one of these years, as a panel does. `_width` counts the years of a row, `_known` and
    `_known_high` are the panel's.
    """
    inside = frame.filter(pl.col("year_first") >= years[0], pl.col("year_last") <= years[1])
    valued = inside.filter(pl.col("value_low").is_not_null())
    if valued.is_empty():
        return frame.clear()
    whole = pl.col("panel_low").null_count() == 0
    row = valued.select(
        pl.col("side", "average").first(),
        year_first=pl.lit(years[0], pl.Int32), year_last=pl.lit(years[1], pl.Int32),
        provisional=pl.col("provisional").any(), panel_reporters=pl.col("panel_reporters").min(),
        _width=pl.col("_width").sum(),
        whole=whole,
        **{name: pl.col(name).sum() for name in _SUMS},
    ).with_columns(average=pl.lit(True))  # fmt: skip
    shown = _shares(row) if measure == "share" else _counts(row)
    panel = ("panel_low", "panel_high", "panel_value_low", "panel_value_high", "panel_reporters")
    shown = shown.with_columns(pl.when(pl.col("whole")).then(pl.col(name)).alias(name) for name in panel)
    return shown.drop("whole").cast({name: frame.schema[name] for name in shown.columns if name in frame.columns})


def _counts(row: pl.DataFrame) -> pl.DataFrame:
    censored = pl.when(pl.col("high") > pl.col("low")).then(pl.lit("Q")).otherwise(pl.lit("A"))
    per_year = {f"{of}value_{bound}": pl.col(f"{of}{bound}") / pl.col("_width")
                for of in ("", "panel_") for bound in ("low", "high")}  # fmt: skip
    return row.with_columns(status=censored, **per_year)


def _shares(row: pl.DataFrame) -> pl.DataFrame:
    """The share of all years together, and that of the panel's."""
    shown = measured(row, "share")
    panel = row.select(low="panel_low", high="panel_high", known="_known", known_high="_known_high")
    held = measured(panel, "share")
    return shown.with_columns(panel_value_low=held["value_low"], panel_value_high=held["value_high"])
