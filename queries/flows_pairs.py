"""Pairs of citizenship and place of identification, every record accounted for: what figures of flows start from."""

from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.crossed import crossed
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import left_out
from queries.notes import notes
from queries.run import run
from queries.slices import published, slice_of
from queries.view import Filters, View

# What is joined, by breakdown: whose citizens, identified where.
ENDS: Final = {"country": ("origin", "country"), "region": ("origin_region", "region")}


def ends_of(view: View) -> tuple[str, str]:
    """The two dimensions of a view's breakdown: of citizenship, of identification."""
    return ENDS[view.by or "country"]


@kept
def account(view: View) -> Figure:
    """The pairs of a view and their account: the frame of queries.flows.flows without `drawn`, and the facts that all
    figures of flows share."""
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    frame = _pairs(edition, filters, view)
    facts = _facts(edition, filters, frame, view)
    question = "origin" if edition.kind == "figures" else ""
    return Figure("pairs", view, edition, frame, facts, notes(edition, view, frame, question))


def _pairs(edition: Edition, filters: Filters, view: View) -> pl.DataFrame:
    counted = crossed(edition, filters, *ends_of(view)).drop("known", "known_high", "total")
    # Published figures per year with a figure: a sum would only show who reports more often.
    years = pl.col("years") if "years" in counted.columns else pl.lit(1)
    return counted.with_columns(
        (pl.col("low") / years).cast(pl.Float64).alias("value_low"),
        (pl.col("high") / years).cast(pl.Float64).alias("value_high"),
        pl.when(pl.col("high") > pl.col("low")).then(pl.lit("Q")).otherwise(pl.lit("A")).alias("status"),
    )


def _facts(edition: Edition, filters: Filters, frame: pl.DataFrame, view: View) -> dict[str, Any]:
    first, second = (pl.col(end).is_null() for end in ends_of(view))
    parts = {
        "records": pl.lit(True),
        "both": ~first & ~second,
        "internal": is_internal(view),
        "between": is_between(view),
        "only_origin": ~first & second,
        "only_country": first & ~second,
        "neither": first & second,
    }
    cut = {name: frame.filter(part) for name, part in parts.items()}
    lows = {name: total(part, "low") for name, part in cut.items()}
    highs = {f"{name}_high": total(part, "high") for name, part in cut.items()}
    pairs = {"pairs": cut["between"].height, "own": cut["internal"].height}
    own: dict[str, Any] = {"known": lows["both"], "known_high": highs["both_high"], "dimension": "flow"}
    if edition.kind == "figures":  # the sum of the parts, beside the publisher's total
        own |= {"known": lows["records"], "known_high": highs["records_high"], **_whole(edition, filters)}
    return lows | highs | pairs | own | _span(edition, filters) | left_out(edition, filters)


def _whole(edition: Edition, filters: Filters) -> dict[str, int]:
    """The publisher's total for the same selection, its bounds, where there is one."""
    if not published(edition, filters):
        return {}
    counted = run("figures_by_year", filters, by="", **slice_of(filters).parameters())
    return {"whole": total(counted, "low"), "whole_high": total(counted, "high")}


def _span(edition: Edition, filters: Filters) -> dict[str, int | None]:
    """The first and the last year, and how many of the records counted are in none."""
    cut = slice_of(filters, "origin").parameters() if edition.kind == "figures" else {}
    return run(f"{edition.kind}_span", filters, **cut).row(0, named=True)


def is_between(view: View) -> pl.Expr:
    """Of two places: whether both ends are known, and differ."""
    first, second = ends_of(view)
    return is_known(view) & (pl.col(first) != pl.col(second))


def is_internal(view: View) -> pl.Expr:
    """Of one place: whether both ends are known, and are the same."""
    first, second = ends_of(view)
    return is_known(view) & (pl.col(first) == pl.col(second))


def is_known(view: View) -> pl.Expr:
    """Whether both ends are known."""
    first, second = ends_of(view)
    return pl.col(first).is_not_null() & pl.col(second).is_not_null()


def total(frame: pl.DataFrame, column: str) -> int:
    """The sum of a column of whole numbers."""
    return int(frame.get_column(column).sum())
