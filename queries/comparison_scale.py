"""The difference and the ratio of two sides, as intervals: what is censored, and what chance alone may do."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from queries.comparison_chance import CHANCE, Bases, chance
from queries.measures import SMALL_BASE

SCALES: Final = ("", "panel_")
OF_TWO: Final = (
    *(f"{of}{what}_{end}" for of in SCALES for what in ("difference", "ratio") for end in ("low", "high")),
)
_OTHER: Final = (
    "low", "high", "value_low", "value_high", "panel_low", "panel_high", "panel_value_low", "panel_value_high",
    "known", "known_high", "_known", "_known_high", "_width", "provisional",
)  # fmt: skip


def against(
    frame: pl.DataFrame, same_years: bool, measure: str, bases: Bases | None, pending: bool, shared: bool = True
) -> pl.DataFrame:
    """The frame of a comparison with side a's difference from side b and its ratio to it, on the rows of side a.

    Rows of the same year are compared, and the averages; only the averages where the two are of different years, and
    then not where a side has a provisional year whose records are still to come (`pending`). 95 % intervals are given
    where they may be (`bases` says of what), and not of an index: it has none of its own.

    Counts of panels that are not `shared` are not compared: how large each is follows from who reports in every year.
    """
    keyed = frame.with_columns(_key(same_years))
    other = keyed.filter(pl.col("side") == "b", pl.col("key").is_not_null())
    joined = keyed.filter(pl.col("side") == "a").join(
        other.select("key", *(pl.col(name).alias(f"b_{name}") for name in _OTHER)),
        on="key", how="left", maintain_order="left",
    )  # fmt: skip
    for of in SCALES:
        joined = joined.with_columns(*_difference(of), *_ratio(of, measure))
    if pending and not same_years:
        joined = joined.with_columns(_firm(name) for name in OF_TWO)
    if measure == "count" and not shared:
        joined = joined.with_columns(pl.lit(None, pl.Float64).alias(name) for name in OF_TWO if "panel" in name)
    found = bases if measure != "index" else None
    limits = [_limits(row, measure, found) if found else {} for row in joined.iter_rows(named=True)]
    with_limits = joined.hstack(pl.DataFrame(limits, schema=dict.fromkeys(CHANCE, pl.Float64)))
    whole = pl.concat([with_limits, keyed.filter(pl.col("side") == "b")], how="diagonal")
    return whole.select(pl.exclude("key", "^b_.*$", "^_.*$"))


def _key(same_years: bool) -> pl.Expr:
    year = pl.col("year_first") if same_years else pl.lit(None, pl.Int32)
    return pl.when("average").then(0).otherwise(year).alias("key")


def _firm(name: str) -> pl.Expr:
    return pl.when(~(pl.col("provisional") | pl.col("b_provisional"))).then(pl.col(name)).alias(name)


def _difference(of: str) -> list[pl.Expr]:
    low, high = pl.col(f"{of}value_low"), pl.col(f"{of}value_high")
    return [
        (low - pl.col(f"b_{of}value_high")).alias(f"{of}difference_low"),
        (high - pl.col(f"b_{of}value_low")).alias(f"{of}difference_high"),
    ]


def _ratio(of: str, measure: str) -> list[pl.Expr]:
    """No factor of a base that may be nothing, or that counts fewer than 30."""
    base = pl.col(f"b_{of}value_low") > 0
    if measure == "count":
        base &= pl.col(f"b_{of}low") >= SMALL_BASE
    low, high = pl.col(f"{of}value_low"), pl.col(f"{of}value_high")
    return [
        pl.when(base).then(low / pl.col(f"b_{of}value_high")).alias(f"{of}ratio_low"),
        pl.when(base).then(high / pl.col(f"b_{of}value_low")).alias(f"{of}ratio_high"),
    ]


def _limits(row: Mapping[str, Any], measure: str, bases: Bases) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for of in SCALES:
        if row[f"{of}difference_low"] is not None:
            found |= {f"{of}{name}": value for name, value in chance(row, of, measure, bases).items()}
        if row[f"{of}ratio_low"] is None:
            found |= {f"{of}ratio_ci_low": None, f"{of}ratio_ci_high": None}
    return found
