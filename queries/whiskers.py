"""The 95 % interval of every value drawn, in its measure: how far chance alone could move it (METHODS rule 9)."""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from queries.catalogue import Edition
from queries.measures import PER
from queries.uncertainty import Limits, may_test, poisson_limits, ratio_limits, wilson_limits

WHISKERS: Final = ("ci_low", "ci_high")


def with_whiskers(frame: pl.DataFrame, edition: Edition, measure: str) -> pl.DataFrame:
    """The measured frame (queries.measures) with columns ci_low and ci_high, 95 %.

    A count: exact Poisson, per year of the period or per year with a figure, as it is drawn. A share: Wilson, percent
    of the known. A rate: exact Poisson, per 100,000 residents, whose number is taken as known. An index: log-normal,
    of the ratio to the series' first year, which is 100 by definition. A censored value gets the lower limit of its low
    bound and the upper one of its high bound. Null where there is no value, and where the rows are a synthesiser's.
    """
    if not may_test(edition) or frame.is_empty():
        return frame.with_columns(pl.lit(None, pl.Float64).alias(name) for name in WHISKERS)
    limits_of = {"count": _of_counts, "share": _of_shares, "index": _of_index, "rate": _of_rates}[measure]
    limits = limits_of(frame, _width(frame, edition))
    shown = pl.col("value_low").is_not_null()
    return frame.with_columns(
        pl.when(shown).then(pl.Series(name, one)).alias(name) for name, one in zip(WHISKERS, limits, strict=True)
    )


def _width(frame: pl.DataFrame, edition: Edition) -> NDArray[np.float64]:
    """The years that a count is of: those of its period; on a map of published figures those with a figure."""
    if "year_first" in frame.columns:
        years = frame["year_last"] - frame["year_first"] + 1
    else:
        years = frame["years"] if edition.kind == "figures" else pl.repeat(1, frame.height, eager=True)
    return years.clip(1).cast(pl.Float64).to_numpy()


def _of_counts(frame: pl.DataFrame, width: NDArray[np.float64]) -> Limits:
    lower, upper = poisson_limits(frame["low"], frame["high"])
    return lower / width, upper / width


def _of_rates(frame: pl.DataFrame, _width: NDArray[np.float64]) -> Limits:
    lower, upper = poisson_limits(frame["low"], frame["high"])
    people = frame["people"].cast(pl.Float64).to_numpy()
    return PER * lower / people, PER * upper / people


def _of_shares(frame: pl.DataFrame, _width: NDArray[np.float64]) -> Limits:
    lower, upper = wilson_limits(frame["low"], frame["high"], frame["known"], frame["known_high"])
    return 100 * lower, 100 * upper


def _of_index(frame: pl.DataFrame, width: NDArray[np.float64]) -> Limits:
    """The variance is of the counts, the ratio of what was counted per year."""
    with_width = frame.with_columns(pl.Series("width", width))
    valued = with_width.filter(pl.col("value_low").is_not_null()).sort("year_first")
    first = valued.group_by("code").agg(pl.col("low", "high", "width", "year_first").first())
    base = frame.select("code").join(first, on="code", how="left", maintain_order="left")
    lower, upper = ratio_limits(frame["low"], frame["high"], base["low"], base["high"])
    scale = 100 * base["width"].to_numpy() / width
    is_base = frame["year_first"].eq_missing(base["year_first"]).to_numpy()
    return np.where(is_base, 100.0, scale * lower), np.where(is_base, 100.0, scale * upper)
